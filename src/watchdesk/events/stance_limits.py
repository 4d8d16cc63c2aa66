"""What limits a stand: conditions, exceptions, and where and for what a permission holds."""

from __future__ import annotations

from collections.abc import Iterable

from watchdesk.attribution.tree import Tree
from watchdesk.events.modal_words import TELLING
from watchdesk.language.listed import Range
from watchdesk.records import Span

_IF = frozenset("if unless until provided providing once".split())
_AS_LONG = frozenset({"long", "far"})
_EXCEPT = frozenset("except excluding barring save".split())
_WHERE = frozenset(
    "near along within around outside beyond north south east west close up anywhere "
    "wherever".split()
)
"""Words before a place that bound where something is allowed."""
_PURPOSE = frozenset(
    "defensive defense defence medical humanitarian civilian peaceful transit training system "
    "purpose flight self-defence self-defense emergency evacuation use research".split()
)
_ELSE = frozenset({"further", "farther", "else", "more"})
_AIMED = frozenset(
    "target position base site area place force troops unit facility attack plane aircraft".split()
)
"""What a permission to strike or enter can be bounded by."""
_RETURN = frozenset({"exchange", "return", "condition", "understanding", "proviso"})
_TERMS = frozenset({"condition", "understanding", "proviso", "assumption"})
_LONGEST = 40
"""Words of a limit at most."""


