"""Finding: by number, by words, with or without accents, by those who may see and by nobody else."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import tantivy
from tantivy import Occur, Query

from plenum.core.actor import Actor
from plenum.search import folder
from plenum.search.errors import NotReady
from plenum.search.question import Question, understand
from plenum.search.reading import searcher
from plenum.search.registry import kind_of, kinds
from plenum.search.schema import make_schema, right_of
from plenum.search.snippets import highlight, snippet
from plenum.search.words import folded, identifier

#: Nobody turns that many pages; deeper ones cost as much as all before them.
DEEPEST = 10_000
#: What lifts a hit above all that have only its words: the number asked for, then all words with their accents.
#: Far above any sum of word scores, so that the order between the groups is strict.
SAME_NUMBER, SAME_ACCENTS = 100_000.0, 10_000.0
NUMBER_AMONG_WORDS = 50.0
#: So many of each kind's best are asked for again at its domain before they are counted: where a single hidden thing
#: would show in the number, none is counted. Beyond them the index, a second behind at most, is believed.
RECOUNTED = 100

_schema = make_schema()


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found. The ``…_html`` are escaped, with the words asked for in ``<mark>``."""

    kind: str
    id: int
    score: float
    title: str
    snippet_html: str
    title_html: str = ""
    number: str = ""
    symbol: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, best first; ``total`` counts all pages, ``counts`` what each kind has without the choice of
    kinds."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def search(
    text: str,
    *,
    principals: Collection[int],
    kinds: Collection[str] = (),
    limit: int = 20,
    offset: int = 0,
    typing: bool = False,
) -> Results:
    """What holders of ``principals`` may see and is found by ``text``: every word, and every quoted phrase.

    The number or symbol asked for comes first, then things with the words as typed, then those where only the letters
    agree. ``kinds`` chooses among kinds; with ``typing`` the last word may be unfinished. Nothing typed is an error,
    nothing has a special meaning but quotes. No principal, or no word, finds nothing.

    Raises `NotReady` while there is no index.
    """
    question = understand(text, typing=typing)
    if not principals or not question or limit < 1 or not 0 <= offset <= DEEPEST:
        return Results()
    found = _run(question, _matching(question), principals, kinds, limit, offset)
    return _results(found.hits, found.counts, kinds)


def search_visible(
    text: str,
    *,
    by: Actor,
    kinds: Collection[str] = (),
    limit: int = 20,
    offset: int = 0,
    typing: bool = False,
) -> Results:
    """`search` for an actor, asked for again at the domains: what was taken away a moment ago is neither shown nor
    counted (see `RECOUNTED`)."""
    question = understand(text, typing=typing)
    if not by.principals or not question or limit < 1 or not 0 <= offset <= DEEPEST:
        return Results()
    found = _run(question, _matching(question), by.principals, kinds, limit, offset, RECOUNTED)
    gone = _gone(found, by)
    hits = [hit for hit in found.hits if hit.id not in gone.get(hit.kind, ())]
    return _results(hits, {name: count - len(gone.get(name, ())) for name, count in found.counts.items()}, kinds)


def suggest_visible(text: str, *, by: Actor, limit: int = 8) -> Results:
    """Things whose number, symbol or title begins as ``text`` does, word by word, that ``by`` may see now."""
    question = understand(text, typing=True)
    if not by.principals or not question:
        return Results()
    found = _run(question, _beginning(question), by.principals, (), limit, 0)
    gone = _gone(found, by)
    hits = [hit for hit in found.hits if hit.id not in gone.get(hit.kind, ())]
    return Results(hits, len(hits))


@dataclass(frozen=True, slots=True)
class _Found:
    """What the index answers: a page of hits, the count of each kind, and the ids of each kind's best."""

    hits: list[Hit]
    counts: dict[str, int]
    best: dict[str, set[int]]


def _results(hits: list[Hit], counts: Mapping[str, int], chosen: Collection[str]) -> Results:
    total = sum(count for name, count in counts.items() if not chosen or name in chosen)
    return Results(hits, total, {name: count for name, count in counts.items() if count})


def _gone(found: _Found, by: Actor) -> dict[str, set[int]]:
    """The ids of each kind that the index still gives and their domain does not."""
    asked = {name: set(ids) for name, ids in found.best.items()}
    for hit in found.hits:
        asked.setdefault(hit.kind, set()).add(hit.id)
    kept = {name: kind.visible(by, sorted(ids)) for name, ids in asked.items() if ids and (kind := kind_of(name))}
    return {name: ids - kept.get(name, set()) for name, ids in asked.items()}


