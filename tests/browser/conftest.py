"""A real browser before the real program.

- ``server``: the program with the demo province, shared by all journeys of the folder
- ``page_of(person, language="vi", width=1440, scheme="light")``: a page signed in as a username of the demo
- ``visitor(...)``: the same without signing in
- ``assert_accessible(page)``: axe-core finds nothing
- ``faults``: what went wrong in the pages of a test (console errors, exceptions, answers of 500 and more);
  the test fails at its end when it holds anything. A test that provokes an error takes it out itself.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from plenum.cli.demo.province import PASSWORD
from plenum.directory.models import Person
from tests.server import Server

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("PLENUM_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
#: People in the province of the journeys: enough for every body to have its posts.
SCALE = 360
HEIGHTS = {360: 740, 768: 1024, 1440: 900}
#: A single step of a page may take this long on a busy machine, in milliseconds.
PATIENCE = 60_000

Scheme = Literal["light", "dark"]


class PageOf(Protocol):
    def __call__(self, person: str, language: str = "vi", width: int = 1440, scheme: Scheme = "light") -> Page: ...


class Visitor(Protocol):
    def __call__(self, language: str = "vi", width: int = 1440, scheme: Scheme = "light") -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker walks all journeys: one province, and no two tests in it at the same time."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """The program with the demo province. Ends before the tests of other folders run in the same process."""
    running = Server(scale=SCALE, covered=True)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def signed_in(server: Server, browser: Browser) -> Callable[[str], Path]:
    """The cookies of a person, from one real sign-in each."""
    kept: dict[str, Path] = {}

    def cookies_of(person: str) -> Path:
        if person not in kept:
            context = browser.new_context(base_url=server.address, locale="vi")
            page = context.new_page()
            page.goto("/accounts/login/")
            page.locator("input[name=login]").fill(person)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("input[name=password]").press("Enter")
            page.wait_for_url(lambda url: "/login" not in url, timeout=PATIENCE)
            kept[person] = server.data / f"cookies-{person}.json"
            context.storage_state(path=kept[person])
            context.close()
        return kept[person]

    return cookies_of


@pytest.fixture
def faults() -> Iterator[list[str]]:
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    made: list[BrowserContext] = []
    yield made
    for context in made:
        context.close()


@pytest.fixture
def page_of(
    server: Server,
    browser: Browser,
    signed_in: Callable[[str], Path],
    contexts: list[BrowserContext],
    faults: list[str],
) -> PageOf:
    def make(person: str, language: str = "vi", width: int = 1440, scheme: Scheme = "light") -> Page:
        _speak(server, person, language)
        context = _context(browser, server, language, width, scheme, signed_in(person))
        contexts.append(context)
        return _watched(context, faults)

    return make


@pytest.fixture
def visitor(server: Server, browser: Browser, contexts: list[BrowserContext], faults: list[str]) -> Visitor:
    def make(language: str = "vi", width: int = 1440, scheme: Scheme = "light") -> Page:
        context = _context(browser, server, language, width, scheme, None)
        contexts.append(context)
        return _watched(context, faults)

    return make


def assert_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """Run axe-core (WCAG 2.2 AA and good practice) on the page as it stands; ``without`` names rules, with a reason."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;null")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {rule: {"enabled": False} for rule in without}
    found = page.evaluate(
        "options => axe.run(document, options).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' — ' + n.failureSummary).join(' | ')))",
        {"runOnly": {"type": "tag", "values": tags}, "rules": rules},
    )
    assert found == []


def _context(
    browser: Browser, server: Server, language: str, width: int, scheme: Scheme, cookies: Path | None
) -> BrowserContext:
    context = browser.new_context(
        base_url=server.address,
        locale=language,
        viewport={"width": width, "height": HEIGHTS.get(width, 900)},
        color_scheme=scheme,
        reduced_motion="reduce",
        storage_state=cookies,
        has_touch=width < 600,
    )
    context.set_default_timeout(PATIENCE)
    return context


def _watched(context: BrowserContext, faults: list[str]) -> Page:
    """A page whose troubles are written into ``faults``; those of windows it opens too."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            faults.append(f"{response.status} {response.url}")

    context.on("console", heard)
    context.on("response", answered)
    context.on("weberror", lambda error: faults.append(f"exception: {error.error}"))
    return context.new_page()


def _speak(server: Server, person: str, language: str) -> None:
    """A person's own language goes before the browser's."""
    with server.connect() as connection:
        connection.execute(
            f"UPDATE {Person._meta.db_table} SET language = %s WHERE username = %s",
            [language, person],
        )
