"""Whom "who" and "whose" stand for."""

from __future__ import annotations

from watchdesk.attribution.heads import Phrase, around
from watchdesk.attribution.named import Names
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_DEEPEST = 3


def whom(tree: Tree, names: Names, phrase: Phrase) -> Phrase:
    """The noun a relative clause tells of: the captain in "the captain, who said"."""
    pronoun = phrase.head
    named = _person_before(tree, names, pronoun)
    noun = _noun_of(tree, pronoun)
    if noun < 0:
        return phrase
    return Phrase(tree, named) if named and _is_own(tree, noun, named) else around(tree, noun)


def whose(tree: Tree, names: Names, phrase: Phrase) -> Phrase | None:
    """The owner in "Ana Petrova, whose office said"; ``None`` where nobody's is meant."""
    if phrase.owner is None or tree.low[phrase.owner] != "whose":
        return None
    named = _person_before(tree, names, phrase.owner)
    noun = _noun_of(tree, phrase.head)
    if noun < 0:
        return None
    return Phrase(tree, named) if named and _is_own(tree, noun, named) else around(tree, noun)


def _noun_of(tree: Tree, word: int) -> int:
    """The noun before the relative clause that a word is a part of; -1 for none."""
    verb = tree.heads[word]
    for _ in range(_DEEPEST):
        if verb < 0 or tree.rels[verb] == "acl:relcl":
            break
        verb = tree.heads[verb] if tree.rel(verb) == "conj" else -1
    noun = tree.heads[verb] if verb >= 0 else -1
    return noun if noun < word else -1


def _person_before(tree: Tree, names: Names, pronoun: int) -> Range | None:
    """The name of a person that ", who" or ", whose" follows at once."""
    if pronoun < 2 or tree.low[pronoun] not in ("who", "whose") or tree.forms[pronoun - 1] != ",":
        return None
    known = next((k for k in names.over.get(pronoun - 2, ()) if k.is_person), None)
    return known.words if known is not None and known.words.end == pronoun - 1 else None


def _is_own(tree: Tree, noun: int, name: Range) -> bool:
    """Whether a name stands in apposition to a noun, or in a clause of its own behind it."""
    between = range(noun + 1, name.start)
    if any(tree.rel(k) == "appos" and tree.heads[k] == noun for k in range(*name)):
        return True
    return any(tree.upos[k] == "VERB" and tree.rel(k) != "amod" for k in between)
