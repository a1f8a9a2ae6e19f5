"""Jobs over PostgreSQL (procrastinate): a job commits with the data that caused it.

Declare a job with ``@job(queue="files")`` in a domain's ``tasks.py`` and put it in the queue with
``.defer(**arguments)`` inside the action's transaction.
"""

from collections.abc import Callable
from typing import ParamSpec

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

#: Ten tries over about half an hour; after that the job is kept as failed and `plenum doctor` names it.
PATIENT = RetryStrategy(max_attempts=10, exponential_wait=2)


P = ParamSpec("P")


def job(*, queue: str) -> Callable[[Callable[P, None]], Task[P, None, P]]:
    """Register a function as a job of ``queue``; it must be safe to run twice."""
    return app.task(queue=queue, retry=PATIENT)
