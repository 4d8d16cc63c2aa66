"""Giving titles, standfirsts and bylines that are only declared a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.records import Declared

_NO_WORD = re.compile(r"\W+")
_FIRST_LINES = 8
_OPENING = 4000
_CUT = ("…", "...", "[…]", "[...]")


def with_title(body: str, declared: Declared) -> str:
    """A text with its declared title and standfirst on lines of their own before it.

    A title that stands among the first lines is not repeated, nor a standfirst that is the
    beginning of the text or was cut off (site descriptions often are both).
    """
    head = [*_title(body, declared), *_deck(body, declared)]
    return "\n".join([*head, "", body]) if head else body


def with_byline(body: str, declared: Declared, shown: Sequence[str] = ()) -> str:
    """The same, followed by the declared authors and day; for text taken out of a page.

    A first line that is the title is moved to the top. ``shown`` are lines that the page has there
    for what it does not declare.
    """
    title = plain(declared.title or "")
    first, _, rest = body.partition("\n")
    if title and plain(first) == title and rest.strip():
        head, body = [first.strip()], rest.lstrip("\n")
    else:
        head = [*_title(body, declared)]
    head += [*_deck(body, declared), *_byline(body, declared)]
    above = {plain(line) for line in head} | {*_first_lines(body)}
    head += [line for line in shown if plain(line) not in above]
    return "\n".join([*head, "", body]) if head else body


def _title(body: str, declared: Declared) -> Iterator[str]:
    if declared.title and plain(declared.title) not in _first_lines(body):
        yield declared.title


def _deck(body: str, declared: Declared) -> Iterator[str]:
    deck = declared.deck
    if not deck or deck.endswith(_CUT) or plain(deck) == plain(declared.title or ""):
        return
    if _bare(deck) not in _bare(body[:_OPENING]):
        yield deck


def _byline(body: str, declared: Declared) -> Iterator[str]:
    names = ", ".join(declared.authors)
    first = [*_first_lines(body)]
    if names and not any(
        all(plain(name) in line for name in declared.authors) and len(line) < 2 * len(names) + 40
        for line in first
    ):
        english = (declared.language or "en").lower().startswith("en")
        yield f"By {names}" if english else names
    if declared.published and plain(declared.published) not in first:
        yield declared.published


def _bare(text: str) -> str:
    """The letters and digits: sites write other quotation marks into what they declare."""
    return _NO_WORD.sub("", text.casefold())


def _first_lines(body: str) -> list[str]:
    lines = (plain(line) for line in body[:_OPENING].split("\n"))
    return [line for line in lines if line][:_FIRST_LINES]


def plain(text: str) -> str:
    """Words for comparison: white space and case do not count."""
    return " ".join(text.split()).casefold()
