"""The story of a document: every act on it, from the record (D21)."""

from collections.abc import Sequence

from plenum.audit.models import AuditEvent
from plenum.audit.queries.story import events_of
from plenum.documents.models import Document

#: Acts that change nothing: told apart from the others.
READING = frozenset({"documents.document.read", "documents.document.downloaded"})

#: More is told in the record itself.
MOST = 500


def story_of(document: Document) -> list[AuditEvent]:
    """What was done with the document, oldest first, without who only read it. One query."""
    return list(events_of(("document", document.pk)).exclude(act__in=READING))


def readings_of(document: Document) -> list[AuditEvent]:
    """Who opened or downloaded it, the latest first. One query."""
    return list(events_of(("document", document.pk)).filter(act__in=READING).order_by("-at")[:100])


def readings_of_all(document_ids: Sequence[int]) -> list[AuditEvent]:
    """Who opened or downloaded any of these documents, the latest first: for those who work an incident off."""
    events = AuditEvent.objects.filter(target_kind="document", target_id__in=document_ids, act__in=READING)
    return list(events.order_by("-at")[:MOST])
