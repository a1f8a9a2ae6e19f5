"""What a body may have electronically on a day."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from plenum.core.errors import Forgotten, Refusal
from plenum.directory.models import Organisation
from plenum.directory.queries.organisations import in_force_on
from plenum.documents.enums import Medium
from plenum.documents.models import ScopeRule


def scope_rules() -> QuerySet[ScopeRule]:
    """Every rule that there is or was, the latest first; for administrators. One query."""
    return ScopeRule.objects.select_related("organisation", "type", "decided_by", "ended_by")


def scope_rule(pk: int) -> ScopeRule:
    """One of them; raises `Forgotten` when there is none. One query."""
    rule = scope_rules().filter(pk=pk).first()
    if rule is None:
        raise Forgotten(_("There is no such rule."))
    return rule


def paper_only(organisation_id: int | None, on: date) -> dict[int, ScopeRule]:
    """The types that a body keeps on paper only on a day, by their ids, each with the rule that says so. One query.

    A rule of the body itself goes before one for all bodies, whichever of the two is stricter.
    """
    rules = scope_rules().filter(in_force_on(on), Q(organisation=organisation_id) | Q(organisation=None))
    decisive: dict[int, ScopeRule] = {}
    for rule in sorted(rules, key=lambda rule: rule.organisation_id is not None):
        decisive[rule.type_id] = rule
    return {type_id: rule for type_id, rule in decisive.items() if rule.medium == Medium.PAPER}


def expect_electronic(organisation_id: int, type_id: int | None, on: date) -> None:
    """Raise a `Refusal` with code ``paper_only`` when the body keeps documents of the type on paper only that day.

    One query; none for a document whose type nobody has named.
    """
    rule = paper_only(organisation_id, on).get(type_id) if type_id is not None else None
    if rule is not None:
        raise Refusal(
            _(
                "“%(type)s” goes on paper only in this body: %(reason)s (%(reference)s). "
                "Keep an entry in the register without a file."
            )
            % {"type": rule.type, "reason": rule.reason, "reference": rule.reference},
            code="paper_only",
            field="type",
        )


def bodies_in_force(on: date) -> QuerySet[Organisation]:
    """The bodies for which a rule may be made, in order."""
    return Organisation.objects.filter(in_force_on(on))
