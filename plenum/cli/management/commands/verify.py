"""Says whether the record of acts and the stored files are what was written."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plenum.audit.queries.verification import breaks, count_events
from plenum.files.queries.integrity import verify_blobs


class Command(BaseCommand):
    help = (
        "Walk every chain of the record, compare it with the checkpoints, and every stored file with its hash;"
        " name the first broken place of each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checkpoints", type=Path, help="a folder with another copy of the checkpoints")
        parser.add_argument("--sample", type=float, help="read only this share of the files, from 0 to 1")

    def handle(self, *, checkpoints: Path | None, sample: float | None, **options: object) -> None:
        if checkpoints is not None and not checkpoints.is_dir():
            raise CommandError(f"There is no folder {checkpoints}.")
        found = 0
        for sentence in [*self._record(checkpoints), *self._files(sample)]:
            found += 1
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"Not everything is as it was written: {found} broken places are named above.")

    def _record(self, checkpoints: Path | None) -> Iterator[str]:
        sentences = [broken.sentence for broken in breaks(checkpoints)]
        if not sentences:
            self.stdout.write(f"The record is whole: {count_events()} events in all chains are as they were written.")
        yield from sentences

    def _files(self, sample: float | None) -> Iterator[str]:
        report = verify_blobs(sample)
        if report.ok:
            self.stdout.write(f"The files are whole: {report.checked} of {report.blobs} were read.")
        yield from (f"The file {sha256} is missing from the store." for sha256 in report.missing)
        yield from (f"The file {sha256} is not as it was accepted." for sha256 in report.damaged)
