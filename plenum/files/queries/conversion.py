"""Whether office files can be shown as pages on this machine."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.files.sandbox.conversion import why_conversion_is_off
from plenum.files.sandbox.selftest import sandbox_mode, ways_out

REASONS: dict[str, str | Promise] = {
    "no_bubblewrap": _(
        "Pages of office files are not shown, because bubblewrap, which keeps converters apart, does not work here. "
        "The file itself can be downloaded."
    ),
    "sandbox_leaks": _(
        "Pages of office files are not shown, because the sandbox of this machine failed its test. "
        "The file itself can be downloaded."
    ),
    "no_libreoffice": _(
        "Pages of office files are not shown, because LibreOffice is not installed. The file itself can be downloaded."
    ),
}


def conversion_available() -> str | Promise | None:
    """None when office files can be shown as pages, else the reason why not, to be shown to people."""
    why = why_conversion_is_off()
    return REASONS[why] if why else None


def sandbox_report() -> dict[str, str]:
    """For `plenum doctor`: how parsers are kept apart, the ways out that a probe found, why conversion is off."""
    return {"mode": sandbox_mode(), "ways_out": " ".join(ways_out()), "conversion_off": why_conversion_is_off()}
