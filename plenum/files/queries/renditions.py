"""A file as it leaves the system: as it is, or with words over its pages where its holder asks for them.

The domain that shows a file works the words out (`plenum.files.watermark`); without words everything is as it is.
"""

import io
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from plenum.core.errors import Forgotten, Refusal
from plenum.files.enums import PreviewState
from plenum.files.gate.types import IMAGES, PDF
from plenum.files.models import Blob
from plenum.files.queries.blobs import expect_not_frozen, page_image, pdf_of, read_blob, viewed
from plenum.files.sandbox.pool import SandboxError, run


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to be taken away; whoever sends it closes ``content``."""

    content: BinaryIO
    name: str
    media_type: str


def shown_image(blob: Blob, number: int, width: int, words: str) -> bytes:
    """The image of a page, with ``words`` over it; raises what `page_image` raises.

    Only the plain image is kept among the derived files: the one with a name on it is made for one pair of eyes.
    """
    plain = page_image(blob, number, width)
    if not words:
        return plain
    with tempfile.TemporaryFile() as image:
        image.write(plain)
        image.seek(0)
        try:
            marked = run("watermark_image", image, words=words)[1][0]
        except (SandboxError, IndexError) as error:
            raise _not_made() from error
    expect_not_frozen(blob)
    return marked


def shown_pdf(blob: Blob, words: str) -> BinaryIO:
    """The PDF from which a viewer draws, as `pdf_of`; where ``words`` are asked for there is none: `Forgotten`."""
    if words:
        raise Forgotten(_("This file is shown with a watermark, page by page."))
    return pdf_of(blob)


def copy_of(blob: Blob, name: str, words: str) -> Copy:
    """The original under ``name``; with ``words`` a PDF with them on every page, whose name says what it is.

    The original is not touched. Raises `Frozen` after an incident and `Refusal` with code ``no_rendition`` when the
    file has no pages, or they can't be laid out here: then nothing is given rather than the original.
    """
    if not words:
        return Copy(read_blob(blob), name, blob.media_type)
    if blob.pages is None or blob.previews_state == PreviewState.WITHHELD:
        raise _not_made()
    kind = blob.media_type if blob.media_type in IMAGES else PDF
    try:
        with viewed(blob) as content:
            pdf = run("watermark_pdf", content, media_type=kind, words=words)[1][0]
    except (SandboxError, IndexError) as error:
        raise _not_made() from error
    expect_not_frozen(blob)
    return Copy(io.BytesIO(pdf), copy_name(name), PDF)


def copy_name(name: str) -> str:
    """``cong-van.docx`` → ``cong-van (watermarked).pdf``, in the reader's language."""
    return _("%(name)s (watermarked).pdf") % {"name": name.rpartition(".")[0] or name}


def _not_made() -> Refusal:
    return Refusal(
        _("The body asks for a watermark, and no copy with one can be made of this file. Ask its clerk."),
        code="no_rendition",
    )
