"""The demo's documents: every sign-in finds a desk with something on it, and the numbers have no gap."""

import pytest

from plenum.cli.demo import documents
from plenum.cli.demo.province import load_province
from plenum.core.clock import now
from plenum.documents.models import Document, SeriesNumber
from plenum.documents.queries.desk import desk_counts
from tests.documents.made import load_types

ON_DESKS = ("vanthu", "chuyenvien", "truongphong", "lanhdao", "thuky", "daibieu")


@pytest.mark.feature("X8")
def test_the_demo_fills_the_desks_one_can_sign_in_to(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    load_types()
    monkeypatch.setattr(
        documents, "OFFICE", (("done", 3), ("returned", 1), ("in_work", 9), ("assigned", 7), ("submitted", 4))
    )
    monkeypatch.setattr(documents, "OTHERS", (("done", 1), ("submitted", 2)))
    monkeypatch.setattr(documents, "_BODIES", (("VPTU", "Lam Giang"), ("ĐU", "Hưng Thịnh")))
    at = now()
    province = load_province(scale=360, at=at)
    made = documents.load_documents(at=at)
    waiting = {name: desk_counts(province.actor(name), at)["waiting"] for name in ON_DESKS}
    assert {name for name, count in waiting.items() if count == 0} == set()
    # Three of them are entries without a file, which nobody handed in.
    assert (len(made), Document.objects.count()) == (31, 34)
    numbers = list(SeriesNumber.objects.order_by("series", "number").values_list("series", "number"))
    assert numbers == [(series, n) for series, n in numbers if (series, max(1, n - 1)) in numbers]
    assert max(d.listed_at for d in Document.objects.all()) <= at
