"""How forms look and how a refusal comes back into one.

`PageRenderer` is the project's form renderer: every ``{{ field }}`` gets the right classes, ``aria-invalid`` and
``aria-describedby`` without a word in the form class.
"""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Refusal
from plenum.web.layout import dates

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


_DAY = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[\sT]+(\d{1,2}:\d{2}))?\s*$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}))?")
_DIGITS = re.compile(r"^\s*(\d{2})(\d{2})(\d{4})\s*$")


def as_iso(text: str) -> str:
    """``23/11/2026``, ``23.11.2026`` or ``23112026`` as the standard writes it; anything else as it came."""
    found = _DAY.match(text) or _DIGITS.match(text)
    if found is None:
        return text
    day, month, year, *rest = found.groups()
    clock = f" {rest[0]}" if rest and rest[0] else ""
    return f"{year}-{int(month):02}-{int(day):02}{clock}"


def as_shown(iso: str) -> str:
    """The other way: what was typed comes back as the office writes it, even when there is no such day."""
    found = _ISO.match(iso)
    if found is None:
        return iso
    year, month, day, clock = found.groups()
    mark = "." if (get_language() or "").startswith("ru") else "/"
    return mark.join((day, month, year)) + (f" {clock}" if clock else "")


class DateInput(forms.DateInput):
    """A day as the office writes it, typed or chosen; the same on every device, whatever its own language."""

    template_name = "layout/forms/date.html"
    placeholder: str | Promise = _("dd/mm/yyyy")
    picker = "date"

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, str):
            return as_shown(value)
        return dates.day(value) if isinstance(value, date) else super().format_value(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return as_iso(value) if isinstance(value, str) else value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        shown = {"inputmode": "numeric", "autocomplete": "off", "placeholder": self.placeholder, **(attrs or {})}
        return {**super().get_context(name, value, shown), "picker": self.picker}


class MomentInput(DateInput):
    """A day and an hour: ``23/11/2026 14:00``."""

    placeholder = _("dd/mm/yyyy hh:mm")
    picker = "datetime-local"

    def format_value(self, value: Any) -> str | None:
        return dates.moment(value) if isinstance(value, datetime) else super().format_value(value)


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
