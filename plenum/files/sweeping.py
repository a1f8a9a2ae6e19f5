"""Bytes that no row names: what an aborted transaction or a killed process left behind."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from plenum.files.locks import hold_bytes
from plenum.files.models import Blob
from plenum.files.store import current_store

#: Younger bytes may belong to a transaction that has not committed yet.
AGE = timedelta(days=1)

log = structlog.get_logger()


def sweep_orphans(at: datetime) -> list[str]:
    """Remove bytes older than `AGE` that no row names; returns their hashes.

    Safe against somebody who hands the same bytes in at this moment: both hold the lock of the name until their
    transaction ends, so either the row is there, or the bytes are stored anew after the sweep.
    """
    store = current_store()
    return [sha256 for sha256 in store.kept_before(at - AGE) if _forget_if_orphan(sha256)]


@transaction.atomic
def _forget_if_orphan(sha256: str) -> bool:
    hold_bytes(sha256)
    if Blob.objects.filter(sha256=sha256).exists():
        return False
    current_store().forget(sha256)
    log.info("files.orphan_swept", sha256=sha256)
    return True
