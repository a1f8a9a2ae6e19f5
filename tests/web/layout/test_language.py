import pytest
from django.test import Client

from plenum.directory.models import Person
from tests.cast import Cast

COOKIE = "django_language"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.feature("X1")
@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [("ru", "en", "ru"), ("", "en-GB,en;q=0.8", "en"), ("", "fr", "vi"), ("xx", "ru", "ru"), ("", "", "vi")],
)
def test_before_signing_in_the_cookie_comes_before_the_browser(
    client: Client, cookie: str, browser: str, language: str
) -> None:
    client.cookies[COOKIE] = cookie
    answer = client.get("/gallery/", headers={"accept-language": browser})
    assert answer["Content-Language"] == language


def test_a_person_s_own_language_comes_before_the_cookie(client: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.lan.pk).update(language="en")
    client.force_login(Person.objects.get(pk=cast.lan.pk), backend=BACKEND)
    client.cookies[COOKIE] = "ru"
    answer = client.post("/language/", {"language": "xx"})
    assert answer["Content-Language"] == "en"


def test_switching_is_remembered_on_the_person_and_on_the_device(client: Client, cast: Cast) -> None:
    client.force_login(cast.lan, backend=BACKEND)
    answer = client.post("/language/", {"language": "ru", "next": "/gallery/"})
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/")
    assert Person.objects.get(pk=cast.lan.pk).language == "ru"
    assert client.cookies[COOKIE].value == "ru"


@pytest.mark.parametrize("wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", ""])
def test_switching_leads_to_no_foreign_address(client: Client, wanted: str) -> None:
    assert client.post("/language/", {"language": "vi", "next": wanted})["Location"] == "/"


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("purple", "")])
def test_colours_are_kept_in_a_cookie_and_come_with_the_page(client: Client, chosen: str, kept: str) -> None:
    client.post("/theme/", {"theme": chosen})
    page = client.get("/gallery/").content.decode()
    assert (f'data-bs-theme="{kept}"' in page) == bool(kept)
