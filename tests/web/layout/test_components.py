"""What the components promise beyond their looks."""

import pytest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler  # type: ignore[import-untyped]

from plenum.files.queries.blobs import Page as FilePage
from plenum.web.layout.sheets import sheets_of
from plenum.web.layout.templatetags.page import SIGNS
from tests.web.layout.reading import Page, read


def render(source: str, **context: object) -> str:
    compiled = CottonCompiler().process(source)
    return engines["django"].from_string(compiled).render(context, RequestFactory().get("/list/?view=mine&page=3"))


def page(source: str, **context: object) -> Page:
    return read(render(source, **context))


def test_a_disabled_button_has_its_reason_beside_it() -> None:
    html = render('<c-button kind="primary" why="{{ why }}">Sign</c-button>', why="Only <leaders> sign.")
    assert "disabled" in read(html).all("button")[0]
    assert "Only &lt;leaders&gt; sign." in html


def test_a_button_with_an_address_is_a_link_until_it_is_refused() -> None:
    assert page('<c-button href="/x">Go</c-button>').all("a")[0]["href"] == "/x"
    assert page('<c-button href="/x" why="Not now.">Go</c-button>').all("a") == []


def test_texts_of_people_are_escaped_everywhere() -> None:
    evil = "\"><script>alert(1)</script>' onclick='x"
    html = render(
        '<c-card title="{{ evil }}" data-x="{{ evil }}">{{ evil }}</c-card>'
        '<c-person name="{{ evil }}" post="{{ evil }}" />'
        '<c-field label="{{ evil }}" for="a" help="{{ evil }}" error="{{ evil }}"></c-field><c-person :name="evil" />'
        '<c-story-event who="{{ evil }}" act="{{ evil }}" /><c-answer label="{{ evil }}">{{ evil }}</c-answer>',
        evil=evil,
    )
    parsed = read(html)
    assert (parsed.all("script"), parsed.inline) == ([], [])


def test_a_component_does_not_see_the_variables_of_the_page() -> None:
    assert "secret" not in render(
        "<c-card>x</c-card><c-button>y</c-button>", title="secret", why="secret", icon="secret"
    )


@pytest.mark.parametrize("tone", SIGNS)
def test_a_state_is_a_sign_and_a_word(tone: str) -> None:
    html = render(f'<c-status tone="{tone}">In work</c-status>')
    assert (html.count("<svg"), "In work" in html) == (1, True)


def test_sorting_keeps_the_view_and_leaves_the_page_of_the_old_order() -> None:
    header = page('<table><tr><c-th sort="number" current="number">No.</c-th></tr></table>')
    assert header.all("th")[0]["aria-sort"] == "ascending"
    assert header.all("a")[0]["href"] == "?view=mine&sort=-number"


def test_the_pager_shows_only_ways_that_exist() -> None:
    assert [a["rel"] for a in page('<c-pager next="?after=9" />').all("a")] == ["next"]
    assert render("<c-pager />").strip() == ""


def test_urgency_zero_shows_nothing() -> None:
    assert render('<c-urgency level="0">Ordinary</c-urgency>').strip() == ""


def test_a_table_cell_of_the_slot_stays_the_page_s_own() -> None:
    html = render('{% for n in rows %}<c-row href="/{{ n }}"><td>{{ n }}</td></c-row>{% endfor %}', rows=[1, 2])
    assert [row["data-href"] for row in read(html).all("tr")] == ["/1", "/2"]


def test_the_viewer_loads_the_first_page_at_once_and_the_others_when_seen() -> None:
    pages = sheets_of(
        [FilePage(number, 595, 842, "") for number in (1, 2)], lambda number, width: f"/p/{number}/{width}"
    )
    images = page('<c-viewer title="Paper" :pages="pages" />', pages=pages).all("img")
    assert [(i["src"], i.get("loading", "")) for i in images] == [("/p/1/800", ""), ("/p/2/800", "lazy")]


def test_a_file_drop_says_its_limit_and_its_error() -> None:
    html = render('<c-file-drop name="file" label="Paper" max="1048576" accept=".pdf" error="Refused." />')
    control = read(html).all("input")[0]
    assert (control["accept"], control["aria-invalid"]) == (".pdf", "true")
    assert control["aria-describedby"] == "file_helptext file_error"


def test_each_form_carries_a_key_of_its_own() -> None:
    parsed = page('<c-form action="/a"></c-form><c-form action="/b"></c-form>')
    keys = [field["value"] for field in parsed.all("input") if field["name"] == "_once"]
    tokens = [field["value"] for field in parsed.all("input") if field["name"] == "csrfmiddlewaretoken"]
    assert (len(set(keys)), len(tokens)) == (2, 2)
