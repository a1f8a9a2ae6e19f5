"""The directory is read by everybody who is signed in; it is changed by administrators alone."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from plenum.directory.actions.delegations import give_delegation
from plenum.directory.actions.groups import create_group, put_recipients
from plenum.directory.enums import DelegationKind, Role
from tests.cast import MONDAY, Cast
from tests.directory.people import appointment, newcomer, post, second_administrator
from tests.permissions.matrix import Expect, Row

Kwargs = Callable[[Cast], Mapping[str, object]]

READ = Expect(others=200)
ADMINISTRATORS = Expect(an=200, others=403)
#: A form that is sent empty comes back with what is wrong.
FORM = Expect(an=422, others=403)


def body(cast: Cast) -> Mapping[str, object]:
    return {"pk": cast.industry.pk}


def unit(cast: Cast) -> Mapping[str, object]:
    return {"pk": cast.general.pk}


def person(cast: Cast) -> Mapping[str, object]:
    return {"pk": cast.nam.pk}


def closed_person(cast: Cast) -> Mapping[str, object]:
    cast.nam.is_active = False
    cast.nam.save()
    return {"pk": cast.nam.pk}


def person_without_password(cast: Cast) -> Mapping[str, object]:
    made = newcomer()
    made.set_unusable_password()
    made.save()
    return {"pk": made.pk}


def position(cast: Cast) -> Mapping[str, object]:
    return {"pk": cast.nam.appointments.get().position_id}


def held(cast: Cast) -> Mapping[str, object]:
    return {"pk": cast.nam.appointments.get().pk}


def change(cast: Cast) -> Mapping[str, object]:
    second_administrator(cast)
    return {"pk": appointment(newcomer(), post(cast, Role.LEADER), cast.actor("an")).pk}


def delegation(cast: Cast) -> Mapping[str, object]:
    by = cast.actor("son")
    given = give_delegation(
        position_id=by.position_id or 0,
        delegate_id=cast.hoa.pk,
        kind=DelegationKind.DELEGATION,
        scope=[],
        reason="-",
        valid_from=MONDAY,
        valid_to=MONDAY + timedelta(days=300),
        by=by,
        at=MONDAY,
    )
    return {"pk": given.pk}


def shared_group(cast: Cast) -> Mapping[str, object]:
    return {"pk": create_group(name="Các sở", shared=True, by=cast.actor("lan"), at=MONDAY).pk}


def own_list(cast: Cast) -> Mapping[str, object]:
    return {"pk": create_group(name="Hay gửi", shared=False, by=cast.actor("hoa"), at=MONDAY).pk}


def recipient(cast: Cast) -> Mapping[str, object]:
    pk = shared_group(cast)["pk"]
    assert isinstance(pk, int)
    put = put_recipients(group_id=pk, organisation_ids=[cast.industry.pk], by=cast.actor("lan"), at=MONDAY)
    return {"pk": pk, "recipient": put.recipients.get().pk}


def with_(of: Kwargs, **more: object) -> Kwargs:
    return lambda cast: {**of(cast), **more}


def holder(cast: Cast) -> Mapping[str, object]:
    return {**position(cast), "delegator": cast.nam.pk}


def given(**data: object) -> Kwargs:
    return lambda cast: data


#: A shared group of the Office does not exist for other bodies.
OUTSIDERS = {"binh": 404, "phuc": 404}

ROWS = [
    Row("directory:index", get=READ),
    Row("directory:index", query="?q=hoa", case="searched", get=READ),
    Row("directory:choose", kwargs=given(kind="people"), query="?person_q=hoa", get=READ),
    Row("directory:body", kwargs=body, get=READ),
    Row("directory:unit", kwargs=unit, get=READ),
    Row("directory:person", kwargs=person, get=READ),
    Row(
        "directory:person",
        kwargs=closed_person,
        case="closed",
        get=Expect(an=200, nam=302, others=404),
        post=Expect(nam=302, others=405),
    ),
    *(
        Row(f"directory:{name}", kwargs=kwargs, get=ADMINISTRATORS, post=FORM)
        for name, kwargs in (
            ("new_body", given()),
            ("rename_body", body),
            ("move_body", body),
            ("close_body", body),
            ("watermark", body),
            ("merge_bodies", body),
            ("split_body", body),
            ("new_unit", body),
            ("new_post", body),
            ("change_unit", with_(unit, change="rename")),
            ("new_person", given()),
            ("change_person", person),
            ("close_person", person),
            ("propose_for_person", with_(person, kind="renew_sign_in")),
            ("change_post", position),
            ("close_post", position),
            ("grant_roles", position),
            ("withdraw_roles", position),
            ("appoint", position),
            ("substitute", holder),
        )
    ),
    Row("directory:change_unit", kwargs=with_(unit, change="move"), case="move", get=ADMINISTRATORS, post=FORM),
    Row("directory:change_unit", kwargs=with_(unit, change="close"), case="close", get=ADMINISTRATORS, post=FORM),
    Row("directory:people", get=ADMINISTRATORS),
    Row("directory:unlock_person", kwargs=person, post=Expect(an=302, others=403)),
    Row("directory:end_sessions", kwargs=person, post=Expect(an=302, others=403)),
    Row("directory:sign_in_link", kwargs=person_without_password, post=Expect(an=302, others=403)),
    Row("directory:sign_in_link", kwargs=person, case="with a password", post=Expect(an=302, others=403)),
    Row("directory:post", kwargs=position, get=ADMINISTRATORS),
    Row("directory:end_appointment", kwargs=held, post=Expect(an=302, others=403)),
    Row("directory:rights", get=ADMINISTRATORS),
    Row("directory:rights_change", kwargs=change, get=ADMINISTRATORS),
    # The session of the matrix never typed a password: who may decide is led to confirm that it is them.
    Row("directory:confirm_rights_change", kwargs=change, post=Expect(an=302, others=403)),
    Row("directory:refuse_rights_change", kwargs=change, data=given(reason="-"), post=Expect(others=403)),
    Row("directory:withdraw_rights_change", kwargs=change, data=given(reason="-"), post=Expect(an=302, others=403)),
    Row("directory:delegations", get=READ),
    Row("directory:new_delegation", get=READ, post=Expect(others=422)),
    Row("directory:revoke_delegation", kwargs=delegation, post=Expect(son=302, hoa=302, an=302, others=404)),
    Row("directory:groups", get=READ),
    Row("directory:new_group", get=READ, post=Expect(others=422)),
    Row("directory:group", kwargs=shared_group, get=Expect(others=200, **OUTSIDERS)),
    Row("directory:group", kwargs=own_list, case="of another person", get=Expect(hoa=200, others=404)),
    Row(
        "directory:rename_group",
        kwargs=shared_group,
        data=given(name="Sở", version=1),
        post=Expect(others=403, lan=302, son=302, an=302, **OUTSIDERS),
    ),
    Row("directory:rename_group", kwargs=own_list, case="of another person", post=Expect(hoa=422, others=404)),
    Row(
        "directory:put_recipients",
        kwargs=shared_group,
        post=Expect(others=403, lan=302, son=302, an=302, **OUTSIDERS),
    ),
    Row(
        "directory:take_recipient",
        kwargs=recipient,
        post=Expect(others=403, lan=302, son=302, an=302, **OUTSIDERS),
    ),
    Row(
        "directory:delete_group",
        kwargs=shared_group,
        post=Expect(others=403, lan=302, son=302, an=302, **OUTSIDERS),
    ),
]
