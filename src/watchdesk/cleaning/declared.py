"""The head of a text that says what its page declares: no need to guess which line is which."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.labels import Label
from watchdesk.cleaning.lines import Line
from watchdesk.records import Declared, PartKind

_HEAD_LINES = 6
_DECK = Label(PartKind.DECK, "the declared standfirst")
_AUTHORS = Label(PartKind.BYLINE, "the declared authors")
_DAY = Label(PartKind.BYLINE, "the declared day")


def label_declared(
    lines: Sequence[Line], labels: list[Label | None], declared: Declared, title: int | None
) -> None:
    """Label the declared standfirst, authors and day where they stand on lines of their own between
    the headline and the first blank line. Without a headline nothing tells head from text."""
    if title is None:
        return
    names = _key(", ".join(declared.authors))
    known = {
        _key(declared.deck or ""): _DECK,
        names: _AUTHORS,
        f"by {names}": _AUTHORS,
        _key(declared.published or ""): _DAY,
    }
    known.pop("", None)
    for index in range(title + 1, min(title + 1 + _HEAD_LINES, len(lines))):
        if lines[index].gap:
            return
        labels[index] = known.get(lines[index].key, labels[index])


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
