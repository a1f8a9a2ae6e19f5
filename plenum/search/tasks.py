"""Housekeeping of the search."""

from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import job
from plenum.search.outbox import prune


@app.periodic(cron="29 3 * * *")
@job(queue="housekeeping")
def prune_the_outbox(timestamp: int) -> None:
    prune(now())
