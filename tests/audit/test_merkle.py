import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.audit.canonical import canonical
from plenum.audit.merkle import Tree


def tree_hash(entries: list[bytes]) -> bytes:
    """The definition of RFC 9162 § 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + tree_hash(entries[:k]) + tree_hash(entries[k:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_tree_grown_leaf_by_leaf_is_that_of_the_definition(entries: list[bytes]) -> None:
    tree = Tree()
    for entry in entries:
        tree.append(entry)
    assert (tree.size, tree.root()) == (len(entries), tree_hash(entries))


def test_canonical_json_is_that_of_rfc_8785() -> None:
    # The keys of § 3.2.3 in the order given there; U+1F600 sorts by its surrogates, before U+FB33.
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    assert canonical(dict.fromkeys(keys, 0)) == (
        '{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\U0001f600":0,"\ufb33":0}'.encode()
    )
    assert canonical({"b": [1, True, None, 'a"\\/\b\f\n\t\x1f\x7f'], "a": {}}) == (
        b'{"a":{},"b":[1,true,null,"a\\"\\\\/\\b\\f\\n\\t\\u001f\x7f"]}'
    )


@pytest.mark.parametrize("half", ["\ud800", "a\udfff"])
def test_half_a_character_has_no_canonical_form(half: str) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical(half)
