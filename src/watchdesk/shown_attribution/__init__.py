"""An article with sources, cues and contents marked and the chain of each, as text and HTML."""

from watchdesk.shown_attribution.page import page
from watchdesk.shown_attribution.text import explain

__all__ = ["explain", "page"]
