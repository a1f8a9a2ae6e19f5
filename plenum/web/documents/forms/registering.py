"""Uploading and registering."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenum.core.text import fold
from plenum.documents.card import Card
from plenum.documents.enums import Circulation, Source, Urgency
from plenum.documents.models import Document, DocumentType
from plenum.documents.proposals import Proposal, Proposals
from plenum.documents.queries.issuers import issuer_id_of
from plenum.web.documents.forms.fields import DeadlineField, FilesField
from plenum.web.layout.forms import DateInput
from plenum.web.layout.kinds import type_choices

#: Files of one document: the document and its attachments.
MOST_FILES = 10


class ReceiveForm(forms.Form):
    """The first step: the files and the declaration, which is never ticked beforehand.

    The type is asked where some types are kept on paper only: their files are refused before they are sent.
    """

    type = forms.TypedChoiceField(label=_("Type, if it is known"), required=False, coerce=int, empty_value=None)
    content = FilesField(label=_("Files"), most=MOST_FILES, error_messages={"required": _("Choose the file.")})
    declared = forms.BooleanField(
        label=_("I declare that these files hold no state secret."),
        error_messages={"required": _("Without this declaration no file may be taken in.")},
    )

    def __init__(self, *args: Any, types: Iterable[DocumentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = type_choices(types)  # type: ignore[attr-defined]


class CardForm(forms.Form):
    """The card of an incoming document."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    written = forms.CharField(
        label=_("Number and symbol"), max_length=45, required=False, help_text=_("As it stands on the paper: 412-CV/TU")
    )
    issued_on = forms.DateField(label=_("Date of the document"), required=False, widget=DateInput)
    type = forms.TypedChoiceField(label=_("Type"), required=False, coerce=int, empty_value=None)
    issuer_name = forms.CharField(
        label=_("Issuing body"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "issuers", "autocomplete": "off"}),
    )
    abstract = forms.CharField(label=_("Abstract"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    signer_name = forms.CharField(label=_("Signer"), max_length=50, required=False)
    signer_position = forms.CharField(label=_("Post of the signer"), max_length=100, required=False)
    urgency = forms.TypedChoiceField(label=_("Urgency"), choices=Urgency.choices, coerce=int)
    due_at = DeadlineField(label=_("Deadline"), required=False)
    source = forms.ChoiceField(
        label=_("Came as"),
        choices=[(s.value, s.label) for s in (Source.UPLOAD, Source.PAPER, Source.MAILBOX)],
        widget=forms.RadioSelect,
    )
    arrived_on = forms.DateField(label=_("Date of arrival"), widget=DateInput)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=999, required=False)
    circulation = forms.ChoiceField(label=_("Circulation"), choices=Circulation.choices)
    language = forms.ChoiceField(
        label=pgettext_lazy("of a document", "Language"),
        choices=[("vi", _("Vietnamese")), ("ru", _("Russian")), ("en", _("English")), ("other", _("Another one"))],
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    duplicate_reason = forms.CharField(
        label=_("Why both are needed"),
        max_length=500,
        required=False,
        help_text=_("For example: a corrected copy, or the paper original of an electronic one."),
    )

    #: Behind "More fields": filled by themselves nearly always.
    MORE = ("arrived_on", "pages", "circulation", "language", "note")

    def __init__(self, *args: Any, types: Iterable[DocumentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = type_choices(types)  # type: ignore[attr-defined]

    def card(self) -> Card:
        """What was written, for the action."""
        given = self.cleaned_data
        return Card(
            written=given["written"],
            type_id=given["type"],
            issued_on=given["issued_on"],
            issuer_name=given["issuer_name"],
            issuer_id=issuer_id_of(given["issuer_name"]),
            abstract=given["abstract"],
            signer_name=given["signer_name"],
            signer_position=given["signer_position"],
            urgency=given["urgency"],
            due_at=given["due_at"],
            source=given["source"],
            arrived_on=given["arrived_on"],
            pages=given["pages"],
            circulation=given["circulation"],
            language=given["language"],
            note=given["note"],
        )

    def more(self) -> list[forms.BoundField]:
        """The fields behind "More fields"."""
        return [self[name] for name in self.MORE]

    def more_is_open(self) -> bool:
        """True when one of them needs a look."""
        return any(self[name].errors for name in self.MORE)


def initial_card(document: Document, proposals: Proposals, issuer_name: str, today: object) -> dict[str, Any]:
    """What the card begins with: what was read from the paper, and what needs no reading."""
    read = {name: p.value for name in PROPOSED if (p := getattr(proposals, _SOURCE.get(name, name))) is not None}
    begin = {
        "version": document.version,
        "urgency": Urgency.NORMAL,
        "source": document.source,
        "type": document.type_id,
        "arrived_on": today,
        "pages": document.pages,
        "circulation": Circulation.NORMAL,
        "language": "vi",
    }
    return {**begin, **read, **({"issuer_name": issuer_name} if issuer_name else {})}


#: Fields of the card that the paper may propose, and the name of the proposal where it is another.
PROPOSED = (
    "written",
    "issued_on",
    "type",
    "issuer_name",
    "abstract",
    "signer_name",
    "signer_position",
    "urgency",
    "due_at",
)
_SOURCE = {"issuer_name": "issuer", "due_at": "due_on"}


def sources_of(proposals: Proposals) -> dict[str, str | None]:
    """For each field the words of the paper it was read from, where they say more than the value; None if not read."""
    found = {name: getattr(proposals, _SOURCE.get(name, name)) for name in PROPOSED}
    return {name: None if proposal is None else _source(proposal) for name, proposal in found.items()}


def _source(proposal: Proposal) -> str:
    value, source = fold(str(proposal.value)), fold(proposal.source.replace(" / ", " "))
    same = source in value or (value in source and len(source) < len(value) + 8)
    return "" if same else proposal.source
