"""What is kept of files: the bytes' record and its checks, what was handed in, the text and its corrections."""

from plenum.files.models.blob import Blob
from plenum.files.models.correction import TextCorrection
from plenum.files.models.holding import BROKEN, Holding, Round
from plenum.files.models.incident import Incident, IncidentFile, IncidentPlace, Measure, NoticeRead, Proposal
from plenum.files.models.intake import Intake
from plenum.files.models.submission import Submission
from plenum.files.models.text import TextLayer

__all__ = [
    "BROKEN",
    "Blob",
    "Holding",
    "Incident",
    "IncidentFile",
    "IncidentPlace",
    "Intake",
    "Measure",
    "NoticeRead",
    "Proposal",
    "Round",
    "Submission",
    "TextCorrection",
    "TextLayer",
]
