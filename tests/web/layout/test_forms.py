from datetime import UTC, date, datetime

import pytest
from django import forms
from django.forms import BoundField
from django.utils import translation

from plenum.core.errors import Invalid, Refusal
from plenum.web.layout.forms import DateInput, MomentInput, add_refusal
from tests.web.layout.reading import read


class Sample(forms.Form):
    number = forms.CharField(help_text="For example 412-CV/TU")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "tall"}))
    kind = forms.ChoiceField(choices=[("a", "A")])
    route = forms.ChoiceField(choices=[("net", "Net"), ("paper", "Paper")], widget=forms.RadioSelect)
    declared = forms.BooleanField()
    dated_on = forms.DateField(widget=DateInput)
    token = forms.CharField(widget=forms.HiddenInput)


def filled(**changes: str) -> Sample:
    data = {"number": "412", "kind": "a", "route": "net", "declared": "on", "dated_on": "2026-11-23", "token": "x"}
    return Sample({**data, **changes})


def control(field: BoundField) -> dict[str, str]:
    """The control itself, whatever stands around it."""
    page = read(str(field))
    return next(known for tag, known in page.elements if tag in {"input", "select", "textarea"})


def test_each_control_gets_the_class_of_its_kind() -> None:
    form = Sample()
    classes = {name: control(form[name]).get("class") for name in form.fields if name != "route"}
    assert classes == {
        "number": "form-control",
        "note": "tall form-control",
        "kind": "form-select",
        "declared": "form-check-input",
        "dated_on": "form-control",
        "token": None,
    }


def test_a_refused_field_says_so_and_points_to_the_reason() -> None:
    form = filled(number="")
    form.is_valid()
    control = read(str(form["number"])).all("input")[0]
    assert (control["class"], control["aria-invalid"]) == ("form-control is-invalid", "true")
    assert control["aria-describedby"] == "id_number_helptext id_number_error"


def test_a_refusal_goes_to_its_field() -> None:
    form = filled()
    assert form.is_valid()
    add_refusal(form, Invalid("The number is taken.", code="taken", field="number"))
    assert form.errors.get_json_data() == {"number": [{"message": "The number is taken.", "code": "taken"}]}


def test_a_refusal_of_no_field_of_the_form_stands_above_it() -> None:
    form = filled()
    assert form.is_valid()
    add_refusal(form, Refusal("The register is closed.", code="closed", field="register"))
    assert form.errors.get_json_data() == {"__all__": [{"message": "The register is closed.", "code": "closed"}]}


def test_a_form_shows_all_its_fields_with_the_summary_first() -> None:
    form = filled(number="", route="pigeon")
    form.is_valid()
    html = form.render()
    page = read(html)
    assert page.faults == []
    assert [a["href"] for a in page.all("a")] == ["#id_number", "#id_route"]
    assert {"id_number_error", "id_route_error", "id_number", "id_route"} <= set(page.ids)


@pytest.mark.feature("X1")
@pytest.mark.parametrize("typed", ["23/11/2026", "23.11.2026", "23-11-2026", "23112026", "2026-11-23", " 23/11/2026 "])
def test_a_day_is_read_in_every_way_people_write_it(typed: str) -> None:
    form = filled(dated_on=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["dated_on"] == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["11/23/2026", "32/1/2026", "tomorrow", "31/2/2026"])
def test_a_day_that_is_none_is_refused_and_kept(typed: str) -> None:
    form = filled(dated_on=typed)
    assert set(form.errors) == {"dated_on"}
    assert control(form["dated_on"])["value"].replace("0", "") == typed.replace("0", "")


def test_a_moment_is_read_and_shown_in_the_province_s_time() -> None:
    class Meeting(forms.Form):
        starts_at = forms.DateTimeField(widget=MomentInput)

    form = Meeting({"starts_at": "23/11/2026 14:00"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"] == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert 'value="23/11/2026 14:00"' in str(Meeting(initial=form.cleaned_data)["starts_at"])


@pytest.mark.parametrize(("language", "shown"), [("vi", "23/11/2026"), ("ru", "23.11.2026"), ("en", "23/11/2026")])
def test_a_known_day_is_shown_as_the_office_writes_it(language: str, shown: str) -> None:
    with translation.override(language):
        assert f'value="{shown}"' in str(Sample(initial={"dated_on": date(2026, 11, 23)})["dated_on"])
