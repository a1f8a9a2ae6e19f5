"""What the gallery shows: every component in every state, with its call beside it. Only while developing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

from plenum.core.clock import now
from plenum.web.layout.forms import DateInput
from plenum.web.layout.icons import icon_names
from plenum.web.layout.sheets import Sheet

_FOLDER = Path(__file__).parent / "templates" / "layout" / "gallery"


class GalleryForm(forms.Form):
    """One field of each kind."""

    number = forms.CharField(label="Số, ký hiệu", max_length=20, help_text="Ví dụ: 412-CV/TU")
    abstract = forms.CharField(label="Trích yếu", widget=forms.Textarea(attrs={"rows": 3}))
    dated_on = forms.DateField(label="Ngày văn bản", widget=DateInput)
    kind = forms.ChoiceField(label="Loại văn bản", choices=[("", "—"), ("cv", "Công văn"), ("kl", "Kết luận")])
    route = forms.ChoiceField(
        label="Cách gửi", choices=[("net", "Qua mạng"), ("paper", "Bản giấy")], widget=forms.RadioSelect
    )
    marks = forms.MultipleChoiceField(
        label="Đánh dấu",
        choices=[("control", "Đưa vào theo dõi"), ("copy", "Gửi kèm bản giấy")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    declared = forms.BooleanField(label="Tôi xác nhận tệp này không chứa bí mật nhà nước.")


@dataclass(frozen=True)
class Specimen:
    """One component: its samples rendered, and the words that made them."""

    name: str
    context: dict[str, Any]
    request: HttpRequest

    @cached_property
    def source(self) -> str:
        return (_FOLDER / f"{self.name}.html").read_text().strip()

    @cached_property
    def shown(self) -> SafeString:
        return render_to_string(f"layout/gallery/{self.name}.html", self.context, self.request)

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


def samples(request: HttpRequest) -> dict[str, Any]:
    """The specimens in alphabetical order."""
    context = _context(now())
    names = sorted(path.stem for path in _FOLDER.glob("*.html"))
    return {"specimens": [Specimen(name, context, request) for name in names]}


def _context(at: datetime) -> dict[str, Any]:
    sample = static("plenum/img/sample-page.svg")
    filled = GalleryForm({"number": "", "abstract": "Về việc chuẩn bị Hội nghị", "kind": "cv", "dated_on": "32/1"})
    filled.is_valid()
    return {
        "at": at,
        "tomorrow": at + timedelta(days=1),
        "later": at + timedelta(days=7),
        "yesterday": at - timedelta(days=1),
        "long_ago": at - timedelta(days=12),
        "form": GalleryForm(),
        "refused_form": filled,
        "icons": sorted(icon_names()),
        "pages": [Sheet(number, 794, 1123, sample, sample, sample) for number in (1, 2)],
    }
