"""The only door to documents."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Refusal
from plenum.documents.enums import State
from plenum.documents.models import Document


def documents_visible_to(by: Actor) -> QuerySet[Document]:
    """Every document that one of the actor's principals was granted; of anything else there is no trace.

    What an incident has withdrawn is not among them: see `stubs_visible_to`.
    """
    return _granted_to(by).filter(incident=None)


def stubs_visible_to(by: Actor) -> QuerySet[Document]:
    """The documents that ``by`` would see if no incident had withdrawn them; show nothing but number and incident."""
    return _granted_to(by).filter(incident__isnull=False).select_related("incident")


def listed_for(by: Actor) -> QuerySet[Document]:
    """What stands in the lists of ``by``: documents, and stubs of those that were withdrawn; `conceal` each."""
    return _granted_to(by)


def conceal(document: Document) -> Document:
    """The document itself, or for a withdrawn one what a list may show of it: its number, its day and nothing else."""
    if document.incident_id is None:
        return document
    return Document(
        pk=document.pk,
        organisation_id=document.organisation_id,
        direction=document.direction,
        state=State.WITHDRAWN,
        arrival_number=document.arrival_number,
        arrived_on=document.arrived_on,
        received_at=document.received_at,
        listed_at=document.listed_at,
        incident=document.incident,
    )


def document_for(by: Actor, document_id: int) -> Document:
    """One document with what its card shows; raises `Forgotten` when ``by`` may not see it or there is none.

    For one that an incident has withdrawn it raises a `Refusal` with code ``withdrawn``, which names the incident.
    """
    document = (
        documents_visible_to(by)
        .select_related(
            "organisation", "type", "issuer", "register", "submitted_to", "registered_by", "received_by", "paper_rule"
        )
        .filter(pk=document_id)
        .first()
    )
    if document is None:
        expect_not_withdrawn(by, document_id)
        raise Forgotten(_("There is no such document."))
    return document


def expect_not_withdrawn(by: Actor, document_id: int) -> None:
    """Raise a `Refusal` with code ``withdrawn`` when an incident has withdrawn a document that ``by`` saw before."""
    stub = stubs_visible_to(by).filter(pk=document_id).first()
    if stub is not None and stub.incident is not None:
        raise Refusal(
            _("This document was withdrawn by incident no. %(number)s. Nothing of it is shown to anybody.")
            % {"number": stub.incident.number},
            code="withdrawn",
        )


def visible_ids(by: Actor, ids: Sequence[int]) -> set[int]:
    """Those of ``ids`` that ``by`` may see."""
    return set(documents_visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))


def _granted_to(by: Actor) -> QuerySet[Document]:
    return Document.objects.filter(principals__overlap=sorted(by.principals))
