"""Whose eyes a conference is open to: worked out from its body, its chair and its list of delegates."""

from datetime import datetime

from django.db.models import Q

from plenum.conferences.enums import State
from plenum.conferences.models import Conference, Delegate
from plenum.core.clock import local_date
from plenum.directory.actions.principals import principal_of_person, principal_of_position, principals_of_people
from plenum.directory.enums import Role
from plenum.directory.models import Position
from plenum.directory.queries.actors import appointments_in_force


def grant_again(conference: Conference, *, at: datetime) -> None:
    """Set ``secretariat`` and ``principals`` to what follows from the facts, and save them.

    The secretariat is every secretary's post of the body, the chair, and the chair's posts: whoever stands in for
    the chair by delegation sees what the chair sees. Delegates are added when the conference is
    released: a draft is not theirs to see.
    """
    secretariat = {principal_of_position(post_id) for post_id in _secretaries_posts(conference.organisation_id, at)}
    if conference.chair_id is not None:
        secretariat.add(principal_of_person(conference.chair_id))
        posts = appointments_in_force(conference.chair_id, at).values_list("position_id", flat=True)
        secretariat |= {principal_of_position(post_id) for post_id in posts}
    conference.secretariat = sorted(secretariat)
    conference.principals = sorted(secretariat | _delegates_of(conference))
    conference.save(update_fields=["secretariat", "principals"])


def _secretaries_posts(organisation_id: int, at: datetime) -> list[int]:
    day = local_date(at)
    return list(
        Position.objects.filter(organisation_id=organisation_id, roles__contains=[Role.CONFERENCE_SECRETARY])
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
        .values_list("pk", flat=True)
    )


def _delegates_of(conference: Conference) -> set[int]:
    if conference.state == State.DRAFT:
        return set()
    people = Delegate.objects.filter(conference=conference, person__isnull=False).values_list("person_id", flat=True)
    return set(principals_of_people(person_id for person_id in people if person_id is not None))
