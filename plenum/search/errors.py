"""What can go wrong with a search that is nobody's fault."""

from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Refusal


class NotReady(Refusal):
    """The index is missing or damaged; the indexer is making it anew."""

    code = "search_not_ready"
    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("The search is being prepared. Try again in a few minutes; everything else works meanwhile.")
        )


class AlreadyRunning(Exception):
    """Another process on this machine keeps the index."""
