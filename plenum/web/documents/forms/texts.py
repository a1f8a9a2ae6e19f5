"""Correcting what was read from a file, and taking a correction back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.files.actions.corrections import LONGEST


class TextForm(forms.Form):
    """The text of one page."""

    #: The sign of the text that the page showed.
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text of the page"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true", "class": "doc-text__area"}),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, help_text=_("For example: the stamp covered two words.")
    )


class TakeBackForm(forms.Form):
    """Which correction is taken back."""

    seen = forms.CharField(max_length=32)
    correction = forms.IntegerField(min_value=1, max_value=2**63 - 1)
