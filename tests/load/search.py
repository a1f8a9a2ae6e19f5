"""`./run bench search`: four kinds of reader over a large index with rights, against bare tantivy without rights.

The documents are invented: syllables in the frequencies of a language (Zipf), 300 bodies, each document with one to
three of them and with a few officers. The questions rotate: one to three words with and without accents, a phrase, a
number. Both sides answer the same questions one after the other, so that whatever else the machine does meets both;
ours includes rights, exact counts by kind, the order by accents, and snippets. Needs no database.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import tantivy
from django.conf import settings

from plenum.search import folder, reading
from plenum.search.queries import search
from plenum.search.registry import Entry, kind_of, register
from plenum.search.schema import document_of, make_schema
from plenum.search.words import folded, words

GOALS = {"p95_ms": 50.0, "p95_ratio": 3.0}
BODIES, OFFICERS = 300, 6000
WORDS_OF_TITLE, WORDS_OF_TEXT = 14, 150
STARTS = "b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x"
RIMES = (
    "a an ang anh ao ay ăn ăng âm ân âu âp e en ê ên êu i inh iên iêm iêu o oa oai oan ong ô ôi ôn ông"
    " ơ ơi ơn u ua uân uê ung uôc uy uyên ư ưa ưc ương ươi y yêu"
)
SIGNS = ("CV/TU", "KH/TU", "TB/TU", "QĐ-UBND", "BC-UBND", "NQ/TU")
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)

Question = str
Ask = Callable[[Question], object]


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON (with ``--scale`` one for each size) and returns 0 when it is reached."""
    parser = argparse.ArgumentParser(prog="search", description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--scale", action="store_true", help="a sixteenth, a quarter, and all of the documents")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings.test")
    sizes = [options.documents // 16, options.documents // 4] if options.scale else []
    reached = True
    for size in [*sizes, options.documents]:
        answer = _measure(size, options.questions)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        reached = reached and bool(answer["reached"])
    return 0 if reached else 1


def _measure(size: int, count: int) -> dict[str, object]:
    chance = random.Random(20261123)
    corpus = Corpus(chance)
    for kind in ("document", "conference"):
        if kind_of(kind) is None:
            register(kind, lambda ids: ())
    with tempfile.TemporaryDirectory(prefix="plenum-bench-") as place:
        settings.DATA = Path(place)
        reading.close()
        started = time.perf_counter()
        _fill(corpus, size)
        building = time.perf_counter() - started
        questions = [corpus.question(number) for number in range(count)]
        bare = _bare()
        ours, theirs = {}, {}
        for reader, principals in _readers(chance).items():
            ask = _asking(principals)
            ours[reader], theirs[reader] = _compare(questions, ask, bare)
        used = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file())
        reading.close()
    found = {
        reader: {"p95_ms": figures["p95"], "p95_ratio": round(figures["p95"] / theirs[reader]["p95"], 2)}
        for reader, figures in ours.items()
    }
    return {
        "bench": "search",
        "work": {
            "documents": size,
            "questions": count,
            "documents_a_second_indexed": round(size / building),
            "bytes_a_document": round(used / size),
        },
        "ours": ours,
        "reference": theirs,
        "ratios": found,
        "goals": GOALS,
        "reached": all(figures[name] <= goal for figures in found.values() for name, goal in GOALS.items()),
    }


class Corpus:
    """Invented documents and questions, the same in every run."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        tones = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
        made = {words(start + rime + tone)[0] for start in STARTS.split() for rime in RIMES.split() for tone in tones}
        self.syllables = sorted(made)
        chance.shuffle(self.syllables)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.syllables))))

    def some(self, count: int) -> list[str]:
        return self.chance.choices(self.syllables, cum_weights=self.weights, k=count)

    def entry(self, number: int) -> Entry:
        chance = self.chance
        bodies = {chance.randint(1, BODIES) for _ in range(chance.randint(1, 3))}
        officers = {1000 + chance.randint(1, OFFICERS) for _ in range(chance.randint(0, 4))}
        return Entry(
            "document" if number % 20 else "conference",
            number,
            sorted(bodies | officers),
            " ".join(self.some(WORDS_OF_TITLE)),
            " ".join(self.some(WORDS_OF_TEXT)),
            str(number % 2000 + 1),
            chance.choice(SIGNS),
            MONDAY - timedelta(hours=number % 50_000),
        )

    def question(self, number: int) -> Question:
        some = self.some(number % 3 + 1)
        match number % 6:
            case 0 | 1:
                return " ".join(some)
            case 2 | 3:
                return " ".join(folded(word) for word in some)
            case 4:
                return f'"{" ".join(self.some(2))}"'
            case _:
                return f"{self.chance.randint(1, 2000)}-{self.chance.choice(SIGNS)}"


def _fill(corpus: Corpus, size: int) -> None:
    path = folder.new_generation()
    writer = tantivy.Index(make_schema(), str(path)).writer(256_000_000, 1)
    for number in range(1, size + 1):
        writer.add_document(document_of(corpus.entry(number)))
    writer.commit()
    writer.wait_merging_threads()
    folder.write_place(path, folder.Place("bench", "1:1:", MONDAY))
    folder.publish(path)


def _readers(chance: random.Random) -> dict[str, list[int]]:
    return {
        "officer": [1000 + chance.randint(1, OFFICERS), 9_000_001, 9_000_002, 9_000_003],
        "clerk": [chance.randint(1, BODIES), 9_000_001, 9_000_002],
        "inspector of 90 bodies": chance.sample(range(1, BODIES + 1), 90),
        "archivist of all": list(range(1, BODIES + 1)),
    }


def _asking(principals: list[int]) -> Ask:
    def ask(question: Question) -> object:
        return search(question, principals=principals)

    return ask


def _bare() -> Ask:
    """Tantivy alone: all words, the best twenty with their count and their stored fields; no rights, nothing else."""
    index, schema = reading.searcher(), make_schema()

    def ask(question: Question) -> object:
        asked = [folded(word) for word in words(question)]
        terms = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "folded", word)) for word in asked]
        found = index.search(tantivy.Query.boolean_query(terms), 20, count=True)
        return [index.doc(address) for _score, address in found.hits]

    return ask


def _compare(questions: list[Question], ours: Ask, theirs: Ask) -> tuple[dict[str, float], dict[str, float]]:
    for question in questions[:30]:
        ours(question), theirs(question)
    pairs = list(_times(questions, ours, theirs))
    return _figures([our for our, _their in pairs]), _figures([their for _our, their in pairs])


def _times(questions: list[Question], ours: Ask, theirs: Ask) -> Iterator[tuple[float, float]]:
    for question in questions:
        begun = time.perf_counter()
        ours(question)
        between = time.perf_counter()
        theirs(question)
        yield (between - begun) * 1000, (time.perf_counter() - between) * 1000


def _figures(times: list[float]) -> dict[str, float]:
    parts = statistics.quantiles(times, n=100)
    figures = {"p50": parts[49], "p95": parts[94], "p99": parts[98], "max": max(times)}
    return {name: round(value, 2) for name, value in figures.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
