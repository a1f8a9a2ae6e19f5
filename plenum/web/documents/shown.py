"""How documents are shown: tones and signs of states and acts, lines of the story, addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.audit.models import AuditEvent
from plenum.audit.presenters import sentence
from plenum.documents.enums import Act, State
from plenum.documents.models import Document, DocumentFile
from plenum.documents.queries.offers import Offer
from plenum.documents.queries.route import Step
from plenum.files.differences import Pair, side_by_side
from plenum.files.models import TextCorrection
from plenum.files.queries.blobs import pages_of
from plenum.web.layout.sheets import Sheet, sheets_of

#: Tone and icon of each state; an empty icon stands for the tone's own sign.
STATES = {
    State.WAITING: ("neutral", ""),
    State.REGISTERED: ("info", ""),
    State.SUBMITTED: ("info", ""),
    State.ASSIGNED: ("progress", ""),
    State.IN_WORK: ("progress", ""),
    State.DONE: ("ok", ""),
    State.RETURNED: ("danger", "corner-up-left"),
    State.WITHDRAWN: ("danger", "shield-lock"),
    State.PAPER: ("neutral", "archive"),
}
#: Icon and tone of each act in the story.
STORY = {
    "received": ("upload", ""),
    "registered": ("book-2", ""),
    "kept_on_paper": ("archive", ""),
    "submitted": ("arrow-forward-up", ""),
    "instructed": ("ballpen", "info"),
    "given": ("user-check", "info"),
    "reported": ("check", "ok"),
    "closed": ("circle-check", "ok"),
    "returned_to_sender": ("corner-up-left", "danger"),
    "returned_to_clerk": ("corner-up-left", "danger"),
    "returned_to_leader": ("corner-up-left", "danger"),
    "returned_to_head": ("corner-up-left", "danger"),
    "asked_for_more": ("repeat", "warn"),
    "text_corrected": ("edit", ""),
    "text_taken_back": ("arrow-back-up", ""),
    "text_refused": ("ban", "danger"),
    "read": ("eye", ""),
    "downloaded": ("download", ""),
    "froze": ("shield-lock", "danger"),
    "gave_back": ("shield-check", "ok"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """An act on a page: its word, its icon, the address of its form."""

    label: str | Promise
    icon: str
    address: str
    #: False for what leads back: a return, or asking for more.
    is_forward: bool = True

    @property
    def kind(self) -> str:
        """The kind of its button: only a step forward is the page's primary act."""
        return "primary" if self.is_forward else "secondary"


@dataclass(frozen=True, slots=True)
class Words:
    """How an act is called on its button and above its form."""

    slug: str
    label: str | Promise
    icon: str
    title: str | Promise


#: By the name of the action.
ACTS = {
    "submit_to_leader": Words("submit", _("Give to leader"), "arrow-forward-up", _("Give to a leader for instruction")),
    "instruct": Words("instruct", _("Instruct"), "ballpen", _("Instruct")),
    "give_to_specialist": Words("give", _("Give to specialist"), "user-check", _("Give to people of the unit")),
    "report_done": Words("report", _("Report done"), "circle-check", _("Report the work done")),
    "ask_for_more": Words("more", _("Ask for more"), "repeat", _("Ask for more")),
    "return_to_clerk": Words("return-to-clerk", _("Return to the clerk"), "corner-up-left", _("Return to the clerk")),
    "return_to_leader": Words(
        "return-to-leader", _("Return to the leader"), "corner-up-left", _("Return to the leader")
    ),
    "return_to_head": Words(
        "return-to-head", _("Return to the head of the unit"), "corner-up-left", _("Return to the head of the unit")
    ),
    "return_to_sender": Words(
        "return-to-sender", _("Return to the sender"), "corner-up-left", _("Return to the sender")
    ),
}
BY_SLUG = {words.slug: act for act, words in ACTS.items()}
#: The word of a turn on a desk: what is asked.
TURNS: dict[Act, tuple[str | Promise, str, str]] = {
    Act.REGISTER: (_("To register"), "neutral", ""),
    Act.SUBMIT: (_("To give to a leader"), "info", ""),
    Act.INSTRUCT: (_("To instruct"), "info", ""),
    Act.GIVE: (_("To give to a specialist"), "progress", ""),
    Act.REPORT: (_("To work on"), "progress", ""),
    Act.READ: (_("To take note of"), "neutral", "eye"),
}


