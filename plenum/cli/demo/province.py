"""The invented province Lam Giang: its bodies, units, posts and people, made anew from a seed.

Nothing here is a real place or person. The same seed and scale give the same data.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain, cycle
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from plenum.cli.demo.bodies import OFFICE, SPECIALIST, Body, Post, commune_bodies, province_bodies
from plenum.cli.demo.history import tell_history
from plenum.cli.demo.names import Usernames, full_names
from plenum.core.actor import Actor
from plenum.directory.enums import DelegationKind, Level, Role, Scope, System
from plenum.directory.models import (
    Appointment,
    Delegation,
    Organisation,
    Person,
    Position,
    Recipient,
    RecipientGroup,
    Unit,
)
from plenum.directory.queries.actors import actor_for

#: The password of every account of the demo.
PASSWORD = "Lam-Giang-2026"  # noqa: S105 - printed for everybody who tries the demo
FOUNDED = date(2025, 7, 1)
#: People that the posts named in `bodies` need in the province alone, and in each commune.
PROVINCE_POSTS, COMMUNE_POSTS, COMMUNES = 341, 15, 65


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that the demo offers: the role, and the page where its work begins."""

    username: str
    role: str
    begin: str
    full_name: str
    #: Symbol and place of the body, and which of its posts.
    body: str
    post: int


_VPTU = "VPTU/Lam Giang"
SIGN_INS: tuple[SignIn, ...] = (
    SignIn("vanthu", "Văn thư (clerk)", "/documents/", "Trần Thị Mai", _VPTU, 5),
    SignIn("chuyenvien", "Chuyên viên (specialist)", "/", "Đỗ Tiến Đạt", _VPTU, 4),
    SignIn("truongphong", "Trưởng phòng (head of unit)", "/", "Lê Thị Phương", _VPTU, 3),
    SignIn("lanhdao", "Lãnh đạo (leader)", "/", "Phạm Đình Sơn", _VPTU, 0),
    SignIn("thuky", "Thư ký hội nghị (conference secretary)", "/conferences/", "Hoàng Khánh Linh", _VPTU, 6),
    SignIn("daibieu", "Đại biểu (delegate)", "/conferences/", "Vũ Xuân Trường", "ĐU/Hưng Thịnh", 0),
    SignIn("quantri", "Quản trị (administrator)", "/directory/people/", "Bùi Quốc Bảo", _VPTU, 7),
    SignIn("quantri2", "Quản trị thứ hai (second administrator)", "/directory/rights/", "Ngô Thanh Hà", _VPTU, 8),
)


@dataclass(frozen=True)
class Province:
    """What was made, with the few lookups that other demo data needs."""

    at: datetime
    #: Bodies in force by symbol and place: ``TU/Lam Giang``, ``UBND/Hưng Thịnh``.
    by_key: dict[str, Organisation] = field(repr=False)
    units: list[Unit] = field(repr=False)
    people: dict[str, Person] = field(repr=False)
    appointments: list[Appointment] = field(repr=False)

    @property
    def bodies(self) -> list[Organisation]:
        """Every body in force: the province's 40 first, then four of each commune."""
        return list(self.by_key.values())

    @property
    def committee(self) -> Organisation:
        """Tỉnh ủy."""
        return self.by_key["TU/Lam Giang"]

    @property
    def office(self) -> Organisation:
        """Văn phòng Tỉnh ủy, where the clerk, the head of unit, the specialist and the leader work."""
        return self.by_key[_VPTU]

    def body(self, symbol: str, place: str = "Lam Giang") -> Organisation:
        """A body by symbol and place: ``body("SCT")``, ``body("ĐU", "Hưng Thịnh")``."""
        return self.by_key[f"{symbol}/{place}"]

    def communes(self) -> list[Organisation]:
        """The committees of the communes and wards, one a commune: 65 at the usual scale."""
        return [b for b in self.bodies if b.level == Level.COMMUNE and b.system == System.PARTY]

    def person(self, username: str) -> Person:
        """A person by username: ``person("vanthu")``."""
        return self.people[username]

    def actor(self, username: str, at: datetime | None = None) -> Actor:
        """The actor of a person in the main post. Three queries."""
        return actor_for(self.people[username], at or self.at)

    def unit(self, name: str, of: Organisation | None = None) -> Unit:
        """A unit by name, of the office unless another body is given."""
        body = of or self.office
        return next(u for u in self.units if u.organisation_id == body.pk and u.name == name)

    def position(self, username: str) -> Position:
        """The main post of a person."""
        return next(a.position for a in self._of[self.people[username].pk] if a.is_main)

    def staff(self, of: Organisation, role: Role | None = None) -> list[Person]:
        """The people of a body, its first leader first; those with ``role`` when one is given."""
        return [
            a.person
            for a in self.appointments
            if a.position.organisation_id == of.pk and (role is None or role in a.position.roles)
        ]

    def delegates(self, count: int) -> list[Person]:
        """``count`` different people: ``daibieu``, then leaders, then everybody else; raises if there are too few."""
        held = sorted(self.appointments, key=lambda a: (Role.LEADER not in a.position.roles, a.position.rank))
        unique = list(dict.fromkeys([self.people["daibieu"], *(a.person for a in held)]))
        if len(unique) < count:
            raise ValueError(f"the province has {len(unique)} people in posts, {count} are asked for")
        return unique[:count]

    @cached_property
    def _of(self) -> dict[int, list[Appointment]]:
        found: dict[int, list[Appointment]] = {}
        for appointment in self.appointments:
            found.setdefault(appointment.person_id, []).append(appointment)
        return found


