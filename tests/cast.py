"""The small cast that every reader of the tests learns once.

The Office of the invented province Lam Giang:

- **Lan**, clerk; **Minh**, deputy secretary (leader); **Sơn**, chief of office
- **Hoa**, head of the General Department; **Nam**, specialist in it
- **Dung**, specialist of the Archive Department: a colleague who has nothing to do with the matter
- **Thu**, conference secretary; **An**, administrator; **Vy**, auditor

The Department of Industry: **Bình**, clerk, and **Phúc**, specialist: outsiders to the Office's papers.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from plenum.core.actor import Actor
from plenum.core.text import sort_key
from plenum.directory.enums import Level, Role, System
from plenum.directory.models import Appointment, Organisation, Person, Position, Unit
from plenum.directory.queries.actors import actor_for

PASSWORD = "Lam-Giang-2026!"
#: A Monday morning in Lam Giang (09:00 there).
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FOUNDED = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    committee: Organisation
    office: Organisation
    industry: Organisation
    general: Unit
    archive: Unit
    lan: Person
    minh: Person
    son: Person
    hoa: Person
    nam: Person
    dung: Person
    thu: Person
    an: Person
    vy: Person
    binh: Person
    phuc: Person

    def actor(self, name: str, at: datetime = MONDAY) -> Actor:
        """The actor of one of the cast in the main post: ``cast.actor("lan")``."""
        return actor_for(getattr(self, name), at)


def organisation(code: str, name: str, symbol: str, system: System, parent: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(
        code=code,
        name=name,
        short_name=name,
        symbol=symbol,
        system=system,
        level=Level.PROVINCE,
        parent=parent,
        place="Lam Giang",
        sort_key=sort_key(name),
        valid_from=FOUNDED,
    )


def unit(of: Organisation, name: str, symbol: str) -> Unit:
    return Unit.objects.create(organisation=of, name=name, symbol=symbol, sort_key=sort_key(name), valid_from=FOUNDED)


def person(username: str, full_name: str, title: str, roles: list[Role], of: Organisation | Unit) -> Person:
    made = Person.objects.create_user(username, full_name, PASSWORD, email=f"{username}@lamgiang.example")
    position = Position.objects.create(
        organisation=of.organisation if isinstance(of, Unit) else of,
        unit=of if isinstance(of, Unit) else None,
        title=title,
        roles=roles,
        valid_from=FOUNDED,
    )
    Appointment.objects.create(person=made, position=position, valid_from=FOUNDED)
    return made


def make_cast() -> Cast:
    """Put the cast into the database."""
    committee = organisation("H99.TU", "Tỉnh ủy Lam Giang", "TU", System.PARTY)
    office = organisation("H99.VPTU", "Văn phòng Tỉnh ủy Lam Giang", "VPTU", System.PARTY, committee)
    industry = organisation("H99.SCT", "Sở Công Thương Lam Giang", "SCT", System.STATE, committee)
    general = unit(office, "Phòng Tổng hợp", "TH")
    archive = unit(office, "Phòng Lưu trữ", "LT")
    return Cast(
        committee=committee,
        office=office,
        industry=industry,
        general=general,
        archive=archive,
        lan=person("lan", "Trần Thị Lan", "Văn thư", [Role.CLERK], office),
        minh=person("minh", "Nguyễn Quang Minh", "Phó Bí thư Tỉnh ủy", [Role.LEADER], office),
        son=person("son", "Phạm Hồng Sơn", "Chánh Văn phòng", [Role.CHIEF_OF_OFFICE, Role.LEADER], office),
        hoa=person("hoa", "Lê Thị Hoa", "Trưởng phòng Tổng hợp", [Role.HEAD_OF_UNIT], general),
        nam=person("nam", "Đỗ Văn Nam", "Chuyên viên", [Role.SPECIALIST], general),
        dung=person("dung", "Vũ Tiến Dũng", "Chuyên viên", [Role.SPECIALIST], archive),
        thu=person("thu", "Hoàng Anh Thư", "Thư ký hội nghị", [Role.CONFERENCE_SECRETARY], office),
        an=person("an", "Bùi Bình An", "Quản trị hệ thống", [Role.ADMINISTRATOR], office),
        vy=person("vy", "Đặng Tường Vy", "Kiểm tra viên", [Role.AUDITOR], office),
        binh=person("binh", "Ngô Thanh Bình", "Văn thư", [Role.CLERK], industry),
        phuc=person("phuc", "Đinh Quang Phúc", "Chuyên viên", [Role.SPECIALIST], industry),
    )
