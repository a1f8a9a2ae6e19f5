"""Reading the directory: open to everybody who is signed in."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenum.core.clock import local_date, now
from plenum.directory import rules
from plenum.directory.queries.organisations import (
    children_of,
    containing,
    in_force_on,
    organisations_visible_to,
    path_to,
    successions_of,
    tree,
    units_of,
    with_former_names,
)
from plenum.directory.queries.people import PeopleFilter, appointments_of, find_people, posts_of, work_together
from plenum.web.directory.found import body_or_404, person_or_404, story_of, unit_or_404
from plenum.web.directory.pick import KINDS
from plenum.web.layout.actors import actor_of

#: How many people and bodies a search shows.
SHOWN = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    actor, at, text = actor_of(request), now(), request.GET.get("q", "").strip()[:100]
    if not text:
        return render(request, "directory/index.html", {"branches": tree(actor, local_date(at))})
    bodies = organisations_visible_to(actor).filter(in_force_on(local_date(at)), containing(text))
    context = {
        "text": text,
        "bodies": bodies.select_related("parent")[:SHOWN],
        "people": find_people(actor, PeopleFilter(text=text), at)[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "directory/search.html", context)


@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    organisation = body_or_404(actor, pk, with_former_names(organisations_visible_to(actor)))
    units = units_of(actor, pk, local_date(at))
    posts = posts_of(pk, at)
    by_unit: dict[int | None, list[object]] = {}
    for post in posts:
        by_unit.setdefault(post.unit_id, []).append(post)
    context = {
        "organisation": organisation,
        "path": path_to(organisation),
        "children": children_of(actor, pk, local_date(at)),
        "parts": [(None, 0, by_unit.get(None, [])), *((u, depth, by_unit.get(u.pk, [])) for u, depth in units)],
        "people_count": sum(len(p.holders_now) for p in posts),  # type: ignore[attr-defined, misc]
        "successions": successions_of(pk),
        "may_change": rules.can_administer(actor),
        "story": story_of(actor, ("organisation", pk)),
        "today": local_date(at),
    }
    return render(request, "directory/body.html", context)


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    found = unit_or_404(actor, pk)
    context = {
        "unit": found,
        "posts": posts_of(found.organisation_id, at, [pk]),
        "former_names": found.former_names.all(),
        "may_change": rules.can_administer(actor),
        "story": story_of(actor, ("unit", pk)),
    }
    return render(request, "directory/unit.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    found = person_or_404(actor, pk)
    together = work_together(actor, pk, at)
    day = local_date(at)
    appointments = appointments_of(pk)
    now_held = [
        a for a in appointments if a.ended_at is None and a.valid_from <= day and (not a.valid_to or a.valid_to >= day)
    ]
    context = {
        "person": found,
        "now_held": sorted(now_held, key=lambda a: not a.is_main),
        "others": [a for a in appointments if a not in now_held],
        "no_contacts": rules.can_see_contacts.reason(actor, found, same_body=together),
        "may_change": rules.can_administer(actor),
        "story": story_of(actor, ("person", pk)),
    }
    return render(request, "directory/person.html", context)


@require_safe
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    name = next((key.removesuffix("_q") for key in request.GET if key.endswith("_q")), "")
    if kind not in KINDS or not name.isidentifier():
        raise BadRequest
    text = request.GET.get(f"{name}_q", "").strip()[:100]
    found = KINDS[kind][0](actor_of(request), text) if text else []
    widget = {
        "name": name,
        "found": found,
        "chosen": set(),
        "text": text,
        "multiple": request.GET.get("multiple") == "1",
        "attrs": {"id": f"id_{name}"},
    }
    return render(request, "directory/_found.html", {"widget": widget})
