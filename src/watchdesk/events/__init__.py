"""Who did what to whom."""

from watchdesk.events.find import find_events
from watchdesk.events.stands import find_stands

__all__ = ["find_events", "find_stands"]
