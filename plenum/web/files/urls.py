from django.urls import path

from plenum.web.files.views import incidents, integrity

app_name = "files"
urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", incidents.report, name="report"),
    path("integrity/", integrity.integrity, name="integrity"),
    path("integrity/<int:pk>/check/", integrity.check, name="check_blob"),
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/protocol/", incidents.protocol, name="protocol"),
    path("incidents/<int:pk>/measures/", incidents.measure, name="note_measure"),
    path("incidents/<int:pk>/propose/", incidents.propose, name="propose_outcome"),
    path("incidents/<int:pk>/confirm/", incidents.confirm, name="confirm_outcome"),
    path("incidents/<int:pk>/refuse/", incidents.refuse, name="refuse_outcome"),
    path("incidents/<int:pk>/read/", incidents.notice_read, name="notice_read"),
]
