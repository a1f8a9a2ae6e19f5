from django.urls import path

from plenum.web.documents.views import acting, listing, reading, registering, scope, texts

app_name = "documents"
urlpatterns = [
    path("", listing.incoming, name="incoming"),
    path("register/", registering.receive, name="receive"),
    path("register/files/<int:pk>/", registering.receiving, name="receiving"),
    path("register/paper/", scope.stub, name="stub"),
    path("scope/", scope.scope, name="scope"),
    path("scope/<int:pk>/end/", scope.end, name="end_scope"),
    path("register/<int:pk>/", registering.register, name="register"),
    path("register/<int:pk>/done/", registering.registered, name="registered"),
    path("<int:pk>/", reading.document, name="document"),
    path("<int:pk>/files/<int:file_id>/", reading.download, name="download"),
    path("<int:pk>/files/<int:file_id>/original/", reading.original, name="original"),
    path("<int:pk>/files/<int:file_id>/pages/", reading.viewer, name="viewer"),
    path("<int:pk>/files/<int:file_id>/read/", reading.read, name="read"),
    path("<int:pk>/files/<int:file_id>/pdf/", reading.pdf, name="pdf"),
    path("<int:pk>/files/<int:file_id>/text/", reading.text, name="text"),
    path("<int:pk>/files/<int:file_id>/<int:number>/text/", reading.page_text, name="page_text"),
    path("<int:pk>/files/<int:file_id>/<int:number>/<int:width>/", reading.page, name="page"),
    path("<int:pk>/files/<int:file_id>/text/<int:number>/", texts.text, name="text_page"),
    path("<int:pk>/files/<int:file_id>/text/<int:number>/history/", texts.history, name="text_history"),
    path("<int:pk>/files/<int:file_id>/text/<int:number>/take-back/", texts.take_back, name="text_take_back"),
    path("<int:pk>/<slug:act>/", acting.act, name="act"),
]
