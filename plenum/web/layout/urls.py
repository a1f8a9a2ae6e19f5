from django.urls import URLPattern

app_name = "layout"
urlpatterns: list[URLPattern] = []
