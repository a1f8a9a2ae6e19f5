"""Reading the record."""

from django.db.models import QuerySet

from plenum.audit.models import AuditEvent


def events_of(target: tuple[str, int]) -> QuerySet[AuditEvent]:
    """Everything that was done to ``target`` (kind, id), oldest first; within one chain in the order of the chain.

    The caller decides who may read it: a story is as visible as the thing it tells of.
    """
    kind, number = target
    return AuditEvent.objects.filter(target_kind=kind, target_id=number).order_by("at", "chain", "seq")


def events_by(person_id: int) -> QuerySet[AuditEvent]:
    """Everything that a person did, newest first."""
    return AuditEvent.objects.filter(actor_id=person_id).order_by("-at", "chain", "-seq")
