"""The queues of jobs and the life of workers, for whoever needs them before the application is loaded."""

import os

#: Jobs of seconds, and those of minutes: a worker of their own, so that a letter never waits behind a long scan.
QUICK = ("files", "housekeeping")
SLOW = ("reading",)
#: Seconds after which a worker that gave no sign of life counts as killed, and those between two signs.
SILENCE = float(os.environ.get("PLENUM_WORKER_SILENCE", "15"))
HEARTBEAT = SILENCE / 3
