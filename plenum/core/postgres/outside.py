"""What is asked of a PostgreSQL that somebody else runs."""

import psycopg
from psycopg.conninfo import conninfo_to_dict

from plenum.core.trouble import Trouble

OLDEST = 15


def check_url(url: str) -> None:
    """Raise `Trouble` with one sentence unless ``url`` leads to a PostgreSQL that Plenum can use."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise Trouble(
            "DATABASE_URL must begin with postgresql:// — Plenum keeps its data in PostgreSQL and nothing else."
        )
    try:
        int(conninfo_to_dict(url).get("port") or 0)
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
            encoding = connection.info.parameter_status("server_encoding")
    except (psycopg.ProgrammingError, ValueError) as error:
        raise Trouble(f"DATABASE_URL cannot be read: {_sentence(error)}.") from None
    except psycopg.OperationalError as error:
        raise Trouble(f"The database of DATABASE_URL does not answer: {_sentence(error)}.") from None
    if version < OLDEST * 10000:
        raise Trouble(f"The database of DATABASE_URL is PostgreSQL {version // 10000}; Plenum needs {OLDEST} or newer.")
    if encoding != "UTF8":
        raise Trouble(f"The database of DATABASE_URL stores text as {encoding}; Plenum needs one made with UTF8.")


def _sentence(error: Exception) -> str:
    """The last line of what the driver says: the reason, without the attempts before it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else type(error).__name__
