"""One body that asks for a watermark, one type that goes on paper only, and a few entries without a file."""

from datetime import date, datetime, timedelta

from plenum.cli.demo.correspondence import types
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.directory.actions.organisations import choose_watermark
from plenum.directory.enums import Role
from plenum.directory.models import Appointment, Organisation
from plenum.directory.queries.actors import actor_for
from plenum.documents.actions.scope import decide_scope
from plenum.documents.actions.stubs import keep_stub
from plenum.documents.card import PaperEntry
from plenum.documents.enums import Medium

#: The type that goes on paper only in the whole province, and the body that asks for a watermark.
ON_PAPER, ASKING = ("state", "Giấy ủy quyền"), "SNV"
#: What the Office keeps on paper: number, issuing body, where the paper is, days ago.
ENTRIES = (
    ("03/GUQ-SNV", "Sở Nội vụ Lam Giang", "Kho lưu trữ cơ quan, tủ 3", 12),
    ("07/GUQ-SCT", "Sở Công Thương Lam Giang", "Kho lưu trữ cơ quan, tủ 3", 6),
    ("11/GUQ-STC", "Sở Tài chính Lam Giang", "Phòng Tổng hợp, tủ hồ sơ số 1", 2),
)


def load_scope(clerk: Actor, at: datetime) -> None:
    """Let an administrator decide it, and the clerk of the Office keep the entries."""
    administrator = _administrator(at)
    asking = Organisation.objects.get(symbol=ASKING, place="Lam Giang", valid_to=None)
    choose_watermark(organisation_id=asking.pk, asked=True, version=asking.version, by=administrator, at=at)
    decide_scope(
        organisation_id=None,
        type_id=types()[ON_PAPER],
        medium=Medium.PAPER,
        reason="Bản có chữ ký tay, lưu hồ sơ giấy",
        reference="Quy chế công tác văn thư của tỉnh, Điều 9",
        valid_from=date(local_date(at).year, 1, 1),
        by=administrator,
        at=at,
    )
    for written, issuer, place, days in ENTRIES:
        entry = PaperEntry(
            type_id=types()[ON_PAPER],
            written=written,
            issuer_name=issuer,
            issued_on=local_date(at) - timedelta(days=days + 1),
            arrived_on=local_date(at) - timedelta(days=days),
            paper_place=place,
        )
        keep_stub(entry=entry, by=clerk, at=at)


def _administrator(at: datetime) -> Actor:
    held = Appointment.objects.filter(position__roles__contains=[Role.ADMINISTRATOR.value], ended_at=None)
    first = held.select_related("person").order_by("pk")[0]
    return actor_for(first.person, at, f"p{first.position_id}")
