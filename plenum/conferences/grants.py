"""Whose eyes a conference is open to: worked out from its body, its chair and its list of delegates."""

from plenum.conferences.enums import State
from plenum.conferences.models import Conference, Delegate
from plenum.directory.actions.principals import (
    principal_of_person,
    principal_of_secretaries,
    principal_of_stand_ins,
    principals_of_people,
)


def grant_again(conference: Conference) -> None:
    """Set ``secretariat`` and ``principals`` to what follows from the facts, and save them.

    The secretariat is whoever is a conference secretary of the body at the moment of looking, the chair, and whoever
    stands in for the chair by delegation at that moment: nothing is left behind by a role or a delegation that ends.
    Another holder of the chair's post is not the chair. Delegates are added when the conference is released: a draft is
    not theirs to see.
    """
    secretariat = {principal_of_secretaries(conference.organisation_id)}
    if conference.chair_id is not None:
        secretariat |= {principal_of_person(conference.chair_id), principal_of_stand_ins(conference.chair_id)}
    conference.secretariat = sorted(secretariat)
    conference.principals = sorted(secretariat | _delegates_of(conference))
    conference.save(update_fields=["secretariat", "principals"])


def _delegates_of(conference: Conference) -> set[int]:
    if conference.state == State.DRAFT:
        return set()
    people = Delegate.objects.filter(conference=conference, person__isnull=False).values_list("person_id", flat=True)
    return set(principals_of_people(person_id for person_id in people if person_id is not None))
