"""Jobs: judging what was handed in, page images ahead of the reader, and keeping the store clean and whole."""

from procrastinate.contrib.django import app

from plenum.core.clock import now
from plenum.core.jobs import URGENT, job, put
from plenum.files.checking import check, sweep_quarantine
from plenum.files.enums import StorePlace
from plenum.files.preparing import again, prepare
from plenum.files.scrubbing import begin_round, examine_everywhere, go_on
from plenum.files.store import stores
from plenum.files.sweeping import sweep_destroyed, sweep_orphans

SCRUB = "plenum.files.tasks.scrub"


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


@app.periodic(cron="31 * * * *")
@job(queue="housekeeping")
def sweep_what_was_destroyed(timestamp: int) -> None:
    sweep_destroyed()


@job(queue="files")
def check_blob(blob_id: int) -> None:
    examine_everywhere(blob_id, now())


@app.periodic(cron="11 1 * * *")
@job(queue="housekeeping")
def scrub_store(timestamp: int) -> None:
    for place in stores():
        put(SCRUB, place=place, begin=True)


@job(queue="housekeeping")
def scrub(place: str, begin: bool = False) -> None:
    if begin:
        begin_round(StorePlace(place), now())
        put(SCRUB, place=place)
    elif go_on(StorePlace(place), now()):
        put(SCRUB, place=place)
