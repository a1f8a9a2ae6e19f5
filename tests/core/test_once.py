import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction

from plenum.core.errors import Invalid, Refusal
from plenum.core.models import AnsweredRequest
from plenum.core.once import Answer, claim, fingerprint, keep

REQUEST = fingerprint(["/documents/register/", "subject", "Báo cáo"])
ANSWER = Answer(302, {"Location": "/documents/7/"})


@pytest.mark.django_db
def test_the_second_request_with_the_same_key_gets_the_first_answer() -> None:
    key = uuid4()
    with transaction.atomic():
        assert claim(1, key, REQUEST) is None
        keep(1, key, ANSWER)
    with transaction.atomic():
        assert claim(1, key, REQUEST) == ANSWER


@pytest.mark.django_db
def test_the_same_key_with_other_content_is_refused() -> None:
    key = uuid4()
    claim(1, key, REQUEST)
    with pytest.raises(Invalid) as refusal:
        claim(1, key, fingerprint(["/documents/register/", "subject", "Tờ trình"]))
    assert (refusal.value.code, refusal.value.status) == ("key_used", 422)


@pytest.mark.django_db
def test_two_people_may_use_the_same_key() -> None:
    key = uuid4()
    assert [claim(1, key, REQUEST), claim(2, key, REQUEST)] == [None, None]


@pytest.mark.django_db(transaction=True)
def test_a_request_that_failed_leaves_its_key_free() -> None:
    key = uuid4()
    with transaction.atomic():
        claim(1, key, REQUEST)
        transaction.set_rollback(True)
    assert claim(1, key, REQUEST) is None


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_have_one_effect() -> None:
    key, effects, answers = uuid4(), [], []

    def send() -> None:
        try:
            with transaction.atomic():
                before = claim(1, key, REQUEST)
                if before is None:
                    effects.append("effect")
                    keep(1, key, ANSWER)
                answers.append(before or ANSWER)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (effects, answers) == (["effect"], [ANSWER] * 8)


@pytest.mark.django_db(transaction=True)
def test_a_request_whose_twin_is_still_running_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plenum.core.once.PATIENCE", "100ms")
    key, claimed, release = uuid4(), threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                claim(1, key, REQUEST)
                claimed.set()
                release.wait(10)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    claimed.wait(10)
    try:
        with pytest.raises(Refusal) as refusal, transaction.atomic():
            claim(1, key, REQUEST)
    finally:
        release.set()
        holder.join()
    assert refusal.value.code == "in_flight"
    assert AnsweredRequest.objects.filter(key=key).count() == 1
