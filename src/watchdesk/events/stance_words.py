"""Words by which somebody is for or against something, as the shipped table gives them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from watchdesk.records import PositionBasis, Stance, Strength


@dataclass(frozen=True, slots=True)
class Entry:
    """How one word takes a stand, and where what it is taken on stands."""

    stance: Stance
    at: tuple[str, ...]
    """``obj``, ``inf`` ("to …"), ``that``, ``whether``, ``ing``, or a preposition."""
    strength: Strength
    basis: PositionBasis
    beside: frozenset[str]
    """Words one of which must stand beside it; empty for none."""
    bounded: bool
    """Whether where and for what it holds are its limits: permissions."""
    partial: bool
    """Whether it only goes part of the way: "eased the limits"."""
    alone: bool
    """Whether it tells a stand without naming what on, pointing back."""
    negated: bool
    """Whether it tells a stand only when denied: "has not decided"."""


@dataclass(frozen=True)
class Words:
    """The table, by lemma. A verb with a particle is ``rule_out``."""

    verbs: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    idioms: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    carry: dict[str, Stance] = field(default_factory=dict)
    """Verbs whose object is a noun of the table: "voiced support", "dropped its objections"."""
    partisans: dict[str, Stance] = field(default_factory=dict)
    """Nouns for who is for or against a thing: "a supporter of the truce"."""
    judging: frozenset[str] = frozenset()
    """Verbs that call a thing something."""
    judgement: dict[str, Stance] = field(default_factory=dict)
    """What a thing can be called."""
    effect: dict[str, Stance] = field(default_factory=dict)
    """What a thing can be said to do."""


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        stance=Stance(row["stance"]),
        at=tuple(row["at"].split()),
        strength=Strength(row.get("strength", "medium")),
        basis=PositionBasis(row.get("basis", "words")),
        beside=frozenset(row.get("with", "").split()),
        bounded=row.get("bounded", False),
        partial=row.get("partial", False),
        alone=row.get("alone", False),
        negated=row.get("negated", False),
    )


def _entries(rows: list[dict[str, Any]], key: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for row in rows:
        for word in row[key].split():
            found[word] = (*found.get(word, ()), _entry(row))
    return found


def _stances(rows: list[dict[str, Any]]) -> dict[str, Stance]:
    return {word: Stance(row["stance"]) for row in rows for word in row["words"].split()}


def parse(text: str) -> Words:
    """The words of a table. Raises ``ValueError`` or ``KeyError`` for one of another form."""
    table = tomllib.loads(text)
    return Words(
        verbs=_entries(table["verb"], "words"),
        idioms=_entries(table["idiom"], "verb"),
        nouns=_entries(table["noun"], "words"),
        adjectives=_entries(table["adjective"], "words"),
        carry=_stances(table["carry"]),
        partisans=_stances(table["partisan"]),
        judging=frozenset(w for row in table["judging"] for w in row["words"].split()),
        judgement=_stances(table["judgement"]),
        effect=_stances(table["effect"]),
    )


@cache
def stance_words() -> Words:
    """The shipped table."""
    return parse((files("watchdesk.events") / "stance.toml").read_text(encoding="utf-8"))
