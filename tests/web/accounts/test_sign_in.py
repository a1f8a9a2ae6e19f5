import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client, override_settings

from plenum.audit.models import AuditEvent
from plenum.directory.actions.people import deactivate_person, unlock_sign_in
from tests.cast import MONDAY, PASSWORD, Cast
from tests.web.accounts.conftest import Signed, sign_in

pytestmark = pytest.mark.feature("O6")
NEW = "bốn-từ-dễ-nhớ-2026"


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/security/").status_code == 200


def code_of(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


@pytest.mark.parametrize("name", ["lan", "LAN", " lan ", "lan@lamgiang.example", "Lan@LamGiang.example"])
def test_one_signs_in_by_username_or_address(cast: Cast, client: Client, name: str) -> None:
    assert sign_in(client, name) == 302
    assert is_signed_in(client)
    event = AuditEvent.objects.get(act="directory.session.began")
    assert (event.actor_id, event.payload["methods"]) == (cast.lan.pk, ["password"])


@pytest.mark.parametrize(("name", "password"), [("lan", "wrong"), ("nobody", PASSWORD), ("", ""), ("lan", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    cast: Cast, client: Client, name: str, password: str
) -> None:
    assert sign_in(client, name, password) == 200
    assert not is_signed_in(client)


def test_the_error_says_what_to_do_and_keeps_the_name(cast: Cast, client: Client) -> None:
    page = client.post("/accounts/login/", {"login": "lan", "password": "wrong"}, headers={"accept-language": "en"})
    assert "The name or the password is wrong" in page.content.decode()
    assert 'value="lan"' in page.content.decode()


def test_nobody_signs_up_and_nobody_uses_the_librarys_other_doors(cast: Cast, client: Client) -> None:
    client.force_login(cast.lan)
    assert {
        client.get(f"/accounts/{door}/").status_code for door in ("signup", "email", "login/code", "password/set")
    } == {404}


def test_five_wrong_passwords_close_the_account_for_this_address_alone(cast: Cast, client: Client) -> None:
    statuses = [sign_in(client, "lan", "wrong") for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(client, "LAN") == 429
    assert sign_in(client, "hoa") == 302
    elsewhere = Client(REMOTE_ADDR="10.9.9.9")
    assert sign_in(elsewhere, "lan") == 302


def test_an_administrator_opens_a_closed_door(cast: Cast, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "lan", "wrong")
    unlock_sign_in(person_id=cast.lan.pk, by=cast.actor("an"), at=MONDAY)
    assert sign_in(client, "lan") == 302


def test_a_closed_account_is_refused_at_every_door_at_once(cast: Cast, signed: Signed) -> None:
    before = signed("nam")
    deactivate_person(person_id=cast.nam.pk, reason="-", version=1, by=cast.actor("an"), at=MONDAY)
    assert not is_signed_in(before)
    after = Client()
    page = after.post("/accounts/login/", {"login": "nam", "password": PASSWORD})
    assert not is_signed_in(after)
    assert page.status_code in {200, 302}
    after.post("/accounts/password/reset/", {"email": cast.nam.email})
    assert [m.to for m in mail.outbox if re.search(r"/accounts/password/reset/\w+-", str(m.body))] == []


def test_the_session_gets_another_key_when_one_signs_in(cast: Cast, client: Client) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    sign_in(client, "lan")
    assert client.session.session_key != session.session_key


def test_signing_out_needs_a_post(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(client)


def test_one_sees_ones_sessions_and_ends_one_or_all_others(cast: Cast, signed: Signed) -> None:
    here, there, third = (signed("lan") for _ in range(3))
    other = signed("hoa")
    foreign = UserSession.objects.get(user=cast.hoa)
    assert here.post(f"/accounts/sessions/{foreign.pk}/end/").status_code == 404
    key = there.session.session_key
    pk = UserSession.objects.get(session_key=key).pk
    here.post(f"/accounts/sessions/{pk}/end/")
    assert [is_signed_in(c) for c in (here, there, third, other)] == [True, False, True, True]
    here.post("/accounts/sessions/")
    assert [is_signed_in(c) for c in (here, third, other)] == [True, False, True]


def test_a_changed_password_ends_the_other_sessions_and_is_told_by_mail(cast: Cast, signed: Signed) -> None:
    here, there = signed("lan"), signed("lan")
    answer = here.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert [is_signed_in(c) for c in (here, there)] == [True, False]
    assert [m.to for m in mail.outbox] == [[cast.lan.email]]
    assert "Mật khẩu" in str(mail.outbox[0].body)


@pytest.mark.parametrize("weak", ["123456789012", "password1234", "qwertyuiop123", "ngan", "lan@lamgiang.example"])
def test_weak_and_well_known_passwords_are_refused(cast: Cast, signed: Signed, weak: str) -> None:
    page = signed("lan").post("/accounts/password/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert page.status_code == 200
    assert cast.lan.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(cast: Cast, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "LAN@lamgiang.example"})
    client.post("/accounts/password/reset/", {"email": "nobody@lamgiang.example"})
    assert [m.to for m in mail.outbox] == [[cast.lan.email]]
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]
    assert client.post(address, {"password1": NEW, "password2": NEW}).status_code == 302
    assert sign_in(client, "lan", NEW) == 302
    again = Client()
    assert again.get(link[1], headers={"accept-language": "en"}).context["token_fail"]


def test_the_app_is_added_asked_for_and_a_code_works_once(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    client.post("/accounts/confirm/", {"password": PASSWORD, "next": "/accounts/security/app/add/"})
    secret = client.get("/accounts/security/app/add/").context["form"].secret
    added = client.post("/accounts/security/app/add/", {"code": code_of(secret)})
    assert added.headers["Location"] == "/accounts/security/codes/"
    stored = Authenticator.objects.get(user=cast.lan, type="totp").data["secret"]
    assert secret not in stored

    second = Client()
    assert (
        second.post("/accounts/login/", {"login": "lan", "password": PASSWORD})
        .headers["Location"]
        .startswith("/accounts/login/second-factor/")
    )
    assert not is_signed_in(second)
    assert second.post("/accounts/login/second-factor/", {"code": "000000"}).status_code == 200
    code = code_of(secret, 1)
    assert second.post("/accounts/login/second-factor/", {"code": code}).status_code == 302
    assert is_signed_in(second)
    third = Client()
    sign_in(third, "lan")
    assert third.post("/accounts/login/second-factor/", {"code": code}).status_code == 200
    assert not is_signed_in(third)


def test_a_recovery_code_opens_once(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    client.post("/accounts/confirm/", {"password": PASSWORD})
    secret = client.get("/accounts/security/app/add/").context["form"].secret
    client.post("/accounts/security/app/add/", {"code": code_of(secret)})
    codes = client.get("/accounts/security/codes/").context["unused_codes"]
    assert len(codes) == 10
    for expected in (True, False):
        other = Client()
        sign_in(other, "lan")
        other.post("/accounts/login/second-factor/", {"code": codes[0]})
        assert is_signed_in(other) is expected


def test_codes_can_not_be_guessed(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    client.post("/accounts/confirm/", {"password": PASSWORD})
    secret = client.get("/accounts/security/app/add/").context["form"].secret
    client.post("/accounts/security/app/add/", {"code": code_of(secret)})
    other = Client()
    sign_in(other, "lan")
    for _ in range(10):
        other.post("/accounts/login/second-factor/", {"code": "000000"})
    other.post("/accounts/login/second-factor/", {"code": code_of(secret, 1)})
    assert not is_signed_in(other)


def test_changing_the_second_factor_asks_for_a_fresh_confirmation(cast: Cast, signed: Signed) -> None:
    client = signed("lan")
    for door in ("app/add", "passkeys/add", "codes/new"):
        answer = client.get(f"/accounts/security/{door}/")
        assert answer.headers["Location"].startswith("/accounts/confirm/?next=")


def test_where_one_wanted_to_go_is_where_one_arrives_but_never_elsewhere(cast: Cast, client: Client) -> None:
    for wanted, arrives in (("/accounts/sessions/", "/accounts/sessions/"), ("https://evil.example/", "/")):
        answer = Client().post("/accounts/login/", {"login": "lan", "password": PASSWORD, "next": wanted})
        assert answer.headers["Location"] == arrives


@override_settings(LANGUAGE_CODE="vi")
def test_the_page_speaks_the_three_languages(cast: Cast, client: Client) -> None:
    words = {"vi": "Đăng nhập", "ru": "Войти", "en": "Sign in"}
    assert all(
        word in client.get("/accounts/login/", headers={"accept-language": language}).content.decode()
        for language, word in words.items()
    )
