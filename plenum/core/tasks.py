"""Housekeeping of the core."""

import structlog
from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import job
from plenum.core.once import forget_before
from plenum.core.queues import SILENCE

log = structlog.get_logger()


@app.periodic(cron=f"*/{max(round(SILENCE / 2), 1)} * * * * *")
@job(queue="housekeeping")
async def begin_stalled_anew(timestamp: int) -> None:
    """The jobs of a worker that was killed: nobody else would ever end them."""
    for stalled in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        log.warning("jobs.begun_anew", job=stalled.id, task=stalled.task_name)
        await app.job_manager.retry_job(stalled)


@app.periodic(cron="17 3 * * *")
@job(queue="housekeeping")
def forget_old_answers(timestamp: int) -> None:
    forget_before(now())
