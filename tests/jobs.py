"""Doing what the worker would do, in the transaction of a test: the jobs themselves, in their order."""

import json

from django.db import connection
from procrastinate.contrib.django import app

QUEUED = "SELECT id, task_name, args::text FROM procrastinate_jobs WHERE status = 'todo' AND id > %s ORDER BY id"
#: What somebody waits for; page images are drawn when they are asked for.
GATE = ("plenum.files.tasks.check_submission", "plenum.files.tasks.read_submission")


def work_off(tasks: tuple[str, ...] = GATE) -> list[str]:
    """Run the queued jobs named in ``tasks``, and those that they put in the queue; their names."""
    done: list[str] = []
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(QUEUED, [last])
            queued = cursor.fetchall()
        if not queued:
            return done
        for last, name, arguments in queued:  # noqa: B007 # the id of the last one leads on
            if name in tasks:
                app.tasks[name].func(**json.loads(arguments))
                done.append(name)
