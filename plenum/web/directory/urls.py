from django.urls import path, register_converter

from plenum.directory.enums import RightsChangeKind
from plenum.web.directory.views import bodies, browse, delegations, groups, people, posts, rights


class PersonChange:
    """What is proposed for a person alone."""

    regex = "|".join((RightsChangeKind.REACTIVATE, RightsChangeKind.CHANGE_EMAIL, RightsChangeKind.RENEW_SIGN_IN))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class UnitChange(PersonChange):
    """What is done to a unit."""

    regex = "rename|move|close"


register_converter(PersonChange, "person_change")
register_converter(UnitChange, "unit_change")

app_name = "directory"
urlpatterns = [
    path("", browse.index, name="index"),
    path("choose/<slug:kind>/", browse.choose, name="choose"),
    path("bodies/new/", bodies.new_body, name="new_body"),
    path("bodies/<int:pk>/", browse.body, name="body"),
    path("bodies/<int:pk>/rename/", bodies.rename_body, name="rename_body"),
    path("bodies/<int:pk>/move/", bodies.move_body, name="move_body"),
    path("bodies/<int:pk>/close/", bodies.close_body, name="close_body"),
    path("bodies/<int:pk>/merge/", bodies.merge_bodies, name="merge_bodies"),
    path("bodies/<int:pk>/split/", bodies.split_body, name="split_body"),
    path("bodies/<int:pk>/watermark/", bodies.watermark, name="watermark"),
    path("bodies/<int:pk>/units/new/", bodies.new_unit, name="new_unit"),
    path("bodies/<int:pk>/posts/new/", posts.new_post, name="new_post"),
    path("units/<int:pk>/", browse.unit, name="unit"),
    path("units/<int:pk>/<unit_change:change>/", bodies.change_unit, name="change_unit"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:pk>/", browse.person, name="person"),
    path("people/<int:pk>/edit/", people.change_person, name="change_person"),
    path("people/<int:pk>/close/", people.close_person, name="close_person"),
    path("people/<int:pk>/unlock/", people.unlock_person, name="unlock_person"),
    path("people/<int:pk>/sessions/end/", people.end_sessions, name="end_sessions"),
    path("people/<int:pk>/sign-in-link/", people.fetch_sign_in_link, name="sign_in_link"),
    path("people/<int:pk>/propose/<person_change:kind>/", people.propose_for_person, name="propose_for_person"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/edit/", posts.change_post, name="change_post"),
    path("posts/<int:pk>/close/", posts.close_post, name="close_post"),
    path("posts/<int:pk>/roles/add/", posts.grant_roles, name="grant_roles"),
    path("posts/<int:pk>/roles/withdraw/", posts.take_roles, name="withdraw_roles"),
    path("posts/<int:pk>/appoint/", posts.appoint, name="appoint"),
    path("posts/<int:pk>/substitute/<int:delegator>/", posts.substitute, name="substitute"),
    path("appointments/<int:pk>/end/", posts.end_holding, name="end_appointment"),
    path("rights/", rights.rights, name="rights"),
    path("rights/<int:pk>/", rights.rights_change, name="rights_change"),
    path("rights/<int:pk>/confirm/", rights.confirm_change, name="confirm_rights_change"),
    path("rights/<int:pk>/refuse/", rights.refuse_change, name="refuse_rights_change"),
    path("rights/<int:pk>/withdraw/", rights.withdraw_change, name="withdraw_rights_change"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/new/", delegations.new_delegation, name="new_delegation"),
    path("delegations/<int:pk>/revoke/", delegations.revoke, name="revoke_delegation"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/rename/", groups.change_group, name="rename_group"),
    path("groups/<int:pk>/recipients/", groups.put, name="put_recipients"),
    path("groups/<int:pk>/recipients/<int:recipient>/take/", groups.take, name="take_recipient"),
    path("groups/<int:pk>/delete/", groups.delete, name="delete_group"),
]
