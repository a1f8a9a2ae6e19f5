"""The bodies of the invented province Lam Giang: 40 of the province and four in each of 65 communes and wards."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from plenum.directory.enums import Level, Role, System

PARTY, STATE, MASS = System.PARTY, System.STATE, System.MASS
LEADER, HEAD, SPECIALIST, CLERK = Role.LEADER, Role.HEAD_OF_UNIT, Role.SPECIALIST, Role.CLERK


@dataclass(frozen=True, slots=True)
class Post:
    """A post to be filled: its title, its roles and the number of its unit, if it is in one."""

    title: str
    roles: tuple[Role, ...]
    unit: int | None = None
    rank: int = 100


@dataclass(frozen=True, slots=True)
class Body:
    """A body to be founded: what it is called, above whom it stands, what is in it."""

    symbol: str
    name: str
    short_name: str
    system: System
    parent: str | None
    level: Level = Level.PROVINCE
    place: str = "Lam Giang"
    #: Names of units with the unit's symbol.
    units: tuple[tuple[str, str], ...] = ()
    posts: tuple[Post, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.symbol}/{self.place}"


def province_bodies() -> list[Body]:
    """The 40 bodies of the province, the committee first."""
    return [_committee(), *_party(), *_state(), *_departments(), *_mass()]


def commune_bodies(random: Random, communes: int = 65) -> Iterator[Body]:
    """Committee, council, people's committee and Front of each commune or ward, in this order."""
    for number, name in enumerate(_commune_names(random, communes)):
        kind = "phường" if number % 13 == 6 else "xã"
        yield from _commune(f"{kind} {name}", name)


def _committee() -> Body:
    posts = (
        Post("Bí thư Tỉnh ủy", (LEADER,), rank=0),
        Post("Phó Bí thư Thường trực Tỉnh ủy", (LEADER,), rank=1),
        Post("Phó Bí thư Tỉnh ủy", (LEADER,), rank=2),
        *(Post("Ủy viên Ban Thường vụ Tỉnh ủy", (LEADER,), rank=10 + n) for n in range(6)),
    )
    return Body("TU", "Tỉnh ủy Lam Giang", "Tỉnh ủy", PARTY, None, posts=posts)


OFFICE = Body(
    "VPTU",
    "Văn phòng Tỉnh ủy Lam Giang",
    "Văn phòng Tỉnh ủy",
    PARTY,
    "TU/Lam Giang",
    units=(
        ("Phòng Tổng hợp", "TH"),
        ("Phòng Hành chính - Lưu trữ", "HCLT"),
        ("Phòng Cơ yếu - Công nghệ thông tin", "CYCNTT"),
        ("Phòng Tài chính Đảng", "TCĐ"),
        ("Phòng Quản trị", "QT"),
    ),
    posts=(
        Post("Chánh Văn phòng Tỉnh ủy", (LEADER, Role.CHIEF_OF_OFFICE), rank=0),
        Post("Phó Chánh Văn phòng Tỉnh ủy", (LEADER,), rank=1),
        Post("Phó Chánh Văn phòng Tỉnh ủy", (LEADER,), rank=2),
        Post("Trưởng phòng Tổng hợp", (HEAD,), 0, rank=10),
        Post("Chuyên viên Phòng Tổng hợp", (SPECIALIST,), 0),
        Post("Văn thư Văn phòng Tỉnh ủy", (CLERK,), 1),
        Post("Thư ký hội nghị", (Role.CONFERENCE_SECRETARY, SPECIALIST), 0),
        Post("Quản trị hệ thống", (Role.ADMINISTRATOR,), 2),
        Post("Quản trị hệ thống", (Role.ADMINISTRATOR,), 2),
        Post("Lưu trữ viên", (Role.ARCHIVIST,), 1),
        Post("Kiểm soát viên nhật ký", (Role.AUDITOR,), 2),
        Post("Trưởng phòng Hành chính - Lưu trữ", (HEAD,), 1, rank=10),
        Post("Trưởng phòng Cơ yếu - Công nghệ thông tin", (HEAD,), 2, rank=10),
        Post("Trưởng phòng Tài chính Đảng", (HEAD,), 3, rank=10),
        Post("Trưởng phòng Quản trị", (HEAD,), 4, rank=10),
    ),
)


