"""A browser without a browser, and one signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast

Signed = Callable[[str], Client]


def sign_in(client: Client, login: str, password: str = PASSWORD) -> int:
    """Send the form of signing in; the status of the answer."""
    return client.post("/accounts/login/", {"login": login, "password": password}).status_code


@pytest.fixture
def signed(cast: Cast) -> Signed:
    """Clients that went through the real door: ``signed("lan")``."""

    def open_door(name: str) -> Client:
        client = Client()
        assert sign_in(client, name) == 302
        return client

    return open_door
