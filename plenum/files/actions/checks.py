"""Having a file checked at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.core.jobs import put
from plenum.files import rules
from plenum.files.models import Blob
from plenum.files.queries.blobs import CHECK_BLOB


@transaction.atomic
def ask_check(*, blob_id: int, by: Actor, at: datetime) -> Blob:
    """Have a file compared with its hash in every store, and put right where it can be, by the next free worker.

    Raises `Forgotten` when there is no such file, or an incident destroyed it.
    """
    rules.can_see_integrity.check(by)
    blob = Blob.objects.filter(pk=blob_id, destroyed_at=None).first()
    if blob is None:
        raise Forgotten(_("There is no such file."))
    put(CHECK_BLOB, blob_id=blob.pk)
    record("files.blob.check_asked", by=by, at=at, target=("blob", blob.pk), payload={"sha256": blob.sha256})
    return blob
