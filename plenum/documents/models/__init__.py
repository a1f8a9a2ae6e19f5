"""Types, registers and numbers, documents with their files, grants, instructions, turns and reports."""

from plenum.documents.models.document import Document, DocumentFile
from plenum.documents.models.grant import Grant
from plenum.documents.models.instruction import Assignment, Instruction
from plenum.documents.models.reading import Reading
from plenum.documents.models.register import NumberSeries, Register, SeriesNumber
from plenum.documents.models.report import Report
from plenum.documents.models.scope import ScopeRule
from plenum.documents.models.turn import Turn
from plenum.documents.models.type import DocumentType, TypeSymbol

__all__ = [
    "Assignment",
    "Document",
    "DocumentFile",
    "DocumentType",
    "Grant",
    "Instruction",
    "NumberSeries",
    "Reading",
    "Register",
    "Report",
    "ScopeRule",
    "SeriesNumber",
    "Turn",
    "TypeSymbol",
]
