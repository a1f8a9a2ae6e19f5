"""Every address of the product; each has its row in the access matrix (`tests/permissions`)."""

from django.urls import include, path

from plenum.web.layout.health import healthz, readyz
from plenum.web.layout.views import favicon

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", favicon, name="favicon"),
    path("", include("plenum.web.home.urls")),
    path("", include("plenum.web.layout.urls")),
    path("accounts/", include("plenum.web.accounts.urls")),
    path("accounts/", include("plenum.web.accounts.identity_urls")),
    path("directory/", include("plenum.web.directory.urls")),
    path("files/", include("plenum.web.files.urls")),
    path("documents/", include("plenum.web.documents.urls")),
    path("conferences/", include("plenum.web.conferences.urls")),
]

handler400 = "plenum.web.layout.errors.bad_request"
handler403 = "plenum.web.layout.errors.forbidden"
handler404 = "plenum.web.layout.errors.not_found"
handler500 = "plenum.web.layout.errors.server_error"
