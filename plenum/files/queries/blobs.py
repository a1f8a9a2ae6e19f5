"""Reading accepted files. Who may read is asked before, by the domain that shows them: files knows no domain."""

import random
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Forgotten, Refusal
from plenum.core.jobs import put
from plenum.files.derived import VIEW, folder_of, forget_derived, image_name, read_derived, write_derived
from plenum.files.enums import PreviewState, StorePlace, TextSource
from plenum.files.errors import PAGES_WITHHELD, Frozen
from plenum.files.gate.types import IMAGES, PDF
from plenum.files.models import Blob, Holding, TextLayer
from plenum.files.models.text import WHOLE
from plenum.files.sandbox.conversion import to_pdf, why_conversion_is_off
from plenum.files.sandbox.pool import SandboxError, run
from plenum.files.store import Store, copy_store, current_store
from plenum.files.store.hashing import sha256_of
from plenum.files.store.interface import Damaged

#: Page images come in these widths, in pixels; a wish in between gets the next larger one.
WIDTHS = (360, 800, 1400)
IMAGE_TYPE = "image/webp"
#: The job that looks at one file in every store; it lies above and is put in the queue by its name.
CHECK_BLOB = "plenum.files.tasks.check_blob"
#: One read in so many is compared with its name, bytes for bytes.
SAMPLED = 64


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a file: its number from 1, its size in points and its text."""

    number: int
    width: float
    height: float
    text: str
    #: The text stands in the file as letters; it was not read from an image.
    has_letters: bool = False


def read_blob(blob: Blob) -> BinaryIO:
    """The original bytes, seekable; the caller closes it. Now and then the whole file is compared with its hash.

    Where they are missing or, in a sampled read, not those that were accepted, the second copy is read, and a job puts
    the store right. Raises `Frozen` when an incident has withdrawn the file, whatever ``blob`` says that was read
    before, and `Damaged` when there is no second copy or it is not whole either.
    """
    expect_not_frozen(blob)
    try:
        sampled = random.randrange(SAMPLED) == 0  # noqa: S311 # a sample, not a secret
        return _opened(current_store(), blob, compared=sampled)
    except Damaged:
        _tell_damage(blob)
        copy = copy_store()
        if copy is None:
            raise
        return _opened(copy, blob, compared=True)


def _opened(store: Store, blob: Blob, *, compared: bool) -> BinaryIO:
    content = store.open(blob.sha256)
    if compared:
        if sha256_of(content) != blob.sha256:
            content.close()
            raise Damaged(blob.sha256, "the bytes are not those that were accepted")
        content.seek(0)
    return content


def _tell_damage(blob: Blob) -> None:
    """Have a job look at the stores, unless it is known already."""
    if not Holding.objects.filter(blob=blob, place=StorePlace.FIRST, since__isnull=False).exists():
        put(CHECK_BLOB, blob_id=blob.pk)


def is_frozen(blob: Blob) -> bool:
    """True when an incident has withdrawn the file by now; asked of the database, not of ``blob``. One query."""
    return Blob.objects.filter(pk=blob.pk, incident__isnull=False).exists()


def expect_not_frozen(blob: Blob) -> None:
    """Raise `Frozen` when an incident has withdrawn the file by now. One query."""
    if is_frozen(blob):
        raise Frozen


def text_of(blob: Blob) -> str:
    """All text of the file, for search; pages follow each other. Nothing of a file that an incident has withdrawn.

    A text of the whole file stands for its pages, until a person corrected one of them.
    """
    found = TextLayer.objects.filter(blob=blob, blob__incident=None).order_by("page")
    layers = list(found.only("page", "text", "source"))
    pages = [layer for layer in layers if layer.page != WHOLE]
    corrected = any(layer.source == TextSource.PERSON for layer in pages)
    whole = [layer.text for layer in layers if layer.page == WHOLE]
    return whole[0] if whole and not corrected else "\n".join(layer.text for layer in pages)


def pages_of(blob: Blob) -> list[Page]:
    """The pages in order; empty until the file is laid out, and when an incident has withdrawn it."""
    if blob.incident_id is not None:
        return []
    found = TextLayer.objects.filter(blob=blob, blob__incident=None, page__gt=WHOLE)
    layers = found.values_list("page", "text", "source")
    texts = {page: (text, source == TextSource.FILE and bool(text.strip())) for page, text, source in layers}
    return [
        Page(number, width, height, *texts.get(number, ("", False)))
        for number, (width, height) in enumerate(blob.page_sizes, start=1)
    ]


def page_image(blob: Blob, number: int, width: int) -> bytes:
    """The image (`IMAGE_TYPE`) of page ``number`` in the next of `WIDTHS`; made now when it is not there yet.

    Raises `Forgotten` for a page that does not exist and `Refusal` with code ``no_preview`` when there are no page
    images of this file, ``withheld`` when a mark was found on them, `Frozen` when an incident has withdrawn it.
    """
    expect_not_frozen(blob)
    if blob.previews_state == PreviewState.WITHHELD:
        raise Refusal(PAGES_WITHHELD, code="withheld")
    wide = snap(width)
    ready = read_derived(blob.sha256, image_name(number, wide))
    if ready is not None:
        return ready
    if blob.pages is None:
        raise Refusal(
            _("The pages of this file can't be shown yet. The file itself can be downloaded."), code="no_preview"
        )
    if not 1 <= number <= blob.pages:
        raise Forgotten(_("The file has no such page."))
    return make_images(blob, [number], [wide])[0]


def page_of(blob: Blob, number: int) -> tuple[Page, list[list[Any]]]:
    """One page and the words read from its image with their places (`TextLayer.words`). One query.

    Raises `Forgotten` for a page that does not exist; the text of a file that an incident has withdrawn is empty.
    """
    if not 1 <= number <= len(blob.page_sizes):
        raise Forgotten(_("The file has no such page."))
    layer = TextLayer.objects.filter(blob=blob, blob__incident=None, page=number).first()
    width, height = blob.page_sizes[number - 1]
    return Page(number, width, height, layer.text if layer else ""), layer.words if layer else []


def pdf_of(blob: Blob) -> BinaryIO:
    """The PDF that shows the file, seekable; the caller closes it.

    Raises `Forgotten` when there is none: the file is a picture, is not laid out, or its pages are withheld.
    """
    if not blob.has_pdf:
        raise Forgotten(_("This page can't be shown. The file itself can be downloaded."))
    try:
        return viewed(blob)
    except SandboxError as error:
        raise Forgotten(_("This page can't be shown. The file itself can be downloaded.")) from error


def snap(width: int) -> int:
    """The next of `WIDTHS`."""
    return next((offered for offered in WIDTHS if offered >= width), WIDTHS[-1])


def make_images(blob: Blob, numbers: list[int], widths: list[int]) -> list[bytes]:
    """Render pages, keep them in the folder of derived files, and return them page by page in all widths.

    Raises `Refusal` with code ``no_preview`` when a page can't be drawn.
    """
    try:
        with viewed(blob) as content:
            kind = blob.media_type if blob.media_type in IMAGES else PDF
            _none, images = run("render", content, media_type=kind, pages=numbers, widths=widths)
    except SandboxError as error:
        raise Refusal(_("This page can't be shown. The file itself can be downloaded."), code="no_preview") from error
    names = [image_name(number, width) for number in numbers for width in widths]
    if len(images) != len(names):
        raise Refusal(_("This page can't be shown. The file itself can be downloaded."), code="no_preview")
    for name, image in zip(names, images, strict=True):
        write_derived(blob.sha256, name, image)
    _forget_if_frozen(blob)
    return images


def _forget_if_frozen(blob: Blob) -> None:
    """After something was made of a file: whoever froze it meanwhile removed what there was before, this the rest.

    Raises `Frozen`; then what was made is given to nobody.
    """
    if is_frozen(blob):
        forget_derived(blob.sha256)
        raise Frozen


def viewed(blob: Blob) -> BinaryIO:
    """What is drawn: the original, or for an office file its PDF view, made again when it is gone.

    Raises `SandboxError` when the view can't be made, `Frozen` when an incident has withdrawn the file.
    """
    if blob.media_type == PDF or blob.media_type in IMAGES:
        return read_blob(blob)
    expect_not_frozen(blob)
    if read_derived(blob.sha256, VIEW) is None:
        if why_conversion_is_off():
            raise SandboxError("not_converted")
        with read_blob(blob) as content:
            write_derived(blob.sha256, VIEW, to_pdf(content, blob.media_type))
        _forget_if_frozen(blob)
    return (folder_of(blob.sha256) / VIEW).open("rb")
