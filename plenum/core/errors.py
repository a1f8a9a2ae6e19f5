"""Anticipated errors: one type, translatable, shown by one piece of code (`plenum.web.layout.refusals`).

Everything else is a fault of ours and is left to rise.
"""

from django.utils.functional import Promise


class Refusal(Exception):
    """The act was refused and nothing was changed.

    ``message`` says what happened and what to do, in the user's language (a lazy string). ``code`` is stable,
    for tests and the API. ``field`` names the form field at fault, if one is. ``status`` is the HTTP status.
    """

    code = "refused"
    status = 409

    def __init__(self, message: str | Promise, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)


class Forbidden(Refusal):
    """The person may not do this; the reason is a rule's."""

    code = "forbidden"
    status = 403


class Invalid(Refusal):
    """The input does not make sense; nothing was changed and the input is kept."""

    code = "invalid"
    status = 422


class Stale(Refusal):
    """The page was made before somebody else changed the thing."""

    code = "stale"
    status = 409


class Forgotten(Refusal):
    """There is no such thing, or the person may not see it: the two answers are the same on purpose."""

    code = "not_found"
    status = 404
