"""The harness itself: the program answers a real browser."""

from tests.browser.conftest import Visitor


def test_a_browser_reaches_the_program(visitor: Visitor) -> None:
    page = visitor()
    answer = page.goto("/healthz")
    assert answer is not None
    assert (answer.status, page.inner_text("body").strip()) == (200, "ok")
