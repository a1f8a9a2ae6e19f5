"""Fields that only documents need."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenum.documents.deadlines import as_written, end_of
from plenum.web.layout.forms import DateInput


class DeadlineInput(DateInput):
    """A day, or a day and an hour."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            written = as_written(value)
            return super().format_value(
                written.strftime("%Y-%m-%d %H:%M") if isinstance(written, datetime) else written
            )
        return super().format_value(value)


class DeadlineField(forms.Field):
    """A deadline: a day means its last second, a day with an hour means that minute."""

    widget = DeadlineInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": _("An hour may follow: 25/11/2026 16:00"), **kwargs})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        try:
            if len(value.strip()) == len("2026-11-25"):
                return end_of(date.fromisoformat(value.strip()))
            return timezone.make_aware(datetime.fromisoformat(value.strip()))
        except (ValueError, OverflowError):
            raise ValidationError(
                _("Write a day such as 25/11/2026, or a day and an hour such as 25/11/2026 16:00."), code="invalid"
            ) from None


class FilesInput(forms.ClearableFileInput):
    """Chooses several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, the first of them the document itself; no content is looked at here."""

    widget = FilesInput

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**{"allow_empty_file": True, **kwargs})
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> "Sequence[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(
                _("At most %(most)s files belong to one document. Register the others by themselves.")
                % {"most": self.most},
                code="too_many",
            )
        return [super(FilesField, self).clean(file) for file in files]
