"""The documents of the invented province: a working season at all stages, made by the real actions in true order.

Everything a person did is done here by that person at that hour, so desks, stories, numbers and the record are as
they would be. Papers go through the gate like anybody's.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from django.db import transaction
from django.utils import timezone

from plenum.cli.demo.correspondence import (
    Plan,
    abstract_of,
    forget,
    is_party,
    issued_on,
    issuer_of,
    paper_of,
    signer_of,
    symbol_of,
    types,
)
from plenum.cli.demo.scope import load_scope
from plenum.cli.demo.subjects import HEADS_WORDS, INSTRUCTIONS, REPORTS, SUBJECTS, Subject
from plenum.core.actor import Actor
from plenum.directory.actions.principals import principal_of_clerks, principal_of_position
from plenum.directory.models import Organisation, Person
from plenum.directory.queries.actors import actor_for
from plenum.documents.actions.give import give_to_specialist
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.read import note_reading
from plenum.documents.actions.receive import receive_document
from plenum.documents.actions.register import register_document
from plenum.documents.actions.report import report_done
from plenum.documents.actions.send_back import return_to_sender
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.assignees import Assignee
from plenum.documents.card import Card
from plenum.documents.deadlines import end_of
from plenum.documents.models import Assignment, Document
from plenum.documents.queries.posts import Post, heads_of, leaders_for, members_of, posts_of, units_of
from plenum.files.checking import submit_file

#: How many documents of each stage lie in the office, the freshest stage last.
OFFICE = (("done", 30), ("returned", 2), ("in_work", 15), ("assigned", 10), ("submitted", 12), ("registered", 6))
OTHERS = (("done", 4), ("in_work", 4), ("assigned", 3), ("submitted", 3), ("registered", 1))
UNREGISTERED = 3


@dataclass(frozen=True, slots=True)
class House:
    """The people of a body whom documents pass."""

    body: Organisation
    clerk: Actor
    leaders: list[Post]
    #: Units with a head and people, each with both.
    units: list[tuple[int, Post, list[Post]]]
    #: Who is asked where no unit has a head.
    others: list[Post]


@transaction.atomic
def load_documents(*, at: datetime, seed: int = 2026) -> list[Document]:
    """Make about 150 documents in five bodies, the last ones on the day of ``at``; the province must be loaded."""
    forget()
    _actor.cache_clear()
    random = Random(seed)
    houses = [_house(symbol, place, at) for symbol, place in _BODIES]
    plans = [plan for house in houses for plan in _plans(house, at, random)]
    steps = [
        step
        for place, plan in enumerate(plans)
        for step in _steps(10 * place, plan, _of(houses, plan.body), at, random)
    ]
    steps.sort(key=lambda step: step[:2])
    for _when, _order, act in steps:
        act()
    load_scope(houses[0].clerk, at)
    return [plan.now for plan in plans]


_BODIES = (
    ("VPTU", "Lam Giang"),
    ("SNV", "Lam Giang"),
    ("SCT", "Lam Giang"),
    ("ĐU", "Hưng Thịnh"),
    ("VPUBND", "Lam Giang"),
)
Step = tuple[datetime, int, Callable[[], None]]


def _house(symbol: str, place: str, at: datetime) -> House:
    body = Organisation.objects.get(symbol=symbol, place=place, valid_to=None)
    held = posts_of(body.pk, at)
    clerk = next(post for post in held if post.title.startswith("Văn thư"))
    units = [
        (unit.pk, heads[0], people)
        for unit in units_of(body.pk, at)
        if (heads := heads_of(unit.pk, at)) and (people := [p for p in members_of(unit.pk, at) if _specialist(p)])
    ]
    units.sort(key=lambda unit: unit[1].title != "Trưởng phòng Tổng hợp")
    own = [post for post in leaders_for(body.pk, at) if post in held]
    principal_of_clerks(body.pk)
    for post in held:
        principal_of_position(post.position_id)
    return House(body, _actor(clerk.person_id), own, units, [p for p in held if _specialist(p)])


def _specialist(post: Post) -> bool:
    return post.title.startswith(("Chuyên viên", "Thư ký"))


def _of(houses: list[House], body: Organisation) -> House:
    return next(house for house in houses if house.body == body)


def _plans(house: House, at: datetime, random: Random) -> Iterator[Plan]:
    """The documents of a body from the oldest to the newest; the further along, the longer ago they came."""
    stages = [stage for stage, count in (OFFICE if house.body.symbol == "VPTU" else OTHERS) for _ in range(count)]
    waiting = UNREGISTERED if house.body.symbol == "VPTU" else 1
    stages = _shuffled(stages, random) + ["received"] * waiting
    for place, stage in enumerate(stages):
        subject = SUBJECTS[(place * 7 + house.body.pk) % len(SUBJECTS)]
        received_at = _hour(at, len(stages) - place, len(stages), stage, random)
        yield Plan(
            house.body,
            subject,
            issuer_of(subject.issuer, random),
            stage,
            random.randrange(12, 1600),
            received_at,
            _due_on(subject, received_at, stage, at, random),
        )


def _shuffled(stages: list[str], random: Random) -> list[str]:
    """Mostly by stage, as in life: what came first is done first, but not always."""
    order = sorted(range(len(stages)), key=lambda place: place + random.uniform(-6, 6))
    return [stages[place] for place in order]


def _hour(at: datetime, back: int, of: int, stage: str, random: Random) -> datetime:
    """A working hour so long ago: what is fresh came this week, the first came four months ago."""
    if stage == "received":
        return at - timedelta(minutes=12 + 9 * back)
    share = back / of
    days = {"registered": 1.2 * share, "submitted": 1 + 4 * share, "assigned": 1 + 7 * share, "in_work": 2 + 14 * share}
    day = timezone.localtime(at - timedelta(days=days.get(stage, 4 + 110 * max(0.0, share - 0.55) / 0.45))).date()
    while day.weekday() > 4:
        day -= timedelta(days=1)
    hour = timezone.make_aware(datetime.combine(day, time(7, 30))) + timedelta(minutes=random.randrange(0, 480))
    return min(hour, at - timedelta(hours=3))


def _due_on(subject: Subject, received_at: datetime, stage: str, at: datetime, random: Random) -> date | None:
    """A deadline around today for what is still open: a few overdue, several soon, others later."""
    if stage in ("done", "returned"):
        return timezone.localtime(received_at).date() + timedelta(days=subject.answer_in or 10)
    if stage == "registered" and not subject.answer_in:
        return None
    offset = random.choice((-2, -1, 0, 1, 1, 2, 3, 4, 6, 9, 12))
    return max(timezone.localtime(at).date() + timedelta(days=offset), timezone.localtime(received_at).date())


@cache
def _actor(person_id: int, capacity: str | None = None) -> Actor:
    """Who acts; nobody's posts change while the demo is made, so each is asked for once."""
    return actor_for(Person.objects.get(pk=person_id), timezone.now(), capacity)


