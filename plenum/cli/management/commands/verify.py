"""Says whether the record of acts and the stored files are what was written."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plenum.audit.queries.verification import breaks, count_events


class Command(BaseCommand):
    help = "Walk every chain of the record, compare it with the checkpoints, and name the first broken place of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checkpoints", type=Path, help="a folder with another copy of the checkpoints")

    def handle(self, *, checkpoints: Path | None, **options: object) -> None:
        if checkpoints is not None and not checkpoints.is_dir():
            raise CommandError(f"There is no folder {checkpoints}.")
        found = 0
        for broken in breaks(checkpoints):
            found += 1
            self.stderr.write(broken.sentence)
        if found:
            raise CommandError("The record is not what was written.", returncode=1)
        self.stdout.write(f"The record is whole: {count_events()} events in all chains are as they were written.")