def _run(
    question: Question,
    query: Query,
    principals: Collection[int],
    chosen: Collection[str],
    limit: int,
    offset: int,
    recounted: int = 0,
) -> _Found:
    """One look at each kind: its count, the ids of its ``recounted`` best and, when it is chosen, its best; then the
    page out of the best of all."""
    counts, best, first = {}, [], {}
    beginning = folded(question.words[-1]) if question.open_end else ""
    try:
        index = searcher()
        for kind in kinds():
            wanted = not chosen or kind.name in chosen
            depth = max(offset + limit if wanted else 1, recounted)
            found = index.search(_allowed(query, kind.name, principals), depth, count=True)
            counts[kind.name] = int(found.count)  # type: ignore[attr-defined]  # the stub forgets it
            best += found.hits if wanted else []
            first[kind.name] = {_id(index.doc(address)) for _score, address in found.hits[:recounted]}
        best.sort(key=lambda hit: -hit[0])
        shown = best[offset : offset + limit]
        hits = [_hit(index.doc(address), score, question.folded_terms, beginning) for score, address in shown]
    except (OSError, ValueError) as error:
        folder.ask_for_renewal()
        raise NotReady from error
    return _Found(hits, counts, first)


def _id(document: tantivy.Document) -> int:
    return int(document.get_first("id") or 0)


def _hit(document: tantivy.Document, score: float, terms: Collection[str], beginning: str) -> Hit:
    def kept(name: str) -> str:
        return bytes(document.get_first(f"shown_{name}") or b"").decode()

    at = document.get_first("at")
    title = kept("title")
    return Hit(
        kind=str(document.get_first("kind")),
        id=_id(document),
        score=score,
        title=title,
        snippet_html=snippet(kept("text"), terms, beginning),
        title_html=highlight(title, terms, beginning),
        number=kept("number"),
        symbol=kept("symbol"),
        at=at.replace(tzinfo=UTC) if isinstance(at, datetime) else None,
    )


def _allowed(query: Query, kind: str, principals: Collection[int]) -> Query:
    """``query`` among the things of a kind that one of ``principals`` may see; adds nothing to the score."""
    rights = sorted(right_of(kind, principal) for principal in principals)
    seen = Query.term_set_query(_schema, "rights", rights)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(seen, 0.0))])


def _term(name: str, word: str) -> Query:
    return Query.term_query(_schema, name, word, "freq" if name == "title" else "position")


def _starting(name: str, word: str) -> Query:
    return Query.fuzzy_term_query(_schema, name, word, 0, True, prefix=True)


def _parts(question: Question, name: str, form: Callable[[str], str]) -> Iterator[Query]:
    """The words and phrases in one of the two forms; ``folded`` without the last word while it is being typed."""
    for word in question.words[:-1] if question.open_end and name == "folded" else question.words:
        yield _term(name, form(word))
    for phrase in question.phrases:
        yield Query.phrase_query(_schema, name, [form(word) for word in phrase])


def _matching(question: Question) -> Query:
    """Every word and phrase without accents; what else agrees only lifts."""
    clauses: list[tuple[Occur, Query]] = [(Occur.Must, part) for part in _parts(question, "folded", folded)]
    if question.open_end:
        clauses.append((Occur.Must, _unfinished(question.words[-1])))
    if exact := list(_parts(question, "exact", lambda word: word)):
        clauses.append((Occur.Should, Query.const_score_query(_all(exact), SAME_ACCENTS)))
    for word in question.words:
        if word[0].isdecimal():
            clauses.append((Occur.Should, _identified(identifier(word), NUMBER_AMONG_WORDS)))
    if not question.identifier:
        return Query.boolean_query(clauses)
    number = _identified(question.identifier, SAME_NUMBER)
    if question.identifier == " ".join(map(folded, question.words)):
        return Query.boolean_query([*clauses, (Occur.Should, number)])
    return Query.boolean_query([(Occur.Should, Query.boolean_query(clauses)), (Occur.Should, number)])


def _unfinished(word: str) -> Query:
    """The word as typed anywhere, or the beginning of a word of the title."""
    whole = _term("folded", folded(word))
    return Query.boolean_query([(Occur.Should, whole), (Occur.Should, _starting("title", folded(word)))])


def _beginning(question: Question) -> Query:
    of_title = [_starting("title", folded(word)) for word in question.words]
    of_title += [_term("title", folded(word)) for phrase in question.phrases for word in phrase]
    ways = [(Occur.Should, _all(of_title))]
    if question.identifier:
        ways.append((Occur.Should, _identified(question.identifier, SAME_NUMBER)))
        ways.append((Occur.Should, _starting("identifier", question.identifier)))
    return Query.boolean_query(ways)


def _identified(sign: str, score: float) -> Query:
    return Query.const_score_query(Query.term_query(_schema, "identifier", sign, "basic"), score)


def _all(queries: list[Query]) -> Query:
    clauses: list[Any] = [(Occur.Must, query) for query in queries]
    return Query.boolean_query(clauses)
