"""How forms look and how a refusal comes back into one.

`PageRenderer` is the project's form renderer: every ``{{ field }}`` gets the right classes, ``aria-invalid`` and
``aria-describedby`` without a word in the form class.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from plenum.core.errors import Refusal

_CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class PageBoundField(BoundField):
    """A field whose control carries the classes of the look; a `MultiWidget` passes them on to its parts."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        classes = (widget.attrs.get("class", ""), class_of(widget), "is-invalid" if self.errors else "")
        if any(classes):
            attrs["class"] = " ".join(filter(None, classes))
        return attrs

    @property
    def kind(self) -> str:
        """How the field component lays it out: ``check``, ``group``, ``file``, ``hidden`` or ``line``."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        return "file" if isinstance(widget, forms.FileInput) else "line"


class PageRenderer(TemplatesSetting):
    """Renders forms with the templates of `plenum.web.layout`."""

    form_template_name = "layout/forms/form.html"
    field_template_name = "layout/forms/field.html"
    bound_field_class = PageBoundField


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks the reader's language and needs no script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker for a day and an hour."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def class_of(widget: forms.Widget) -> str:
    """The class of the control itself."""
    if widget.is_hidden:
        return ""
    if isinstance(widget, _CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def add_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Put the refusal of an action into the form that asked for it: at its field, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, ValidationError(str(refusal), code=refusal.code))
