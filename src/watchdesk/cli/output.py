"""Where results go, and how they look on a terminal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "faint": {"dim": True},
    "title": {"bold": True, "fg": "cyan"},
    "deck": {"fg": "cyan"},
    "byline": {"fg": "green"},
    "section": {"fg": "green"},
    "dateline": {"fg": "green"},
    "body": {},
    "subheading": {"bold": True},
    "caption": {"fg": "yellow"},
    "credit": {"fg": "yellow"},
    "related": {"fg": "magenta"},
    "teaser": {"fg": "magenta"},
    "promo": {"fg": "red"},
    "repeat": {"fg": "blue"},
    "navigation": {"dim": True},
    "other": {"dim": True},
    "old": {"fg": "red"},
    "new": {"fg": "green"},
    "word": {},
    "root": {"bold": True},
    "relation": {"fg": "cyan"},
    "name": {"fg": "green"},
    "lack": {"fg": "red"},
    "source": {"fg": "cyan", "bold": True},
    "cue": {"fg": "magenta"},
    "content": {"fg": "green"},
}
"""How each kind of part, either side of a comparison, and what is told of a sentence or of an
attribution look on a terminal; elsewhere click leaves the colours out."""


def paint(words: str, style: str) -> str:
    """Words in the look of a style."""
    look = LOOKS[style]
    return click.style(words, **look) if look else words


def looks(output: str | None) -> tuple[Any, int]:
    """How to paint, and how wide lines may be: 100 columns where it is no terminal."""
    from watchdesk.compared import plain  # noqa: PLC0415 — keeps --help quick

    width = 100 if output else min(shutil.get_terminal_size((100, 24)).columns, 120)
    return (plain if output or os.environ.get("NO_COLOR") else paint), width


def show_lines(lines: Iterable[str], output: str | None) -> None:
    """Print lines, or write them to a file."""
    if output:
        write("".join(f"{line}\n" for line in lines), output)
        return
    for line in lines:
        click.echo(line)


def form_of(output: str | None) -> Any:
    """The form that the ending of an output file's name stands for; Markdown for others."""
    endings = {".html": "html", ".htm": "html", ".json": "json"}
    return endings.get(Path(output).suffix.lower(), "md") if output else "md"


def brief_form_of(output: str | None) -> Any:
    """The same for a brief, which has more forms."""
    if output and output.lower().endswith(".feed.json"):
        return "jsonfeed"
    endings = {".docx": "docx", ".atom": "atom", ".xml": "atom"}
    return endings.get(Path(output or "").suffix.lower()) or form_of(output)


def write(text: str | bytes, output: str | None) -> None:
    """Print a text or bytes, or write them to a file; raises ``DeskError`` W209."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    except OSError as error:
        from watchdesk.errors import DeskError  # noqa: PLC0415 — keeps --help quick

        cure = "Name a file in a folder you may write to"
        raise DeskError("W209", output, f"cannot be written ({error.strerror})", cure) from error
