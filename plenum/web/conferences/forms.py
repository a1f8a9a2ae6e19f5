"""The forms of a conference's preparation. They read input; what is allowed is the actions' to say."""

from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.conferences.actions.preparation import Details
from plenum.conferences.enums import Kind, Seating
from plenum.conferences.models import AgendaItem, Conference, ConnectionPoint
from plenum.directory.models import Person
from plenum.documents.models import DocumentType
from plenum.web.layout.forms import MomentInput
from plenum.web.layout.kinds import type_choices


class DetailsForm(forms.Form):
    """The first page of a conference."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    place = forms.CharField(label=_("Place"), max_length=200)
    starts_at = forms.DateTimeField(label=_("Begins"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Ends"), widget=MomentInput)
    chair = forms.TypedChoiceField(label=_("Chair"), required=False, coerce=int, empty_value=None)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, chairs: Iterable[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        people = [(person.pk, person.full_name) for person in chairs]
        self.fields["chair"].choices = [("", _("Not chosen yet")), *people]  # type: ignore[attr-defined]

    def details(self) -> Details:
        """What was written, for the action."""
        given = self.cleaned_data
        return Details(
            kind=given["kind"],
            title=given["title"],
            place=given["place"],
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            chair_id=given["chair"],
        )


def initial_details(conference: Conference) -> dict[str, object]:
    """What a form of a conference begins with."""
    return {
        "title": conference.title,
        "kind": conference.kind,
        "place": conference.place,
        "starts_at": conference.starts_at,
        "ends_at": conference.ends_at,
        "chair": conference.chair_id,
        "version": conference.version,
    }


class ItemForm(forms.Form):
    """An agenda item."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, initial=10)
    is_internal = forms.BooleanField(
        label=_("Internal"), required=False, help_text=_("Only the secretaries and the chair see it.")
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def initial_item(item: AgendaItem) -> dict[str, object]:
    """What a form of an item begins with."""
    names = ("title", "presenter", "minutes", "is_internal", "version")
    return {name: getattr(item, name) for name in names}


class PaperForm(forms.Form):
    """A file that becomes a paper. Its type is asked for where the body keeps some types on paper only."""

    type = forms.TypedChoiceField(label=_("Type, if it is known"), required=False, coerce=int, empty_value=None)
    file = forms.FileField(label=_("File"), help_text=_("PDF or DOCX."), allow_empty_file=True)
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Without one the name of the file is used.")
    )
    declared = forms.BooleanField(
        label=_("I declare that this file holds no state secret."),
        required=False,
    )

    def __init__(self, *args: object, types: Collection[DocumentType], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["type"].choices = type_choices(types)  # type: ignore[attr-defined]
        self.asks_for_type = bool(types)


class DelegatesForm(forms.Form):
    """A pasted list."""

    text = forms.CharField(
        label=_("The list"),
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false"}),
        help_text=_(
            "One delegate a line: name, post, body, seat, e-mail, parted by tabs or semicolons. Only the name is "
            "needed; the e-mail joins the line to an account."
        ),
    )
    seating = forms.ChoiceField(label=_("They take part"), choices=Seating.choices)
    point = forms.TypedChoiceField(label=_("Connection point"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, points: Iterable[ConnectionPoint], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = [(point.pk, point.name) for point in points]
        self.fields["point"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A point is named exactly when the delegates are at one."""
        given = self.cleaned_data
        if given.get("seating") == Seating.POINT and given.get("point") is None:
            self.add_error("point", _("Choose the connection point."))
        if given.get("seating") != Seating.POINT:
            given["point"] = None
        return given


class PointForm(forms.Form):
    """A new connection point."""

    name = forms.CharField(label=_("Name"), max_length=150)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    heads = forms.IntegerField(
        label=_("People"), min_value=0, max_value=100_000, initial=0, help_text=_("Those on the list among them.")
    )


class ScreenForm(forms.Form):
    """A new hall screen."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Where it hangs: Main hall, left."))
