import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.search.indexer import Indexer
from plenum.search.queries import DEEPEST, Results, search, search_visible, suggest_visible
from tests.search.conftest import EVERYBODY, Things, found, reader

pytestmark = [pytest.mark.django_db, pytest.mark.feature("D18")]


@pytest.fixture
def library(things: Things, indexer: Indexer) -> Things:
    things.put(1, "Về chuyển đổi số trong cơ quan Đảng", "Toàn tỉnh họp hội nghị ở hội trường", sign="412-CV/TU")
    things.put(2, "Chuyen doi so", "Ban khong dau cua van ban", sign="15-QĐ/BNV")
    things.put(3, "Kế hoạch năm 412", "Số hoá tài liệu, đổi mới cách làm, chuyển việc", sign="77-KH/TU")
    things.put(4, "Доклад о цифровой трансформации", "Ёлка и йод")
    indexer.catch_up()
    return things


def test_words_are_found_with_and_without_accents(library: Things) -> None:
    assert (
        sorted(found("chuyển đổi số")) == sorted(found("chuyen doi so")) == sorted(found("CHUYỂN ĐỔI SỐ")) == [1, 2, 3]
    )


def test_what_agrees_in_its_accents_comes_first(library: Things) -> None:
    assert found("chuyển đổi số")[-1] == 2
    assert found("chuyen doi so")[0] == 2


def test_words_of_the_text_are_found_and_every_word_must_occur(library: Things) -> None:
    assert found("hoi truong") == [1]
    assert found("hội trường xã") == []


def test_both_ways_to_place_a_tone_are_one_word(library: Things) -> None:
    assert found("số hóa tài liệu") == found("số hoá tài liệu") == [3]


def test_russian_is_found_without_its_points(library: Things) -> None:
    assert found("елка") == found("ЁЛКА") == found("иод") == [4]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("412", [1, 3]),
        ("0412", [1]),
        ("412-CV/TU", [1]),
        ("412 cv tu", [1]),
        ("15/QĐ-BNV", [2]),
        ("15/qd-bnv", [2]),
        ("QĐ/BNV", [2]),
        ("cv/tu", [1]),
        ("413-CV/TU", []),
    ],
)
def test_a_number_is_found_in_every_form_and_first(library: Things, asked: str, expected: list[int]) -> None:
    assert found(asked) == expected


def test_a_quoted_phrase_must_stand_in_one_piece(library: Things) -> None:
    assert sorted(found('"chuyển đổi số"')) == [1, 2]
    assert found("“đổi số” hội") == [1]
    assert found('"số hoá"') == [3]


def test_a_phrase_does_not_run_from_the_title_into_the_text(library: Things) -> None:
    assert found('"Đảng toàn tỉnh"') == []


def test_the_last_word_may_be_unfinished_while_it_is_typed(library: Things) -> None:
    assert sorted(found("chuyển đ", typing=True)) == [1, 2, 3]
    assert found("chuyển đổi s", typing=True)[0] == 1
    assert sorted(found("kế ho", typing=True)) == [3]
    assert found("kế ho") == []


def test_a_word_of_the_title_weighs_more_than_one_of_the_text(things: Things, indexer: Indexer) -> None:
    things.put(1, "Báo cáo về việc khác", "hội nghị")
    things.put(2, "Báo cáo hội nghị", "về việc khác")
    indexer.catch_up()
    assert found("hội nghị") == found("hoi nghi") == [2, 1]


def test_suggestions_begin_as_the_typed_words_do(library: Things) -> None:
    by = reader(EVERYBODY)
    assert [hit.id for hit in suggest_visible("ke hoa", by=by).hits] == [3]
    assert {hit.id for hit in suggest_visible("chu", by=by).hits} == {1, 2}
    assert [hit.id for hit in suggest_visible("412-c", by=by).hits] == [1, 3]
    assert [hit.id for hit in suggest_visible("41", by=by).hits] == [1, 3]


def test_a_hit_shows_where_the_words_are_and_nothing_else_as_html(things: Things, indexer: Indexer) -> None:
    things.put(1, "<b>Đảng</b> ủy", "x" * 500 + " & trước <script>Hội nghị</script> sau " + "y " * 500, sign="9-TB/TU")
    indexer.catch_up()
    (hit,) = search("hoi dang", principals=[EVERYBODY]).hits
    assert hit.title_html == "&lt;b&gt;<mark>Đảng</mark>&lt;/b&gt; ủy"
    assert "&amp; trước &lt;script&gt;<mark>Hội</mark> nghị&lt;/script&gt; sau y" in hit.snippet_html
    assert (hit.title, hit.number, hit.symbol) == ("<b>Đảng</b> ủy", "9", "TB/TU")


def test_the_total_is_exact_and_pages_follow_each_other(things: Things, indexer: Indexer) -> None:
    for number in range(1, 46):
        things.put(number, f"Công văn {number}")
    indexer.catch_up()
    pages = [search("công văn", principals=[EVERYBODY], limit=20, offset=start) for start in (0, 20, 40, 60)]
    assert [page.total for page in pages] == [45] * 4
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert sorted(hit.id for page in pages for hit in page.hits) == list(range(1, 46))


def test_kinds_are_counted_and_chosen(library: Things) -> None:
    everything = search("số", principals=[EVERYBODY])
    assert (everything.counts, everything.total) == ({"thing": 3}, 3)
    other = search("số", principals=[EVERYBODY], kinds=["other"])
    assert (other.hits, other.total, other.counts) == ([], 0, {"thing": 3})


@pytest.mark.parametrize("asked", ["", "   ", "!!!", '""', "***", "¶", "\0", "́"])
def test_no_word_finds_nothing(library: Things, asked: str) -> None:
    assert search(asked, principals=[EVERYBODY]) == Results()


def test_nobody_finds_nothing(library: Things) -> None:
    assert search("số", principals=[]) == Results()
    assert search_visible("số", by=reader()) == suggest_visible("số", by=reader()) == Results()


def test_an_offset_beyond_all_pages_finds_nothing(library: Things) -> None:
    assert search("số", principals=[EVERYBODY], offset=DEEPEST + 1) == Results()


@given(asked=st.text(max_size=60) | st.text(alphabet='"“”chuyển +-&|!(){}[]^~*?:\\/412', max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_no_error_and_has_no_power(library: Things, asked: str) -> None:
    for typing in (False, True):
        assert search(asked, principals=[EVERYBODY + 1], typing=typing).total == 0
        search(asked, principals=[EVERYBODY], typing=typing)
    suggest_visible(asked, by=reader(EVERYBODY))
