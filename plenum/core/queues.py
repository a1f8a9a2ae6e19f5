"""The queues of jobs and the life of workers, for whoever needs them before the application is loaded."""

#: Jobs of seconds, and those of minutes: a worker of their own, so that a letter never waits behind a long scan.
QUICK = ("files", "housekeeping")
SLOW = ("reading",)
#: Seconds between two signs of life of a worker, and those after which one that gave none counts as killed.
HEARTBEAT, SILENCE = 5.0, 15.0
