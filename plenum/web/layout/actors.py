"""The actor of a request: who is signed in, and in which post."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from plenum.core.actor import Actor
from plenum.core.clock import now
from plenum.directory.models import Person
from plenum.directory.queries.actors import actor_for

#: The session key of the chosen capacity (`plenum.directory.queries.actors.Capacity.key`).
CAPACITY = "capacity"


class ActorMiddleware:
    """Puts ``request.actor`` on every signed-in request; worked out anew each time, so that a removal is immediate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            request.actor = actor_in(request, domain_of(request.path_info))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a signed-in request."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def actor_in(request: HttpRequest, domain: str | None) -> Actor:
    """The actor of a signed-in request as ``domain`` knows them: a page that joins domains asks for each.

    A delegation that is limited to documents counts in ``actor_in(request, "documents")`` alone. Three queries.
    """
    return actor_for(cast(Person, request.user), now(), request.session.get(CAPACITY), domain)


def domain_of(path: str) -> str:
    """The domain of an address, by its first part: ``/documents/7/`` belongs to ``documents``."""
    return path.split("/", 2)[1]
