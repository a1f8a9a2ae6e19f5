"""What holds for the words of every template, whoever wrote it."""

import re
from pathlib import Path

import pytest

import plenum
from plenum.web.layout.icons import icon_names

PACKAGE = Path(plenum.__file__).parent
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*.html"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in TEMPLATES]


@pytest.fixture(params=TEMPLATES, ids=NAMES)
def source(request: pytest.FixtureRequest) -> str:
    return re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", request.param.read_text(), flags=re.DOTALL)


def test_no_template_paints_or_runs_inline(source: str) -> None:
    found = re.findall(
        r"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son(?:click|change|input|submit|load|error|key[a-z]+|mouse[a-z]+|focus|blur)=|javascript:",
        source,
    )
    assert found == []


def test_every_named_icon_is_listed(source: str) -> None:
    named = re.findall(r"""\{% icon ["']([a-z0-9-]+)["']""", source) + re.findall(
        r'\bicon(?:_end)?="([a-z0-9-]+)"', source
    )
    named += re.findall(r'<c-icon name="([a-z0-9-]+)"', source)
    assert [name for name in named if name not in icon_names()] == []


def test_texts_of_people_are_passed_in_quotes(source: str) -> None:
    """``:title="x"`` on an element's own attribute would not be escaped; see docs/look.md."""
    assert (
        re.findall(r"<c-(?!vars)[^>]*\s:(?:title|aria-[a-z]+|placeholder|alt|data-[a-z-]+|value|hx-[a-z-]+)=", source)
        == []
    )
