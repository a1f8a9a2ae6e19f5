"""One dialogue conference, from its first line to the hall: secretary, chair, delegate and screen at once."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfgen.canvas import Canvas

from plenum.cli.demo.conferences import TITLE
from tests.browser.conftest import HEIGHTS, PATIENCE, PageOf, Visitor, assert_accessible
from tests.browser.wire import wire_to
from tests.server import Server

pytestmark = pytest.mark.feature("C2", "C9", "C14", "X1", "X2")

#: What a step may take until every page shows it, in milliseconds: "within a second", and the browser's own time.
SOON = 2_000
WORDS = {
    "vi": {"begin": "Khai mạc hội nghị", "item": "Sang mục", "minute": "+1 phút", "cut": "thư ký ngắt kết nối"},
    "ru": {"begin": "Открыть заседание", "item": "К пункту", "minute": "+1 минута", "cut": "отключён секретарём"},
    "en": {"begin": "Open the conference", "item": "Go to item", "minute": "+1 minute", "cut": "disconnected"},
}
QUESTION = "Khi nào bỏ báo cáo giấy hằng tháng?"
DELEGATE = "daibieu@lamgiang.example"


def a_paper() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Bao cao tong hop kien nghi")
    canvas.save()
    return out.getvalue()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"main form [name={name}]").first.fill(value)


def prepare(page: Page, title: str, delegate: str) -> str:
    """The secretary's part, with nothing but forms; returns the address of the conference."""
    page.goto("/conferences/new/")
    fill(page, title=title, place="Hội trường A", starts_at="24/11/2026 08:00", ends_at="24/11/2026 11:00")
    page.locator("select[name=kind]").select_option("dialogue")
    page.locator("select[name=chair]").select_option(label="Phạm Đình Sơn")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/conferences/\d+/prepare/"))
    address = page.url.removesuffix("prepare/")
    for item, minutes in (("Khai mạc", "5"), (QUESTION, "20"), ("Bế mạc", "5")):
        fill(page, title=item, minutes=minutes)
        page.locator("#new-item button.btn-primary").click()
        expect(page.locator(".cf-tree__title", has_text=item)).to_be_visible()
    page.goto(f"{address}papers/attach/")
    page.locator("input[type=file]").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_paper()}
    )
    fill(page, title="Báo cáo tổng hợp kiến nghị")
    page.locator("input[name=declared]").check()
    page.locator("form[data-upload] button.btn-primary").click()
    page.wait_for_url(re.compile(r"/prepare/"))
    page.goto(f"{address}delegates/")
    page.locator("textarea[name=text]").fill(f"Vũ Xuân Trường\tBí thư Đảng ủy\tĐảng ủy xã\tB7\t{delegate}\nTrần Văn An")
    page.locator("form[data-form] button.btn-primary").click()
    expect(page.locator(".pl-person__name")).to_have_count(2)
    return address


def release(page: Page, address: str) -> None:
    page.goto(f"{address}release/")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/prepare/"))


def link_of_screen(page: Page, address: str, name: str) -> str:
    page.goto(f"{address}screens/")
    fill(page, name=name)
    page.locator("form[data-form] button.btn-primary").click()
    return page.locator(".cf-link code").inner_text()


def put_on(console: Page, item: str) -> None:
    """Press an item of the console's agenda, unless it is on already."""
    now = console.locator("#secretariat-now h2")
    if now.inner_text() != item:
        console.locator(".cf-column--agenda button", has_text=item).click()
    expect(now).to_have_text(item)


def listening(*pages: Page) -> None:
    for page in pages:
        expect(page.locator("body")).to_have_attribute("data-live-state", "open")


def forget(faults: list[str], provoked: str) -> None:
    """Take out of the faults what the test brought about itself."""
    faults[:] = [fault for fault in faults if provoked not in fault]


@pytest.fixture
def delegate_email(server: Server) -> str:
    with server.connect() as connection:
        row = connection.execute("SELECT email FROM directory_person WHERE username = 'daibieu'").fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize("language", ["vi", "ru", "en"])
