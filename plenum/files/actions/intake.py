"""Handing files in, and what becomes of one of them once the gate has judged it."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions.record import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid, Refusal
from plenum.core.jobs import put
from plenum.core.text import normalise
from plenum.files.enums import IntakeState
from plenum.files.errors import NAMELESS, SENTENCES, sentence
from plenum.files.gate import declaration
from plenum.files.gate.name import judge_name
from plenum.files.gate.verdict import Verdict
from plenum.files.locks import hold_bytes
from plenum.files.models import Blob, Intake, Submission
from plenum.files.queries.blobs import CHECK_BLOB
from plenum.files.queries.incidents import why_refused
from plenum.files.queries.submissions import count_open
from plenum.files.states import INTAKE, SUBMISSION
from plenum.files.store import copy_store, current_store
from plenum.files.store.hashing import CHUNK
from plenum.files.store.interface import Damaged
from plenum.files.texts import store_text

#: The jobs lie above the actions; they are put in the queue by their names.
CHECK = "plenum.files.tasks.check_submission"
PREPARE_PREVIEWS = "plenum.files.tasks.prepare_previews"

#: So many of one person may be open at once: nobody fills the quarantine, or keeps the reader from others.
MOST_OPEN = 50
TOO_MANY = _(
    "%(most)s of what you handed in is not finished. Wait for the check, or see to what was refused on your desk, then "
    "hand in more."
)


@dataclass(frozen=True, slots=True)
class Received:
    """What arrived: bytes in a file without a name, which are gone when it is closed."""

    content: BinaryIO
    name: str
    sha256: str
    size: int


@transaction.atomic
def hand_in(
    *,
    files: Sequence[tuple[BinaryIO, str]],
    declared: bool,
    purpose: str = "",
    about: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Submission:
    """Take files (content, name) into the quarantine, where they wait for the gate's verdict, and start the check.

    When this returns the bytes are durable, apart from everything accepted. A file whose name alone is a reason is
    refused at once and waits nowhere. Raises `Invalid` with code ``not_declared`` without the declaration (Law
    117/2025, article 5), and `Refusal` with code ``too_large`` over `settings.MAX_FILE_SIZE`, ``too_many_waiting`` when
    `MOST_OPEN` of the person's are not finished; then nothing is kept.
    """
    if declaration.missing(declared):
        raise Invalid(SENTENCES["not_declared"], code="not_declared", field="declared")
    if count_open(by) >= MOST_OPEN:
        raise Refusal(TOO_MANY % {"most": MOST_OPEN}, code="too_many_waiting", field="content")
    with ExitStack() as arriving:
        received = [_receive(content, name, arriving) for content, name in files]
        submission = Submission.objects.create(
            purpose=purpose,
            about=dict(about or {}),
            state=SUBMISSION.start,
            language=get_language() or settings.LANGUAGE_CODE,
            by_person_id=by.person_id,
            by_position_id=by.position_id,
            by_delegation_id=by.delegation_id,
            at=at,
        )
        intakes = [_set_apart(file, submission, by, at) for file in received]
    for intake in intakes:
        if not intake.is_checking:
            _record_verdict(intake, by, at)
    put(CHECK, submission_id=submission.pk)
    payload = {"files": [file.sha256 for file in received]}
    record("files.submission.handed_in", by=by, at=at, target=("submission", submission.pk), payload=payload)
    return submission


@transaction.atomic
def settle(*, intake_id: int, verdict: Verdict, content: BinaryIO | None, by: Actor, at: datetime) -> Intake:
    """Write the gate's verdict down: keep the bytes (``content``) and their text, or let them go.

    The bytes of an accepted file are durable, and its text is stored, before this returns. Of a refused file only
    the hash, the person and the reason are kept. A file that has its verdict already keeps it.
    """
    intake = Intake.objects.select_for_update().get(pk=intake_id)
    if intake.state != IntakeState.CHECKING:
        return intake
    hold_bytes(intake.sha256)
    if known := why_refused(intake.sha256):
        verdict = Verdict(accepted=False, code=known)
    token, intake.token = intake.token, ""
    _judge(intake, verdict)
    if intake.state == IntakeState.ACCEPTED:
        if content is None:
            raise ValueError("An accepted file has bytes.")
        intake.blob = _keep(verdict, intake, content, at)
    intake.save()
    if token:
        transaction.on_commit(partial(current_store().release, token))
    _record_verdict(intake, by, at)
    return intake


def _receive(content: BinaryIO, name: str, arriving: ExitStack) -> Received:
    incoming = arriving.enter_context(current_store().incoming())
    digest, size, limit = hashlib.sha256(), 0, settings.MAX_FILE_SIZE
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > limit:
            megabytes = limit // (1024 * 1024)
            raise Refusal(sentence("too_large", {"limit": megabytes}), code="too_large", field="content")
        digest.update(chunk)
        incoming.write(chunk)
    incoming.flush()
    return Received(incoming, name, digest.hexdigest(), size)


def _set_apart(file: Received, submission: Submission, by: Actor, at: datetime) -> Intake:
    intake = Intake(
        submission=submission,
        declared=True,
        state=INTAKE.start,
        sha256=file.sha256,
        size=file.size,
        by_person_id=by.person_id,
        by_name=by.name,
        by_position_id=by.position_id,
        by_organisation_id=by.organisation_id,
        on_behalf_of_id=by.on_behalf_of_id,
        on_behalf_of_name=by.on_behalf_of_name,
        at=at,
    )
    refused = judge_name(file.name)
    if refused is None:
        intake.name, intake.token = normalise(file.name), secrets.token_hex(16)
        current_store().set_apart(file.content, intake.token)
    else:
        _judge(intake, refused)
    intake.save(force_insert=True)
    return intake


def _judge(intake: Intake, verdict: Verdict) -> None:
    intake.state = INTAKE.next("accept" if verdict.accepted else "refuse", IntakeState(intake.state))
    intake.code, intake.facts = verdict.code, dict(verdict.facts)
    if verdict.code in NAMELESS:
        intake.name = ""


def _keep(verdict: Verdict, intake: Intake, content: BinaryIO, at: datetime) -> Blob:
    """Make the bytes durable, then name them in a row: equal bytes share both. Damaged ones are put right by these."""
    try:
        current_store().keep(content, intake.sha256)
    except Damaged:
        current_store().mend(content, intake.sha256)
    facts: Mapping[str, object] = {
        "size": intake.size,
        "media_type": verdict.media_type,
        "name": intake.name,
        "pages": verdict.pages,
        "page_sizes": [list(size) for size in verdict.page_sizes],
        "at": at,
    }
    blob, made = Blob.objects.get_or_create(sha256=intake.sha256, defaults=facts)
    if made:
        store_text(blob, verdict)
        put(PREPARE_PREVIEWS, blob_id=blob.pk)
    if copy_store() is not None or blob.holdings.filter(since__isnull=False).exists():
        put(CHECK_BLOB, blob_id=blob.pk)  # copies them, and notes that lost bytes are back
    return blob


def _record_verdict(intake: Intake, by: Actor, at: datetime) -> None:
    payload: dict[str, str | int] = {"sha256": intake.sha256, "size": intake.size, "code": intake.code}
    record(f"files.intake.{intake.state}", by=by, at=at, target=("intake", intake.pk), payload=payload)
