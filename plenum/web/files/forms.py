"""The forms of incidents; what is allowed is decided by the actions."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.files.enums import Outcome
from plenum.files.showing import Named


class ReportForm(forms.Form):
    """Which files hold a state secret, and how one knows."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Files"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("All of them are withdrawn.")
    )
    reason = forms.CharField(
        label=_("How you know"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say where the mark stands, for example “stamp on page 1”. Do not repeat what the paper says."),
    )

    def __init__(self, *args: Any, named: Sequence[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["chosen"])
        field.choices = [(file.blob_id, file.name) for file in named]
        field.initial = [file.blob_id for file in named]


class MeasureForm(forms.Form):
    """What was done outside the system."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Printouts collected, devices and backups cleaned, the body told. Without the paper's content."),
    )


class OutcomeForm(forms.Form):
    """How the incident should end."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """The second person's word on the proposal that the page showed; the reason is asked of a refusal."""

    proposal = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Reason of the refusal"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
