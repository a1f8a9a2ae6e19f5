"""Scrubbing: each file is compared with its hash within a month, in every store, and put right from the other one.

Every file is a step of its own, which commits by itself: whoever is killed goes on where it was.
"""

import errno
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plenum.audit.actions.record import record
from plenum.core.actor import SYSTEM
from plenum.files.enums import HoldingState, StorePlace
from plenum.files.locks import hold_bytes
from plenum.files.models import BROKEN, Blob, Holding, Round
from plenum.files.store import Store, stores
from plenum.files.store.hashing import CHUNK, sha256_of
from plenum.files.store.interface import Damaged, Unreachable

#: A file is due so long after its last check: a little before the month is over.
DUE = timedelta(days=28)
#: How long a night's round goes on; the rest is due the night after.
NIGHT = timedelta(hours=5)
#: Seconds of one job of a round; then other jobs have their turn.
BATCH = 30.0
#: Rows that are made or asked for at once.
ROWS = 1000
#: Later than anything was stored.
EVER = datetime.max.replace(tzinfo=UTC)
#: What the system says when it lacks something itself; any other error of reading is the file's.
SHORTAGES = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ETIMEDOUT, errno.ESTALE, errno.EINTR}
IS_NAME = re.compile(r"[0-9a-f]{64}").fullmatch

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one file in one store. ``repaired`` when it is whole by now."""

    sha256: str
    place: StorePlace
    state: HoldingState
    repaired: bool = False

    @property
    def ok(self) -> bool:
        return self.repaired or self.state == HoldingState.WHOLE


@dataclass(slots=True)
class Report:
    """What a check of everything found."""

    blobs: int = 0
    #: How many were there and read, store by store.
    read: dict[StorePlace, int] = field(default_factory=dict)
    #: Of files that are not whole, or were not.
    findings: list[Finding] = field(default_factory=list)
    #: The stores that could not be reached, with the reason.
    unreachable: dict[StorePlace, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.unreachable and all(finding.ok for finding in self.findings)


def look(store: Store, blob: Blob) -> HoldingState:
    """Whether the store holds the bytes that were accepted; reads all of them and changes nothing."""
    try:
        if not store.has(blob.sha256):
            return HoldingState.MISSING
        with store.open(blob.sha256) as content:
            whole = sha256_of(content) == blob.sha256 and content.tell() == blob.size
    except Damaged:
        return HoldingState.MISSING
    except OSError as error:
        if error.errno is None or error.errno in SHORTAGES:
            raise
        return HoldingState.DAMAGED
    return HoldingState.WHOLE if whole else HoldingState.DAMAGED


def examine(blob_id: int, place: StorePlace, at: datetime, *, repair: bool = True) -> Finding | None:
    """Compare a file in one store with its hash, note what is found, and put right what is not whole.

    It is put right from the other store, whose bytes are compared first; a file that waits there for its first copy is
    copied. While an incident has withdrawn the file nothing is written. None of a destroyed one. Raises `Unreachable`
    when the store itself is not there: then nothing is noted.
    """
    blob = Blob.objects.get(pk=blob_id)
    if blob.destroyed_at is not None:
        Holding.objects.filter(blob=blob).delete()
        return None
    Holding.objects.get_or_create(blob=blob, place=place)
    store = stores()[place]
    state = look(store, blob)
    if state == HoldingState.WHOLE:
        _note_whole(blob, place, at)
        return Finding(blob.sha256, place, state)
    store.expect_there()
    found = _note_found(blob_id, place, at)
    if found is None:
        return None
    mended = repair and found != HoldingState.WHOLE and _mend(blob_id, place, at)
    return Finding(blob.sha256, place, found, repaired=mended)


def examine_everywhere(blob_id: int, at: datetime) -> None:
    """`examine` a file in every store."""
    for place in stores():
        examine(blob_id, place, at)


def begin_round(place: StorePlace, at: datetime) -> Round:
    """Say what is due in a store: a share of the files that makes the month, what is overdue, and what is not whole.

    Files that are gone from the store are among them, whenever they were last read. Raises `Unreachable`, and keeps
    the reason for the page, when the store is not there.
    """
    store = stores()[place]
    round_, _made = Round.objects.get_or_create(place=place, defaults={"address": str(store), "started_at": at})
    _enrol(place)
    if round_.address != str(store):
        _forget_findings(place)
    begun: dict[str, object] = {"address": str(store), "started_at": at, "checked": 0, "ended_at": None}
    Round.objects.filter(pk=round_.pk).update(**begun)
    with _trouble_kept(place):
        if Holding.objects.filter(place=place).exists():  # an empty folder is made with its first file
            store.expect_there()
        _hurry_missing(place, store)
    Round.objects.filter(pk=round_.pk).update(due=_due(place, at), trouble="")
    return Round.objects.get(pk=round_.pk)


def go_on(place: StorePlace, at: datetime) -> bool:
    """Examine the files of tonight's round for `BATCH` seconds, least recently checked first; True when more is due."""
    round_ = Round.objects.get(place=place)
    if round_.ended_at is not None:
        return False
    left, end = max(round_.due - round_.checked, 0), monotonic() + BATCH
    for blob_id in _least_recent(place)[: min(left, ROWS)]:
        with _trouble_kept(place):
            examine(blob_id, place, at)
        Round.objects.filter(pk=round_.pk).update(checked=F("checked") + 1, trouble="")
        left -= 1
        if monotonic() > end:
            break
    more = left > 0 and at - round_.started_at < NIGHT and _least_recent(place).exists()
    if not more:
        Round.objects.filter(pk=round_.pk).update(ended_at=at)
    return more


