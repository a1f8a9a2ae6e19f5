"""The forms of the directory's pages; what is allowed is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenum.core.actor import Actor
from plenum.directory.enums import ContactsFor, DelegationKind, Level, Role, Scope, System
from plenum.directory.models import Organisation, Unit
from plenum.web.directory.pick import PickField
from plenum.web.layout.forms import DateInput, MomentInput


class ActorForm(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)


class VersionForm(forms.Form):
    """A form that remembers which state of the thing its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class BodyForm(ActorForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    symbol = forms.CharField(label=_("Symbol"), max_length=20, help_text=_("TU in 412-CV/TU."))
    code = forms.CharField(label=_("Exchange code"), max_length=35)
    system = forms.ChoiceField(label=_("System"), choices=System.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    place = forms.CharField(label=_("Place name"), max_length=80, help_text=_("Where documents are dated from."))
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)

    def __init__(self, *args: Any, by: Actor, parent: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["parent"] = PickField("bodies", by=by, label=_("Below"), required=False, initial=parent)


class RenameForm(VersionForm):
    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    symbol = forms.CharField(label=_("Symbol"), max_length=20)
    on = forms.DateField(
        label=_("From the day"), widget=DateInput, help_text=_("Documents of earlier days keep showing the old name.")
    )


class RenameUnitForm(VersionForm):
    name = forms.CharField(label=_("New name"), max_length=200)
    symbol = forms.CharField(label=_("Symbol"), max_length=20, required=False)
    on = forms.DateField(
        label=_("From the day"), widget=DateInput, help_text=_("Documents of earlier days keep showing the old name.")
    )


class MoveForm(ActorForm, VersionForm):
    def __init__(self, *args: Any, by: Actor, parent: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["parent"] = PickField(
            "bodies", by=by, label=_("Below"), required=False, initial=parent, help_text=_("Nothing means at the top.")
        )


class CloseForm(VersionForm):
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)


class WatermarkForm(VersionForm):
    asked = forms.TypedChoiceField(
        label=_("Name and time on every page"),
        choices=[("1", _("Yes: on view, print and download")), ("0", _("No"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        help_text=_("With it, only the clerks of the body get the original, to verify a signature."),
    )


class MergeForm(ActorForm):
    on = forms.DateField(label=_("First day of the successor"), widget=DateInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["predecessors"] = PickField(
            "bodies", by=by, multiple=True, label=_("Bodies that are merged into this one")
        )
        self.order_fields(["predecessors", "on"])


class SplitForm(ActorForm):
    on = forms.DateField(label=_("First day of the successors"), widget=DateInput)
    closes = forms.BooleanField(label=_("This body closes the day before"), required=False, initial=True)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["successors"] = PickField("bodies", by=by, multiple=True, label=_("Bodies that take over"))
        self.order_fields(["successors", "on", "closes"])


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    symbol = forms.CharField(label=_("Symbol"), max_length=20, required=False)
    parent = forms.TypedChoiceField(label=_("Below"), coerce=int, empty_value=None, required=False)
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)

    def __init__(self, *args: Any, units: list[tuple[Unit, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = _unit_choices(units)  # type: ignore[attr-defined]


class MoveUnitForm(VersionForm):
    parent = forms.TypedChoiceField(label=_("Below"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, units: list[tuple[Unit, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = _unit_choices(units)  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    full_name = forms.CharField(label=_("Full name"), max_length=100)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    contacts_for = forms.ChoiceField(
        label=_("Who sees telephone and e-mail"), choices=ContactsFor.choices, initial=ContactsFor.OWN_BODY
    )


class NewPersonForm(PersonForm):
    username = forms.RegexField(
        r"^[a-z0-9._-]+$",
        label=_("Username"),
        max_length=60,
        help_text=_("Small letters, digits, full stop, hyphen."),
        error_messages={"invalid": _("Use small letters, digits, full stop and hyphen only.")},
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    field_order = ("full_name", "username", "email", "phone", "contacts_for")


class EditPersonForm(VersionForm, PersonForm):
    pass


class ClosePersonForm(VersionForm, ReasonForm):
    pass


class PeopleFilterForm(forms.Form):
    q = forms.CharField(label=_("Full name"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices])
    state = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[
            ("", _("Every account")),
            ("open", pgettext_lazy("account", "Open")),
            ("closed", pgettext_lazy("account", "Closed")),
            ("without_post", _("Without a post")),
        ],
    )


class PostForm(forms.Form):
    title = forms.CharField(label=_("Title of the post"), max_length=100)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    rank = forms.IntegerField(
        label=_("Order in the list"), initial=100, min_value=0, max_value=999, help_text=_("The first leader is 0.")
    )
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)

    def __init__(self, *args: Any, units: list[tuple[Unit, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = _unit_choices(units)  # type: ignore[attr-defined]


class EditPostForm(VersionForm):
    title = forms.CharField(label=_("Title of the post"), max_length=100)
    rank = forms.IntegerField(
        label=_("Order in the list"), min_value=0, max_value=999, help_text=_("The first leader is 0.")
    )


class RolesForm(ReasonForm):
    """Roles to be added; those taken away have their own button."""

    roles = forms.MultipleChoiceField(label=_("Roles to add"), choices=(), widget=forms.CheckboxSelectMultiple)
    field_order = ("roles", "reason")

    def __init__(self, *args: Any, held: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [c for c in Role.choices if c[0] not in held]  # type: ignore[attr-defined]


class WithdrawRolesForm(VersionForm):
    roles = forms.MultipleChoiceField(label=_("Roles to withdraw"), choices=(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, held: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [c for c in Role.choices if c[0] in held]  # type: ignore[attr-defined]


class AppointForm(ActorForm, ReasonForm):
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, required=False)
    is_main = forms.BooleanField(label=_("It becomes the person's main post"), required=False, initial=True)

    def __init__(self, *args: Any, by: Actor, person: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["person"] = PickField("people", by=by, label=_("Person"), initial=person)
        self.order_fields(["person", "valid_from", "valid_to", "is_main", "reason"])


class PeriodForm(forms.Form):
    """Where and how long somebody acts for another."""

    scope = forms.MultipleChoiceField(
        label=_("Where it holds"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means everywhere the post acts."),
    )
    valid_from = forms.DateTimeField(label=_("From"), widget=MomentInput)
    valid_to = forms.DateTimeField(label=_("Until"), widget=MomentInput)


class SubstituteForm(ActorForm, PeriodForm, ReasonForm):
    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["person"] = PickField("people", by=by, label=_("Substitute"))
        self.order_fields(["person", "scope", "valid_from", "valid_to", "reason"])


class DelegateForm(ActorForm, PeriodForm):
    position = forms.TypedChoiceField(label=_("Post"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of delegation"), choices=DelegationKind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, by: Actor, posts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["position"].choices = posts  # type: ignore[attr-defined]
        self.fields["delegate"] = PickField("people", by=by, label=_("Who acts for you"))
        self.order_fields(["delegate", "position", "kind", "scope", "valid_from", "valid_to", "reason"])


class EmailForm(ReasonForm):
    email = forms.EmailField(label=_("New e-mail address"))
    field_order = ("email", "reason")


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)


class NewGroupForm(GroupForm):
    shared = forms.TypedChoiceField(
        label=_("Who uses it"),
        choices=[("0", _("Only I (quick list)")), ("1", _("Everybody in my body (shared group)"))],
        coerce=lambda value: value == "1",
        initial="0",
        widget=forms.RadioSelect,
    )


class RenameGroupForm(VersionForm, GroupForm):
    pass


class RecipientsForm(ActorForm):
    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["bodies"] = PickField("bodies", by=by, multiple=True, required=False, label=_("Bodies to add"))
        self.fields["people"] = PickField("people", by=by, multiple=True, required=False, label=_("People to add"))


def _unit_choices(units: list[tuple[Unit, int]]) -> list[tuple[str, Any]]:
    return [("", _("directly in the body")), *((str(u.pk), "\u2003" * depth + u.name) for u, depth in units)]


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """What the form of renaming starts from."""
    return {
        "version": organisation.version,
        "name": organisation.name,
        "short_name": organisation.short_name,
        "symbol": organisation.symbol,
    }
