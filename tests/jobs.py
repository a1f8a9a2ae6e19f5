"""Doing what the worker would do, in the transaction of a test: the jobs themselves, in their order."""

import json

from django.db import connection
from procrastinate.contrib.django import app

#: Jobs stay when a test takes back what they are about.
QUEUED = (
    "SELECT id, task_name, args::text FROM procrastinate_jobs WHERE status = 'todo' AND id > %s AND EXISTS"
    " (SELECT 1 FROM files_submission WHERE id = (args->>'submission_id')::bigint) ORDER BY id"
)
#: The jobs that somebody waits for.
CHECK, READ = "plenum.files.tasks.check_submission", "plenum.files.tasks.read_submission"
CHECK_BLOB = "plenum.files.tasks.check_blob"


def work_off() -> list[str]:
    """Run the gate's queued jobs, and those that they put in the queue; their names."""
    done: list[str] = []
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(QUEUED, [last])
            queued = cursor.fetchall()
        if not queued:
            return done
        for last, name, arguments in queued:  # noqa: B007 # the id of the last one leads on
            app.tasks[name].func(**json.loads(arguments))
            done.append(name)


def check_files() -> list[int]:
    """Run the queued checks of files, each once; the files."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo' AND task_name = %s AND EXISTS"
            " (SELECT 1 FROM files_blob WHERE id = (args->>'blob_id')::bigint) RETURNING (args->>'blob_id')::bigint",
            [CHECK_BLOB],
        )
        blob_ids = [blob_id for (blob_id,) in cursor.fetchall()]
    for blob_id in blob_ids:
        app.tasks[CHECK_BLOB].func(blob_id=blob_id)
    return blob_ids
