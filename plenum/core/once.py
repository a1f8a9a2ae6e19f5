"""One request, one effect: a double click, the back button and a retry after a lost answer change nothing twice.

The key and the effect commit together, so a crash leaves both or neither. A second request with the same key
waits for the first to end, then gets the stored answer (OWASP ASVS v5.0.0-2.3.3).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, connection
from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Invalid, Refusal
from plenum.core.models import AnsweredRequest

#: How long a second request waits for the first one with the same key.
PATIENCE = "5s"
#: How long an answer is kept: longer than any page stays open.
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent: enough to send it again."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def fingerprint(parts: Iterable[str]) -> bytes:
    """SHA-256 over the parts of a request that make it the same request."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.digest()


def claim(person_id: int, key: UUID, request: bytes) -> Answer | None:
    """Claim ``key`` for a request in the current transaction; an `Answer` when it was answered before.

    Raises `Refusal` with code ``in_flight`` when the first request is still running after `PATIENCE`, and `Invalid`
    with code ``key_used`` when the key belongs to another request.
    """
    if _insert(person_id, key, request):
        return None
    answered = AnsweredRequest.objects.get(person_id=person_id, key=key)
    if bytes(answered.fingerprint) != request:
        raise Invalid(
            _("This form was already sent with other content. Open the page again and repeat what is missing."),
            code="key_used",
        )
    return Answer(answered.status, answered.headers, bytes(answered.body))


def keep(person_id: int, key: UUID, answer: Answer) -> None:
    """Store the answer under its claimed key, in the same transaction."""
    AnsweredRequest.objects.filter(person_id=person_id, key=key).update(
        status=answer.status, headers=answer.headers, body=answer.body
    )


def forget_before(at: datetime) -> int:
    """Delete answers older than `KEPT`; returns how many."""
    deleted, _by_model = AnsweredRequest.objects.filter(at__lt=at - KEPT).delete()
    return deleted


def _insert(person_id: int, key: UUID, request: bytes) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        try:
            cursor.execute(
                "INSERT INTO core_answeredrequest (person_id, key, fingerprint, status, headers, body, at)"
                " VALUES (%s, %s, %s, 0, '{}', '', now()) ON CONFLICT DO NOTHING",
                [person_id, key, request],
            )
        except OperationalError as error:
            raise Refusal(
                _("The same request is still being carried out. Wait a moment, then reload the page."),
                code="in_flight",
            ) from error
        inserted = bool(cursor.rowcount)
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")
    return inserted
