"""Locks of the directory: rows by id with the version of the page, and the places where acts wait for one another."""

from typing import TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Forgotten, Stale

M = TypeVar("M", bound=models.Model)

_RIGHTS = 7_302
_SETUP = 7_303
_STRUCTURE = 7_304


def lock(model: type[M], pk: int, version: int | None = None) -> M:
    """The row, locked until the transaction ends.

    Raises `Forgotten` when there is none, and `Stale` when ``version`` is given and somebody changed the row since.
    """
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Forgotten(_("There is no such entry in the directory."))
    if version is not None and version != row.version:  # type: ignore[attr-defined]
        raise Stale(_("Somebody changed this in the meantime. Look at how it stands now, then repeat your change."))
    return row


def lock_rights() -> None:
    """Let acts that take away rights wait for one another, so that two can't remove the last administrators."""
    _wait(_RIGHTS)


def lock_structure() -> None:
    """Let acts that put bodies or units below others wait for one another: each locks several rows of the tree.

    An act that needs `lock_rights` as well takes this one first, and both before any row.
    """
    _wait(_STRUCTURE)


def lock_setup() -> None:
    """Let two first starts wait for one another: the second finds the first one's administrator."""
    _wait(_SETUP)


def _wait(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
