"""Signing in is an act that the record knows."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from plenum.audit.actions import record
from plenum.core.actor import Actor


@transaction.atomic
def note_sign_in(*, methods: Sequence[str], address: str, by: Actor, at: datetime) -> None:
    """Note that a person signed in, from where and with which factors (``password``, ``mfa``)."""
    record(
        "directory.session.began",
        by=by,
        at=at,
        target=("person", by.person_id),
        payload={"methods": list(methods), "address": address},
    )