def _party() -> list[Body]:
    commissions = (
        ("BTCTU", "Ban Tổ chức Tỉnh ủy", ("Tổ chức Đảng, đảng viên", "Cán bộ", "Bảo vệ chính trị nội bộ")),
        ("UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy", ("Tổng hợp", "Nghiệp vụ 1", "Nghiệp vụ 2")),
        ("BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy", ("Tuyên truyền", "Lý luận chính trị", "Dân vận")),
        ("BNCTU", "Ban Nội chính Tỉnh ủy", ("Theo dõi công tác nội chính", "Theo dõi phòng, chống tham nhũng")),
        ("ĐUCCQĐ", "Đảng ủy các cơ quan Đảng tỉnh", ("Tổ chức", "Kiểm tra")),
        ("ĐUUBND", "Đảng ủy Ủy ban nhân dân tỉnh", ("Tổ chức", "Kiểm tra")),
        ("ĐUCA", "Đảng ủy Công an tỉnh", ()),
        ("ĐUQS", "Đảng ủy Quân sự tỉnh", ()),
        ("TCT", "Trường Chính trị tỉnh", ("Đào tạo", "Tổ chức, Hành chính")),
        ("BLG", "Báo và Phát thanh, Truyền hình Lam Giang", ("Thời sự", "Xây dựng Đảng")),
    )
    return [
        OFFICE,
        *(_office(symbol, name, PARTY, "TU/Lam Giang", rooms) for symbol, name, rooms in commissions),
    ]


def _state() -> list[Body]:
    council = Body(
        "HĐND",
        "Hội đồng nhân dân tỉnh Lam Giang",
        "HĐND tỉnh",
        STATE,
        None,
        posts=(
            Post("Chủ tịch HĐND tỉnh", (LEADER,), rank=0),
            Post("Phó Chủ tịch HĐND tỉnh", (LEADER,), rank=1),
            Post("Văn thư", (CLERK,)),
        ),
    )
    committee = Body(
        "UBND",
        "Ủy ban nhân dân tỉnh Lam Giang",
        "UBND tỉnh",
        STATE,
        None,
        posts=(
            Post("Chủ tịch UBND tỉnh", (LEADER,), rank=0),
            Post("Phó Chủ tịch Thường trực UBND tỉnh", (LEADER,), rank=1),
            Post("Phó Chủ tịch UBND tỉnh", (LEADER,), rank=2),
            Post("Phó Chủ tịch UBND tỉnh", (LEADER,), rank=3),
        ),
    )
    rooms = ("Tổng hợp", "Kinh tế", "Văn xã", "Nội chính", "Hành chính - Quản trị")
    return [
        council,
        _office("VPĐĐBQH", "Văn phòng Đoàn ĐBQH và HĐND tỉnh", STATE, "HĐND/Lam Giang", ("Công tác HĐND",)),
        committee,
        _office("VPUBND", "Văn phòng Ủy ban nhân dân tỉnh", STATE, "UBND/Lam Giang", rooms),
    ]


