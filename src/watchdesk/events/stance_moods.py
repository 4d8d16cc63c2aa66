"""Whether a word tells a stand, by how it is told: denied, supposed, doubted."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events import modal_words
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_targets import Targets
from watchdesk.events.stance_told import OPPOSITE
from watchdesk.events.stance_words import Entry, Words
from watchdesk.records import Attribution, Modality, PositionBasis, Stance, Strength, Telling

_TAKEN_BACK = frozenset(
    "join attend sign accept participate approve ratify allow permit authorize authorise adopt "
    "recognize recognise contribute take_part".split()
)
"""Deeds that not to do tells a stand."""
_DOUBTING = frozenset(
    "concern fear worry suspicion speculation belief possibility risk prospect impression rumour "
    "rumor wonder doubt suspect speculate idea notion assumption".split()
)
_FALSELY = frozenset("wrongly incorrectly mistakenly erroneously falsely originally".split())
"""Adverbs by which an outlet tells that what it said was not so."""
_ONES = frozenset({"one", "something", "anything", "thing", "step", "move", "idea"})
_LEFT_OPEN = frozenset({"exclude", "rule"})
"""Verbs by which, denied, somebody leaves a thing open."""
_SPEAKING = frozenset({"speech", "writing", "belief", "document"})


class Moods:
    """What the rules for stands walk on, and how a word is told."""

    def __init__(self, tree: Tree, table: Words, attributions: Sequence[Attribution]) -> None:
        self._tree = tree
        self._table = table
        self.targets = Targets(tree, table)
        self._attributions = {a.id: a for a in attributions}
        self._content = self._holders(attributions)
        self._used: set[int] = set()

    def within(self, attribution: str | None) -> str | None:
        """The attribution one is told inside of."""
        one = self._attributions.get(attribution or "")
        return one.within if one else None

    def _holders(self, attributions: Sequence[Attribution]) -> list[str | None]:
        """Of each word the innermost speech whose content holds it."""
        found: list[str | None] = [None] * len(self._tree)
        spans = [(s.length, s, a.id) for a in attributions if _speaks(a) for s in a.content]
        for _, span, name in sorted(spans, key=lambda row: row[0], reverse=True):
            words = self._tree.words(span)
            found[words.start : words.end] = [name] * max(0, words.end - words.start)
        return found

    def _singled_out(self, word: int) -> int | None:
        """The noun of "was the first minister to criticise", "are among those to push for"."""
        tree = self._tree
        if not tree.has_to(word):
            return None
        at = min(tree.kids_of(word, "mark")) - 1
        while at > 0 and tree.upos[at] in ("ADV", "PUNCT"):
            at -= 1
        if at < 0 or tree.upos[at] not in ("NOUN", "PROPN") or tree.kid(at, "cop") is None:
            return None
        return at

    def _stance(self, word: int, entry: Entry) -> Stance | None:
        told = self._told_as(word)
        if self._is_doubted(word):
            return None
        if told is Modality.POSSIBLE and entry.stance is Stance.FOR and self._could(word):
            return entry.stance
        if told is Modality.POSSIBLE or (told is Modality.CONDITIONAL and self._may(word)):
            return None
        neither = self._neither(word, entry)
        if neither is not None:
            return neither
        if told is not Modality.NEGATED:
            if self._no_longer(word):
                return self._given_up(word, entry)
            if entry.strength is Strength.WEAK and entry.stance is Stance.RESERVED:
                return entry.stance if self._goes_on(word, told) else None
            return None if entry.negated else entry.stance
        if entry.negated:
            return entry.stance
        if self._no_longer(word):
            return self._given_up(word, entry)
        return self._denied(word, entry)

    def _told_as(self, word: int) -> Modality:
        told = of_word(self._tree, word)
        if self._singled_out(word) is not None:
            told = Modality.ASSERTED
        if told is Modality.POSSIBLE and self._is_unable(word):
            told = Modality.NEGATED
        if told is Modality.CONDITIONAL and self._would_not(word):
            return Modality.NEGATED
        if self._is_not_one(word):
            return Modality.POSSIBLE
        none = told is Modality.ASSERTED and self._is_of_none(word)
        return Modality.NEGATED if none or self._is_yet_to(word) else told

    def _would_not(self, word: int) -> bool:
        """ "Would not go along with it": a refusal where no "if" stands beside it."""
        tree = self._tree
        would = any(tree.low[k] in modal_words.WOULD for k in tree.kids_of(word, "aux"))
        clauses = tree.kids_of(word, "advcl")
        supposed = any(tree.low[m] in modal_words.IF for c in clauses for m in tree.kids[c])
        return would and negated(tree, word) and not supposed

    def _given_up(self, word: int, entry: Entry) -> Stance | None:
        """What it is to do so no longer: who no longer rules a thing out leaves it open."""
        if self._tree.lemmas[word] in _LEFT_OPEN:
            return Stance.RESERVED
        return entry.stance if entry.negated else OPPOSITE.get(entry.stance)

    def _denied(self, word: int, entry: Entry) -> Stance | None:
        """What it is not to do so."""
        if self._tree.lemmas[word] in _LEFT_OPEN:
            return Stance.RESERVED
        if entry.stance is not Stance.FOR:
            return None
        if entry.basis is PositionBasis.WORDS or self._tree.lemmas[word] in _TAKEN_BACK:
            return Stance.AGAINST
        aux = {self._tree.low[k] for k in self._tree.kids_of(word, "aux")}
        willed = bool(aux & (modal_words.WILL | modal_words.WOULD | modal_words.CAN))
        return Stance.AGAINST if willed else None

    def _is_doubted(self, word: int) -> bool:
        """Whether it is what others fear, suppose or claim: "concerns that Washington is open"."""
        tree, at = self._tree, word
        for _ in range(6):
            head = tree.heads[at]
            if head < 0:
                return False
            told = tree.rel(at) in ("acl", "ccomp") and tree.rels[at] != "acl:relcl"
            if told and tree.lemmas[head] in _DOUBTING and not tree.has_to(at):
                return True
            if told and any(tree.low[k] in _FALSELY for k in tree.kids_of(head, "advmod")):
                return True
            at = head
        return False

    def _goes_on(self, word: int, told: Modality) -> bool:
        """ "Is studying", "is being discussed", "would consider it only if"."""
        tree = self._tree
        if told is Modality.CONDITIONAL:
            return True
        forms = {tree.low[word], *(tree.low[k] for k in tree.kids_of(word, "aux", "aux:pass"))}
        being = "being" in forms or tree.low[word].endswith("ing")
        return being and tree.kid(word, "aux", "aux:pass") is not None

    def _could(self, word: int) -> bool:
        """ "Could accept it if": a stand where a condition is told with it."""
        tree = self._tree
        can = {"could", "can"} if tree.lemmas[word] == "live" else {"could"}
        return any(tree.low[k] in can for k in tree.kids_of(word, "aux")) and not negated(
            tree, word
        )

    def _may(self, word: int) -> bool:
        aux = {self._tree.low[k] for k in self._tree.kids_of(word, "aux")}
        return bool(aux & modal_words.MAY)

    def _is_unable(self, word: int) -> bool:
        """ "Cannot support", "could not accept"."""
        tree = self._tree
        able = any(tree.low[k] in modal_words.CAN for k in tree.kids_of(word, "aux"))
        return able and (negated(tree, word) or self._no_longer(word))

    def _is_not_one(self, word: int) -> bool:
        """ "It is not one that we welcome": by itself no word on what it is one of."""
        tree = self._tree
        head = tree.heads[word]
        relative = head >= 0 and tree.rels[word] == "acl:relcl" and tree.lemmas[head] in _ONES
        return relative and any(tree.low[k] == "not" for k in tree.kids[head])

    def _neither(self, word: int, entry: Entry) -> Stance | None:
        """What "neither endorsed nor condemned" comes to: no side; but against, where both words
        are for: "neither encourages nor enables"."""
        tree = self._tree
        first = any(tree.low[k] == "neither" for k in tree.kids[word])
        other = [k for k in tree.kids_of(word, "conj") if self.targets.entries(k)]
        if not first or not other:
            return None
        self._used.update(other)
        same = all(self.targets.entries(k)[0].stance is entry.stance for k in other)
        return Stance.AGAINST if same and entry.stance is Stance.FOR else Stance.RESERVED

    def _is_yet_to(self, word: int) -> bool:
        """ "Has yet to decide"."""
        tree = self._tree
        head = tree.heads[word]
        yet = head >= 0 and any(tree.low[k] == "yet" for k in tree.kids_of(head, "advmod"))
        return yet and tree.has_to(word) and tree.lemmas[head] in ("have", "be")

    def _is_of_none(self, word: int) -> bool:
        """ "Neither Ghana nor Togo supports"."""
        tree = self._tree
        subjects = tree.kids_of(word, "nsubj", "nsubj:pass")
        return any(tree.low[k] == "neither" for s in subjects for k in tree.kids[s])

    def _no_longer(self, word: int) -> bool:
        tree = self._tree
        return any(
            tree.low[k] == "longer" and k > 0 and tree.low[k - 1] == "no" for k in tree.kids[word]
        )

    def _is_supposed(self, word: int, *, may: bool = True) -> bool:
        """Whether it only may be so, or would be if something else were."""
        tree = self._tree
        aux = {tree.low[k] for k in tree.kids_of(word, "aux")}
        for clause in tree.kids_of(word, "advcl"):
            if may and any(tree.low[k] == "if" for k in tree.kids_of(clause, "mark")):
                return True
        if (may and aux & modal_words.MAY) or tree.feature(word, "Mood") == "Imp":
            return True
        return any(tree.low[k] in modal_words.IF for k in tree.kids_of(word, "mark", "advmod"))


def _speaks(one: Attribution) -> bool:
    """Whether somebody says the content, and says it as so."""
    asked = one.mood is Telling.QUESTION or one.telling is not Telling.ASSERTED
    return one.act.value in _SPEAKING and not asked