@transaction.atomic
def load_province(*, scale: int = 2000, at: datetime, seed: int = 2026) -> Province:
    """Make the province with ``scale`` people at ``at``; the database must not hold it yet.

    300 bodies from 1,316 people on; with fewer people there are fewer communes (at least 356 people).
    """
    random = Random(seed)
    communes = min(COMMUNES, max(1, (scale - PROVINCE_POSTS) // COMMUNE_POSTS))
    bodies = [*province_bodies(), *commune_bodies(random, communes)]
    posts = _posts(bodies, scale, random)
    organisations = _found(bodies)
    units = _unite(bodies, organisations)
    positions = _positions(posts, organisations, units)
    people = _people(posts, random)
    appointments = _appoint(people, positions)
    province = Province(
        at=at,
        by_key=organisations,
        units=list(chain.from_iterable(units.values())),
        people={person.username: person for person in people},
        appointments=[*appointments, *_second_posts(organisations, positions, people)],
    )
    tell_history(organisations)
    _delegate(province)
    _group(province)
    return province


def _found(bodies: list[Body]) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    waiting = list(bodies)
    while ready := [body for body in waiting if body.parent is None or body.parent in made]:
        _found_below(made, ready)
        waiting = [body for body in waiting if body.key not in made]
    return {body.key: made[body.key] for body in bodies}


def _found_below(made: dict[str, Organisation], bodies: list[Body]) -> None:
    founded = [
        Organisation(
            code=f"000.{len(made) + number:03}.H99",
            name=body.name,
            short_name=body.short_name,
            symbol=body.symbol,
            system=body.system,
            level=body.level,
            parent=made[body.parent] if body.parent else None,
            place=body.place,
            valid_from=FOUNDED,
        )
        for number, body in enumerate(bodies, start=1)
    ]
    for organisation in founded:
        organisation.fill_keys()
    Organisation.objects.bulk_create(founded)
    made.update(zip((body.key for body in bodies), founded, strict=True))


def _unite(bodies: Iterable[Body], organisations: dict[str, Organisation]) -> dict[str, list[Unit]]:
    units = {
        body.key: [
            Unit(organisation=organisations[body.key], name=name, symbol=symbol, valid_from=FOUNDED)
            for name, symbol in body.units
        ]
        for body in bodies
    }
    every = list(chain.from_iterable(units.values()))
    for unit in every:
        unit.fill_keys()
    Unit.objects.bulk_create(every)
    return units


def _posts(bodies: list[Body], scale: int, random: Random) -> list[tuple[str, Post]]:
    """The posts to be filled, each with its body's key: those the bodies name, then specialists up to ``scale``."""
    named = [(body.key, post) for body in bodies for post in body.posts]
    if scale < len(named):
        raise ValueError(f"The province needs at least {len(named)} people.")
    return [*named, *(more for _, more in zip(range(scale - len(named)), _specialists(bodies, random), strict=False))]


def _specialists(bodies: list[Body], random: Random) -> Iterator[tuple[str, Post]]:
    roomy = [body for body in bodies if body.units]
    weighted = [body for body in roomy for _ in range(1 if body.level == Level.COMMUNE else 4)]
    random.shuffle(weighted)
    for body in cycle(weighted):
        yield body.key, Post("Chuyên viên", (SPECIALIST,), random.randrange(len(body.units)))


def _positions(
    posts: list[tuple[str, Post]], organisations: dict[str, Organisation], units: dict[str, list[Unit]]
) -> list[Position]:
    return Position.objects.bulk_create(
        Position(
            organisation=organisations[key],
            unit=units[key][post.unit] if post.unit is not None else None,
            title=post.title,
            roles=[role.value for role in post.roles],
            rank=post.rank,
            valid_from=FOUNDED,
        )
        for key, post in posts
    )


def _people(posts: list[tuple[str, Post]], random: Random) -> list[Person]:
    """One person for each post, in the same order; the six sign-ins and the administrators where they belong."""
    chosen = {(sign_in.body, sign_in.post): sign_in for sign_in in SIGN_INS}
    usernames = Usernames({sign_in.username for sign_in in SIGN_INS})
    names, password = full_names(random), make_password(PASSWORD)
    seen: dict[str, int] = {}
    people = []
    for key, _post in posts:
        number = seen[key] = seen.get(key, -1) + 1
        sign_in = chosen.get((key, number))
        full_name = sign_in.full_name if sign_in else next(names)
        username = sign_in.username if sign_in else usernames.of(full_name)
        people.append(
            Person(
                username=username,
                full_name=full_name,
                email=f"{username}@lamgiang.example",
                phone=f"0999 {random.randrange(1000):03} {random.randrange(1000):03}",
                password=password,
            )
        )
    for person in people:
        person.fill_keys()
    return Person.objects.bulk_create(people, batch_size=2000)


def _appoint(people: list[Person], positions: list[Position]) -> list[Appointment]:
    return Appointment.objects.bulk_create(
        [
            Appointment(person=person, position=position, valid_from=FOUNDED)
            for person, position in zip(people, positions, strict=True)
        ],
        batch_size=2000,
    )


def _second_posts(
    organisations: dict[str, Organisation], positions: list[Position], people: list[Person]
) -> list[Appointment]:
    """Secretaries of the communes chair their councils too, as is usual; their deputies' posts stay single."""
    first = {position.organisation_id: number for number, position in reversed(list(enumerate(positions)))}
    second = []
    for key, organisation in organisations.items():
        symbol, place = key.split("/")
        if symbol == "ĐU":
            post = Position(
                organisation=organisations[f"HĐND/{place}"],
                title="Trưởng Ban Pháp chế HĐND",
                roles=[Role.LEADER.value],
                rank=2,
                valid_from=FOUNDED,
            )
            second.append((people[first[organisation.pk] + 1], post))
    Position.objects.bulk_create([post for _, post in second])
    return Appointment.objects.bulk_create(
        [Appointment(person=person, position=post, is_main=False, valid_from=FOUNDED) for person, post in second]
    )


def _delegate(province: Province) -> None:
    """Thirty leaders are away for two weeks; the deputy chief of office lets the head of unit act in documents."""
    deputy = province.staff(province.office)[1]
    pairs = [(deputy, province.person("truongphong"), [Scope.DOCUMENTS.value])]
    for number, committee in enumerate(province.communes()[1:30]):
        first, second = province.staff(committee)[:2]
        pairs.append((first, second, [[], [Scope.DOCUMENTS.value], [Scope.CONFERENCES.value]][number % 3]))
    day = timedelta(days=1)
    Delegation.objects.bulk_create(
        Delegation(
            position=province.position(delegator.username),
            delegator=delegator,
            delegate=delegate,
            kind=DelegationKind.SUBSTITUTION,
            scope=scope,
            reason="Đi công tác",
            valid_from=province.at - day,
            valid_to=province.at + 14 * day,
        )
        for delegator, delegate, scope in pairs
    )


def _group(province: Province) -> None:
    """Shared groups of the office and a quick list of its clerk."""
    departments = [b for b in province.bodies if b.level == Level.PROVINCE and b.symbol[0] in {"S", "B"}]
    commissions = [b for b in province.bodies if b.parent_id == province.committee.pk and b.level == Level.PROVINCE]
    lists = (
        ("Các đảng ủy xã, phường", province.office, None, province.communes()),
        ("Các sở, ban, ngành", province.office, None, departments),
        ("Các ban Đảng", province.office, None, commissions),
        ("Hay gửi", None, province.person("vanthu"), departments[:3]),
    )
    for name, organisation, owner, bodies in lists:
        group = RecipientGroup.objects.create(name=name, organisation=organisation, owner=owner)
        Recipient.objects.bulk_create(Recipient(group=group, organisation=body) for body in bodies)


assert OFFICE.key == _VPTU  # noqa: S101 - the sign-ins name the posts of the office by number
