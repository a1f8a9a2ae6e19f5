"""Bytes that should not be there: left by an aborted transaction or a killed process, or destroyed by an incident."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from plenum.files.derived import folder_of, forget_derived
from plenum.files.locks import hold_bytes
from plenum.files.models import Blob
from plenum.files.store import Store, in_every_store

#: Younger bytes may belong to a transaction that has not committed yet.
AGE = timedelta(days=1)

log = structlog.get_logger()


def sweep_orphans(at: datetime) -> list[str]:
    """Remove bytes older than `AGE` that no row names from every store; returns their hashes.

    Safe against somebody who hands the same bytes in at this moment: both hold the lock of the name until their
    transaction ends, so either the row is there, or the bytes are stored anew after the sweep.
    """
    return in_every_store(
        lambda store: (sha256 for sha256 in store.kept_before(at - AGE) if _forget_if_orphan(store, sha256))
    )


def sweep_destroyed() -> list[str]:
    """Remove what a confirmed incident destroyed and a killed process or an unreachable store left; its hashes."""
    destroyed = list(Blob.objects.exclude(destroyed_at=None).values_list("sha256", flat=True))
    left = {sha256 for sha256 in destroyed if folder_of(sha256).exists()}
    for sha256 in left:
        forget_derived(sha256)
    left.update(in_every_store(lambda store: (sha256 for sha256 in destroyed if _forget_destroyed(store, sha256))))
    return sorted(left)


def _forget_destroyed(store: Store, sha256: str) -> bool:
    if not store.has(sha256):
        return False
    store.forget(sha256)
    log.info("files.destroyed_swept", sha256=sha256)
    return True


@transaction.atomic
def _forget_if_orphan(store: Store, sha256: str) -> bool:
    hold_bytes(sha256)
    if Blob.objects.filter(sha256=sha256).exists():
        return False
    store.forget(sha256)
    log.info("files.orphan_swept", sha256=sha256)
    return True
