"""Documents and their files."""

from datetime import date, datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from plenum.directory.models import Organisation, Person, Position
from plenum.documents.deadlines import as_written
from plenum.documents.enums import FINISHED, Circulation, Direction, FileRole, Source, State, Urgency
from plenum.documents.models.register import Register, SeriesNumber
from plenum.documents.models.scope import ScopeRule
from plenum.documents.models.type import DocumentType
from plenum.files.models import Blob, Incident, Intake


class Document(models.Model):
    """A document in a body's keeping, with the input fields of Decree 30/2020, appendix VI (1.5, 1.6).

    The lengths are those of the exchange standard. ``principals`` always equals the principals of the grants: a
    trigger sees to it, so nobody writes it.
    """

    #: The body in whose register it is.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.INCOMING)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.UPLOAD)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)
    principals = ArrayField(models.BigIntegerField(), default=list, editable=False)

    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: As written on the paper: ``412`` and ``CV/TU`` of ``Số 412-CV/TU``.
    number = models.CharField(max_length=11, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    #: How number and symbol stand together on the paper.
    written = models.CharField(max_length=45, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    #: The issuing body, when it is one of the directory.
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    abstract = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=30, default="vi")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    signer_name = models.CharField(max_length=50, blank=True)
    signer_position = models.CharField(max_length=100, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    circulation = models.CharField(max_length=20, choices=Circulation.choices, default=Circulation.NORMAL)
    #: Until when it must be dealt with; see `plenum.documents.deadlines` for whole days.
    due_at = models.DateTimeField(null=True, blank=True)

    register = models.ForeignKey(Register, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    #: The number in the register (số đến), repeated from ``place`` so that lists need no join.
    arrival_number = models.PositiveIntegerField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    place = models.OneToOneField(SeriesNumber, on_delete=models.PROTECT, null=True, blank=True, related_name="document")
    received_at = models.DateTimeField()
    #: Where it stands in lists: when it came in, and when it was registered once it is.
    listed_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    #: The incident that withdrew it: while this is set nobody sees more of it than a stub.
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: The post that is asked for the instruction.
    submitted_to = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    #: For an entry without a file: why it is kept on paper only, and where the paper is and with whom.
    paper_rule = models.ForeignKey(ScopeRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper_place = models.CharField(max_length=200, blank=True)

    #: Number, symbol and body, folded: two documents with the same one are probably the same (F1.h).
    identity = models.CharField(max_length=300, blank=True, editable=False, db_collation="C")
    #: Why the clerk registered it although another one looked the same.
    duplicate_reason = models.CharField(max_length=500, blank=True)
    #: The words of the card, folded, for the filter of lists; the search of bodies is `plenum.search`.
    words = models.TextField(blank=True, editable=False)
    words_vector = models.GeneratedField(
        expression=SearchVector("words", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["register", "arrival_number"], name="document_has_its_number_alone"),
            models.CheckConstraint(
                condition=Q(arrival_number__isnull=False, register__isnull=False, place__isnull=False)
                | Q(arrival_number=None, register=None, place=None),
                name="document_with_a_number_is_in_a_register",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "returned", "withdrawn"])
                | Q(direction="outgoing")
                | Q(arrival_number__isnull=False),
                name="document_that_goes_on_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(arrival_number=None) | ~Q(abstract="") | Q(state__in=["withdrawn", "paper"]),
                name="document_in_a_register_says_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(arrival_number=None) | ~Q(issuer_name="") | Q(state="withdrawn"),
                name="document_in_a_register_names_its_issuer",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_to__isnull=False),
                name="submitted_document_waits_for_a_post",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "returned", "withdrawn", "paper"]) & Q(finished_at__isnull=False)
                | ~Q(state__in=["done", "returned", "withdrawn", "paper"]) & Q(finished_at=None),
                name="finished_document_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(incident__isnull=False, abstract="", words=""),
                name="withdrawn_document_keeps_nothing_but_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="paper")
                | Q(
                    abstract="",
                    note="",
                    signer_name="",
                    signer_position="",
                    type__isnull=False,
                    arrival_number__isnull=False,
                    paper_rule__isnull=False,
                )
                & ~Q(paper_place=""),
                name="entry_on_paper_keeps_only_what_a_register_needs",
            ),
            models.CheckConstraint(
                condition=Q(state="paper") | Q(paper_rule=None, paper_place=""),
                name="only_an_entry_on_paper_names_its_paper",
            ),
        ]
        indexes = [
            GinIndex(fields=["principals"], name="document_by_principal"),
            GinIndex(fields=["words_vector"], name="document_by_word"),
            models.Index(fields=["organisation", "-listed_at", "-id"], name="document_of_body_in_order"),
            models.Index(fields=["organisation", "identity"], name="document_by_identity", condition=~Q(identity="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="principals_equal_the_grants",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("principals"),  # type: ignore[no-untyped-call]
                func="""
                NEW.principals := ARRAY(
                    SELECT DISTINCT g.principal_id FROM documents_grant g WHERE g.document_id = NEW.id ORDER BY 1
                );
                RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="entry_on_paper_stays_what_it_is",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state <> NEW.state AND 'paper' IN (OLD.state, NEW.state)"),
            ),
        ]

    def __str__(self) -> str:
        return self.written or self.abstract or str(self.pk)

    @property
    def due(self) -> date | datetime | None:
        """The deadline as it was meant: a day or an hour."""
        return as_written(self.due_at)

    @property
    def is_finished(self) -> bool:
        """True when nothing more is expected of anybody."""
        return self.state in FINISHED


class DocumentFile(models.Model):
    """A file of a document; the bytes themselves are never changed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    #: How it came in; one intake makes one file.
    intake = models.OneToOneField(Intake, on_delete=models.PROTECT, related_name="document_file")
    role = models.CharField(max_length=10, choices=FileRole.choices, default=FileRole.MAIN)
    order = models.PositiveSmallIntegerField(default=0)
    #: The name under which the sender knows it.
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="file_has_its_place_in_the_document"),
            models.UniqueConstraint(fields=["document"], condition=Q(role="main"), name="document_has_one_main_file"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="entry_on_paper_has_no_file",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                IF EXISTS (SELECT 1 FROM documents_document WHERE id = NEW.document_id AND state = 'paper') THEN
                    RAISE EXCEPTION 'entry_on_paper_has_no_file'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_on_paper_has_no_file';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name