def test_a_conference_is_prepared_held_and_followed(
    page_of: PageOf, visitor: Visitor, delegate_email: str, faults: list[str], language: Literal["vi", "ru", "en"]
) -> None:
    words = WORDS[language]
    secretary = page_of("thuky", language)
    address = prepare(secretary, f"Hội nghị đối thoại {language}", delegate_email)
    assert_accessible(secretary)
    phone = page_of("daibieu", language, 360)
    assert phone.goto(address).status == 404  # type: ignore[union-attr]
    forget(faults, "404")
    release(secretary, address)
    link = link_of_screen(secretary, address, "Màn hình chính")
    assert_accessible(secretary)

    phone.goto("/conferences/")
    phone.locator(f"a[href='{urlsplit(address).path}']").first.click()
    screen = visitor(language)
    screen.goto(link)
    console = page_of("lanhdao", language, scheme="dark")
    console.goto(f"{address}console/")
    listening(phone, screen, console)
    for page in (phone, screen, console):
        assert_accessible(page)

    console.get_by_role("button", name=words["begin"]).click()
    expect(phone.locator("#everyone-now")).to_have_attribute("data-state", "running", timeout=SOON)
    for number, item in ((1, "Khai mạc"), (2, QUESTION)):
        console.get_by_role("button", name=f"{words['item']} {number}").click()
        begun = monotonic()
        expect(phone.locator("#everyone-now h2")).to_have_text(item, timeout=SOON)
        expect(screen.locator("#screen-now h1")).to_have_text(item, timeout=SOON)
        expect(console.locator("#secretariat-now h2")).to_have_text(item, timeout=SOON)
        assert monotonic() - begun < SOON / 1000
    console.locator("#act-countdown").click()
    expect(phone.locator("#everyone-countdown [data-countdown]")).to_have_text(
        re.compile("^(20:00|19:5)"), timeout=SOON
    )
    expect(screen.locator("#screen-countdown [data-countdown]")).to_be_visible(timeout=SOON)
    console.get_by_role("button", name=words["minute"]).click()
    expect(phone.locator("#everyone-countdown [data-countdown]")).to_have_text(re.compile("^20:5"), timeout=SOON)
    for page in (phone, screen, console):
        assert_accessible(page)

    phone.locator(".cf-paper").first.click()
    image = phone.locator(".pl-viewer__page img").first
    expect(image).to_be_visible()
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 300
    assert_accessible(phone)
    phone.go_back()
    listening(phone)

    console.locator("#message-text").fill("Giải lao 15 phút")
    console.locator("button[formaction$='/message/']").click()
    expect(screen.locator("#screen-message")).to_have_text("Giải lao 15 phút", timeout=SOON)
    expect(phone.locator("#everyone-message")).to_have_text("Giải lao 15 phút", timeout=SOON)
    console.locator("#act-message").click()
    expect(screen.locator("#screen-message")).to_have_text("", timeout=SOON)

    secretary.goto(f"{address}screens/")
    secretary.locator("button[formaction$='/revoke/']").click()
    expect(screen.get_by_role("alert")).to_contain_text(words["cut"], timeout=SOON)
    screen.reload()
    expect(screen.get_by_role("alert")).to_contain_text(words["cut"])

    console.get_by_role("button", name=f"{words['item']} 3").click()
    console.locator("#act-next").click()
    console.locator("button[formaction$='/close/']").click()
    expect(phone.locator("#everyone-now")).to_have_attribute("data-state", "closed", timeout=SOON)


@pytest.fixture
def dialogue(server: Server) -> Callable[[str], str]:
    """Addresses inside the demo's dialogue conference, which is on."""
    with server.connect() as connection:
        row = connection.execute("SELECT id FROM conferences_conference WHERE title = %s", [TITLE]).fetchone()
    assert row is not None
    return lambda path: f"/conferences/{row[0]}/{path}"


def test_a_phone_that_lost_the_network_catches_up_by_itself(
    page_of: PageOf, server: Server, dialogue: Callable[[str], str], faults: list[str]
) -> None:
    phone, console = page_of("daibieu", width=360), page_of("lanhdao")
    console.goto(dialogue("console/"))
    with wire_to(server.address) as wire:
        phone.goto(wire.address + dialogue(""))
        listening(phone, console)
        put_on(console, "Kết luận hội nghị")
        expect(phone.locator("#everyone-now h2")).to_have_text("Kết luận hội nghị", timeout=SOON)
        wire.cut()
        expect(phone.locator("body")).to_have_attribute("data-live-state", "lost")
        put_on(console, "Giải lao")
        expect(phone.locator("#live-bar")).to_be_visible()
        expect(phone.locator("#everyone-now h2")).to_have_text("Kết luận hội nghị")
        expect(phone.locator(".cf-paper").first).to_be_visible()
        wire.mend()
        expect(phone.locator("#everyone-now h2")).to_have_text("Giải lao", timeout=PATIENCE)
        expect(phone.locator("#live-bar")).to_be_hidden()
    forget(faults, "ERR_")


