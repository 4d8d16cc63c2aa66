"""The names of an article by word, and what it tells of each person's pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from watchdesk.attribution.heads import Phrase, head_of
from watchdesk.attribution.teller_words import FEMALE, MALE, TITLES
from watchdesk.attribution.tree import Tree
from watchdesk.language.lexicon import fold, given_pronouns
from watchdesk.language.listed import Range
from watchdesk.language.people_words import ROLES
from watchdesk.records import Entity, LinkKind, Mention, MentionKind

_TITLING = frozenset({"ADJ", "NOUN", "PROPN"})
_PLACES = frozenset({MentionKind.PLACE, MentionKind.FACILITY})
_WORD = re.compile(r"[\w.-]+")
KINDS = {
    MentionKind.PERSON: LinkKind.PERSON,
    MentionKind.GROUP: LinkKind.GROUP,
    MentionKind.DOCUMENT: LinkKind.DOCUMENT,
}
"""What names of these kinds are as tellers; any other is an organisation."""


class Known(NamedTuple):
    """A name in words."""

    words: Range
    head: int
    mention: Mention
    name: str
    """The fullest form the article gives; as written where two may be meant."""

    @property
    def entity(self) -> Entity | None:
        """Whom it names."""
        return self.mention.entity

    @property
    def family(self) -> str:
        """The last word of the name, without case."""
        return self.name.rpartition(" ")[2].casefold()

    @property
    def given(self) -> str:
        """The first word of the name, without case."""
        return self.name.partition(" ")[0].casefold()

    @property
    def is_person(self) -> bool:
        """Whether it is somebody's."""
        return self.mention.kind is MentionKind.PERSON

    @property
    def is_place(self) -> bool:
        """Whether it is that of a place, which may stand for a state."""
        return self.mention.kind in _PLACES


class Names:
    """Names by the words they cover."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.all: list[Known] = []
        self.over: dict[int, list[Known]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
            words = tree.words(mention.span)
            if words.start >= words.end:
                continue
            name = mention.entity.name if mention.entity else tree.said(words)
            known = Known(words, head_of(tree, words), mention, name)
            self.all.append(known)
            for word in range(*words):
                self.over.setdefault(word, []).append(known)

    def at(self, word: int) -> Known | None:
        """The longest name over a word that is no person's."""
        found = [k for k in self.over.get(word, ()) if k.mention.kind is not MentionKind.PERSON]
        return max(found, key=lambda k: k.words.end - k.words.start, default=None)

    def within(self, words: Range) -> list[Known]:
        """The names that lie in a stretch, in order."""
        seen: dict[int, Known] = {}
        for word in range(*words):
            for known in self.over.get(word, ()):
                if words.holds(known.words):
                    seen[id(known)] = known
        return list(seen.values())

    def person(self, phrase: Phrase) -> Known | None:
        """The person a phrase names by its head, an apposition or a name after a title."""
        people = [known for known in self.within(phrase.words) if known.is_person]
        for known in people:
            own = known.head == phrase.head or not self._owns(known)
            if own and phrase.names(known.words):
                return known
        titled = next((known for known in people if self._follows_title(phrase, known)), None)
        return titled or next((k for k in people if self._is_apposed(phrase, k)), None)

    def _is_apposed(self, phrase: Phrase, known: Known) -> bool:
        """ "The chief of the staff, Ivan Orsk", however the tree hangs the name."""
        tree = self.tree
        before = known.words.start - 1
        if known.words.end != phrase.words.end or before <= phrase.words.start:
            return False
        office = any(tree.lemmas[k] in ROLES for k in range(phrase.words.start, before))
        return tree.forms[before] == "," and office

    def _owns(self, known: Known) -> bool:
        return any(self.tree.low[k] in ("'s", "’s") for k in self.tree.kids_of(known.head, "case"))

    def _follows_title(self, phrase: Phrase, known: Known) -> bool:
        """Whether a phrase is a run of titles that ends in a name, however the tree has it."""
        tree = self.tree
        title = range(phrase.words.start, known.words.start)
        if phrase.head >= known.words.start or known.words.end != phrase.core.end:
            return False
        kinds = {tree.upos[k] for k in title}
        if kinds <= _TITLING:
            return True
        office = tree.lemmas[title[-1]] in TITLES and tree.forms[title[-1]][:1].isupper()
        if office and tree.upos[phrase.head] == "PROPN" and kinds <= _TITLING | {"DET", "ADP"}:
            return True
        alone = not any(self.over.get(k) for k in title)
        return alone and kinds <= _TITLING | {"CCONJ"}

    def called(self, word: str) -> Known | None:
        """The one person whose name begins or ends with a word."""
        found = self._called.get(word.casefold(), {})
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _called(self) -> dict[str, dict[str, Known]]:
        """Persons by family and given name."""
        called: dict[str, dict[str, Known]] = {}
        for known in self.all:
            if known.is_person:
                for word in (known.family, known.given):
                    called.setdefault(word, {})[known.name] = known
        return called


class Genders:
    """What an article and the table of given names say of each person's pronoun."""

    def __init__(self, tree: Tree, names: Names) -> None:
        self._told: dict[str, str] = {}
        for known in names.all:
            if not known.is_person:
                continue
            title = tree.low[known.words.start - 1] if known.words.start else ""
            self.describe(known.name, {title})
            if known.entity is not None and known.entity.role:
                words = _WORD.findall(known.entity.role.lower())
                self.describe(known.name, set(words[:3] + words[-1:]))

    def note(self, name: str, pronoun: str) -> None:
        """Keep what a pronoun or title told."""
        self._told.setdefault(name, pronoun)

    def describe(self, name: str, words: set[str]) -> None:
        """Keep what a description such as "spokeswoman" tells."""
        told = gender_of(words)
        if told is not None:
            self.note(name, told)

    def of(self, name: str) -> str | None:
        """``he`` or ``she``; ``None`` where nothing reliable tells."""
        if name in self._told:
            return self._told[name]
        first, _, rest = name.partition(" ")
        return given_pronouns().get(fold(first)) if rest else None


def gender_of(words: set[str]) -> str | None:
    """The pronoun that nouns of a description call for, when they agree."""
    she, he = bool(words & FEMALE), bool(words & MALE)
    if she == he:
        return None
    return "she" if she else "he"
