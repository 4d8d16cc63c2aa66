"""How attributions are scored: pure arithmetic over stretches of a text, no files, no engine.

``docs/attribution.md`` says in words what is counted. Texts are cut into words here, by spaces
and around each mark, whatever the thing that is scored takes for a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

ROLES = ("source", "cue", "content")
PAIRS = (("source", "cue"), ("content", "cue"), ("source", "content"))

Words = tuple[int, int]
"""First word and the one after the last."""
Stretches = Mapping[str, Sequence[tuple[int, int]]]
"""Of each role, code points of a text."""
Told = dict[str, list[Words]]
"""An attribution: of each role, words."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")

COMMUNICATION = frozenset(
    "say tell write add ask tweet reply respond continue note explain declare announce state shout"
    " yell chant answer joke warn insist recall argue claim quip conclude admit suggest concede"
    " acknowledge observe remark retort counter complain post email cry exclaim think lament"
    " assert boast predict report promise vow maintain emphasize stress reiterate repeat read"
    " comment deny contend interject text retweet urge demand".split()
)
"""The verbs of communication whose attributions are the reporting subset."""

_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "thought": "think",
    "admitted": "admit",
    "admitting": "admit",
    "quipped": "quip",
    "quipping": "quip",
}


class Text:
    """A text and its words as the scorer counts them."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.forms = [match[0] for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def words(self, start: int, end: int) -> Words | None:
        """The words a stretch of the text touches."""
        low, high = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return (low, high) if low < high else None

    def told(self, stretches: Stretches) -> Told:
        """An attribution in words; stretches that touch none are left out."""
        return {
            role: [words for place in stretches.get(role, ()) if (words := self.words(*place))]
            for role in ROLES
        }

    def trim(self, words: Words) -> Words:
        """Without marks at the edges; one word always stays."""
        start, end = words
        while start < end - 1 and not self.forms[start].isalnum():
            start += 1
        while end > start + 1 and not self.forms[end - 1].isalnum():
            end -= 1
        return (start, end)

    def with_that(self, told: Told) -> Told:
        """Contents led by the "that" before them, as PolNeAR has them and the product has not."""
        taken = {k for role in ("source", "cue") for words in told[role] for k in range(*words)}

        def led(words: Words) -> Words:
            before = words[0] - 1
            if before < 0 or before in taken or self.forms[before].lower() != "that":
                return words
            return (before, words[1])

        return {**told, "content": [led(words) for words in told["content"]]}


class Figure(NamedTuple):
    """Precision, recall and their harmonic mean, of 100."""

    precision: float
    recall: float
    f1: float


class Count:
    """Hits among what was found and among what was there to find."""

    def __init__(self) -> None:
        self.found_hit = self.found = self.gold_hit = self.gold = 0

    def add(self, found: Iterable[bool], gold: Iterable[bool]) -> None:
        """Whether each one found, and each one there, has its match."""
        for hit in found:
            self.found += 1
            self.found_hit += hit
        for hit in gold:
            self.gold += 1
            self.gold_hit += hit

    @property
    def figure(self) -> Figure:
        """All zero where nothing was found or nothing was there."""
        precision = self.found_hit / self.found if self.found else 0.0
        recall = self.gold_hit / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Figure(*(round(100 * x, 1) for x in (precision, recall, f1)))


def common(a: Words, b: Words) -> int:
    """How many words two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def half(a: Words, b: Words) -> bool:
    """Whether they share at least half of the longer one."""
    return 2 * common(a, b) >= max(a[1] - a[0], b[1] - b[0])


def alike(a: Words, b: Words, least: float) -> bool:
    """Whether the shared words are at least that part of the words of both together."""
    shared = common(a, b)
    return shared >= least * (a[1] - a[0] + b[1] - b[0] - shared)


