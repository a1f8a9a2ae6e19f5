"""Who gets what of a conference: thu is its secretary, minh its chair, nam its only delegate, all others outsiders."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from plenum.conferences.enums import State
from plenum.conferences.models import AgendaItem, Conference, ConnectionPoint, Delegate, Paper, Screen
from plenum.conferences.queries.screens import token_hash
from plenum.directory.actions.principals import principal_of_person
from plenum.files.derived import image_name, write_derived
from plenum.files.enums import SubmissionState
from plenum.files.models import Blob, Submission
from plenum.files.store import current_store
from tests.cast import MONDAY, Cast
from tests.conferences.making import DETAILS
from tests.permissions.matrix import Expect, Row

TOKEN = "a-token-of-the-tests"
#: A page of 800 pixels, as far as a browser needs to know.
IMAGE = b"RIFF....WEBP"


def conference(cast: Cast, state: State = State.RUNNING) -> Conference:
    """A conference without its actions: hundreds are made, and only who sees it matters."""
    work = [principal_of_person(cast.thu.pk), principal_of_person(cast.minh.pk)]
    begun = state in {State.RUNNING, State.CLOSED}
    made = Conference.objects.create(
        kind=DETAILS.kind,
        title=DETAILS.title,
        place=DETAILS.place,
        organisation=cast.office,
        chair=cast.minh,
        starts_at=DETAILS.starts_at,
        ends_at=DETAILS.ends_at,
        created_at=MONDAY,
        opened_at=MONDAY if begun else None,
        state=state,
        step=1,
        secretariat=work,
        principals=[*work, principal_of_person(cast.nam.pk)] if state != State.DRAFT else work,
    )
    AgendaItem.objects.create(conference=made, position=0, title="Khai mạc")
    return made


Kwargs = Callable[[Cast], Mapping[str, object]]


def running(cast: Cast) -> dict[str, object]:
    return {"pk": conference(cast).pk}


def draft(cast: Cast) -> dict[str, object]:
    return {"pk": conference(cast, State.DRAFT).pk}


def item(cast: Cast) -> dict[str, object]:
    made = conference(cast)
    return {"pk": made.pk, "item_id": made.agenda.get().pk}


def stopped(cast: Cast) -> dict[str, object]:
    """What Thu handed in for the conference and the gate refused."""
    made = conference(cast)
    submission = Submission.objects.create(
        purpose="paper",
        about={"conference": made.pk, "item": None, "title": "Báo cáo"},
        state=SubmissionState.STOPPED,
        language="vi",
        by_person_id=cast.thu.pk,
        at=MONDAY,
    )
    return {"pk": made.pk, "submission_id": submission.pk}


def paper(cast: Cast) -> dict[str, object]:
    made = conference(cast)
    digest = sha256(b"paper").hexdigest()
    blob = Blob.objects.create(
        sha256=digest, size=5, media_type="application/pdf", name="a.pdf", pages=1, page_sizes=[[595, 842]], at=MONDAY
    )
    write_derived(digest, image_name(1, 800), IMAGE)
    attached = Paper.objects.create(conference=made, title="Báo cáo", blob=blob, attached_at=MONDAY, released_at=MONDAY)
    return {"pk": made.pk, "paper_id": attached.pk}


def paper_kept(cast: Cast) -> dict[str, object]:
    """A paper whose bytes are there too."""
    shown = paper(cast)
    with current_store().incoming() as incoming:
        incoming.write(b"paper")
        current_store().keep(incoming, sha256(b"paper").hexdigest())
    return shown


def page(cast: Cast) -> dict[str, object]:
    return {**paper(cast), "number": 1, "width": 800}


def delegate(cast: Cast) -> dict[str, object]:
    made = conference(cast)
    return {"pk": made.pk, "delegate_id": Delegate.objects.create(conference=made, name="An").pk}


def point(cast: Cast) -> dict[str, object]:
    made = conference(cast)
    return {"pk": made.pk, "point_id": ConnectionPoint.objects.create(conference=made, name="Hưng Thịnh").pk}


def screen(cast: Cast) -> dict[str, object]:
    made = conference(cast)
    hung = Screen.objects.create(conference=made, name="Chính", token_sha256=token_hash(TOKEN), created_at=MONDAY)
    return {"pk": made.pk, "screen_id": hung.pk}


def token(cast: Cast) -> dict[str, object]:
    screen(cast)
    return {"token": TOKEN}


def with_(make: Kwargs, **more: object) -> Kwargs:
    return lambda cast: {**make(cast), **more}


def sent(**data: object) -> Kwargs:
    return lambda cast: data


WRITTEN = sent(
    kind="dialogue",
    title="Hội nghị",
    place="Hội trường",
    starts_at="2026-11-24T08:00",
    ends_at="2026-11-24T11:00",
    version=1,
)
ITEM = sent(title="Khai mạc", minutes=10, version=1)

SEEN = Expect(thu=200, minh=200, nam=200, others=404)
WORKED_ON = Expect(thu=200, minh=200, others=404)
#: The chair and the delegate see the conference, but its preparation is the secretaries'.
PREPARED = Expect(thu=302, minh=403, others=404)
CONDUCTED = Expect(thu=302, minh=302, others=404)

ROWS = [
    Row("conferences:list", get=Expect(others=200)),
    Row("conferences:create", get=Expect(thu=200, others=403), post=Expect(thu=302, others=403), data=WRITTEN),
    Row("conferences:screen", kwargs=token, get=Expect(others=200, anonymous=200)),
    Row("conferences:screen", kwargs=sent(token="guessed"), get=Expect(others=404, anonymous=404), case="guessed"),
    Row("conferences:conference", kwargs=running, get=SEEN),
    Row("conferences:conference", kwargs=draft, get=WORKED_ON, case="of a draft"),
    Row(
        "conferences:edit",
        kwargs=running,
        get=Expect(thu=200, minh=403, nam=403, others=404),
        post=Expect(thu=302, minh=403, nam=403, others=404),
        data=WRITTEN,
    ),
    Row("conferences:release", kwargs=draft, get=Expect(thu=200, minh=403, others=404), post=PREPARED),
    Row("conferences:story", kwargs=running, get=WORKED_ON),
    Row("conferences:prepare", kwargs=running, get=WORKED_ON),
    Row(
        "conferences:add_item",
        kwargs=running,
        get=Expect(thu=200, minh=403, others=404),
        post=PREPARED,
        data=ITEM,
    ),
    Row("conferences:item", kwargs=item, get=Expect(thu=200, minh=403, others=404), post=PREPARED, data=ITEM),
    Row("conferences:remove_item", kwargs=item, post=PREPARED),
    Row("conferences:shift_item", kwargs=with_(item, direction="up"), post=PREPARED),
    Row(
        "conferences:attach",
        kwargs=running,
        get=Expect(thu=200, minh=403, others=404),
        # Nothing is sent along: the form comes back to the one who may fill it in.
        post=Expect(thu=422, minh=403, others=404),
    ),
    Row(
        "conferences:attaching",
        kwargs=stopped,
        get=Expect(thu=200, others=404),
        post=Expect(thu=302, others=404),
        data=sent(act="let_go"),
    ),
    Row("conferences:paper", kwargs=paper, get=SEEN),
    Row("conferences:pdf", kwargs=paper_kept, get=SEEN),
    Row("conferences:text", kwargs=paper, get=SEEN),
    Row("conferences:page_text", kwargs=lambda cast: {**paper(cast), "number": 1}, get=SEEN),
    Row("conferences:page", kwargs=page, get=SEEN),
    Row("conferences:release_paper", kwargs=paper, post=PREPARED),
    Row("conferences:withdraw_paper", kwargs=paper, post=PREPARED),
    Row("conferences:delegates", kwargs=running, get=WORKED_ON, post=PREPARED, data=sent(text="An", seating="hall")),
    Row("conferences:remove_delegate", kwargs=delegate, post=PREPARED),
    Row("conferences:points", kwargs=running, get=WORKED_ON, post=PREPARED, data=sent(name="Hưng Thịnh", heads=3)),
    Row("conferences:report_heads", kwargs=point, post=Expect(thu=422, minh=403, others=404)),
    Row("conferences:remove_point", kwargs=point, post=PREPARED),
    Row("conferences:screens", kwargs=running, get=WORKED_ON, post=PREPARED, data=sent(name="Chính")),
    Row("conferences:revoke_screen", kwargs=screen, post=PREPARED),
    Row("conferences:console", kwargs=running, get=WORKED_ON),
    Row("conferences:open", kwargs=running, post=CONDUCTED),
    Row("conferences:close", kwargs=running, post=CONDUCTED, data=sent(step=1)),
    Row("conferences:move", kwargs=item, post=CONDUCTED, data=sent(step=1)),
    Row("conferences:countdown", kwargs=with_(running, seconds=60), post=CONDUCTED, data=sent(step=1)),
    Row("conferences:minute", kwargs=running, post=Expect(thu=409, minh=409, others=404)),
    Row("conferences:stop", kwargs=running, post=CONDUCTED),
    Row("conferences:message", kwargs=running, post=CONDUCTED, data=sent(text="Nghỉ giải lao")),
    Row("conferences:clear_message", kwargs=running, post=CONDUCTED),
]
