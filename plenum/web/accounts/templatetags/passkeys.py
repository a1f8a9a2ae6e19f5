"""The options of a passkey as an attribute of its form."""

import json
from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def as_json(options: Mapping[str, object]) -> str:
    """JSON as text; the template escapes it for the attribute."""
    return json.dumps(options)
