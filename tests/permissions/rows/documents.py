"""Who gets what of a document of the Office: lan is its clerk, minh the leader, hoa leads, nam works on it."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from plenum.directory.actions.principals import principal_of_clerks, principal_of_position
from plenum.directory.models import Organisation
from plenum.documents.enums import HandlingRole, State
from plenum.documents.models import (
    Assignment,
    Document,
    DocumentFile,
    Grant,
    Instruction,
    NumberSeries,
    Register,
    SeriesNumber,
)
from plenum.files.derived import image_name, write_derived
from plenum.files.enums import SubmissionState
from plenum.files.models import Blob, Intake, Submission, TextCorrection, TextLayer
from plenum.files.queries.texts import seen_of
from plenum.files.store import current_store
from tests.cast import FOUNDED, MONDAY, Cast
from tests.documents.made import kept_on_paper, load_types, paper_rule, position_of
from tests.permissions.matrix import Expect, Row

CONTENT = b"%PDF-1.7 a paper of the matrix"
#: A page of 800 pixels, as far as a browser needs to know.
IMAGE = b"RIFF....WEBP"

Kwargs = Callable[[Cast], Mapping[str, object]]


def placed(cast: Cast, state: State) -> Document:
    """A document at a stage without its actions: hundreds are made, and only who may do what matters."""
    seeing = {"lan": [State.WAITING], "minh": [State.SUBMITTED], "hoa": [State.ASSIGNED], "nam": [State.IN_WORK]}
    order = [State.WAITING, State.REGISTERED, State.SUBMITTED, State.ASSIGNED, State.IN_WORK, State.DONE]
    document = Document.objects.create(
        organisation=cast.office, received_by=cast.lan, received_at=MONDAY, listed_at=MONDAY, **_numbered(cast, state)
    )
    for name, (first,) in seeing.items():
        if order.index(state) >= order.index(first):
            own = (
                principal_of_clerks(cast.office.pk) if name == "lan" else principal_of_position(position_of(cast, name))
            )
            Grant.objects.create(
                document=document, principal_id=own, reason="clerk", granted_by=cast.lan, granted_at=MONDAY
            )
    if order.index(state) >= order.index(State.ASSIGNED):
        _given(cast, document, state)
    return document


def _numbered(cast: Cast, state: State) -> dict[str, object]:
    if state == State.WAITING:
        return {"state": state}
    register = Register.objects.create(organisation=cast.office, direction="incoming", label="2026", opens_on=FOUNDED)
    series = NumberSeries.objects.create(register=register, last_number=1)
    place = SeriesNumber.objects.create(series=series, number=1, given_at=MONDAY, given_by=cast.lan)
    return {
        "state": state,
        "register": register,
        "place": place,
        "arrival_number": 1,
        "abstract": "Về việc chuẩn bị Hội nghị đối thoại",
        "issuer_name": "Tỉnh ủy Lam Giang",
        "submitted_to_id": position_of(cast, "minh"),
        "finished_at": MONDAY if state == State.DONE else None,
    }


def _given(cast: Cast, document: Document, state: State) -> None:
    begun, ended = state != State.ASSIGNED, state == State.DONE
    told = Instruction.objects.create(
        document=document, given_at=MONDAY, given_by=cast.minh, given_in_id=position_of(cast, "minh")
    )
    at = {"ended_at": MONDAY, "state": "done"} if ended else {"state": "given" if begun else "open"}
    unit = Assignment.objects.create(
        document=document, instruction=told, role=HandlingRole.LEAD, unit=cast.general, **at
    )
    if begun:
        below = Instruction.objects.create(
            document=document, parent=unit, given_at=MONDAY, given_by=cast.hoa, given_in_id=position_of(cast, "hoa")
        )
        Assignment.objects.create(
            document=document,
            instruction=below,
            role=HandlingRole.LEAD,
            person=cast.nam,
            position_id=position_of(cast, "nam"),
            **({"ended_at": MONDAY, "state": "done"} if ended else {}),
        )


def with_file(cast: Cast) -> DocumentFile:
    """A document in work with a file whose bytes and first page are there."""
    document, digest = placed(cast, State.IN_WORK), sha256(CONTENT).hexdigest()
    blob, is_new = Blob.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": len(CONTENT),
            "media_type": "application/pdf",
            "name": "a.pdf",
            "pages": 1,
            "page_sizes": [[595, 842]],
            "at": MONDAY,
        },
    )
    if is_new:
        with current_store().incoming() as incoming:
            incoming.write(CONTENT)
            current_store().keep(incoming, digest)
        write_derived(digest, image_name(1, 800), IMAGE)
    intake = Intake.objects.create(
        declared=True, state="accepted", sha256=digest, size=1, blob=blob, by_person_id=cast.lan.pk, at=MONDAY
    )
    return DocumentFile.objects.create(document=document, blob=blob, intake=intake, name="cong-van.pdf")


def at(state: State, act: str = "") -> Kwargs:
    return lambda cast: {"pk": placed(cast, state).pk, **({"act": act} if act else {})}


def stopped(cast: Cast) -> dict[str, object]:
    """What Lan handed in and the gate refused."""
    made = Submission.objects.create(
        purpose="document",
        state=SubmissionState.STOPPED,
        language="vi",
        by_person_id=cast.lan.pk,
        by_position_id=position_of(cast, "lan"),
        at=MONDAY,
    )
    return {"pk": made.pk}


def file(cast: Cast) -> dict[str, object]:
    made = with_file(cast)
    return {"pk": made.document_id, "file_id": made.pk}


def a_rule(cast: Cast) -> dict[str, object]:
    load_types()
    return {"pk": paper_rule(cast).pk}


def on_paper(cast: Cast) -> dict[str, object]:
    load_types()
    return {"pk": kept_on_paper(cast).pk}


def file_of_an_asking_body(cast: Cast) -> dict[str, object]:
    """The same where the body asks for a watermark."""
    Organisation.objects.filter(pk=cast.office.pk).update(asks_for_watermark=True)
    return file(cast)


def page_alone(cast: Cast) -> dict[str, object]:
    return {**file(cast), "number": 1}


def page(cast: Cast) -> dict[str, object]:
    return {**file(cast), "number": 1, "width": 800}


def text(cast: Cast) -> dict[str, object]:
    """A page whose text was corrected before."""
    made = with_file(cast)
    TextLayer.objects.update_or_create(blob=made.blob, page=1, defaults={"text": "Kính gửi", "source": "person"})
    TextCorrection.objects.create(
        blob=made.blob, page=1, before="Kinh gửi", after="Kính gửi", source_before="ocr", by_person_id=1, at=MONDAY
    )
    return {"pk": made.document_id, "file_id": made.pk, "number": 1}


def another_text(cast: Cast) -> dict[str, object]:
    return {"seen": seen_of("Kính gửi"), "text": "Kính gửi Sở Công Thương"}


def the_text_before(cast: Cast) -> dict[str, object]:
    return {"seen": seen_of("Kính gửi"), "correction": TextCorrection.objects.latest("pk").pk}


#: Nobody has the turn on a document that was placed without its actions.
CLERK_OF_IT = Expect(lan=302, minh=403, hoa=403, nam=403, others=404)
CLERKS = Expect(lan=200, binh=200, others=403)
ADMINISTRATORS = Expect(an=200, others=403)
SEEN = Expect(lan=200, minh=200, hoa=200, nam=200, others=404)


def acts() -> list[Row]:
    """For each act: its form for whoever may, a refusal for who sees the document, nothing at all for others."""
    may = {
        ("submit", State.REGISTERED): ("lan", ()),
        ("return-to-sender", State.REGISTERED): ("lan", ()),
        ("instruct", State.SUBMITTED): ("minh", ("lan",)),
        ("return-to-clerk", State.SUBMITTED): ("minh", ("lan",)),
        ("give", State.ASSIGNED): ("hoa", ("lan", "minh")),
        ("return-to-leader", State.ASSIGNED): ("hoa", ("lan", "minh")),
        ("report", State.IN_WORK): ("nam", ("lan", "minh", "hoa")),
        ("return-to-head", State.IN_WORK): ("nam", ("lan", "minh", "hoa")),
    }
    rows = [
        Row(
            "documents:act",
            kwargs=at(state, act),
            get=Expect(others=404, **{who: 200, **dict.fromkeys(seeing, 403)}),
            post=Expect(others=404, **{who: 422, **dict.fromkeys(seeing, 403)}),
            case=act,
        )
        for (act, state), (who, seeing) in may.items()
    ]
    more = Expect(minh=200, hoa=200, lan=403, nam=403, others=404)
    return [
        *rows,
        Row(
            "documents:act",
            kwargs=at(State.DONE, "more"),
            get=more,
            post=Expect(minh=422, hoa=422, lan=403, nam=403, others=404),
            case="more",
        ),
        Row(
            "documents:act",
            kwargs=at(State.DONE, "instruct"),
            get=Expect(lan=409, minh=409, hoa=409, nam=409, others=404),
            post=Expect(lan=409, minh=409, hoa=409, nam=409, others=404),
            case="too late",
        ),
    ]


ROWS = [
    Row("documents:incoming", get=Expect(others=200)),
    Row("documents:receive", get=CLERKS, post=Expect(lan=422, binh=422, others=403)),
    Row(
        "documents:receiving",
        kwargs=stopped,
        get=Expect(lan=200, others=404),
        post=Expect(lan=302, others=404),
        data=lambda _cast: {"act": "let_go"},
    ),
    Row(
        "documents:register",
        kwargs=at(State.WAITING),
        get=Expect(lan=200, others=404),
        post=Expect(lan=422, others=404),
    ),
    Row(
        "documents:register",
        kwargs=at(State.IN_WORK),
        get=Expect(lan=302, minh=302, hoa=302, nam=302, others=404),
        post=Expect(lan=422, minh=403, hoa=403, nam=403, others=404),
        case="in work",
    ),
    Row("documents:registered", kwargs=at(State.REGISTERED), get=Expect(lan=200, others=404)),
    Row("documents:stub", get=CLERKS, post=Expect(lan=422, binh=422, others=403)),
    Row("documents:scope", get=ADMINISTRATORS, post=Expect(an=422, others=403)),
    Row("documents:end_scope", kwargs=a_rule, get=ADMINISTRATORS, post=Expect(an=422, others=403)),
    Row("documents:document", kwargs=at(State.IN_WORK), get=SEEN),
    Row("documents:document", kwargs=on_paper, get=Expect(lan=200, others=404), case="on paper only"),
    Row("documents:document", kwargs=at(State.WAITING), get=Expect(lan=302, others=404), case="waiting"),
    Row("documents:viewer", kwargs=file, get=SEEN),
    Row("documents:read", kwargs=file, get=SEEN),
    Row("documents:pdf", kwargs=file, get=SEEN),
    Row("documents:text", kwargs=file, get=SEEN),
    Row("documents:page_text", kwargs=page_alone, get=SEEN),
    Row("documents:page", kwargs=page, get=SEEN),
    Row("documents:download", kwargs=file, get=SEEN),
    Row("documents:original", kwargs=file, get=SEEN),
    Row(
        "documents:original",
        kwargs=file_of_an_asking_body,
        get=Expect(lan=200, minh=403, hoa=403, nam=403, others=404),
        case="where a watermark is asked for",
    ),
    Row("documents:pdf", kwargs=file_of_an_asking_body, get=Expect(others=404), case="where a watermark is asked for"),
    Row("documents:text_page", kwargs=text, get=SEEN, post=CLERK_OF_IT, data=another_text),
    Row("documents:text_history", kwargs=text, get=SEEN),
    Row("documents:text_take_back", kwargs=text, post=CLERK_OF_IT, data=the_text_before),
    *acts(),
]
