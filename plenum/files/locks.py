"""The locks of this domain: the name of stored bytes, a file that is laid before others, the numbers of incidents."""

from django.db import connection

from plenum.files.errors import Frozen
from plenum.files.models import Blob

#: The advisory lock of the numbers of incidents.
_NUMBERS = 0x1C1DE47


def hold_bytes(sha256: str) -> None:
    """Until this transaction ends nobody else stores, or sweeps away, bytes of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:16], 16) - (1 << 63)])


def hold_blob(blob: Blob) -> Blob:
    """Until this transaction ends no incident freezes the file: whatever shows it from now on is withdrawn with it.

    The file as it stands now. Raises `Frozen` when an incident has withdrawn it already.
    """
    held = Blob.objects.select_for_update(of=("self",), no_key=True).filter(pk=blob.pk, incident=None).first()
    if held is None:
        raise Frozen
    return held


def hold_incident_numbers() -> None:
    """Until this transaction ends nobody else opens an incident."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERS])
