"""What somebody handed in at once, and what for."""

from django.db import models
from django.db.models import Q

from plenum.files.enums import SubmissionState


class Submission(models.Model):
    """Files that one person handed in together, for one purpose: a document, a paper of a conference.

    It waits until the gate has judged every file; then its purpose is carried out, or it stops and the person decides.
    People stand here by id: files knows no directory.
    """

    #: A name of `plenum.files.purposes`; empty for a program that goes on by itself.
    purpose = models.CharField(max_length=20, blank=True)
    #: What the purpose needs to know: ids, and a ``title``, which goes when a file is refused for what it holds.
    about = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.CHECKING)
    #: Why the purpose could not be carried out, in ``language``; empty when a file was refused.
    reason = models.TextField(blank=True)
    #: What the purpose made.
    result_id = models.BigIntegerField(null=True, blank=True)
    #: The language in which the person worked.
    language = models.CharField(max_length=10)
    by_person_id = models.BigIntegerField()
    by_position_id = models.BigIntegerField(null=True, blank=True)
    by_delegation_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # What a person's desk asks for: few are ever open.
            models.Index(
                fields=["by_person_id"],
                name="submission_open",
                condition=Q(state__in=[SubmissionState.CHECKING, SubmissionState.STOPPED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose or 'submission'} {self.pk}: {self.state}"

    @property
    def is_checking(self) -> bool:
        return self.state == SubmissionState.CHECKING
