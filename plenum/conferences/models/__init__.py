"""Conferences, their agenda, papers, delegates, connection points, screens and course."""

from plenum.conferences.models.agenda import AgendaItem
from plenum.conferences.models.conference import Conference
from plenum.conferences.models.delegate import Delegate
from plenum.conferences.models.paper import Paper, PaperOpening
from plenum.conferences.models.point import ConnectionPoint
from plenum.conferences.models.proceeding import Proceeding
from plenum.conferences.models.screen import Screen

__all__ = [
    "AgendaItem",
    "Conference",
    "ConnectionPoint",
    "Delegate",
    "Paper",
    "PaperOpening",
    "Proceeding",
    "Screen",
]
