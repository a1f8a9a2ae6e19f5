from django.urls import path

from plenum.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.security, name="security"),
    path("first-run/", views.first_run, name="first_run"),
    path("capacity/", views.capacity, name="capacity"),
    path("settings/", views.own_settings, name="settings"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
]
