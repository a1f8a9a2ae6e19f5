"""Small named predicates with a reason a person can read.

A rule is a function that returns ``None`` when the act is allowed and the reason when it is not::

    @rule
    def can_register(by: Actor, organisation_id: int) -> Reason: ...

The same object answers yes or no to a template (``can_register(by, 7)``), gives the reason beside a disabled
button (``can_register.reason(by, 7)``) and raises a readable refusal in an action (``can_register.check(by, 7)``).
"""

from collections.abc import Callable
from typing import Generic, ParamSpec

from django.utils.functional import Promise

from plenum.core.errors import Forbidden

P = ParamSpec("P")
Reason = str | Promise | None


class Rule(Generic[P]):
    """A predicate and its reason; made by `rule`."""

    def __init__(self, reason: Callable[P, Reason]) -> None:
        self.reason = reason
        self.name = reason.__name__
        self.__doc__ = reason.__doc__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        return self.reason(*args, **kwargs) is None

    def check(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Raise `Forbidden` with the reason when the act is not allowed; its code is ``may_not_<verb>``."""
        why = self.reason(*args, **kwargs)
        if why is not None:
            raise Forbidden(why, code=f"may_not_{self.name.removeprefix('can_')}")


def rule(reason: Callable[P, Reason]) -> Rule[P]:
    """Make a `Rule` of a function that returns the reason of a refusal, or None."""
    return Rule(reason)
