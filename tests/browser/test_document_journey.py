"""One document from the door to the answer, as four people walk it, in each language; and what the door refuses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import papers
from tests.browser.conftest import PATIENCE, PageOf, Scheme, assert_accessible
from tests.server import Server

pytestmark = pytest.mark.feature("D1", "D2", "D4", "D5", "D7", "D18", "D20", "D21", "X1", "X2")

#: Seconds: the index follows within one, but the indexer may be busy with the demo.
FOUND = 20.0
WORDS = {
    "vi": {"desk": "Bàn làm việc", "done": "Hoàn thành", "registered": "Đã vào sổ", "closed": "văn bản được kết thúc"},
    "ru": {"desk": "Мой стол", "done": "Исполнен", "registered": "Зарегистрирован", "closed": "документ закрыт"},
    "en": {"desk": "My desk", "done": "Done", "registered": "Registered", "closed": "the document is closed"},
}
UNIT, SPECIALIST = "Phòng Tổng hợp", "Đỗ Tiến Đạt"


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps pictures of the stops in ``.cache/shots`` for whoever wants to look."""
    folder = Path(__file__).parents[2] / ".cache" / "shots"

    def take(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"document-{name}.png", full_page=True)

    return take


def a_paper(number: str, on: date) -> bytes:
    return papers.state_letter_pdf(
        number=number,
        symbol="SCT-QLTM",
        on=on,
        abstract="V/v bình ổn giá thực phẩm dịp tết",
        to="Văn phòng Tỉnh ủy Lam Giang",
        paragraphs=(f"Đề nghị phối hợp tổ chức phiên chợ lưu động mã {number}, phục vụ đồng bào vùng cao.",),
    )


def upload(page: Page, name: str, content: bytes, *, declared: bool = True) -> None:
    page.goto("/documents/register/")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    if declared:
        page.locator("input[name=declared]").check()
    page.locator("#receive button.btn-primary").click()


def press(page: Page) -> None:
    """The one primary button of the form."""
    page.locator("#act button.btn-primary").click()


def act(page: Page, address: str, name: str) -> None:
    """From the document's page to the form of its next act."""
    page.goto(address)
    page.locator(".doc-next a.btn-primary").click()
    page.wait_for_url(re.compile(rf"/{name}/"))


@pytest.mark.parametrize(
    ("language", "number", "scheme"), [("vi", "871", "light"), ("ru", "872", "dark"), ("en", "873", "light")]
)
def test_a_paper_goes_from_the_clerk_to_the_answer(
    page_of: PageOf, shot: Callable[[Page, str], None], language: str, number: str, scheme: Scheme
) -> None:
    words, today = WORDS[language], date.today()
    clerk = page_of("vanthu", language, scheme=scheme)
    upload(clerk, "cong-van.pdf", a_paper(number, today - timedelta(days=1)))
    clerk.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    expect(clerk.locator("input[name=written]")).to_have_value(f"{number}/SCT-QLTM")
    expect(clerk.locator("input[name=issuer_name]")).to_have_value("Sở Công Thương Lam Giang")
    expect(clerk.locator("textarea[name=abstract]")).to_have_value("Về việc bình ổn giá thực phẩm dịp tết")
    expect(clerk.locator(".pl-viewer__page img").first).to_be_visible()
    assert_accessible(clerk)
    shot(clerk, f"{language}-1-card")
    clerk.locator("#card button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/done/$"))
    expect(clerk.locator("h1")).to_contain_text(words["registered"])
    assert_accessible(clerk)
    shot(clerk, f"{language}-2-registered")
    clerk.get_by_label("Phạm Đình Sơn").check()
    clerk.locator("main form button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/documents/\d+/$"))
    address = clerk.url

    leader = page_of("lanhdao", language, width=360)
    leader.goto("/")
    expect(leader.locator("h1")).to_have_text(words["desk"])
    assert_accessible(leader)
    act(leader, address, "instruct")
    leader.locator("textarea[name=text]").fill("Giao Phòng Tổng hợp chủ trì tham mưu.")
    leader.get_by_role("row", name=UNIT).locator("input[name=lead]").check()
    leader.get_by_role("row", name="Phòng Quản trị").locator("input[name=cooperating]").check()
    leader.locator("input[name=due_at]").fill(f"{today + timedelta(days=3):%d/%m/%Y} 16:00")
    assert_accessible(leader)
    shot(leader, f"{language}-3-instruct")
    press(leader)
    leader.wait_for_url(address)

    head = page_of("truongphong", language)
    act(head, address, "give")
    head.get_by_role("row", name=SPECIALIST).locator("input[name=lead]").check()
    assert_accessible(head)
    press(head)
    head.wait_for_url(address)

    specialist = page_of("chuyenvien", language, width=768)
    act(specialist, address, "report")
    specialist.locator("textarea[name=text]").fill("Đã tham mưu công văn trả lời số 15.")
    press(specialist)
    specialist.wait_for_url(address)

    leader.goto("/?tab=information")
    expect(leader.locator(f"a.pl-title[href='{address[address.index('/documents') :]}']")).to_be_visible()
    leader.goto(address)
    expect(leader.locator(".pl-header__meta")).to_contain_text(words["done"])
    expect(leader.locator("#story")).to_contain_text(words["closed"])
    expect(leader.locator("#story")).to_contain_text("Đã tham mưu công văn trả lời số 15.")
    assert_accessible(leader)
    shot(leader, f"{language}-4-closed")
    find_it(specialist, page_of("thuky", language), number)


