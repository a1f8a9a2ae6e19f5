import asyncio
from pathlib import Path

import pytest

from plenum.web.layout.streams import StreamedFile


async def pieces_of(response: StreamedFile) -> list[bytes]:
    return [piece async for piece in response]


@pytest.mark.django_db  # what is closed looks after its connection
def test_a_file_is_sent_piece_by_piece_under_asgi(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"x" * 200_000)
    response = StreamedFile(path.open("rb"))
    pieces = asyncio.run(pieces_of(response))
    response.close()
    assert b"".join(pieces) == b"x" * 200_000
    assert max(map(len, pieces)) == StreamedFile.block_size
