"""The story of a document: every act on it, from the record (D21)."""

from plenum.audit.models import AuditEvent
from plenum.audit.queries.story import events_of
from plenum.documents.models import Document

#: Acts that change nothing: told apart from the others.
READING = frozenset({"documents.document.read", "documents.document.downloaded"})


def story_of(document: Document) -> list[AuditEvent]:
    """What was done with the document, oldest first, without who only read it. One query."""
    return list(events_of(("document", document.pk)).exclude(act__in=READING))


def readings_of(document: Document) -> list[AuditEvent]:
    """Who opened or downloaded it, the latest first. One query."""
    return list(events_of(("document", document.pk)).filter(act__in=READING).order_by("-at")[:100])
