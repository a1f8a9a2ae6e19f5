"""Two actors as plain values: the record knows no directory."""

from datetime import UTC, datetime

from plenum.core.actor import Actor

AT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)
LAN = Actor(person_id=1, name="Trần Thị Lan", position_id=11, position_title="Văn thư", organisation_id=5)
MINH_FOR_SON = Actor(
    person_id=2,
    name="Nguyễn Quang Minh",
    position_id=12,
    position_title="Chánh Văn phòng",
    organisation_id=5,
    on_behalf_of_id=3,
    on_behalf_of_name="Phạm Hồng Sơn",
)
