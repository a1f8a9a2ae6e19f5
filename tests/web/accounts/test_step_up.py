import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from plenum.web.layout.step_up import recently_authenticated, step_up
from tests.cast import PASSWORD, Cast
from tests.web.accounts.conftest import Signed

pytestmark = pytest.mark.feature("O6")


@step_up
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def request_of(client: Client, cast: Cast, method: str = "get", **headers: str) -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)("/documents/7/sign/", headers=headers)
    request.user = cast.lan
    request.session = client.session
    return request


def age(client: Client, seconds: int) -> None:
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - seconds
    session.save()


def test_who_just_signed_in_passes(cast: Cast, signed: Signed) -> None:
    assert guarded(request_of(signed("lan"), cast)).content == b"done"


def test_who_signed_in_long_ago_confirms_and_comes_back(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    age(client, 301)
    answer = guarded(request_of(client, cast))
    assert answer.headers["Location"] == "/accounts/confirm/?next=%2Fdocuments%2F7%2Fsign%2F"
    back = client.post("/accounts/confirm/", {"password": PASSWORD, "next": "/documents/7/sign/"})
    assert back.headers["Location"] == "/documents/7/sign/"
    assert recently_authenticated(request_of(client, cast))


def test_a_wrong_password_confirms_nothing(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    age(client, 301)
    client.post("/accounts/confirm/", {"password": "wrong", "next": "/"})
    assert not recently_authenticated(request_of(client, cast))


def test_a_post_comes_back_to_the_page_it_was_sent_from_and_to_no_other_site(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    age(client, 301)
    here = guarded(request_of(client, cast, "post", referer="http://testserver/documents/7/?tab=2"))
    elsewhere = guarded(request_of(client, cast, "post", referer="https://evil.example/"))
    assert here.headers["Location"].endswith("next=%2Fdocuments%2F7%2F%3Ftab%3D2")
    assert elsewhere.headers["Location"].endswith("next=%2Fdocuments%2F7%2Fsign%2F")


def test_htmx_sends_the_whole_page_to_confirm(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    age(client, 301)
    answer = guarded(
        request_of(client, cast, "post", **{"hx-request": "true", "hx-current-url": "http://testserver/documents/7/"})
    )
    assert answer.headers["HX-Redirect"].endswith("next=%2Fdocuments%2F7%2F")


def test_anothers_confirmation_does_not_count(cast: Cast, signed: Signed) -> None:
    request = request_of(signed("lan"), cast)
    request.user = cast.hoa
    assert not recently_authenticated(request)
