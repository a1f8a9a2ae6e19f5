"""A browser's long self-description in a few words."""

import re

from django import template

register = template.Library()

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("CocCoc", "Cốc Cốc"), ("YaBrowser", "Yandex"), ("Firefox", "Firefox"))
_LATER = (("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(agent: str) -> str:
    """``Chrome 128 · Windows``; an unknown browser keeps the first word of what it says."""
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    for sign, name in (*_BROWSERS, *_LATER):
        if found := re.search(rf"{sign}/(\d+)", agent):
            return " · ".join(filter(None, (f"{name} {found[1]}", system)))
    return " · ".join(filter(None, (agent.split("/")[0][:40], system))) or "?"
