"""What may go electronic, and entries for what may not."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.directory.models import Organisation
from plenum.documents.card import PaperEntry
from plenum.documents.enums import Medium
from plenum.documents.models import DocumentType
from plenum.documents.queries.issuers import issuer_id_of
from plenum.web.layout.forms import DateInput
from plenum.web.layout.kinds import type_choices


class ScopeForm(forms.Form):
    """A new rule."""

    type = forms.TypedChoiceField(label=_("Type"), coerce=int)
    organisation = forms.TypedChoiceField(label=_("Body"), required=False, coerce=int, empty_value=None)
    medium = forms.ChoiceField(
        label=_("How it goes"), choices=Medium.choices, initial=Medium.PAPER, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The clerk reads it when a file is refused.")
    )
    reference = forms.CharField(
        label=_("Legal reference"), max_length=200, help_text=_("For example: Decision 12-QĐ/TU, article 4.")
    )
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, required=False)

    def __init__(
        self, *args: Any, types: Iterable[DocumentType], bodies: Iterable[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = type_choices(types)  # type: ignore[attr-defined]
        named = [(body.pk, body.name) for body in bodies]
        self.fields["organisation"].choices = [("", _("All bodies")), *named]  # type: ignore[attr-defined]


class EndScopeForm(forms.Form):
    """The last day of a rule."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput)


class StubForm(forms.Form):
    """An entry for a document that is kept on paper only; there is no field for what it says."""

    type = forms.TypedChoiceField(label=_("Type"), coerce=int)
    written = forms.CharField(
        label=_("Number and symbol"), max_length=45, required=False, help_text=_("As it stands on the paper: 412-CV/TU")
    )
    issued_on = forms.DateField(label=_("Date of the document"), required=False, widget=DateInput)
    issuer_name = forms.CharField(
        label=_("Issuing body"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "issuers", "autocomplete": "off"}),
    )
    arrived_on = forms.DateField(label=_("Date of arrival"), widget=DateInput)
    paper_place = forms.CharField(
        label=_("Where the paper is, and with whom"),
        max_length=200,
        help_text=_("For example: Archive room, shelf 3 – Trần Thị Lan"),
    )

    def __init__(self, *args: Any, types: Iterable[DocumentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = type_choices(types)  # type: ignore[attr-defined]

    def entry(self) -> PaperEntry:
        """What was written, for the action."""
        given = self.cleaned_data
        return PaperEntry(
            type_id=given["type"],
            written=given["written"],
            issued_on=given["issued_on"],
            issuer_name=given["issuer_name"],
            issuer_id=issuer_id_of(given["issuer_name"]),
            arrived_on=given["arrived_on"],
            paper_place=given["paper_place"],
        )
