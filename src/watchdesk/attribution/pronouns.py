"""Which body or group "it" and "they" mean."""

from __future__ import annotations

from collections.abc import Set

from watchdesk.attribution.heads import Phrase, around, is_plural, top_of
from watchdesk.attribution.named import Names
from watchdesk.attribution.teller_words import BODIES, CROWDS, DOCUMENTS, OUTLETS
from watchdesk.attribution.tree import Tree
from watchdesk.language.people_words import PEOPLE, ROLES, is_peopled
from watchdesk.records import MentionKind

_REACH = 2
"""Sentences back to which something may be meant."""
_DEEPEST = 4
"""Pronouns in a row that are followed back."""
_WORDS = 120
_SUBJECT = 1.5
_SPEAKER = 1.5
_NAMED = 0.5
_BODIES_MANY = 0.8
"""How much less "they" is a single body."""
_MARGIN = 0.7
_NAMING = frozenset({"flat", "appos", "nmod:desc", "compound", "list", "amod"})
_TELLERS = CROWDS | PEOPLE | ROLES | BODIES
_STATES = frozenset({MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.GROUP})


class Bodies:
    """Bodies and groups an article has spoken of."""

    def __init__(self, tree: Tree, names: Names, speakers: Set[int]) -> None:
        self.tree = tree
        self.names = names
        self.speakers = speakers
        self._meant: dict[int, int] = {}

    def meant(self, word: int, pronoun: str, depth: int = 0) -> Phrase | None:
        """The phrase that "it" or "they" stands for; ``None`` where two may be meant or nothing."""
        tree = self.tree
        best: dict[str, tuple[float, int]] = {}
        for head in range(word - 1, max(-1, word - _WORDS), -1):
            away = tree.sentence[word] - tree.sentence[head]
            if away > _REACH:
                break
            if tree.quote[head] != tree.quote[word] or tree.paragraph[head] < 0:
                continue
            if tree.rels[head] in _NAMING:
                continue
            at = head
            if tree.low[head] == pronoun and tree.rel(head) == "nsubj":
                at = self._again(head, pronoun, depth)
            score = self._score(at, pronoun) if at >= 0 else None
            if score is None:
                continue
            score -= away
            key = self._key(at)
            if key not in best or best[key][0] < score:
                best[key] = score, at
        ranked = sorted(best.values(), reverse=True)
        if not ranked or ranked[0][0] < 0.5:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
            return None
        return around(self.tree, ranked[0][1])

    def _again(self, word: int, pronoun: str, depth: int) -> int:
        """What the same pronoun meant shortly before; -1 for nothing certain."""
        if word not in self._meant:
            phrase = self.meant(word, pronoun, depth + 1) if depth < _DEEPEST else None
            self._meant[word] = phrase.head if phrase is not None else -1
        return self._meant[word]

    def _key(self, head: int) -> str:
        known = self.names.at(head)
        if known is not None and known.entity is not None:
            return known.entity.id
        return self.tree.lemmas[head]

    def _score(self, head: int, pronoun: str) -> float | None:
        tree = self.tree
        if tree.upos[head] not in ("NOUN", "PROPN"):
            return None
        many = is_plural(tree, head) or tree.kid(head, "conj") is not None
        known = self.names.at(head)
        kind = known.mention.kind if known is not None else None
        lemma = tree.lemmas[head]
        if pronoun == "they":
            body = lemma in BODIES or kind in _STATES
            known_noun = lemma in _TELLERS or is_peopled(lemma)
            teller = many and (known_noun or kind in _STATES)
            if not teller and not body:
                return None
            score = 0.0 if many else -_BODIES_MANY
        else:
            if many or not (kind in _STATES or lemma in BODIES | OUTLETS | DOCUMENTS):
                return None
            score = 0.0
        subject = tree.rel(top_of(tree, head)) == "nsubj"
        score += _SUBJECT * subject + _SPEAKER * (head in self.speakers)
        return score + _NAMED * (known is not None) - 0.5 * (not subject)
