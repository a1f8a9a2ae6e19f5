"""Says whether the record of acts and the stored files are what was written."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plenum.audit.queries.verification import breaks, count_events
from plenum.core.clock import now
from plenum.files.enums import HoldingState, StorePlace
from plenum.files.scrubbing import Finding, verify_blobs

#: What is said of a file, by where and how it was found.
FOUND = {
    (StorePlace.FIRST, HoldingState.MISSING): "The file {} is missing from the store.",
    (StorePlace.FIRST, HoldingState.DAMAGED): "The file {} is not as it was accepted.",
    (StorePlace.COPY, HoldingState.WAITING): "The file {} is not in the second copy yet.",
    (StorePlace.COPY, HoldingState.MISSING): "The file {} is missing from the second copy.",
    (StorePlace.COPY, HoldingState.DAMAGED): "The file {} is not as it was accepted in the second copy.",
}
#: And of its repair.
REPAIRED = {
    StorePlace.FIRST: " It was put right from the second copy.",
    StorePlace.COPY: " It was put right from the store.",
}


class Command(BaseCommand):
    help = (
        "Walk every chain of the record, compare it with the checkpoints, and every stored file with its hash in the"
        " store and in its second copy;"
        " name the first broken place of each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checkpoints", type=Path, help="a folder with another copy of the checkpoints")
        parser.add_argument(
            "--repair", action="store_true", help="put right from the other store what is missing or damaged in one"
        )
        parser.add_argument("--sample", type=float, help="read only this share of the files, from 0 to 1")

    def handle(self, *, checkpoints: Path | None, sample: float | None, repair: bool, **options: object) -> None:
        if checkpoints is not None and not checkpoints.is_dir():
            raise CommandError(f"There is no folder {checkpoints}.")
        found = 0
        for sentence in [*self._record(checkpoints), *self._files(sample, repair)]:
            found += 1
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"Not everything is as it was written: {found} broken places are named above.")

    def _record(self, checkpoints: Path | None) -> Iterator[str]:
        sentences = [broken.sentence for broken in breaks(checkpoints)]
        if not sentences:
            self.stdout.write(f"The record is whole: {count_events()} events in all chains are as they were written.")
        yield from sentences

    def _files(self, sample: float | None, repair: bool) -> Iterator[str]:
        report = verify_blobs(now(), sample=sample, repair=repair)
        for finding in report.findings:
            if finding.repaired:
                self.stdout.write(_found(finding) + REPAIRED[finding.place])
        if report.ok:
            self.stdout.write(f"The files are whole: {report.read[StorePlace.FIRST]} of {report.blobs} were read.")
            if StorePlace.COPY in report.read:
                read = report.read[StorePlace.COPY]
                self.stdout.write(f"The second copy is whole: {read} of {report.blobs} were read.")
        yield from (f"A store can't be reached: {why}" for why in report.unreachable.values())
        unrepaired = " It could not be put right." if repair else ""
        yield from (_found(finding) + unrepaired for finding in report.findings if not finding.ok)


def _found(finding: Finding) -> str:
    return FOUND[finding.place, finding.state].format(finding.sha256)
