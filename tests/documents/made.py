"""Documents at each stage, made by the real actions; the cast is the Office of Lam Giang (`tests.cast`)."""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from itertools import count
from typing import Any

from django.apps import apps

from plenum.core.actor import Actor
from plenum.directory.models import Position
from plenum.documents.actions.give import give_to_specialist
from plenum.documents.actions.instruct import instruct
from plenum.documents.actions.receive import receive_document
from plenum.documents.actions.register import register_document
from plenum.documents.actions.report import report_done
from plenum.documents.actions.scope import decide_scope
from plenum.documents.actions.stubs import keep_stub
from plenum.documents.actions.submit import submit_to_leader
from plenum.documents.assignees import Assignee
from plenum.documents.card import Card, PaperEntry
from plenum.documents.deadlines import end_of
from plenum.documents.enums import Medium
from plenum.documents.models import Assignment, Document, DocumentType, ScopeRule
from plenum.files.enums import IntakeState
from plenum.files.models import Blob, Intake, TextLayer
from tests.cast import MONDAY, Cast

_numbers = count(1)
#: The deadline of most documents here: Friday of the same week.
FRIDAY = end_of(date(2026, 11, 27))


def load_types() -> None:
    """The types of the data migration, also after a test that emptied every table."""
    if not DocumentType.objects.exists():
        import_module("plenum.documents.migrations.0002_types_of_the_state_and_the_party").load(apps)


def a_card(**fields: object) -> Card:
    """A card that can be registered; each call another number."""
    number = next(_numbers)
    card = Card(
        abstract="Về việc chuẩn bị nội dung Hội nghị đối thoại",
        issuer_name="Tỉnh ủy Lam Giang",
        written=f"{number}-CV/TU",
        issued_on=date(2026, 11, 20),
    )
    return replace(card, **fields)  # type: ignore[arg-type]


def an_intake(by: Actor, content: str = "", at: datetime = MONDAY, name: str = "cong-van.pdf") -> Intake:
    """An accepted file whose text is ``content``; its bytes are never asked for."""
    content = content or f"Nội dung {next(_numbers)}"
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    blob, is_new = Blob.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(content), "media_type": "application/pdf", "name": name, "pages": 1, "at": at},
    )
    if is_new:
        TextLayer.objects.create(blob=blob, page=1, text=content)
    return Intake.objects.create(
        name=name,
        declared=True,
        state=IntakeState.ACCEPTED,
        sha256=sha256,
        size=len(content),
        blob=blob,
        by_person_id=by.person_id,
        by_name=by.name,
        by_organisation_id=by.organisation_id,
        at=at,
    )


def position_of(cast: Cast, name: str) -> int:
    """The id of the post of one of the cast."""
    return Position.objects.get(appointments__person=getattr(cast, name)).pk


def type_named(name: str = "Công văn", system: str = "party") -> DocumentType:
    """A type by its official name."""
    return DocumentType.objects.get(system=system, name=name)


def paper_rule(cast: Cast, of: str | None = "office", name: str = "Công văn", **fields: Any) -> ScopeRule:
    """A rule, from the first day of the year on: a type goes on paper only in a body of the cast, or in all."""
    given: dict[str, Any] = {
        "organisation_id": getattr(cast, of).pk if of else None,
        "type_id": type_named(name).pk,
        "medium": Medium.PAPER,
        "reason": "Chưa có quy định gửi nhận điện tử",
        "reference": "Quyết định 12-QĐ/TU, Điều 4",
        "valid_from": date(2026, 1, 1),
        "by": cast.actor("an"),
        "at": MONDAY,
    }
    return decide_scope(**(given | fields))


def kept_on_paper(cast: Cast, *, at: datetime = MONDAY, **fields: Any) -> Document:
    """An entry without a file, of a type that the Office keeps on paper only."""
    if not ScopeRule.objects.exists():
        paper_rule(cast)
    given: dict[str, Any] = {
        "type_id": type_named().pk,
        "written": f"{next(_numbers)}-CV/TU",
        "issuer_name": "Tỉnh ủy Lam Giang",
        "paper_place": "Tủ 3 – Trần Thị Lan",
    }
    return keep_stub(entry=PaperEntry(**(given | fields)), by=cast.actor("lan", at), at=at)


def waiting(cast: Cast, *, content: str = "", by: str = "lan", at: datetime = MONDAY) -> Document:
    actor = cast.actor(by, at)
    return receive_document(intakes=[an_intake(actor, content, at)], by=actor, at=at)


def registered(cast: Cast, *, content: str = "", by: str = "lan", at: datetime = MONDAY, **card: Any) -> Document:
    document = waiting(cast, content=content, by=by, at=at)
    return register_document(
        document_id=document.pk, version=document.version, card=a_card(**card), by=cast.actor(by, at), at=at
    )


def submitted(cast: Cast, *, content: str = "", at: datetime = MONDAY, **card: Any) -> Document:
    """Given to Minh."""
    document = registered(cast, content=content, at=at, **card)
    return submit_to_leader(
        document_id=document.pk,
        version=document.version,
        position_id=position_of(cast, "minh"),
        by=cast.actor("lan", at),
        at=at,
    )


def assigned(
    cast: Cast,
    *,
    cooperating: tuple[Assignee, ...] = (),
    informed: tuple[Assignee, ...] = (),
    due_at: datetime | None = FRIDAY,
    at: datetime = MONDAY,
    **card: Any,
) -> Document:
    """Minh lets the General Department lead."""
    document = submitted(cast, at=at, **card)
    return instruct(
        document_id=document.pk,
        version=document.version,
        text="Giao Phòng Tổng hợp chủ trì, báo cáo trước thứ Sáu.",
        lead=Assignee("unit", cast.general.pk),
        cooperating=cooperating,
        informed=informed,
        due_at=due_at,
        by=cast.actor("minh", at),
        at=at,
    )


def lead_of(document: Document, *, below: bool = False) -> Assignment:
    """The leading assignment of the leader's instruction, or of the head's below it."""
    return Assignment.objects.get(
        document=document, role="lead", instruction__ended_at=None, instruction__parent__isnull=not below
    )


def in_work(cast: Cast, *, at: datetime = MONDAY, **card: Any) -> Document:
    """Hoa gives it to Nam."""
    document = assigned(cast, at=at, **card)
    return give_to_specialist(
        document_id=document.pk,
        version=document.version,
        assignment_id=lead_of(document).pk,
        lead=position_of(cast, "nam"),
        text="Nam xử lý, báo cáo tôi trước khi trình.",
        by=cast.actor("hoa", at),
        at=at,
    )


def done(cast: Cast, *, at: datetime = MONDAY, **card: Any) -> Document:
    """Nam reports it done."""
    document = in_work(cast, at=at, **card)
    return report_done(
        document_id=document.pk,
        version=document.version,
        assignment_id=lead_of(document, below=True).pk,
        text="Đã tham mưu công văn trả lời.",
        by=cast.actor("nam", at),
        at=at,
    )
