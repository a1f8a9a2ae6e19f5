"""`./run soak make DIR --count N --seed S`: broken files by the thousand, made of good ones.

The same seed breaks them in the same way.

A good file of each kind comes from the makers of the tests. It is broken once or a few times: in its bytes, in the
structure of its kind (an archive's directory, a PDF's numbers, a picture's size), or in what its members say.
"""

import argparse
import io
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.bad_papers import changed_pdf, formula_xlsx, noted_pdf, photo, plain_png, stamped_pdf, titled_pdf
from tests.files.corpus import packed, paper
from tests.office_papers import open_text, sheet, slides
from tests.papers import many_pages_pdf, party_document_docx, party_document_pdf, state_letter_docx

#: Sizes, counts and places that programs have stumbled over.
NUMBERS = (0, 1, -1, 255, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 2**63, -(2**31), 99_999_999_999)
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
#: Places in the records of an archive's directory and how many bytes stand there.
CENTRAL_FIELDS = ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4))
LOCAL_FIELDS = ((6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))
END_FIELDS = ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))

Break = Callable[[bytes, Random], bytes]


def main(argv: Sequence[str]) -> int:
    """Write the files; says on the standard error how far it is."""
    parser = argparse.ArgumentParser(prog="soak make", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args(argv)
    options.folder.mkdir(parents=True, exist_ok=True)
    for number, (name, data) in enumerate(broken_files(options.count, options.seed), start=1):
        (options.folder / name).write_bytes(data)
        if number % 200 == 0:
            sys.stderr.write(f"soak make: {number} of {options.count}\n")
    return 0


def broken_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many files with their names, which tell how each was broken."""
    kinds = sorted(GOOD)
    for number in range(count):
        random = Random(f"{seed}/{number}")
        kind = kinds[number % len(kinds)]
        data, extension = good(kind), kind.rpartition(".")[2]
        told = []
        for _time in range(random.choice((1, 1, 1, 2, 4))):
            act = random.choice((*ANY, *BY_EXTENSION[extension]))
            data = act(data, random)
            told.append(act.__name__)
        yield f"{seed}-{number:05}-{'-'.join(told)}.{extension}", data


@lru_cache(maxsize=64)
def good(kind: str) -> bytes:
    """The good file of this name."""
    return GOOD[kind]()


def scanned(kind: str) -> bytes:
    """The picture of a page."""
    return packed(paper("party", 100, False), kind, 100)


GOOD: dict[str, Callable[[], bytes]] = {
    "paper.pdf": party_document_pdf,
    "pages.pdf": lambda: many_pages_pdf(4),
    "noted.pdf": lambda: noted_pdf("Đã xem"),
    "stamped.pdf": lambda: stamped_pdf("Đã xem ngày 05/11."),
    "titled.pdf": lambda: titled_pdf("Báo cáo"),
    "packed.pdf": lambda: changed_pdf(lambda _pdf: None, object_stream_mode=2),
    "scan.pdf": lambda: scanned("pdf"),
    "letter.docx": state_letter_docx,
    "paper.docx": party_document_docx,
    "pictured.docx": lambda: scanned("docx"),
    "sheet.xlsx": lambda: sheet("Xã Khe Sang", "120", header="Tiến độ"),
    "formula.xlsx": lambda: formula_xlsx("SUM(A1:A4)", "4"),
    "slides.pptx": lambda: slides("Xã Khe Sang", "120"),
    "text.odt": lambda: open_text("Xã Khe Sang", "120", header="Tiến độ", title="Báo cáo"),
    "plain.png": plain_png,
    "scan.png": lambda: scanned("png"),
    "photo.jpg": lambda: photo("JPEG"),
    "scan.jpg": lambda: scanned("jpg"),
    "photo.tiff": lambda: photo("TIFF"),
    "scan.tiff": lambda: scanned("tiff"),
}


def flip(data: bytes, random: Random) -> bytes:
    """Turn bits over."""
    out = bytearray(data)
    for _time in range(random.choice((1, 4, 40))):
        if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut(data: bytes, random: Random) -> bytes:
    """Lose the end, the beginning, or something between."""
    start, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    return random.choice((data[:start], data[end:], data[:start] + data[min(end, start + 200) :]))


def swap(data: bytes, random: Random) -> bytes:
    """Let two stretches change places."""
    length = random.choice((1, 16, 512))
    one, two = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    if two - one < length:
        return data
    return (
        data[:one]
        + data[two : two + length]
        + data[one + length : two]
        + data[one : one + length]
        + data[two + length :]
    )


def repeat(data: bytes, random: Random) -> bytes:
    """Say a stretch several times."""
    place = random.randrange(len(data) + 1)
    length = random.choice((1, 30, 1000))
    return data[:place] + data[place : place + length] * random.choice((2, 5, 300)) + data[place + length :]


def overwrite(data: bytes, random: Random) -> bytes:
    """Write zeros, ones, or chance over a stretch."""
    place, length = random.randrange(len(data) + 1), random.choice((1, 8, 200))
    fill = random.choice((b"\0" * length, b"\xff" * length, random.randbytes(length)))
    return data[:place] + fill + data[place + length :]


def pdf_number(data: bytes, random: Random) -> bytes:
    """Change one number that is written out: a length, a place, a count, a size, a reference."""
    found = list(re.finditer(rb"(?<![\w.])-?\d+(?![\w.])", data))
    return _said_otherwise(data, found, str(random.choice(NUMBERS)).encode(), random)


def pdf_key(data: bytes, random: Random) -> bytes:
    """Give one key or name the place of another."""
    found = list(re.finditer(rb"/[A-Z]\w+", data))
    return _said_otherwise(data, found, random.choice(found).group() if found else b"", random)


def pdf_reference(data: bytes, random: Random) -> bytes:
    """Let a reference lead to another object, often to one above it."""
    found = list(re.finditer(rb"\d+ 0 R", data))
    return _said_otherwise(data, found, b"%d 0 R" % random.randrange(12), random)


def pdf_nest(data: bytes, random: Random) -> bytes:
    """Put arrays into arrays, or dictionaries into dictionaries."""
    found, depth = list(re.finditer(rb"<<|\[", data)), random.choice((40, 600, 20_000))
    opening, closing = random.choice(((b"[", b"]"), (b"<</A ", b">>")))
    return _said_otherwise(data, found, b"<</Z " + opening * depth + b"0" + closing * depth, random)


def pdf_table(data: bytes, random: Random) -> bytes:
    """Let the table of cross-references, or what names it, lie."""
    found = list(re.finditer(rb"\d{10} \d{5} [nf]|startxref\s+\d+|xref\s+\d+ \d+", data))
    lie = random.choice(
        (b"%010d 00000 n" % random.choice((0, 15, len(data), 9_999_999_999)), b"startxref\n0", b"xref\n0 1")
    )
    return _said_otherwise(data, found, lie, random)


def pdf_stream(data: bytes, random: Random) -> bytes:
    """Unpack a stream, break what it holds, and pack it again."""
    found = [one for one in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL) if one[1][:1] == b"x"]
    if not found:
        return data
    one = random.choice(found)
    try:
        said = zlib.decompress(one[1])
    except zlib.error:
        return data
    act: Break = random.choice((flip, cut, repeat, swap, overwrite, pdf_number))
    return data[: one.start(1)] + zlib.compress(act(said, random)) + data[one.end(1) :]


def directory(data: bytes, random: Random) -> bytes:
    """Let the directory of an archive, or the head of a member, say something else."""
    mark, fields = random.choice(((CENTRAL, CENTRAL_FIELDS), (LOCAL, LOCAL_FIELDS), (END, END_FIELDS)))
    found = [one.start() for one in re.finditer(re.escape(mark), data)]
    if not found:
        return data
    place, size = random.choice(fields)
    at = random.choice(found) + place
    number = random.choice((0, 1, 8, 9, 12, 255, 65_535, 2**31 - 1, 2**32 - 1, len(data))) & ((1 << 8 * size) - 1)
    return data[:at] + number.to_bytes(size, "little") + data[at + size :]


def member(data: bytes, random: Random) -> bytes:
    """Break what one member says, and pack it well."""
    return _with_member(data, random, random.choice((flip, cut, swap, repeat, overwrite)))


def words(data: bytes, random: Random) -> bytes:
    """Change the XML of a member: elements twice, lost, in each other, with other names or no end."""
    return _with_member(data, random, random.choice((_double, _lose, _nest, _rename, _open, _declare, _number)))


def members(data: bytes, random: Random) -> bytes:
    """Lose a member, add one, say one twice, or let two change places."""
    held = _members(data)
    if not held:
        return data
    (one, said), (other, said_there) = random.choice(held), random.choice(held)
    match random.randrange(4):
        case 0:
            held = [pair for pair in held if pair[0] != one]
        case 1:
            held.append((one, said_there))
        case 2:
            held.append((random.choice(("a" * 60_000, "../a", "\u202ea.xml", "word/a\\b.xml", "_rels/.rels")), said))
        case _:
            held = [(other if name == one else one if name == other else name, told) for name, told in held]
    return _packed(held)


def picture_number(data: bytes, random: Random) -> bytes:
    """Write a large, negative or odd number near the head of a picture, where its sizes stand."""
    place = random.randrange(min(len(data), 400) + 1)
    number = random.choice(NUMBERS) & 0xFFFFFFFF
    return data[:place] + random.choice((struct.pack(">I", number), struct.pack("<I", number))) + data[place + 4 :]


def png_chunk(data: bytes, random: Random) -> bytes:
    """Break a chunk of a PNG and give it a right checksum, so that it is read."""
    chunks, place = [], 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        chunks.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    if not chunks:
        return data
    number = random.randrange(len(chunks))
    kind, said = chunks[number]
    chunks[number] = (kind, random.choice((flip, repeat, overwrite, cut))(said, random))
    if random.random() < 0.2:
        chunks.insert(random.randrange(len(chunks)), chunks[number])
    return data[:8] + b"".join(
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said)) for kind, said in chunks
    )


def _said_otherwise(data: bytes, found: Sequence["re.Match[bytes]"], said: bytes, random: Random) -> bytes:
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + said + data[one.end() :]


def _members(data: bytes) -> list[tuple[str, bytes]]:
    """The members of an archive; none when it is broken by now."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # whatever was broken before
        return []


def _packed(held: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in held:
            if name in archive.NameToInfo:
                archive.NameToInfo.pop(name)  # twice on purpose, without a word of warning
            archive.writestr(name, said)
    return out.getvalue()


def _with_member(data: bytes, random: Random, act: Break) -> bytes:
    held = _members(data)
    if not held:
        return data
    number = random.randrange(len(held))
    name, said = held[number]
    held[number] = (name, act(said, random) if said else said)
    return _packed(held)


def _elements(said: bytes) -> list["re.Match[bytes]"]:
    return list(re.finditer(rb"<[\w:]+[^<>]*>", said))


def _double(said: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"<([\w:]+)[^<>]*/>|<([\w:]+)[^<>]*>[^<]*</\2>", said))
    if not found:
        return said
    one = random.choice(found)
    return said[: one.end()] + one.group() * random.choice((1, 30, 20_000)) + said[one.end() :]


def _lose(said: bytes, random: Random) -> bytes:
    return _said_otherwise(said, _elements(said), b"", random)


def _nest(said: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"</[\w:]+>", said))
    if not found:
        return said
    one, depth = random.choice(found), random.choice((20, 150, 190, 5_000))
    name = one.group()[2:-1]
    return said[: one.start()] + b"<%s>" % name * depth + b"</%s>" % name * depth + said[one.start() :]


