"""PLOVER's gold standard records: sentences with the event a person has coded in each.

The records were coded with drafts 0.5 and 0.6 of the ontology; types, modes and contexts are read
as those of draft 0.8, the one Watchdesk speaks. ``TYPES``, ``MODES`` and ``CONTEXTS`` say how; a
value that 0.8 has no word for is left out. Six sentences have two records: they are one sentence,
at the place of the first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types with another name since."""

MODES = {
    "host": "visit",
    "strike-hun": "hunger",
    "strike-gen": "strike",
    "riot-spon": "riot",
    "demo-org": "demo",
    "demo-spon": "demo",
    "assassinate": "targeted",
    "confiscate": "seize",
    "detain": "arrest",
    "ban": "restrict",
}
_THREATS = {"curfew": "restrict", "martial-law": "restrict", "political": "restrict"}
_GONE = frozenset({"", "other"})
_MOVED = {("COERCE", "destroy"): "ASSAULT", ("COERCE", "firearms"): "ASSAULT"}
"""Destruction and violent repression, which 0.8 has as ASSAULT."""

CONTEXTS = {
    "political": ("political_institutions", "executive", "legislative", "pro_democracy"),
    "politics": ("political_institutions", "executive", "legislative", "pro_democracy"),
    "government": ("executive", "political_institutions"),
    "rights": ("rights_freedoms", "human_rights"),
    "refugee": ("migration", "asylum"),
    "refugees": ("migration", "asylum"),
    "resource": ("natural_resource", "human_security"),
    "resources": ("natural_resource", "human_security"),
    "assets": ("human_security",),
    "discrimination": ("religion_ethnicity", "inequality"),
    "religion": ("religion_ethnicity",),
    "foreign": ("diplomatic",),
    "historical": (),
    "unknown": (),
}
"""Any of the names stands for the old one; the others are called the same."""

CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "IMG": "IGO", "ISM": "IGO"}
"""Slips of the pen, and international bodies of other kinds."""

_SECTOR = re.compile(r"[A-Z]{3}")
_MARK = re.compile(r"\(([A-Z/]+):? ")


class Actor(NamedTuple):
    """One who acts, or whom it is done to."""

    country: str
    """ISO 3166-1 alpha-3, or ``IGO``, ``NGO``."""
    sector: str
    """PLOVER sector; empty for a state itself."""
    text: str
    """The words that name it."""


@dataclass
class Sentence:
    """One sentence with what is coded in it."""

    number: int
    """In the order of the file, from 1."""
    text: str
    types: set[str] = field(default_factory=set)
    modes: set[tuple[str, str]] = field(default_factory=set)
    """Types with their modes."""
    contexts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Types with the names that a context may have."""
    actors: dict[str, list[Actor]] = field(default_factory=dict)
    recipients: dict[str, list[Actor]] = field(default_factory=dict)
    trigger: set[tuple[int, int]] = field(default_factory=set)
    """Code points of the words that are marked as the event."""


def plover(data: Path) -> list[Sentence]:
    """Every sentence; those of odd number are for developing, those of even number for reporting.

    ``data`` is the folder of PLOVER's repository.
    """
    path = data / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt"
    rows = json.loads(path.read_text(encoding="utf-8"))
    found: dict[str, Sentence] = {}
    for number, row in enumerate((row for row in rows if "text" in row), 1):
        one = found.setdefault(row["text"], Sentence(number, row["text"]))
        _add(one, row)
    return list(found.values())


def _add(one: Sentence, row: dict[str, Any]) -> None:
    kind, mode = row["event"], row.get("mode") or ""
    moved = _MOVED.get((kind, mode))
    kind = moved or TYPES.get(kind, kind)
    one.types.add(kind)
    mode = _THREATS.get(mode, mode) if kind == "THREATEN" else mode
    mode = MODES.get(mode, mode)
    if mode not in _GONE and not (kind == "ASSAULT" and mode == "deport"):
        one.modes.add((kind, mode))
    for name in filter(None, map(str.strip, (row.get("context") or "").split(","))):
        if names := CONTEXTS.get(name, (name,)):
            one.contexts.append((kind, names))
    one.actors.setdefault(kind, []).extend(_actors(row.get("source")))
    one.recipients.setdefault(kind, []).extend(_actors(row.get("target")))
    one.trigger |= _marked(row["text"], row["textInfo"])


def _actors(rows: object) -> list[Actor]:
    if not isinstance(rows, list):
        return []  # a few records have an empty text there, one a context
    found = []
    for row in rows:
        sector = _SECTOR.match(row.get("sector") or "")
        code = CODES.get(row["code"], row["code"])
        kind = sector.group() if sector else ""
        found.append(Actor(code, "" if kind == "GOV" else kind, row["actorText"]))
    return found


def _marked(text: str, info: object) -> set[tuple[int, int]]:
    """Where the words marked ``(EVT: …)`` stand in the sentence."""
    markup = info["markup"] if isinstance(info, dict) else str(info)
    found, at = set(), 0
    for match in _MARK.finditer(markup):
        words = markup[match.end() : markup.find(")", match.end())]
        place = text.find(words, at)
        if place >= 0 and words:
            at = place + len(words)
            if match.group(1) == "EVT":
                found.add((place, at))
    return found
