"""Through whom words came: papers that were told, quoted, printed or saw what is told."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.attribution.found import Found
from watchdesk.attribution.heads import Phrase, around
from watchdesk.attribution.sources import agent_of, phrase, subject_of
from watchdesk.attribution.teller_words import DOCUMENTS, OUTLETS
from watchdesk.attribution.tellers import Tellers
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Link, LinkKind

_VENUES = frozenset(
    "interview comment remark statement op-ed article column report podcast show essay email "
    "e-mail message opinion commentary conversation letter program programme piece editorial "
    "broadcast document copy post video note memo text transcript".split()
)
_CARRY = frozenset(
    "carry publish broadcast post release cite quote obtain see review view air share report "
    "print leak provide translate relay run circulate distribute verify acquire hear read".split()
)
_QUOTE = frozenset("quote cite".split())
_GOVERNING = frozenset("quote cite hear see report show record".split())
"""What "saying" hangs on in "was quoted as saying" and "can be heard saying"."""
_TALK = frozenset("speak talk write comment".split())
_NEAR = 15
"""Words before "citing" in which the one who cites is named."""
_MOST = 12
"""Dependents of one word that are looked at."""


class Relays:
    """The tellers between the article and a speaker, as the words around a cue name them."""

    def __init__(self, tree: Tree, tellers: Tellers) -> None:
        self.tree = tree
        self.tellers = tellers
        self.speakers = tellers.memory.speakers

    def through(self, one: Found) -> list[Link]:
        """Those who pass one attribution on, outermost first; mostly none."""
        found: list[Link] = []
        for head in self._heads(one):
            link = self._teller(head, one)
            if link is not None and all(link.name != other.name for other in found):
                found.append(link)
        return found

    def _heads(self, one: Found) -> Iterator[int]:
        verb = one.head
        tree = self.tree
        if 0 <= verb < len(tree):
            yield from self._quoting(verb, one.source)
            yield from self._beside(verb)
            governor = tree.heads[verb]
            if governor >= 0 and tree.lemmas[governor] in _GOVERNING:
                yield from self._beside(governor)
        if one.source is not None:
            own = Phrase(tree, one.source)
            yield from self._carriers(own.head)
            if own.lemma in DOCUMENTS:
                yield from self._of_document(own)
        elif 0 <= verb < len(tree) and tree.lemmas[verb] in DOCUMENTS:
            yield from self._of_document(around(tree, verb))

    def _quoting(self, verb: int, source: Range | None) -> Iterator[int]:
        """Who quotes: Y in "quoted by Y as saying", in "Y quoted X as saying" and "Y, citing X"."""
        tree = self.tree
        governor = tree.heads[verb]
        rows = [verb]
        if governor >= 0 and tree.lemmas[governor] in _QUOTE:
            rows.append(governor)
        for at in rows:
            if tree.lemmas[at] not in _QUOTE:
                continue
            if tree.kid(at, "aux:pass") is not None:
                agent = agent_of(tree, at)
                agent = agent_of(tree, verb) if agent is None else agent
                if agent is not None:
                    yield agent
            elif (subject := self._quoter(at, source)) is not None:
                yield subject

    def _quoter(self, verb: int, source: Range | None) -> int | None:
        """Whose "citing" or "quoted" it is, whatever the tree takes for its subject."""
        tree = self.tree
        head = tree.heads[verb]
        for at in (verb, head) if tree.rel(verb) == "advcl" else (verb,):
            subject = subject_of(tree, at)
            if subject is None or (source and source.start <= subject.head < source.end):
                continue
            own = tree.heads[subject.head] == verb
            if own or subject.head in self.speakers or self._is_outlet(subject.head):
                return subject.head
        if head >= 0 and tree.rel(verb) == "acl" and head < verb:
            return head
        return self._last_speaker(verb)

    def _last_speaker(self, verb: int) -> int | None:
        """The teller named last before a verb in its sentence."""
        first = max(self.tree.sentence_of(verb).start, verb - _NEAR)
        return next((k for k in range(verb - 1, first - 1, -1) if k in self.speakers), None)

    def _beside(self, verb: int) -> Iterator[int]:
        """Outlets told, spoken to or written in, and those that carried the statement."""
        tree = self.tree
        for kid in tree.kids[verb][:_MOST]:
            rel = tree.rel(kid)
            if rel in ("iobj", "obj") and tree.upos[kid] in ("NOUN", "PROPN"):
                if self._is_outlet(kid):
                    yield kid
            elif rel == "obl":
                yield from self._venue(kid)
            elif rel == "advcl" and tree.lemmas[kid] in _TALK:
                for inner in tree.kids_of(kid, "obl")[:_MOST]:
                    yield from self._venue(inner)

    def _venue(self, noun: int) -> Iterator[int]:
        tree = self.tree
        cases = {tree.low[k] for k in tree.kids_of(noun, "case")}
        if "according" in cases:
            return
        if cases & {"to", "in", "with"} and self._is_outlet(noun):
            yield noun
        if tree.lemmas[noun] in _VENUES | DOCUMENTS:
            yield from self._carriers(noun)
            for kid in tree.kids_of(noun, "nmod", "obl", "compound")[:_MOST]:
                if self._is_outlet(kid):
                    yield kid

    def _carriers(self, noun: int) -> Iterator[int]:
        """Y in "a letter seen by Y" and "Brandt, quoted by Y"."""
        tree = self.tree
        for kid in tree.kids_of(noun, "acl")[:_MOST]:
            if tree.lemmas[kid] in _CARRY:
                agent = agent_of(tree, kid)
                if agent is not None and self._is_outlet(agent):
                    yield agent

    def _of_document(self, own: Phrase) -> Iterator[int]:
        """The outlet of "a report in the W", "a Y report", "the W's story"."""
        for kid in own.kids[:_MOST]:
            if self.tree.rel(kid) in ("nmod", "compound") and self._is_outlet(kid):
                yield kid

    def _is_outlet(self, head: int) -> bool:
        tree = self.tree
        if tree.upos[head] == "NOUN" and tree.lemmas[head] in OUTLETS:
            own = Phrase(tree, phrase(tree, head), head)
            meant = self.tellers.descriptions.body(own)
            return meant is not None and meant.kind is LinkKind.OUTLET
        if tree.upos[head] not in ("PROPN", "NOUN", "X"):
            return False
        return self.tellers.outlet(Phrase(tree, self._plain(head), head)) is not None

    def _plain(self, head: int) -> Range:
        """A name over a word, or the phrase it heads up to its end."""
        known = self.tellers.names.at(head)
        if known is not None:
            return known.words
        words = phrase(self.tree, head)
        return Range(words.start, max(head + 1, words.start + 1))

    def _teller(self, head: int, one: Found) -> Link | None:
        tree = self.tree
        inside = one.source is not None and one.source.start <= head < one.source.end
        if inside and one.source is not None and Phrase(tree, one.source).head == head:
            return None
        known = self.tellers.names.at(head)
        words = known.words if known is not None else phrase(tree, head)
        link = self.tellers.phrase_link(head, words)
        if link.kind is LinkKind.UNKNOWN:
            return None
        return link
