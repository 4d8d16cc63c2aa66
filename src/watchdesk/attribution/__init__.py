"""Who said what, through whom, how sure."""

from watchdesk.attribution.attribute import attribute
from watchdesk.attribution.outlets import is_outlet
from watchdesk.attribution.quotes import Quote, quotations

__all__ = ["Quote", "attribute", "is_outlet", "quotations"]
