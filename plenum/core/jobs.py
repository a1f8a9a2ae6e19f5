"""Jobs over PostgreSQL (procrastinate): a job commits with the data that caused it.

Declare a job with ``@job(queue="files")`` in a domain's ``tasks.py`` and put it in the queue with `put` inside the
action's transaction; by its name, since tasks lie above actions.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import Task, configure_task

from plenum.core.queues import QUICK, SLOW

#: Ten tries over about half an hour; after that the job is kept as failed and `plenum doctor` names it.
PATIENT = RetryStrategy(max_attempts=10, exponential_wait=2)
#: Where somebody waits for the end of the job; others are 0.
URGENT = 10

P = ParamSpec("P")
R = TypeVar("R")


def job(*, queue: str, priority: int = 0) -> Callable[[Callable[P, R]], Task[P, R, P]]:
    """Register a function as a job of ``queue``; it must be safe to run twice, and to be killed."""
    if queue not in QUICK + SLOW:
        raise ValueError(f"No worker takes jobs of the queue {queue}.")
    return app.task(queue=queue, priority=priority, retry=PATIENT)


def put(name: str, **arguments: Any) -> None:
    """Put the job ``name`` (``"plenum.files.tasks.prepare_previews"``) in the queue, in the current transaction.

    Inside a worker procrastinate's own way would use a connection of the worker's, and the job could run before what
    it is about is there.
    """
    task = app.tasks[name]
    manager = JobManager(DjangoConnector())
    configure_task(name=name, job_manager=manager, queue=task.queue, priority=task.priority).defer(**arguments)


def is_queued(*names: str, running: bool = False, **arguments: Any) -> bool:
    """True when one of the jobs waits in the queue with these arguments, or with ``running`` is being done. One query.

    What runs sees only what was there when it began: whoever brings something new asks for the waiting ones alone.
    """
    states = ["todo", "doing"] if running else ["todo"]
    return bool(ProcrastinateJob.objects.filter(task_name__in=names, args=arguments, status__in=states).exists())
