"""Who said what, through whom, how sure."""

from watchdesk.attribution.attribute import attribute
from watchdesk.attribution.quotes import Quote, quotations
from watchdesk.grounding import is_outlet

__all__ = ["Quote", "attribute", "is_outlet", "quotations"]
