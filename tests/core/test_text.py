import pytest

from plenum.core.text import fold, normalise, person_sort_key, sort_key, whole_number


def test_fold_removes_accents_tones_and_case() -> None:
    assert fold("Đảng ủy xã Hưng Thịnh") == "dang uy xa hung thinh"


def test_sort_key_follows_the_vietnamese_alphabet_with_tones_last() -> None:
    words = ["đá", "dá", "da", "ân", "ăn", "an", "ba", "án", "1"]
    assert sorted(words, key=sort_key) == ["1", "an", "án", "ăn", "ân", "ba", "da", "dá", "đá"]


def test_people_sort_by_given_name_first() -> None:
    assert sorted(["Nguyễn Văn Bình", "Vũ An", "Lê An"], key=person_sort_key) == ["Lê An", "Vũ An", "Nguyễn Văn Bình"]


def test_text_that_the_database_can_t_hold_loses_only_what_it_can_t() -> None:
    assert (fold("Đả\0ng"), normalise(" Đả\0ng   ủy ")) == ("dang", "Đảng ủy")


@pytest.mark.parametrize("text", ["", None, "²", "-1", "1.5", "١", "9" * 19, "x"])
def test_what_is_no_number_of_ours_is_none(text: str | None) -> None:
    assert whole_number(text) is None


def test_a_number_in_an_address_is_read() -> None:
    assert (whole_number("007"), whole_number("9" * 18)) == (7, int("9" * 18))
