"""The tree of bodies as nested lists, and who administers."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.queries.organisations import Branch

register = template.Library()


@register.filter
def administers(actor: Actor) -> bool:
    """True for an administrator acting as one."""
    return rules.can_administer(actor)


@register.simple_tag
def nested(branches: Sequence[Branch]) -> SafeString:
    """The bodies as nested lists; what stands below a body opens by the browser's own means, without a script."""
    parts: list[str] = ['<ul class="pl-tree__list">']
    depth = 0
    for branch in branches:
        while depth > branch.depth:
            parts.append("</ul></details></li>")
            depth -= 1
        parts.append(_leaf(branch))
        if branch.children:
            depth += 1
    parts.append("</ul></details></li>" * depth + "</ul>")
    return mark_safe("".join(parts))  # noqa: S308 - every name went through format_html


def _leaf(branch: Branch) -> str:
    body = branch.organisation
    link = format_html(
        '<a href="{}">{}</a><span class="pl-tree__symbol">{}</span>',
        reverse("directory:body", args=[body.pk]),
        body.name,
        body.symbol,
    )
    if not branch.children:
        return format_html('<li class="pl-tree__leaf">{}</li>', link)
    return format_html(
        '<li><details{}><summary>{}<span class="pl-count">{}</span></summary><ul class="pl-tree__list">',
        "" if branch.depth else mark_safe(" open"),
        link,
        branch.children,
    )