class Limits:
    """Finds limits in one article."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def of(self, cue: int, passed: Iterable[int], *, bounded: bool) -> Span | None:
        """The words that limit what a cue tells, a condition before all others."""
        heads = [cue, *passed]
        found = self._condition(heads) or self._provided(cue)
        found = found or self._exception(cue) or self._only(heads, cue)
        bounds = self._bounds(heads, cue) if bounded else None
        if bounds is not None and (found is None or bounds.start <= found.start <= bounds.end + 2):
            found = Range(bounds.start, max(bounds.end, found.end if found else 0))
        if found is None:
            return None
        found = Range(found.start, min(found.end, found.start + _LONGEST))
        trimmed = self._tree.trim(found)
        return self._tree.span(trimmed) if trimmed is not None else None

    def _condition(self, heads: list[int]) -> Range | None:
        tree = self._tree
        over = tree.heads[heads[0]]
        if over > heads[0] and tree.lemmas[over] in TELLING:
            heads = [*heads, over]  # "would back it, she said, as long as"
        for head in heads:
            for clause in tree.kids_of(head, "advcl"):
                marks = [k for k in tree.kids[clause] if tree.low[k] in _IF]
                whole = tree.kid(clause, "nsubj", "nsubj:pass", "cop", "aux") is not None
                if marks and whole and tree.low[marks[0] - 1] not in ("even", "as"):
                    return self._whole(clause)
            for adverb in tree.kids_of(head, "advmod", "advcl", "obl"):
                clauses = tree.kids_of(adverb, "advcl", "ccomp", "acl")
                if tree.low[adverb] in _AS_LONG and clauses:
                    return self._whole(adverb)
                if tree.low[adverb] in _RETURN and self._is_return(adverb):
                    return self._whole(adverb)
                if tree.low[adverb] == "provided" and clauses:
                    return self._whole(adverb)
        return None

    def _provided(self, cue: int) -> Range | None:
        """ "Provided that" wherever the tree hangs it."""
        tree = self._tree
        end = tree.sentence_of(cue).end
        for word in range(cue + 1, end - 2):
            if self._is_leading(word) and not self._is_others(cue, word):
                return Range(word, self._end_of_terms(word, end))
        return None

    def _end_of_terms(self, word: int, end: int) -> int:
        """Up to who tells them: ", its envoy said"."""
        tree = self._tree
        stops = [k for k in range(word, end) if tree.forms[k] in (";", ",")]
        for stop in stops:
            after = range(stop + 1, min(end, stop + 14))
            tells = [k for k in after if tree.lemmas[k] in TELLING and tree.upos[k] == "VERB"]
            loose = any(tree.rel(k) in ("root", "parataxis") for k in tells)
            if tree.forms[stop] == ";" or loose:
                return stop
        return end

    def _is_leading(self, word: int) -> bool:
        """Whether words begin a condition, wherever the tree hangs it."""
        tree = self._tree
        first, second, third = tree.low[word : word + 3]
        if first in ("provided", "providing"):
            return second == "that"
        if first in ("as", "so"):
            return second in ("long", "soon") and third == "as"
        if first == "on":
            return second in _TERMS or (second in ("the", "one") and third in _TERMS)
        if first == "only":
            return second in ("if", "when", "once", "after", "under")
        return (first, second) == ("subject", "to")

    def _is_others(self, cue: int, word: int) -> bool:
        """Whether somebody else is told to do something between the two."""
        tree = self._tree
        below = set(tree.under(cue))
        return any(
            tree.forms[k] == ";"
            or (
                tree.rel(k) == "nsubj"
                and tree.heads[k] not in below
                and tree.lemmas[tree.heads[k]] not in TELLING | {"let", "understand", "know"}
            )
            for k in range(cue + 1, word)
        )

    def _is_return(self, adverb: int) -> bool:
        """ "In return", "on condition": not "to an exchange"."""
        leads = {self._tree.low[k] for k in self._tree.kids_of(adverb, "case")}
        return bool(leads & {"in", "on", "under", "upon"})

    def _whole(self, head: int) -> Range:
        """A clause with the "only", "but only" or "as" before it."""
        tree = self._tree
        below = [k for k in tree.under(head) if tree.upos[k] != "PUNCT"]
        start = below[0]
        while start > 0 and tree.low[start - 1] in ("only", "but", "as", "so", "long"):
            start -= 1
        return Range(start, below[-1] + 1)

    def _exception(self, cue: int) -> Range | None:
        """ "But not near the border", "but only for", "except", "with the exception of"."""
        tree = self._tree
        end = tree.sentence_of(cue).end
        for word in range(cue + 1, end):
            low = tree.low[word]
            if low in _EXCEPT or (low == "exception" and tree.low[word - 1] in ("the", "an")):
                start = word - 2 if low == "exception" else word
                return self._to_stop(start, word, end)
            after = word + 1
            if low in ("no", "nothing") and after < end and tree.low[after] in _ELSE:
                if after + 1 < end and tree.upos[after + 1] in ("NOUN", "PROPN", "ADJ"):
                    continue  # "no more missiles"
                return Range(word, after + 1)
            if low in ("but", "though", "although", "not") and after < end:
                plain = low == "not" and tree.low[after] in ("just", "only")
                if plain or (low != "not" and tree.low[after] in ("not", "only")):
                    head = self._head_after(after, end)
                    if head is not None and tree.upos[head] != "VERB" and not plain:
                        return self._to_stop(word, head, end)
        return None

    def _head_after(self, word: int, end: int) -> int | None:
        """What a "not" or "only" belongs to."""
        head = self._tree.heads[word]
        return head if word < head < end else None

    def _to_stop(self, start: int, head: int, end: int) -> Range:
        last = max(k for k in (*self._tree.under(head), head) if k < end)
        return Range(start, max(last, head) + 1)

    def _only(self, heads: list[int], cue: int) -> Range | None:
        """ "Only near Kharkiv", "solely for training"."""
        tree = self._tree
        last = max(max(tree.under(head)) for head in heads)
        for word in range(cue, min(last + 1, tree.sentence_of(cue).end)):
            if tree.low[word] not in ("only", "solely", "exclusively", "strictly"):
                continue
            head = tree.heads[word]
            if head > word and tree.upos[head] != "VERB" and tree.low[word - 1] != "not":
                return Range(word, max(tree.under(head)) + 1)
        return None

    def _bounds(self, heads: list[int], cue: int) -> Range | None:
        tree = self._tree
        last = max(max(tree.under(head)) for head in heads)
        end = min(last + 1, tree.sentence_of(cue).end)
        end = next((k for k in range(cue + 1, end) if tree.forms[k] == ";"), end)
        for word in range(cue + 1, end):
            if tree.low[word] in ("wherever", "anywhere") and tree.kids[word]:
                return Range(word, max(k for k in tree.under(word) if k < end) + 1)
        for word in range(cue + 1, end):
            low = tree.low[word]
            if low in _WHERE and self._is_place(word, end):
                return Range(word, self._end_of_place(word, end))
            head = tree.heads[word]
            if tree.rels[word] == "acl:relcl" and tree.lemmas[head] in _AIMED:
                return self._relative(word)
            if low == "against" and head > word and tree.lemmas[head] in _AIMED:
                return Range(word, max(tree.under(head)) + 1)
            if low == "for" and self._is_purpose(word):
                return Range(word, max(tree.under(tree.heads[word])) + 1)
        return None

    def _relative(self, verb: int) -> Range:
        """ "That serve the offensive" of "targets that serve the offensive"."""
        below = [k for k in self._tree.under(verb) if self._tree.upos[k] != "PUNCT"]
        return Range(below[0], below[-1] + 1)

    def _is_place(self, word: int, end: int) -> bool:
        """Whether a noun follows, and "of" or "to" after a direction: "south of the line"."""
        tree = self._tree
        after = tree.low[word + 1] if word + 1 < end else ""
        if tree.low[word] in ("north", "south", "east", "west"):
            return after == "of"
        if tree.low[word] in ("close", "up"):
            return after == "to"
        if tree.low[word] == "within":  # "within 50 km", but not "deep within the country"
            return word + 1 < end and tree.upos[word + 1] in ("NUM", "DET")
        if tree.low[word] == "anywhere":
            return after in ("along", "near", "in")
        head = tree.heads[word]
        return head > word and tree.rel(word) in ("case", "mark", "advmod")

    def _end_of_place(self, word: int, end: int) -> int:
        tree = self._tree
        last = word
        for _ in range(3):
            nouns = [
                k
                for k in range(last + 1, min(last + 8, end))
                if tree.upos[k] in ("NOUN", "PROPN", "NUM")
            ]
            if not nouns:
                break
            last = max(k for k in tree.under(nouns[0]) if k < end)
            if last >= nouns[0]:
                break
        # "not deep into the country" belongs to the same limit
        for at in range(last + 1, min(last + 4, end)):
            if tree.low[at] == "not" and tree.heads[at] > at:
                return max(k for k in tree.under(tree.heads[at]) if k < end) + 1
        return last + 1

    def _is_purpose(self, word: int) -> bool:
        tree = self._tree
        head = tree.heads[word]
        if head <= word or tree.upos[head] not in ("NOUN", "PROPN"):
            return False
        return any(tree.lemmas[k] in _PURPOSE for k in tree.under(head))
