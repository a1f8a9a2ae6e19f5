"""Too many wrong passwords: which account, from where, and the page that says so (django-axes)."""

from collections.abc import Mapping

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """What was given as username or address, in small letters."""
    given = (credentials or {}).get("username") or (credentials or {}).get("email") or request.POST.get("login", "")
    return given.strip().lower()


def address_of(request: HttpRequest) -> str:
    """The client's address, behind as many proxies as the installation has."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page for somebody who guessed too often; it does not say whether the account exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
