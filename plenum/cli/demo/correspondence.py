"""What lies in the post of the invented province: who wrote, in which form, under which number; and the paper."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from django.utils import timezone

from plenum.cli.demo.papers import DemoPaper, demo_paper
from plenum.cli.demo.subjects import Subject
from plenum.directory.enums import System
from plenum.directory.models import Organisation
from plenum.documents.models import Document, DocumentType
from plenum.documents.queries.posts import posts_of


@dataclass(slots=True)
class Plan:
    """One document to be: where, about what, how far it goes, when each step is taken."""

    body: Organisation
    subject: Subject
    issuer: Organisation | None
    stage: str
    number: int
    received_at: datetime
    due_on: date | None
    document: Document | None = None

    @property
    def now(self) -> Document:
        """The document as far as it is."""
        if self.document is None:
            raise LookupError("not received yet")
        return self.document


def forget() -> None:
    """Ask anew for what was kept: another database has other ids."""
    types.cache_clear()
    _head_of.cache_clear()


@cache
def types() -> dict[tuple[str, str], int]:
    """The ids of the types in force, by system and name."""
    return {(t.system, t.name): t.pk for t in DocumentType.objects.filter(valid_to=None)}


def issuer_of(symbol: str, random: Random) -> Organisation | None:
    """A body with this symbol, any of them; None for one outside the province."""
    found = list(Organisation.objects.filter(symbol=symbol, valid_to=None).order_by("pk")[:40])
    return random.choice(found) if found else None


def is_party(plan: Plan) -> bool:
    """True when the paper has the Party's form."""
    return plan.issuer is None or plan.issuer.system == System.PARTY


def symbol_of(plan: Plan) -> str:
    """What follows the number: ``BC/TU``, ``BC-SCT``, ``SCT-VP``."""
    body, short = (plan.issuer.symbol if plan.issuer else "VPTW"), plan.subject.short
    if is_party(plan):
        return f"{short}/{body}"
    return f"{short}-{body}" if plan.subject.kind else f"{body}-{short}"


def issued_on(plan: Plan) -> date:
    """The date of the paper: one to three days before it came."""
    return timezone.localtime(plan.received_at).date() - timedelta(days=1 + plan.number % 3)


def abstract_of(subject: Subject) -> str:
    """The abstract as a clerk writes it."""
    words = subject.abstract.replace("V/v ", "Về việc ", 1)
    return words if words[:1].isupper() else f"{subject.kind} {words}"


@cache
def _head_of(body_id: int) -> tuple[str, str]:
    posts = [post for post in posts_of(body_id, timezone.now()) if post.unit_id is None]
    return (posts[0].title, posts[0].name) if posts else ("Chánh Văn phòng", "Nguyễn Thành Long")


def signer_of(plan: Plan) -> tuple[str, str]:
    """Post and name of who signed."""
    return _head_of(plan.issuer.pk) if plan.issuer else ("Phó Chánh Văn phòng", "Trần Quốc Đại")


def paper_of(plan: Plan) -> bytes:
    """The paper as a PDF."""
    subject, party = plan.subject, is_party(plan)
    position, signer = signer_of(plan)
    answer = f"Đề nghị trả lời trước ngày {plan.due_on:%d/%m/%Y}." if subject.answer_in and plan.due_on else ""
    return demo_paper(
        DemoPaper(
            party=party,
            superior=_superior(plan),
            body=_body(plan),
            number=plan.number,
            symbol=symbol_of(plan),
            place=plan.issuer.place if plan.issuer else "Hà Nội",
            on=issued_on(plan),
            kind=subject.kind.upper(),
            abstract=subject.abstract,
            to="" if subject.kind else plan.body.name,
            paragraphs=tuple(filter(None, (*subject.paragraphs, answer))),
            position=position.upper(),
            signer=signer,
            recipients=("Như trên", "Lưu Văn phòng") if party else ("Như trên", "Lưu: VT"),
        )
    )


def _superior(plan: Plan) -> str:
    if plan.issuer is None:
        return "BAN CHẤP HÀNH TRUNG ƯƠNG"
    if plan.issuer.parent_id is None or plan.issuer.symbol == "ĐU":
        return "ĐẢNG BỘ TỈNH LAM GIANG" if is_party(plan) else "TỈNH LAM GIANG"
    return "TỈNH ỦY LAM GIANG" if is_party(plan) else "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"


def _body(plan: Plan) -> str:
    if plan.issuer is None:
        return "VĂN PHÒNG"
    name = plan.issuer.short_name.upper()
    return name.removesuffix(" TỈNH ỦY") if name != "TỈNH ỦY" else "TỈNH ỦY"
