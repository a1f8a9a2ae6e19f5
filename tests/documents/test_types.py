"""Types and symbols as the rules name them."""

from collections import Counter

import pytest
from django.utils import translation

from plenum.documents.models import DocumentType, TypeSymbol
from tests.cast import Cast
from tests.documents.made import load_types


@pytest.mark.feature("D2")
def test_the_state_has_29_types_and_the_party_33(cast: Cast) -> None:
    counted = Counter(DocumentType.objects.values_list("system", "kind"))
    assert counted == {
        ("state", "document"): 29,
        ("state", "copy"): 3,
        ("party", "document"): 25,
        ("party", "paper"): 8,
        ("party", "copy"): 1,
    }


def test_a_symbol_may_stand_for_two_types_and_a_type_have_two_symbols(cast: Cast) -> None:
    named = TypeSymbol.objects.filter(symbol="QĐ", type__system="party").values_list("type__name", flat=True)
    assert set(named) == {"Quyết định", "Quy định"}
    rules = DocumentType.objects.get(system="party", code="quy-dinh")
    assert [(s.symbol, s.is_preferred) for s in rules.symbols.all()] == [("QĐ", True), ("QĐi", False)]


def test_a_type_is_named_in_the_readers_language(cast: Cast) -> None:
    letter = DocumentType.objects.get(system="state", code="cong-van")
    names = {}
    for language in ("vi", "en", "ru"):
        with translation.override(language):
            names[language] = str(letter)
    assert names == {"vi": "Công văn", "en": "Official letter", "ru": "Служебное письмо"}


def test_loading_again_changes_nothing(cast: Cast) -> None:
    before = list(DocumentType.objects.values_list("pk", flat=True))
    load_types()
    assert list(DocumentType.objects.values_list("pk", flat=True)) == before


def test_every_type_and_symbol_names_its_source(cast: Cast) -> None:
    assert not DocumentType.objects.filter(source="").exists()
    assert not TypeSymbol.objects.filter(source="").exists()
