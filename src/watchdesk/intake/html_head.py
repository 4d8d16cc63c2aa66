"""What a page shows between its headline and its text: standfirst, byline, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.intake.html_blocks import Block, Layout, count_words
from watchdesk.intake.html_signs import Role

_BY = re.compile(r"(?:by|von|por|par|di|door|af|av|od)[: ]\s?[^\W\d_]", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DECK_WORDS = range(4, 81)
_BARE_DECK_WORDS = range(8, 61)
_LINE = 160


class Head(NamedTuple):
    """Lines above an article's text."""

    deck: str | None
    """The standfirst; ``None`` when nothing marks one."""
    bylines: tuple[str, ...]
    """Lines that name who wrote it, as they stand."""
    dates: tuple[str, ...]
    """Lines with a date, as they stand."""


def read_head(layout: Layout, blocks: Sequence[Block]) -> Head:
    """Sort the lines between the main heading and the text."""
    roles = [layout.rooms[block.room].sign.role for block in blocks]
    lines = [(b, r) for b, r in zip(blocks, roles, strict=True) if b.kind != "h1"]
    short = [(b, r) for b, r in lines if len(b.text) <= _LINE]
    return Head(
        deck=_deck(lines),
        bylines=tuple(
            block.text
            for block, role in short
            if (role is Role.HEAD and not _YEAR.search(block.text)) or _BY.match(block.text)
        )[:2],
        dates=tuple(
            block.text
            for block, role in short
            if (role is Role.HEAD or block.kind == "time") and _YEAR.search(block.text)
        )[:2],
    )


def _deck(lines: Sequence[tuple[Block, Role]]) -> str | None:
    for block, role in lines:
        if role is Role.DECK and count_words(block.text) in _DECK_WORDS and not _is_link(block):
            return block.text
    if not lines:
        return None
    block, role = lines[0]
    plain = block.kind in ("h", "p") and role is Role.UNKNOWN and not _BY.match(block.text)
    return (
        block.text
        if plain and count_words(block.text) in _BARE_DECK_WORDS and not _is_link(block)
        else None
    )


def _is_link(block: Block) -> bool:
    return block.linked * 2 > len(block.text)
