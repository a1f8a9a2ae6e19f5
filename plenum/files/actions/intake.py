"""Handing a file in."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.text import normalise
from plenum.files.enums import IntakeState
from plenum.files.errors import NAMELESS, SENTENCES, sentence
from plenum.files.gate import declaration
from plenum.files.gate.verdict import Verdict
from plenum.files.locks import hold_bytes
from plenum.files.models import Blob, Intake
from plenum.files.queries.incidents import why_refused
from plenum.files.sandbox.judging import judge_open
from plenum.files.states import INTAKE
from plenum.files.store import current_store
from plenum.files.store.hashing import CHUNK
from plenum.files.texts import store_text

#: The job lies above the actions; it is put in the queue by its name.
PREPARE_PREVIEWS = "plenum.files.tasks.prepare_previews"


@dataclass(frozen=True, slots=True)
class Received:
    """What arrived: bytes in a file without a name, which are gone when it is closed."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that arrived, under the name it was handed in, with what the gate says of it."""

    name: str
    incoming: BinaryIO
    received: Received
    verdict: Verdict


@transaction.atomic
def submit_files(*, files: Sequence[tuple[BinaryIO, str]], declared: bool, by: Actor, at: datetime) -> list[Intake]:
    """Take files (content, name) in through the gate, in their order, up to the first that it refuses.

    The bytes of an accepted file are durable, and its text is stored, before this returns. Of a refused file only
    the hash, the person and the reason are kept. Raises `Invalid` with code ``not_declared`` without the
    declaration (Law 117/2025, article 5), and `Refusal` with code ``too_large`` over `settings.MAX_FILE_SIZE`;
    then nothing is kept at all. All are judged before the first is kept, so that no lock is held while the
    sandbox works.
    """
    if declaration.missing(declared):
        raise Invalid(SENTENCES["not_declared"], code="not_declared", field="declared")
    with ExitStack() as folders:
        judged = _judge(files, folders)
        # In the order of their names, so that two people with the same files can't wait for each other.
        for sha256 in sorted({file.received.sha256 for file in judged if file.verdict.accepted}):
            hold_bytes(sha256)
        intakes = [_settle(file.verdict, file.received, file.incoming, file.name, by, at) for file in judged]
    for intake in intakes:
        payload: dict[str, str | int] = {"sha256": intake.sha256, "size": intake.size, "code": intake.code}
        record(f"files.intake.{intake.state}", by=by, at=at, target=("intake", intake.pk), payload=payload)
    return intakes


@transaction.atomic
def submit_file(*, content: BinaryIO, name: str, declared: bool, by: Actor, at: datetime) -> Intake:
    """Take one file in through the gate; all that `submit_files` says holds."""
    return submit_files(files=[(content, name)], declared=declared, by=by, at=at)[0]


def _judge(files: Sequence[tuple[BinaryIO, str]], folders: ExitStack) -> list[Judged]:
    judged: list[Judged] = []
    for content, name in files:
        incoming = folders.enter_context(current_store().incoming())
        received = _receive(content, incoming, settings.MAX_FILE_SIZE)
        judged.append(Judged(name, incoming, received, judge_open(incoming, name)))
        if not judged[-1].verdict.accepted:
            break
    return judged


def _receive(content: BinaryIO, incoming: BinaryIO, limit: int) -> Received:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > limit:
            megabytes = limit // (1024 * 1024)
            raise Refusal(sentence("too_large", {"limit": megabytes}), code="too_large", field="content")
        digest.update(chunk)
        incoming.write(chunk)
    incoming.flush()
    return Received(digest.hexdigest(), size)


def _settle(verdict: Verdict, received: Received, incoming: BinaryIO, name: str, by: Actor, at: datetime) -> Intake:
    if known := why_refused(received.sha256):
        verdict = Verdict(accepted=False, code=known)
    intake = Intake(
        name="" if verdict.code in NAMELESS else normalise(name),
        declared=True,
        state=INTAKE.next("accept" if verdict.accepted else "refuse", INTAKE.start),
        code=verdict.code,
        facts=dict(verdict.facts),
        sha256=received.sha256,
        size=received.size,
        by_person_id=by.person_id,
        by_name=by.name,
        by_position_id=by.position_id,
        by_organisation_id=by.organisation_id,
        on_behalf_of_id=by.on_behalf_of_id,
        on_behalf_of_name=by.on_behalf_of_name,
        at=at,
    )
    if intake.state == IntakeState.ACCEPTED:
        intake.blob = _keep(verdict, received, incoming, intake.name, at)
    intake.save(force_insert=True)
    return intake


def _keep(verdict: Verdict, received: Received, incoming: BinaryIO, name: str, at: datetime) -> Blob:
    """Make the bytes durable, then name them in a row: equal bytes share both."""
    current_store().keep(incoming, received.sha256)
    facts: Mapping[str, object] = {
        "size": received.size,
        "media_type": verdict.media_type,
        "name": name,
        "pages": verdict.pages,
        "page_sizes": [list(size) for size in verdict.page_sizes],
        "at": at,
    }
    blob, made = Blob.objects.get_or_create(sha256=received.sha256, defaults=facts)
    if made:
        store_text(blob, verdict)
        app.configure_task(PREPARE_PREVIEWS).defer(blob_id=blob.pk)
    return blob
