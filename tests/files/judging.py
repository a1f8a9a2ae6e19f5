"""Bytes before the gate, as a door hands them over: an open file and the name it came with."""

import tempfile

from plenum.files.gate.verdict import Verdict
from plenum.files.sandbox.judging import judge_open


def judged(data: bytes, name: str) -> Verdict:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return judge_open(file, name)
