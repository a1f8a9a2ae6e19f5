"""The fields of the index, and a thing as a document of it."""

from datetime import UTC

import tantivy

from plenum.search.registry import Entry
from plenum.search.words import folded, identifiers, line, words

#: Goes up with every change of the fields or of `plenum.search.words`; another version in the folder is made anew.
VERSION = 3
#: Characters of a text that are searched and kept for snippets; a thousand pages.
LONGEST_TEXT = 3_000_000


def make_schema() -> tantivy.Schema:
    """The fields. ``exact`` and ``folded`` hold all words of a thing, ``title`` those of its title once more."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("id", stored=True)
    builder.add_text_field("rights", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("identifier", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("exact", tokenizer_name="whitespace")
    builder.add_text_field("folded", tokenizer_name="whitespace")
    builder.add_date_field("at", stored=True)
    for kept in ("shown_title", "shown_number", "shown_symbol", "shown_text"):
        builder.add_bytes_field(kept, stored=True)
    return builder.build()


def key_of(kind: str, number: int) -> str:
    """The one key of a thing in the index."""
    return f"{kind}:{number}"


def right_of(kind: str, principal: int) -> str:
    """The term that lets a principal see things of a kind. The kind is in it, so that asking kind by kind, which gives
    the counts, reads each list of rights once and not once a kind."""
    return f"{kind}:{principal}"


def document_of(entry: Entry) -> tantivy.Document:
    """The index document of an entry."""
    text = entry.text[:LONGEST_TEXT]
    exact = [words(f"{entry.number} {entry.symbol}"), words(entry.title), words(text)]
    bare = [[folded(word) for word in part] for part in exact]
    document = tantivy.Document()
    document.add_text("key", key_of(entry.kind, entry.id))
    document.add_text("kind", entry.kind)
    document.add_unsigned("id", entry.id)
    for principal in entry.principals:
        document.add_text("rights", right_of(entry.kind, principal))
    for identifier in identifiers(entry.number, entry.symbol):
        document.add_text("identifier", identifier)
    document.add_text("title", " ".join(bare[1]))
    document.add_text("exact", line(exact))
    document.add_text("folded", line([*bare[:2], *bare[1:]]))  # the title twice: a word of it weighs more
    if entry.at is not None:
        document.add_date("at", entry.at.astimezone(UTC))
    for field, value in (("title", entry.title), ("number", entry.number), ("symbol", entry.symbol), ("text", text)):
        document.add_bytes(f"shown_{field}", value.encode("utf-8", "replace"))
    return document
