"""Icons as inline SVG: no icon font, no request of its own, the colour of the text around it."""

import json
import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

_HERE = Path(__file__).parent
_FOLDER = _HERE.parent / "static" / "vendor" / "icons"
_BODY = re.compile(r"<svg(?P<attributes>[^>]*)>(?P<body>.*)</svg>", re.DOTALL)


@cache
def icon_names() -> frozenset[str]:
    """The names that a template may use: those that ``vendor.json`` brings from the icon package."""
    targets = json.loads((_HERE / "vendor.json").read_text()).values()
    return frozenset(Path(t).stem for t in targets if t.startswith("icons/"))


@cache
def icon_svg(name: str, css: str = "") -> SafeString:
    """The icon ``name`` as an ``<svg>`` that screen readers skip: the word beside it is what they read.

    Raises `LookupError` for a name outside `icon_names` and when the front-end packages are not in place.
    """
    if name not in icon_names():
        raise LookupError(f"There is no icon {name!r}: add its file to plenum/web/layout/vendor.json.")
    path = _FOLDER / f"{name}.svg"
    if not path.exists():
        raise LookupError(f"{path} is missing: install the front-end packages first.")
    found = _BODY.search(path.read_text())
    if found is None:
        raise LookupError(f"{path} holds no SVG.")
    paint = 'fill="currentColor"' if name.endswith("-filled") else _STROKE
    body = re.sub(r"\s*\n\s*", "", found["body"])
    classes = f"icon {css}".strip()
    return mark_safe(  # noqa: S308 - the file is ours, the class is a template's
        f'<svg class="{classes}" viewBox="0 0 24 24" {paint} aria-hidden="true" focusable="false">{body}</svg>'
    )


_STROKE = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
