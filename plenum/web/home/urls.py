from django.urls import path

from plenum.web.home.views import desk, search

app_name = "home"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("desk/<int:pk>/", desk.panel, name="panel"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
]
