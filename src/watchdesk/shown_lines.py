"""What records look like in a line of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from watchdesk.brief import published, safe
from watchdesk.records import Address, Capture, Link, Reading, Span

WIDTH = 100
"""Columns of a line, where words allow it."""
_MARKS = frozenset('“”"„«»')
FEW = 6
"""Words by which a passage is told."""


def safe_lines(text: str) -> str:
    """Text with its line breaks, but nothing a terminal would obey."""
    return "\n".join(safe(line) for line in text.split("\n"))


def fit(words: str, indent: int) -> Iterator[str]:
    """Words on as many lines as they need, the second and later ones set in deeper."""
    yield from textwrap.wrap(
        safe(" ".join(words.split())),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 4),
        break_long_words=False,
        break_on_hyphens=False,
    )


def many(number: int, one: str, several: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {one if number == 1 else several}"


def article_line(reading: Reading) -> str:
    """Id, role, outlet, headline and date of an article."""
    article = reading.article
    return safe(
        f"{article.id} ({article.role.value}) {article.outlet or 'outlet not named'}: "
        f"{article.title or 'no headline'}, {published(article.published)}"
    )


def chain_line(chain: tuple[Link, ...]) -> str:
    """Who told whom."""
    return safe(" › ".join(f"{link.name} ({link.kind.value})" for link in chain)) or "not named"


def quote_line(at: Address, texts: Mapping[str, str]) -> str:
    """The words at an address, and the address."""
    words = " ".join(at.span.text_of(texts[at.capture]).split())
    return f"{in_marks(safe(words))} {at.fragment}"


def in_marks(words: str) -> str:
    """Words in quotation marks, unless they stand in some already."""
    return words if words[:1] in _MARKS and words[-1:] in _MARKS else f"“{words}”"


def fragment(reading: Reading, span: Span) -> str:
    """The address of words in an article's capture."""
    at = Address(capture=reading.capture.id, article=reading.article.id, span=span)
    return at.fragment


def words_at(reading: Reading, span: Span, most: int | None = None) -> str:
    """The words at a span in quotation marks, cut after so many of them."""
    if not isinstance(reading.capture, Capture):
        return "(text not loaded)"
    words = span.text_of(reading.capture.text).split()
    cut = most is not None and len(words) > most
    return f"“{' '.join(words[:most])}{' …' if cut else ''}”"
