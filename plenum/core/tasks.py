"""Housekeeping of the core."""

from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import job
from plenum.core.once import forget_before


@app.periodic(cron="17 3 * * *")
@job(queue="housekeeping")
def forget_old_answers(timestamp: int) -> None:
    forget_before(now())
