"""The promise of every live channel: who applies the events to an old state has the fresh state.

For the tests of the domains::

    def test_moving_on_tells_the_whole_change(...):
        with replayed("conference:12", {"everyone", "chair"}, apply=after):
            move_to_next_item(...)
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import translation

from plenum.live.models import Event
from plenum.live.names import JSON
from plenum.live.queries import cursor_of, present_state
from plenum.live.registry import domain_of

#: From a state of an audience and an event as it is sent (``kind``, ``payload``) to the next state.
Apply = Callable[[Any, dict[str, Any]], Any]


@contextmanager
def replayed(channel: str, audiences: Collection[str], *, apply: Apply, language: str = "vi") -> Iterator[None]:
    """Run the block, then compare, for each audience, the old state after the block's events with the fresh state.

    The events go through the domain's ``render`` and through JSON, as they do on their way to a page. Needs a test with
    real transactions (``transactional_db``), since a state is read in a transaction of its own.
    """
    old = _states(channel, audiences, language)
    cursor = int(cursor_of(channel))
    yield
    fresh = _states(channel, audiences, language)
    for audience in audiences:
        state = old[audience]
        for event in Event.objects.filter(channel=channel, audience=audience, seq__gt=cursor).order_by("seq"):
            state = apply(state, {"kind": event.kind, "payload": _rendered(channel, event, language)})
        assert _plain(state) == fresh[audience], f"{audience} of {channel}"


def _states(channel: str, audiences: Collection[str], language: str) -> dict[str, Any]:
    domain = domain_of(channel)
    assert domain is not None, f"nobody serves {channel}"
    with translation.override(language):
        _seq, states = present_state(channel, audiences, language, domain.snapshot)
    return {audience: _plain(state) for audience, state in states.items()}


def _rendered(channel: str, event: Event, language: str) -> Any:
    domain = domain_of(channel)
    if domain is None or domain.render is None:
        return event.payload
    with translation.override(language):
        return _plain(domain.render(event.kind, event.payload, language))


def _plain(value: JSON) -> Any:
    return json.loads(json.dumps(value))
