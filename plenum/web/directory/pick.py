"""Choosing a person or a body out of thousands: type some letters, pick from what is found; works without a script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.clock import local_date, now
from plenum.core.text import whole_number
from plenum.directory.queries.organisations import containing, in_force_on, organisations_visible_to
from plenum.directory.queries.people import PeopleFilter, find_people

#: How many are shown at most.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be picked."""

    value: int
    name: str
    hint: str


def people_like(by: Actor, text: str) -> list[Choice]:
    """People whose name contains the words, with their main post. Two queries."""
    found = find_people(by, PeopleFilter(text=text, state="open"), now())[:SHOWN]
    return [_person(person) for person in found]


def people_of(by: Actor, ids: Sequence[int]) -> list[Choice]:
    """The people with these ids whom one sees."""
    return [_person(p) for p in find_people(by, PeopleFilter(state="open"), now()).filter(pk__in=ids)]


def bodies_like(by: Actor, text: str) -> list[Choice]:
    """Bodies in force whose name, symbol or code contains the words. One query."""
    found = organisations_visible_to(by).filter(in_force_on(local_date(now())), containing(text))
    return [Choice(body.pk, body.name, body.symbol) for body in found[:SHOWN]]


def bodies_of(by: Actor, ids: Sequence[int]) -> list[Choice]:
    """The bodies in force with these ids."""
    found = organisations_visible_to(by).filter(in_force_on(local_date(now())), pk__in=ids)
    return [Choice(body.pk, body.name, body.symbol) for body in found]


def _person(person: Any) -> Choice:
    post = person.posts_now[0].position if person.posts_now else None
    return Choice(person.pk, person.full_name, f"{post.title} · {post.organisation.short_name}" if post else "")


Finder = Callable[[Actor, str], list[Choice]]
Reader = Callable[[Actor, Sequence[int]], list[Choice]]
KINDS: dict[str, tuple[Finder, Reader]] = {"people": (people_like, people_of), "bodies": (bodies_like, bodies_of)}


class PickWidget(forms.Widget):
    """A search box and what was found under it."""

    template_name = "directory/_pick.html"

    def __init__(self, kind: str, *, multiple: bool) -> None:
        super().__init__()
        self.kind, self.multiple = kind, multiple
        self.choices: list[Choice] = []
        self.text = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], str]:
        return data.getlist(name), data.get(f"{name}_q", "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_q" not in data

    def id_for_label(self, id_: str, index: str | int | None = None) -> str:
        return id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = {str(v) for v in (value[0] if isinstance(value, tuple) else [])}
        context["widget"].update(
            {
                "found": self.choices,
                "chosen": chosen,
                "text": self.text,
                "multiple": self.multiple,
                "address": reverse("directory:choose", args=[self.kind]),
            }
        )
        return context


class PickField(forms.Field):
    """Ids of people or bodies; one of them, or with ``multiple`` any number."""

    widget: PickWidget

    def __init__(self, kind: str, *, by: Actor, multiple: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=PickWidget(kind, multiple=multiple), **kwargs)
        self.by, self.multiple = by, multiple
        self.find, self.read = KINDS[kind]
        if self.initial:
            self.widget.choices = self.read(by, [self.initial])
            self.initial = ([self.initial], "")

    def clean(self, value: Any) -> Any:
        picked, text = value if isinstance(value, tuple) else ([], "")
        ids = [number for v in picked if (number := whole_number(str(v))) is not None]
        self.widget.text = text
        chosen = self.read(self.by, ids) if ids else []
        if not chosen and text:
            chosen = self._found(text)
        self.widget.choices = chosen or self.widget.choices
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        values = [choice.value for choice in chosen]
        return values if self.multiple else (values[0] if values else None)

    def _found(self, text: str) -> list[Choice]:
        found = self.find(self.by, text)
        if len(found) == 1:
            return found
        self.widget.choices = found
        message = _("Pick one of those found below.") if found else _("Nothing was found with these words.")
        raise forms.ValidationError(message, code="several" if found else "none")
