from datetime import date

import pytest

from plenum.audit.models import AuditEvent
from plenum.core.errors import Forbidden, Invalid, Refusal, Stale
from plenum.directory.actions.organisations import (
    choose_watermark,
    close_organisation,
    move_organisation,
    rename_organisation,
)
from plenum.directory.actions.successions import merge_organisations, split_organisation
from plenum.directory.actions.units import close_unit, found_unit, move_unit, rename_unit
from plenum.directory.models import Organisation, Position
from plenum.directory.queries.organisations import name_on, path_to, successions_of, tree, units_of
from tests.cast import FOUNDED, MONDAY, Cast
from tests.directory.people import body

NEW_YEAR = date(2027, 1, 1)


@pytest.mark.feature("O1")
def test_a_renamed_body_shows_its_old_name_for_the_days_before(cast: Cast) -> None:
    renamed = rename_organisation(
        organisation_id=cast.industry.pk,
        name="Sở Công nghiệp và Thương mại Lam Giang",
        short_name="Sở CN&TM",
        symbol="SCNTM",
        on=NEW_YEAR,
        version=1,
        by=cast.actor("an"),
        at=MONDAY,
    )
    assert [name_on(renamed, day) for day in (FOUNDED, date(2026, 12, 31), NEW_YEAR)] == [
        "Sở Công Thương Lam Giang",
        "Sở Công Thương Lam Giang",
        "Sở Công nghiệp và Thương mại Lam Giang",
    ]
    event = AuditEvent.objects.get(act="directory.organisation.renamed")
    assert (event.target_id, event.payload["to"]) == (renamed.pk, renamed.name)


def test_a_second_rename_begins_where_the_first_one_ended(cast: Cast) -> None:
    by, office = cast.actor("an"), cast.office
    for version, (name, on) in enumerate([("Văn phòng A", NEW_YEAR), ("Văn phòng B", date(2028, 1, 1))], start=1):
        rename_organisation(
            organisation_id=office.pk, name=name, short_name=name, symbol="VP", on=on, version=version, by=by, at=MONDAY
        )
    office.refresh_from_db()
    assert [(f.name, f.valid_from, f.valid_to) for f in office.former_names.all()] == [
        ("Văn phòng A", NEW_YEAR, date(2027, 12, 31)),
        ("Văn phòng Tỉnh ủy Lam Giang", FOUNDED, date(2026, 12, 31)),
    ]
    with pytest.raises(Invalid) as refusal:
        rename_organisation(
            organisation_id=office.pk,
            name="C",
            short_name="C",
            symbol="C",
            on=NEW_YEAR,
            version=3,
            by=by,
            at=MONDAY,
        )
    assert refusal.value.code == "too_early"


def test_an_old_page_and_a_stranger_change_nothing(cast: Cast) -> None:
    with pytest.raises(Stale):
        move_organisation(organisation_id=cast.industry.pk, parent_id=None, version=9, by=cast.actor("an"), at=MONDAY)
    with pytest.raises(Forbidden):
        move_organisation(organisation_id=cast.industry.pk, parent_id=None, version=1, by=cast.actor("lan"), at=MONDAY)
    cast.industry.refresh_from_db()
    assert cast.industry.parent_id == cast.committee.pk
    assert not AuditEvent.objects.filter(act__startswith="directory.organisation").exists()


def test_a_body_can_not_be_put_below_itself(cast: Cast) -> None:
    with pytest.raises(Refusal) as refusal:
        move_organisation(
            organisation_id=cast.committee.pk, parent_id=cast.office.pk, version=1, by=cast.actor("an"), at=MONDAY
        )
    assert refusal.value.code == "cycle"


def test_a_closed_body_ends_its_units_posts_and_appointments_after_its_last_day(cast: Cast) -> None:
    close_organisation(
        organisation_id=cast.industry.pk, last_day=date(2026, 11, 30), version=1, by=cast.actor("an"), at=MONDAY
    )
    assert cast.binh.appointments.get().valid_to == date(2026, 11, 30)
    assert set(Position.objects.filter(organisation=cast.industry).values_list("valid_to", flat=True)) == {
        date(2026, 11, 30)
    }
    assert cast.actor("binh", MONDAY).organisation_id == cast.industry.pk
    assert cast.actor("binh", MONDAY.replace(month=12, day=1)).organisation_id is None


def test_a_body_closed_in_the_past_takes_the_rights_at_once(cast: Cast) -> None:
    close_organisation(
        organisation_id=cast.industry.pk, last_day=date(2026, 11, 20), version=1, by=cast.actor("an"), at=MONDAY
    )
    assert cast.actor("binh", MONDAY).roles == frozenset()


@pytest.mark.parametrize(("body_name", "code"), [("committee", "has_children"), ("office", "last_administrator")])
def test_closing_is_refused_while_others_depend_on_it(cast: Cast, body_name: str, code: str) -> None:
    closing = getattr(cast, body_name)
    with pytest.raises(Refusal) as refusal:
        close_organisation(
            organisation_id=closing.pk, last_day=date(2026, 11, 20), version=1, by=cast.actor("an"), at=MONDAY
        )
    closing.refresh_from_db()
    assert (refusal.value.code, closing.valid_to) == (code, None)


