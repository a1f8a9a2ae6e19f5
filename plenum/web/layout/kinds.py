"""Choosing the type of a document, in every form that asks for one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from plenum.directory.enums import System
from plenum.documents.models import DocumentType


def type_choices(types: Iterable[DocumentType]) -> list[tuple[str, str | list[tuple[int, str]]]]:
    """The choices of a field: none first, then the types of the Party and of the State by themselves."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for known in types:
        groups.setdefault(known.system, []).append((known.pk, str(known)))
    labels = {System.PARTY: _("Types of the Party"), System.STATE: _("Types of the State")}
    return [("", "—"), *((labels.get(System(system), system), choices) for system, choices in groups.items())]
