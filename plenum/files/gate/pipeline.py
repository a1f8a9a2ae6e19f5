"""The checks in their order. Whatever goes wrong in one of them, the file is refused."""

from plenum.files.gate.content import Content
from plenum.files.gate.identify import identify
from plenum.files.gate.image import read_image
from plenum.files.gate.marks import marks_in
from plenum.files.gate.name import check_name, judge_name
from plenum.files.gate.odt import read_odt
from plenum.files.gate.office import read_office
from plenum.files.gate.pdf import read_pdf
from plenum.files.gate.sights import sights_of
from plenum.files.gate.types import IMAGES, ODT, PDF, Candidate
from plenum.files.gate.verdict import Refused, Verdict, refusal, refused_for, storable


def judge_bytes(name: str, data: bytes) -> Verdict:
    """Judge a file in this process. Only the sandbox calls it: what it reads may be hostile.

    Never raises: an unforeseen error is the refusal ``unreadable``, too much memory is ``too_heavy``.
    """
    # The name before the bytes: a marked file is not opened at all.
    try:
        return judge_name(name) or _judge(check_name(name), data)
    except Exception as error:  # fails closed: whatever a parser stumbles over, the file does not enter
        return refusal(refused_for(error))


def read(name: str, data: bytes, *, depth: int = 0) -> tuple[Candidate, Content]:
    """Identify the bytes and read them with the checks of their kind; raises `Refused`."""
    candidate = identify(name, data, depth=depth)
    if candidate.media_type == PDF:
        return candidate, read_pdf(candidate)
    if candidate.media_type in IMAGES:
        return candidate, read_image(candidate)
    if candidate.media_type == ODT:
        return candidate, read_odt(candidate)
    return candidate, read_office(candidate)


def _judge(name: str, data: bytes) -> Verdict:
    candidate, content = read(name, data)
    marks = tuple(marks_in(content.lines))
    if marks:
        first = marks[0]
        return refusal(Refused("secrecy_mark", mark=first.mark, place=first.place, page=first.page), marks)
    sights, reads = sights_of(data, candidate.media_type, content.pages)
    return Verdict(
        accepted=True,
        media_type=candidate.media_type,
        pages=content.pages,
        page_sizes=content.page_sizes,
        sights=sights,
        reads=reads,
        texts=tuple(storable(text) for text in content.texts),
    )
