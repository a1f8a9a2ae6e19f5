"""Whom the pages of administration let in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from plenum.directory import rules
from plenum.web.layout.actors import actor_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def administrators(view: View[P]) -> View[P]:
    """Let only administrators in; others read why."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        rules.can_administer.check(actor_of(request))
        return view(request, *args, **kwargs)

    return answer
