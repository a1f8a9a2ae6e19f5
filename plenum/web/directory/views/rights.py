"""Changes of rights that wait for a second administrator, and those that were decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenum.core.clock import now
from plenum.directory import rules
from plenum.directory.actions.rights import (
    confirm_rights_change,
    refuse_rights_change,
    withdraw_rights_change,
)
from plenum.directory.enums import RightsChangeState
from plenum.directory.queries.rights import confirms_alone, gaining_by, one_hand, rights_changes_visible_to
from plenum.web.directory.acting import administrators
from plenum.web.directory.forms import ReasonForm
from plenum.web.directory.found import change_or_404, story_of
from plenum.web.directory.wording import terms_in_words
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once
from plenum.web.layout.step_up import step_up

#: How many decided changes the list shows.
SHOWN = 100


@require_safe
@administrators
def rights(request: HttpRequest) -> HttpResponse:
    changes = rights_changes_visible_to(actor_of(request))
    waiting = request.GET.get("show") != "decided"
    state = changes.filter(state=RightsChangeState.PROPOSED)
    rows = state if waiting else changes.exclude(state=RightsChangeState.PROPOSED)
    context = {"rows": rows[:SHOWN], "waiting": waiting, "waiting_count": state.count()}
    return render(request, "directory/rights.html", context)


@require_safe
@administrators
def rights_change(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "directory/rights_change.html", _context(request, pk))


@require_POST
@administrators
@step_up
@once
def confirm_change(request: HttpRequest, pk: int) -> HttpResponse:
    confirm_rights_change(change_id=pk, by=actor_of(request), at=now())
    messages.success(request, _("Confirmed: it holds from now on."))
    return redirect("directory:rights_change", pk)


@require_POST
@administrators
@once
def refuse_change(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), ReasonForm(posted(request))
    if carried_out(form, lambda given: refuse_rights_change(change_id=pk, **given, by=by, at=now())) is None:
        return form_page(request, "directory/rights_change.html", form, _context(request, pk))
    messages.success(request, _("Refused: nothing of it holds."))
    return redirect("directory:rights_change", pk)


@require_POST
@administrators
@once
def withdraw_change(request: HttpRequest, pk: int) -> HttpResponse:
    by, form = actor_of(request), ReasonForm(posted(request))
    if carried_out(form, lambda given: withdraw_rights_change(change_id=pk, **given, by=by, at=now())) is None:
        return form_page(request, "directory/rights_change.html", form, _context(request, pk))
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("directory:rights_change", pk)


def _context(request: HttpRequest, pk: int) -> dict[str, object]:
    by, at = actor_of(request), now()
    change = change_or_404(by, pk)
    alone = confirms_alone(change, by, at)
    return {
        "change": change,
        "terms": terms_in_words(change),
        "waits": change.state == RightsChangeState.PROPOSED,
        "why_not": rules.can_decide.reason(
            by, change, gaining=gaining_by(change, at), alone=alone, one_hand=one_hand(change, by)
        ),
        "may_withdraw": rules.can_withdraw(by, change),
        "form": ReasonForm(),
        "story": story_of(by, ("rights_change", pk)),
    }
