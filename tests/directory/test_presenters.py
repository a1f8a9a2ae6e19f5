"""Every act of the directory has a sentence of its own in the record."""

import ast

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import registered, sentence
from plenum.directory.actions.rights import confirm_rights_change
from plenum.directory.enums import Role
from tests.architecture.source import python_files
from tests.cast import MONDAY, Cast
from tests.directory.people import appointment, newcomer, post, second_administrator


def acts_recorded() -> set[str]:
    return {
        node.value
        for path in python_files("directory")
        if "actions" in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("directory.")
        if node.value.count(".") == 2 and not node.value.endswith(".")
    }


def test_every_act_has_a_sentence() -> None:
    assert acts_recorded() - registered() == set()


def test_a_sentence_goes_on_after_the_name_of_who_did_it(cast: Cast) -> None:
    change = appointment(newcomer(), post(cast, Role.LEADER), cast.actor("an"))
    confirm_rights_change(change_id=change.pk, by=second_administrator(cast), at=MONDAY)
    events = AuditEvent.objects.filter(target_kind="rights_change").order_by("seq")
    assert [bool(sentence(event)) for event in events] == [True, True]
    assert "Quyết định số 12-QĐ/TU" in sentence(events[0])