@pytest.mark.feature("O1")
def test_merged_bodies_close_the_day_before_and_what_stood_below_moves_to_the_successor(cast: Cast) -> None:
    by = cast.actor("an")
    below = body(by, "Trung tâm Khuyến công", cast.industry)
    successor = body(by, "Sở Kinh tế", cast.committee, NEW_YEAR)
    merge_organisations(predecessor_ids=[cast.industry.pk], successor_id=successor.pk, on=NEW_YEAR, by=by, at=MONDAY)
    cast.industry.refresh_from_db()
    below.refresh_from_db()
    assert (cast.industry.valid_to, below.parent_id) == (date(2026, 12, 31), successor.pk)
    assert [(s.predecessor_id, s.successor_id) for s in successions_of(successor.pk)] == [
        (cast.industry.pk, successor.pk)
    ]


@pytest.mark.feature("O1")
def test_a_split_body_goes_on_or_ends(cast: Cast) -> None:
    by = cast.actor("an")
    parts = [body(by, name, cast.committee, NEW_YEAR) for name in ("Sở Công nghiệp", "Sở Thương mại")]
    split_organisation(
        predecessor_id=cast.industry.pk, successor_ids=[p.pk for p in parts], on=NEW_YEAR, closes=True, by=by, at=MONDAY
    )
    cast.industry.refresh_from_db()
    assert cast.industry.valid_to == date(2026, 12, 31)
    assert {s.successor_id for s in successions_of(cast.industry.pk)} == {p.pk for p in parts}


def test_a_body_is_not_merged_into_itself_or_out_of_nothing(cast: Cast) -> None:
    for predecessors, code in (([cast.office.pk], "own_successor"), ([], "nobody")):
        with pytest.raises(Refusal) as refusal:
            merge_organisations(
                predecessor_ids=predecessors,
                successor_id=cast.office.pk,
                on=NEW_YEAR,
                by=cast.actor("an"),
                at=MONDAY,
            )
        assert refusal.value.code == code


@pytest.mark.feature("O1")
def test_units_form_a_tree_of_their_own_and_keep_their_old_names(cast: Cast) -> None:
    by = cast.actor("an")
    team = found_unit(
        organisation_id=cast.office.pk,
        name="Tổ Thư ký",
        symbol="TK",
        parent_id=cast.general.pk,
        valid_from=FOUNDED,
        by=by,
        at=MONDAY,
    )
    assert [(u.name, depth) for u, depth in units_of(by, cast.office.pk, MONDAY.date())] == [
        ("Phòng Lưu trữ", 0),
        ("Phòng Tổng hợp", 0),
        ("Tổ Thư ký", 1),
    ]
    team = rename_unit(unit_id=team.pk, name="Tổ Tổng hợp", symbol="TTH", on=NEW_YEAR, version=1, by=by, at=MONDAY)
    assert (name_on(team, FOUNDED), name_on(team, NEW_YEAR)) == ("Tổ Thư ký", "Tổ Tổng hợp")
    moved = move_unit(unit_id=team.pk, parent_id=cast.archive.pk, version=2, by=by, at=MONDAY)
    assert moved.parent_id == cast.archive.pk
    with pytest.raises(Refusal) as refusal:
        move_unit(unit_id=cast.archive.pk, parent_id=team.pk, version=1, by=by, at=MONDAY)
    assert refusal.value.code == "cycle"
    with pytest.raises(Refusal) as refusal:
        close_unit(unit_id=cast.archive.pk, last_day=NEW_YEAR, version=1, by=by, at=MONDAY)
    assert refusal.value.code == "has_children"


def test_a_closed_unit_ends_the_posts_in_it(cast: Cast) -> None:
    close_unit(unit_id=cast.archive.pk, last_day=date(2026, 11, 22), version=1, by=cast.actor("an"), at=MONDAY)
    assert cast.actor("dung", MONDAY).position_id is None


def test_the_tree_is_drawn_with_one_query_however_many_bodies_there_are(
    cast: Cast, django_assert_num_queries: object
) -> None:
    by = cast.actor("an")
    for more in (0, 2):
        for number in range(more):
            body(by, f"Ban {number}", cast.committee)
        with django_assert_num_queries(1):  # type: ignore[operator]
            drawn = tree(by, MONDAY.date())
        assert len(drawn) == 3 + more
    assert next((b.organisation.pk, b.depth, b.children) for b in drawn) == (cast.committee.pk, 0, 4)
    assert [o.pk for o in path_to(cast.office)] == [cast.committee.pk]


def test_an_exchange_code_belongs_to_one_body(cast: Cast) -> None:
    by = cast.actor("an")
    body(by, "Ban Một", None)
    with pytest.raises(Invalid) as refusal:
        body(by, "Ban Một", None)
    assert (refusal.value.code, refusal.value.field) == ("code_taken", "code")
    assert Organisation.objects.filter(name="Ban Một").count() == 1


@pytest.mark.feature("D23")
def test_the_watermark_is_chosen_by_administrators_alone_and_written_down(cast: Cast) -> None:
    def choose(asked: bool, version: int, by: str = "an") -> Organisation:
        return choose_watermark(
            organisation_id=cast.office.pk, asked=asked, version=version, by=cast.actor(by), at=MONDAY
        )

    with pytest.raises(Forbidden):
        choose(True, 1, by="lan")
    with pytest.raises(Invalid):
        choose(False, 1)
    assert (choose(True, 1).asks_for_watermark, choose(False, 2).asks_for_watermark) == (True, False)
    with pytest.raises(Stale):
        choose(True, 2)
    acts = AuditEvent.objects.filter(act__contains="watermark").order_by("pk")
    assert [(event.act.rpartition(".")[2], event.actor_name) for event in acts] == [
        ("watermark_asked", "Bùi Bình An"),
        ("watermark_ended", "Bùi Bình An"),
    ]
