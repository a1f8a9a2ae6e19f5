"""The forms of signing in: the library's, with our words and without placeholders."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.directory.enums import ContactsFor, Level, System

Words = dict[str, str | Promise]


class OurWords:
    """Labels and help of our own for a form of the library; placeholders go, since they vanish while one types."""

    words: ClassVar[Words] = {}
    hints: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)  # type: ignore[assignment]
            field.help_text = str(self.hints.get(name, ""))


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"login": _("Username or e-mail"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(
            {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        )


class ConfirmPasswordForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"password": _("Password")}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints: ClassVar[Words] = {
        "password1": _("At least 12 characters; several words are easy to remember and hard to guess.")
    }


class ForgottenPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"email": _("E-mail address of the account")}


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"password1": _("New password"), "password2": _("New password again")}
    hints: ClassVar[Words] = {
        "password1": _("At least 12 characters; several words are easy to remember and hard to guess.")
    }


class SecondFactorForm(OurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": _("Code of six digits, or a recovery code")}


class ConfirmCodeForm(OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": _("Code of six digits, or a recovery code")}


class ActivateTotpForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": _("Code of six digits that the app shows")}


class AddPasskeyForm(OurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "name": _("Name of the passkey"),
        "passwordless": _("Sign in with this passkey alone, without a password"),
    }
    hints: ClassVar[Words] = {"passwordless": _("The device then asks for your finger, your face or a PIN.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(OurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"name": _("Name of the passkey")}


class FirstRunForm(forms.Form):
    """The first body and the first administrator."""

    token = forms.CharField(
        label=_("Setup token"), help_text=_("It was printed where the program was started."), max_length=200
    )
    name = forms.CharField(label=_("Name of the body"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    code = forms.CharField(label=_("Exchange code"), max_length=35)
    symbol = forms.CharField(
        label=_("Symbol"), max_length=20, help_text=_("The body's part of a document symbol: TU in 412-CV/TU.")
    )
    place = forms.CharField(label=_("Place name"), max_length=80, help_text=_("Where documents are dated from."))
    system = forms.ChoiceField(label=_("System"), choices=System.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    full_name = forms.CharField(label=_("Your full name"), max_length=100)
    title = forms.CharField(label=_("Your post"), max_length=100, initial=_("System administrator"))
    username = forms.RegexField(
        r"^[a-z0-9._-]+$",
        label=_("Username"),
        max_length=60,
        help_text=_("Small letters, digits, full stop, hyphen."),
        error_messages={"invalid": _("Use small letters, digits, full stop and hyphen only.")},
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters; several words are easy to remember and hard to guess."),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class OwnSettingsForm(forms.Form):
    """What everybody decides for themself."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    contacts_for = forms.ChoiceField(
        label=_("Who sees my telephone number and e-mail"), choices=ContactsFor.choices, widget=forms.RadioSelect
    )
