"""Fields of the card read from the paper itself: proposed to the clerk, never taken for granted (D4).

Knows no database: text in, proposals out. Both forms are read, the State's (Decree 30/2020, appendix I) and the Party's
(Guidance 36-HD/VPTW and 05-HD/VPTW), from text in which the two columns of the head may run into one another.
"""

from plenum.documents.proposals.reading import Proposal, Proposals, read_paper
from plenum.documents.proposals.subject import KnownType

__all__ = ["KnownType", "Proposal", "Proposals", "read_paper"]