class Scorer:
    """Adds up texts; ``result`` gives the figures."""

    def __init__(self) -> None:
        kinds = ("exact", "token", "half")
        self.roles = {role: {kind: Count() for kind in kinds} for role in ROLES}
        self.pairs = {pair: {kind: Count() for kind in ("exact", "overlap")} for pair in PAIRS}
        self.texts = self.attributions = 0

    def add(self, text: Text, found: Sequence[Told], gold: Sequence[Told]) -> None:
        """One text: what was found in it and what its annotator marked."""
        self.texts += 1
        self.attributions += len(gold)
        for role in ROLES:
            self._add_role(role, _ranges(text, found, role), _ranges(text, gold, role))
        for pair in PAIRS:
            self._add_pair(pair, _pairs(text, found, pair), _pairs(text, gold, pair))

    def _add_role(self, role: str, found: set[Words], gold: set[Words]) -> None:
        counts = self.roles[role]
        counts["exact"].add((f in gold for f in found), (g in found for g in gold))
        found_words = {k for words in found for k in range(*words)}
        gold_words = {k for words in gold for k in range(*words)}
        counts["token"].add(
            (k in gold_words for k in found_words), (k in found_words for k in gold_words)
        )
        counts["half"].add(
            (any(half(f, g) for g in gold) for f in found),
            (any(half(f, g) for f in found) for g in gold),
        )

    def _add_pair(
        self,
        pair: tuple[str, str],
        found: set[tuple[Words, Words]],
        gold: set[tuple[Words, Words]],
    ) -> None:
        counts = self.pairs[pair]
        counts["exact"].add((f in gold for f in found), (g in found for g in gold))
        least = 0.3 if pair[1] == "cue" else 0.5

        def meet(a: tuple[Words, Words], b: tuple[Words, Words]) -> bool:
            return alike(a[0], b[0], 0.5) and alike(a[1], b[1], least)

        counts["overlap"].add(
            (any(meet(f, g) for g in gold) for f in found),
            (any(meet(f, g) for f in found) for g in gold),
        )

    def result(self) -> dict[str, Any]:
        """Figures by role and by pair, with how much was scored."""
        figures: dict[str, Any] = {
            role: {kind: count.figure._asdict() for kind, count in counts.items()}
            for role, counts in self.roles.items()
        }
        for pair, counts in self.pairs.items():
            figures["-".join(pair)] = {k: c.figure._asdict() for k, c in counts.items()}
        return {"texts": self.texts, "attributions": self.attributions, **figures}


def _ranges(text: Text, told: Sequence[Told], role: str) -> set[Words]:
    return {text.trim(words) for one in told for words in one[role]}


def _pairs(text: Text, told: Sequence[Told], pair: tuple[str, str]) -> set[tuple[Words, Words]]:
    first, second = pair
    return {(text.trim(a), text.trim(b)) for one in told for a in one[first] for b in one[second]}


def is_reporting(text: Text, told: Told) -> bool:
    """Whether the cue has a verb of communication, or "according"."""
    words = (text.forms[k].lower() for cue in told["cue"] for k in range(*cue))
    return any(word == "according" or _is_communication(word) for word in words)


def _is_communication(word: str) -> bool:
    return any(form in COMMUNICATION for form in _dictionary_forms(word))


def _dictionary_forms(word: str) -> Iterable[str]:
    """What a word may be a form of, the word itself too: more than it really is."""
    yield _IRREGULAR.get(word, word)
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("s"):
        yield from (word[:-1], word[:-2] if word.endswith("es") else word[:-1])
    if word.endswith("ed"):
        yield from (word[:-1], word[:-2])
    if word.endswith("ing"):
        yield from (word[:-3], word[:-3] + "e")


class Layered(NamedTuple):
    """What tells whether an attribution is on the outer layer."""

    told: Told
    parent: int | None
    """Which one of the same list holds it in its content."""
    quoted: bool
    """Whether its cue stands inside a quotation."""


def outer(text: Text, found: Sequence[Layered]) -> list[Told]:
    """Those whose cue is not quoted and that stand in no other, but for what PolNeAR looks through:
    an "according to", and the turn of a transcript, which its annotators leave unmarked."""
    return [
        one.told
        for one in found
        if not one.quoted
        and (one.parent is None or _is_looked_through(text, found[one.parent].told))
    ]


def _is_looked_through(text: Text, told: Told) -> bool:
    return any(text.forms[cue[0]].lower() in {"according", ":"} for cue in told["cue"])


def speech_of(text: Text, content: Sequence[Words], quoted: Callable[[int], bool]) -> str:
    """Direct, mixed or indirect: all, some or none of a content's words stand in quotations.

    ``quoted`` says it of a code point. Marks are not asked about.
    """
    words = (k for ends in content for k in range(*ends) if text.forms[k].isalnum())
    inside = [quoted(text.starts[k]) for k in words]
    if inside and all(inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"
