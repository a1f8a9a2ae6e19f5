"""Incidents, as those in charge work them off and as the holders of a file are told of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.files import rules
from plenum.files.enums import IncidentState
from plenum.files.models import Blob, Incident, IncidentFile, IncidentPlace, Intake, NoticeRead, Proposal
from plenum.files.showing import Named, Opening, kind_of, kinds

#: How long a notice stays on the desk of somebody who does not take note of it.
TOLD_FOR = timedelta(days=30)
#: More is told in the record itself.
MOST = 500


def incidents_visible_to(by: Actor) -> QuerySet[Incident]:
    """Administrators see every incident, a chief of office those of the own body, nobody else any; newest first."""
    if by.has_role(rules.EVERYWHERE):
        return Incident.objects.all()
    if by.has_role(rules.IN_OWN_BODY) and by.organisation_id is not None:
        return Incident.objects.filter(bodies__contains=[by.organisation_id])
    return Incident.objects.none()


def incident_for(by: Actor, incident_id: int) -> Incident:
    """One incident; raises `Forgotten` when ``by`` sees none such."""
    incident = incidents_visible_to(by).filter(pk=incident_id).first()
    if incident is None:
        raise Forgotten(_("There is no such incident."))
    return incident


def open_incidents(by: Actor) -> int:
    """How many incidents are not closed yet; one query."""
    return incidents_visible_to(by).filter(closed_at=None).count()


def files_of_thing(kind: str, by: Actor, object_id: int) -> Sequence[Named]:
    """The files of a thing that ``by`` may see; raises `Forgotten` for any other thing or kind."""
    found = kind_of(kind)
    if found is None:
        raise Forgotten(_("There is no such thing."))
    return found.files(by, object_id)


def blobs_of(incident: Incident) -> list[Blob]:
    """The files of an incident; one query."""
    return [file.blob for file in IncidentFile.objects.filter(incident=incident).select_related("blob")]


def places_of(incident: Incident) -> list[IncidentPlace]:
    """Where it was withdrawn; one query."""
    return list(incident.places.all())


def intakes_of(incident: Incident) -> list[Intake]:
    """Who handed these very bytes in, before and after, accepted or refused; oldest first. One query."""
    hashes = incident.files.values("blob__sha256")
    return list(Intake.objects.filter(sha256__in=hashes).order_by("at", "pk")[:MOST])


def openings_of(incident: Incident) -> list[Opening]:
    """Who had opened or downloaded what showed the files, latest first; from the reading logs of the domains."""
    ids: dict[str, list[int]] = {}
    for place in places_of(incident):
        ids.setdefault(place.kind, []).append(place.object_id)
    found = [opening for kind in kinds() if kind.name in ids for opening in kind.openings(ids[kind.name])]
    return sorted(found, key=lambda opening: opening.at, reverse=True)[:MOST]


def waiting_proposal(incident: Incident) -> Proposal | None:
    """The outcome that waits for a second person; one query."""
    return Proposal.objects.filter(incident=incident, confirmed=None).first()


def people_who_proposed(incident: Incident) -> set[int]:
    """Who has proposed an outcome of the incident or was named by one who did. One query."""
    pairs = Proposal.objects.filter(incident=incident).values_list("by_person_id", "for_person_id")
    return {person for pair in pairs for person in pair if person is not None}


def notices_for(by: Actor, at: datetime) -> QuerySet[Incident]:
    """The incidents that withdrew, or ended for, a file that ``by`` held, as long as ``by`` has not taken note."""
    read = NoticeRead.objects.filter(incident=OuterRef("pk"), person_id=by.person_id)
    told = Incident.objects.filter(holders__overlap=sorted(by.principals)).filter(
        Q(closed_at=None, reported_at__gte=at - TOLD_FOR) & ~Exists(read)
        | Q(closed_at__gte=at - TOLD_FOR) & ~Exists(read.filter(was_closed=True))
    )
    return told.order_by("-number")


def was_cleared(blob: Blob) -> bool:
    """True when two persons found an earlier incident of these bytes to be a false alarm. One query."""
    return IncidentFile.objects.filter(blob=blob, incident__state=IncidentState.FALSE_ALARM).exists()


def why_refused(sha256: str) -> str:
    """The code with which these very bytes are refused, or nothing: what incidents say of them. One query."""
    blob = Blob.objects.filter(sha256=sha256, incident__isnull=False).only("destroyed_at").first()
    if blob is None:
        return ""
    return "under_incident" if blob.destroyed_at is None else "known_secret"