def ways(document: Document, offers: Iterable[Offer]) -> list[Way]:
    """The buttons of the acts that are offered, in their order."""
    return [_way(document, offer) for offer in offers]


def _way(document: Document, offer: Offer) -> Way:
    if offer.act == "register_document":
        address = reverse("documents:register", kwargs={"pk": document.pk})
        return Way(_("Register"), "book-2", address)
    words = ACTS[offer.act]
    address = reverse("documents:act", kwargs={"pk": document.pk, "act": words.slug})
    if offer.assignment is not None:
        address += f"?assignment={offer.assignment.pk}"
    forward = not offer.act.startswith("return") and offer.act != "ask_for_more"
    return Way(words.label, words.icon, address, forward)


def address_of(document: Document) -> str:
    """Where a click on the document leads: to its page, or to its card while it has none."""
    page = "documents:register" if document.state == State.WAITING else "documents:document"
    return reverse(page, kwargs={"pk": document.pk})


def pages_shown(document: Document, file: DocumentFile) -> list[Sheet]:
    """The pages of a file with the addresses of their images; empty while there are none. One or two queries."""
    return sheets_of(pages_of(file.blob), partial(page_address, document.pk, file.pk))


def page_address(document_id: int, file_id: int, number: int, width: int) -> str:
    """The address of one page image."""
    return reverse("documents:page", kwargs={"pk": document_id, "file_id": file_id, "number": number, "width": width})


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the story."""

    at: datetime
    who: str
    post: str
    on_behalf: str
    act: str
    icon: str
    tone: str
    quote: str = ""


def story_lines(events: Iterable[AuditEvent], steps: Iterable[Step] = ()) -> list[Told]:
    """The story in the reader's language; an instruction and a report stand with their own words."""
    quotes = dict(_quotes(steps))
    return [_told(event, quotes) for event in events]


def _told(event: AuditEvent, quotes: dict[tuple[int, datetime], str]) -> Told:
    icon, tone = STORY.get(event.act.rpartition(".")[2], ("circle", ""))
    return Told(
        event.at,
        event.actor_name,
        event.position_title,
        event.on_behalf_of_name,
        sentence(event),
        icon,
        tone,
        quotes.get((event.actor_id, event.at), ""),
    )


def _quotes(steps: Iterable[Step]) -> Iterable[tuple[tuple[int, datetime], str]]:
    for step in steps:
        yield (step.instruction.given_by_id, step.instruction.given_at), step.instruction.text
        for asked in step.named:
            for report in asked.assignment.reports.all():
                yield (report.reported_by_id, report.reported_at), report.text
            yield from _quotes(asked.below)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction of a text."""

    pk: int
    at: datetime
    #: Empty when somebody of another body that holds the same bytes did it: who that is, is not for these eyes.
    who: str
    post: str
    on_behalf: str
    reason: str
    #: When the correction was made that this one took back.
    took_back: datetime | None
    before: str
    differences: list[Pair]


def corrections_shown(
    document: Document, corrections: Iterable[TextCorrection], *, with_differences: bool = False
) -> list[Corrected]:
    """Corrections for the eyes of the body that keeps the document."""
    return [_corrected(document, correction, with_differences) for correction in corrections]


def _corrected(document: Document, correction: TextCorrection, with_differences: bool) -> Corrected:
    is_own = correction.by_organisation_id == document.organisation_id
    return Corrected(
        pk=correction.pk,
        at=correction.at,
        who=correction.by_name if is_own else "",
        post=correction.by_position_title if is_own else "",
        on_behalf=correction.on_behalf_of_name if is_own else "",
        reason=correction.reason if is_own else "",
        took_back=correction.takes_back.at if correction.takes_back else None,
        before=correction.before,
        differences=side_by_side(correction.before, correction.after) if with_differences else [],
    )
