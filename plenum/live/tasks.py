"""Housekeeping of the log."""

from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import job
from plenum.live.actions import forget_events_before


@app.periodic(cron="47 * * * *")
@job(queue="housekeeping")
def forget_old_events(timestamp: int) -> None:
    forget_events_before(now())
