"""The frame of a page: what a title and a subtitle become."""

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory

from tests.web.layout.reading import read

PAGE = """{% extends "layout/base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block subtitle %}<b>{{ name }}</b>{% endblock %}"""


@pytest.mark.parametrize("frame", ["base", "bare", "print", "screen"])
def test_every_frame_is_a_whole_page(frame: str) -> None:
    page = read(get_template(f"layout/{frame}.html").render({}, RequestFactory().get("/")))
    assert (page.faults, page.inline, len(page.all("main"))) == ([], [], 1)


def test_a_title_is_escaped_once_and_a_subtitle_may_hold_elements() -> None:
    html = engines["django"].from_string(PAGE).render({"name": "Sổ <đến> & đi"}, RequestFactory().get("/"))
    escaped = "Sổ &lt;đến&gt; &amp; đi"
    assert f"<title>{escaped} · Plenum</title>" in html
    assert f'tabindex="-1">{escaped}</h1>' in html
    assert f"<b>{escaped}</b>" in html
