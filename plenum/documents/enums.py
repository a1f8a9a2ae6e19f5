"""The words of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Direction(models.TextChoices):
    """Which way a document goes through the body that keeps it."""

    INCOMING = "incoming", _("Incoming")
    OUTGOING = "outgoing", _("Outgoing")


class Medium(models.TextChoices):
    """How documents of a type go."""

    PAPER = "paper", _("Only on paper")
    ELECTRONIC = "electronic", _("May go electronic")


class Source(models.TextChoices):
    """How a document came in (D1); what came through the last two is accepted or returned, never edited."""

    UPLOAD = "upload", _("Electronic file")
    PAPER = "paper", _("Scanned paper")
    MAILBOX = "mailbox", _("Mailbox")
    INTERNAL = "internal", _("Issued inside")
    EXCHANGE = "exchange", _("Exchange")


class State(models.TextChoices):
    """How far an incoming document is; `plenum.documents.states` says what may follow what."""

    WAITING = "waiting", _("Waiting for receipt")
    REGISTERED = "registered", _("Registered")
    SUBMITTED = "submitted", _("Waiting for instruction")
    ASSIGNED = "assigned", _("Assigned")
    IN_WORK = "in_work", _("In work")
    DONE = "done", pgettext_lazy("document", "Done")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "Withdrawn")
    PAPER = "paper", _("Paper only")


#: States in which nothing more is expected of anybody.
FINISHED = (State.DONE, State.RETURNED, State.WITHDRAWN, State.PAPER)


class Urgency(models.IntegerChoices):
    """The levels of the exchange standard (edXML ``Priority``); the last one names its hour."""

    NORMAL = 0, pgettext_lazy("urgency", "Normal")
    URGENT = 1, pgettext_lazy("urgency", "Urgent")
    VERY_URGENT = 2, pgettext_lazy("urgency", "Very urgent")
    EXPRESS = 3, pgettext_lazy("urgency", "Express")
    EXPRESS_BY_HOUR = 4, pgettext_lazy("urgency", "Express by the hour")


class Circulation(models.TextChoices):
    """How far a document may go; secrecy is no value here, such papers are never taken in."""

    NORMAL = "normal", _("No restriction")
    INTERNAL = "internal", _("Internal circulation")
    READ_AND_RETURN = "read_and_return", _("Return after reading")
    CONFERENCE = "conference", _("Conference paper")


class FileRole(models.TextChoices):
    """What a file is to its document."""

    MAIN = "main", pgettext_lazy("file", "Document")
    ATTACHMENT = "attachment", pgettext_lazy("file", "Attachment")


class HandlingRole(models.TextChoices):
    """What is asked of somebody: exactly one leads (xử lý chính), others help or only know."""

    LEAD = "lead", _("Lead")
    COOPERATE = "cooperate", _("Co-operating")
    INFORM = "inform", _("For information")


class AssignmentState(models.TextChoices):
    """How far one assignee is."""

    OPEN = "open", _("Not begun")
    GIVEN = "given", _("Given on")
    DONE = "done", _("Reported done")
    RETURNED = "returned", pgettext_lazy("assignment", "Returned")
    ENDED = "ended", _("Ended with the document")


class Act(models.TextChoices):
    """What somebody's turn asks for."""

    REGISTER = "register", _("Register")
    SUBMIT = "submit", _("Give to leader")
    INSTRUCT = "instruct", _("Instruct")
    GIVE = "give", _("Give to specialist")
    REPORT = "report", _("Report done")
    READ = "read", _("Take note")


class GrantReason(models.TextChoices):
    """Why somebody may see a document."""

    CLERK = "clerk", _("Keeps the register")
    SUBMITTED = "submitted", _("Was asked for an instruction")
    LEAD = "lead", _("Leads the work")
    COOPERATE = "cooperate", _("Co-operates in the work")
    INFORM = "inform", _("Was informed")


class Period(models.TextChoices):
    """What begins a new count of numbers: the State counts by year, the Party by term and congress."""

    YEAR = "year", _("Year")
    TERM = "term", _("Term of the committee")
    CONGRESS = "congress", _("Congress")


class Fate(models.TextChoices):
    """What became of a number; none is ever given twice."""

    USED = "used", pgettext_lazy("number", "In use")
    RESERVED = "reserved", pgettext_lazy("number", "Reserved")
    VOID = "void", pgettext_lazy("number", "Void")


class TypeKind(models.TextChoices):
    """What a type of document is."""

    DOCUMENT = "document", pgettext_lazy("type", "Document")
    PAPER = "paper", pgettext_lazy("type", "Administrative paper")
    COPY = "copy", pgettext_lazy("type", "Copy")
