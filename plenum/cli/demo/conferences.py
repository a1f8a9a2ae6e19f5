"""The conferences of the invented province: the dialogue that is on, others before and after it.

They are made by the actions themselves, so that record, rights and live state are as they would be.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from plenum.cli.demo.names import full_names
from plenum.cli.demo.papers import DemoPaper, demo_paper
from plenum.conferences.actions.agenda import add_agenda_item
from plenum.conferences.actions.course import move_to_item
from plenum.conferences.actions.delegates import add_delegates
from plenum.conferences.actions.papers import attach_paper
from plenum.conferences.actions.points import add_point
from plenum.conferences.actions.preparation import (
    Details,
    close_conference,
    create_conference,
    open_conference,
    release_conference,
)
from plenum.conferences.enums import Kind, Seating
from plenum.conferences.models import AgendaItem, Conference, ConnectionPoint
from plenum.conferences.roster import NewDelegate
from plenum.core.actor import Actor
from plenum.directory.enums import Level, Role, System
from plenum.directory.models import Appointment, Organisation, Person
from plenum.directory.queries.actors import actor_for, in_force
from plenum.files.checking import submit_file

#: As many as the mission speaks of.
HALL, POINTS, ONLINE = 875, 33, 5000
ROWS, SEATS_A_ROW = "ABCDEFGHIJKLMNOPQRSTUVWXY", 35
#: Of the people of the province so many at most are called to the hall and online; the others are guests by name.
HALL_PEOPLE, ONLINE_PEOPLE, HEADS_NAMED = 620, 900, 3

TITLE = "Hội nghị đối thoại giữa Ban Thường vụ Tỉnh ủy Lam Giang với lãnh đạo các phòng năm 2026"
PLACE = "Hội trường Tỉnh ủy Lam Giang"
REFORM = "Đối thoại: cải cách hành chính trong Đảng"
QUESTION = (
    "Vì sao cải cách hành chính trong Đảng chưa được quan tâm đúng mức, nhất là ứng dụng công nghệ và cắt giảm thủ tục?"
)
ETHICS = "Đối thoại: đạo đức công vụ, kỷ luật và kỷ cương hành chính"
POSTS = ("Trưởng phòng", "Trưởng phòng", "Phó Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên chính phòng")
UNITS = (
    "Tổng hợp",
    "Tổ chức cán bộ",
    "Kế hoạch - Tài chính",
    "Nội vụ",
    "Tư pháp",
    "Kinh tế",
    "Văn hóa - Xã hội",
    "Hành chính công",
    "Nghiệp vụ",
    "Pháp chế",
    "Công nghệ thông tin",
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a demo agenda; ``under`` names its parent."""

    title: str
    minutes: int
    presenter: str = ""
    under: str = ""
    internal: bool = False


DIALOGUE = (
    Item("Khai mạc, giới thiệu đại biểu", 10, "Chánh Văn phòng Tỉnh ủy"),
    Item("Báo cáo tổng hợp kiến nghị gửi tới hội nghị", 15, "Phó Chánh Văn phòng Tỉnh ủy"),
    Item(REFORM, 5, "Phó Bí thư Thường trực Tỉnh ủy"),
    Item(QUESTION, 20, "Trả lời: Phó Bí thư Thường trực Tỉnh ủy", under=REFORM),
    Item("Khi nào bỏ báo cáo giấy hằng tháng?", 15, "Trả lời: Chánh Văn phòng Tỉnh ủy", under=REFORM),
    Item("Liên thông văn bản giữa cơ quan Đảng và chính quyền", 20, "Trả lời: Giám đốc Sở Nội vụ", under=REFORM),
    Item("Hội ý Ban Thường vụ về nội dung kết luận", 10, internal=True),
    Item(ETHICS, 5, "Trưởng Ban Tổ chức Tỉnh ủy"),
    Item("Đánh giá cán bộ theo kết quả công việc", 20, "Trả lời: Trưởng Ban Tổ chức Tỉnh ủy", under=ETHICS),
    Item("Xử lý tình trạng né tránh, đùn đẩy trách nhiệm", 15, "Trả lời: Chủ nhiệm Ủy ban Kiểm tra", under=ETHICS),
    Item("Giải lao", 15),
    Item("Kết luận hội nghị", 20, "Bí thư Tỉnh ủy"),
    Item("Bế mạc", 5, "Chánh Văn phòng Tỉnh ủy"),
)
SHORT = (
    Item("Khai mạc", 10, "Chánh Văn phòng Tỉnh ủy"),
    Item("Báo cáo và thảo luận", 60),
    Item("Kết luận", 15, "Bí thư Tỉnh ủy"),
)


