"""A sign by which a text says whose it is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from watchdesk.records import Span


class SignKind(StrEnum):
    """What kind of words say it."""

    OUTLET = "outlet"
    """The article's own outlet is an agency."""
    DATELINE = "dateline"
    """``LONDON, May 4 (Reuters) -``."""
    BYLINE = "byline"
    """``By Jane Doe, Associated Press``."""
    SIGN_OFF = "sign-off"
    """``— AFP`` or ``(Reporting by A; Editing by B)`` at the end."""
    CREDIT = "credit"
    """``Source: Xinhua``, ``With inputs from PTI``."""
    COPYRIGHT = "copyright"
    """``© 2024 AFP``."""
    REPUBLISHED = "republished"
    """``First published in the Tide``."""


class Sign(NamedTuple):
    """Words by which a text says where it comes from."""

    name: str | None
    """Agency or outlet by its usual name; ``None`` where agencies are credited without a name."""
    kind: SignKind
    """What kind of words say it."""
    whole: bool
    """Whether the whole text is theirs; else they contributed to it."""
    span: Span | None = None
    """The words in the captured text; ``None`` where the page declares it outside its text."""
