"""What a check tells."""

from __future__ import annotations

from typing import NamedTuple

REINSTALL = "Install Watchdesk again"


class Result(NamedTuple):
    """One check."""

    ok: bool
    what: str
    found: str
    cure: str = ""
    more: tuple[str, ...] = ()
    """Further lines of what was found."""
