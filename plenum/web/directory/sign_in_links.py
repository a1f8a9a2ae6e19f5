"""The link by which a person without a password chooses the first one."""

from allauth.account import app_settings
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from plenum.directory.models import Person


def sign_in_link(request: HttpRequest, person: Person) -> str:
    """An address that works for ``PASSWORD_RESET_TIMEOUT`` seconds and until a password is chosen."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    link: str = get_reset_password_from_key_url(request, f"{user_pk_to_url_str(person)}-{token}")
    return link
