"""Step-up as the pages of the account know it; other pages take it from `plenum.web.layout.step_up`."""

from plenum.web.layout.step_up import recently_authenticated, step_up

__all__ = ["recently_authenticated", "step_up"]
