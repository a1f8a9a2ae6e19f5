"""What the domains tell the live part about themselves, in their ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.module_loading import import_string

from plenum.live.names import JSON


class Viewer:
    """Who listens: a person, a device, both, or nobody in particular.

    ``device`` is the token that a screen showed (store and compare its SHA-256). ``principals`` are the person's at
    this moment and in ``domain``; they are looked up when they are first asked for, so that an answer that needs none
    costs none.
    """

    def __init__(
        self,
        person_id: int | None = None,
        principals: frozenset[int] | None = None,
        device: str | None = None,
        domain: str | None = None,
    ) -> None:
        self.person_id = person_id
        self.device = device
        self.domain = domain
        self._within: dict[str | None, Viewer] = {}
        if principals is not None:
            self.__dict__["principals"] = principals

    def within(self, domain: str | None) -> "Viewer":
        """The same listener with what they hold in ``domain``; the same answer for all its channels."""
        return self._within.setdefault(domain, Viewer(self.person_id, device=self.device, domain=domain))

    @cached_property
    def principals(self) -> frozenset[int]:
        """The ids of every principal that the person holds now in the domain, by the function named in
        ``LIVE_PRINCIPALS``."""
        if self.person_id is None:
            return frozenset()
        principals_of_person: Callable[[int, str | None], frozenset[int]] = import_string(settings.LIVE_PRINCIPALS)
        return principals_of_person(self.person_id, self.domain)

    def __repr__(self) -> str:
        return f"Viewer(person_id={self.person_id}, device={'…' if self.device else None})"


Audiences = Callable[[str, Viewer], frozenset[str]]
Snapshot = Callable[[str, str, str], JSON]
Render = Callable[[str, JSON, str], JSON]


@dataclass(frozen=True, slots=True)
class Domain:
    """What one prefix of channels is served with."""

    audiences: Audiences
    snapshot: Snapshot
    render: Render | None = None
    name: str | None = None


_domains: dict[str, Domain] = {}


def register(
    prefix: str,
    *,
    audiences: Audiences,
    snapshot: Snapshot,
    render: Render | None = None,
    domain: str | None = None,
) -> None:
    """Serve the channels ``<prefix>:<anything>``.

    ``audiences(channel, viewer)`` says what a viewer may hear; an empty set refuses. It is asked when a client comes
    and again when its rights change. ``snapshot(channel, audience, language)`` is the present state, read in a
    read-only transaction of one moment. ``render(kind, payload, language)`` turns a stored payload into what is sent,
    once for each language; without it the payload is sent as it is. All three are ordinary functions, run in a
    thread with the language activated. ``domain`` is where rights must hold: a viewer has the principals held in it,
    and without one a right that is limited to some domain counts for nothing. Registering a prefix again replaces it.
    """
    _domains[prefix] = Domain(audiences, snapshot, render, domain)


def domain_of(channel: str) -> Domain | None:
    """The domain that serves a channel, or None."""
    return _domains.get(channel.partition(":")[0])
