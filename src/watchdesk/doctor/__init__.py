"""Checks that Watchdesk can work here and that a ledger is sound."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.doctor.here import examine_here
from watchdesk.doctor.ledger import examine_desk, fits_its_id, quotes_itself, spans_of
from watchdesk.doctor.result import Result

__all__ = ["Result", "examine", "fits_its_id", "quotes_itself", "spans_of"]


def examine(desk_dir: str | None = None) -> Iterator[Result]:
    """Run all checks, those of a desk only when one is named."""
    yield from examine_here()
    if desk_dir is not None:
        yield from examine_desk(desk_dir)
