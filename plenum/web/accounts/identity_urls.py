"""The addresses of django-allauth that the product uses; its names stand alone, as the library expects.

Only these: no sign-up, no management of addresses, no sign-in by code.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import path, re_path
from django.views.decorators.http import require_POST

from plenum.web.accounts import views
from plenum.web.layout.step_up import step_up

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/passkey/", views.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("login/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("security/", mfa.index, name="mfa_index"),
    path("security/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("security/passkeys/", views.security, name="mfa_list_webauthn"),
    path("security/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("security/codes/", step_up(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "security/codes/download/", step_up(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("sessions/", usersessions.list_usersessions, name="usersessions_list"),
]
