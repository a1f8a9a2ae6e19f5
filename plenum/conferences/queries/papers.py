"""The papers of a conference, as each reader may have them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.conferences import rules
from plenum.conferences.enums import State
from plenum.conferences.models import Conference, Paper
from plenum.conferences.queries.agenda import Line, agenda_of, public
from plenum.conferences.queries.conferences import conference_visible_to
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.files.watermark import watermark_words


def papers_of(conference: Conference) -> QuerySet[Paper]:
    """Every paper that was not withdrawn, by the secretariat or by an incident, in order: what the secretariat sees."""
    return (
        Paper.objects.filter(conference=conference, withdrawn_at__isnull=True, blob__incident=None)
        .select_related("blob", "conference__organisation", "document__organisation")
        .order_by("position", "pk")
    )


def released_papers_of(conference: Conference, lines: Sequence[Line]) -> list[Paper]:
    """The papers that every delegate may read: released, and not of an internal item."""
    if conference.state == State.DRAFT:
        return []
    open_items = {line.item.pk for line in public(lines)}
    released = papers_of(conference).filter(released_at__isnull=False)
    return [paper for paper in released if paper.item_id is None or paper.item_id in open_items]


def papers_visible_to(by: Actor, conference: Conference) -> list[Paper]:
    """The papers of ``conference`` that ``by`` may read. At most three queries."""
    if rules.works_on(by, conference):
        return list(papers_of(conference))
    return released_papers_of(conference, agenda_of(conference))


def paper_visible_to(by: Actor, conference: Conference, paper_id: int) -> Paper:
    """One paper of this very conference; raises `Forgotten` when there is none that ``by`` may read."""
    return _one(papers_visible_to(by, conference), paper_id)


def readable_paper(by: Actor, paper_id: int) -> Paper:
    """One paper of any conference that ``by`` may read; raises `Forgotten` for any other."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise Forgotten(_("There is no such paper, or it is not open to you."))
    return paper_visible_to(by, conference_visible_to(by, paper.conference_id), paper_id)


def frozen_paper_ids(conference: Conference) -> list[int]:
    """The papers that an incident has withdrawn: the story of the conference does not name them. One query."""
    return list(Paper.objects.filter(conference=conference, blob__incident__isnull=False).values_list("pk", flat=True))


def watermark_of(by: Actor, paper: Paper, at: datetime) -> str:
    """What stands over every page that ``by`` gets of the paper; empty where nobody asks for it.

    The body of the conference is asked, and that of the document from which the paper was taken: a copy laid before
    delegates is no way around what the document's own body wants. See `asks_for_watermark`.
    """
    return watermark_words(by, at) if asks_for_watermark(paper) else ""


def asks_for_watermark(paper: Paper) -> bool:
    """Whether the pages of a paper from `papers_of` carry a watermark."""
    bodies = [paper.conference.organisation, *([paper.document.organisation] if paper.document else [])]
    return any(body.asks_for_watermark for body in bodies)


def paper_of(conference: Conference, paper_id: int) -> Paper:
    """One paper for the secretariat; raises `Forgotten` when this conference has none such."""
    return _one(papers_of(conference), paper_id)


def _one(papers: Collection[Paper] | QuerySet[Paper], paper_id: int) -> Paper:
    paper = next((paper for paper in papers if paper.pk == paper_id), None)
    if paper is None:
        raise Forgotten(_("There is no such paper, or it is not open to you."))
    return paper
