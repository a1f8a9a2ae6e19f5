"""Two versions of a text beside each other."""

from plenum.files.differences import Pair, side_by_side

GAP = Pair(None, None, "gap")


def test_changed_lines_stand_in_pairs_among_their_neighbours() -> None:
    before = "\n".join(str(number) for number in range(1, 11))
    after = before.replace("5", "năm\nhơn năm")
    assert side_by_side(before, after) == [
        GAP,
        Pair("3", "3"),
        Pair("4", "4"),
        Pair("5", "năm", "changed"),
        Pair(None, "hơn năm", "changed"),
        Pair("6", "6"),
        Pair("7", "7"),
        GAP,
    ]


def test_a_text_where_there_was_none() -> None:
    assert side_by_side("", "a\nb") == [Pair(None, "a", "changed"), Pair(None, "b", "changed")]


def test_equal_texts_have_no_differences() -> None:
    assert side_by_side("a\nb", "a\nb") == []
