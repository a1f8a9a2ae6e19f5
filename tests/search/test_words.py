from hypothesis import given
from hypothesis import strategies as st

from plenum.core.text import fold
from plenum.search.question import understand
from plenum.search.snippets import WIDTH, highlight, snippet
from plenum.search.words import BREAK, exact, folded, identifiers, words


def test_a_tone_has_one_place() -> None:
    assert [exact(word) for word in ("Hoà", "khoẻ", "thuý", "quý", "hoàn", "toà")] == [
        "hòa",
        "khỏe",
        "thúy",
        "quý",
        "hoàn",
        "tòa",
    ]


@given(st.text(max_size=50))
def test_no_word_is_a_break_and_folding_knows_no_case(text: str) -> None:
    found = words(text)
    assert BREAK not in found
    assert [folded(word) for word in found] == [fold(word)[:64] for word in found]
    assert all(" " not in word for word in found)


def test_a_number_and_a_symbol_are_asked_for_in_many_ways() -> None:
    assert identifiers("0412", "CV/TU") == {"412", "cv tu", "412 cv tu"}
    assert identifiers("412", "412-CV/TU") == {"412", "412 cv tu"}
    assert identifiers("", "") == set()


def test_a_question_is_words_phrases_and_perhaps_a_number() -> None:
    question = understand('Họp "Hội nghị" “số” 15/QĐ', typing=True)
    assert question.words == ("họp", "15", "số", "qđ")
    assert question.open_end
    assert question.phrases == (("hội", "nghị"),)
    assert question.identifier == "hop hoi nghi so 15 qd"


def test_a_single_letter_at_the_end_is_not_asked_for_while_it_is_typed() -> None:
    assert understand("hội nghị đ", typing=True).words == ("hội", "nghị")
    assert understand("hội nghị 5", typing=True).words == ("hội", "nghị", "5")
    assert understand("đ", typing=True).words == ("đ",)
    assert understand("hội nghị đ").words == ("hội", "nghị", "đ")


def test_the_word_being_typed_is_the_last_even_when_it_was_typed_before() -> None:
    question = understand('số hóa "đề" số', typing=True)
    assert (question.words, question.open_end) == (("hóa", "đề", "số"), True)


@given(st.text(max_size=400), st.frozensets(st.sampled_from(["hoi", "nghi", "b", "amp", "lt"])))
def test_a_snippet_is_never_html_of_the_text_and_never_long(text: str, terms: frozenset[str]) -> None:
    for shown in (snippet(text, terms), highlight(text, terms)):
        bare = shown.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
    plain = snippet(text, frozenset())
    assert len(plain) <= WIDTH * 6 + 4


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = "kế hoạch " + "x " * 300 + "kế hoạch hội nghị " + "x " * 300
    assert "<mark>kế</mark> hoạch <mark>hội</mark> <mark>nghị</mark>" in snippet(text, {"ke", "hoi", "nghi"})
