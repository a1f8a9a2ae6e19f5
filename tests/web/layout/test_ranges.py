"""Parts of files: the parser against a plain slice, and the answer as a browser gets it."""

import io

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from plenum.web.layout.ranges import Span, Unsatisfiable, answer_range, span_of
from plenum.web.layout.sealed import SEALED

#: An answer that is closed looks after its connection.
answered = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4


def part(header: str | None, **others: str) -> tuple[int, bytes, str | None, str]:
    """Status, bytes, ``Content-Range`` and ``Content-Length`` of the answer."""
    headers = {**({"Range": header} if header is not None else {}), **others}
    request = RequestFactory().get("/", headers=headers)
    answer = answer_range(request, io.BytesIO(CONTENT), content_type="application/pdf", headers=SEALED)
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.close()
    return answer.status_code, body, answer.headers.get("Content-Range"), answer.headers.get("Content-Length", "")


@given(st.binary(min_size=1, max_size=64), st.integers(0, 80), st.integers(0, 80))
def test_a_range_is_the_slice_between_its_ends(data: bytes, first: int, last: int) -> None:
    header, wanted = f"bytes={first}-{last}", data[first : last + 1]
    if not wanted:
        with pytest.raises(Unsatisfiable):
            span_of(header, len(data))
    else:
        span = span_of(header, len(data))
        assert span is not None
        assert data[span.first : span.end] == wanted


@given(st.binary(min_size=1, max_size=64), st.integers(0, 80))
def test_an_open_range_goes_to_the_end_and_a_last_one_comes_from_it(data: bytes, number: int) -> None:
    for header, wanted in (
        (f"bytes={number}-", data[number:]),
        (f"bytes=-{number}", data[-number:] if number else b""),
    ):
        if not wanted:
            with pytest.raises(Unsatisfiable):
                span_of(header, len(data))
        else:
            span = span_of(header, len(data))
            assert span is not None
            assert data[span.first : span.end] == wanted


@given(st.text(max_size=40), st.integers(0, 1000))
def test_whatever_is_sent_is_a_part_the_whole_or_refused(header: str, size: int) -> None:
    try:
        span = span_of(header, size)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span.first < span.end <= size


@pytest.mark.parametrize("header", ["", "pages=1-2", "bytes=0-1,5-9", "bytes=0-1, -5"])
def test_without_one_range_of_bytes_the_whole_file_is_meant(header: str) -> None:
    assert span_of(header, 10) is None


@pytest.mark.parametrize(
    "header", ["bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=10-", "bytes=-0", "bytes=٣-٤"]
)
def test_nonsense_is_no_part(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        span_of(header, 10)


def test_the_unit_is_written_in_any_case() -> None:
    assert span_of("Bytes=2-3", 10) == Span(2, 4)


@answered
def test_the_whole_file_is_answered_with_its_length_and_says_that_it_comes_in_parts() -> None:
    assert part(None) == (200, CONTENT, None, "1024")
    request = RequestFactory().get("/")
    answer = answer_range(request, io.BytesIO(CONTENT), content_type="application/pdf", headers=SEALED)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert {name: answer.headers[name] for name in SEALED} == SEALED
    answer.close()


@answered
def test_a_part_is_answered_with_its_place() -> None:
    assert part("bytes=10-19") == (206, CONTENT[10:20], "bytes 10-19/1024", "10")
    assert part("bytes=-24") == (206, CONTENT[1000:], "bytes 1000-1023/1024", "24")
    assert part("bytes=1000-9999") == (206, CONTENT[1000:], "bytes 1000-1023/1024", "24")


@answered
def test_a_part_that_does_not_exist_is_refused_with_the_length() -> None:
    status, body, place, _length = part("bytes=1024-")
    assert (status, body, place) == (416, b"", "bytes */1024")


@answered
def test_a_part_of_an_unknown_version_is_the_whole() -> None:
    assert part("bytes=0-9", **{"If-Range": '"abc"'})[:2] == (200, CONTENT)


def test_a_refused_part_closes_the_file() -> None:
    content = io.BytesIO(CONTENT)
    request = RequestFactory().get("/", headers={"Range": "bytes=9999-"})
    answer_range(request, content, content_type="application/pdf", headers=SEALED)
    assert content.closed
