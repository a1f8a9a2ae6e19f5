"""One box over everything that one may see."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenum.core.text import whole_number
from plenum.search.errors import NotReady
from plenum.search.queries import DEEPEST, Results, search_visible, suggest_visible
from plenum.web.home.finds import KINDS, finds
from plenum.web.layout.actors import actor_of

PAGE = 20


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind to choose, with what it holds."""

    name: str
    address: str
    count: int
    current: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    page = _page(request.GET.get("page", ""))
    typing = "typing" in request.GET
    context: dict[str, Any] = {"text": text, "kind": kind, "page": page, "search_address": ""}
    status = HTTPStatus.OK
    try:
        results = search_visible(
            text,
            by=actor_of(request),
            kinds=[kind] if kind else list(KINDS),
            limit=PAGE,
            offset=(page - 1) * PAGE,
            typing=typing,
        )
    except NotReady as refusal:
        context["refusal"], status = refusal, HTTPStatus.SERVICE_UNAVAILABLE
    else:
        context |= _shown(text, kind, page, results)
    template = "home/_search_results.html" if request.headers.get("HX-Request") else "home/search.html"
    return render(request, template, context, status=status)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    try:
        found = finds(suggest_visible(text, by=actor_of(request)).hits)
    except NotReady:
        found = []
    more = _address(q=text) if text else ""
    return render(request, "home/_search_suggestions.html", {"finds": found, "text": text, "more": more})


def _shown(text: str, kind: str, page: int, results: Results) -> dict[str, Any]:
    first = (page - 1) * PAGE + 1
    last = min(first + PAGE - 1, results.total)
    return {
        "finds": finds(results.hits),
        "total": results.total,
        "everything": sum(results.counts.get(name, 0) for name in KINDS),
        "tabs": _tabs(text, kind, results),
        "first": first,
        "last": last,
        "previous": _address(q=text, kind=kind, page=page - 1) if page > 1 else "",
        "next": _address(q=text, kind=kind, page=page + 1) if last < results.total and last < DEEPEST else "",
        "all_kinds": _address(q=text),
    }


def _tabs(text: str, chosen: str, results: Results) -> list[Tab]:
    counts = {name: results.counts.get(name, 0) for name in KINDS}
    tabs = [Tab(_("Everything"), _address(q=text), sum(counts.values()), not chosen)]
    tabs += [
        Tab(str(kind.plural), _address(q=text, kind=kind.name), counts[kind.name], chosen == kind.name)
        for kind in KINDS.values()
        if counts[kind.name] or chosen == kind.name
    ]
    return tabs


def _address(*, q: str, kind: str = "", page: int = 1) -> str:
    query = {"q": q, "kind": kind, "page": page if page > 1 else ""}
    return f"{reverse('home:search')}?{urlencode({name: value for name, value in query.items() if value})}"


def _page(text: str) -> int:
    return min(whole_number(text) or 1, DEEPEST // PAGE)
