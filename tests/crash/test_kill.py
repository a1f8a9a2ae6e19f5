"""SIGKILL of any part at any moment: what was acknowledged is there, once.

The kills follow from a seed; the name of the test tells it, and ``PLENUM_CRASH_SEED`` runs it again. Seeds that
ever failed are kept in `KEPT` and run each time.
"""

import os
import random
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.crash.acts import ACTS, Act
from tests.server import PARTS, Server

CLIENTS = 4
#: Kills in one run of a seed, and the longest pause between two of them, in seconds.
ROUNDS, PAUSE = 20, 1.0
#: How often each part is hit: a killed supervisor takes everything with it, and a new one has to be started.
WEIGHTS = {"postgres": 5, "web": 5, "worker": 4, "indexer": 4, "supervisor": 2}
KEPT: tuple[int, ...] = ()
SEEDS = (*KEPT, int(os.environ["PLENUM_CRASH_SEED"]))


class Worker(threading.Thread):
    """One client that does all acts in turn until told to stop, and notes what was acknowledged."""

    def __init__(self, server: Server, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acts: list[Act] = [act(server) for act in ACTS]
        self.number = number
        self.stop = stop
        self.acknowledged: Counter[tuple[str, str]] = Counter()
        self.fault = ""

    def run(self) -> None:
        try:
            for act in self.acts:
                act.begin()
            self._work()
            for act in self.acts:
                act.end()
        except Exception:
            self.fault = traceback.format_exc()

    def _work(self) -> None:
        count = 0
        while not self.stop.is_set():
            count += 1
            for act in self.acts:
                mark = f"{self.number}-{count}"
                act.do(mark)
                self.acknowledged[act.name, mark] += 1


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    running.start()
    yield running
    running.stop()


def kill_at_random(server: Server, chance: random.Random) -> Counter[str]:
    """Kill parts one after the other while the clients act; a killed program is started again. What was hit."""
    hit: Counter[str] = Counter()
    parts = [part for part in WEIGHTS if part == "supervisor" or server.pids(part)]
    for _round in range(ROUNDS):
        part = chance.choices(parts, [WEIGHTS[part] for part in parts])[0]
        time.sleep(chance.uniform(0.1, PAUSE))
        server.kill(part)
        hit[part] += 1
        if part == "supervisor":
            assert server.process is not None
            server.process.wait()
            server.start()
    return hit


def settled(server: Server) -> None:
    """Wait until every part runs again."""
    deadline = time.monotonic() + 60
    while not all(server.pids(part) for part in PARTS if part != "indexer"):
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.05)


@pytest.mark.crash
@pytest.mark.xdist_group("crash")
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_killed_every_acknowledged_act_exists_once(server: Server, seed: int) -> None:
    stop = threading.Event()
    clients = [Worker(server, number, stop) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    hit = kill_at_random(server, random.Random(seed))
    settled(server)
    stop.set()
    for client in clients:
        client.join(60)

    said = f"seed {seed}, killed {dict(hit)}"
    assert [client.fault for client in clients] == [""] * CLIENTS, said
    acknowledged: Counter[tuple[str, str]] = sum((client.acknowledged for client in clients), Counter())
    exist = Counter({(act.name, mark): times for act in ACTS for mark, times in act.found(server).items()})
    assert exist == acknowledged, said
    assert len(acknowledged) > ROUNDS, said
    assert gaps(server) == [], said


def gaps(server: Server) -> list[object]:
    """Chains of the record and channels of the log whose numbers are not 1, 2, 3 …"""
    with server.connect() as connection:
        chains = "SELECT chain::text, max(seq) FROM audit_event GROUP BY chain HAVING max(seq) <> count(*)"
        channels = "SELECT channel, max(seq) FROM live_event GROUP BY channel HAVING max(seq) <> count(*)"
        return [*connection.execute(chains.encode()).fetchall(), *connection.execute(channels.encode()).fetchall()]
