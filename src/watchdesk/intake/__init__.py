"""Bytes to captures: one file per format; what cannot be read is refused by name."""

from __future__ import annotations

from watchdesk.intake.codes import REFUSAL_CODES
from watchdesk.intake.decode import doubts
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Item
from watchdesk.intake.read import count, read
from watchdesk.intake.sources import Survey, file_of, may_be_slow, survey
from watchdesk.intake.web import Web

__all__ = [
    "REFUSAL_CODES",
    "Context",
    "Item",
    "Limits",
    "Survey",
    "Web",
    "count",
    "doubts",
    "file_of",
    "may_be_slow",
    "read",
    "survey",
]
