"""The cast with the types of documents, and people who are signed in."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.documents.made import load_types

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
As = Callable[[str], Client]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    load_types()
    return cast


@pytest.fixture
def as_(cast: Cast) -> As:
    """``as_("lan")``: a browser in which one of the cast is signed in and reads English."""

    def client(name: str) -> Client:
        person = getattr(cast, name)
        person.language = "en"
        person.save(update_fields=["language"])
        browser = Client(raise_request_exception=False)
        browser.force_login(person, backend=BACKEND)
        return browser

    return client


def sent(**data: object) -> dict[str, object]:
    """The input of a form, with a key of its own."""
    return {**data, "_once": str(uuid4())}
