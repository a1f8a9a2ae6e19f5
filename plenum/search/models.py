"""The outbox: what changed and is to be indexed anew, in the transaction that changed it."""

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now


class TransactionId(models.Field):  # type: ignore[type-arg]  # Django does not make its fields generic at run time
    """PostgreSQL's ``xid8``: the number of a transaction, which never wraps."""

    def db_type(self, connection: object) -> str:
        return "xid8"


class OutboxRow(models.Model):
    """A thing of ``kind`` was made, changed or removed by transaction ``xid``.

    A reader keeps the snapshot it last read in, and takes what is visible now and was not then: no row is missed
    however late its transaction ends, and no long transaction holds others back. Rows are pruned by age.
    """

    id = models.BigAutoField(primary_key=True)
    xid = TransactionId(db_default=Func(function="pg_current_xact_id"), editable=False)
    kind = models.TextField()
    object_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "search_outbox"
        indexes = [
            models.Index(fields=["xid", "id"], name="search_outbox_by_transaction"),
            models.Index(fields=["at"], name="search_outbox_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
