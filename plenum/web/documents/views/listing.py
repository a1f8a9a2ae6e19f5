"""The list of incoming documents."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenum.core.actor import Actor
from plenum.core.clock import local_date, now
from plenum.core.text import whole_number
from plenum.documents.enums import State, Urgency
from plenum.documents.queries.registers import (
    ListFilter,
    ListTab,
    Since,
    incoming_counts,
    incoming_page,
    types_in_force,
)
from plenum.documents.rules import can_register
from plenum.web.layout.actors import actor_of


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the list, and how much it holds where that is counted."""

    name: str
    address: str
    count: int | None
    is_current: bool


@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    by, at = actor_of(request), now()
    wanted = _wanted(request)
    after = request.GET.get("after", "")
    page = incoming_page(by, wanted, at, after)
    context: dict[str, Any] = {
        "documents": page.documents,
        "next": _address(wanted, after=page.after) if page.after else "",
        "first": _address(wanted) if after else "",
        "tabs": list(_tabs(by, wanted, incoming_counts(by, at))),
        "wanted": wanted,
        "filtered": wanted != ListFilter(tab=wanted.tab),
        "clear": _address(ListFilter(tab=wanted.tab)),
        "types": types_in_force(local_date(at)),
        "states": [s for s in State if s not in (State.WAITING, State.WITHDRAWN)],
        "urgencies": list(Urgency),
        "periods": list(Since),
        "may_register": can_register(by, by.organisation_id),
        "at": at,
    }
    return render(request, "documents/incoming.html", context)


def _tabs(by: Actor, wanted: ListFilter, counts: dict[str, int]) -> list[Tab]:
    shown = [tab for tab in ListTab if tab != ListTab.WAITING or can_register(by, by.organisation_id)]
    counted = (ListTab.WAITING, ListTab.OPEN, ListTab.OVERDUE)
    return [
        Tab(
            str(tab.label),
            _address(ListFilter(tab=tab)),
            counts[tab.value] if tab in counted else None,
            tab == wanted.tab,
        )
        for tab in shown
    ]


def _wanted(request: HttpRequest) -> ListFilter:
    given = request.GET
    return ListFilter(
        tab=ListTab(given["tab"]) if given.get("tab") in ListTab.values else ListTab.ALL,
        text=given.get("text", "")[:200].strip(),
        state=given["state"] if given.get("state") in State.values else "",
        type_id=whole_number(given.get("type"), digits=9),
        urgency=whole_number(given.get("urgency"), digits=9),
        since=Since(given["since"]) if given.get("since") in Since.values else Since.EVER,
    )


def _address(wanted: ListFilter, after: str = "") -> str:
    query = {
        "tab": "" if wanted.tab == ListTab.ALL else wanted.tab.value,
        "text": wanted.text,
        "state": wanted.state,
        "type": wanted.type_id,
        "urgency": wanted.urgency,
        "since": wanted.since.value,
        "after": after,
    }
    return f"{reverse('documents:incoming')}?{urlencode({k: v for k, v in query.items() if v not in ('', None)})}"
