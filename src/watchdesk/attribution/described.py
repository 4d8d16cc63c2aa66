"""Whom "the spokesman" and what "the ministry" or "the paper" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from typing import NamedTuple

from watchdesk.attribution.heads import Phrase, around, top_of
from watchdesk.attribution.named import KINDS, Known, Names
from watchdesk.attribution.teller_words import ANY, BODIES, OUTLETS, THE
from watchdesk.attribution.tree import Tree
from watchdesk.grounding import is_outlet
from watchdesk.language.lexicon import adjectives, known_exactly
from watchdesk.records import Link, LinkKind, MentionKind

_ALIKE = (
    frozenset("spokesman spokeswoman spokesperson".split()),
    frozenset("premier minister chancellor".split()),
    frozenset("chairman chairwoman chairperson chair".split()),
    frozenset("adviser advisor counselor counsellor".split()),
    frozenset("congressman congresswoman representative rep. lawmaker".split()),
    frozenset("senator sen. lawmaker".split()),
    frozenset("deputy mp lawmaker legislator parliamentarian".split()),
    frozenset("ambassador envoy diplomat".split()),
    frozenset("president leader".split()),
    frozenset("minister leader".split()),
    frozenset("general gen. commander".split()),
    frozenset("governor gov.".split()),
    frozenset("attorney lawyer".split()),
    frozenset("reporter journalist correspondent".split()),
    frozenset("professor prof. researcher academic scholar".split()),
)
"""Words that one person may be called by in turn."""
_ANY_BODY = frozenset({"organization", "organisation", "company", "firm", "charity", "institute"})
"""What a body may be called whose name does not tell of what kind it is."""
_PASSED = frozenset("own same latter then here there".split())
_NEAR = 1
"""Sentences back within which one of several is meant."""
_MEMORY = 200
"""How many tellers and names before are looked at: bounds the work on huge texts."""
_NEWS = frozenset({"Agency", "Wire", "Newswire"})
_BUSINESS = frozenset(
    "energy atomic nuclear space intelligence security revenue drug drugs medicines environment "
    "environmental protection refugee refugees aid development health defence defense federal "
    "national central state tax border food safety travel employment housing fisheries aviation "
    "transport maritime police crime customs coast military investment export trade advertising "
    "privatisation privatization european international african children water labour labor "
    "education digital standards migration statistics".split()
)
_WORD = re.compile(r"[\w.-]+")


class Told(NamedTuple):
    """A teller named or described before."""

    word: int
    link: Link
    words: frozenset[str]
    """Of title, role and description, in dictionary forms."""
    plural: bool


class Descriptions:
    """Roles and bodies an article has named so far."""

    def __init__(self, tree: Tree, names: Names, own: str | None) -> None:
        self.tree = tree
        self.names = names
        self.own = own
        self.tellers: list[Told] = []
        self.people = [self._told(known) for known in names.all if known.is_person]
        self.people.sort(key=lambda told: told.word)
        bodies = (k for k in names.all if k.mention.kind is MentionKind.ORGANISATION)
        self.bodies = sorted(bodies, key=lambda known: known.head)
        self._outlets: dict[str, bool] = {}
        self._nouns: dict[str, list[int]] = {}
        for word, lemma in enumerate(tree.lemmas):
            if lemma in BODIES and tree.paragraph[word] >= 0 and tree.forms[word].islower():
                self._nouns.setdefault(lemma, []).append(word)

    def note(self, word: int, link: Link, phrase: Phrase) -> None:
        """Keep a teller for later."""
        words = frozenset(self.tree.lemmas[k] for k in range(*phrase.core))
        self.tellers.append(Told(word, link, words, phrase.plural))

    def is_outlet(self, name: str) -> bool:
        """Whether a name is an outlet's; looked up once."""
        if name not in self._outlets:
            self._outlets[name] = is_outlet(name) or _is_agency(name)
        return self._outlets[name]

    def _told(self, known: Known) -> Told:
        tree = self.tree
        role = known.entity.role if known.entity else None
        words = set(_WORD.findall((role or "").lower()))
        top = top_of(tree, known.head)
        words.add(tree.lemmas[top])
        for kid in tree.kids[top]:
            if tree.rels[kid] in ("appos", "nmod:desc", "compound"):
                words.add(tree.lemmas[kid])
                words.update(tree.lemmas[k] for k in tree.kids_of(kid, "compound", "amod"))
        link = Link(name=known.name, kind=LinkKind.PERSON, entity=known.entity)
        return Told(known.head, link, frozenset(words), False)

    def role(self, phrase: Phrase) -> Link | None:
        """The one person or unnamed teller that "the spokesman" can mean."""
        if phrase.determiner not in THE or phrase.plural or phrase.owner is not None:
            return None
        asked = self._asked(phrase)
        if asked is None:
            return None
        wanted, countries = asked
        found: dict[str, Told] = {}
        for told in self._earlier(phrase.head):
            if told.plural or told.link.kind not in (LinkKind.PERSON, LinkKind.ANONYMOUS):
                continue
            if _fits(told, phrase.lemma, wanted, countries):
                found[told.link.name] = told
        return self._chosen(found.values(), phrase.head)

    def _earlier(self, word: int) -> Iterable[Told]:
        stop = bisect_left(self.people, word, key=lambda told: told.word)
        people = self.people[max(0, stop - _MEMORY) : stop]
        return sorted([*people, *self.tellers[-_MEMORY:]], key=lambda told: told.word)

    def _asked(self, phrase: Phrase) -> tuple[set[str], set[str]] | None:
        """Further words of a description and the states it names; ``None``: it says too much."""
        tree = self.tree
        wanted: set[str] = set()
        countries: set[str] = set()
        for word in range(*phrase.core):
            if word == phrase.head or tree.rel(word) in ("det", "case", "punct"):
                continue
            known = self.names.at(word)
            country = adjectives().get(tree.forms[word])
            if country is None and known is not None and known.entity is not None:
                country = known.entity.country
            if country is not None:
                countries.add(country)
            elif tree.upos[word] in ("VERB", "PRON", "AUX") or known is not None:
                return None
            elif not tree.low[word][:1].isdigit() and tree.low[word] not in _PASSED:
                wanted.add(tree.lemmas[word])
        return wanted, countries

    def _chosen(self, found: Iterable[Told], word: int) -> Link | None:
        """The one, or of several the one of this or the last sentence."""
        rows = list(found)
        if len(rows) > 1:
            here = self.tree.sentence[word]
            rows = [t for t in rows if here - self.tree.sentence[t.word] <= _NEAR]
        return rows[0].link if len(rows) == 1 else None

    def body(self, phrase: Phrase) -> Link | None:
        """The one body that "the ministry" or "the paper" can mean."""
        noun = phrase.lemma
        if phrase.determiner not in THE or noun not in BODIES | OUTLETS:
            return None
        rest = [k for k in range(*phrase.core) if k != phrase.head and k >= phrase.words.start + 1]
        if any(self.tree.upos[k] not in ("NOUN", "ADJ") for k in rest):
            return None
        wanted = {noun, *(self.tree.low[k] for k in rest)}
        named = self._named_body(phrase, noun, wanted)
        if named or rest:
            return named
        return self._fuller(phrase, noun) or self._only_body(phrase, noun)

    def _only_body(self, phrase: Phrase, noun: str) -> Link | None:
        """The one body named in this sentence or the one before, for "the organization"."""
        if noun not in _ANY_BODY:
            return None
        here = self.tree.sentence[phrase.head]
        found: dict[str, Link] = {}
        stop = bisect_left(self.bodies, phrase.head, key=lambda known: known.head)
        for known in reversed(self.bodies[max(0, stop - _MEMORY) : stop]):
            if here - self.tree.sentence[known.head] > _NEAR:
                break
            entity = known.entity
            if entity is None or self.is_outlet(entity.name):
                return None
            name = bare(entity.name)
            found[entity.id] = Link(name=name, kind=LinkKind.ORGANISATION, entity=entity)
        return next(iter(found.values())) if len(found) == 1 else None

    def _fuller(self, phrase: Phrase, noun: str) -> Link | None:
        """The body that the same noun told of before, with whose it is or of what kind."""
        tree = self.tree
        found: dict[str, Told] = {}
        heads = self._nouns.get(noun, [])
        stop = bisect_left(heads, phrase.head)
        for head in heads[max(0, stop - _MEMORY) : stop]:
            words = around(tree, head).words
            name = bare(tree.said(words))
            if len(range(*words)) < 2 or not name[:1].isupper() or tree.low[words.start] in ANY:
                continue
            link = Link(name=name, kind=LinkKind.ORGANISATION, span=tree.span(words))
            found[name] = Told(head, link, frozenset(), False)
        return self._chosen(found.values(), phrase.head)

    def _named_body(self, phrase: Phrase, noun: str, wanted: Set[str]) -> Link | None:
        found: dict[str, Told] = {}
        stop = bisect_left(self.bodies, phrase.head, key=lambda known: known.head)
        for known in self.bodies[max(0, stop - _MEMORY) : stop]:
            entity = known.entity
            if entity is None:
                continue
            outlet = self.is_outlet(entity.name)
            words = self.tree.low[known.words.start : known.words.end]
            paper = noun in OUTLETS and outlet and len(wanted) == 1
            if wanted <= set(words) or (paper and not self.is_own(entity.name)):
                kind = (
                    LinkKind.OUTLET
                    if outlet
                    else KINDS.get(known.mention.kind, LinkKind.ORGANISATION)
                )
                link = Link(name=bare(entity.name), kind=kind, entity=entity)
                found[link.name] = Told(known.head, link, frozenset(), False)
        for told in self.tellers[-_MEMORY:]:
            paper = noun in OUTLETS and told.link.kind is LinkKind.OUTLET
            body = told.link.kind is LinkKind.ORGANISATION and wanted <= told.words
            if paper or (body and bare(told.link.name)[:1].isupper()):
                found[bare(told.link.name)] = told
        return self._chosen(found.values(), phrase.head)

    def is_own(self, name: str) -> bool:
        """Whether a name is that of the article's own outlet."""
        return self.own is not None and same_name(name, self.own)


def _fits(told: Told, noun: str, wanted: Set[str], countries: Set[str]) -> bool:
    called = noun in told.words or any(noun in row and row & told.words for row in _ALIKE)
    if not called or not wanted <= told.words:
        return False
    country = told.link.entity.country if told.link.entity else None
    return not countries or country in countries


def _is_agency(name: str) -> bool:
    """Whether "the Kestrel Agency" is one of news: nothing else is named after no business."""
    first, _, last = bare(name).rpartition(" ")
    return last in _NEWS and first.isalpha() and first.istitle() and first.lower() not in _BUSINESS


def bare(name: str) -> str:
    """A name without its "the"."""
    return re.sub(r"^(?:the|The)\s+(?=\S)", "", name)


def key_of(name: str) -> str:
    """What is the same in two writings of a name."""
    return bare(name).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one body's: alike but for "the", or two forms of a known name."""
    if key_of(one) == key_of(other):
        return True
    first, second = known_exactly(one), known_exactly(other)
    return first is not None and second is not None and first.id == second.id
