"""The search follows the list of delegates, and betrays nothing of a conference that was taken away."""

import pytest

from plenum.conferences.actions.delegates import add_delegates, remove_delegate
from plenum.conferences.models import Conference, Delegate
from plenum.conferences.roster import NewDelegate
from plenum.search.indexer import Indexer
from plenum.search.models import OutboxRow
from plenum.search.queries import Results, search_visible
from tests.cast import MONDAY, Cast
from tests.search.conftest import index_folder  # noqa: F401

pytestmark = [pytest.mark.feature("D18")]


@pytest.mark.django_db
def test_a_change_of_the_list_is_put_into_the_outbox(cast: Cast, released: Conference) -> None:
    rows = OutboxRow.objects.filter(kind="conference", object_id=released.pk)
    before, thu = rows.count(), cast.actor("thu")
    remove_delegate(conference=released, delegate_id=Delegate.objects.get().pk, by=thu, at=MONDAY)
    dung = NewDelegate(name=cast.dung.full_name, person_id=cast.dung.pk)
    add_delegates(conference=released, rows=[dung], by=thu, at=MONDAY)
    assert rows.count() == before + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("index_folder")
def test_who_was_taken_off_the_list_cannot_tell_from_a_number(cast: Cast, released: Conference) -> None:
    with Indexer() as indexer:
        indexer.rebuild()
        nam = cast.actor("nam")
        assert search_visible("cải cách", by=nam).counts == {"conference": 1}
        remove_delegate(conference=released, delegate_id=Delegate.objects.get().pk, by=cast.actor("thu"), at=MONDAY)
        # The index has not heard of it yet.
        for chosen in ((), ("conference",), ("document",)):
            assert search_visible("cải cách", by=nam, kinds=chosen) == Results()
        indexer.catch_up()
        assert search_visible("cải cách", by=nam) == Results()
