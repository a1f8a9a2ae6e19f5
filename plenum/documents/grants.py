"""Letting somebody see a document, as a part of an act."""

from collections.abc import Iterable
from datetime import datetime

from plenum.core.actor import Actor
from plenum.documents.enums import GrantReason
from plenum.documents.models import Document, Grant


def grant(document: Document, principals: Iterable[int], reason: GrantReason, *, by: Actor, at: datetime) -> None:
    """Let ``principals`` see the document for ``reason``; what was granted before stays as it is."""
    Grant.objects.bulk_create(
        (
            Grant(document=document, principal_id=principal, reason=reason, granted_by_id=by.person_id, granted_at=at)
            for principal in sorted(set(principals))
        ),
        ignore_conflicts=True,
    )
