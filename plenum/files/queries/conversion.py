"""Whether office files can be shown as pages on this machine."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.files.enums import PreviewState
from plenum.files.errors import PAGES_WITHHELD
from plenum.files.models import Blob
from plenum.files.sandbox.conversion import why_conversion_is_off
from plenum.files.sandbox.selftest import sandbox_mode, ways_out

REASONS: dict[str, str | Promise] = {
    "no_bubblewrap": _(
        "Pages of office files are not shown, because bubblewrap, which keeps converters apart, does not work here."
    ),
    "sandbox_leaks": _("Pages of office files are not shown, because the sandbox of this machine failed its test."),
    "no_libreoffice": _("Pages of office files are not shown, because LibreOffice is not installed."),
}
#: For those states in which a file has no pages.
STATES: dict[str, str | Promise] = {
    PreviewState.OFF: _("Pages of office files were not shown here when this file came. They are made the next night."),
    PreviewState.FAILED: _("The pages of this file could not be drawn."),
    PreviewState.WITHHELD: PAGES_WITHHELD,
}


def conversion_available() -> str | Promise | None:
    """None when office files can be shown as pages, else the reason why not, to be shown to people."""
    why = why_conversion_is_off()
    return REASONS[why] if why else None


def why_no_pages(blob: Blob) -> str | Promise:
    """Why a file is not shown as pages, for people; empty when it is, or will be in a moment."""
    if blob.previews_state == PreviewState.OFF:
        return conversion_available() or STATES[PreviewState.OFF]
    return STATES.get(blob.previews_state, "")


def sandbox_report() -> dict[str, str]:
    """For `plenum doctor`: how parsers are kept apart, the ways out that a probe found, why conversion is off."""
    return {"mode": sandbox_mode(), "ways_out": " ".join(ways_out()), "conversion_off": why_conversion_is_off()}
