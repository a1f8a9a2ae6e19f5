"""Conferences for tests, made by the actions themselves."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from plenum.conferences.actions.agenda import add_agenda_item
from plenum.conferences.actions.delegates import add_delegates
from plenum.conferences.actions.preparation import Details, create_conference, open_conference, release_conference
from plenum.conferences.enums import Kind, Seating
from plenum.conferences.models import AgendaItem, Conference
from plenum.conferences.roster import NewDelegate
from plenum.files.models import Blob
from tests.cast import MONDAY, Cast

DETAILS = Details(
    kind=Kind.DIALOGUE,
    title="Hội nghị đối thoại năm 2026",
    place="Hội trường Tỉnh ủy",
    starts_at=MONDAY + timedelta(hours=1),
    ends_at=MONDAY + timedelta(hours=4),
)


def a_draft(cast: Cast, at: datetime = MONDAY) -> Conference:
    """A draft of the Office, chaired by Minh, with Nam as its only delegate and an agenda::

    1 Khai mạc (10) · 2 Báo cáo (15) · 2.1 Cải cách (30) · – Hội ý (5, internal) · 3 Bế mạc (10)
    """
    thu = cast.actor("thu")
    conference = create_conference(
        organisation_id=cast.office.pk, details=replace(DETAILS, chair_id=cast.minh.pk), by=thu, at=at
    )
    add: dict[str, Any] = {"conference": conference, "by": thu, "at": at}
    add_agenda_item(title="Khai mạc", minutes=10, **add)
    report = add_agenda_item(title="Báo cáo", presenter="Chánh Văn phòng", minutes=15, **add)
    add_agenda_item(title="Cải cách", minutes=30, parent_id=report.pk, **add)
    add_agenda_item(title="Hội ý", minutes=5, is_internal=True, **add)
    add_agenda_item(title="Bế mạc", minutes=10, **add)
    nam = NewDelegate(name=cast.nam.full_name, post="Chuyên viên", body="Văn phòng", seat="C14", person_id=cast.nam.pk)
    add_delegates(rows=[nam], **add)
    return fresh(conference)


def a_released(cast: Cast, at: datetime = MONDAY) -> Conference:
    return fresh(release_conference(conference=a_draft(cast, at), by=cast.actor("thu"), at=at))


def a_running(cast: Cast, at: datetime = MONDAY) -> Conference:
    return fresh(open_conference(conference=a_released(cast, at), by=cast.actor("minh"), at=at))


def fresh(conference: Conference) -> Conference:
    """The conference as the database has it."""
    return Conference.objects.get(pk=conference.pk)


def item(conference: Conference, title: str) -> AgendaItem:
    return AgendaItem.objects.get(conference=conference, title=title)


def a_blob(name: str = "bao-cao.pdf", pages: int = 3) -> Blob:
    """The record of accepted bytes, without the bytes: enough for what only names a file."""
    return Blob.objects.create(
        sha256=sha256(name.encode()).hexdigest(),
        size=1000,
        media_type="application/pdf",
        name=name,
        pages=pages,
        page_sizes=[[595.3, 841.9]] * pages,
        at=MONDAY,
    )


def guests(number: int, seating: Seating = Seating.HALL, point_id: int | None = None) -> list[NewDelegate]:
    return [
        NewDelegate(name=f"Khách {number}", body=f"Đơn vị {seating} {point_id}", seating=seating, point_id=point_id)
        for number in range(number)
    ]
