import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from plenum.config.body import BodyLimit, limit_of

pytestmark = pytest.mark.feature("S4")


def ask(path: str, pieces: list[bytes], length: int | None) -> tuple[int, int]:
    """The status of the answer, and how many bytes reached the application."""
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
    rest: Iterator[bytes] = iter(pieces)
    taken, statuses = 0, []

    async def receive() -> dict[str, Any]:
        piece = next(rest, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, Any]) -> None:
        if "status" in message:
            statuses.append(message["status"])

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal taken
        while (message := await receive())["more_body"]:
            taken += len(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    asyncio.run(BodyLimit(application)(scope, receive, send))
    return statuses[0], taken


@pytest.fixture(autouse=True)
def small_limits(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.MAX_REQUEST_SIZE = 1_000, 10_000


def test_a_body_within_the_limit_passes() -> None:
    assert ask("/theme/", [b"x" * 600], 600) == (200, 600)


def test_a_body_that_announces_too_much_is_not_read() -> None:
    assert ask("/theme/", [b"x" * 2_000], 2_000) == (413, 0)


def test_a_body_that_announces_nothing_is_cut_at_the_limit() -> None:
    assert ask("/theme/", [b"x" * 600] * 9, None) == (413, 600)


def test_only_the_doors_for_files_take_much() -> None:
    assert [limit_of(path) for path in ("/documents/register/", "/accounts/login/", "/nowhere/")] == [
        10_000,
        1_000,
        1_000,
    ]