def _rename(said: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"[\w:]+(?==\")|(?<=<)[\w:]+", said))
    return _said_otherwise(said, found, random.choice(found).group() if found else b"", random)


def _open(said: bytes, random: Random) -> bytes:
    return _said_otherwise(said, list(re.finditer(rb"</[\w:]+>|/>", said)), b">", random)


def _declare(said: bytes, random: Random) -> bytes:
    head = random.choice(
        (b'<?xml version="1.0" encoding="utf-16"?>', b'<?xml version="1.0" encoding="cp037"?>', b"\xff\xfe")
    )
    return head + said[said.find(b"?>") + 2 :]


def _number(said: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"(?<=\")-?\d+(?=\")", said))
    return _said_otherwise(said, found, str(random.choice(NUMBERS)).encode(), random)


ANY: tuple[Break, ...] = (flip, cut, swap, repeat, overwrite)
PDF: tuple[Break, ...] = (pdf_number, pdf_number, pdf_key, pdf_reference, pdf_nest, pdf_table, pdf_stream, pdf_stream)
OFFICE: tuple[Break, ...] = (directory, directory, member, member, words, words, words, members)
PICTURE: tuple[Break, ...] = (picture_number, picture_number, picture_number)
BY_EXTENSION: dict[str, tuple[Break, ...]] = {
    "pdf": PDF,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt"), OFFICE),
    "png": (*PICTURE, png_chunk, png_chunk),
    **dict.fromkeys(("jpg", "tiff"), PICTURE),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
