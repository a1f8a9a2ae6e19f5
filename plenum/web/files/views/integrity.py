"""Whether the stores still hold what was accepted, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plenum.core.clock import now
from plenum.files import rules
from plenum.files.actions.checks import ask_check
from plenum.files.enums import StorePlace
from plenum.files.queries.integrity import broken_holdings, count_broken, first_intakes, kept, standings
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once


@require_safe
@never_cache
def integrity(request: HttpRequest) -> HttpResponse:
    rules.can_see_integrity.check(actor_of(request))
    holdings = broken_holdings()
    intakes = first_intakes([holding.blob_id for holding in holdings])
    blobs, size = kept()
    found = standings(now())
    context = {
        "standings": found,
        "has_copy": any(standing.place == StorePlace.COPY for standing in found),
        "blobs": blobs,
        "size": size,
        "broken": count_broken(),
        "rows": [(holding, intakes.get(holding.blob_id)) for holding in holdings],
    }
    return render(request, "files/integrity.html", context)


@require_POST
@once
def check(request: HttpRequest, pk: int) -> HttpResponse:
    ask_check(blob_id=pk, by=actor_of(request), at=now())
    messages.success(request, _("The file is being checked. Reload the page in a moment."))
    return redirect("files:integrity")
