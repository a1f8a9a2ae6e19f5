"""Ending the sessions of a person, and telling the streams."""

from collections.abc import Collection
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from plenum.live.actions import revoke_person


def end_sessions(person_id: int, keep: Collection[str] = ()) -> int:
    """End every session of the person but those with a key in ``keep``, and have the streams asked again.

    Returns how many sessions ended. Part of an act, inside its transaction: sessions end when it commits.
    """
    sessions = UserSession.objects.filter(user_id=person_id).exclude(session_key__in=keep)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    revoke_person(person_id)
    return len(keys)


def end_session(session_id: int, person_id: int) -> bool:
    """End one session of the person; False when it is not theirs or over. Part of an act, inside its transaction."""
    session = UserSession.objects.filter(pk=session_id, user_id=person_id).first()
    if session is None:
        return False
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    revoke_person(person_id)
    return True


def note_session(*, person_id: int, session_key: str, address: str, agent: str, at: datetime) -> None:
    """Note where and with what a session was last used, for its owner's list of sessions. Two queries."""
    UserSession.objects.update_or_create(
        {"user_id": person_id, "ip": address, "user_agent": agent[:200], "last_seen_at": at}, session_key=session_key
    )
