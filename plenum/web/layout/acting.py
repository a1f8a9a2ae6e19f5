"""Between a form and an action: what every page with a form does the same way."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.core.errors import Forbidden, Forgotten, Refusal
from plenum.web.layout.forms import add_refusal

T = TypeVar("T")


def carried_out(form: forms.BaseForm, act: Callable[[dict[str, Any]], T]) -> T | None:
    """Do ``act`` with what the form holds; None when the form or the act refused, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except (Forbidden, Forgotten):
        raise
    except Refusal as refusal:
        add_refusal(form, refusal)
        return None


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of a form; 422 when it comes back with something wrong."""
    return render(request, template, {**(context or {}), "form": form}, status=422 if form.errors else 200)


def posted(request: HttpRequest) -> Any:
    """The input of a POST, None for a GET: what an unbound form wants."""
    return request.POST if request.method == "POST" else None
