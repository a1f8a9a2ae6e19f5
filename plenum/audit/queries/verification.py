"""Is the record what was written? Every chain is walked, every checkpoint compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from plenum.audit import checkpoints
from plenum.audit.chain import FIELDS, event_hash
from plenum.audit.checkpoints import Checkpoint, Damaged
from plenum.audit.merkle import Tree
from plenum.audit.models import NOTHING, AuditEvent, AuditHead

#: The end of a chain and its last event, in one statement: both of the same moment.
ENDS = """
SELECT coalesce(head.seq, 0), head.hash, coalesce((SELECT max(seq) FROM audit_event WHERE chain = asked.chain), 0)
FROM (SELECT %s::bigint AS chain) AS asked LEFT JOIN audit_head AS head ON head.chain = asked.chain
"""


@dataclass(frozen=True, slots=True)
class Break:
    """Where the record is not what was written. ``chain`` and ``seq`` are 0 for a checkpoint's file."""

    chain: int
    seq: int
    sentence: str


def breaks(folder: Path | None = None) -> Iterator[Break]:
    """The first broken place of every chain, and every checkpoint that is not what was written; nothing when all is
    well. ``folder`` holds another copy of the checkpoints."""
    sealed: list[Checkpoint] = []
    yield from _broken_checkpoints(checkpoints.folder() if folder is None else folder, sealed)
    chains = {*AuditHead.objects.values_list("chain", flat=True)}
    chains.update(AuditEvent.objects.values_list("chain", flat=True).distinct())
    chains.update(chain for checkpoint in sealed for chain in checkpoint.seals)
    for chain in sorted(chains):
        broken = _first_break(chain, [checkpoint for checkpoint in sealed if chain in checkpoint.seals])
        if broken is not None:
            yield Break(chain, *broken)


def count_events() -> int:
    """How many events there are in all chains, by their heads."""
    return sum(AuditHead.objects.values_list("seq", flat=True))


def _broken_checkpoints(folder: Path, sealed: list[Checkpoint]) -> Iterator[Break]:
    """Names what is wrong with the files; fills ``sealed`` with those that are right."""
    previous, number = "0" * 64, 1
    for path in checkpoints.paths(folder):
        try:
            checkpoint = checkpoints.read(path)
        except Damaged as damaged:
            yield Break(0, 0, str(damaged))
        else:
            if (checkpoint.number, checkpoint.previous) != (number, previous):
                yield Break(0, 0, f"The checkpoint {path} does not follow the one before it.")
            sealed.append(checkpoint)
        previous, number = checkpoints.digest(path), number + 1


def _first_break(chain: int, sealed: list[Checkpoint]) -> tuple[int, str] | None:
    """Sequence number and sentence of the first broken place of a chain, or None."""
    with connection.cursor() as cursor:
        cursor.execute(ENDS, [chain])
        end, head_hash, last = cursor.fetchone()
    prev, tree, seals, trusted = NOTHING, Tree(), _by_size(chain, sealed), 0
    for seq, at, stored_prev, stored_hash, fields in _events(chain, end):
        if seq != tree.size + 1:
            return tree.size + 1, f"Chain {chain} is broken at {tree.size + 1}: the event is missing."
        if stored_prev != prev:
            return seq, f"Chain {chain} is broken at {seq}: the event does not follow the one before it."
        if _hash_or_nothing(fields, at, prev) != stored_hash:
            return seq, f"Chain {chain} is broken at {seq}: the event is not as it was written."
        prev = stored_hash
        tree.append(stored_hash)
        for checkpoint in seals.get(tree.size, ()):
            if checkpoint.seals[chain].root != tree.root().hex():
                return trusted + 1, (
                    f"Chain {chain} is broken between {trusted + 1} and {seq}: {checkpoint.name} saw other events."
                )
            trusted = tree.size
    return _wrong_end(chain, tree.size, end, last, prev == bytes(head_hash or NOTHING), seals)


def _wrong_end(
    chain: int, size: int, end: int, last: int, ends_so: bool, seals: Mapping[int, list[Checkpoint]]
) -> tuple[int, str] | None:
    longest = max(seals, default=0)
    if longest > size:
        name = seals[longest][0].name
        return size + 1, f"Chain {chain} is broken at {size + 1}: it ends there, but {name} saw {longest} events."
    if size != end or last > end:
        return size + 1, f"Chain {chain} is broken at {size + 1}: its head says {end}, its last event is {last}."
    if not ends_so:
        return size, f"Chain {chain} is broken at {size}: its head has another hash than its last event."
    return None


def _events(chain: int, end: int) -> Iterator[tuple[int, datetime, bytes, bytes, dict[str, object]]]:
    columns = ("seq", "at", "prev", "hash", *FIELDS)
    events = AuditEvent.objects.filter(chain=chain, seq__lte=end).order_by("seq").values_list(*columns)
    for seq, at, prev, digest, *fields in events.iterator(chunk_size=5000):
        yield seq, at, bytes(prev), bytes(digest), dict(zip(FIELDS, fields, strict=True))


def _hash_or_nothing(fields: dict[str, object], at: datetime, prev: bytes) -> bytes | None:
    """The hash that the event should have; None when what is stored could never have been written."""
    try:
        return event_hash(fields, at=at, prev=prev)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _by_size(chain: int, sealed: list[Checkpoint]) -> dict[int, list[Checkpoint]]:
    by_size: dict[int, list[Checkpoint]] = {}
    for checkpoint in sealed:
        by_size.setdefault(checkpoint.seals[chain].size, []).append(checkpoint)
    return by_size