def test_two_consoles_stay_together(page_of: PageOf, dialogue: Callable[[str], str]) -> None:
    chair, secretary = page_of("lanhdao"), page_of("thuky")
    for console in (chair, secretary):
        console.goto(dialogue("console/"))
    listening(chair, secretary)
    put_on(chair, "Giải lao")
    expect(secretary.locator("#secretariat-now h2")).to_have_text("Giải lao", timeout=SOON)
    for console in (secretary, chair):
        console.locator("#act-next").evaluate("button => setTimeout(() => button.click())")
    for console in (secretary, chair):
        expect(console.locator("#secretariat-now h2")).to_have_text("Kết luận hội nghị", timeout=SOON)
    expect(chair.locator(".cf-column--agenda [aria-current]")).to_have_count(1)


def test_a_delegate_who_is_taken_off_the_list_hears_nothing_more(
    page_of: PageOf, delegate_email: str, faults: list[str]
) -> None:
    secretary = page_of("thuky")
    address = prepare(secretary, "Hội nghị có người rút", delegate_email)
    release(secretary, address)
    phone = page_of("daibieu", width=360)
    phone.goto(address)
    listening(phone)
    secretary.goto(f"{address}delegates/?words=vu+xuan+truong")
    secretary.locator("tbody .pl-menu summary").click()
    secretary.locator("button[formaction$='/remove/']").click()
    expect(phone.locator("body")).to_have_attribute("data-live-state", "refused", timeout=15_000)
    assert phone.goto(address).status == 404  # type: ignore[union-attr]
    forget(faults, "404")


def test_the_agenda_is_ordered_by_keyboard(page_of: PageOf, delegate_email: str) -> None:
    secretary = page_of("thuky")
    address = prepare(secretary, "Hội nghị bằng phím", delegate_email)
    secretary.goto(f"{address}prepare/")
    titles = secretary.locator(".cf-tree__title a")
    secretary.locator("[data-item]").nth(2).focus()
    secretary.keyboard.press("Alt+ArrowUp")
    expect(titles.nth(1)).to_have_text("Bế mạc")
    expect(secretary.locator("[data-item]").nth(1)).to_be_focused()
    secretary.keyboard.press("Alt+ArrowRight")
    expect(secretary.locator(".cf-tree__number").nth(1)).to_have_text("1.1.")
    assert_accessible(secretary)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_every_page_of_a_great_conference_is_accessible_and_fits(
    page_of: PageOf, dialogue: Callable[[str], str], width: int, scheme: Literal["light", "dark"]
) -> None:
    page = page_of("thuky", "vi", width, scheme)
    paths = ("", "prepare/", "delegates/", "points/", "screens/", "story/", "console/", "papers/attach/", "edit/")
    for path in ("/conferences/", "/conferences/?show=past", "/conferences/new/", *map(dialogue, paths)):
        page.goto(path)
        # All of it at once: what happens to lie half under the bar at the bottom is reached by scrolling.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(HEIGHTS[width], height)})
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_what_is_on_can_be_read_and_moved_without_a_script(
    browser: Browser, server: Server, signed_in: Callable[[str], Path], dialogue: Callable[[str], str]
) -> None:
    context = browser.new_context(
        base_url=server.address, java_script_enabled=False, storage_state=signed_in("lanhdao"), locale="vi"
    )
    page = context.new_page()
    page.goto(dialogue("console/"))
    put_on(page, "Giải lao")
    page.locator("#act-next").click()
    expect(page.locator("#secretariat-now h2")).to_have_text("Kết luận hội nghị")
    page.goto(dialogue(""))
    expect(page.locator("#everyone-now h2")).to_have_text("Kết luận hội nghị")
    context.close()
