"""What a line opens with and nobody says: where a story was filed, the label of a turn."""

from __future__ import annotations

import re

from watchdesk.records import Span

_NAME = r"[A-Z][\w.'’-]{1,25}(?:[ -][A-Z][\w.'’-]{1,25}){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME})"
    r"(?:[,/] {0,2}\w[\w.'’]{0,25}(?: \w[\w.]{0,15}){0,2}){0,3}"
    r" {0,2}(?P<agency>\([^()\n]{2,60}\))? {0,2}(?:—|–|--?) {1,2}"
)

_LABEL = re.compile(r"(?:[QA][:.]|[A-Z][A-Z.'’ -]{1,40}:) {1,2}")


def dateline_end(text: str, line: Span) -> int:
    """After the dateline a line opens with; the start of the line when it has none.

    The place is in capitals, or an agency stands behind it in brackets.
    """
    match = _DATELINE.match(text, line.start, min(line.end, line.start + 200))
    if match is None:
        return line.start
    place = match["place"]
    shouted = place.isupper() and sum(c.isalpha() for c in place) > 2
    return match.end() if shouted or match["agency"] else line.start


def label_end(text: str, line: Span) -> int:
    """After the label of a transcript's turn a line opens with, "Q:", "A." or "MR. VELD:"."""
    match = _LABEL.match(text, line.start, min(line.end, line.start + 60))
    return line.start if match is None else match.end()
