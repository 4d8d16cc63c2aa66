"""What the tree says of a noun phrase: its head, its number, its parts."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchdesk.attribution.teller_words import ANY, THE
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range

_NAMING = frozenset({"flat", "appos", "nmod:desc", "list", "goeswith"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CUT = frozenset(", ; : — – ( [ -".split())
_PLURAL = frozenset("people police media troops data others many several few both some".split())
_EMPTY = frozenset({"those", "anyone", "everyone", "somebody", "someone", "people"})
"""Nouns that say nothing without their relative clause."""
_LOOSE = ("cc", "acl:relcl", "nsubj", "cop", "aux", "advcl", "parataxis", "case", "mark")
_FEW = frozenset(str(n) for n in range(1, 13))
_HUNDREDS = frozenset("dozen dozens hundred hundreds thousand thousands million millions".split())
_DEEPEST = 8


class Phrase:
    """A noun phrase: the words of a source, seen from its head."""

    def __init__(self, tree: Tree, words: Range, head: int | None = None) -> None:
        self.tree = tree
        self.words = words
        self.head = head_of(tree, words) if head is None else head

    @cached_property
    def lemma(self) -> str:
        """Dictionary form of the head."""
        return self.tree.lemmas[self.head]

    @cached_property
    def kids(self) -> list[int]:
        """Dependents of the head inside the phrase."""
        return [k for k in self.tree.kids[self.head] if self.words.start <= k < self.words.end]

    @cached_property
    def determiner(self) -> str:
        """The article, pointer or quantity it opens with, in small letters; empty for none."""
        tree = self.tree
        for kid in self.kids:
            if kid < self.head and tree.rel(kid) in ("det", "nummod"):
                return tree.low[kid]
        first = tree.low[self.words.start]
        return first if first in ANY or first in THE else ""

    @cached_property
    def owner(self) -> int | None:
        """The head of a possessive before the noun: Petrova in "Petrova's office"."""
        return next((k for k in self.kids if self.tree.rels[k] == "nmod:poss"), None)

    @cached_property
    def counted(self) -> bool:
        """Whether a number says how many they are."""
        tree = self.tree
        if tree.upos[self.head] == "NUM":
            return True
        return any(tree.rel(k) == "nummod" for k in self.kids)

    @cached_property
    def few(self) -> bool:
        """Whether a number says that they are a handful."""
        low = self.tree.low
        words = low[self.words.start : self.head]
        return (
            self.counted
            and not any(w == "in" or w in _HUNDREDS for w in words)
            and not any(w[:1].isdigit() and w not in _FEW for w in words)
        )

    @cached_property
    def plural(self) -> bool:
        """Whether it speaks of many."""
        tree = self.tree
        if tree.low[self.head] == "one" or self.determiner in ("a", "an", "one", "another"):
            return False
        return is_plural(tree, self.head)

    @cached_property
    def joined(self) -> list[int]:
        """Heads of phrases that "and" or a comma joins to the head."""
        found = [k for k in self.kids if self.tree.rels[k] == "conj"]
        return [k for k in found if self.tree.upos[k] in _NOUNS]

    @cached_property
    def core(self) -> Range:
        """From the first word to the first comma, bracket or loose relative clause."""
        end = self.head + 1
        while end < self.words.end and not self._cuts(end):
            end += 1
        return Range(self.words.start, end)

    def _cuts(self, word: int) -> bool:
        tree = self.tree
        if tree.forms[word] == "-":
            return tree.starts[word] > tree.ends[word - 1]
        return tree.forms[word] in _CUT

    @cached_property
    def short(self) -> Range:
        """The core without relative clause."""
        tree = self.tree
        if tree.low[self.head] in _EMPTY:
            return self.core
        for word in range(self.head + 1, self.core.end):
            dated = tree.rels[word].endswith(":unmarked") and tree.heads[word] == self.head
            if tree.low[word] in ("who", "whose", "which") or dated:
                left = [k for k in tree.under(word) if k > self.head] if dated else [word]
                return Range(self.words.start, left[0])
        return self.core

    def after(self, *prepositions: str) -> list[int]:
        """Heads of what hangs on the noun by one of these prepositions."""
        tree = self.tree
        return [
            k
            for k in self.kids
            if tree.rel(k) in ("nmod", "obl")
            and any(tree.low[c] in prepositions for c in tree.kids_of(k, "case"))
        ]

    def names(self, mention: Range) -> bool:
        """Whether a name in the phrase is the head's own, by apposition or as what follows a title.

        In "an aide to President Veld" it is not; in "Secretary of State Ana Petrova" it is.
        """
        tree = self.tree
        at = head_of(tree, mention)
        titled = False
        for _ in range(_DEEPEST):
            if at == self.head:
                return True
            rel = tree.rels[at]
            if rel not in _NAMING:
                if rel == "nsubj" and tree.heads[at] == tree.heads[self.head]:
                    return self._titled(mention)
                office = rel == "nmod" and tree.forms[self.head][:1].isupper()
                if not office or titled or not self._under_of(at):
                    return False
                titled = True
            at = tree.heads[at]
            if not self.words.start <= at < self.words.end:
                return False
        return False

    def _titled(self, mention: Range) -> bool:
        """Whether all between the head and a name is a title or its "of"-phrase."""
        tree = self.tree
        between = range(self.head + 1, mention.start)
        return all(tree.upos[k] in ("PROPN", "ADP", "DET", "CCONJ", "NOUN") for k in between)

    def _under_of(self, word: int) -> bool:
        return any(self.tree.low[k] == "of" for k in self.tree.kids_of(word, "case"))


def head_of(tree: Tree, words: Range) -> int:
    """The word of a stretch that the others hang on; nouns before verbs, earlier before later."""
    tops = [k for k in range(*words) if not words.start <= tree.heads[k] < words.end]
    nouns = [k for k in tops if tree.upos[k] in _NOUNS and tree.rel(k) != "case"]
    if nouns:
        return nouns[0]
    inner = [k for k in range(*words) if tree.upos[k] in _NOUNS]
    return inner[0] if inner else (tops[0] if tops else words.start)


def is_plural(tree: Tree, word: int) -> bool:
    """Whether a noun is plural by its form."""
    if tree.low[word] in _PLURAL:
        return True
    if tree.upos[word] not in ("NOUN", "PROPN", "PRON"):
        return False
    return bool(numbers(tree)[word] == 2)


def numbers(tree: Tree) -> NDArray[np.uint8]:
    """For each word 1 for singular, 2 for plural, 0 for neither."""
    known = tree.syntax.features.get("Number")
    return known if known is not None else np.zeros(len(tree), dtype=np.uint8)


def is_subject(tree: Tree, word: int) -> bool:
    """Whether a word is a subject, or stands in apposition or as a name to one."""
    return tree.rel(top_of(tree, word)) == "nsubj"


def top_of(tree: Tree, word: int) -> int:
    """Up from a part of a name to the word the phrase hangs on."""
    for _ in range(_DEEPEST):
        if tree.rels[word] not in _NAMING or tree.heads[word] < 0:
            break
        word = tree.heads[word]
    return word


def around(tree: Tree, head: int) -> Phrase:
    """The noun phrase of a head up to the next mark, without relative clause."""
    outside = set(tree.kids_of(head, *_LOOSE))
    members = set(tree.under(head, outside)) - outside
    start = end = head
    while start - 1 in members and tree.upos[start - 1] != "PUNCT":
        start -= 1
    while end + 1 in members and tree.upos[end + 1] != "PUNCT":
        end += 1
    return Phrase(tree, Range(start, end + 1), head)
