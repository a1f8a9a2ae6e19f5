from django.urls import path

from plenum.web.home.views import search

app_name = "home"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
]
