"""One's own delegations: given, held, revoked; administrators see all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.clock import now
from plenum.directory import rules
from plenum.directory.actions.delegations import give_delegation, revoke_delegation
from plenum.directory.enums import DelegationKind
from plenum.directory.models import Delegation
from plenum.directory.queries.actors import appointments_in_force
from plenum.directory.queries.delegations import delegations_visible_to, standing
from plenum.web.directory.forms import DelegateForm
from plenum.web.directory.found import delegation_or_404
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once

#: How many past delegations are shown.
SHOWN = 50


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    everything = request.GET.get("show") == "all" and rules.can_administer(actor)
    rows = delegations_visible_to(actor)
    if not everything:
        rows = rows.filter(delegator_id=actor.person_id) | rows.filter(delegate_id=actor.person_id)
    context = {
        "standing": rows.filter(standing(at)),
        "past": rows.exclude(standing(at))[:SHOWN],
        "everything": everything,
        "may_see_all": rules.can_administer(actor),
        "now": at,
    }
    return render(request, "directory/delegations.html", context)


@require_http_methods(["GET", "POST"])
@once
def new_delegation(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    held = [a.position for a in appointments_in_force(by.person_id, at)]
    posts = [(p.pk, f"{p.title} · {p.organisation.short_name}") for p in held]
    form = DelegateForm(posted(request), by=by, posts=posts, initial={"valid_from": at, "position": by.position_id})

    def give(given: dict[str, Any]) -> Delegation:
        position_id, delegate_id = given.pop("position"), given.pop("delegate")
        kind = DelegationKind(given.pop("kind"))
        return give_delegation(position_id=position_id, delegate_id=delegate_id, kind=kind, **given, by=by, at=at)

    if carried_out(form, give) is None:
        return form_page(request, "directory/delegation_form.html", form, {"posts": posts})
    messages.success(request, _("The delegation is given. Both names will stand on what is done."))
    return redirect("directory:delegations")


@require_POST
@once
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    delegation_or_404(actor, pk)
    revoke_delegation(delegation_id=pk, by=actor, at=now())
    messages.success(request, _("The delegation is ended."))
    return redirect("directory:delegations")
