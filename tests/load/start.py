"""`./run bench start`: from the command to the first page, on a data folder that exists.

Three starts of the whole program, each until the sign-in page has been received; the folder holds a province of
``--people``. With ``--scale`` three sizes, so that it shows whether a start gets slower with the data.
"""

import argparse
import http.client
import statistics
import sys
import time
from collections.abc import Sequence

from tests.bench import tell
from tests.server import Server

#: Seconds until the first page, the slowest of the starts.
GOALS = {"seconds_max": 8.0}
STARTS = 3


def main(argv: Sequence[str]) -> int:
    """Run the bench; prints one line of JSON (with ``--scale`` one for each size) and returns 0 when it is reached."""
    parser = argparse.ArgumentParser(prog="start", description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--scale", action="store_true", help="the people, four times and sixteen times as many")
    options = parser.parse_args(argv)
    sizes = [options.people * factor for factor in (1, 4, 16)] if options.scale else [options.people]
    return 0 if [measure(people) for people in sizes] == [True] * len(sizes) else 1


def measure(people: int) -> bool:
    """Print the line for one size; True when the goal is reached."""
    server = Server(scale=people)
    try:
        first = started(server)
        later = [again(server) for _start in range(STARTS)]
    finally:
        server.stop()
    ours = {
        "seconds_median": round(statistics.median(later), 2),
        "seconds_max": round(max(later), 2),
        "seconds_first_with_an_empty_folder": round(first, 2),
    }
    return tell("start", work={"people": people, "starts": STARTS}, ours=ours, goals=GOALS)


def again(server: Server) -> float:
    """Stop, start, and fetch the first page: the seconds from the command to its last byte."""
    assert server.process is not None
    server.process.terminate()
    server.process.wait()
    return started(server)


def started(server: Server) -> float:
    """Start and fetch the first page: the seconds."""
    begun = time.perf_counter()
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/accounts/login/")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise AssertionError(f"the first page answered {answer.status}")
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
