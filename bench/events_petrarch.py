"""The unit sentences of PETRARCH-2 as a trial: does nothing break, and are both sides found.

They are sentences about invented and real states with the pair of actors that its validation
dictionaries give. Types are left out: the dictionary says of its codes that most are WEIS' and
many were changed to suit a test, so no table leads from them to PLOVER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from events_read import Found, found
from events_scores import share

_SENTENCE = re.compile(r"<Sentence\b.*?</Sentence>", re.S)
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.S)
_CODED = re.compile(r'sourcecode\s*=\s*"(\w+)"\s+targetcode\s*=\s*"(\w+)"')
_NAMED = re.compile(r"^\+?([A-Z][\w .'-]*?)_?\s*(?:\[([A-Z]{3})[A-Z]*\]|\s{2,}|$|#)")


class Unit(NamedTuple):
    """A sentence with its pairs of actor codes, of which the first three letters count."""

    text: str
    pairs: frozenset[tuple[str, str]]


def units(data: Path) -> list[Unit]:
    """The unit sentences, in the order of the file."""
    told = (data / "data/text/PETR.UnitTest.records.xml").read_text(encoding="utf-8")
    made = []
    for sentence in _SENTENCE.findall(told):
        words = " ".join(_TEXT.search(sentence)[1].split())  # type: ignore[index]
        pairs = frozenset((a[:3], b[:3]) for a, b in _CODED.findall(sentence))
        made.append(Unit(words, pairs))
    return made


def names(data: Path) -> dict[str, str]:
    """Codes by the names of the validation dictionary, in capitals."""
    path = data / "data/dictionaries/PETR.Validate.actors.txt"
    made: dict[str, str] = {}
    code = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _NAMED.match(line)
        if match:
            code = match[2] or (code if line.startswith("+") else "")
            if code:
                made[match[1].replace("_", " ").strip()] = code
    return made


def measured(data: Path) -> dict[str, Any]:
    """How many sentences were read, have events, and have a pair whose two sides are found."""
    known = names(data)
    counts = {"read": 0, "with_events": 0, "asked": 0, "pair": 0, "either": 0}
    for unit in units(data):
        events = found(unit.text)
        counts["read"] += 1
        counts["with_events"] += bool(events)
        pairs = {(a, b) for a, b in unit.pairs if {a, b} <= set(known.values())}
        if not pairs:
            continue
        counts["asked"] += 1
        sides = [_sides(one, known) for one in events]
        counts["pair"] += any(a in left and b in right for a, b in pairs for left, right in sides)
        counts["either"] += any({a, b} <= left | right for a, b in pairs for left, right in sides)
    return {
        "sentences": counts["read"],
        "with_events": share(counts["with_events"], counts["read"]),
        "both_sides": share(counts["pair"], counts["asked"]),
        "either_order": share(counts["either"], counts["asked"]),
    }


def _sides(one: Found, known: dict[str, str]) -> tuple[set[str], set[str]]:
    return (
        {code for actor in one.actors for code in _codes(actor.text, known)},
        {code for actor in one.recipients for code in _codes(actor.text, known)},
    )


def _codes(text: str, known: dict[str, str]) -> Iterator[str]:
    upper = text.upper()
    yield from (code for name, code in known.items() if name in upper)
