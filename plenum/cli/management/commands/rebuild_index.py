"""Makes this machine's search index anew."""

from django.core.management.base import BaseCommand

from plenum.search import folder
from plenum.search.errors import AlreadyRunning
from plenum.search.indexer import Indexer


class Command(BaseCommand):
    help = "Make this machine's search index anew, beside the one in use, and put it in its place when it is complete."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads this list and never changes it

    def handle(self, **options: object) -> None:
        try:
            with Indexer() as indexer:
                self.stdout.write(f"{indexer.rebuild()} things were indexed.")
        except AlreadyRunning:
            folder.ask_for_renewal()
            self.stdout.write(
                "The running indexer makes the index anew; the search answers from the old one until then."
            )
