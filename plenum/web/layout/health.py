"""For the machine in front: is the process alive, and may it be given requests?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from plenum.core.health import database_answers


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    if database_answers():
        return HttpResponse("ready\n", content_type="text/plain")
    return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