def verify_blobs(at: datetime, *, sample: float | None = None, repair: bool = False) -> Report:
    """Examine all files in every store, or a random share (``sample`` from 0 to 1); put right only with ``repair``.

    That bytes are there at all is checked for every file, whatever the share.
    """
    report = Report(blobs=Blob.objects.filter(destroyed_at=None).count())
    for place, store in stores().items():
        _enrol(place)
        read = 0
        try:
            if report.blobs:
                store.expect_there()
            for finding in _verified(place, store, at, sample, repair):
                read += finding.repaired or finding.state in (HoldingState.WHOLE, HoldingState.DAMAGED)
                if finding.state != HoldingState.WHOLE:
                    report.findings.append(finding)
        except Unreachable as error:
            report.unreachable[place] = str(error)
        report.read[place] = read
    return report


def _verified(place: StorePlace, store: Store, at: datetime, sample: float | None, repair: bool) -> Iterator[Finding]:
    holdings = Holding.objects.filter(place=place, blob__destroyed_at=None).order_by("blob")
    for blob_id, sha256 in holdings.values_list("blob", "blob__sha256").iterator(chunk_size=2_000):
        skipped = sample is not None and random.random() >= sample  # noqa: S311 # a sample, not a secret
        if skipped and store.has(sha256):
            continue
        finding = examine(blob_id, place, at, repair=repair)
        if finding is not None:
            yield finding


def _enrol(place: StorePlace) -> None:
    """Give every file that is kept its row for this store."""
    known = Holding.objects.filter(blob=OuterRef("pk"), place=place)
    unknown = Blob.objects.filter(~Exists(known), destroyed_at=None).order_by("pk").values_list("pk", flat=True)
    while blob_ids := list(unknown[:ROWS]):
        Holding.objects.bulk_create(
            [Holding(blob_id=blob_id, place=place) for blob_id in blob_ids], ignore_conflicts=True
        )


def _forget_findings(place: StorePlace) -> None:
    """What is known of a store says nothing of another one that stands in its place by now."""
    Holding.objects.filter(place=place).update(
        state=HoldingState.WAITING, checked_at=None, since=None, repaired_at=None
    )


def _hurry_missing(place: StorePlace, store: Store) -> None:
    """Make due at once what is known not to be whole, and what is gone by now. Holds 32 bytes a file in memory."""
    there = {bytes.fromhex(name) for name in store.kept_before(EVER) if IS_NAME(name)}
    holdings = Holding.objects.filter(place=place).exclude(checked_at=None)
    gone = [
        pk
        for pk, sha256 in holdings.values_list("pk", "blob__sha256").iterator(chunk_size=2_000)
        if bytes.fromhex(sha256) not in there
    ]
    for start in range(0, len(gone), ROWS):
        Holding.objects.filter(pk__in=gone[start : start + ROWS]).update(checked_at=None)
    holdings.exclude(state=HoldingState.WHOLE).update(checked_at=None)


