"""What may go electronic is decided and ended by administrators; nothing of it is deleted (S10)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Invalid
from plenum.core.text import normalise
from plenum.directory.rules import can_administer
from plenum.documents.enums import Medium
from plenum.documents.models import ScopeRule
from plenum.files.marks import expect_no_mark


@transaction.atomic
def decide_scope(
    *,
    organisation_id: int | None,
    type_id: int,
    medium: Medium,
    reason: str,
    reference: str,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> ScopeRule:
    """Say how documents of a type go in a body (in all bodies without one) from a day on.

    Raises `Forbidden` to all but administrators, `Invalid` with code ``already_ruled`` when another rule for the same
    body and type shares a day with it: end that one first.
    """
    can_administer.check(by)
    expect_no_mark(reason=reason, reference=reference)
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(_("The last day is before the first one."), code="too_early", field="valid_to")
    rule = ScopeRule(
        organisation_id=organisation_id,
        type_id=type_id,
        medium=medium,
        reason=normalise(reason),
        reference=normalise(reference),
        valid_from=valid_from,
        valid_to=valid_to,
        decided_at=at,
        decided_by_id=by.person_id,
    )
    try:
        with transaction.atomic():
            rule.save(force_insert=True)
    except IntegrityError as error:
        if "one_scope_rule" not in str(error):
            raise
        raise Invalid(
            _("Another rule holds for this type on some of these days. End that one first."),
            code="already_ruled",
            field="valid_from",
        ) from error
    payload = {
        "type": rule.type.name,
        "medium": medium.value,
        "body": rule.organisation.name if rule.organisation else "",
        "reference": rule.reference,
        "from": valid_from.isoformat(),
    }
    record("documents.scope.decided", by=by, at=at, target=("scope_rule", rule.pk), payload=payload)
    return rule


@transaction.atomic
def end_scope(*, rule_id: int, last_day: date, by: Actor, at: datetime) -> ScopeRule:
    """End a rule after ``last_day``. Raises `Invalid` when it has ended before, or would before it began."""
    can_administer.check(by)
    rule = ScopeRule.objects.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if rule is None:
        raise Forgotten(_("There is no such rule."))
    if last_day < rule.valid_from:
        raise Invalid(_("The last day is before the first one."), code="too_early", field="last_day")
    if rule.valid_to is not None and rule.valid_to <= last_day:
        raise Invalid(_("The rule ends before that day already."), code="already_ended", field="last_day")
    rule.valid_to, rule.ended_at, rule.ended_by_id = last_day, at, by.person_id
    rule.save(update_fields=["valid_to", "ended_at", "ended_by"])
    payload = {"type": rule.type.name, "last_day": last_day.isoformat()}
    record("documents.scope.ended", by=by, at=at, target=("scope_rule", rule.pk), payload=payload)
    return rule
