"""What is right in the events of a sentence, and the sums of it.

A sentence is scored as one thing, as its gold record is: what is found in it is the set of types
of its events, of each type the set of those who act and of those it is done to.

- *type*: precision, recall and F1 over pairs of sentence and type. ``done`` takes only the events
  told as having happened (a sentence with no such event has none), ``all`` every event,
  ``marked`` only events whose trigger touches the words that the record marks as the event, as
  other events of a sentence are not coded. ``first`` is the share of sentences in which the first
  of the done events has the right type.
- *actor*, *recipient*: of each pair of sentence and type in the gold, the codes of those who act.
  ``exact`` is the share of pairs in which they are the same set, ``of_right`` that share where the
  type was found at all. Codes are countries (alpha-3) or IGO; ``sectors`` asks the same with the
  sector beside the country. ``f1`` is over triples of sentence, type and country. ``text`` is F1 of
  names by the words alone: one is met when it shares a word of three letters or more.
- *mode*, *context*: F1 over values in sentences whose type was found and whose record has a value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from events_plover import Actor, Sentence
from events_read import Found
from watchdesk.events.lexicon import TYPES

_WORD = re.compile(r"\w{3,}")
_EMPTY = frozenset("the and for its his her their of".split())


def f1(right: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / both, 1) if both else 0.0,
        "found": found,
        "of": gold,
    }


def share(right: int, of: int) -> dict[str, float]:
    """A share in percent."""
    return {"percent": round(100 * right / of, 1) if of else 0.0, "of": of}


class Scorer:
    """Counts over sentences."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.sentences = 0

    def add(self, gold: Sentence, found: Sequence[Found]) -> None:
        """One sentence."""
        self.sentences += 1
        done = [one for one in found if one.done]
        marked = [one for one in found if _touches(one, gold)]
        self._types("done", gold.types, {one.type for one in done})
        self._types("all", gold.types, {one.type for one in found})
        self._types("marked", gold.types, {one.type for one in marked})
        for kind in TYPES:
            self._types(
                f"by {kind}", gold.types & {kind}, {one.type for one in done if one.type == kind}
            )
        self.counts["first right"] += bool(done) and done[0].type in gold.types
        for kind in gold.types:
            chosen = [one for one in found if one.type == kind]
            self._actors("actor", gold.actors.get(kind, ()), chosen, _actors)
            self._actors("recipient", gold.recipients.get(kind, ()), chosen, _recipients)
            if chosen:
                self._modes(gold, kind, chosen)
                self._contexts(gold, kind, chosen)

    def _types(self, name: str, gold: set[str], found: set[str]) -> None:
        self.counts[f"{name} right"] += len(gold & found)
        self.counts[f"{name} found"] += len(found)
        self.counts[f"{name} gold"] += len(gold)

    def _actors(
        self,
        name: str,
        gold: Sequence[Actor],
        chosen: Sequence[Found],
        part: Callable[[Found], Iterable[Actor]],
    ) -> None:
        own = {actor for one in chosen for actor in part(one)}
        self._types(f"{name} code", {a.country for a in gold}, {a.country for a in own})
        self._types(
            f"{name} right-type code", *((_codes(gold), _codes(own)) if chosen else (set(), set()))
        )
        self._texts(name, gold, own)
        if not gold:
            self.counts[f"{name} none"] += bool(chosen)
            self.counts[f"{name} none kept"] += bool(chosen) and not own
            return
        same = _codes(gold) == _codes(own)
        closer = same and {a[:2] for a in gold} == {a[:2] for a in own}
        self.counts[f"{name} all"] += 1
        self.counts[f"{name} exact"] += same
        self.counts[f"{name} sectors"] += closer
        self.counts[f"{name} typed"] += bool(chosen)

    def _texts(self, name: str, gold: Iterable[Actor], own: Iterable[Actor]) -> None:
        marked, said = [_words(a.text) for a in gold], [_words(a.text) for a in own]
        self.counts[f"{name} text found"] += len(said)
        self.counts[f"{name} text gold"] += len(marked)
        self.counts[f"{name} text found right"] += sum(any(w & m for m in marked) for w in said)
        self.counts[f"{name} text gold right"] += sum(any(w & m for w in said) for m in marked)

    def _modes(self, gold: Sentence, kind: str, chosen: Sequence[Found]) -> None:
        asked = {mode for of, mode in gold.modes if of == kind}
        if asked:
            self._types("mode", asked, {mode for one in chosen for mode in one.modes})

    def _contexts(self, gold: Sentence, kind: str, chosen: Sequence[Found]) -> None:
        asked = [names for of, names in gold.contexts if of == kind]
        if not asked:
            return
        own = {context for one in chosen for context in one.contexts}
        self.counts["context gold"] += len(asked)
        self.counts["context found"] += len(own)
        self.counts["context gold right"] += sum(bool(own & set(names)) for names in asked)
        self.counts["context found right"] += sum(any(c in names for names in asked) for c in own)

    def result(self) -> dict[str, Any]:
        """Figures."""
        return {
            "sentences": self.sentences,
            "type": {name: self._f1(name) for name in ("done", "all", "marked")},
            "first": share(self.counts["first right"], self.sentences),
            "by_type": {kind: self._f1(f"by {kind}") for kind in TYPES},
            "actor": self._who("actor"),
            "recipient": self._who("recipient"),
            "mode": self._f1("mode"),
            "context": self._two_sided("context"),
        }

    def _f1(self, name: str) -> dict[str, float]:
        c = self.counts
        return f1(c[f"{name} right"], c[f"{name} found"], c[f"{name} gold"])

    def _two_sided(self, name: str) -> dict[str, float]:
        """F1 where what is right among the found and among the gold are counted apart."""
        c = self.counts
        precision = f1(c[f"{name} found right"], c[f"{name} found"], c[f"{name} found"])
        recall = f1(c[f"{name} gold right"], c[f"{name} gold"], c[f"{name} gold"])
        p, r = precision["precision"], recall["recall"]
        return {
            "precision": p,
            "recall": r,
            "f1": round(2 * p * r / (p + r), 1) if p + r else 0.0,
            "found": c[f"{name} found"],
            "of": c[f"{name} gold"],
        }

    def _who(self, name: str) -> dict[str, Any]:
        c = self.counts
        return {
            "exact": share(c[f"{name} exact"], c[f"{name} all"]),
            "of_right": share(c[f"{name} exact"], c[f"{name} typed"]),
            "sectors": share(c[f"{name} sectors"], c[f"{name} all"]),
            "none_kept": share(c[f"{name} none kept"], c[f"{name} none"]),
            "f1": self._f1(f"{name} code"),
            "f1_of_right": self._f1(f"{name} right-type code"),
            "text": self._two_sided(f"{name} text"),
        }


def _actors(one: Found) -> Iterable[Actor]:
    return one.actors


def _recipients(one: Found) -> Iterable[Actor]:
    return one.recipients


def _codes(actors: Iterable[Actor]) -> set[str]:
    return {actor.country for actor in actors}


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _EMPTY


def _touches(one: Found, gold: Sentence) -> bool:
    return any(start < one.end and one.start < end for start, end in gold.trigger)
