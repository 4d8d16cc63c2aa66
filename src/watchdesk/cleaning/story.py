"""Another story that stands in a capture."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.records import Role


class Story(NamedTuple):
    """Another story in the capture, by the indices of its lines."""

    first: int
    """First line."""
    last: int
    """Last line, included."""
    role: Role
    """Teaser or other."""
    reason: str
    """How its bounds were seen."""
