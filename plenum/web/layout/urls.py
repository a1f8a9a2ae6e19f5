from django.urls import path

from plenum.web.layout import views

app_name = "layout"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("gallery/", views.gallery, name="gallery"),
]
