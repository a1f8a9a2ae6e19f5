from django import forms

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


def test_each_control_gets_the_class_of_its_kind() -> None:
    form = Sample()
    classes = {name: read(str(form[name])).elements[0][1].get("class") for name in form.fields if name != "route"}
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


def test_dates_are_written_as_the_browser_reads_them() -> None:
    assert 'value="2026-11-23"' in str(filled()["dated_on"])
    assert MomentInput().format == "%Y-%m-%dT%H:%M"
