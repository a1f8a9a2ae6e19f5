"""Jobs: judging what was handed in, page images ahead of the reader, and keeping the store clean and whole."""

from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import URGENT, job
from plenum.files.checking import check, sweep_quarantine
from plenum.files.preparing import again, prepare
from plenum.files.queries.integrity import verify_blobs
from plenum.files.sweeping import sweep_destroyed, sweep_orphans

#: A thirtieth of the store each night: every byte is read about once a month.
NIGHTLY_SHARE = 1 / 30


@job(queue="files", priority=URGENT)
def check_submission(submission_id: int) -> None:
    check(submission_id, reads=False)


@job(queue="reading")
def read_submission(submission_id: int) -> None:
    check(submission_id, reads=True)


@app.periodic(cron="*/10 * * * *")
@job(queue="housekeeping")
def sweep_what_waits(timestamp: int) -> None:
    sweep_quarantine(now())


@job(queue="files")
def prepare_previews(blob_id: int) -> None:
    prepare(blob_id)


@app.periodic(cron="51 1 * * *")
@job(queue="housekeeping")
def prepare_what_was_off(timestamp: int) -> None:
    again()


@app.periodic(cron="41 2 * * *")
@job(queue="housekeeping")
def sweep_store(timestamp: int) -> None:
    sweep_orphans(now())
    sweep_destroyed()


@app.periodic(cron="11 1 * * *")
@job(queue="housekeeping")
def scrub_store(timestamp: int) -> None:
    report = verify_blobs(NIGHTLY_SHARE)
    if not report.ok:
        raise RuntimeError(f"The store is not whole: missing {report.missing}, damaged {report.damaged}.")
