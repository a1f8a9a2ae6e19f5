"""The daily seal."""

from procrastinate.contrib.django import app

from plenum.audit.actions.checkpoint import write_checkpoint
from plenum.core.clock import now
from plenum.core.jobs import job


@app.periodic(cron="41 0 * * *")
@job(queue="housekeeping")
def seal_the_chains(timestamp: int) -> None:
    write_checkpoint(at=now())
