"""What the live hub may know of people, which lives in a domain above it."""

from plenum.core.clock import now
from plenum.directory.queries.actors import capacities_of, principals_of


def principals_of_person(person_id: int) -> frozenset[int]:
    """The ids of every principal that a person holds now. Three queries."""
    return principals_of(person_id, capacities_of(person_id, now()))
