"""The tree of bodies as nested lists, and who administers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenum.core.actor import Actor
from plenum.directory import rules
from plenum.directory.enums import Level
from plenum.directory.models import Organisation
from plenum.directory.queries.organisations import Branch

register = template.Library()


@dataclass
class Node:
    """A body with those below it."""

    body: Organisation
    below: list["Node"] = field(default_factory=list)


@register.filter
def administers(actor: Actor) -> bool:
    """True for an administrator acting as one."""
    return rules.can_administer(actor)


@register.simple_tag
def nested(branches: Sequence[Branch]) -> SafeString:
    """The bodies as nested lists; what stands below a body opens by the browser's own means, without a script.

    Bodies of the province come before those of the communes, which stand together under one heading.
    """
    roots: list[Node] = []
    path: list[Node] = []
    for branch in branches:
        node = Node(branch.organisation)
        del path[branch.depth :]
        (path[-1].below if path else roots).append(node)
        path.append(node)
    return _list(_node(node, opened=True) for node in roots)


def _list(items: Iterable[str]) -> SafeString:
    return format_html('<ul class="pl-tree__list">{}</ul>', format_html_join("", "{}", ((item,) for item in items)))


def _node(node: Node, *, opened: bool = False) -> SafeString:
    count = format_html('<span class="pl-count">{}</span>', len(node.below)) if node.below else ""
    row = format_html(
        '<div class="pl-tree__row"><a href="{}">{}</a><span class="pl-tree__symbol">{}</span>{}</div>',
        reverse("directory:body", args=[node.body.pk]),
        node.body.name,
        node.body.symbol,
        count,
    )
    if not node.below:
        return format_html("<li>{}</li>", row)
    return format_html(
        '<li class="pl-tree__branch">{}<details{}><summary aria-label="{}"></summary>{}</details></li>',
        row,
        SafeString(" open" if opened else ""),
        _("Bodies below: %(name)s") % {"name": node.body.name},
        _below(node),
    )


def _below(node: Node) -> SafeString:
    near = [child for child in node.below if child.body.level == node.body.level]
    far = [child for child in node.below if child.body.level != node.body.level]
    items = [_node(child) for child in near]
    if far and near and node.body.level == Level.PROVINCE:
        items.append(_together(_("Communes and wards"), far))
    else:
        items.extend(_node(child) for child in far)
    return _list(items)


def _together(label: str, nodes: Sequence[Node]) -> SafeString:
    return format_html(
        '<li><details><summary class="pl-tree__label">{}<span class="pl-count">{}</span></summary>{}</details></li>',
        label,
        len(nodes),
        _list(_node(node) for node in nodes),
    )
