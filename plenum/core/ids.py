"""Identifiers that may leave the system: random, unguessable, short enough to read aloud in part."""

import secrets
from uuid import UUID, uuid4


def new_key() -> UUID:
    """A random key, such as the idempotency key that a form carries."""
    return uuid4()


def new_token() -> str:
    """A secret of 256 bits for a link or a device, safe in a URL; store only its SHA-256."""
    return secrets.token_urlsafe(32)
