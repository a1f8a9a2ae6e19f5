from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from plenum.audit.models import AuditEvent
from plenum.core.clock import now
from plenum.directory.models import Organisation, Person
from plenum.directory.queries.administrators import administrations
from tests.cast import Cast
from tests.web.accounts.conftest import sign_in

PAGE = "/accounts/first-run/"
PASSWORD = "bốn-từ-dễ-nhớ-2026"
GIVEN = {
    "token": "the-token",
    "name": "Tỉnh ủy Lam Giang",
    "short_name": "Tỉnh ủy",
    "code": "H99.TU",
    "symbol": "TU",
    "place": "Lam Giang",
    "system": "party",
    "level": "province",
    "full_name": "Bùi Bình An",
    "title": "Quản trị hệ thống",
    "username": "an",
    "email": "",
    "password": PASSWORD,
}


@pytest.fixture
def token(db: None) -> Iterator[Path]:
    path = Path(settings.DATA) / "setup_token"
    path.write_text("the-token\n", encoding="ascii")
    yield path
    path.unlink(missing_ok=True)


@pytest.mark.feature("O7")
def test_every_page_leads_to_the_first_run_until_somebody_is_there(db: None, client: Client) -> None:
    answers = {page: client.get(page).headers.get("Location") for page in ("/", "/directory/", "/accounts/login/")}
    assert answers == dict.fromkeys(answers, PAGE)
    assert client.get(PAGE).status_code == 200


def test_the_first_administrator_is_made_signs_in_and_the_page_is_gone(token: Path, client: Client) -> None:
    assert client.post(PAGE, GIVEN).headers["Location"] == "/accounts/login/"
    assert sign_in(client, "an", PASSWORD) == 302
    assert administrations(now()).get().person.full_name == "Bùi Bình An"
    assert AuditEvent.objects.filter(act="directory.installation.set_up").count() == 1
    assert not token.exists()
    assert {Client().get(PAGE).status_code, client.post(PAGE, GIVEN).status_code} == {404}


@pytest.mark.parametrize("given", ["", "wrong", "the-toke", "THE-TOKEN"])
def test_without_the_token_nothing_is_made(token: Path, client: Client, given: str) -> None:
    assert client.post(PAGE, {**GIVEN, "token": given}).status_code == 422
    assert (Person.objects.count(), Organisation.objects.count()) == (0, 0)


def test_without_a_token_on_the_disk_none_fits(db: None, client: Client) -> None:
    assert client.post(PAGE, {**GIVEN, "token": ""}).status_code == 422
    assert client.post(PAGE, GIVEN).status_code == 422
    assert Person.objects.count() == 0


@pytest.mark.parametrize("change", [{"password": "123456789012"}, {"username": "Bình An"}, {"name": ""}])
def test_a_weak_or_missing_answer_comes_back_with_the_rest_kept(
    token: Path, client: Client, change: dict[str, str]
) -> None:
    page = client.post(PAGE, {**GIVEN, **change})
    assert page.status_code == 422
    assert "Bùi Bình An" in page.content.decode()
    assert Person.objects.count() == 0


def test_the_token_in_the_address_is_filled_in(token: Path, client: Client) -> None:
    assert 'value="the-token"' in client.get(f"{PAGE}?token=the-token").content.decode()


def test_there_is_no_first_run_where_people_are(cast: Cast, token: Path, client: Client) -> None:
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {**GIVEN, "username": "other"}).status_code == 404
    assert not Person.objects.filter(username="other").exists()
