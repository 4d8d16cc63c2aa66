"""Lines that say that a page was corrected, edited or updated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.records import PartKind, Reading
from watchdesk.records.edit import Notice
from watchdesk.reuse.rest import Line
from watchdesk.reuse.units import text_of

_LONGEST = 2000
"""Code points of a line that are looked at, at its start and at its end."""
_SHOWN = 600
_OWN = (
    r"(?:this (?:\w+ ){0,2}(?:article|story|report|post|piece|page|column|item|headline|interview"
    r"|analysis|transcript|graphic|caption|photo|map|chart|dispatch|newsletter|op-ed|essay|review"
    r"|entry)|(?:the|our) (?:\w+ )?(?:article|story|headline|caption|graphic|blog post))"
)
"""What a note calls the text it stands by; "the report" may be someone else's."""
_DONE = r"(?:updated|corrected|amended|revised|edited|changed|clarified|modified|rewritten)"
_OPENING = re.compile(
    r"\W{0,4}(?:correction|corrections and clarifications|clarification|erratum|errata"
    r"|editor(?:s|['’]s|s['’])?(?: |-)note|publisher['’]s note|note to readers|retraction"
    r"|editors(?:['’])? note|corrected version|correction appended)\b"
    r"(?: ?\([^)\n]{1,40}\)|,? (?:on )?[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?| to [^:\n]{1,60})?"
    r" ?[:.—–-](?=\s*\S)",
    re.IGNORECASE,
)
"""How a note begins that stands on a line of its own."""
_INSIDE = re.compile(
    rf"\b(?:an? (?:earlier|previous|prior|original|former) version of {_OWN}\b"
    rf"|{_OWN} (?:was|has been|is|were|have been) (?:\w+ ){{0,3}}?{_DONE}\b"
    rf"|{_OWN} (?:originally|initially|incorrectly|erroneously|mistakenly|wrongly|previously) "
    r"(?:said|stated|reported|gave|named|misstated|identified|referred|described|attributed"
    r"|quoted|put)\b"
    rf"|we have {_DONE} {_OWN}\b"
    r"|we (?:regret|apologi[sz]e for) the error)"
    rf"|^\W{{0,4}}{_DONE} to (?:reflect|correct|clarify|remove|add|include|say|show|make)\b",
    re.IGNORECASE,
)
"""What such a note says, wherever it stands."""
_STAMP = re.compile(
    r"\W{0,4}(?:(?:last |first )?(?:updated|modified|amended|corrected|revised)|update)\b"
    r"[^\n]{0,40}?\d",
    re.IGNORECASE,
)
"""A line that only tells when."""
_STAMP_LONGEST = 120


def find_notices(
    a: Reading, b: Reading, lines: tuple[Sequence[Line], Sequence[Line]]
) -> tuple[Notice, ...]:
    """Corrections, editor's notes and lines of updates on two pages, those of the second first;
    a line that stands on both is told once, with both places."""
    left = {line.key: (line, words, stamp) for line, words, stamp in _found(a, lines[0])}
    out: list[Notice] = []
    for line, words, stamp in _found(b, lines[1]):
        other = left.pop(line.key, None)
        span = other[0].span if other else None
        out.append(Notice(words=words, a=span, b=line.span, kind=line.kind, stamp=stamp))
    for line, words, stamp in left.values():
        out.append(Notice(words=words, a=line.span, b=None, kind=line.kind, stamp=stamp))
    return tuple(out)


def _found(reading: Reading, lines: Sequence[Line]) -> Iterator[tuple[Line, str, bool]]:
    text = text_of(reading)
    for line in lines:
        words = line.span.text_of(text)
        if len(words) > 2 * _LONGEST:
            words = words[:_LONGEST] + " … " + words[-_LONGEST:]
        note = is_note(words, line.kind)
        if note or (len(words) <= _STAMP_LONGEST and _STAMP.match(words)):
            shown = " ".join(words.split())
            yield line, shown if len(shown) <= _SHOWN else _around(shown), not note


def is_note(line: str, kind: PartKind) -> bool:
    """Whether a line says that the page was corrected or changed."""
    other_story = kind in (PartKind.TEASER, PartKind.RELATED, PartKind.OTHER)
    opens = not other_story and _OPENING.match(line) is not None
    return opens or _INSIDE.search(line) is not None


def _around(words: str) -> str:
    """A long line from where it says so."""
    match = _OPENING.match(words) or _INSIDE.search(words)
    at = max(0, match.start() - _SHOWN // 4) if match else 0
    return ("… " if at else "") + words[at : at + _SHOWN] + " …"
