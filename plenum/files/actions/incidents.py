"""The incident procedure: report and freeze, note what was done, close it by two persons."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions.record import record
from plenum.audit.canonical import JSON
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten, Invalid, Stale
from plenum.core.jobs import put
from plenum.core.text import normalise
from plenum.files import rules
from plenum.files.actions.intake import PREPARE_PREVIEWS
from plenum.files.enums import IncidentSource, IncidentState, Outcome
from plenum.files.freezing import destroy, freeze, give_back, tell_places
from plenum.files.models import Incident, Measure, NoticeRead, Proposal
from plenum.files.queries.blobs import CHECK_BLOB
from plenum.files.queries.incidents import incidents_visible_to, notices_for, people_who_proposed
from plenum.files.showing import kind_of
from plenum.files.states import INCIDENT


@transaction.atomic
def report_secret(
    *, kind: str, object_id: int, blob_ids: Collection[int], reason: str, by: Actor, at: datetime
) -> Incident:
    """Report that files of a thing that ``by`` sees hold a state secret: from this moment nobody sees them any more.

    In one transaction the files are frozen, whatever shows them is withdrawn, and their holders are told. Raises
    `Forgotten` for a thing that ``by`` may not see, `Invalid` when no file of it is named or no reason is given.
    """
    shown = kind_of(kind)
    if shown is None:
        raise Forgotten(_("There is no such thing."))
    wanted = {named.blob_id for named in shown.files(by, object_id)} & set(blob_ids)
    if not wanted:
        raise Invalid(_("Choose the file that holds the state secret."), code="no_file", field="chosen")
    said = _said(reason, _("Say where the mark stands or how you know, without repeating what the paper says."))
    incident, places = freeze(sorted(wanted), source=IncidentSource.REPORT, reason=said[:500], by=by, at=at)
    tell_places("files.incident.froze", incident, places, by=by, at=at)
    _record("reported", incident, by=by, at=at)
    return incident


@transaction.atomic
def note_measure(*, incident_id: int, text: str, by: Actor, at: datetime) -> Measure:
    """Note what was done or ordered outside the system; a note is never changed."""
    incident = _lock(incident_id, by)
    if incident.is_closed:
        raise Stale(_("The incident is closed. Nothing more can be noted."))
    measure = Measure.objects.create(
        incident=incident,
        text=_said(text, _("Say what was done."), field="text")[:1000],
        by_person_id=by.person_id,
        by_name=by.name,
        by_post=by.position_title,
        at=at,
    )
    _record("measure_noted", incident, by=by, at=at)
    return measure


@transaction.atomic
def propose_outcome(*, incident_id: int, outcome: Outcome, reason: str, by: Actor, at: datetime) -> Proposal:
    """Propose how the incident ends; it ends when a second person confirms. Nobody proposes twice."""
    incident = _lock(incident_id, by)
    rules.can_propose_outcome.check(by, incident, proposers=people_who_proposed(incident))
    incident.state = INCIDENT.next("propose_outcome", IncidentState(incident.state))
    proposal = Proposal.objects.create(
        incident=incident,
        outcome=outcome,
        reason=_said(reason, _("Say why, so that the second person can judge it."))[:1000],
        by_person_id=by.person_id,
        by_name=by.name,
        by_post=by.position_title,
        for_person_id=by.on_behalf_of_id,
        for_name=by.on_behalf_of_name,
        at=at,
    )
    incident.save(update_fields=["state"])
    _record("outcome_proposed", incident, by=by, at=at, outcome=outcome.value)
    return proposal


@transaction.atomic
def confirm_outcome(*, incident_id: int, proposal_id: int, by: Actor, at: datetime) -> Incident:
    """Close the incident as the second person.

    A false alarm gives everything back as it was. A confirmed secret is destroyed: the bytes, the pages, the texts
    and the names go, the row with the hash stays, and what showed it becomes a stub. Raises `Forbidden` to the
    proposer and `Stale` when ``proposal_id`` does not wait any more.
    """
    incident = _lock(incident_id, by)
    proposal = _waiting(incident, proposal_id)
    rules.can_decide_outcome.check(by, incident, proposal)
    is_alarm = proposal.outcome == Outcome.FALSE_ALARM
    act = "confirm_false_alarm" if is_alarm else "confirm_secret"
    incident.state = INCIDENT.next(act, IncidentState(incident.state))
    incident.closed_at = at
    incident.save(update_fields=["state", "closed_at"])
    _decide(proposal, confirmed=True, answer="", by=by, at=at)
    places = list(incident.places.all())
    if is_alarm:
        for blob_id in give_back(incident, at):
            put(PREPARE_PREVIEWS, blob_id=blob_id)
            put(CHECK_BLOB, blob_id=blob_id)
    else:
        destroy(incident, by, at)
    tell_places("files.incident.gave_back" if is_alarm else "files.incident.destroyed", incident, places, by=by, at=at)
    _record("closed", incident, by=by, at=at, outcome=proposal.outcome)
    return incident


@transaction.atomic
def refuse_outcome(*, incident_id: int, proposal_id: int, answer: str, by: Actor, at: datetime) -> Proposal:
    """Refuse a proposed outcome as the second person, with a reason; the incident goes on."""
    incident = _lock(incident_id, by)
    proposal = _waiting(incident, proposal_id)
    rules.can_decide_outcome.check(by, incident, proposal)
    incident.state = INCIDENT.next("refuse_outcome", IncidentState(incident.state))
    incident.save(update_fields=["state"])
    said = _said(answer, _("Say why, so that it can be understood later."), field="answer")
    _decide(proposal, confirmed=False, answer=said[:1000], by=by, at=at)
    _record("outcome_refused", incident, by=by, at=at, outcome=proposal.outcome)
    return proposal


@transaction.atomic
def note_notice_read(*, incident_id: int, by: Actor, at: datetime) -> None:
    """Take a notice off the reader's desk; doing it twice changes nothing. Raises `Forgotten` when there is none."""
    incident = notices_for(by, at).filter(pk=incident_id).first()
    if incident is None:
        raise Forgotten(_("There is no such notice."))
    NoticeRead.objects.bulk_create(
        [NoticeRead(incident=incident, person_id=by.person_id, was_closed=incident.is_closed, at=at)],
        ignore_conflicts=True,
    )
    _record("notice_read", incident, by=by, at=at)


