"""The words that rows of this domain may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntakeState(TextChoices):
    """How far one handed-in file has come."""

    CHECKING = "checking", _("Being checked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Step(TextChoices):
    """What the gate is doing with a file."""

    WAITING = "waiting", _("Waits for its turn")
    STRUCTURE = "structure", _("Structure, text and secrecy marks")
    ANTIVIRUS = "antivirus", _("Antivirus")
    PAGES = "pages", _("Images of the pages")


class SubmissionState(TextChoices):
    """How far what was handed in together has come."""

    CHECKING = "checking", _("Being checked")
    #: The gate refused a file, or what the files were for is not possible: the person decides.
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Taken in")
    #: The person has taken note, and nothing was made of it.
    LET_GO = "let_go", _("Let go")


class TextSource(TextChoices):
    """Where the text of a page comes from."""

    FILE = "file", _("Read from the file")
    OCR = "ocr", _("Read from the image of the page")
    PERSON = "person", _("Corrected by a person")


class PreviewState(TextChoices):
    """Whether the pages of a file can be shown as images."""

    WAITING = "waiting", _("Pages are being prepared")
    READY = "ready", _("Pages can be shown")
    FAILED = "failed", _("Pages can't be shown")
    OFF = "off", _("Conversion is switched off on this machine")
    #: The laid-out pages carry a secrecy mark that the gate did not find.
    WITHHELD = "withheld", _("Pages are withheld: they carry a secrecy mark")


class StorePlace(TextChoices):
    """Which of the stores: the one that is read, or the second copy."""

    FIRST = "first", _("Store")
    COPY = "copy", _("Second copy")


class HoldingState(TextChoices):
    """What a store was found to hold of a file."""

    #: Not looked at yet; in the second copy also: not copied yet, which is no loss.
    WAITING = "waiting", _("Waits for its first check")
    WHOLE = "whole", _("Whole")
    MISSING = "missing", _("Missing")
    DAMAGED = "damaged", _("Damaged")


class IncidentSource(TextChoices):
    """How a state secret in the system came to light."""

    REPORT = "report", _("Reported by a person")
    LATE_MARK = "late_mark", _("Found by the gate when the pages were laid out")


class IncidentState(TextChoices):
    """How far an incident is; closing takes two persons."""

    OPEN = "open", _("Being worked off")
    PROPOSED = "proposed", _("Waits for a second person")
    FALSE_ALARM = "false_alarm", _("Closed: false alarm")
    CONFIRMED = "confirmed", _("Closed: confirmed, bytes destroyed")


class Outcome(TextChoices):
    """What an incident turns out to be."""

    FALSE_ALARM = "false_alarm", _("False alarm: everything is given back as it was")
    CONFIRMED = "confirmed", _("Confirmed: the bytes and all that was made of them are destroyed")
