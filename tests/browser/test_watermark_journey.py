"""A body begins to ask for a watermark, and a reader sees, prints and takes nothing without it."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests import papers
from tests.browser.conftest import PageOf, assert_accessible


@pytest.mark.feature("D23", "X2")
def test_a_body_asks_for_a_watermark_and_every_page_carries_it(page_of: PageOf) -> None:
    clerk = page_of("vanthu", "en")
    clerk.goto("/documents/register/")
    content = papers.many_pages_pdf(2, "Kế hoạch cấp nước sạch")
    clerk.locator("input[type=file]").set_input_files(
        {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    clerk.locator("input[name=declared]").check()
    clerk.locator("#receive button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    plain = clerk.locator(".pl-viewer__page img").first.get_attribute("src", timeout=60_000) or ""
    before = clerk.request.get(plain).body()

    administrator = page_of("quantri", "en")
    administrator.goto("/directory/")
    administrator.get_by_role("link", name="Văn phòng Tỉnh ủy Lam Giang", exact=True).first.click()
    body = administrator.url
    administrator.goto(f"{body}watermark/")
    assert_accessible(administrator)
    administrator.get_by_label("Yes: on view, print and download").check()
    administrator.locator("main form button.btn-primary").click()
    expect(administrator.locator("main")).to_contain_text("Name and time on every page")
    try:
        clerk.reload()
        expect(clerk.locator(".doc-viewer")).to_contain_text("carries your name and the time")
        assert clerk.locator("[data-pdf]").count() == 0
        assert clerk.request.get(plain).body() != before
        assert_accessible(clerk)
        with clerk.expect_download() as taken:
            clerk.get_by_role("link", name="Download").first.click()
        assert taken.value.suggested_filename == "ke-hoach (watermarked).pdf"
        copy = pypdfium2.PdfDocument(taken.value.path().read_bytes())
        assert ["Trần Thị Mai · " in page.get_textpage().get_text_range() for page in copy] == [True, True]
    finally:
        administrator.goto(f"{body}watermark/")
        administrator.get_by_label("No", exact=True).check()
        administrator.locator("main form button.btn-primary").click()
        administrator.wait_for_url(body)
