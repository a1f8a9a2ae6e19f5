"""Every pair of text and ground of the tokens, in both themes, against WCAG 2.2 (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

import plenum.web

CSS = Path(plenum.web.__file__).parent / "static" / "plenum" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: {"light": light, "dark": dark} for name, light, dark in TOKEN.findall((CSS / "tokens.css").read_text())}

SURFACES = ("ground", "card", "raised", "hover", "sunken")
TEXTS = [(ink, surface) for ink in ("ink", "ink-2", "ink-3", "danger", "info") for surface in SURFACES]
TONES = [(tone, f"{tone}-soft") for tone in ("ok", "warn", "info", "danger", "neutral", "accent")]
NOTICES = [("ink", f"{tone}-soft") for tone in ("ok", "warn", "info", "danger", "neutral")]
ROWS = [(ink, soft) for ink in ("ink", "ink-2", "danger", "warn") for soft in ("accent-soft", "info-soft")]
FILLED = [
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-accent", "danger"),
    ("card", "ink"),
    ("ink-3", "neutral-soft"),
    ("warn", "card"),
    ("ok", "card"),
    ("accent", "card"),
    ("ink", "pressed"),
]
EDGES = [
    ("line-control", "card"),
    ("line-control", "ground"),
    ("focus", "card"),
    ("focus", "ground"),
    ("accent", "card"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.feature("X2")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS + TONES + NOTICES + ROWS + FILLED)
def test_words_stand_out_from_their_ground(text: str, ground: str, theme: str) -> None:
    assert contrast(TOKENS[text][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.feature("X2")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_and_the_focus_can_be_seen(edge: str, ground: str, theme: str) -> None:
    assert contrast(TOKENS[edge][theme], TOKENS[ground][theme]) >= 3


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_colours_are_written_in_the_tokens_alone() -> None:
    """The hall screen is always dark, paper always black on white, and the mark of the product has its own red."""
    own = re.sub(r"/\* ── Hall screens.*?/\* ── Gallery", "", (CSS / "plenum.css").read_text(), flags=re.DOTALL)
    strays = [line for line in own.splitlines() if re.search(r"#[0-9a-fA-F]{3,8}\b", line)]
    allowed = (".pl-mark__", "::selection", "mark {", ".pl-viewer__page img", "%23")
    assert [line.strip() for line in strays if not any(part in line for part in allowed)] == []
