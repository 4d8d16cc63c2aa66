"""Reading files of rows, for the tests of tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from watchdesk import intake
from watchdesk.intake import Limits
from watchdesk.records import Capture, Refusal


def read(
    path: Path, limits: Limits | None = None, columns: Mapping[str, str] | None = None
) -> list[Capture | Refusal]:
    """What a file gives."""
    context = intake.Context(limits=limits or Limits(), columns=columns or {})
    return [item for item in intake.read([path], context) if isinstance(item, Capture | Refusal)]


def captures(path: Path, columns: Mapping[str, str] | None = None) -> list[Capture]:
    """The same for a file of which nothing is refused."""
    found = read(path, columns=columns)
    assert all(isinstance(item, Capture) for item in found), [*map(str, found)]
    return [item for item in found if isinstance(item, Capture)]


def refusal(path: Path, limits: Limits | None = None, **columns: str) -> Refusal:
    """The only thing a file gives."""
    (found,) = read(path, limits, columns)
    assert isinstance(found, Refusal), found
    assert found.code in intake.REFUSAL_CODES
    assert "\n" not in str(found)
    assert "{" not in found.reason
    return found


def codes(found: list[Capture | Refusal]) -> list[str]:
    """The code of each refusal, nothing for a capture."""
    return [item.code if isinstance(item, Refusal) else "" for item in found]


def told(found: list[Capture | Refusal]) -> list[str]:
    """The place of each, with its code if it was refused."""
    return [
        f"{'#' * ('#' in item.uri)}{item.uri.partition('#')[2]} {code}".strip()
        for item, code in zip(found, codes(found), strict=True)
    ]
