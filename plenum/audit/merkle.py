"""The Merkle tree hash of RFC 9162 § 2.1.1, grown one leaf at a time: memory of the order of log n."""

import hashlib


def _leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Grows by `append`; `root` is the tree hash of everything appended so far."""

    def __init__(self) -> None:
        self.size = 0
        #: The hashes of the full subtrees, largest first; one for each bit of ``size`` that is set.
        self._peaks: list[bytes] = []

    def append(self, entry: bytes) -> None:
        """Add one leaf."""
        node, full = _leaf(entry), self.size
        while full & 1:
            node = _node(self._peaks.pop(), node)
            full >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The tree hash; that of no leaf is the hash of nothing."""
        if not self._peaks:
            return hashlib.sha256().digest()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = _node(peak, root)
        return root