def _steps(order: int, plan: Plan, house: House, at: datetime, random: Random) -> Iterator[Step]:
    """What happens to the document, each step with its hour; none is later than ``at``."""
    reached = ("received", "registered", "submitted", "assigned", "in_work", "done")
    far = reached.index("registered" if plan.stage == "returned" else plan.stage)
    hours = list(_hours(plan.received_at, far, plan.stage == "done", at, random))
    leader = house.leaders[0] if random.random() < 0.8 else random.choice(house.leaders[:3])
    unit = house.units[0] if house.units and random.random() < 0.7 else random.choice(house.units or [None])
    acts: tuple[Callable[[datetime], None], ...] = (
        lambda when: _receive(plan, house, when),
        lambda when: _register(plan, house, when),
        lambda when: _submit(plan, house, leader, when),
        lambda when: _instruct(plan, house, leader, unit, when, random),
        lambda when: _give(plan, unit, when, random),
        lambda when: _report(plan, when, random),
        lambda when: _read(plan, leader, unit, when),
    )
    for number, (when, act) in enumerate(zip(hours, acts, strict=False)):
        yield when, order + number, _at(act, when)
    if plan.stage == "returned":
        yield hours[-1] + timedelta(minutes=40), order + 9, _at(lambda when: _return(plan, house, when), hours[-1])


def _at(act: Callable[[datetime], None], when: datetime) -> Callable[[], None]:
    return lambda: act(when)


def _hours(begin: datetime, far: int, is_done: bool, at: datetime, random: Random) -> Iterator[datetime]:
    """The hours of the steps, spread between arrival and now, in working time; a finished document took a few days."""
    room = min(at - begin, timedelta(days=random.uniform(2, 9))) if is_done else at - begin
    shares = [0.0, 0.04, 0.09, 0.22, 0.38, 0.9][: far + 1]
    if is_done and begin + room < at - timedelta(days=4):
        shares.append(1.0)
    before = begin - timedelta(hours=1)
    for share in shares:
        before = max(min(_in_office(begin + room * share), at), before + timedelta(minutes=4))
        yield before


