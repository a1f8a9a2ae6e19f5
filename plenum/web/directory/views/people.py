"""Administration of people: the list, the account, what ends at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.clock import now
from plenum.directory.actions.people import (
    add_person,
    deactivate_person,
    edit_person,
    end_sessions_of,
    note_sign_in_link,
    unlock_sign_in,
)
from plenum.directory.enums import ContactsFor, RightsChangeKind
from plenum.directory.models import Person
from plenum.directory.queries.pages import page_of
from plenum.directory.queries.people import PeopleFilter, find_people
from plenum.web.directory.acting import administrators
from plenum.web.directory.forms import (
    ClosePersonForm,
    EditPersonForm,
    EmailForm,
    NewPersonForm,
    PeopleFilterForm,
    ReasonForm,
)
from plenum.web.directory.found import person_or_404
from plenum.web.directory.proposing import propose
from plenum.web.directory.sign_in_links import sign_in_link
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once
from plenum.web.layout.step_up import step_up

form_methods = require_http_methods(["GET", "POST"])


@require_safe
@administrators
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    wanted = PeopleFilter(text=given.get("q", ""), role=given.get("role", ""), state=given.get("state", ""))
    rows = find_people(actor_of(request), wanted, now())
    page = page_of(rows, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    narrowed = wanted != PeopleFilter()
    return render(request, "directory/people.html", {"form": form, "page": page, "narrowed": narrowed})


@form_methods
@administrators
@once
def new_person(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    form = NewPersonForm(posted(request))

    def add(given: dict[str, Any]) -> Person:
        contacts_for = ContactsFor(given.pop("contacts_for"))
        return add_person(**given, contacts_for=contacts_for, by=by, at=at)

    made = carried_out(form, add)
    if made is None:
        return form_page(request, "directory/person_form.html", form, {"title": _("Enter a person")})
    messages.success(request, _("The person is entered. Appoint them to a post next."))
    return redirect("directory:person", made.pk)


@form_methods
@administrators
@once
def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    person = person_or_404(by, pk)
    initial = {
        "version": person.version,
        "full_name": person.full_name,
        "phone": person.phone,
        "contacts_for": person.contacts_for,
    }
    form = EditPersonForm(posted(request), initial=initial)

    def edit(given: dict[str, Any]) -> Person:
        contacts_for = ContactsFor(given.pop("contacts_for"))
        return edit_person(person_id=pk, **given, contacts_for=contacts_for, by=by, at=at)

    if carried_out(form, edit) is None:
        return _form(request, form, person, _("Edit"))
    messages.success(request, _("The person is changed."))
    return redirect("directory:person", pk)


@form_methods
@administrators
@once
def close_person(request: HttpRequest, pk: int) -> HttpResponse:
    by, at = actor_of(request), now()
    person = person_or_404(by, pk)
    form = ClosePersonForm(posted(request), initial={"version": person.version})
    if carried_out(form, lambda given: deactivate_person(person_id=pk, **given, by=by, at=at)) is None:
        note = _("Sessions, posts and delegations end at once. Opening the account again waits for confirmation.")
        return _form(request, form, person, _("Close the account"), note)
    messages.success(request, _("The account is closed."))
    return redirect("directory:person", pk)


@require_POST
@administrators
@once
def unlock_person(request: HttpRequest, pk: int) -> HttpResponse:
    unlock_sign_in(person_id=pk, by=actor_of(request), at=now())
    messages.success(request, _("Failed attempts are forgiven; the person can sign in again."))
    return redirect("directory:person", pk)


@require_POST
@administrators
@once
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    end_sessions_of(person_id=pk, by=actor_of(request), at=now())
    messages.success(request, _("All sessions of the person are ended."))
    return redirect("directory:person", pk)


@require_POST
@administrators
@step_up
def fetch_sign_in_link(request: HttpRequest, pk: int) -> HttpResponse:
    person = note_sign_in_link(person_id=pk, by=actor_of(request), at=now())
    response = render(request, "directory/sign_in_link.html", {"person": person, "link": sign_in_link(request, person)})
    response.headers["Cache-Control"] = "no-store"
    return response


@form_methods
@administrators
@once
def propose_for_person(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    by = actor_of(request)
    person = person_or_404(by, pk)
    titles = {
        RightsChangeKind.REACTIVATE: _("Open the account again"),
        RightsChangeKind.CHANGE_EMAIL: _("Change the e-mail address"),
        RightsChangeKind.RENEW_SIGN_IN: _("Give a new sign-in"),
    }
    wanted = RightsChangeKind(kind)
    form = EmailForm(posted(request)) if wanted == RightsChangeKind.CHANGE_EMAIL else ReasonForm(posted(request))

    def terms(given: dict[str, Any]) -> dict[str, object]:
        return {"email": given["email"]} if "email" in given else {}

    change = propose(request, form, kind=wanted, person_id=pk, terms=terms)
    if change is None:
        return _form(request, form, person, titles[wanted], _("A second administrator has to confirm it."))
    return redirect("directory:rights_change", change.pk)


def _form(request: HttpRequest, form: Any, person: Person, title: str, note: str = "") -> HttpResponse:
    context = {
        "title": title,
        "thing": person.full_name,
        "back": "directory:person",
        "back_pk": person.pk,
        "note": note,
    }
    return form_page(request, "directory/change_form.html", form, context)
