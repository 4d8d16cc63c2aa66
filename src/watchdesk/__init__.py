"""Watchdesk: a diplomacy watch desk in a box.

``read(paths)`` takes texts apart; ``Desk`` keeps a sourced ledger of them and writes briefs. The
records both speak in are in ``watchdesk.records``. Names load on first use, so importing the
package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.errors import DeskError, InputRefused, LedgerError, WatchdeskError
    from watchdesk.pipeline import read
    from watchdesk.records import Brief, Capture, Reading, Refusal

__version__ = "0.1.0"

_HOMES = {
    "Brief": "watchdesk.records",
    "Capture": "watchdesk.records",
    "Desk": "watchdesk.desk",
    "DeskError": "watchdesk.errors",
    "InputRefused": "watchdesk.errors",
    "LedgerError": "watchdesk.errors",
    "Reading": "watchdesk.records",
    "Refusal": "watchdesk.records",
    "WatchdeskError": "watchdesk.errors",
    "read": "watchdesk.pipeline",
}

__all__ = [
    "Brief",
    "Capture",
    "Desk",
    "DeskError",
    "InputRefused",
    "LedgerError",
    "Reading",
    "Refusal",
    "WatchdeskError",
    "__version__",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'watchdesk' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 — only paid for when a name is used

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
