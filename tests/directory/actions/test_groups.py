import pytest

from plenum.core.errors import Forbidden, Invalid, Stale
from plenum.directory.actions.groups import create_group, delete_group, put_recipients, rename_group, take_recipient
from plenum.directory.models import RecipientGroup
from plenum.directory.queries.groups import groups_visible_to, with_recipients
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.feature("O4")


def group(cast: Cast, by: str = "lan", *, shared: bool = True, name: str = "Các sở, ban, ngành") -> RecipientGroup:
    return create_group(name=name, shared=shared, by=cast.actor(by), at=MONDAY)


def test_a_shared_group_is_seen_by_its_body_and_a_quick_list_by_its_owner(cast: Cast) -> None:
    group(cast)
    group(cast, "hoa", shared=False, name="Hay gửi")
    seen = {name: sorted(g.name for g in groups_visible_to(cast.actor(name))) for name in ("nam", "hoa", "phuc", "an")}
    assert seen == {
        "nam": ["Các sở, ban, ngành"],
        "hoa": ["Các sở, ban, ngành", "Hay gửi"],
        "phuc": [],
        "an": ["Các sở, ban, ngành"],
    }


def test_recipients_are_put_once_and_taken_out(cast: Cast) -> None:
    made = group(cast)
    for _ in range(2):
        put_recipients(
            group_id=made.pk,
            organisation_ids=[cast.industry.pk],
            unit_ids=[cast.general.pk],
            person_ids=[cast.minh.pk],
            by=cast.actor("lan"),
            at=MONDAY,
        )
    loaded = with_recipients(groups_visible_to(cast.actor("lan"))).get()
    assert [str(r) for r in loaded.recipients.all()] == [
        "Sở Công Thương Lam Giang",
        "Phòng Tổng hợp",
        "Nguyễn Quang Minh",
    ]
    take_recipient(group_id=made.pk, recipient_id=loaded.recipients.all()[1].pk, by=cast.actor("lan"), at=MONDAY)
    assert groups_visible_to(cast.actor("lan")).get().size == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("by", ["hoa", "nam", "binh", "minh"])
def test_only_the_clerks_of_the_body_keep_its_groups(cast: Cast, by: str) -> None:
    made = group(cast)
    with pytest.raises(Forbidden):
        put_recipients(group_id=made.pk, organisation_ids=[cast.industry.pk], by=cast.actor(by), at=MONDAY)
    with pytest.raises(Forbidden):
        delete_group(group_id=made.pk, by=cast.actor(by), at=MONDAY)


def test_nobody_touches_anothers_quick_list_not_even_an_administrator(cast: Cast) -> None:
    made = group(cast, "hoa", shared=False)
    for by in ("lan", "an"):
        with pytest.raises(Forbidden):
            rename_group(group_id=made.pk, name="-", version=1, by=cast.actor(by), at=MONDAY)


def test_names_are_unique_without_accents_and_old_pages_are_refused(cast: Cast) -> None:
    made = group(cast)
    with pytest.raises(Invalid) as refusal:
        group(cast, name="cac so, ban, nganh")
    assert refusal.value.code == "name_taken"
    rename_group(group_id=made.pk, name="Các sở", version=1, by=cast.actor("lan"), at=MONDAY)
    with pytest.raises(Stale):
        rename_group(group_id=made.pk, name="Các ban", version=1, by=cast.actor("lan"), at=MONDAY)


def test_a_closed_or_unknown_recipient_is_refused_and_nothing_is_put(cast: Cast) -> None:
    made = group(cast)
    cast.phuc.is_active = False
    cast.phuc.save()
    with pytest.raises(Invalid) as refusal:
        put_recipients(
            group_id=made.pk,
            organisation_ids=[cast.industry.pk],
            person_ids=[cast.phuc.pk],
            by=cast.actor("lan"),
            at=MONDAY,
        )
    assert (refusal.value.code, made.recipients.count()) == ("no_recipient", 0)


def test_a_deleted_group_is_gone(cast: Cast) -> None:
    made = group(cast)
    put_recipients(group_id=made.pk, organisation_ids=[cast.industry.pk], by=cast.actor("lan"), at=MONDAY)
    delete_group(group_id=made.pk, by=cast.actor("lan"), at=MONDAY)
    assert not RecipientGroup.objects.exists()
