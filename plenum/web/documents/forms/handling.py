"""Giving to a leader, instructing, giving on, reporting, returning."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.directory.models import Unit
from plenum.documents.assignees import Assignee
from plenum.documents.enums import Urgency
from plenum.documents.queries.posts import Post
from plenum.web.documents.forms.fields import DeadlineField


class ActForm(forms.Form):
    """What every act carries: the version of the page, and the assignment it is about, if it is about one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    assignment = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SubmitForm(ActForm):
    """To whom the document is given for instruction."""

    leader = forms.TypedChoiceField(
        label=_("Leader"), coerce=int, widget=forms.RadioSelect, error_messages={"required": _("Choose a leader.")}
    )

    def __init__(self, *args: Any, leaders: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = [(post.position_id, str(post)) for post in leaders]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table in which an instruction names people."""

    value: str
    name: str
    title: str
    is_lead: bool
    cooperates: bool
    is_informed: bool


class NamingForm(ActForm):
    """A table: who leads (one), who co-operates, who is informed."""

    lead = forms.ChoiceField(
        label=_("Lead"), widget=forms.RadioSelect, error_messages={"required": _("Choose who leads: exactly one.")}
    )
    cooperating = forms.MultipleChoiceField(
        label=_("Co-operating"), required=False, widget=forms.CheckboxSelectMultiple
    )
    informed = forms.MultipleChoiceField(
        label=_("For information"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, units: Iterable[Unit], posts: Iterable[Post]) -> None:
        """Say who can be named."""
        self._units = [(f"unit-{unit.pk}", unit.name, "") for unit in units]
        self._posts = [(f"post-{post.position_id}", post.name, post.title) for post in posts]
        choices = [(value, name) for value, name, _title in [*self._units, *self._posts]]
        for field in ("lead", "cooperating", "informed"):
            self.fields[field].choices = choices  # type: ignore[attr-defined]

    def units(self) -> list[Line]:
        """The lines of units."""
        return [self._line(*each) for each in self._units]

    def posts(self) -> list[Line]:
        """The lines of people."""
        return [self._line(*each) for each in self._posts]

    def posts_are_open(self) -> bool:
        """True when somebody among the people is named, or there are no units."""
        return not self._units or any(line.is_lead or line.cooperates or line.is_informed for line in self.posts())

    def _line(self, value: str, name: str, title: str) -> Line:
        return Line(
            value,
            name,
            title,
            self["lead"].value() == value,
            value in (self["cooperating"].value() or ()),
            value in (self["informed"].value() or ()),
        )

    def named(self) -> dict[str, Any]:
        """Who was named, for the action."""
        given = self.cleaned_data
        return {
            "lead": Assignee.parse(given["lead"]),
            "cooperating": [Assignee.parse(value) for value in given["cooperating"]],
            "informed": [Assignee.parse(value) for value in given["informed"]],
        }


class InstructForm(NamingForm):
    """The leader's instruction."""

    text = forms.CharField(
        label=_("Instruction"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_at = DeadlineField(label=_("Deadline"), required=False)
    urgency = forms.TypedChoiceField(label=_("Urgency"), choices=Urgency.choices, coerce=int)


class GiveForm(ActForm):
    """A head of unit gives it to people of the unit."""

    lead = forms.TypedChoiceField(
        label=_("Lead"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who leads: exactly one.")},
    )
    cooperating = forms.TypedMultipleChoiceField(
        label=_("Co-operating"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("Instruction"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_at = DeadlineField(label=_("Deadline"), required=False)

    def __init__(self, *args: Any, members: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = list(members)
        for field in ("lead", "cooperating"):
            self.fields[field].choices = [(post.position_id, str(post)) for post in self._members]  # type: ignore[attr-defined]

    def members(self) -> list[Line]:
        """The lines of the table."""
        lead, helping = str(self["lead"].value()), {str(value) for value in self["cooperating"].value() or ()}
        return [
            Line(str(p.position_id), p.name, p.title, lead == str(p.position_id), str(p.position_id) in helping, False)
            for p in self._members
        ]


class ReportForm(ActForm):
    """What was done."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example the number of the answer, or what was decided."),
    )


class ReturnForm(ActForm):
    """Why it goes back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