@dataclass(frozen=True, slots=True)
class Other:
    """A conference before or after the dialogue: how many days away, at what hour, and how far it is."""

    kind: Kind
    title: str
    days: int
    hour: int
    state: str
    place: str = PLACE


OTHERS = (
    Other(Kind.PLENARY, "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 7", -61, 8, "closed"),
    Other(Kind.ONLINE, "Hội nghị trực tuyến quán triệt, triển khai nghị quyết của Trung ương", -33, 8, "closed"),
    Other(Kind.STANDING, "Phiên họp Ban Thường vụ Tỉnh ủy tháng 10", -19, 14, "closed", "Phòng họp số 1"),
    Other(Kind.WORKING, "Làm việc với Đảng ủy các xã về chuyển đổi số", -6, 8, "closed", "Phòng họp số 2"),
    Other(Kind.STANDING, "Phiên họp Ban Thường vụ Tỉnh ủy tháng 12", 9, 8, "released", "Phòng họp số 1"),
    Other(Kind.PLENARY, "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 8", 16, 8, "released"),
    Other(Kind.DIALOGUE, "Hội nghị đối thoại với đoàn viên, thanh niên toàn tỉnh", 37, 8, "draft"),
)


@transaction.atomic
def load_conferences(*, at: datetime, seed: int = 2026) -> None:
    """Make the conferences around ``at``; province (and documents) must be there."""
    people = _People(at, Random(seed))
    secretary = actor_for(Person.objects.get(username="thuky"), at)
    chair = Person.objects.get(username="lanhdao")
    for other in sorted(OTHERS, key=lambda other: other.days):
        _other(other, people, secretary, chair, at)
    _dialogue(people, secretary, chair, at)


class _People:
    """Who can be called: the people of the province, each once, then invented guests."""

    def __init__(self, at: datetime, random: Random) -> None:
        posts = Appointment.objects.filter(in_force(at), is_main=True).select_related("position__organisation")
        held = Person.objects.filter(is_active=True).prefetch_related(Prefetch("appointments", posts, to_attr="now"))
        called = [person for person in held if person.now and person.username != "thuky"]
        called.sort(key=self._rank)
        self._people = iter(called)
        self._names = full_names(random)
        self._random = random
        self._bodies = list(Organisation.objects.filter(valid_to=None).order_by("pk"))
        self._called: set[tuple[str, str, str]] = set()

    def take(
        self, number: int, most_people: int, seating: Seating, point: ConnectionPoint | None = None
    ) -> list[NewDelegate]:
        """``number`` delegates, at most ``most_people`` of them with an account."""
        rows = [self._person(person) for person in islice(self._people, min(number, most_people))]
        rows += [self._guest() for _missing in range(number - len(rows))]
        return [replace(row, seating=seating, point_id=point.pk if point else None) for row in rows]

    @staticmethod
    def _rank(person: Person) -> tuple[bool, bool, int]:
        roles = person.now[0].position.roles  # type: ignore[attr-defined]
        return (person.username != "daibieu", Role.HEAD_OF_UNIT not in roles and Role.LEADER not in roles, person.pk)

    def _person(self, person: Person) -> NewDelegate:
        position = person.now[0].position  # type: ignore[attr-defined]
        return NewDelegate(
            name=person.full_name, post=position.title, body=position.organisation.name, person_id=person.pk
        )

    def _guest(self) -> NewDelegate:
        while True:
            body = self._random.choice(self._bodies).name
            post = f"{self._random.choice(POSTS)} {self._random.choice(UNITS)}"
            called = (next(self._names), post, body)
            if called not in self._called:
                self._called.add(called)
                return NewDelegate(name=called[0], post=post, body=body)