def _departments() -> list[Body]:
    departments = (
        ("SNV", "Sở Nội vụ", ("Công chức, viên chức", "Cải cách hành chính", "Lao động, việc làm")),
        ("STC", "Sở Tài chính", ("Quản lý ngân sách", "Tổng hợp, Quy hoạch", "Đăng ký kinh doanh")),
        ("SCT", "Sở Công Thương", ("Quản lý công nghiệp", "Quản lý thương mại", "Quản lý năng lượng")),
        ("SNNMT", "Sở Nông nghiệp và Môi trường", ("Trồng trọt", "Đất đai", "Môi trường", "Thủy lợi")),
        ("SXD", "Sở Xây dựng", ("Quy hoạch, Kiến trúc", "Quản lý giao thông", "Quản lý nhà ở")),
        ("SKHCN", "Sở Khoa học và Công nghệ", ("Chuyển đổi số", "Quản lý công nghệ", "Bưu chính, Viễn thông")),
        ("SGDĐT", "Sở Giáo dục và Đào tạo", ("Giáo dục mầm non, tiểu học", "Giáo dục trung học")),
        ("SYT", "Sở Y tế", ("Nghiệp vụ y", "Nghiệp vụ dược", "Bảo trợ xã hội")),
        ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", ("Quản lý văn hóa", "Quản lý thể thao", "Quản lý du lịch")),
        ("STP", "Sở Tư pháp", ("Xây dựng văn bản", "Hành chính tư pháp")),
        ("SDTTG", "Sở Dân tộc và Tôn giáo", ("Chính sách dân tộc", "Nghiệp vụ tôn giáo")),
        ("TTT", "Thanh tra tỉnh", ("Nghiệp vụ 1", "Nghiệp vụ 2")),
        ("BQLKCN", "Ban Quản lý các khu công nghiệp tỉnh", ("Quản lý đầu tư", "Quản lý lao động")),
        ("TTHCC", "Trung tâm Phục vụ hành chính công tỉnh", ("Tiếp nhận hồ sơ",)),
        ("CAT", "Công an tỉnh", ("Tham mưu",)),
        ("BCHQS", "Bộ Chỉ huy Quân sự tỉnh", ("Tham mưu",)),
        ("TAND", "Tòa án nhân dân tỉnh", ()),
        ("VKSND", "Viện kiểm sát nhân dân tỉnh", ()),
    )
    return [_office(symbol, name, STATE, "UBND/Lam Giang", rooms) for symbol, name, rooms in departments]


def _mass() -> list[Body]:
    front = "MTTQ/Lam Giang"
    return [
        _office("MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", MASS, None, ("Tổng hợp", "Phong trào")),
        _office("LĐLĐ", "Liên đoàn Lao động tỉnh", MASS, front, ()),
        _office("HND", "Hội Nông dân tỉnh", MASS, front, ()),
        _office("HPN", "Hội Liên hiệp Phụ nữ tỉnh", MASS, front, ()),
        _office("TĐTN", "Tỉnh Đoàn Lam Giang", MASS, front, ()),
        _office("CCB", "Hội Cựu chiến binh tỉnh", MASS, front, ()),
    ]


_HEADS = {
    "Sở": ("Giám đốc", "Phó Giám đốc"),
    "Ban": ("Trưởng Ban", "Phó Trưởng Ban"),
    "Văn phòng": ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
    "Ủy ban Kiểm tra": ("Chủ nhiệm", "Phó Chủ nhiệm"),
    "Đảng ủy": ("Bí thư", "Phó Bí thư"),
    "Trường": ("Hiệu trưởng", "Phó Hiệu trưởng"),
    "Báo": ("Giám đốc", "Phó Giám đốc"),
    "Thanh tra": ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
    "Trung tâm": ("Giám đốc", "Phó Giám đốc"),
    "Công an": ("Giám đốc", "Phó Giám đốc"),
    "Bộ Chỉ huy": ("Chỉ huy trưởng", "Phó Chỉ huy trưởng"),
    "Tòa án": ("Chánh án", "Phó Chánh án"),
    "Viện kiểm sát": ("Viện trưởng", "Phó Viện trưởng"),
    "Tỉnh Đoàn": ("Bí thư", "Phó Bí thư"),
}


def _office(symbol: str, name: str, system: System, parent: str | None, rooms: tuple[str, ...]) -> Body:
    head, deputy = next((titles for start, titles in _HEADS.items() if name.startswith(start)), ("Chủ tịch", ""))
    units = tuple(
        (f"Phòng {room}", "".join(word[0] for word in room.split()).upper()) for room in ("Văn phòng", *rooms)
    )
    units = (("Văn phòng", "VP"), *units[1:])
    posts = (
        Post(head, (LEADER,), rank=0),
        Post(deputy or "Phó Chủ tịch", (LEADER,), rank=1),
        Post("Chánh Văn phòng", (HEAD, Role.CHIEF_OF_OFFICE), 0, rank=10),
        Post("Văn thư", (CLERK,), 0),
        *(Post(f"Trưởng {unit[0].lower()}{unit[1:]}", (HEAD,), n, 10) for n, (unit, _) in enumerate(units) if n),
        *(Post("Chuyên viên", (SPECIALIST,), n) for n in range(len(units))),
    )
    full = name if name.endswith("Lam Giang") else f"{name} Lam Giang"
    return Body(symbol, full, name, system, parent, units=units, posts=posts)


