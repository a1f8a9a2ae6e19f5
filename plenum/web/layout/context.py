"""What every page needs beside its own content."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, for the rail and the top bar."""
    return {"actor": getattr(request, "actor", None)}
