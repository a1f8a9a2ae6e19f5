"""What concerns files whoever brought them: incidents, the state of the store, the text that was read."""

from plenum.files.actions.incidents import propose_outcome
from plenum.files.enums import Outcome
from plenum.files.models import Proposal
from tests.cast import MONDAY, Cast
from tests.files.incidents import reported
from tests.permissions.matrix import Expect, Row
from tests.permissions.rows.documents import with_file

#: An, the administrator, and Sơn, the chief of office of the body where something was frozen.
IN_CHARGE = Expect(an=200, son=200, others=404)


def incident(cast: Cast) -> dict[str, object]:
    return {"pk": reported(cast).pk}


def proposed(cast: Cast) -> dict[str, object]:
    found = reported(cast)
    propose_outcome(incident_id=found.pk, outcome=Outcome.FALSE_ALARM, reason="-", by=cast.actor("son"), at=MONDAY)
    return {"pk": found.pk}


def waiting_proposal(cast: Cast) -> dict[str, object]:
    return {"proposal": Proposal.objects.get().pk, "answer": "-"}


def document(cast: Cast) -> dict[str, object]:
    return {"kind": "document", "pk": with_file(cast).document_id}


def bytes_of_document(cast: Cast) -> dict[str, object]:
    return {"pk": with_file(cast).blob_id}


ROWS = [
    Row(
        "files:report",
        kwargs=document,
        get=Expect(lan=200, minh=200, hoa=200, nam=200, others=404),
        post=Expect(lan=422, minh=422, hoa=422, nam=422, others=404),
    ),
    Row(
        "files:report",
        kwargs=lambda cast: {"kind": "nothing", "pk": 1},
        get=Expect(others=404),
        post=Expect(others=404),
        case="unknown kind",
    ),
    Row("files:integrity", get=Expect(an=200, others=403)),
    Row("files:check_blob", kwargs=bytes_of_document, post=Expect(an=302, others=403)),
    Row("files:check_blob", kwargs=lambda cast: {"pk": 1}, post=Expect(an=404, others=403), case="unknown file"),
    Row("files:incidents", get=Expect(an=200, son=200, others=403)),
    Row("files:incident", kwargs=incident, get=IN_CHARGE),
    Row("files:protocol", kwargs=incident, get=IN_CHARGE),
    Row("files:note_measure", kwargs=incident, post=Expect(an=422, son=422, others=404)),
    Row("files:propose_outcome", kwargs=incident, post=Expect(others=302)),
    Row("files:confirm_outcome", kwargs=proposed, data=waiting_proposal, post=Expect(others=302)),
    Row("files:refuse_outcome", kwargs=proposed, data=waiting_proposal, post=Expect(an=302, son=403, others=404)),
    Row("files:notice_read", kwargs=incident, post=Expect(lan=302, minh=302, hoa=302, nam=302, others=404)),
]