def _dialogue(people: _People, secretary: Actor, chair: Person, at: datetime) -> None:
    begun = _quarter_before(at - timedelta(minutes=40))
    made = begun - timedelta(days=12)
    details = Details(
        kind=Kind.DIALOGUE,
        title=TITLE,
        place=PLACE,
        starts_at=begun,
        ends_at=begun + timedelta(hours=3, minutes=30),
        chair_id=chair.pk,
    )
    conference = _conference(details, DIALOGUE, secretary, made)
    _papers(conference, secretary, made)
    rows = people.take(HALL, HALL_PEOPLE, Seating.HALL)
    seats = (f"{row}{seat}" for row in ROWS for seat in range(1, SEATS_A_ROW + 1))
    seated = [replace(delegate, seat=seat) for delegate, seat in zip(rows, _from_c14(seats), strict=True)]
    everybody = [
        *seated,
        *_at_points(conference, people, secretary, made),
        *people.take(ONLINE, ONLINE_PEOPLE, Seating.ONLINE),
    ]
    add_delegates(conference=conference, rows=everybody, by=secretary, at=made)
    release_conference(conference=conference, by=secretary, at=begun - timedelta(days=3))
    conference = open_conference(conference=conference, by=secretary, at=begun)
    for minutes, title in ((1, DIALOGUE[0].title), (12, DIALOGUE[1].title), (27, REFORM), (30, QUESTION)):
        item = AgendaItem.objects.get(conference=conference, title=title)
        conference = move_to_item(
            conference=conference,
            item_id=item.pk,
            step=conference.step,
            by=secretary,
            at=begun + timedelta(minutes=minutes),
        )


def _from_c14(seats: Iterator[str]) -> list[str]:
    """The delegate of the sign-in comes first and sits where the sketches have it."""
    free = list(seats)
    free.remove("C14")
    return ["C14", *free]


def _at_points(conference: Conference, people: _People, secretary: Actor, at: datetime) -> list[NewDelegate]:
    communes = Organisation.objects.filter(level=Level.COMMUNE, system=System.PARTY, valid_to=None).order_by("pk")
    hosts: list[Organisation | None] = list(communes[:POINTS])
    hosts += [None] * (POINTS - len(hosts))
    rows: list[NewDelegate] = []
    for number, host in enumerate(hosts, start=1):
        point = add_point(
            conference=conference,
            name=f"Điểm cầu {number:02} – {host.short_name if host else f'Hội trường số {number}'}",
            place=host.place if host else "Lam Giang",
            heads=70 + number * 37 % 110,
            organisation_id=host.pk if host else None,
            by=secretary,
            at=at,
        )
        rows += people.take(HEADS_NAMED, HEADS_NAMED, Seating.POINT, point)
    return rows


def _other(other: Other, people: _People, secretary: Actor, chair: Person, at: datetime) -> None:
    day = timezone.localtime(at) + timedelta(days=other.days)
    starts_at = day.replace(hour=other.hour, minute=0, second=0, microsecond=0)
    made = min(at, starts_at) - timedelta(days=10)
    details = Details(
        kind=other.kind,
        title=other.title,
        place=other.place,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        chair_id=chair.pk,
    )
    conference = _conference(details, SHORT, secretary, made)
    if other.state == "draft":
        return
    delegate = Person.objects.get(username="daibieu")
    row = NewDelegate(name=delegate.full_name, post="Bí thư Đảng ủy", person_id=delegate.pk)
    add_delegates(conference=conference, rows=[row], by=secretary, at=made)
    release_conference(conference=conference, by=secretary, at=made + timedelta(days=5))
    if other.state != "closed":
        return
    conference = open_conference(conference=conference, by=secretary, at=starts_at)
    for number, item in enumerate(AgendaItem.objects.filter(conference=conference)):
        when = starts_at + timedelta(minutes=40 * number)
        conference = move_to_item(conference=conference, item_id=item.pk, step=conference.step, by=secretary, at=when)
    ended = starts_at + timedelta(hours=2, minutes=40)
    close_conference(conference=conference, step=conference.step, by=secretary, at=ended)


