import importlib
import pkgutil
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.permissions.rows
from plenum.directory.models import Person
from tests.cast import Cast
from tests.permissions.matrix import ANONYMOUS, NOT_ALLOWED, PEOPLE, Expect, Row

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def all_rows() -> list[Row]:
    folders = pkgutil.iter_modules(tests.permissions.rows.__path__, "tests.permissions.rows.")
    return [row for folder in folders for row in importlib.import_module(folder.name).ROWS]


ROWS = all_rows()


def url_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace or "") if part)
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}:{entry.name}" if namespace else str(entry.name)


def test_every_url_has_a_row() -> None:
    assert set(url_names(get_resolver())) == {row.name for row in ROWS}


def answer(row: Row, cast: Cast, person: str, method: str) -> int:
    """The status that ``person`` gets; whatever the request changed is undone."""
    client = Client(raise_request_exception=False)
    who: Person | None = None if person == ANONYMOUS else getattr(cast, person)
    with transaction.atomic():
        if who is not None:
            client.force_login(who, backend=BACKEND)
        url = reverse(row.name, kwargs=dict(row.kwargs(cast)))
        response = client.get(url + row.query) if method == "get" else client.post(url, row.input(cast))
        _end(response)
        transaction.set_rollback(True)
    return response.status_code


def _end(response: HttpResponseBase) -> None:
    """Close the files that an answer holds, but not the connection of the test's transaction."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)


@pytest.mark.no_cover  # thousands of requests; the tests of each page count its lines
@pytest.mark.feature("X10")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_matrix_says(row: Row, cast: Cast) -> None:
    expected, seen = {}, {}
    for method in ("get", "post"):
        expect: Expect = getattr(row, method)
        for person in (ANONYMOUS, *PEOPLE):
            if expect is NOT_ALLOWED and person == ANONYMOUS:
                continue
            expected[method, person] = expect.of(person)
            seen[method, person] = answer(row, cast, person, method)
    assert seen == expected
    assert HTTPStatus.INTERNAL_SERVER_ERROR not in seen.values()
