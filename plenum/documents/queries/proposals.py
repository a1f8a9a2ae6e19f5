"""What the paper itself proposes for its card."""

import re
from dataclasses import dataclass

from django.db.models import Q

from plenum.core.text import fold
from plenum.directory.models import Organisation
from plenum.documents.models import Document, DocumentType
from plenum.documents.proposals import KnownType, Proposals, read_paper
from plenum.files.queries.blobs import text_of


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body: one of the directory, or only a name."""

    name: str
    id: int | None = None


def proposals_for(document: Document) -> Proposals:
    """The proposals read from the document's main file. Three queries."""
    file = document.files.select_related("blob").order_by("order").first()
    return read_paper(text_of(file.blob) if file else "", known_types())


def known_types() -> list[KnownType]:
    """Every type with its symbols, as the reader of papers wants them. Two queries."""
    types = DocumentType.objects.filter(valid_to=None).prefetch_related("symbols")
    return [
        KnownType(t.pk, t.system, t.name, tuple(symbol.symbol for symbol in t.symbols.all()), t.is_printed)
        for t in types
    ]


def issuer_named(name: str, sign: str = "") -> Issuer:
    """The body of the directory that a paper means by a name in capitals, else the name in usual writing.

    ``TỈNH ỦY LAM GIANG`` is found by its whole name, ``SỞ CÔNG THƯƠNG`` by its short one, and among bodies of the
    same name the one whose symbol is a part of the paper's ``sign``. One query.
    """
    wanted, parts = fold(name), _parts(sign)
    found = Organisation.objects.filter(valid_to=None).filter(
        Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted} ") | Q(symbol__in=parts)
    )
    bodies = list(found[:500])
    of_symbol = [body for body in bodies if body.symbol in parts and fold(body.name).startswith(wanted)]
    exact = [body for body in bodies if wanted in {fold(body.name), fold(body.short_name)}]
    for named in ([body for body in of_symbol if body in exact], exact, of_symbol):
        if len(named) == 1:
            return Issuer(named[0].name, named[0].pk)
    return Issuer(in_usual_writing(name))


#: The words of bodies that are written small inside a name, and those that always begin one.
_SMALL = {
    "ủy",
    "uỷ",
    "nhân",
    "dân",
    "phòng",
    "đồng",
    "hành",
    "thường",
    "vụ",
    "tỉnh",
    "các",
    "và",
    "đoàn",
    "tra",
    "thành",
}


def in_usual_writing(name: str) -> str:
    """``SỞ CÔNG THƯƠNG`` → ``Sở Công Thương``, ``ĐẢNG ỦY XÃ HƯNG THỊNH`` → ``Đảng ủy xã Hưng Thịnh``."""
    small = _SMALL | {"xã", "phường", "huyện", "thị", "trấn", "quan"}
    words = name.lower().split()
    return " ".join(
        word if place and word in small else word[:1].upper() + word[1:] for place, word in enumerate(words)
    )


def _parts(sign: str) -> list[str]:
    """``412/SCT-VP`` → ``SCT``, ``VP``: the body stands last in most signs, and first in a letter's."""
    return [part for part in re.split(r"[-–/]", sign) if part and not part.isdigit()]
