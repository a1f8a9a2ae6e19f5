"""Who acts, in which post, and on whose behalf."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one post; a plain value, so that no domain below the directory needs its tables.

    ``principals`` are all ids of `directory.Principal` that the person holds at this moment, whatever the
    chosen post: they decide what may be *seen*. ``roles`` and ``organisation_id`` belong to the chosen post
    alone: they decide what may be *done*. With ``on_behalf_of_id`` the post is somebody else's, and both
    names go into the record.
    """

    person_id: int
    name: str
    position_id: int | None = None
    position_title: str = ""
    organisation_id: int | None = None
    unit_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    principals: frozenset[int] = field(default_factory=frozenset)
    delegation_id: int | None = None
    on_behalf_of_id: int | None = None
    on_behalf_of_name: str = ""

    def has_role(self, *roles: str) -> bool:
        """True when the chosen post carries one of ``roles``."""
        return not self.roles.isdisjoint(roles)


#: The system itself: jobs, imports and the first start. Person id 0 is never given to a person.
SYSTEM = Actor(person_id=0, name="Plenum")
