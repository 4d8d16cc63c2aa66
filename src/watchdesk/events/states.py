"""Which state a phrase, a mention or a sentence speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import joined
from watchdesk.events.party_words import ELSEWHERE
from watchdesk.language.lexicon import adjectives, known_exactly
from watchdesk.records import Mention, MentionKind, Place, Span

_BEFORE = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nmod", "det", "flat"})
_HERE = ("in", "of", "from", "near", "at", "throughout", "across", "within", "inside", "on", "for")


class States:
    """The states of one article's phrases."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        mention_at: dict[int, Mention],
        located: dict[Span, Place],
    ) -> None:
        """``mention_at`` gives the mention of a word, ``located`` the places that are known."""
        self._tree = tree
        self._mentions = mentions
        self._mention_at = mention_at
        self.located = located

    def of_mention(self, mention: Mention) -> str | None:
        """The state of what a mention names."""
        place = self.located.get(mention.span)
        own = mention.entity.country if mention.entity else None
        return own or (place.country if place else None)

    def of_phrase(self, word: int, depth: int, *, last: bool = False) -> str | None:
        """The state that the words of a phrase tell; with ``last`` the last of those joined."""
        tree = self._tree
        for kid in tree.kids[word]:
            if tree.rels[kid] not in _BEFORE or kid > word:
                continue
            each = joined(tree, kid)[-1] if last else kid
            if found := self.at(each, depth) or self.at(kid, depth):
                return found
        for kid in tree.kids[word]:
            if kid > word and tree.rel(kid) in ("nmod", "obl", "appos"):
                cases = {tree.low[c] for c in tree.kids_of(kid, "case")}
                if not cases or cases & set(_HERE):
                    found = self.at(kid, depth)
                    if found:
                        return found
        if depth < 2:
            for kid in tree.kids_of(word, "acl"):
                for inner in tree.kids_of(kid, "obl"):
                    cases = {tree.low[c] for c in tree.kids_of(inner, "case")}
                    if cases & {"in", "from"} and tree.rels[kid] == "acl":
                        return self.at(inner, depth)
        return None

    def at(self, word: int, depth: int) -> str | None:
        """The state of one word of a phrase: a name, a nationality, or what stands around it."""
        tree = self._tree
        form = tree.forms[word]
        mention = self._mention_at.get(word)
        if mention is not None:
            return self.of_mention(mention)
        own = adjectives().get(form) or adjectives().get(form.rpartition("-")[2])
        if own and not form.startswith(("pro-", "anti-")):
            return own
        return self.of_phrase(word, depth + 1) if depth < 2 else None

    def of_place(self, mention: Mention) -> str | None:
        """The state a place's own last word names: "Western Cambodia"."""
        if mention.kind is not MentionKind.PLACE:
            return None
        last = self._tree.text[mention.start : mention.end].rpartition(" ")[2]
        known = known_exactly(last)
        return known.country if known and known.sure else None

    def assumed(self, word: int) -> str | None:
        """The one state of the places of the sentence, else the one the article is about."""
        tree = self._tree
        before = {tree.low[k] for k in tree.kids_of(word, "amod", "nmod:poss", "det", "compound")}
        if before & ELSEWHERE:
            return None
        return self.around(word)

    def around(self, word: int) -> str | None:
        """The one state of the places of a word's sentence, else the one of the article."""
        sentence = self._tree.sentence[word]
        if sentence not in self._by_sentence:
            return self._of_article
        found = self._by_sentence[sentence]
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _by_sentence(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for word, mention in self._mention_at.items():
            if mention.kind is MentionKind.PLACE and (country := self.at(word, 0)):
                found.setdefault(self._tree.sentence[word], set()).add(country)
        return found

    @cached_property
    def _of_article(self) -> str | None:
        named = (self.at(self._tree.words(m.span).start, 0) for m in self._mentions)
        counts = Counter(country for country in named if country)
        if not counts:
            return None
        first, number = counts.most_common(1)[0]
        return first if number >= 3 and number * 3 >= 2 * counts.total() else None
