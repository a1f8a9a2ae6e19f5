import pytest
from django.utils.translation import gettext_lazy, override

from plenum.audit import presenters
from plenum.audit.models import AuditEvent
from plenum.audit.presenters import register, registered, sentence


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenters, "_presenters", {})


def test_an_act_becomes_a_sentence_in_the_language_of_the_reader() -> None:
    register("documents.document.registered", lambda event: gettext_lazy("Monday"))
    event = AuditEvent(act="documents.document.registered")
    with override("ru"):
        assert sentence(event) == "Понедельник"
    with override("en"):
        assert sentence(event) == "Monday"


def test_an_act_that_nobody_presents_is_named_by_its_own_words() -> None:
    assert sentence(AuditEvent(act="documents.draft_letter.sent_back")) == "Draft letter sent back"


def test_two_presenters_of_one_act_are_refused() -> None:
    register("a.b.c", str)
    register("a.b.c", str)
    with pytest.raises(ValueError, match=r"a\.b\.c"):
        register("a.b.c", repr)
    assert registered() == {"a.b.c"}
