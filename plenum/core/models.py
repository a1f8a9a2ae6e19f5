"""The only table that belongs to no domain: what was already answered."""

from django.db import models


class AnsweredRequest(models.Model):
    """A request that took effect, under the key its form carried, with the answer that was given."""

    #: Id of the person; 0 for somebody who is not signed in.
    person_id = models.BigIntegerField()
    key = models.UUIDField()
    #: SHA-256 of method, path and input, so that a key can't be used again for something else.
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "key"], name="request_takes_effect_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}"