def find_it(page: Page, outsider: Page, number: str) -> None:
    """By number, by abstract, by words of the body, with accents and without; and not by an outsider."""
    sign = f"{number}/SCT-QLTM"
    ways = (
        sign,
        f"phiên chợ lưu động mã {number}",
        f"phien cho luu dong ma {number}",
        f"binh on gia thuc pham {number}",
    )
    for words in ways:
        wait_until_found(page, words, sign)
    outsider.goto(f"/search/?q={quote(sign)}")
    expect(outsider.locator("#results")).to_be_visible()
    assert hits(outsider, sign) == 0


def hits(page: Page, sign: str) -> int:
    """How many lines of the results are documents with this number."""
    return page.locator("#results tr[data-href]").filter(has_text=sign).count()


def wait_until_found(page: Page, words: str, sign: str) -> None:
    """Ask until the line is there: the index follows a moment after the act."""
    until = monotonic() + FOUND
    while True:
        page.goto(f"/search/?q={quote(words)}")
        expect(page.locator("#results")).to_be_visible()
        if hits(page, sign):
            return
        assert monotonic() < until, f"not found by {words}"
        page.wait_for_timeout(300)


def test_a_secret_mark_is_refused_with_a_sentence_and_the_page_stays(page_of: PageOf) -> None:
    clerk = page_of("vanthu")
    upload(clerk, "cong-van.pdf", papers.state_letter_pdf(number="880", mark="MẬT"))
    clerk.wait_for_url(re.compile(r"/documents/register/files/\d+/$"))
    expect(clerk.locator(".pl-notice.pl-tone-danger")).to_contain_text("MẬT")
    assert_accessible(clerk)
    clerk.goto("/")
    clerk.locator(".pl-notice.pl-tone-danger a").first.click()
    clerk.locator("button[value=let_go]").click()
    clerk.wait_for_url(re.compile(r":\d+/$"))


def test_nothing_is_sent_without_the_declaration(page_of: PageOf, faults: list[str]) -> None:
    clerk = page_of("vanthu", "en")
    upload(clerk, "cong-van.pdf", papers.state_letter_pdf(number="881"), declared=False)
    expect(clerk.locator("#id_declared_error")).to_contain_text("Without this declaration no file may be taken in.")
    faults[:] = [fault for fault in faults if "422" not in fault]


def test_a_double_click_registers_once_and_a_lost_card_is_found_again(page_of: PageOf) -> None:
    clerk = page_of("vanthu", "en")
    upload(clerk, "hai-lan.pdf", a_paper("882", date.today()))
    clerk.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    card = clerk.url
    clerk.goto("/documents/register/")
    clerk.get_by_role("link", name="hai-lan.pdf").first.click()
    clerk.wait_for_url(card)
    clerk.locator("#card button.btn-primary").dblclick()
    clerk.wait_for_url(re.compile(r"/done/$"))
    clerk.goto("/documents/?text=882+SCT")
    expect(clerk.locator("table[data-rows] tbody tr")).to_have_count(1)


def test_a_stale_page_is_refused_politely_and_keeps_the_words(page_of: PageOf, faults: list[str]) -> None:
    clerk, leader = page_of("vanthu", "en"), page_of("lanhdao", "en")
    upload(clerk, "cu.pdf", a_paper("883", date.today()))
    clerk.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    clerk.locator("#card button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/done/$"))
    clerk.get_by_label("Phạm Đình Sơn").check()
    clerk.locator("main form button.btn-primary").click()
    clerk.wait_for_url(re.compile(r"/documents/\d+/$"))
    address = clerk.url
    act(leader, address, "instruct")
    other = leader.context.new_page()
    act(other, address, "instruct")
    other.goto(address + "return-to-clerk/")
    other.locator("textarea[name=reason]").fill("Trình lại sau")
    press(other)
    other.wait_for_url(address)
    clerk.goto(address + "submit/")
    clerk.get_by_label("Phạm Đình Sơn").check()
    press(clerk)
    clerk.wait_for_url(address)
    leader.locator("textarea[name=text]").fill("Ý kiến đã gõ")
    leader.get_by_role("row", name=UNIT).locator("input[name=lead]").check()
    press(leader)
    expect(leader.locator("[data-summary]")).to_contain_text("Somebody changed this while the page was open.")
    expect(leader.locator("textarea[name=text]")).to_have_value("Ý kiến đã gõ")
    assert_accessible(leader)
    faults[:] = [fault for fault in faults if "409" not in fault]


def test_the_desk_is_worked_with_the_keyboard(page_of: PageOf) -> None:
    leader = page_of("lanhdao", "vi")
    leader.goto("/")
    expect(leader.locator("tr[data-panel]").nth(1)).to_be_visible(timeout=PATIENCE)
    second = leader.locator("tr[data-panel]").nth(1).locator("a.pl-title")
    leader.keyboard.press("j")
    leader.keyboard.press("j")
    sign = (second.text_content() or "").split()[0]
    expect(leader.locator("#panel h2")).to_have_text(sign)
    expect(leader.locator("[data-place]")).to_contain_text("2 /")
    leader.keyboard.press("Enter")
    leader.wait_for_url(re.compile(r"/documents/\d+/$"))


def test_registering_works_without_a_script(page_of: PageOf, server: Server, browser: Browser) -> None:
    clerk = page_of("vanthu", "en")
    context = browser.new_context(
        base_url=server.address, java_script_enabled=False, storage_state=clerk.context.storage_state()
    )
    plain = context.new_page()
    plain.set_default_timeout(PATIENCE)
    upload(plain, "khong-js.pdf", a_paper("884", date.today()))
    plain.wait_for_url(re.compile(r"/documents/register/\d+/$"))
    plain.locator("#card button.btn-primary").click()
    plain.wait_for_url(re.compile(r"/done/$"))
    expect(plain.locator("h1")).to_contain_text("Registered")
    context.close()
