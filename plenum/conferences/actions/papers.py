"""Papers: attached, released, withdrawn, opened; each an act with a time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.conferences import rules
from plenum.conferences.broadcast import tell
from plenum.conferences.enums import State
from plenum.conferences.locking import expect_open, lock_conference
from plenum.conferences.models import Conference, Paper, PaperOpening
from plenum.conferences.queries.agenda import agenda_item
from plenum.conferences.queries.papers import paper_of, paper_visible_to
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.documents.models import Document
from plenum.documents.queries.scope import expect_electronic
from plenum.files.locks import hold_blob
from plenum.files.models import Blob


@transaction.atomic
def attach_paper(
    *,
    conference: Conference,
    item_id: int | None,
    title: str,
    blob: Blob,
    document_id: int | None = None,
    type_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Paper:
    """Lay a file before the delegates, for an item or for the whole conference (``item_id`` None).

    Before the release of the conference nobody but the secretariat sees it; afterwards it waits for `release_paper`.
    The caller has found ``blob`` and ``document_id`` by a query of what ``by`` may see. Raises `Invalid` with code
    ``attached_twice`` when the same file is already there, `Frozen` when an incident has withdrawn it, and `Refusal`
    with code ``paper_only`` when the conference's body keeps documents of the type (``type_id``, or that of the
    document) on paper only.
    """
    # Asked before anything is locked: others wait for these locks.
    document = Document.objects.get(pk=document_id) if document_id is not None else None
    for known in (type_id, document.type_id if document else None):
        expect_electronic(conference.organisation_id, known, local_date(at))
    conference = _lock(conference, by)
    hold_blob(blob)
    item = agenda_item(conference, item_id) if item_id is not None else None
    there = Paper.objects.filter(conference=conference, item=item, withdrawn_at=None)
    if there.filter(blob=blob).exists():
        raise Invalid(_("This file is already among the papers of the item."), code="attached_twice", field="file")
    if not normalise(title):
        raise Invalid(_("Give the paper a title."), code="no_title", field="title")
    paper = Paper.objects.create(
        conference=conference,
        item=item,
        title=normalise(title)[:300],
        blob=blob,
        document_id=document_id,
        position=there.count(),
        attached_at=at,
    )
    tell(conference, "papers", at=at)
    _record("attached", paper, by=by, at=at)
    return paper


@transaction.atomic
def release_paper(*, conference: Conference, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Open a paper to the delegates of a released conference; a paper that is open already stays as it is."""
    conference = _lock(conference, by)
    paper = paper_of(conference, paper_id)
    if conference.state == State.DRAFT:
        raise Refusal(_("The conference is still being prepared. Its papers open with it."), code="out_of_order")
    if paper.released_at is None:
        paper.released_at = at
        paper.save(update_fields=["released_at"])
        tell(conference, "papers", at=at)
        _record("released", paper, by=by, at=at)
    return paper


@transaction.atomic
def withdraw_paper(*, conference: Conference, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Take a paper away from everybody at once; that it was there stays in the record."""
    conference = _lock(conference, by)
    paper = paper_of(conference, paper_id)
    paper.withdrawn_at = at
    paper.save(update_fields=["withdrawn_at"])
    tell(conference, "papers", at=at)
    _record("withdrawn", paper, by=by, at=at)
    return paper


@transaction.atomic
def open_paper(*, conference: Conference, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Give a paper to a reader, and note the first time: it is known who opened what.

    Raises `Forgotten` when there is none that ``by`` may read.
    """
    paper = paper_visible_to(by, conference, paper_id)
    note_opening(paper=paper, by=by, at=at)
    return paper


@transaction.atomic
def note_opening(*, paper: Paper, by: Actor, at: datetime) -> None:
    """Note the first time that ``by`` saw anything of a paper, which the caller got through `paper_visible_to`."""
    opening = PaperOpening(paper=paper, person_id=by.person_id, at=at)
    if not PaperOpening.objects.filter(paper=paper, person_id=by.person_id).exists():
        PaperOpening.objects.bulk_create([opening], ignore_conflicts=True)
        _record("opened", paper, by=by, at=at)


def _lock(conference: Conference, by: Actor) -> Conference:
    conference = lock_conference(conference)
    rules.can_prepare_conference.check(by, conference)
    expect_open(conference)
    return conference


def _record(verb: str, paper: Paper, *, by: Actor, at: datetime) -> None:
    record(
        f"conferences.paper.{verb}",
        by=by,
        at=at,
        target=("conference", paper.conference_id),
        payload={"paper": paper.pk, "title": paper.title},
        chain=paper.conference.organisation_id,
    )