_FIRST = (
    "An Bình Cẩm Đại Đông Hà Hòa Hưng Khánh Kim Lạc Long Lương Mỹ Nam Ngọc Nhân Phú Phúc Quảng Tân Tây Thạch "
    "Thanh Thiện Thượng Tiên Trung Trường Vạn Vân Việt Vĩnh Xuân Yên"
).split()
_SECOND = (
    "Bảng Châu Cốc Điền Đình Hậu Hiệp Hoa Khê Lạng Lãng Lộc Lĩnh Mão Nghĩa Ngạn Phong Quán Sa Thịnh Thọ Thủy Trạch "
    "Trì Tường Vinh Vực"
).split()


def _commune_names(random: Random, count: int) -> list[str]:
    others = sorted({f"{a} {b}" for a in _FIRST for b in _SECOND} - {"Hưng Thịnh"})
    return ["Hưng Thịnh", *random.sample(others, count - 1)]


def _commune(where: str, place: str) -> Iterator[Body]:
    committee = f"ĐU/{place}"
    kind = where.split()[0]
    units = (("Văn phòng Đảng ủy", "VP"), ("Ban Xây dựng Đảng", "BXDĐ"))
    yield Body(
        "ĐU",
        f"Đảng ủy {where}",
        f"Đảng ủy {where}",
        PARTY,
        "TU/Lam Giang",
        Level.COMMUNE,
        place,
        units,
        (
            Post("Bí thư Đảng ủy", (LEADER, Role.POINT_SECRETARY), rank=0),
            Post("Phó Bí thư Thường trực Đảng ủy", (LEADER,), rank=1),
            Post("Văn thư", (CLERK,), 0),
            Post("Chuyên viên", (SPECIALIST,), 1),
        ),
    )
    yield Body(
        "HĐND",
        f"Hội đồng nhân dân {where}",
        f"HĐND {where}",
        STATE,
        committee,
        Level.COMMUNE,
        place,
        (),
        (Post(f"Chủ tịch HĐND {kind}", (LEADER,), rank=0), Post(f"Phó Chủ tịch HĐND {kind}", (LEADER,), rank=1)),
    )
    rooms = (("Văn phòng HĐND và UBND", "VP"), ("Phòng Kinh tế", "KT"), ("Phòng Văn hóa - Xã hội", "VHXH"))
    yield Body(
        "UBND",
        f"Ủy ban nhân dân {where}",
        f"UBND {where}",
        STATE,
        "UBND/Lam Giang",
        Level.COMMUNE,
        place,
        rooms,
        (
            Post(f"Chủ tịch UBND {kind}", (LEADER,), rank=0),
            Post(f"Phó Chủ tịch UBND {kind}", (LEADER,), rank=1),
            Post("Văn thư", (CLERK,), 0),
            Post("Trưởng phòng Kinh tế", (HEAD,), 1, rank=10),
            Post("Trưởng phòng Văn hóa - Xã hội", (HEAD,), 2, rank=10),
            Post("Chuyên viên", (SPECIALIST,), 1),
            Post("Chuyên viên", (SPECIALIST,), 2),
        ),
    )
    yield Body(
        "MTTQ",
        f"Ủy ban Mặt trận Tổ quốc Việt Nam {where}",
        f"MTTQ {where}",
        MASS,
        committee,
        Level.COMMUNE,
        place,
        (),
        (Post("Chủ tịch", (LEADER,), rank=0), Post("Văn thư", (CLERK,))),
    )
