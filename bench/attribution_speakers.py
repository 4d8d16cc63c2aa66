"""Whether the speakers named for pronouns are those the annotators of GUM have them stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attribution_gum import GumText
from watchdesk.records import Attribution

_FIRST = frozenset("i we you me us".split())
_SMALL = frozenset("the a an mr mrs ms dr s".split())


class Expression(NamedTuple):
    """A way somebody is called in a text."""

    entity: str
    said: str


def named(one: GumText, found: Iterable[Attribution]) -> Counter[str]:
    """Of attributions with a pronoun for a source: how many, how many named, how many rightly.

    Counted apart for the first and second person (``own``) and the others (``third``). A pronoun
    that never is called by a name or noun in its text does not count.
    """
    pronouns = {one.words[m.start][0]: m.entity for m in one.mentions if m.is_pronoun}
    expressions = [Expression(m.entity, one.said(m)) for m in one.mentions if not m.is_pronoun]
    callable_ = {e.entity for e in expressions}
    counts: Counter[str] = Counter()
    for attribution in found:
        source = attribution.source
        entity = pronouns.get(source.start) if source else None
        if source is None or entity not in callable_ or " " in one.text[source.start : source.end]:
            continue
        pronoun = one.text[source.start : source.end].lower()
        group = "own" if pronoun in _FIRST else "third"
        name = attribution.chain[-1].name if attribution.chain else ""
        counts[f"{group} all"] += 1
        if name and name.lower() != pronoun:
            counts[f"{group} answered"] += 1
            counts[f"{group} right"] += is_called(name, entity, expressions)
    return counts


def is_called(name: str, entity: str, expressions: Sequence[Expression]) -> bool:
    """Whether a name is an expression for an entity, or part of one, or has one as its part.

    What is written just so for somebody else, and never for this entity, is not.
    """
    words = _words(name)
    same = [_words(e.said) for e in expressions if e.entity == entity]
    others = (_words(e.said) for e in expressions if e.entity != entity)
    if not words or (words not in same and words in others):
        return False
    return any(own and (words <= own or own <= words) for own in same)


def _words(said: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", said.lower())) - _SMALL
