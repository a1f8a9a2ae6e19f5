"""What the project decides about signing in with django-allauth."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from plenum.core.clock import now
from plenum.directory.actions.sign_in import note_sign_in
from plenum.directory.models import Person
from plenum.directory.queries.actors import actor_for
from plenum.web.accounts.notices import sentence_for

#: What is noted when a request came over no network.
NO_ADDRESS = "0.0.0.0"  # noqa: S104 - a mark, nothing is bound to it


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; signing in is recorded; mails and errors speak the person's language."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The name or the password is wrong. Check capital letters and the keyboard."),
        "username_password_mismatch": _("The name or the password is wrong. Check capital letters and the keyboard."),
        "invalid_login": _("The name or the password is wrong. Check capital letters and the keyboard."),
        "enter_current_password": _("Type your current password."),
        "incorrect_password": _("The password is wrong."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
        "same_as_current": _("The new password has to differ from the present one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address; ``0.0.0.0`` where there is none, as behind a Unix socket without a proxy's header."""
        if not request.META.get("REMOTE_ADDR") and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            return NO_ADDRESS
        address: str = super().get_client_ip(request)
        return address

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Record that somebody signed in, and go where they wanted to."""
        at = now()
        if isinstance(user, Person):
            methods = [record["method"] for record in request.session.get("account_authentication_methods", [])]
            note_sign_in(by=actor_for(user, at), methods=methods, address=self.get_client_ip(request), at=at)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> bool:
        """Tell a person by mail that something about their way in changed; one mail, one sentence for each."""
        if not isinstance(user, Person) or not user.email:
            return False
        with override(user.language):
            self.send_mail(
                "accounts/email/notice", user.email, {"user": user, "sentence": sentence_for(template_prefix)}
            )
        return True

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """A mail in plain text, in the language of the person it is about."""
        user = context.get("user")
        with override(user.language if isinstance(user, Person) else None):
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
            body = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
        return EmailMessage(self.format_email_subject(subject), body, self.get_from_email(), [email], headers=headers)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Signing in and out needs no notice: the page itself shows it."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)
