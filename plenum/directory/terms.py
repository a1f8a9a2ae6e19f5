"""The terms of each kind of change of rights: what exactly is asked for, checked when proposed and when confirmed."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from plenum.core.clock import local_date
from plenum.core.errors import Invalid, Refusal
from plenum.directory.enums import OWN_NAME_ONLY, RightsChangeKind, Role, Scope
from plenum.directory.models import Person, Position


class Terms(ABC):
    """What a change would make hold; read from and stored as plain JSON."""

    @classmethod
    @abstractmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        """The terms in ``terms``; raises `Invalid` when they can't be read."""

    @abstractmethod
    def stored(self) -> dict[str, object]:
        """The terms as JSON."""

    @abstractmethod
    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        """Raise a `Refusal` when they can't hold for this person and post at ``at``."""


@dataclass(frozen=True, slots=True)
class AppointTerms(Terms):
    """A person holds a post from a day on, for good or until a day."""

    valid_from: date
    valid_to: date | None
    is_main: bool

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        until = terms.get("valid_to")
        return cls(_day(terms["valid_from"]), _day(until) if until else None, bool(terms.get("is_main", True)))

    def stored(self) -> dict[str, object]:
        until = self.valid_to.isoformat() if self.valid_to else None
        return {"valid_from": self.valid_from.isoformat(), "valid_to": until, "is_main": self.is_main}

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        _present(person, active=True)
        post = _open_post(position, at)
        if self.valid_to is not None and self.valid_to < max(self.valid_from, local_date(at)):
            raise Invalid(_("The last day is before the first one, or past."), code="over", field="valid_to")
        if self.valid_from < post.valid_from:
            raise Invalid(_("The post does not exist yet on that day."), code="too_early", field="valid_from")


@dataclass(frozen=True, slots=True)
class GrantRolesTerms(Terms):
    """A post gets roles that it does not have."""

    roles: tuple[str, ...]

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        wanted = terms["roles"]
        roles = set(wanted) if isinstance(wanted, list | tuple | set | frozenset) else set()
        if not roles or roles - set(Role.values):
            raise Invalid(_("Choose the roles that the post shall have."), code="no_role", field="roles")
        return cls(tuple(role for role in Role.values if role in roles))

    def stored(self) -> dict[str, object]:
        return {"roles": list(self.roles)}

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        if set(self.roles) <= set(_open_post(position, at).roles):
            raise Invalid(_("The post has these roles already."), code="has_roles", field="roles")


@dataclass(frozen=True, slots=True)
class ReactivateTerms(Terms):
    """A closed account is opened again, without posts."""

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        return cls()

    def stored(self) -> dict[str, object]:
        return {}

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        if _present(person).is_active:
            raise Refusal(_("This account is open."), code="already_open")


@dataclass(frozen=True, slots=True)
class SubstituteTerms(Terms):
    """Somebody acts in the post of an absent holder, who could not delegate it."""

    delegator_id: int
    scope: tuple[str, ...]
    valid_from: datetime
    valid_to: datetime

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        scope = terms.get("scope") or ()
        chosen = set(scope) if isinstance(scope, list | tuple) else set()
        if chosen - set(Scope.values):
            raise Invalid(_("There is no such scope."), code="no_scope", field="scope")
        return cls(
            delegator_id=int(str(terms["delegator_id"])),
            scope=tuple(value for value in Scope.values if value in chosen),
            valid_from=datetime.fromisoformat(str(terms["valid_from"])),
            valid_to=datetime.fromisoformat(str(terms["valid_to"])),
        )

    def stored(self) -> dict[str, object]:
        return {
            "delegator_id": self.delegator_id,
            "scope": list(self.scope),
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat(),
        }

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        substitute, post = _present(person, active=True), _open_post(position, at)
        if substitute.pk == self.delegator_id:
            raise Invalid(_("Choose somebody else than the holder."), code="oneself", field="person")
        if post.roles and OWN_NAME_ONLY.issuperset(post.roles):
            raise Refusal(
                _("Administration and audit are done in one's own name and can't be delegated."), code="own_name_only"
            )
        if self.valid_to <= max(self.valid_from, at):
            raise Invalid(_("The end has to lie in the future, after the beginning."), code="over", field="valid_to")


@dataclass(frozen=True, slots=True)
class ChangeEmailTerms(Terms):
    """Mail that opens the account goes to another address."""

    email: str

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        return cls(str(terms["email"]).strip().lower())

    def stored(self) -> dict[str, object]:
        return {"email": self.email}

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        owner = _present(person)
        try:
            validate_email(self.email)
        except ValidationError as error:
            raise Invalid(_("This is not an e-mail address."), code="no_email", field="email") from error
        if Person.objects.filter(email__iexact=self.email).exclude(pk=owner.pk).exists():
            raise Invalid(_("Somebody else has this e-mail address."), code="email_taken", field="email")


@dataclass(frozen=True, slots=True)
class RenewSignInTerms(Terms):
    """Password and second factors are forgotten, so that the person gets a new link for signing in."""

    @classmethod
    def read(cls, terms: Mapping[str, object]) -> Self:
        return cls()

    def stored(self) -> dict[str, object]:
        return {}

    def check(self, person: Person | None, position: Position | None, at: datetime) -> None:
        _present(person, active=True)


_KINDS: dict[RightsChangeKind, type[Terms]] = {
    RightsChangeKind.APPOINT: AppointTerms,
    RightsChangeKind.GRANT_ROLES: GrantRolesTerms,
    RightsChangeKind.REACTIVATE: ReactivateTerms,
    RightsChangeKind.SUBSTITUTE: SubstituteTerms,
    RightsChangeKind.CHANGE_EMAIL: ChangeEmailTerms,
    RightsChangeKind.RENEW_SIGN_IN: RenewSignInTerms,
}


def terms_of(kind: RightsChangeKind, terms: Mapping[str, object]) -> Terms:
    """The terms of a kind of change; raises `Invalid` when something is missing or unreadable."""
    try:
        return _KINDS[kind].read(terms)
    except (KeyError, ValueError) as error:
        raise Invalid(_("Something is missing in this change. Fill in the form again."), code="incomplete") from error


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _present(person: Person | None, *, active: bool = False) -> Person:
    if person is None:
        raise Invalid(_("Choose a person."), code="no_person", field="person")
    if active and not person.is_active:
        raise Refusal(_("This person's account is closed. Propose to open it again first."), code="closed")
    return person


def _open_post(position: Position | None, at: datetime) -> Position:
    if position is None:
        raise Invalid(_("Choose a post."), code="no_post", field="position")
    if position.valid_to is not None and position.valid_to < local_date(at):
        raise Refusal(_("This post is closed."), code="post_closed")
    return position
