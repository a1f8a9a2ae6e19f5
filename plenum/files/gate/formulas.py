"""Formulas of a workbook: those that calculate may stay, those that fetch or start something may not."""

import re
from xml.etree.ElementTree import Element

from plenum.files.gate.archive import local
from plenum.files.gate.verdict import Refused

FORMULAS = {"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
STRING = re.compile(r'"(?:[^"]|"")*"')
FETCHING = re.compile(
    r"(?<![A-Z0-9])(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE|SQL\.REQUEST|STOCKHISTORY)\s*\(",
    re.IGNORECASE,
)
READING_XML = re.compile(r"FILTERXML\s*\(", re.IGNORECASE)
#: ``cmd|'/c x'!A1`` asks another program.
OTHER_PROGRAM = re.compile(r"\w\s*\|\s*['\w]")
#: A sheet of another workbook by its path: ``'https://x.example/[a.xlsx]S'!A1``.
OTHER_PLACE = re.compile(r"'(?:[a-z]+://|\\\\|file:)[^']*'\s*[!#]", re.IGNORECASE)


def check_formulas(root: Element) -> None:
    """Raises `Refused` with ``external_link`` for a formula that reaches out of the workbook when it is calculated."""
    for element in root.iter():
        formula = element.text or ""
        if local(element.tag) in FORMULAS and formula and _reaches_out(formula):
            raise Refused("external_link")


def _reaches_out(formula: str) -> bool:
    if READING_XML.search(formula) and "://" in formula:
        return True
    bare = STRING.sub('""', formula)
    return any(pattern.search(bare) for pattern in (FETCHING, OTHER_PROGRAM, OTHER_PLACE))
