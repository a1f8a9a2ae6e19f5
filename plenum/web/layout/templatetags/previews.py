"""Why a file can't be shown as pages."""

from django import template
from django.utils.functional import Promise

from plenum.files.models import Blob
from plenum.files.queries.conversion import why_no_pages as reason

register = template.Library()


@register.filter
def why_no_pages(blob: Blob) -> str | Promise:
    """The sentence for people; empty when there are pages, or will be in a moment."""
    return reason(blob)
