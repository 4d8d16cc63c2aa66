"""Who said what, through whom, how sure."""

from watchdesk.attribution.attribute import attribute
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.desk_cues import complaints, cues_with, digest
from watchdesk.attribution.quotes import Quote, quotations
from watchdesk.grounding import is_outlet

__all__ = [
    "Cues",
    "Quote",
    "attribute",
    "complaints",
    "cues_with",
    "digest",
    "is_outlet",
    "quotations",
]
