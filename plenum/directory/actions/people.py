"""People are entered, corrected and closed (O2, O7); opening an account again waits for confirmation (`rights`)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import BaseUserManager
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal
from plenum.directory import rules
from plenum.directory.enums import ContactsFor
from plenum.directory.locks import lock, lock_rights
from plenum.directory.models import Delegation, Person
from plenum.directory.periods import end_appointments
from plenum.directory.queries.administrators import administrations
from plenum.directory.sessions import end_session, end_sessions


@transaction.atomic
def add_person(
    *, username: str, full_name: str, email: str, phone: str, contacts_for: ContactsFor, by: Actor, at: datetime
) -> Person:
    """Enter a person with an account that has no password yet and no post: it may read the directory, nothing else.

    Raises `Invalid` when the username or the address belongs to somebody else.
    """
    rules.can_administer.check(by)
    person = Person(
        username=username.strip().lower(),
        full_name=full_name,
        email=BaseUserManager.normalize_email(email.strip()),
        phone=phone.strip(),
        contacts_for=contacts_for,
        language=settings.LANGUAGE_CODE,
    )
    person.set_unusable_password()
    _save_with_their_own_names(person)
    record(
        "directory.person.added",
        by=by,
        at=at,
        target=("person", person.pk),
        payload={"name": person.full_name, "username": person.username},
    )
    return person


@transaction.atomic
def edit_person(
    *, person_id: int, full_name: str, phone: str, contacts_for: ContactsFor, version: int, by: Actor, at: datetime
) -> Person:
    """Correct a person's name and telephone. The address is changed by `rights`, since mail opens accounts."""
    rules.can_administer.check(by)
    person = lock(Person, person_id, version)
    before = person.full_name
    person.full_name, person.phone, person.contacts_for = full_name, phone.strip(), contacts_for
    person.version += 1
    person.save()
    record(
        "directory.person.edited",
        by=by,
        at=at,
        target=("person", person.pk),
        payload={"from": before, "to": person.full_name},
    )
    return person


@transaction.atomic
def deactivate_person(*, person_id: int, reason: str, version: int, by: Actor, at: datetime) -> Person:
    """Close an account at once: sessions and streams end, posts and delegations end, signing in is refused.

    Raises `Forbidden` for oneself, `Refusal` with code ``already_closed`` or ``last_administrator``.
    """
    lock_rights()
    person = lock(Person, person_id, version)
    rules.can_deactivate.check(by, person)
    if not person.is_active:
        raise Refusal(_("This account is already closed."), code="already_closed")
    person.is_active = False
    person.version += 1
    person.save()
    posts = end_appointments(
        person.appointments.filter(ended_at__isnull=True).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=local_date(at))
        ),
        local_date(at) - timedelta(days=1),
        at,
    )
    lent = Delegation.objects.filter(
        Q(delegator=person) | Q(delegate=person), revoked_at__isnull=True, valid_to__gt=at
    ).update(revoked_at=at, revoked_by_id=by.person_id or None)
    if not administrations(at).exists():
        raise Refusal(_("Nobody would administer the system any more."), code="last_administrator")
    sessions = end_sessions(person.pk)
    record(
        "directory.person.deactivated",
        by=by,
        at=at,
        target=("person", person.pk),
        payload={"reason": reason, "posts": posts, "delegations": lent, "sessions": sessions},
    )
    return person


@transaction.atomic
def unlock_sign_in(*, person_id: int, by: Actor, at: datetime) -> Person:
    """Forgive a person's failed attempts to sign in; it gives no right, so one administrator is enough."""
    rules.can_administer.check(by)
    person = lock(Person, person_id)
    names = [name for name in (person.username, person.email.lower()) if name]
    forgiven, _by_model = AccessAttempt.objects.filter(username__in=names).delete()
    record("directory.person.unlocked", by=by, at=at, target=("person", person.pk), payload={"attempts": forgiven})
    return person


@transaction.atomic
def end_sessions_of(*, person_id: int, keep: Collection[str] = (), by: Actor, at: datetime) -> int:
    """End a person's sessions but those with a key in ``keep``; one's own, or anybody's as an administrator."""
    person = lock(Person, person_id)
    if by.person_id != person_id:
        rules.can_administer.check(by)
    ended = end_sessions(person.pk, keep)
    record("directory.sessions.ended", by=by, at=at, target=("person", person.pk), payload={"sessions": ended})
    return ended


@transaction.atomic
def end_one_session(*, session_id: int, by: Actor, at: datetime) -> None:
    """End one of one's own sessions; raises `Forgotten` for a session of somebody else, as for one that is over."""
    if not end_session(session_id, by.person_id):
        raise Forgotten(_("This session is already over."))
    record("directory.sessions.ended", by=by, at=at, target=("person", by.person_id), payload={"sessions": 1})


@transaction.atomic
def choose_own_settings(
    *, language: str | None = None, contacts_for: ContactsFor | None = None, by: Actor, at: datetime
) -> Person:
    """Keep a person's own choice of language and of who reads their contacts; what is None stays as it is."""
    person = lock(Person, by.person_id)
    if language is not None and language not in dict(settings.LANGUAGES):
        raise Invalid(_("There is no such language here."), code="no_language", field="language")
    person.language = language or person.language
    person.contacts_for = contacts_for or person.contacts_for
    person.version += 1
    person.save()
    record(
        "directory.person.settings_chosen",
        by=by,
        at=at,
        target=("person", person.pk),
        payload={"language": person.language, "contacts_for": person.contacts_for},
    )
    return person


@transaction.atomic
def note_sign_in_link(*, person_id: int, by: Actor, at: datetime) -> Person:
    """Note that an administrator fetches the link by which a person without a password chooses the first one.

    From then on the two count as one hand when a change of rights needs two (`rights.confirm_rights_change`).
    Raises `Forbidden` for an account that has a password: a new way in waits for confirmation (`rights`).
    """
    rules.can_administer.check(by)
    person = lock(Person, person_id)
    if person.has_usable_password() or not person.is_active:
        raise Forbidden(
            _("This account has a password. Propose a new sign-in; a second administrator confirms it."),
            code="has_password",
        )
    person.sign_in_handed_by_id = by.person_id
    person.save(update_fields=["sign_in_handed_by"])
    record("directory.person.sign_in_link_fetched", by=by, at=at, target=("person", person.pk))
    return person


def _save_with_their_own_names(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        if "email" in str(error):
            raise Invalid(_("Somebody else has this e-mail address."), code="email_taken", field="email") from error
        raise Invalid(_("Somebody else has this username."), code="username_taken", field="username") from error
