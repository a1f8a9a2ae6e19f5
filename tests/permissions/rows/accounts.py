"""Everybody manages their own account and nobody else's; signing in is open to those who are not."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from tests.cast import Cast
from tests.permissions.matrix import Expect, Row

OWN = Expect(others=200)
#: Only for those who are not signed in; others are led to their desk.
DOOR = Expect(anonymous=200, others=302)
#: Needs a fresh confirmation, which the session of the matrix never gave.
CONFIRM_FIRST = Expect(others=302)


def reset_link(cast: Cast) -> Mapping[str, object]:
    return {"uidb36": "1", "key": "wrong-key"}


def passkey(cast: Cast) -> Mapping[str, object]:
    made = Authenticator.objects.create(user=cast.lan, type=Authenticator.Type.WEBAUTHN, data={"name": "-"})
    return {"pk": made.pk}


def session(cast: Cast) -> Mapping[str, object]:
    store = SessionStore()
    store.create()
    made = UserSession.objects.create(user=cast.lan, ip="10.0.0.1", user_agent="-", session_key=store.session_key or "")
    return {"pk": made.pk}


ROWS = [
    Row("account_login", get=DOOR, post=DOOR),
    Row("mfa_login_webauthn", get=Expect(others=302), post=Expect(others=302)),
    Row("mfa_authenticate", get=Expect(others=302), post=Expect(others=302)),
    Row("account_logout", post=Expect(others=302)),
    Row("account_inactive", get=Expect(anonymous=200, others=200)),
    Row("account_reauthenticate", get=OWN, post=OWN),
    Row("mfa_reauthenticate", get=Expect(others=302), post=Expect(others=302)),
    Row("mfa_reauthenticate_webauthn", get=Expect(others=302), post=Expect(others=302)),
    Row("account_change_password", get=OWN, post=OWN),
    Row("account_reset_password", get=Expect(anonymous=200, others=200), post=Expect(anonymous=200, others=200)),
    Row("account_reset_password_done", get=Expect(anonymous=200, others=200)),
    Row("account_reset_password_from_key_done", get=Expect(anonymous=200, others=200)),
    Row(
        "account_reset_password_from_key",
        kwargs=reset_link,
        get=Expect(anonymous=200, others=200),
        post=Expect(anonymous=200, others=200),
    ),
    Row("mfa_index", get=OWN),
    Row("mfa_activate_totp", get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_deactivate_totp", get=Expect(others=404), post=Expect(others=404)),
    Row("mfa_list_webauthn", get=Expect(others=302)),
    Row("mfa_add_webauthn", get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_edit_webauthn", kwargs=passkey, get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_remove_webauthn", kwargs=passkey, get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_view_recovery_codes", get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_generate_recovery_codes", get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("mfa_download_recovery_codes", get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    Row("usersessions_list", get=OWN, post=Expect(others=302)),
    Row("accounts:security", get=Expect(others=302)),
    Row("accounts:settings", get=OWN, post=Expect(others=422)),
    Row("accounts:capacity", get=OWN, post=Expect(others=404)),
    Row("accounts:end_session", kwargs=session, post=Expect(lan=302, others=404)),
    Row("accounts:first_run", get=Expect(anonymous=404, others=404), post=Expect(anonymous=404, others=404)),
]
