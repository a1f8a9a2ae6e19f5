"""Finding: by number, by words, with or without accents, by those who may see and by nobody else."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
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
    return _run(question, _matching(question), principals, kinds, limit, offset)


def search_visible(
    text: str,
    *,
    by: Actor,
    kinds: Collection[str] = (),
    limit: int = 20,
    offset: int = 0,
    typing: bool = False,
) -> Results:
    """`search` for an actor, each hit asked for again at its domain: what was taken away a moment ago is not shown."""
    found = search(text, principals=by.principals, kinds=kinds, limit=limit, offset=offset, typing=typing)
    return _still_visible(found, by)


def suggest_visible(text: str, *, by: Actor, limit: int = 8) -> Results:
    """Things whose number, symbol or title begins as ``text`` does, word by word, that ``by`` may see now."""
    question = understand(text, typing=True)
    if not by.principals or not question:
        return Results()
    return _still_visible(_run(question, _beginning(question), by.principals, (), limit, 0), by)


def _run(
    question: Question,
    query: Query,
    principals: Collection[int],
    chosen: Collection[str],
    limit: int,
    offset: int,
) -> Results:
    """One look at each kind: its count and, when it is chosen, its best; then the page out of the best of all."""
    counts, best = {}, []
    beginning = folded(question.words[-1]) if question.open_end else ""
    try:
        index = searcher()
        for kind in kinds():
            wanted = not chosen or kind.name in chosen
            found = index.search(_allowed(query, kind.name, principals), offset + limit if wanted else 1, count=True)
            counts[kind.name] = int(found.count)  # type: ignore[attr-defined]  # the stub forgets it
            best += found.hits if wanted else []
        best.sort(key=lambda hit: -hit[0])
        shown = best[offset : offset + limit]
        hits = [_hit(index.doc(address), score, question.folded_terms, beginning) for score, address in shown]
    except (OSError, ValueError) as error:
        folder.ask_for_renewal()
        raise NotReady from error
    total = sum(count for name, count in counts.items() if not chosen or name in chosen)
    return Results(hits, total, {name: count for name, count in counts.items() if count})


def _hit(document: tantivy.Document, score: float, terms: Collection[str], beginning: str) -> Hit:
    def kept(name: str) -> str:
        return bytes(document.get_first(f"shown_{name}") or b"").decode()

    at = document.get_first("at")
    title = kept("title")
    return Hit(
        kind=str(document.get_first("kind")),
        id=int(document.get_first("id") or 0),
        score=score,
        title=title,
        snippet_html=snippet(kept("text"), terms, beginning),
        title_html=highlight(title, terms, beginning),
        number=kept("number"),
        symbol=kept("symbol"),
        at=at.replace(tzinfo=UTC) if isinstance(at, datetime) else None,
    )


def _still_visible(found: Results, by: Actor) -> Results:
    ids: dict[str, list[int]] = {}
    for hit in found.hits:
        ids.setdefault(hit.kind, []).append(hit.id)
    seen = {name: kind.visible(by, some) for name, some in ids.items() if (kind := kind_of(name)) is not None}
    hits = [hit for hit in found.hits if hit.id in seen.get(hit.kind, set())]
    return replace(found, hits=hits, total=found.total - len(found.hits) + len(hits))


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
