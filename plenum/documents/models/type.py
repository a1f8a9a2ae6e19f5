"""Types of documents and their symbols, as dated data: the law changes them, the code does not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from plenum.directory.enums import System
from plenum.documents.enums import TypeKind


class DocumentType(models.Model):
    """A type that a body of rules knows for a time: the 29 of Decree 30/2020, the 33 of the Party."""

    system = models.CharField(max_length=10, choices=System.choices)
    #: Stable name of the type inside its system: ``cong-van``.
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=TypeKind.choices, default=TypeKind.DOCUMENT)
    #: The official name; the others are for readers of those languages.
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    name_ru = models.CharField(max_length=100)
    #: False where the name does not stand on the paper (công văn).
    is_printed = models.BooleanField(default=True)
    #: Its place in the list of the rules.
    rank = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    #: The last day of the type.
    valid_to = models.DateField(null=True, blank=True)
    #: The legal document that names it.
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["system", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["system", "code", "valid_from"], name="document_type_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="document_type_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return {"en": self.name_en, "ru": self.name_ru}.get(get_language() or "", self.name)


class TypeSymbol(models.Model):
    """What stands for a type in a document's symbol; a type may have several habits, several types one symbol."""

    type = models.ForeignKey(DocumentType, on_delete=models.CASCADE, related_name="symbols")
    symbol = models.CharField(max_length=10)
    #: False for a habit that is read but not written any more.
    is_preferred = models.BooleanField(default=True)
    valid_from = models.DateField()
    #: The last day of the symbol.
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["type", "-is_preferred", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["type", "symbol", "valid_from"], name="type_symbol_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="type_symbol_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol
