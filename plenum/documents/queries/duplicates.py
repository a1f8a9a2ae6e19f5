"""Documents that look the same (D3, F1.h)."""

from django.db.models import Q

from plenum.documents.enums import State
from plenum.documents.models import Document, DocumentFile


def look_alikes(document: Document, limit: int = 3) -> list[Document]:
    """Documents in the registers of the same body with the same bytes, or the same number, symbol and issuing body.

    When both papers carry a date, the dates must be the same too, for numbers begin anew each year. The newest
    first, at most ``limit``; one query. ``document`` may be one that is not kept yet.
    """
    same = Q(files__blob__in=DocumentFile.objects.filter(document=document.pk).values("blob"))
    if document.identity:
        same_sign = Q(identity=document.identity)
        if document.issued_on is not None:
            same_sign &= Q(issued_on=document.issued_on) | Q(issued_on=None)
        same |= same_sign
    return list(
        Document.objects.filter(
            same, organisation=document.organisation_id, incident=None, arrival_number__isnull=False
        )
        .exclude(state=State.RETURNED)
        .exclude(pk=document.pk)
        .select_related("register")
        .distinct()
        .order_by("-pk")[:limit]
    )
