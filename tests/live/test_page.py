"""The live script in a real browser, under a policy that allows nothing inline."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from plenum.directory.models import Person
from plenum.live.actions import revoke
from plenum.live.queries import cursor_of
from tests.live.process import Web
from tests.live.room import allow, count_up

pytestmark = [pytest.mark.feature("C16"), pytest.mark.browser]

CHROMIUM = os.environ.get("PLENUM_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
EARS = """
window.heard = []; window.refused = [];
document.addEventListener("live:counted", (event) => window.heard.push(event.detail.payload.number));
document.addEventListener("live:snapshot", () => window.heard.push("snapshot"));
document.addEventListener("live:refused", (event) => window.refused.push(event.detail.status));
document.addEventListener("securitypolicyviolation", (event) => window.heard.push(event.violatedDirective));
"""
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser: Browser, room: str, session: str) -> Iterator[Visit]:
    """Open the page of the room as Lan."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    context.add_init_script(EARS)

    def open_page(web: Web, **query: str) -> Page:
        origin = f"http://127.0.0.1:{web.port}"
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
        page = context.new_page()
        given = {"type": "defer", "lang": "vi", "live": room, "cursor": cursor_of(room), **query}
        page.goto(f"{origin}/page?{urlencode(given)}")
        return page

    yield open_page
    context.close()


def wait_for_state(page: Page, state: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-live-state", state, timeout=30_000)


def wait_until_heard(page: Page, numbers: list[object]) -> None:
    page.wait_for_function("length => window.heard.length >= length", arg=len(numbers))
    assert page.evaluate("window.heard") == numbers


@pytest.mark.parametrize("kind", ["defer", "type=module"])
def test_a_page_hears_what_happens_after_it_was_made_and_replaces_its_parts(
    web: Web, visit: Visit, room: str, kind: str
) -> None:
    count_up(room)
    page = visit(web, type=kind)
    wait_for_state(page, "open")
    count_up(room, fragments={"part": "<p id='part'>second <b>part</b></p>", "nowhere": "<p></p>"})
    wait_until_heard(page, [2])
    assert page.inner_html("body > p") == "second <b>part</b>"


def test_the_field_that_somebody_is_in_keeps_its_focus_its_words_and_its_caret(
    web: Web, visit: Visit, room: str
) -> None:
    page = visit(web)
    wait_for_state(page, "open")
    page.fill("#field", "Kính gửi đồng chí")
    page.evaluate("document.getElementById('field').setSelectionRange(4, 7)")
    count_up(room, fragments={"other": "<p id='other'>now <input id='field' name='field'></p>"})
    wait_until_heard(page, [1])
    kept = "[document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart]"
    assert page.evaluate(kept) == ["field", "Kính gửi đồng chí", 4]
    assert page.inner_text("#other").strip() == "now"


def test_after_a_crash_the_page_says_that_it_reconnects_and_then_has_missed_nothing(visit: Visit, room: str) -> None:
    web = Web().start()
    page = visit(web, lang="vi")
    wait_for_state(page, "open")
    count_up(room)
    wait_until_heard(page, [1])
    assert page.locator("#live-bar:visible").count() == 0
    web.kill()
    expect(page.locator("#live-bar")).to_have_text("Đang kết nối lại…")
    assert page.get_attribute("#live-bar", "aria-live") == "polite"
    for _number in range(3):
        count_up(room)
    web.start()
    wait_until_heard(page, [1, 2, 3, 4])
    wait_for_state(page, "open")
    expect(page.locator("#live-bar")).to_be_hidden()
    page.close()
    web.stop()


def test_where_a_proxy_holds_the_stream_back_the_page_polls(web: Web, visit: Visit, room: str) -> None:
    page = visit(web, live="")
    page.route(lambda url: "/live/room" in url and "/poll" not in url, lambda _route: None)
    page.goto(page.url.replace("live=&", f"live={room}&"))
    wait_for_state(page, "polling")
    count_up(room)
    count_up(room)
    wait_until_heard(page, [1, 2])
    expect(page.locator("#live-bar")).to_be_hidden()


def test_a_page_whose_right_is_gone_stops_asking(web: Web, visit: Visit, room: str, lan: Person) -> None:
    page = visit(web)
    wait_for_state(page, "open")
    allow(room, [], person_id=lan.pk)
    revoke(room)
    wait_for_state(page, "refused")
    assert page.evaluate("window.refused") == [404]


def test_a_page_that_is_left_gives_its_stream_back_and_goes_on_when_one_returns(
    web: Web, visit: Visit, room: str
) -> None:
    page = visit(web)
    wait_for_state(page, "open")
    page.goto("about:blank")
    while web.counts()["streams"]:
        page.wait_for_timeout(20)
    count_up(room)
    page.go_back()
    wait_for_state(page, "open")
    wait_until_heard(page, [1])


@pytest.mark.parametrize("wrong_by_hours", [-5, 5])
def test_a_countdown_follows_the_clock_of_the_server_and_stops_at_the_end(
    web: Web, visit: Visit, room: str, wrong_by_hours: int
) -> None:
    wrong = f"const now = Date.now.bind(Date); Date.now = () => now() + {wrong_by_hours} * 3600 * 1000;"
    first = visit(web)
    first.context.add_init_script(wrong)
    start = datetime.now(UTC) - timedelta(seconds=2 * 3600)
    page = visit(web, start=start.isoformat(), seconds=str(2 * 3600 + 8))
    wait_for_state(page, "open")
    expect(page.locator("#clock")).to_have_text(re.compile(r"^00:0[1-8]$"))
    expect(page.locator("#clock")).to_have_attribute("data-over", "", timeout=15_000)
    assert page.inner_text("#clock") == "00:00"
