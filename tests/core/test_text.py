from plenum.core.text import fold, person_sort_key, sort_key


def test_fold_removes_accents_tones_and_case() -> None:
    assert fold("Đảng ủy xã Hưng Thịnh") == "dang uy xa hung thinh"


def test_sort_key_follows_the_vietnamese_alphabet_with_tones_last() -> None:
    words = ["đá", "dá", "da", "ân", "ăn", "an", "ba", "án", "1"]
    assert sorted(words, key=sort_key) == ["1", "an", "án", "ăn", "ân", "ba", "da", "dá", "đá"]


def test_people_sort_by_given_name_first() -> None:
    assert sorted(["Nguyễn Văn Bình", "Vũ An", "Lê An"], key=person_sort_key) == ["Lê An", "Vũ An", "Nguyễn Văn Bình"]
