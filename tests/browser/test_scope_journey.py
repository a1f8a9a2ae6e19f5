"""A type that goes on paper only, from the rule to the entry without a file."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageOf, assert_accessible


@pytest.mark.feature("S10", "X2")
def test_a_rule_keeps_a_file_out_and_its_clerk_keeps_an_entry(page_of: PageOf) -> None:
    administrator = page_of("quantri", "vi")
    administrator.goto("/documents/scope/")
    expect(administrator.locator("table")).to_contain_text("Giấy ủy quyền")
    assert_accessible(administrator)
    administrator.locator("select[name=type]").select_option(label="Giấy mời")
    administrator.locator("input[name=reason]").fill("Gửi kèm thẻ đại biểu bằng giấy")
    administrator.locator("input[name=reference]").fill("Quyết định 15-QĐ/TU, Điều 2")
    administrator.locator("#scope button.btn-primary").click()
    expect(administrator.locator("table")).to_contain_text("Quyết định 15-QĐ/TU, Điều 2")

    clerk = page_of("vanthu", "vi", width=360, scheme="dark")
    clerk.goto("/documents/register/")
    expect(clerk.locator(".pl-notice").first).to_contain_text("Giấy mời")
    assert_accessible(clerk)
    clerk.get_by_role("link", name="Vào sổ không kèm tệp").click()
    clerk.locator("select[name=type]").select_option(label="Giấy mời")
    clerk.locator("input[name=written]").fill("77/GM-SCT")
    clerk.locator("input[name=issuer_name]").fill("Sở Công Thương Lam Giang")
    clerk.locator("input[name=paper_place]").fill("Kho lưu trữ, tủ 3")
    assert_accessible(clerk)
    clerk.locator("#stub button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/documents/\d+/$"))
    expect(clerk.locator("main")).to_contain_text("Chỉ có bản giấy")
    assert clerk.evaluate("() => document.documentElement.scrollWidth") == 360
    assert_accessible(clerk)
    clerk.goto("/documents/")
    expect(clerk.locator("table tr", has_text="77/GM-SCT")).to_contain_text("Chỉ có bản giấy")
