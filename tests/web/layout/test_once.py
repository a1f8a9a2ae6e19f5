from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from plenum.core.errors import Invalid
from plenum.core.models import AnsweredRequest
from plenum.web.layout.once import once

pytestmark = pytest.mark.django_db


class Counter:
    """A door that counts how often it took effect."""

    def __init__(self, status: int = 302) -> None:
        self.effects = 0
        self.status = status

    def act(self, request: HttpRequest) -> HttpResponse:
        self.effects += 1
        return HttpResponse(f"effect {self.effects}", status=self.status, headers={"Location": "/done/"})


def post(door: Counter, **data: object) -> HttpResponse:
    request = RequestFactory().post("/act/", data)
    request.user = AnonymousUser()
    try:
        return once(door.act)(request)
    finally:
        request.close()


def test_the_same_form_sent_twice_has_one_effect_and_one_answer() -> None:
    door, key = Counter(), str(uuid4())
    first, second = post(door, _once=key, subject="A"), post(door, _once=key, subject="A")
    assert door.effects == 1
    assert (second.status_code, second["Location"], second.content) == (302, "/done/", first.content)


def test_a_corrected_file_of_the_same_name_and_length_is_not_lost() -> None:
    door, key = Counter(), str(uuid4())
    post(door, _once=key, file=SimpleUploadedFile("a.pdf", b"one"))
    with pytest.raises(Invalid) as refusal:
        post(door, _once=key, file=SimpleUploadedFile("a.pdf", b"two"))
    assert (refusal.value.code, door.effects) == ("key_used", 1)


def test_a_form_without_a_key_is_refused() -> None:
    door = Counter()
    with pytest.raises(Invalid) as refusal:
        post(door, subject="A")
    assert (refusal.value.code, door.effects) == ("key_missing", 0)


def test_a_refused_form_may_be_corrected_and_sent_again_with_the_same_key() -> None:
    door, key = Counter(status=422), str(uuid4())
    post(door, _once=key, subject="")
    assert AnsweredRequest.objects.count() == 0
    door.status = 302
    assert post(door, _once=key, subject="A").status_code == 302


def test_a_door_that_fails_leaves_the_key_free() -> None:
    key = str(uuid4())

    @once
    def fail(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    request = RequestFactory().post("/act/", {"_once": key})
    request.user = AnonymousUser()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fail(request)
    assert AnsweredRequest.objects.count() == 0