def _due(place: StorePlace, at: datetime) -> int:
    holdings = Holding.objects.filter(place=place)
    overdue = holdings.filter(Q(checked_at=None) | Q(checked_at__lt=at - DUE)).count()
    return max(overdue, -(-holdings.count() // DUE.days))


def _least_recent(place: StorePlace) -> "QuerySet[Holding, int]":
    """The files of a store, by their blobs, in the order in which they are due."""
    order = F("checked_at").asc(nulls_first=True)
    return Holding.objects.filter(place=place).order_by(order, "blob").values_list("blob", flat=True)


def _note_whole(blob: Blob, place: StorePlace, at: datetime) -> None:
    Holding.objects.filter(blob=blob, place=place).update(state=HoldingState.WHOLE, since=None, checked_at=at)


@transaction.atomic
def _note_found(blob_id: int, place: StorePlace, at: datetime) -> HoldingState | None:
    """Look again while nobody else stores or removes the bytes, and keep what is found. None of a destroyed file."""
    blob, holding = _held(blob_id, place)
    if holding is None:
        return None
    state = look(stores()[place], blob)
    if place == StorePlace.COPY and (holding.state, state) == (HoldingState.WAITING, HoldingState.MISSING):
        state = HoldingState.WAITING
    is_news = state in BROKEN and holding.since is None
    holding.state, holding.checked_at = state, at
    holding.since = (holding.since or at) if state in BROKEN else None
    holding.save(update_fields=["state", "checked_at", "since"])
    if is_news:
        log.error("files.blob_broken", sha256=blob.sha256, place=place.value, state=state.value)
        _record("found_broken", holding, blob, at)
    return state


@transaction.atomic
def _mend(blob_id: int, place: StorePlace, at: datetime) -> bool:
    """Put the bytes right from another store; False when there is no whole one, or an incident withdrew the file."""
    blob, holding = _held(blob_id, place)
    if holding is None or blob.incident_id is not None:
        return False
    target = stores()[place]
    sources = [store for other, store in stores().items() if other != place]
    if not any(_copied(blob, source, target) for source in sources) or look(target, blob) != HoldingState.WHOLE:
        return False
    was_broken = holding.since is not None
    holding.state, holding.since, holding.checked_at = HoldingState.WHOLE, None, at
    holding.repaired_at = at if was_broken else holding.repaired_at
    holding.save(update_fields=["state", "since", "checked_at", "repaired_at"])
    if was_broken:
        log.warning("files.blob_repaired", sha256=blob.sha256, place=place.value)
        _record("repaired", holding, blob, at)
    return True


def _held(blob_id: int, place: StorePlace) -> tuple[Blob, Holding | None]:
    """The file as it stands now, with the name of its bytes held until the transaction ends."""
    hold_bytes(Blob.objects.values_list("sha256", flat=True).get(pk=blob_id))
    blob = Blob.objects.get(pk=blob_id)
    if blob.destroyed_at is not None:
        return blob, None
    return blob, Holding.objects.select_for_update().filter(blob=blob, place=place).first()


def _copied(blob: Blob, source: Store, target: Store) -> bool:
    if look(source, blob) != HoldingState.WHOLE:
        return False
    with source.open(blob.sha256) as content, target.incoming() as incoming:
        shutil.copyfileobj(content, incoming, CHUNK)
        target.mend(incoming, blob.sha256)
    return True


@contextmanager
def _trouble_kept(place: StorePlace) -> Iterator[None]:
    """Whatever goes wrong inside is kept for the page, and rises."""
    try:
        yield
    except Exception as error:
        Round.objects.filter(place=place).update(trouble=str(error) or type(error).__name__)
        raise


def _record(verb: str, holding: Holding, blob: Blob, at: datetime) -> None:
    payload = {"sha256": blob.sha256, "place": str(holding.place), "state": str(holding.state)}
    record(f"files.blob.{verb}", by=SYSTEM, at=at, target=("blob", blob.pk), payload=payload)
