"""Tags that pages and components share; they need no ``{% load %}``."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from plenum.core.ids import new_key
from plenum.web.layout.icons import icon_svg

register = template.Library()

#: The sign of a tone: colour is never the only carrier of a meaning.
SIGNS = {
    "neutral": "circle",
    "info": "circle-filled",
    "progress": "circle-half-2",
    "ok": "check",
    "warn": "circle-half-2",
    "danger": "alert-triangle",
    "accent": "circle-filled",
}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """``{% icon "search" %}``: the inline SVG."""
    return icon_svg(name, css)


@register.filter
def sign_of(tone: str) -> str:
    """The icon that stands for a tone."""
    return SIGNS[tone or "neutral"]


@register.simple_tag
def once_key() -> str:
    """A fresh idempotency key for one form (see `plenum.web.layout.once`)."""
    return str(new_key())


@register.simple_tag
def fresh_id(prefix: str = "x") -> str:
    """An id for an element that something else on the page must point to."""
    return f"{prefix}-{new_key().hex[:8]}"


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: object) -> str:
    """The query of the present address with ``changes``; a change to None or "" takes the name away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


class GatherNode(template.Node):
    """Renders its content into a variable, so that a block can be shown twice."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def gather(parser: Parser, token: Token) -> GatherNode:
    """``{% gather as title %}{% block title %}{% endblock %}{% endgather %}``."""
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endgather",))
    parser.delete_first_token()
    return GatherNode(nodelist, name)
