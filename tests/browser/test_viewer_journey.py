"""A reader with a file of many pages: searching, jumping, sizes, small pages, keys, and the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import papers
from tests.browser.conftest import PageOf, assert_accessible

PAGES = 40
#: Each page has them 35 times, numbered: *7.34. Hội nghị…*.
WORDS = "Hội nghị lần thứ hai ghi tiến độ của từng xã trong kế hoạch cấp nước sạch."


def handed_in(clerk: Page) -> str:
    """A file of many pages, and the address where it is read alone."""
    clerk.goto("/documents/register/")
    content = papers.many_pages_pdf(PAGES, WORDS)
    clerk.locator("input[type=file]").set_input_files(
        {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    clerk.locator("input[name=declared]").check()
    clerk.locator("#receive button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    address = clerk.locator(".pl-viewer a[href$='/read/']").get_attribute("href", timeout=60_000)
    assert address is not None
    return address


@pytest.mark.feature("S7", "X2")
def test_a_file_is_searched_leafed_through_and_turned_by_keys_and_buttons(page_of: PageOf) -> None:
    reader = page_of("vanthu", "en")
    reader.goto(handed_in(reader))
    reader.wait_for_selector("[data-drawn]")
    viewer, number = reader.locator(".pl-viewer"), reader.locator("[data-viewer-page]")
    expect(viewer.locator("[data-page='1'] canvas")).to_be_visible()
    expect(viewer.locator("[data-page='1'] .is-drawn")).to_contain_text("Hội nghị lần thứ hai")
    assert_accessible(reader)

    reader.keyboard.press("/")
    reader.keyboard.type("3. hoi nghi")
    found = viewer.locator(".pl-viewer__found")
    expect(found).to_have_text(f"1 / {4 * PAGES}")
    reader.keyboard.press("Control+a")
    reader.keyboard.type(".34. hoi nghi")
    expect(found).to_have_text(f"1 / {PAGES}")
    reader.keyboard.press("Enter")
    expect(found).to_have_text(f"2 / {PAGES}")
    expect(number).to_have_value("2")
    reader.wait_for_function("() => CSS.highlights.get('pl-found-now')?.size === 1")
    reader.keyboard.press("Shift+Enter")
    expect(found).to_have_text(f"1 / {PAGES}")
    reader.keyboard.press("Control+a")
    reader.keyboard.type("zzz")
    expect(found).to_have_text("Not found")
    assert_accessible(reader)
    reader.keyboard.press("Escape")
    expect(viewer.get_by_role("search")).to_be_hidden()

    number.fill("31")
    number.press("Enter")
    expect(viewer.locator("[data-page='31'] canvas")).to_be_in_viewport()
    assert viewer.locator("canvas").count() <= 4
    number.press("Tab")
    for key, shown in (("ArrowRight", "32"), ("PageUp", "31"), ("End", str(PAGES)), ("Home", "1")):
        reader.keyboard.press(key)
        expect(number).to_have_value(shown)

    size = viewer.get_by_label("Size of the page")
    width = viewer.locator("[data-page='1'] .pl-viewer__sheet").evaluate("sheet => sheet.offsetWidth")
    reader.keyboard.press("+")
    expect(size).to_have_value("150")
    reader.keyboard.press("-")
    expect(size).to_have_value("125")
    size.select_option("page")
    sheet = viewer.locator("[data-page='1'] .pl-viewer__sheet")
    assert width > 900
    reader.wait_for_function("sheet => sheet.offsetHeight < 900", arg=sheet.element_handle())
    viewer.get_by_role("button", name="Rotate").click()
    reader.wait_for_function("sheet => sheet.offsetWidth > sheet.offsetHeight", arg=sheet.element_handle())

    viewer.get_by_role("button", name="Small pages").click()
    viewer.get_by_role("navigation", name="Small pages").get_by_role("button", name="Page 7", exact=True).click()
    expect(number).to_have_value("7")
    assert_accessible(reader)
    reader.evaluate("() => document.activeElement.blur()")
    reader.keyboard.press("?")
    expect(reader.get_by_role("dialog")).to_contain_text("While reading a file")


@pytest.mark.feature("S7", "X2")
def test_on_a_phone_and_without_a_script_the_images_of_the_server_are_read(page_of: PageOf) -> None:
    phone = page_of("vanthu", "en", width=360, scheme="dark")
    address = handed_in(phone)
    phone.goto(address)
    first = phone.locator("[data-page='1'] img")
    assert first.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 300
    expect(phone.locator("[data-page='1'] .pl-viewer__text")).to_contain_text("Hội nghị lần thứ hai")
    assert phone.locator("canvas").count() == 0
    phone.get_by_role("button", name="More tools").click()
    phone.get_by_role("button", name="Search in the text").click()
    phone.keyboard.type(".34. hoi nghi")
    expect(phone.locator(".pl-viewer__found")).to_have_text(f"1 / {PAGES}")
    assert phone.evaluate("() => document.documentElement.scrollWidth") == 360
    assert_accessible(phone)

    browser = phone.context.browser
    assert browser is not None
    plain = browser.new_context(
        base_url=phone.url.partition("/documents")[0],
        storage_state=phone.context.storage_state(),
        java_script_enabled=False,
    )
    page = plain.new_page()
    page.goto(address)
    expect(page.locator("[data-page='1'] img")).to_be_visible()
    expect(page.get_by_role("link", name="Download")).to_be_visible()
    expect(page.get_by_role("button", name="Rotate")).to_be_hidden()
    plain.close()
