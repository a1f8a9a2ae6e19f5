"""Incidents for tests, on documents of the Office made by the real actions."""

import io

from plenum.documents.actions.receive import receive_document
from plenum.documents.actions.register import register_document
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.models import Document, DocumentFile
from plenum.files.actions.incidents import confirm_outcome, propose_outcome, report_secret
from plenum.files.checking import submit_file
from plenum.files.enums import Outcome
from plenum.files.models import Incident
from tests import papers
from tests.cast import MONDAY, Cast
from tests.documents.made import a_card, in_work, position_of

#: A word of the card that must be found nowhere once it is frozen.
TELLING = "thuyền thúng"


def with_bytes(cast: Cast) -> Document:
    """A registered document with real bytes in the store, given to Minh; its card has the word `TELLING`."""
    lan = cast.actor("lan")
    intake = submit_file(
        content=io.BytesIO(papers.state_letter_pdf()), name=f"{TELLING}.pdf", declared=True, by=lan, at=MONDAY
    )
    document = receive_document(intakes=[intake], by=lan, at=MONDAY)
    lan = cast.actor("lan")  # holds the clerks' principal, which is made with the first document
    document = register_document(
        document_id=document.pk, version=document.version, card=a_card(abstract=f"Về {TELLING}"), by=lan, at=MONDAY
    )
    return submit_to_leader(
        document_id=document.pk, version=document.version, position_id=position_of(cast, "minh"), by=lan, at=MONDAY
    )


def reported(cast: Cast, document: Document | None = None, by: str = "lan") -> Incident:
    """Lan reports all files of the document, or of one that Nam works on."""
    document = document or in_work(cast)
    return report_secret(
        kind="document",
        object_id=document.pk,
        blob_ids=[file.blob_id for file in DocumentFile.objects.filter(document=document)],
        reason="Dấu ở trang 1",
        by=cast.actor(by),
        at=MONDAY,
    )


def closed(cast: Cast, incident: Incident, outcome: Outcome) -> Incident:
    """Sơn proposes, An confirms."""
    proposal = propose_outcome(
        incident_id=incident.pk, outcome=outcome, reason="Đã kiểm tra", by=cast.actor("son"), at=MONDAY
    )
    return confirm_outcome(incident_id=incident.pk, proposal_id=proposal.pk, by=cast.actor("an"), at=MONDAY)
