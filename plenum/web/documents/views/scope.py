"""What may go electronic: the rules for administrators, and the entry of a clerk for what may not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenum.core.clock import local_date, now
from plenum.core.text import whole_number
from plenum.directory.rules import can_administer
from plenum.documents.actions.scope import decide_scope, end_scope
from plenum.documents.actions.stubs import keep_stub
from plenum.documents.enums import Medium
from plenum.documents.queries.issuers import issuer_names
from plenum.documents.queries.registers import types_in_force
from plenum.documents.queries.scope import bodies_in_force, paper_only, scope_rule, scope_rules
from plenum.documents.rules import can_register
from plenum.web.documents.forms.scope import EndScopeForm, ScopeForm, StubForm
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@once
def scope(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    can_administer.check(by)
    today = local_date(at)
    form = ScopeForm(
        posted(request), types=types_in_force(today), bodies=bodies_in_force(today), initial={"valid_from": today}
    )
    done = carried_out(
        form,
        lambda given: decide_scope(
            organisation_id=given["organisation"],
            type_id=given["type"],
            medium=Medium(given["medium"]),
            reason=given["reason"],
            reference=given["reference"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            by=by,
            at=at,
        ),
    )
    if done is None:
        return form_page(request, "documents/scope.html", form, {"rules": scope_rules(), "today": today})
    messages.success(request, _("The rule is written down."))
    return redirect("documents:scope")


@form_methods
@once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    can_administer.check(by)
    rule = scope_rule(pk)
    form = EndScopeForm(posted(request), initial={"last_day": local_date(at)})
    done = carried_out(form, lambda given: end_scope(rule_id=pk, last_day=given["last_day"], by=by, at=at))
    if done is None:
        return form_page(request, "documents/scope_end.html", form, {"rule": rule})
    messages.success(request, _("The rule has its last day."))
    return redirect("documents:scope")


@form_methods
@never_cache
@once
def stub(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    can_register.check(by, by.organisation_id)
    rules = paper_only(by.organisation_id, local_date(at))
    chosen = whole_number(request.GET.get("type"), digits=9)
    form = StubForm(
        posted(request),
        types=[rule.type for rule in rules.values()],
        initial={"type": chosen, "arrived_on": local_date(at)},
    )
    kept = carried_out(form, lambda _given: keep_stub(entry=form.entry(), by=by, at=at))
    if kept is None:
        return form_page(
            request, "documents/stub.html", form, {"rules": list(rules.values()), "issuers": issuer_names(at)}
        )
    messages.success(request, _("Kept in the register as number %(number)s.") % {"number": kept.arrival_number})
    return redirect("documents:document", pk=kept.pk)
