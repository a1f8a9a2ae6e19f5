"""Who comes in, and what they may hear; asked when a client comes and again when rights change."""

import asyncio
from collections.abc import Iterable

from django.conf import settings

from plenum.core.errors import Refusal
from plenum.live.hub.request import Refused, Request, can_exist
from plenum.live.hub.sessions import Sessions
from plenum.live.hub.streams import Ticket
from plenum.live.hub.threads import ask
from plenum.live.names import is_channel
from plenum.live.registry import Viewer, domain_of

#: What may be heard of each channel.
Rights = dict[str, frozenset[str]]


class Admission:
    """Asks the sessions who it is and the domains what they may hear. Remembers nothing."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def admit(self, request: Request) -> tuple[Ticket, Rights]:
        """The ticket of a client and its rights. Raises `Refused` 403 for nobody in particular, else 404."""
        person_id = await self._sessions.person_of(request.session) if request.session else None
        ticket = Ticket(request.session if person_id else None, request.device, person_id)
        return ticket, await self.rights(ticket, request.channels if can_exist(request) else ())

    async def rights(self, ticket: Ticket, channels: Iterable[str]) -> Rights:
        """What the holder of a ticket may hear now; raises `Refused` unless it is something of every channel.

        A channel that one may not hear and one that does not exist give the same answer.
        """
        viewer = Viewer(ticket.person_id, device=ticket.device)
        names = list(channels)
        rights = dict(zip(names, await asyncio.gather(*(_audiences(name, viewer) for name in names)), strict=True))
        if not rights or not all(rights.values()):
            raise Refused(404 if viewer.person_id or viewer.device else 403)
        return rights


async def _audiences(channel: str, viewer: Viewer) -> frozenset[str]:
    domain = domain_of(channel) if is_channel(channel) else None
    if domain is None:
        return frozenset()
    try:
        return frozenset(await ask(settings.LANGUAGE_CODE, domain.audiences, channel, viewer.within(domain.name)))
    except Refusal:
        return frozenset()
