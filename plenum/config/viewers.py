"""What the live hub may know of people, which lives in a domain above it."""

from plenum.core.clock import now
from plenum.directory.queries.actors import capacities_of, principals_of
from plenum.directory.queries.turning import people_whose_rights_turned

__all__ = ["people_whose_rights_turned", "principals_of_person"]


def principals_of_person(person_id: int, domain: str | None) -> frozenset[int]:
    """The ids of every principal that a person holds now in ``domain``, as for a request to its pages.

    A delegation that is limited to other domains gives none. Three queries.
    """
    capacities = capacities_of(person_id, now())
    return principals_of(person_id, [capacity for capacity in capacities if capacity.holds_in(domain)])
