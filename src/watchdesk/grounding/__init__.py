"""Spans to times, places, quantities and actors."""

from watchdesk.grounding.gazetteer import lookup
from watchdesk.grounding.place import find_places

__all__ = [
    "find_places",
    "lookup",
]
