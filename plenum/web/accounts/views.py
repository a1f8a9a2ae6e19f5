"""Pages of one's own account that the library has not: the post one acts in, one's settings, the first start."""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.core.actor import SYSTEM
from plenum.core.clock import now
from plenum.core.errors import Forgotten, Refusal
from plenum.directory.actions.people import choose_own_settings, end_one_session
from plenum.directory.actions.setup import FirstAdministrator, FirstBody, set_up
from plenum.directory.enums import ContactsFor, Level, System
from plenum.directory.queries.actors import capacities_of
from plenum.directory.queries.setup import is_set_up
from plenum.web.accounts.first_run import forget_token, token_fits
from plenum.web.accounts.forms import FirstRunForm, OwnSettingsForm
from plenum.web.layout.actors import CAPACITY, actor_of
from plenum.web.layout.forms import add_refusal
from plenum.web.layout.once import once


class PasskeySignInView(LoginWebAuthnView):  # type: ignore[misc]
    """Signing in by passkey alone; goes where the person wanted to."""

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = perform_passwordless_login(self.request, authenticator, login)
        return response


sign_in_by_passkey = login_not_required(PasskeySignInView.as_view())


@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    capacities = capacities_of(actor.person_id, at)
    if request.method == "GET":
        chosen = request.session.get(CAPACITY) or (capacities[0].key if capacities else "")
        return render(request, "accounts/capacity.html", {"capacities": capacities, "chosen": chosen})
    key = request.POST.get("capacity", "")
    if key not in {c.key for c in capacities}:
        raise Forgotten(_("You can't act in this post now."))
    request.session[CAPACITY] = key
    return HttpResponseRedirect(_next_of(request))


@require_http_methods(["GET", "POST"])
@once
def own_settings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    person = request.user
    form = OwnSettingsForm(
        request.POST if request.method == "POST" else None,
        initial={"contacts_for": person.contacts_for, "language": person.language},  # type: ignore[union-attr]
    )
    if form.is_valid():
        choose_own_settings(
            language=form.cleaned_data["language"],
            contacts_for=ContactsFor(form.cleaned_data["contacts_for"]),
            by=actor,
            at=now(),
        )
        messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    return redirect("mfa_index")


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    end_one_session(session_id=pk, by=actor_of(request), at=now())
    messages.success(request, _("The session is ended."))
    return redirect("usersessions_list")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    if is_set_up():
        raise Forgotten(_("There is no such page."))
    initial = {"token": request.GET.get("token", ""), "system": System.PARTY, "level": Level.PROVINCE}
    form = FirstRunForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _set_up(form):
        forget_token()
        messages.success(request, _("Plenum is ready. Sign in with the account you just made."))
        return HttpResponseRedirect(reverse("account_login"))
    return render(request, "accounts/first_run.html", {"form": form}, status=422 if form.errors else 200)


def _set_up(form: FirstRunForm) -> bool:
    given = form.cleaned_data
    if not token_fits(given["token"]):
        form.add_error("token", _("This is not the token that the program printed."))
        return False
    body = FirstBody(
        code=given["code"],
        name=given["name"],
        short_name=given["short_name"],
        symbol=given["symbol"],
        system=System(given["system"]),
        level=Level(given["level"]),
        place=given["place"],
    )
    who = FirstAdministrator(
        username=given["username"],
        full_name=given["full_name"],
        email=given["email"],
        password=given["password"],
        title=given["title"],
    )
    try:
        set_up(body=body, administrator=who, by=SYSTEM, at=now())
    except Forgotten:
        raise
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _next_of(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
