"""What a person handed in, and how far it is."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenum.core.actor import Actor
from plenum.core.errors import Forgotten
from plenum.files.enums import SubmissionState
from plenum.files.models import Submission

OPEN = (SubmissionState.CHECKING, SubmissionState.STOPPED)


def submissions_visible_to(by: Actor) -> QuerySet[Submission]:
    """What the person handed in, the newest first: nobody else sees what has not passed the gate."""
    return Submission.objects.filter(by_person_id=by.person_id).prefetch_related("intakes").order_by("-pk")


def submission_for(by: Actor, pk: int, purpose: str | None = None) -> Submission:
    """One of them, for ``purpose`` if one is named; raises `Forgotten` when it is not theirs. Two queries."""
    found = submissions_visible_to(by).filter(pk=pk)
    submission = (found if purpose is None else found.filter(purpose=purpose)).first()
    if submission is None:
        raise Forgotten(_("There is no such page, or you may not see it."))
    return submission


def count_open(by: Actor) -> int:
    """How many of the person's are being checked or have stopped. One query."""
    return Submission.objects.filter(by_person_id=by.person_id, state__in=OPEN).count()


def open_submissions(by: Actor, purpose: str | None = None) -> list[Submission]:
    """Those that are being checked or have stopped. Two queries."""
    found = submissions_visible_to(by).filter(state__in=OPEN).exclude(purpose="")
    return list(found if purpose is None else found.filter(purpose=purpose))