def _conference(details: Details, items: tuple[Item, ...], secretary: Actor, at: datetime) -> Conference:
    organisation_id = secretary.organisation_id or 0
    conference = create_conference(organisation_id=organisation_id, details=details, by=secretary, at=at)
    made: dict[str, AgendaItem] = {}
    for item in items:
        made[item.title] = add_agenda_item(
            conference=conference,
            title=item.title,
            presenter=item.presenter,
            minutes=item.minutes,
            is_internal=item.internal,
            parent_id=made[item.under].pk if item.under else None,
            by=secretary,
            at=at,
        )
    return conference


def _papers(conference: Conference, secretary: Actor, at: datetime) -> None:
    items = dict(AgendaItem.objects.filter(conference=conference).values_list("title", "pk"))
    for title, item, paper in _written(at):
        content = io.BytesIO(demo_paper(paper))
        intake = submit_file(content=content, name=f"{title}.pdf", declared=True, by=secretary, at=at)
        if intake.blob is None:
            raise ValueError(intake.detail())
        attach_paper(conference=conference, item_id=items.get(item), title=title, blob=intake.blob, by=secretary, at=at)


def _written(at: datetime) -> Iterator[tuple[str, str, DemoPaper]]:
    """Title, item (empty for the whole conference) and paper."""
    common = DemoPaper(
        party=True,
        superior="TỈNH ỦY LAM GIANG",
        body="VĂN PHÒNG",
        number=118,
        symbol="BC/VPTU",
        place="Lam Giang",
        on=timezone.localtime(at).date(),
        kind="BÁO CÁO",
        abstract="Tổng hợp kiến nghị gửi tới Hội nghị đối thoại năm 2026",
        paragraphs=REPORT,
        position="CHÁNH VĂN PHÒNG",
        signer="Phạm Đình Sơn",
        recipients=("Thường trực Tỉnh ủy", "Đại biểu dự hội nghị", "Lưu Văn phòng Tỉnh ủy"),
    )
    yield "Báo cáo tổng hợp kiến nghị", DIALOGUE[1].title, common
    yield (
        "Thực trạng cải cách hành chính trong Đảng",
        QUESTION,
        replace(
            common,
            number=121,
            kind="BÁO CÁO",
            abstract="Thực trạng và giải pháp cải cách hành chính trong các cơ quan đảng của tỉnh",
            paragraphs=(*REPORT[2:], *REPORT),
        ),
    )
    yield (
        "Dự thảo kết luận hội nghị",
        "Kết luận hội nghị",
        replace(common, number=33, symbol="KL/TU", kind="KẾT LUẬN", abstract="Hội nghị đối thoại năm 2026"),
    )
    yield (
        "Chương trình và sơ đồ chỗ ngồi",
        "",
        replace(common, number=64, symbol="CTr/VPTU", kind="CHƯƠNG TRÌNH", abstract=TITLE),
    )


REPORT = (
    "Thực hiện chương trình công tác năm 2026, Văn phòng Tỉnh ủy đã tiếp nhận 412 ý kiến, kiến nghị của lãnh đạo các "
    "phòng thuộc cơ quan đảng, chính quyền, Mặt trận và các tổ chức chính trị - xã hội trong tỉnh gửi tới hội nghị.",
    "Các ý kiến tập trung vào bốn nhóm: cải cách hành chính trong Đảng; ứng dụng công nghệ thông tin và chuyển đổi số; "
    "đạo đức công vụ, kỷ luật và kỷ cương hành chính; chế độ, chính sách đối với cán bộ cấp phòng.",
    "Về thủ tục: 37 loại báo cáo định kỳ có nội dung trùng lặp; thời gian xử lý trung bình một văn bản đến là 4,6 ngày "
    "làm việc, trong đó 1,9 ngày là thời gian chờ luân chuyển giữa các bộ phận.",
    "Về ứng dụng công nghệ: 82% văn bản đi của cơ quan cấp tỉnh đã được ký số; tỷ lệ này ở cấp xã là 61%. Việc liên "
    "thông giữa phần mềm của cơ quan đảng và của chính quyền còn phải nhập lại dữ liệu bằng tay.",
    "Văn phòng Tỉnh ủy kính trình hội nghị xem xét, trao đổi và cho ý kiến chỉ đạo.",
)


def _quarter_before(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
