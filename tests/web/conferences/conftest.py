"""A conference in each of its states, and people who are signed in."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conferences.conftest import draft, released, running  # noqa: F401

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """``as_("thu")``: a browser in which one of the cast is signed in."""

    def client(name: str) -> Client:
        browser = Client(raise_request_exception=False)
        browser.force_login(getattr(cast, name), backend=BACKEND)
        return browser

    return client


def sent(**data: object) -> dict[str, object]:
    """The input of a form, with a key of its own."""
    return {**data, "_once": str(uuid4())}
