"""Invented people: common family, middle and given names, combined by a seeded generator; no real person is meant."""

from collections.abc import Iterator
from random import Random

from plenum.core.text import fold

_FAMILY = (
    "Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ "
    "Ngô Dương Lý Đinh Đoàn Trịnh Mai Cao Lưu Tạ Thái Hà Châu Quách Lương"
).split()
_MEN = (
    ("Văn Hữu Đức Quang Minh Công Xuân Thanh Ngọc Quốc Đình Tiến Hồng Anh Duy Bá Trung Thế Viết Mạnh".split()),
    (
        "An Bảo Bình Cường Dũng Duy Đạt Đông Đức Giang Hải Hào Hiếu Hòa Hoàng Hùng Huy Khải Khoa Kiên Long Lộc Lợi "
        "Minh Nam Nghĩa Nhân Phát Phong Phú Phúc Phước Quân Quý Sang Sơn Tài Tâm Tân Thái Thành Thắng Thịnh Thuận "
        "Tiến Tín Toàn Trí Trung Tú Tuấn Tùng Việt Vinh Vượng"
    ).split(),
)
_WOMEN = (
    ("Thị Thị Thị Thị Ngọc Thu Thanh Minh Hồng Kim Bích Phương Mai Mỹ Diệu Khánh Thùy Quỳnh Như Tường".split()),
    (
        "An Anh Bích Chi Cúc Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hồng Huế Hương Khánh Lan Liên Linh Loan Ly "
        "Mai My Nga Ngân Ngọc Nhàn Nhung Oanh Phương Phượng Quyên Quỳnh Tâm Thảo Thoa Thơm Thu Thúy Thủy Trang Trâm "
        "Trinh Tuyết Uyên Vân Vy Xuân Yến"
    ).split(),
)


def full_names(random: Random) -> Iterator[str]:
    """Names without end, in the usual order: family, middle, given."""
    while True:
        middles, givens = random.choice((_MEN, _WOMEN))
        middle, given = random.choice(middles), random.choice(givens)
        if middle != given:
            yield f"{random.choice(_FAMILY)} {middle} {given}"


class Usernames:
    """Usernames made of names, each once: ``an.nguyenvan``, ``an.nguyenvan2``."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def of(self, full_name: str) -> str:
        *before, given = fold(full_name).split()
        base = f"{given}.{''.join(before)}"
        number, username = 1, base
        while username in self._taken:
            number += 1
            username = f"{base}{number}"
        self._taken.add(username)
        return username
