from collections.abc import Callable
from typing import Any

import pytest

from plenum.audit.queries.story import events_of
from plenum.conferences.actions.papers import attach_paper, open_paper, release_paper, withdraw_paper
from plenum.conferences.actions.preparation import release_conference
from plenum.conferences.models import Conference, Paper, PaperOpening
from plenum.conferences.queries.papers import papers_visible_to
from plenum.core.errors import Forbidden, Forgotten, Invalid, Refusal
from tests.cast import MONDAY, Cast
from tests.conferences.making import a_blob, a_draft, item


def attached(cast: Cast, conference: Conference, title: str = "Báo cáo", to: str | None = None) -> Paper:
    item_id = item(conference, to).pk if to else None
    blob = a_blob(title)
    return attach_paper(conference=conference, item_id=item_id, title=title, blob=blob, by=cast.actor("thu"), at=MONDAY)


def read_by(cast: Cast, name: str, conference: Conference) -> list[str]:
    conference.refresh_from_db()
    return [paper.title for paper in papers_visible_to(cast.actor(name), conference)]


@pytest.mark.feature("C5")
def test_papers_are_the_delegates_after_the_release(cast: Cast, draft: Conference) -> None:
    attached(cast, draft)
    before = (read_by(cast, "nam", draft), read_by(cast, "minh", draft))
    release_conference(conference=draft, by=cast.actor("thu"), at=MONDAY)
    after = (read_by(cast, "nam", draft), read_by(cast, "minh", draft))
    assert (before, after) == (([], ["Báo cáo"]), (["Báo cáo"], ["Báo cáo"]))


def test_a_paper_attached_later_waits_for_its_release(cast: Cast, released: Conference) -> None:
    paper = attached(cast, released)
    assert read_by(cast, "nam", released) == []
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    assert read_by(cast, "nam", released) == ["Báo cáo"]
    acts = [event.act for event in events_of(("conference", released.pk))]
    assert acts.count("conferences.paper.released") == 1


def test_a_paper_of_a_draft_opens_with_the_conference(cast: Cast, draft: Conference) -> None:
    paper = attached(cast, draft)
    with pytest.raises(Refusal) as refusal:
        release_paper(conference=draft, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    assert refusal.value.code == "out_of_order"


def test_a_withdrawn_paper_is_gone_for_everybody(cast: Cast, released: Conference) -> None:
    paper = attached(cast, released)
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    withdraw_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    assert (read_by(cast, "nam", released), read_by(cast, "thu", released)) == ([], [])
    with pytest.raises(Forgotten):
        open_paper(conference=released, paper_id=paper.pk, by=cast.actor("nam"), at=MONDAY)


def test_the_paper_of_an_internal_item_is_the_secretariats(cast: Cast, draft: Conference) -> None:
    attached(cast, draft, "Phương án", to="Hội ý")
    release_conference(conference=draft, by=cast.actor("thu"), at=MONDAY)
    assert (read_by(cast, "nam", draft), read_by(cast, "minh", draft)) == ([], ["Phương án"])


def test_it_is_known_who_opened_what_first(cast: Cast, released: Conference) -> None:
    paper = attached(cast, released)
    release_paper(conference=released, paper_id=paper.pk, by=cast.actor("thu"), at=MONDAY)
    for _time in range(2):
        open_paper(conference=released, paper_id=paper.pk, by=cast.actor("nam"), at=MONDAY)
    assert list(PaperOpening.objects.values_list("person_id", "at")) == [(cast.nam.pk, MONDAY)]


def test_the_same_file_is_not_attached_twice(cast: Cast, draft: Conference) -> None:
    paper = attached(cast, draft, to="Báo cáo")
    with pytest.raises(Invalid) as refusal:
        attach_paper(
            conference=draft, item_id=paper.item_id, title="Lại", blob=paper.blob, by=cast.actor("thu"), at=MONDAY
        )
    assert (refusal.value.code, Paper.objects.count()) == ("attached_twice", 1)


def test_only_the_secretaries_attach(cast: Cast, draft: Conference) -> None:
    with pytest.raises(Forbidden):
        attach_paper(conference=draft, item_id=None, title="Một", blob=a_blob(), by=cast.actor("minh"), at=MONDAY)


def test_nothing_of_another_conference_is_touched(cast: Cast, draft: Conference) -> None:
    other = a_draft(cast)
    strange = attached(cast, other)
    act: dict[str, Any] = {"conference": draft, "by": cast.actor("thu"), "at": MONDAY}
    attempts: list[Callable[[], object]] = [
        lambda: withdraw_paper(paper_id=strange.pk, **act),
        lambda: release_paper(paper_id=strange.pk, **act),
        lambda: open_paper(paper_id=strange.pk, **act),
        lambda: attach_paper(item_id=item(other, "Khai mạc").pk, title="Một", blob=strange.blob, **act),
    ]
    for attempt in attempts:
        with pytest.raises(Forgotten):
            attempt()
