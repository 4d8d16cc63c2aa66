"""The graded table of cue words, and what a desk adds to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from watchdesk.records import Act, Strength, Verification


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the table and how it is used; ``cues.md`` says what each field means."""

    lemma: str
    kind: str
    """verb, noun, adjective or adverb."""
    act: Act
    strength: Strength
    frames: frozenset[str]
    """Where the content may stand."""
    prepositions: frozenset[str] = frozenset()
    """Prepositions that bring the content and belong to the cue."""
    verification: Verification = Verification.UNMARKED
    """What the word itself says of the content's standing."""
    negative: bool = False
    """The source holds the content untrue, or is against it."""


@dataclass(frozen=True)
class Cues:
    """Cues by kind and dictionary form."""

    entries: Mapping[tuple[str, str], Cue]

    def get(self, kind: str, lemma: str) -> Cue | None:
        """The entry of a word, or ``None``."""
        return self.entries.get((kind, lemma))

    def extended(self, more: Iterable[Cue]) -> Cues:
        """With more entries, which replace those of the same word."""
        return Cues({**self.entries, **{(cue.kind, cue.lemma): cue for cue in more}})


@cache
def shipped() -> Cues:
    """The table that ships; read once."""
    text = resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    known: dict[tuple[str, str], Cue] = {}
    for cue in _cues(tomllib.loads(text)):
        first = known.get((cue.kind, cue.lemma))
        known[cue.kind, cue.lemma] = cue if first is None else _joined(first, cue)
    return Cues(known)


def _joined(first: Cue, more: Cue) -> Cue:
    """A word of two groups: the first says what it is, both how it is used."""
    frames = first.frames | more.frames
    return replace(first, frames=frames, prepositions=first.prepositions | more.prepositions)


def _cues(table: Mapping[str, Any]) -> Iterable[Cue]:
    for kind in ("verb", "noun", "adjective", "adverb"):
        for group in table[kind]:
            for lemma in group["words"].split():
                yield _cue(kind, lemma, group)


def _cue(kind: str, lemma: str, group: Mapping[str, Any]) -> Cue:
    frames: list[str] = group.get("frames", "").split()
    return Cue(
        lemma=lemma,
        kind=kind,
        act=Act(group["act"]),
        strength=Strength(group["strength"]),
        frames=frozenset(f for f in frames if ":" not in f),
        prepositions=frozenset(f.partition(":")[2] for f in frames if ":" in f),
        verification=Verification(group.get("verification", "unmarked")),
        negative=group.get("polarity") == "negative",
    )