def _lock(incident_id: int, by: Actor) -> Incident:
    """The incident as it stands now, locked; raises `Forgotten` when ``by`` sees none such."""
    incident = incidents_visible_to(by).select_for_update(of=("self",)).filter(pk=incident_id).first()
    if incident is None:
        raise Forgotten(_("There is no such incident."))
    return incident


def _waiting(incident: Incident, proposal_id: int) -> Proposal:
    proposal = Proposal.objects.filter(incident=incident, pk=proposal_id, confirmed=None).first()
    if proposal is None:
        raise Stale(_("This proposal is decided already. Reload the page to see how things stand."))
    return proposal


def _decide(proposal: Proposal, *, confirmed: bool, answer: str, by: Actor, at: datetime) -> None:
    proposal.confirmed, proposal.answer = confirmed, answer
    proposal.decided_by_id, proposal.decided_by_name, proposal.decided_at = by.person_id, by.name, at
    proposal.decided_by_post = by.position_title
    proposal.decided_for_id, proposal.decided_for_name = by.on_behalf_of_id, by.on_behalf_of_name
    proposal.save()


def _said(text: str, missing: object, field: str = "reason") -> str:
    said = normalise(text)
    if not said:
        raise Invalid(str(missing), code="nothing_said", field=field)
    return said


def _record(verb: str, incident: Incident, *, by: Actor, at: datetime, outcome: str = "") -> None:
    hashes: list[JSON] = list(incident.files.order_by("blob").values_list("blob__sha256", flat=True))
    payload: dict[str, JSON] = {"number": incident.number, "sha256": hashes}
    if outcome:
        payload["outcome"] = outcome
    record(f"files.incident.{verb}", by=by, at=at, target=("incident", incident.pk), payload=payload)
