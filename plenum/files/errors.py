"""Why a file was refused, in words: what happened, and what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Refusal

SENTENCES: dict[str, str | Promise] = {
    "not_declared": _("Say first that the file holds no state secret. Without this declaration nothing is accepted."),
    "empty": _("The file is empty. Check it on your computer and choose it again."),
    "too_large": _("The file is larger than %(limit)s MB. Make it smaller or divide it, then hand it in again."),
    "name_empty": _("The file has no name. Rename it and hand it in again."),
    "name_too_long": _("The file name is too long (at most %(limit)s bytes). Rename the file and hand it in again."),
    "name_unsafe": _(
        "The file name holds signs that deceive the reader or that computers can't store. "
        "Rename the file with ordinary letters and hand it in again."
    ),
    "type_not_allowed": _(
        "Files of this type are not accepted. Hand it in as PDF, DOCX, XLSX, PPTX, ODT, PNG, JPG or TIFF."
    ),
    "not_what_it_says": _(
        "The content is not what the name promises. Open the file in its own program, "
        "save it under the right type and hand it in again."
    ),
    "truncated": _("The end of the file is missing. Copy or download it again and hand it in again."),
    "damaged": _("The file is damaged. Open it in its own program, save it anew and hand it in again."),
    "unreadable": _("The file can't be read. Save it anew, or make a PDF of it, and hand it in again."),
    "two_files_in_one": _(
        "Something else is hidden in the file behind or before the document. Make a new PDF of the document "
        "and hand that in."
    ),
    "encrypted": _("The file is protected by a password or by restrictions. Save a copy without protection."),
    "no_pages": _("The document has no pages. Check it and hand it in again."),
    "too_many_pages": _("The document has more than %(limit)s pages. Divide it and hand in the parts."),
    "too_many_entries": _("The file consists of far too many parts. Make a PDF of it and hand that in."),
    "too_many_pixels": _(
        "A picture in the file has more than %(limit)s million dots. Scan at 300 dpi and hand it in again."
    ),
    "bomb": _("The file would unpack to an enormous size. It was not opened. Make a PDF of the document instead."),
    "too_heavy": _("The file needs more memory than any ordinary document. Make a simpler PDF of it."),
    "unsafe_archive": _("The file's inner structure is not that of a document. Save it anew in its own program."),
    "unsafe_xml": _("The file holds instructions that attack the reader's computer. It was not opened further."),
    "nested_too_deep": _("Files are packed into files in this document. Take them out and hand them in one by one."),
    "macro": _("The file holds macros. Save it without macros, as DOCX or PDF, and hand it in again."),
    "javascript": _("The PDF holds program code. Print it to a new PDF and hand that in."),
    "activex": _("The file holds controls that run programs. Remove them or make a PDF of it."),
    "ole": _("The file holds an embedded object of another program. Replace it by a picture or make a PDF of it."),
    "embedded_file": _("Another file is embedded in this one. Take it out and hand it in by itself."),
    "external_link": _(
        "The file fetches content from another place when it is opened. Break these links and hand it in again."
    ),
    "launch": _("The PDF starts another program when it is opened. Print it to a new PDF and hand that in."),
    "automatic_action": _("The PDF acts by itself when it is opened. Print it to a new PDF and hand that in."),
    "dynamic_form": _("The PDF is a dynamic form. Print it to a new PDF and hand that in."),
    "secrecy_mark": _(
        "The file carries the secrecy mark “%(mark)s” (%(place)s). Papers with state secrets must not enter this "
        "system. The file was not kept. Tell the clerk in charge of secret papers."
    ),
    "scan_unread": _(
        "The file holds pictures of pages, and this machine can't read them for secrecy marks. It was refused. "
        "Hand in the original file, or tell support that Tesseract is missing."
    ),
    "virus": _("The antivirus found “%(virus)s” in the file. It was not kept. Tell whoever sent it to you."),
    "antivirus_silent": _(
        "The antivirus does not answer, so the file was refused for now and not kept. Hand it in again in a few "
        "minutes; if this happens again, tell support."
    ),
    "antivirus_too_small": _(
        "The antivirus takes no file of this size, so it was refused and not kept. Divide it, or ask support to raise "
        "the limit of the antivirus."
    ),
    "under_incident": _(
        "This very file was withdrawn by an incident that is not closed yet. It was not kept. "
        "Ask the chief of office or an administrator."
    ),
    "known_secret": _(
        "This very file was found to hold a state secret and was destroyed. It must not enter this system. "
        "The file was not kept. Tell the clerk in charge of secret papers."
    ),
    "timed_out": _("Checking the file took too long, so it was refused. Make a simpler PDF of it."),
    "reader_died": _("Reading the file ended the program that read it, so it was refused. Print it to a new PDF."),
    "no_such_file": _("There is no such file. Check how its name is written."),
    "not_a_file": _("This is a folder, a pipe or a device. Name a file."),
    "file_not_readable": _("The file can't be opened. Check the rights on it."),
    "gate_failed": _("The file could not be checked, so it was refused. Try again; if it happens again, tell support."),
}
#: The same refusal for a text that a person wrote.
MARK_IN_TEXT = _(
    "The text carries the secrecy mark “%(mark)s”. Papers with state secrets must not enter this system. "
    "The text was not kept. Tell the clerk in charge of secret papers."
)
#: The refusal to show pages, or what was read from them, after a mark was found late.
PAGES_WITHHELD = _("The pages of this file are withheld, since they carry a secrecy mark.")
PLACES: dict[str, str | Promise] = {
    "name": _("in the file name"),
    "property": _("in the file's properties"),
    "header": _("in the page header"),
    "footer": _("in the page footer"),
    "box": _("in a text box or picture"),
    "note": _("in a comment or note"),
    "head": _("at the head of the document"),
    "body": _("in the text"),
}
ON_PAGE = _("%(place)s, page %(page)s")
#: What keeps a name out of the record: the name may tell what the file holds, or can't be stored.
NAMELESS = frozenset({"secrecy_mark", "under_incident", "known_secret", "name_empty", "name_too_long", "name_unsafe"})


class Frozen(Refusal):
    """The file is withdrawn by an incident: nothing of it is given to anybody."""

    code = "frozen"

    def __init__(self) -> None:
        super().__init__(_("This file was withdrawn by an incident. Nothing of it can be shown, downloaded or used."))


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence of a code in the language of the moment; an unknown code is told as ``gate_failed``."""
    shown = {"limit": "", "mark": "", "virus": "", **facts, "place": _place(facts)}
    return str(SENTENCES.get(code, SENTENCES["gate_failed"])) % shown


def _place(facts: Mapping[str, object]) -> str:
    place = str(PLACES.get(str(facts.get("place")), PLACES["body"]))
    return str(ON_PAGE) % {"place": place, "page": facts["page"]} if facts.get("page") else place
