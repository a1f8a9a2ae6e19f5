"""Signing in as people do it: by password in three languages, by passkey of the device, with a code of an app."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import CDPSession, Page, expect

from plenum.cli.demo.province import PASSWORD
from tests.browser.conftest import Visitor, assert_accessible
from tests.server import Server

pytestmark = pytest.mark.feature("O6")

WORDS = {
    "vi": ("Đăng nhập", "Tên đăng nhập hoặc mật khẩu không đúng"),
    "ru": ("Войти", "Неверное имя или пароль"),
    "en": ("Sign in", "The name or the password is wrong"),
}


def sign_in(page: Page, username: str, password: str = PASSWORD, at: str = "") -> None:
    page.goto(f"{at}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")


def somebody(server: Server, number: int) -> str:
    """The username of a person of the province who is in no other journey."""
    with server.connect() as connection:
        row = connection.execute(
            "SELECT username FROM directory_person WHERE username LIKE '%%.%%' ORDER BY username OFFSET %s", [number]
        ).fetchone()
    assert row is not None
    return str(row[0])


@pytest.fixture
def device(visitor: Visitor) -> tuple[Page, CDPSession]:
    """A page in a browser whose device has a finger on its sensor."""
    page = visitor(language="en")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page, session


@pytest.mark.parametrize("language", ["vi", "ru", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_wrong_password_is_told_and_the_right_one_opens(visitor: Visitor, language: str, width: int) -> None:
    page = visitor(language=language, width=width)
    word, refusal = WORDS[language]
    sign_in(page, "chuyenvien", "sai mật khẩu")
    expect(page.get_by_text(refusal).first).to_be_visible()
    expect(page.locator("main .btn-primary")).to_have_text(word)
    assert page.input_value("[name=login]") == "chuyenvien"
    assert_accessible(page)
    sign_in(page, "chuyenvien")
    expect(page.locator(".pl-me")).to_be_visible()


def test_a_passkey_is_added_and_opens_the_account_without_a_password(
    device: tuple[Page, CDPSession], server: Server
) -> None:
    page, _session = device
    by_name = server.address.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    sign_in(page, somebody(server, 0), at=by_name)
    expect(page.locator(".pl-me")).to_be_visible()
    page.goto(f"{by_name}/accounts/security/passkeys/add/")
    if page.locator("[name=password]").count():
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
    page.fill("[name=name]", "Điện thoại")
    assert_accessible(page)
    page.click("[data-passkey-start]")
    expect(page.locator(".pl-codes li")).to_have_count(10)
    page.goto(f"{by_name}/accounts/security/")
    expect(page.get_by_role("link", name="Điện thoại")).to_be_visible()
    page.locator(".pl-me > summary").click()
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_url("**/accounts/login/")
    page.click("[data-passkey-start]")
    expect(page.locator(".pl-me")).to_be_visible()


def test_a_device_that_has_no_passkey_is_told_what_to_do(device: tuple[Page, CDPSession], server: Server) -> None:
    page, _session = device
    page.goto(f"{server.address.replace('127.0.0.1', 'localhost')}/accounts/login/")
    page.click("[data-passkey-start]")
    expect(page.locator("[data-passkey-error]")).to_be_visible()
    assert_accessible(page)


def test_a_code_of_the_app_is_asked_for_after_the_password(visitor: Visitor, server: Server) -> None:
    page, username = visitor(language="vi"), somebody(server, 1)
    sign_in(page, username)
    expect(page.locator(".pl-me")).to_be_visible()
    page.goto("/accounts/security/app/add/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    secret = page.locator("dd code").inner_text()
    assert_accessible(page)
    page.fill("[name=code]", code_of(secret, 0))
    page.press("[name=code]", "Enter")
    expect(page.locator(".pl-codes li")).to_have_count(10)

    other = visitor(language="vi", width=360)
    sign_in(other, username)
    other.wait_for_url("**/accounts/login/second-factor/")
    assert_accessible(other)
    other.fill("[name=code]", code_of(secret, 1))
    other.press("[name=code]", "Enter")
    expect(other.locator(".pl-top")).to_be_visible()


@pytest.mark.feature("O1", "O2")
def test_every_page_of_the_directory_and_the_account_is_accessible(visitor: Visitor) -> None:
    page = visitor(language="vi")
    sign_in(page, "quantri2")
    page.goto("/directory/")
    assert_accessible(page)
    page.fill("#directory-q", "le thi phuong")
    page.press("#directory-q", "Enter")
    expect(page.get_by_role("link", name="Lê Thị Phương").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Lê Thị Phương").first.click()
    assert_accessible(page)
    page.get_by_role("link", name="Văn phòng Tỉnh ủy Lam Giang").first.click()
    assert_accessible(page)
    for address in ("people/", "rights/", "delegations/", "delegations/new/", "groups/", "bodies/new/"):
        page.goto(f"/directory/{address}")
        assert_accessible(page)
    for address in ("capacity/", "security/", "sessions/", "settings/", "password/"):
        page.goto(f"/accounts/{address}")
        assert_accessible(page)


@pytest.mark.feature("O7")
def test_a_person_is_picked_by_typing_and_the_appointment_waits(visitor: Visitor) -> None:
    page = visitor()
    sign_in(page, "quantri")
    page.goto("/directory/?q=le+thi+phuong")
    page.get_by_role("link", name="Lê Thị Phương").first.click()
    page.locator("a[href^='/directory/posts/']").first.click()
    page.locator("a[href$='/appoint/']").click()
    page.get_by_label("Cá nhân").press_sequentially("tien dat")
    page.locator(".pl-pick__one", has_text="Đỗ Tiến Đạt").click()
    page.fill("[name=reason]", "Quyết định số 12-QĐ/VPTU")
    assert_accessible(page)
    page.locator("main form .btn-primary").click()
    expect(page.get_by_text("Chờ xác nhận").first).to_be_visible()
    expect(page.get_by_text("phải do quản trị viên khác quyết định").first).to_be_visible()
    assert_accessible(page)


def code_of(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))
