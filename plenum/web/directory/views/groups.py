"""Recipient groups of the body and one's own quick lists."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.clock import now
from plenum.directory import rules
from plenum.directory.actions.groups import create_group, delete_group, put_recipients, rename_group, take_recipient
from plenum.directory.queries.groups import groups_visible_to, with_recipients
from plenum.web.directory.forms import NewGroupForm, RecipientsForm, RenameGroupForm
from plenum.web.directory.found import group_or_404
from plenum.web.layout.acting import carried_out, form_page, posted
from plenum.web.layout.actors import actor_of
from plenum.web.layout.once import once


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    rows = groups_visible_to(actor_of(request))
    context = {"shared": [g for g in rows if g.owner_id is None], "own": [g for g in rows if g.owner_id is not None]}
    return render(request, "directory/groups.html", context)


@require_http_methods(["GET", "POST"])
@once
def new_group(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = NewGroupForm(posted(request))
    made = carried_out(form, lambda given: create_group(**given, by=by, at=now()))
    if made is None:
        return form_page(request, "directory/group_form.html", form)
    return redirect("directory:group", made.pk)


@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "directory/group.html", _context(request, pk))


@require_POST
@once
def change_group(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    group_or_404(by, pk)
    form = RenameGroupForm(posted(request))
    if carried_out(form, lambda given: rename_group(group_id=pk, **given, by=by, at=now())) is None:
        return form_page(request, "directory/group.html", form, {**_context(request, pk), "rename_form": form})
    messages.success(request, _("The list is renamed."))
    return redirect("directory:group", pk)


@require_POST
@once
def put(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    group_or_404(by, pk)
    form = RecipientsForm(posted(request), by=by)
    done = carried_out(
        form,
        lambda given: put_recipients(
            group_id=pk, organisation_ids=given["bodies"], person_ids=given["people"], by=by, at=now()
        ),
    )
    if done is None:
        return form_page(request, "directory/group.html", form, {**_context(request, pk), "put_form": form})
    return redirect("directory:group", pk)


@require_POST
@once
def take(request: HttpRequest, pk: int, recipient: int) -> HttpResponse:
    by = actor_of(request)
    group_or_404(by, pk)
    take_recipient(group_id=pk, recipient_id=recipient, by=by, at=now())
    return redirect("directory:group", pk)


@require_POST
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    group_or_404(by, pk)
    delete_group(group_id=pk, by=by, at=now())
    messages.success(request, _("The list is deleted."))
    return redirect("directory:groups")


def _context(request: HttpRequest, pk: int) -> dict[str, object]:
    by = actor_of(request)
    group_or_404(by, pk)
    found = with_recipients(groups_visible_to(by)).get(pk=pk)
    return {
        "group": found,
        "recipients": list(found.recipients.all()),
        "may_keep": rules.can_keep_group(by, found),
        "rename_form": RenameGroupForm(initial={"name": found.name, "version": found.version}),
        "put_form": RecipientsForm(by=by),
    }
