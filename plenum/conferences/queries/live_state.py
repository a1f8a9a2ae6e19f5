"""The live state of a conference: the parts of `plenum.conferences.events`, as each audience holds them."""

from collections.abc import Iterable
from functools import cached_property

from plenum.conferences.enums import Audience, State
from plenum.conferences.events import (
    PARTS,
    AgendaPart,
    CountdownPart,
    CountsPart,
    HeadPart,
    ItemState,
    MessagePart,
    NextPart,
    NowPart,
    PapersPart,
    PaperState,
)
from plenum.conferences.models import Conference, Paper
from plenum.conferences.queries.agenda import Line, agenda_of, next_line, public
from plenum.conferences.queries.delegates import counts_of
from plenum.conferences.queries.papers import papers_of, released_papers_of
from plenum.live.names import JSON


class LiveState:
    """The parts of one conference's state at one moment; what is not asked for is not read."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference

    def parts(self, audience: Audience, names: Iterable[str] | None = None) -> dict[str, JSON]:
        """The named parts, or all that ``audience`` holds."""
        wanted = PARTS[audience] if names is None else [name for name in names if name in PARTS[audience]]
        return {name: getattr(self, f"_{name}")(audience) for name in wanted}

    @cached_property
    def lines(self) -> list[Line]:
        """The whole agenda."""
        return agenda_of(self.conference)

    def _seen(self, audience: Audience) -> list[Line]:
        return self.lines if audience == Audience.SECRETARIAT else public(self.lines)

    def _current(self, audience: Audience) -> Line | None:
        on = self.conference.current_item_id
        return next((line for line in self._seen(audience) if line.item.pk == on), None)

    @cached_property
    def _all_papers(self) -> list[Paper]:
        return list(papers_of(self.conference))

    @cached_property
    def _released_papers(self) -> list[Paper]:
        return released_papers_of(self.conference, self.lines)

    def _head(self, audience: Audience) -> HeadPart:
        conference = self.conference
        return HeadPart(
            conference=conference.pk,
            state=conference.state,
            title=conference.title,
            place=conference.place,
            starts_at=conference.starts_at.isoformat(),
            ends_at=conference.ends_at.isoformat(),
        )

    def _now(self, audience: Audience) -> NowPart:
        conference, line = self.conference, self._current(audience)
        # A draft is the secretariat's; a screen that is connected early waits for the release.
        withheld = audience == Audience.SCREEN and conference.state == State.DRAFT
        return NowPart(
            conference=conference.pk,
            state=conference.state,
            item=item_state(line) if line else None,
            title="" if withheld else conference.title,
            starts_at="" if withheld else conference.starts_at.isoformat(),
            paused=conference.current_item_id is not None and line is None,
        )

    def _countdown(self, audience: Audience) -> CountdownPart:
        conference, line = self.conference, self._current(audience)
        started = conference.countdown_started_at
        hidden = line is None and audience != Audience.SECRETARIAT
        return CountdownPart(
            conference=conference.pk,
            state=conference.state,
            item=line.item.pk if line else None,
            started_at=started.isoformat() if started and not hidden else None,
            seconds=None if hidden else conference.countdown_seconds,
            offered=(line.item.minutes if line else 0) * 60,
        )

    def _message(self, audience: Audience) -> MessagePart:
        return MessagePart(conference=self.conference.pk, text=self.conference.message)

    def _agenda(self, audience: Audience) -> AgendaPart:
        return AgendaPart(
            conference=self.conference.pk,
            state=self.conference.state,
            items=[item_state(line) for line in self._seen(audience)],
        )

    def _papers(self, audience: Audience) -> PapersPart:
        line = self._current(audience)
        papers = self._all_papers if audience == Audience.SECRETARIAT else self._released_papers
        return PapersPart(
            conference=self.conference.pk,
            current=line.item.pk if line else None,
            number=line.number if line else "",
            papers=[paper_state(paper) for paper in papers],
        )

    def _next(self, audience: Audience) -> NextPart:
        conference = self.conference
        line = next_line(self.lines, conference.current_item_id)
        return NextPart(
            conference=conference.pk,
            state=conference.state,
            step=conference.step,
            item=item_state(line) if line else None,
            begun=conference.current_item_id is not None,
        )

    def _counts(self, audience: Audience) -> CountsPart:
        counts = counts_of(self.conference)
        return CountsPart(
            conference=self.conference.pk,
            hall=counts.hall,
            points=counts.points,
            heads=counts.heads,
            online=counts.online,
        )


def live_state(conference_id: int, audience: Audience) -> dict[str, JSON]:
    """The present state of a conference for ``audience``; empty when there is no such conference."""
    conference = Conference.objects.defer("principals").filter(pk=conference_id).first()
    return LiveState(conference).parts(audience) if conference else {}


def item_state(line: Line) -> ItemState:
    """An agenda line as it travels."""
    return ItemState(
        id=line.item.pk,
        number=line.number,
        level=line.level,
        title=line.item.title,
        presenter=line.item.presenter,
        minutes=line.minutes,
        starts_at=line.starts_at.isoformat(),
        progress=line.progress.value,
        internal=line.internal,
    )


def paper_state(paper: Paper) -> PaperState:
    """A paper as it travels."""
    return PaperState(
        id=paper.pk,
        item=paper.item_id,
        title=paper.title,
        pages=paper.blob.pages or 0,
        released=paper.released_at is not None,
    )
