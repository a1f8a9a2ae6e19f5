"""The page on which somebody waits for the gate's verdict; each domain shows it at an address of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plenum.core.clock import now
from plenum.core.errors import Forbidden, Forgotten, Refusal
from plenum.files.actions.submissions import go_on_without, let_go
from plenum.files.enums import SubmissionState
from plenum.files.models import Submission
from plenum.files.queries.submissions import submission_for
from plenum.web.layout.actors import actor_of


def follow(request: HttpRequest, submission: Submission, *, done: Callable[[int], str], again: str) -> HttpResponse:
    """Show how far the files of a submission are; once all is well lead on to ``done`` (what was made of them).

    A POST is what the person decides when it stopped. ``again`` is the form on which other files are handed in. A
    request by htmx gets the part of the page that changes.
    """
    trouble = ""
    if request.method == "POST":
        try:
            submission = _decided(request, submission)
        except (Forbidden, Forgotten):
            raise
        except Refusal as refusal:
            trouble = str(refusal)
    if submission.state == SubmissionState.DONE and submission.result_id is not None:
        return _led(request, done(submission.result_id))
    if submission.state != SubmissionState.STOPPED and not submission.is_checking:
        return _led(request, reverse("home:desk"))
    intakes = sorted(submission.intakes.all(), key=lambda intake: intake.pk)
    context = {
        "submission": submission,
        "intakes": intakes,
        "refused": [intake for intake in intakes if intake.code],
        "accepted": sum(intake.accepted for intake in intakes),
        "again": again,
        "trouble": trouble,
    }
    part = "layout/_checking.html" if "HX-Request" in request.headers else "layout/checking.html"
    return render(request, part, context, status=409 if trouble else 200)


def _decided(request: HttpRequest, submission: Submission) -> Submission:
    by, act = actor_of(request), {"go_on": go_on_without, "let_go": let_go}.get(request.POST.get("act", ""))
    if act is not None:
        act(submission_id=submission.pk, by=by, at=now())
    return submission_for(by, submission.pk)


def _led(request: HttpRequest, address: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
