"""Keeps this machine's search index up to date until it is told to stop."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand, CommandError

from plenum.search.errors import AlreadyRunning
from plenum.search.indexer import Indexer


class Command(BaseCommand):
    help = "Follow what changes and keep this machine's search index up to date; make it anew when it can't be used."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads this list and never changes it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="bring the index to the present and end")

    def handle(self, *, once: bool, **options: object) -> None:
        try:
            with Indexer() as indexer:
                if once:
                    self.stdout.write(f"{indexer.catch_up()} things were indexed.")
                else:
                    self._run(indexer)
        except AlreadyRunning as error:
            raise CommandError("The search index of this machine is already kept by another process.") from error

    def _run(self, indexer: Indexer) -> None:
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        self.stdout.write("The search index follows what changes.")
        self.stdout.flush()
        indexer.run(stop)
