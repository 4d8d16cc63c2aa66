"""Lines that stand on several pages of one site: what a ledger counts, and what a page does with
the count."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.appeals import appeal_score
from watchdesk.cleaning.labels import Label
from watchdesk.cleaning.lines import Line, read_lines
from watchdesk.records import Article, Capture, PartKind, Role

REASON = "stands on other pages of this site too"
"""Why a line is furniture when other pages have it."""
_ASKING = "asks something of the reader, and " + REASON
_KEY_WORDS = 3
_KEYS = 20_000
_WEAK_APPEAL = 2


def line_keys(capture: Capture, found: Sequence[Article] = ()) -> tuple[str, ...]:
    """Keys of the lines of a text that might be site furniture or body, each once, in order.

    A key is the line with case and white space levelled (``Line.key``), and stands for a line of
    three words or more. With the articles ``found`` in the capture, the lines of teasers and of
    other stories are left out: the opening of an article that other pages show as a teaser is not
    furniture on its own page. At most 20,000 keys.
    """
    spans = [(a.parts[0].start, a.parts[-1].end) for a in found if a.role is not Role.MAIN]
    keys: dict[str, None] = {}
    for line in read_lines(capture.text):
        if line.shape.words < _KEY_WORDS or len(keys) >= _KEYS:
            continue
        if not any(start <= line.start < end for start, end in spans):
            keys[line.key] = None
    return tuple(keys)


def label_recurring(
    lines: Sequence[Line], labels: list[Label | None], recurring: frozenset[str]
) -> None:
    """Label the lines that other pages of the site have too, where nothing else is known."""
    for index, line in enumerate(lines if recurring else ()):
        if labels[index] is None and line.key in recurring:
            asks = appeal_score(line.text) >= _WEAK_APPEAL
            kind = PartKind.PROMO if asks else PartKind.NAVIGATION
            labels[index] = Label(kind, _ASKING if asks else REASON, site=True)


def recurs(label: Label | None) -> bool:
    """Whether a label rests on nothing but the other pages of the site."""
    return label is not None and label.reason == REASON
