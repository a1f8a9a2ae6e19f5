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

#: Clients that do each of the acts at the same time.
CLIENTS = 2
PEOPLE = 360
#: Kills in one run of a seed, and the longest pause before one, in seconds.
ROUNDS, PAUSE = 10, 0.3
#: Seconds after which a client that gets nowhere is stuck.
PATIENCE = 300
#: How often each part is hit: a killed supervisor takes everything with it, and a new one has to be started.
WEIGHTS = {"postgres": 5, "web": 5, "worker": 4, "indexer": 4, "supervisor": 2}
KEPT: tuple[int, ...] = (601670159,)
SEEDS = (*KEPT, int(os.environ["PLENUM_CRASH_SEED"]))


class Worker(threading.Thread):
    """One client that does one act again and again until told to stop, and notes what was acknowledged."""

    def __init__(self, act: Act, number: int, begun: threading.Barrier, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.act = act
        self.number = number
        self.begun = begun
        self.stop = stop
        self.acknowledged: Counter[tuple[str, str]] = Counter()
        self.fault = ""

    def run(self) -> None:
        try:
            self.act.begin()
            self.begun.wait(PATIENCE)
            self._work()
            self.act.end()
        except Exception:
            self.fault = traceback.format_exc()

    def _work(self) -> None:
        while not self.stop.is_set():
            mark = f"crash-{self.number}-{len(self.acknowledged) + 1}"
            self.act.do(mark)
            self.acknowledged[self.act.name, mark] += 1


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(scale=PEOPLE, papers=False)
    running.start()
    yield running
    running.stop()


def kill_at_random(server: Server, clients: list[Worker], chance: random.Random) -> Counter[str]:
    """Kill parts while the clients act, each kill after every act was done again; what was hit, and how often."""
    hit: Counter[str] = Counter()
    parts = [part for part in WEIGHTS if part == "supervisor" or server.pids(part)]
    for _round in range(ROUNDS):
        part = chance.choices(parts, [WEIGHTS[part] for part in parts])[0]
        pause = chance.uniform(0, PAUSE)
        await_progress(server, clients)
        time.sleep(pause)
        server.kill(part)
        hit[part] += 1
        if part == "supervisor":
            assert server.process is not None
            server.process.wait()
            server.start()
    await_progress(server, clients)
    return hit


def await_progress(server: Server, clients: list[Worker]) -> None:
    """Come back when somebody has done each of the acts once more."""
    before = done(clients)
    deadline = time.monotonic() + PATIENCE
    while any(done(clients)[act.name] == before[act.name] for act in ACTS):
        faults = [client.fault for client in clients if client.fault]
        assert (faults, time.monotonic() < deadline) == ([], True), server.log()
        time.sleep(0.01)


def done(clients: list[Worker]) -> Counter[str]:
    """How often each act was acknowledged so far."""
    counted: Counter[str] = Counter()
    for client in clients:
        counted[client.act.name] += len(client.acknowledged)
    return counted


def settled(server: Server) -> None:
    """Wait until every part runs again."""
    deadline = time.monotonic() + PATIENCE
    while not all(server.pids(part) for part in PARTS if part != "indexer"):
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.05)


@pytest.mark.crash
@pytest.mark.xdist_group("crash")
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_killed_every_acknowledged_act_exists_once(server: Server, seed: int) -> None:
    workers = [(act(server), number) for act in ACTS for number in range(CLIENTS)]
    begun, stop = threading.Barrier(len(workers) + 1), threading.Event()
    clients = [Worker(act, number, begun, stop) for act, number in workers]
    for client in clients:
        client.start()
    begun.wait(PATIENCE)
    hit = kill_at_random(server, clients, random.Random(seed))
    settled(server)
    stop.set()
    for client in clients:
        client.join(PATIENCE)

    said = f"seed {seed}, killed {dict(hit)}"
    assert [client.fault for client in clients] == [""] * len(clients), said
    acknowledged: Counter[tuple[str, str]] = sum((client.acknowledged for client in clients), Counter())
    exist = Counter({(act.name, mark): times for act in ACTS for mark, times in act.found(server).items()})
    assert exist == acknowledged, said
    assert min(done(clients).values()) > ROUNDS, said
    assert gaps(server) == [], said


def gaps(server: Server) -> list[object]:
    """Registers, chains of the record and channels of the log whose numbers are not 1, 2, 3 …"""
    with server.connect() as connection:
        registers = (
            "SELECT register_id::text, max(arrival_number) FROM documents_document WHERE arrival_number IS NOT NULL"
            " GROUP BY register_id HAVING max(arrival_number) <> count(*)"
        )
        chains = "SELECT chain::text, max(seq) FROM audit_event GROUP BY chain HAVING max(seq) <> count(*)"
        channels = "SELECT channel, max(seq) FROM live_event GROUP BY channel HAVING max(seq) <> count(*)"
        return [row for query in (registers, chains, channels) for row in connection.execute(query.encode())]
