"""Who did what to whom."""

from watchdesk.events.find import find_events

__all__ = ["find_events"]
