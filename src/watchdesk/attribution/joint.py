"""Tellers that speak together, and titles of one person that only look so."""

from __future__ import annotations

from watchdesk.attribution.heads import Phrase
from watchdesk.attribution.named import Names
from watchdesk.attribution.teller_words import TITLES
from watchdesk.language.listed import Range


def joint(phrase: Phrase, names: Names) -> Range | None:
    """The words of two or more that "and" joins; ``None`` for one teller.

    One person of two titles, and a person with an apposition of two, are one teller.
    """
    tree = phrase.tree
    over = names.at(phrase.head)
    rows = [k for k in phrase.joined if over is None or not over.words.holds(Range(k, k + 1))]
    if not rows or _is_one(phrase, names, rows):
        return None
    last = Phrase(tree, Range(rows[-1], phrase.words.end), rows[-1])
    return Range(phrase.words.start, last.short.end)


def _is_one(phrase: Phrase, names: Names, rows: list[int]) -> bool:
    person = names.person(phrase)
    if person is not None and person.head != phrase.head:
        return all(phrase.tree.lemmas[k] in TITLES for k in rows) or person.head > rows[-1]
    if person is not None:
        apart = phrase.core.end < rows[0]
        return apart and not any(names.over.get(k) for k in rows)
    return _is_office(phrase, rows)


def _is_office(phrase: Phrase, rows: list[int]) -> bool:
    """ "The front-runner and former governor", "its founder and head": one article or owner, and
    both in the singular."""
    tree = phrase.tree
    opened = phrase.determiner in ("the", "a", "an") or phrase.owner is not None
    if not opened or phrase.plural:
        return False
    for word in rows:
        other = Phrase(tree, Range(word, phrase.words.end), word)
        opened = any(tree.rel(k) == "det" for k in other.kids)
        if opened or other.plural or tree.lemmas[word] not in TITLES or _is_name(other):
            return False
    return True


def _is_name(phrase: Phrase) -> bool:
    """Whether it is written as a name."""
    return bool(phrase.tree.upos[phrase.head] == "PROPN")
