"""A client of the crash tests that acts as the pages do: one transaction with its key, its event and its record.

A process of its own, because its database comes and goes. Reads a mark a line, answers ``done MARK`` after the
commit and ``lost MARK`` when it cannot know: the mark is then given again, and must not take effect twice.
"""

import sys
from uuid import NAMESPACE_OID, uuid5

import django

CHANNEL = "crash:marks"


def do(mark: str) -> None:
    from django.db import transaction

    from plenum.audit.actions.record import record
    from plenum.core.actor import SYSTEM
    from plenum.core.clock import now
    from plenum.core.once import Answer, claim, fingerprint, keep
    from plenum.live.actions import publish

    at, key = now(), uuid5(NAMESPACE_OID, mark)
    with transaction.atomic():
        if claim(0, key, fingerprint([mark])) is not None:
            return
        publish(CHANNEL, audience="everyone", kind="mark", payload={"mark": mark}, at=at)
        keep(0, key, Answer(204))
        record("crash.mark.made", by=SYSTEM, at=at, target=("mark", 1), payload={"mark": mark})


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> None:
    django.setup()
    from django.db import Error, connection

    from plenum.core.errors import Refusal

    say("ready")
    for line in sys.stdin:
        mark = line.strip()
        try:
            do(mark)
        except (Error, Refusal):
            connection.close()
            say(f"lost {mark}")
        else:
            say(f"done {mark}")


if __name__ == "__main__":
    main()
