"""From ``DATABASE_URL`` to Django's settings; PostgreSQL and nothing else."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_from_url(url: str) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name`` or ``postgresql:///name?host=/folder/of/the/socket``.

    An empty ``url`` means libpq's own defaults and the database ``plenum``.
    Raises `ImproperlyConfigured` with one sentence for anything else.
    """
    if not url:
        return _postgresql(name="plenum", host="", port="", user="", password="", options={})
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://user:password@host:port/name or postgresql:///name?host=/socket/folder."
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return _postgresql(
        name=unquote(parts.path.lstrip("/")),
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=options.pop("port", "") or str(parts.port or ""),
        user=options.pop("user", "") or unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=options,
    )


def _postgresql(
    *, name: str, host: str, port: str, user: str, password: str, options: dict[str, str]
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": host,
        "PORT": port,
        "USER": user,
        "PASSWORD": password,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"application_name": "plenum", **options},
    }
