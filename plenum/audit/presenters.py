"""From an event to a sentence: one presenter an act, registered by the domain that does it.

A sentence says what was done, as the rest of a line that begins with the actor's name: "registered the document
as 412". Who did it, in which post and on whose behalf is on the event itself.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.text import capfirst

from plenum.audit.models import AuditEvent

Presenter = Callable[[AuditEvent], str | Promise]

_presenters: dict[str, Presenter] = {}


def register(act: str, presenter: Presenter) -> None:
    """Let ``presenter`` tell of ``act``; raises `ValueError` when somebody else already does."""
    if _presenters.get(act, presenter) is not presenter:
        raise ValueError(f"{act} already has a presenter.")
    _presenters[act] = presenter


def registered() -> frozenset[str]:
    """The acts that have a sentence."""
    return frozenset(_presenters)


def sentence(event: AuditEvent) -> str:
    """What the event says, in the language of the moment; an act nobody presents is named by its own words."""
    presenter = _presenters.get(event.act)
    if presenter is not None:
        return str(presenter(event))
    return capfirst(" ".join(event.act.split(".")[1:]).replace("_", " "))
