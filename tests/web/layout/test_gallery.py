"""Every component is in the gallery; what holds there holds on every page."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

import plenum.web
from plenum.web.layout.icons import icon_names, icon_svg
from tests.web.layout.reading import Page, read

LAYOUT = Path(plenum.web.__file__).parent / "layout"
COMPONENTS = sorted(path.stem.replace("_", "-") for path in (LAYOUT / "templates" / "cotton").glob("*.html"))
SAMPLES = "".join(path.read_text() for path in (LAYOUT / "templates" / "layout" / "gallery").glob("*.html"))


@pytest.fixture(params=["vi", "ru", "en"])
def gallery(request: pytest.FixtureRequest, client: Client, settings: Settings) -> str:
    settings.DEBUG = True
    client.cookies["django_language"] = request.param
    answer = client.get("/gallery/")
    assert (answer.status_code, answer["Content-Language"]) == (200, request.param)
    return answer.content.decode()


@pytest.fixture
def page(gallery: str) -> Page:
    return read(gallery)


def test_gallery_is_not_there_for_users(client: Client) -> None:
    assert client.get("/gallery/").status_code == 404


@pytest.mark.parametrize("name", COMPONENTS)
def test_gallery_shows_every_component(name: str) -> None:
    assert re.search(rf"<c-{name}[\s/>]", SAMPLES)


def test_nothing_runs_or_paints_inline(page: Page) -> None:
    assert page.inline == []


def test_no_template_tag_is_left_over(gallery: str) -> None:
    shown = re.sub(r"<pre>.*?</pre>", "", gallery, flags=re.DOTALL)
    assert re.findall(r"\{%|%\}|\{\{|\}\}|<c-|</c-|__COTTON", shown) == []


def test_tags_close_in_order(page: Page) -> None:
    assert page.faults == []


def test_every_control_has_a_name(page: Page) -> None:
    labelled = {label["for"] for label in page.all("label") if "for" in label}
    controls = [*page.all("select"), *page.all("textarea")]
    controls += [control for control in page.all("input") if control.get("type") not in {"hidden", "submit"}]
    controls = [control for control in controls if control.get("aria-hidden") != "true"]
    assert [c for c in controls if c.get("id") not in labelled and not c.get("aria-label")] == []


def test_every_button_of_an_icon_says_its_name(gallery: str) -> None:
    buttons = re.findall(r"<(?:button|a|summary)\b[^>]*btn-icon[^>]*>", gallery)
    assert [b for b in buttons if 'aria-label="' not in b] == []


def test_ways_that_descriptions_point_exist(page: Page) -> None:
    pointed = {word for _tag, known in page.elements for word in known.get("aria-describedby", "").split()}
    assert pointed - set(page.ids) == set()


def test_page_has_its_landmarks(page: Page) -> None:
    assert (len(page.all("main")), len(page.all("header")) >= 1, len(page.all("nav")) >= 1) == (1, True, True)


def test_first_link_skips_to_the_content(page: Page) -> None:
    assert page.all("a")[0]["href"] == "#main"


def test_scripts_come_from_here(page: Page) -> None:
    assert [s["src"] for s in page.all("script") if not s["src"].startswith("/static/")] == []


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_every_listed_icon_can_be_drawn(name: str) -> None:
    assert icon_svg(name).startswith('<svg class="icon" viewBox="0 0 24 24"')


def test_an_unknown_icon_is_a_mistake_of_the_template() -> None:
    with pytest.raises(LookupError, match="no icon 'unicorn'"):
        icon_svg("unicorn")
