"""What a speaker says should be, may be, or is for others to decide."""

from __future__ import annotations

from watchdesk.events.modality import negated
from watchdesk.events.stance_judged import Judgements
from watchdesk.events.stance_told import Told
from watchdesk.records import PositionBasis, Stance, Strength

_OUGHT = frozenset({"should", "must", "ought"})
_DECIDING = frozenset({"decide", "choose", "determine"})


class Oughts(Judgements):
    """Finds what should and may be."""

    def _ought(self, word: int) -> Told | None:
        """What a speaker says should be or must not be."""
        tree = self._tree
        if self._content[word] is None or tree.upos[word] not in ("VERB", "AUX", "ADJ"):
            return None
        modal = any(tree.low[k] in _OUGHT for k in tree.kids_of(word, "aux"))
        modal = modal or self._has_to_be(word)
        entitled = self._is_entitled(word)
        if not (modal or entitled or self._is_permitted(word)):
            return None
        if self._is_supposed(word, may=False) or self.targets.is_asked(word):
            return None
        aim = self.targets.of_clause(word)
        if self._has_to_be(word):
            aim = self.targets.of_clause(tree.heads[word])
        sign = aim.sign * (-1 if negated(tree, word) else 1)
        stance = Stance.FOR if sign > 0 else Stance.AGAINST
        plain = bool(aim.turned) or aim.bounded or self._is_permitted(word)
        strength = Strength.MEDIUM if plain else Strength.WEAK
        told = Told(word, stance, PositionBasis.WORDS, strength, aim, by_speaker=True)
        if any(
            tree.lemmas[k] in ("act", "do") for k in (word, *tree.kids_of(word, "acl", "xcomp"))
        ):
            told.aim, told.strength = None, Strength.MEDIUM  # "had every right to act as it does"
        elif entitled and any(tree.lemmas[k] == "act" for k in tree.under(word)):
            told.aim, told.strength = None, Strength.MEDIUM
        told.bounded = aim.bounded or tree.lemmas[word] == "use"
        told.deep = True
        return told

    def _has_to_be(self, word: int) -> bool:
        """ "A war had to be avoided"."""
        tree = self._tree
        head = tree.heads[word]
        bare = head >= 0 and tree.lemmas[head] == "have" and tree.rel(word) == "xcomp"
        return bare and tree.has_to(word) and tree.kid(word, "aux:pass") is not None

    def _is_permitted(self, word: int) -> bool:
        """ "Ukraine may use British weapons", told by who gave them."""
        tree = self._tree
        if tree.lemmas[word] != "use" or negated(tree, word) or tree.kid(word, "obj") is None:
            return False
        allowed = any(tree.low[k] in ("may", "can", "could") for k in tree.kids_of(word, "aux"))
        subject = tree.kid(word, "nsubj")
        return allowed and subject is not None and tree.upos[subject] == "PROPN"

    def _is_entitled(self, word: int) -> bool:
        """ "Has the right to", "has every right to"."""
        tree = self._tree
        if tree.lemmas[word] == "come":
            time = tree.kid(word, "nsubj")
            below = any(tree.has_to(k) for k in tree.kids_of(word, "advcl", "xcomp", "acl"))
            return time is not None and tree.lemmas[time] == "time" and below
        if tree.lemmas[word] != "have":
            return False
        return any(tree.lemmas[k] == "right" for k in tree.kids_of(word, "obj"))

    def _left_to(self, word: int) -> Told | None:
        """ "It is up to Kyiv to decide", "it was for Ukraine to decide when": takes no side."""
        tree = self._tree
        if tree.lemmas[word] not in _DECIDING or not tree.has_to(word):
            return None
        if self._content[word] is None:
            return None
        start = max(tree.sentence_of(word).start, word - 8)
        before = tree.low[start:word]
        told = any(
            before[k : k + 2] == ["up", "to"] or before[k] in ("for", "matter")
            for k in range(len(before))
        )
        if not told:
            return None
        aim = self.targets.of_phrase(word)
        aim.sign, aim.turned = 1, []
        return Told(word, Stance.RESERVED, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)
