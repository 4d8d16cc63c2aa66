"""The table of states and deeds that exclude each other."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import zip_longest
from typing import NamedTuple

from watchdesk.ledger.differing import stem


class Pole(NamedTuple):
    """What a word or phrase tells."""

    what: str
    """Name of the pair of opposites, or ``v:`` and the stem of a verb."""
    pole: int
    """1 or -1."""
    lasting: bool
    """Whether what was done once stays done."""
    once: bool
    """Whether it is done once to the same thing."""
    after_be: bool
    """Whether it counts only after "be", "remain" and the like."""
    thing: bool = False
    """Whether it is a state of one thing, whoever brings it about."""
    verb: str = ""
    """Base form of a verb."""


Phrases = dict[str, list[tuple[tuple[str, ...], Pole]]]


class Opposites(NamedTuple):
    """The table, ready to be looked up."""

    phrases: Phrases
    """By first word, lower case: all its words and what they tell, the longest first."""
    verbs: dict[str, Pole]
    """By stem: deeds that a negation turns round."""


def _phrases(table: list[dict[str, object]]) -> Phrases:
    out: Phrases = {}
    for entry in table:
        for side, pole in (("yes", 1), ("no", -1)):
            for phrase in str(entry.get(side, "")).split(","):
                bare = phrase.strip()
                words = tuple(bare.removeprefix("=").split())
                if not words:
                    continue
                told = Pole(
                    str(entry["name"]),
                    pole,
                    bool(entry.get("lasting")),
                    bool(entry.get("once")),
                    bare.startswith("="),
                    bool(entry.get("thing")),
                )
                out.setdefault(words[0], []).append((words, told))
    for found in out.values():
        found.sort(key=lambda one: (-len(one[0]), one))
    return out


@cache
def opposites() -> Opposites:
    """The table that ships."""
    text = resources.files(__package__).joinpath("incompatible.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    verbs: dict[str, Pole] = {}
    alike = [one["verbs"].split() for one in table["alike"]]
    first = {verb: group[0] for group in alike for verb in group}
    for entry in table["deed"]:
        for verb in entry["verbs"].split():
            what, once = stem(first.get(verb, verb)), bool(entry.get("once"))
            verbs.setdefault(stem(verb), Pole(f"v:{what}", 1, True, once, False, verb=verb))
    return Opposites(_phrases(table["opposite"]), verbs)


@cache
def things() -> frozenset[str]:
    """Names of the pairs that are states of one thing, whoever brings them about."""
    told = (pole for found in opposites().phrases.values() for _, pole in found)
    return frozenset(pole.what for pole in told if pole.thing)


@lru_cache(maxsize=1 << 12)
def _told(text: str) -> frozenset[tuple[str, int]]:
    """Which sides of which pairs the words of a text tell, negations aside."""
    words = text.lower().split()
    words = [word.strip(".,;:!?“”‘’\"'()") for word in words]
    out: set[tuple[str, int]] = set()
    for at, word in enumerate(words):
        for phrase, pole in opposites().phrases.get(word, ()):
            if all(w in {"*", x} for w, x in zip_longest(phrase, words[at : at + len(phrase)])):
                out.add((pole.what, pole.pole))
                break
    return frozenset(out)


def tell_opposites(a: str, b: str) -> bool:
    """Whether two texts tell opposite sides of something: one "alive", the other "killed"."""
    left, right = _told(a), _told(b)
    turned = frozenset((what, -pole) for what, pole in right)
    return bool((left & turned) - right)