def _in_office(moment: datetime) -> datetime:
    """The same day, not before the office opens and not after it closes."""
    local = timezone.localtime(moment)
    if local.time() < time(7, 30):
        return local.replace(hour=7, minute=30 + local.minute // 4)
    return local.replace(hour=16, minute=local.minute) if local.time() > time(17, 0) else local


def _receive(plan: Plan, house: House, when: datetime) -> None:
    name = f"{plan.subject.short}-{plan.number}-{plan.body.pk}.pdf".replace("Đ", "D")
    intake = submit_file(content=io.BytesIO(paper_of(plan)), name=name, declared=True, by=house.clerk, at=when)
    plan.document = receive_document(intakes=[intake], by=house.clerk, at=when)


def _register(plan: Plan, house: House, when: datetime) -> None:
    subject, system = plan.subject, "party" if is_party(plan) else "state"
    signer = signer_of(plan)
    card = Card(
        written=f"{plan.number:02}{'-' if system == 'party' else '/'}{symbol_of(plan)}",
        type_id=types()[system, subject.kind or "Công văn"],
        issued_on=issued_on(plan),
        issuer_name=plan.issuer.name if plan.issuer else "Văn phòng Trung ương Đảng",
        issuer_id=plan.issuer.pk if plan.issuer else None,
        abstract=abstract_of(subject),
        signer_name=signer[1],
        signer_position=signer[0],
        pages=1,
        urgency=subject.urgency,
        due_at=end_of(plan.due_on) if plan.due_on and subject.answer_in else None,
    )
    plan.document = register_document(
        document_id=plan.now.pk,
        version=plan.now.version,
        card=card,
        duplicate_reason="Bản gửi lại có phụ lục" if plan.number % 97 == 0 else "",
        by=house.clerk,
        at=when,
    )


def _submit(plan: Plan, house: House, leader: Post, when: datetime) -> None:
    plan.document = submit_to_leader(
        document_id=plan.now.pk, version=plan.now.version, position_id=leader.position_id, by=house.clerk, at=when
    )


Unit = tuple[int, Post, list[Post]] | None


def _instruct(plan: Plan, house: House, leader: Post, unit: Unit, when: datetime, random: Random) -> None:
    lead = Assignee("unit", unit[0]) if unit else Assignee("post", random.choice(house.others).position_id)
    others = [Assignee("unit", other[0]) for other in house.units if other is not unit]
    due_at = end_of(plan.due_on) if plan.due_on else None
    plan.document = instruct(
        document_id=plan.now.pk,
        version=plan.now.version,
        text=random.choice(INSTRUCTIONS),
        lead=lead,
        cooperating=random.sample(others, min(len(others), random.choice((0, 0, 1, 2)))),
        informed=[Assignee("post", post.position_id) for post in house.leaders[1:2] if random.random() < 0.4],
        due_at=due_at if due_at and due_at >= when else None,
        by=_acting(leader),
        at=when,
    )


def _give(plan: Plan, unit: Unit, when: datetime, random: Random) -> None:
    if unit is None:
        return
    # The two whom the demo lets one sign in as: the specialist whose post names the unit, and the secretary.
    known = [max(unit[2], key=lambda post: len(post.title)), *(p for p in unit[2] if p.title.startswith("Thư ký"))]
    lead = random.choices(known, (3, 1)[: len(known)])[0] if random.random() < 0.85 else random.choice(unit[2])
    helpers = [post.position_id for post in unit[2] if post != lead and random.random() < 0.15][:2]
    plan.document = give_to_specialist(
        document_id=plan.now.pk,
        version=plan.now.version,
        assignment_id=_open_lead(plan).pk,
        lead=lead.position_id,
        cooperating=helpers,
        text=random.choice(HEADS_WORDS),
        by=_acting(unit[1]),
        at=when,
    )


def _report(plan: Plan, when: datetime, random: Random) -> None:
    assignment = _open_lead(plan)
    if assignment.person_id is None:
        return
    plan.document = report_done(
        document_id=plan.now.pk,
        version=plan.now.version,
        assignment_id=assignment.pk,
        text=random.choice(REPORTS),
        by=_actor(assignment.person_id, f"p{assignment.position_id}"),
        at=when,
    )


def _read(plan: Plan, leader: Post, unit: Unit, when: datetime) -> None:
    """Those who asked look at what came of it."""
    for post in filter(None, (leader, unit[1] if unit else None)):
        note_reading(document=plan.now, by=_acting(post), at=when)


def _return(plan: Plan, house: House, when: datetime) -> None:
    plan.document = return_to_sender(
        document_id=plan.now.pk,
        version=plan.now.version,
        reason="Văn bản gửi nhầm nơi nhận; đề nghị gửi lại đúng cơ quan có thẩm quyền.",
        by=house.clerk,
        at=when,
    )


def _open_lead(plan: Plan) -> Assignment:
    return Assignment.objects.filter(document=plan.now, role="lead", state="open").order_by("-pk")[0]


def _acting(post: Post) -> Actor:
    return _actor(post.person_id, f"p{post.position_id}")
