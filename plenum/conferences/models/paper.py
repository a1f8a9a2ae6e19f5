"""Papers: what delegates read."""

from django.db import models
from django.db.models import F, Q

from plenum.conferences.models.agenda import AgendaItem
from plenum.conferences.models.conference import Conference
from plenum.directory.models import Person
from plenum.documents.models import Document
from plenum.files.models import Blob


class Paper(models.Model):
    """A file that delegates read, for one item or for the whole conference.

    The paper holds the very bytes that were attached: when the document behind it gets another file, the paper stays
    what it was until somebody replaces it. Delegates read it by right of the conference, not of the document.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="papers")
    #: Empty when the paper belongs to the conference as a whole.
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers")
    title = models.CharField(max_length=300)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    #: The registered document that the file was taken from, if there is one.
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    attached_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "item", "blob"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="paper_is_attached_to_an_item_once",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("attached_at")),
                name="paper_is_released_after_it_is_attached",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperOpening(models.Model):
    """A person opened a paper for the first time."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "person"], name="paper_is_first_opened_once_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.paper}"
