"""The graded table of cue words, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from watchdesk.records import Act, Verification


@dataclass(frozen=True)
class Cue:
    """One entry of the table, for one form of one word."""

    lemma: str
    """Dictionary form."""
    shape: str
    """``base``, ``s``, ``past`` or ``ing``."""
    act: Act
    """What the source does."""
    strength: str
    """strong, medium or weak; see ``cues.md``."""
    frames: frozenset[str]
    """Where the content may stand."""
    prepositions: frozenset[str]
    """Prepositions that belong to the cue."""
    verification: Verification
    """What the word itself says of the content's standing."""
    negative: bool
    """The source holds the content untrue."""


@dataclass(frozen=True)
class NounCue:
    """A noun that announces a statement, as in "the claim that …"."""

    verification: Verification
    sourceless: bool
    """Whether it marks a statement even when nobody is named as making it."""


@cache
def _table() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def verb_forms() -> dict[str, Cue]:
    """Every form of every verb of the table, lower case."""
    table = _table()
    irregular: dict[str, list[str]] = table["irregular"]
    forms: dict[str, Cue] = {}
    for group in table["verbs"]:
        for lemma in group["lemmas"]:
            for form, shape in _inflect(lemma, irregular.get(lemma, [])):
                forms.setdefault(form, _cue(group, lemma, shape))
    return forms


@cache
def noun_cues() -> dict[str, NounCue]:
    """Nouns that may carry a that-clause."""
    return {
        word: NounCue(
            Verification(group.get("verification", "unmarked")), group.get("sourceless", False)
        )
        for group in _table()["nouns"]
        for word in group["words"]
    }


@cache
def hearsay_adverbs() -> frozenset[str]:
    """Adverbs that mark a clause as hearsay."""
    return frozenset(_table()["adverbs"]["words"])


def _cue(group: dict[str, Any], lemma: str, shape: str) -> Cue:
    frames: list[str] = group["frames"]
    return Cue(
        lemma=lemma,
        shape=shape,
        act=Act(group["act"]),
        strength=group["strength"],
        frames=frozenset(f for f in frames if not f.startswith("prep:")),
        prepositions=frozenset(f[5:] for f in frames if f.startswith("prep:")),
        verification=Verification(group.get("verification", "unmarked")),
        negative=group.get("polarity") == "negative",
    )


def _inflect(lemma: str, extra: list[str]) -> list[tuple[str, str]]:
    forms = [(lemma, "base"), (_third_person(lemma), "s")]
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms += [(lemma[:-1] + "ied", "past"), (lemma + "ing", "ing")]
    else:
        forms += [(stem + "ed", "past"), (stem + "ing", "ing")]
    if extra:
        forms = [f for f in forms if f[1] != "past"]
        forms += [(form, "ing" if form.endswith("ing") else "past") for form in extra]
    return forms


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"
