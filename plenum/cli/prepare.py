"""What has to be true before the first page is served: tables, rights, static files, and something to begin with."""

import os
import secrets
from pathlib import Path

import django
import psycopg
from django.conf import settings

from plenum.cli.messages import compile_messages
from plenum.core.postgres.cluster import APPLICATION
from plenum.core.postgres.grants import grant_to

#: One preparation at a time, on however many machines: the key of PostgreSQL's advisory lock.
TURN = 0x506C656E756D
WELCOME = "welcome.txt"


def prepare(*, demo: bool, scale: int, people_only: bool = False) -> None:
    """Bring the database and the static files to this version, load the demo into an empty database if asked to.

    Idempotent. Expects ``DATABASE_URL`` to connect as the owner of the tables.
    """
    compile_messages()
    django.setup()
    from plenum.cli.loading import PARTS, load_demo
    from plenum.cli.static import collect_static

    migrate()
    collect_static()
    if demo:
        load_demo(scale=scale, parts=PARTS[:1] if people_only else PARTS)
    _write(settings.DATA / WELCOME, _welcome(demo=demo))


def migrate() -> None:
    """Apply the migrations, one program at a time, and give the pages' role its rights anew."""
    from django.core.management import call_command

    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as turn:
        turn.execute("SELECT pg_advisory_lock(%s)", [TURN])
        call_command("migrate", interactive=False, verbosity=0)
        role = os.environ.get("PLENUM_PAGES_ROLE", APPLICATION)
        if turn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            grant_to(role, url)


def _welcome(*, demo: bool) -> str:
    from plenum.cli.loading import is_empty, sign_ins

    token = settings.DATA / "setup_token"
    if is_empty():
        return f"Plenum runs. Make the first administrator at {{address}}{_first_run(_token(token))}\n"
    token.unlink(missing_ok=True)
    return sign_ins() if demo else "Plenum runs at {address}\n"


def _token(path: Path) -> str:
    """The secret that protects the first-run page, made once: whoever can read the console may use the page."""
    if not path.exists():
        _write(path, secrets.token_urlsafe(24) + "\n")
    return path.read_text(encoding="ascii").strip()


def _write(path: Path, text: str) -> None:
    """A file that others may not read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _first_run(token: str) -> str:
    from django.urls import NoReverseMatch, reverse

    try:
        return f"{reverse('accounts:first_run').lstrip('/')}?token={token}"
    except NoReverseMatch:
        return ""
