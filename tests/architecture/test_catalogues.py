from babel.messages.catalog import Message

from tests.architecture.catalogues import all_complaints, faults


def test_every_message_is_translated_once_and_alike() -> None:
    assert all_complaints() == []


def test_a_translation_keeps_the_placeholders() -> None:
    good = Message("%(count)s pages", "%(count)s trang")
    lost = Message("%(count)s pages", "các trang")
    assert (list(faults(good, 1)), list(faults(lost, 1))) == ([], ["has other placeholders in its translation"])


def test_a_plural_needs_all_the_forms_of_its_language() -> None:
    short = Message(("%(n)s day", "%(n)s days"), ("%(n)s день", "%(n)s дня"))
    assert list(faults(short, 4)) == ["is not translated in every form"]


def test_a_fuzzy_translation_counts_as_none() -> None:
    assert list(faults(Message("Register", "Đăng ký", flags={"fuzzy"}), 1)) == ["is fuzzy"]
