"""What is kept of files: the bytes' record, what was handed in, the text that was read and how it was corrected."""

from plenum.files.models.blob import Blob
from plenum.files.models.correction import TextCorrection
from plenum.files.models.incident import Incident, IncidentFile, IncidentPlace, Measure, NoticeRead, Proposal
from plenum.files.models.intake import Intake
from plenum.files.models.submission import Submission
from plenum.files.models.text import TextLayer

__all__ = [
    "Blob",
    "Incident",
    "IncidentFile",
    "IncidentPlace",
    "Intake",
    "Measure",
    "NoticeRead",
    "Proposal",
    "Submission",
    "TextCorrection",
    "TextLayer",
]
