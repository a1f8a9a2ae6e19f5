"""Sealing what every chain is now."""

from datetime import UTC, datetime
from pathlib import Path

from plenum.audit import checkpoints
from plenum.audit.checkpoints import Checkpoint, Damaged, Seal
from plenum.audit.merkle import Tree
from plenum.audit.models import AuditEvent, AuditHead


def write_checkpoint(*, at: datetime) -> Path:
    """Seal every chain as it is now, and write the signed checkpoint to `checkpoints.folder`.

    Raises `Damaged` when a chain is no longer what the checkpoint before saw: nothing false is ever signed.
    `plenum verify` then names the place.
    """
    written = checkpoints.paths(checkpoints.folder())
    before = checkpoints.read(written[-1]) if written else None
    known = before.seals if before else {}
    seals = {
        chain: _seal(chain, size, known.get(chain))
        for chain, size in AuditHead.objects.order_by("chain").values_list("chain", "seq")
    }
    if missing := sorted(known.keys() - seals.keys()):
        raise Damaged(f"The chains {missing} are gone although the last checkpoint saw them.")
    return checkpoints.write(
        Checkpoint(
            number=before.number + 1 if before else 1,
            at=at.astimezone(UTC),
            previous=checkpoints.digest(written[-1]) if written else "0" * 64,
            seals=seals,
        )
    )


def _seal(chain: int, size: int, before: Seal | None) -> Seal:
    if before is not None and before.size == size:
        return before
    tree = Tree()
    hashes = AuditEvent.objects.filter(chain=chain, seq__lte=size).order_by("seq").values_list("hash", flat=True)
    for entry in hashes.iterator(chunk_size=10_000):
        tree.append(bytes(entry))
        if before is not None and tree.size == before.size and tree.root().hex() != before.root:
            raise Damaged(f"Chain {chain} is not what the last checkpoint saw: run plenum verify.")
    if tree.size != size or (before is not None and before.size > size):
        raise Damaged(f"Chain {chain} has lost events: run plenum verify.")
    return Seal(size, tree.root().hex())
