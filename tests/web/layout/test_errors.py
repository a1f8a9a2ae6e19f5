"""The pages for what went wrong: no test here has a database, so a query would fail it."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from plenum.web.layout import errors
from plenum.web.layout.refusals import RefusalMiddleware
from tests.web.layout.error_urls import RAISED
from tests.web.layout.reading import read

STATUS = {
    "bad": 400,
    "large": 413,
    "denied": 403,
    "gone": 404,
    "forgotten": 404,
    "broken": 500,
    "lost": 503,
    "stale": 409,
    "forbidden": 403,
}


@pytest.fixture
def asking(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.web.layout.error_urls"
    # It asks the database whether the installation is set up.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("FirstRunMiddleware")]
    return Client(raise_request_exception=False)


@pytest.mark.feature("X1")
@pytest.mark.parametrize("language", ["vi", "ru", "en"])
@pytest.mark.parametrize("name", RAISED)
def test_each_fault_has_a_page_in_the_reader_s_language(asking: Client, name: str, language: str) -> None:
    answer = asking.get(f"/{name}/", headers={"accept-language": language})
    page = read(answer.content.decode())
    assert (answer.status_code, answer["Content-Language"], page.faults) == (STATUS[name], language, [])
    assert page.inline == []
    assert "/" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize("name", RAISED)
def test_a_part_of_a_page_gets_a_notice_instead(asking: Client, name: str) -> None:
    answer = asking.get(f"/{name}/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (STATUS[name], "#notices")
    assert 'role="alert"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_what_is_not_there_and_what_may_not_be_seen_look_the_same(asking: Client) -> None:
    pages = {asking.get(f"/{name}/").content.replace(name.encode(), b"") for name in ("gone", "forgotten", "nowhere")}
    assert len(pages) == 1


def test_a_fault_tells_nothing_of_the_inside(asking: Client) -> None:
    assert "secret" not in asking.get("/broken/").content.decode()


def test_a_refusal_says_its_reason(asking: Client) -> None:
    assert "Only the chair may open a ballot." in asking.get("/forbidden/").content.decode()


def test_a_lost_database_asks_to_come_back(asking: Client) -> None:
    assert asking.get("/lost/")["Retry-After"] == errors.RETRY_AFTER


def test_a_form_without_its_token_explains_itself(asking: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/theme/", {"theme": "dark"}, headers={"accept-language": "vi"})
    assert (answer.status_code, "Trang đã mở quá lâu" in answer.content.decode()) == (403, True)


def test_other_exceptions_pass_the_refusals_by() -> None:
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/")
    assert middleware.process_exception(request, RuntimeError("x")) is None
    assert middleware(request).status_code == 200


def test_a_proxy_may_ask_for_the_page_of_too_large_uploads() -> None:
    assert errors.too_large(RequestFactory().post("/")).status_code == 413
