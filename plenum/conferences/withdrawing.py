"""What an incident does to papers: a paper whose file is frozen is shown to nobody, the secretariat included.

The papers themselves are not changed until the incident is confirmed: every list of papers asks the file.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from plenum.conferences.broadcast import channel_of, tell
from plenum.conferences.models import Conference, Paper, PaperOpening
from plenum.conferences.queries.papers import readable_paper
from plenum.core.actor import Actor
from plenum.files.models import Incident
from plenum.files.showing import Kind, Named, Opening, Place
from plenum.live.actions import forget_told


def files(by: Actor, paper_id: int) -> list[Named]:
    """The file of a paper that ``by`` may read; raises `Forgotten` for any other."""
    paper = readable_paper(by, paper_id)
    return [Named(paper.blob_id, paper.title)]


def freeze(incident: Incident, blob_ids: Sequence[int], at: datetime) -> list[Place]:
    """Take the papers away from everybody at once, also from what a stream would tell again."""
    papers = _papers(blob_ids)
    _tell_again(papers, at)
    return [
        Place(paper.pk, label_of(paper), paper.conference.organisation_id, frozenset(paper.conference.principals))
        for paper in papers
    ]


def restore(incident: Incident, blob_ids: Sequence[int], at: datetime) -> None:
    """Show the papers again to whoever saw them."""
    _tell_again(_papers(blob_ids), at)


def withdraw(incident: Incident, blob_ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Leave of each paper that there was one; its title is removed."""
    Paper.objects.filter(blob__in=blob_ids).update(title="—")


def openings(paper_ids: Sequence[int]) -> list[Opening]:
    """Who opened the papers, and when first."""
    found = PaperOpening.objects.filter(paper__in=paper_ids)
    return [
        Opening(opening.at, opening.person.full_name, "", False, "paper", label_of(opening.paper))
        for opening in found.select_related("person", "paper__conference__organisation")
    ]


def label_of(paper: Paper) -> str:
    """The body and the day of the conference; never what the paper is called."""
    day = timezone.localtime(paper.conference.starts_at).strftime("%d/%m/%Y")
    return f"#{paper.pk} · {day} · {paper.conference.organisation.short_name}"


KIND = Kind("paper", files, freeze, restore, withdraw, openings)


def _papers(blob_ids: Sequence[int]) -> list[Paper]:
    shown = Paper.objects.filter(blob__in=blob_ids, withdrawn_at=None)
    return list(shown.select_related("conference__organisation").order_by("conference", "pk"))


def _tell_again(papers: Sequence[Paper], at: datetime) -> None:
    """The present list of papers to everybody who listens; channels in the order of their names."""
    conferences: dict[str, Conference] = {channel_of(paper.conference_id): paper.conference for paper in papers}
    for channel in sorted(conferences):
        forget_told(channel)
        tell(conferences[channel], "papers", at=at)
