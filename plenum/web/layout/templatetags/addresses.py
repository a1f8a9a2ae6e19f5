"""Addresses that may not exist in this installation."""

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def address(name: str) -> str:
    """The address of a page, or nothing where that page does not exist; then no link to it is shown."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
