from tests.conformance import PAGE, features, marked_tests, page


def test_every_mark_names_a_capability_of_the_list() -> None:
    assert {mark for mark, _test in marked_tests()} - set(features()["features"]) == set()


def test_the_conformance_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run ./run conformance"
