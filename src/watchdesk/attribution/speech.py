"""Which quotations a verb of telling speaks, by where they stand and what is between."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.attribution.tree import Quoted, Tree
from watchdesk.language.listed import Range

_FARTHEST = 40
"""Most words between a clause of telling and its quotation."""
_LISTENER = 8
"""Most words that name who is told or asked."""
_FEWEST = 4
"""Least words of speech that nobody is named for."""
_STOPS = frozenset(". ? ! ;".split())
_LIGHT = frozenset(", — – - -- … ... ? !".split())
"""Marks before a closing quotation mark that say that the sentence goes on."""
_COUNTED = frozenset({"VERB", "AUX"})
_TELLING = frozenset(
    "say tell add write ask reply respond call explain note warn insist claim describe quote tweet "
    "declare announce argue continue state recall joke post think believe".split()
)
_DASHES = frozenset("- – —".split())
_NAMING = frozenset("call describe label dub brand deem nickname term".split())
"""Verbs whose object stands between them and the quoted words."""
_SUBJECTS = frozenset({"PROPN", "NOUN", "PRON", "DET"})
_ASIDE = frozenset({"ADP", "ADV", "SCONJ", "VERB", "PART", "NUM"})
"""What words begin with that tell when and how something was said."""
_RELATIVE = frozenset("who which that".split())
_JOINING = frozenset("and but or then so while , & —".split())
_WHILE = frozenset(
    "as while when after before in on at during to of from via through about by with last this "
    "earlier later yesterday today recently again afterward afterwards , . ; : — – -- ( and but "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def spoken(tree: Tree, verb: int, source: Range | None) -> list[Range]:
    """The quotations a verb of telling outside quotations speaks, in order, marks included.

    Goes by positions and punctuation alone, for quotations break trees. A few quoted words inside
    a clause of reported speech are not taken, unless they are all that is told. Empty when there
    is none.
    """
    if tree.quote[verb] >= 0 or tree.paragraph[verb] < 0 or not tree.quotes:
        return []
    clause = _Clause.of(tree, verb, source)
    before = clause.quoted_before(tree)
    after = clause.quoted_after(tree, bool(before))
    if not before and not after:
        after = clause.quoted_below(tree)
    if not before and after:
        before = clause.unquoted_before(tree, after[0])
    return [*before, *after]


class _Clause(NamedTuple):
    """A verb of telling with its source, and the paragraph they stand in."""

    start: int
    end: int
    verb: int
    source: Range | None
    bounds: Range

    @staticmethod
    def of(tree: Tree, verb: int, source: Range | None) -> _Clause:
        """The clause of a verb."""
        paragraph = tree.paragraphs[tree.paragraph[verb]]
        bounds = Range(paragraph.start, paragraph.end)
        start, end = verb, verb + 1
        if source and bounds.holds(source):
            if source.end <= verb and verb - source.end <= _FARTHEST:
                start = source.start
            elif verb < source.start <= verb + 4:
                end = source.end
        return _Clause(start, end, verb, source, bounds)

    def quoted_before(self, tree: Tree) -> list[Range]:
        """The quotation that ends where this clause begins, and those right before it.

        Words after its mark that belong to it are taken along: "“The port is shut” for good,
        she said".
        """
        number, gap = _nearest(tree, range(self.start - 1, self.bounds.start - 1, -1))
        if number is None:
            return []
        if self.source and tree.low[self.source.start] in _RELATIVE and gap:
            return []
        quote = tree.quotes[number]
        gap = gap[::-1]
        if not self._ends_into(tree, quote, gap):
            return []
        if not begins_sentence(tree, quote, self.bounds):
            return []
        found = [Range(quote.start, self._tail(tree, quote, gap))]
        while number and tree.quotes[number - 1].end == quote.start > self.bounds.start:
            number -= 1
            quote = tree.quotes[number]
            found.append(quote.words)
        return found[::-1]

    def _tail(self, tree: Tree, quote: Quoted, gap: list[int]) -> int:
        """Where the sentence of a quotation ends that goes on after its mark, up to a comma."""
        told_on = len(gap) > 1 and self.source is not None and self.source.start == self.start
        if told_on and not says_more(tree, quote) and tree.low[gap[-1]] == ",":
            return gap[-1]
        return quote.end

    def unquoted_before(self, tree: Tree, after: Range) -> list[Range]:
        """What stands before "…, she said, “is shut”", when the quotation is its second half."""
        comma = self.start - 1
        first = tree.forms[after.start + 1] if after.end - after.start > 1 else ""
        if comma <= self.bounds.start or tree.low[comma] != "," or not first[:1].islower():
            return []
        start = comma
        while start > self.bounds.start and tree.low[start - 1] not in _STOPS:
            start -= 1
            if tree.quote[start] >= 0 or comma - start > _FARTHEST:
                return []
        while start < comma and tree.low[start] in _JOINING:
            start += 1
        return [] if start >= comma or tree.upos[start] in _ASIDE else [Range(start, comma)]

    def _ends_into(self, tree: Tree, quote: Quoted, gap: list[int]) -> bool:
        """Whether the sentence of a quotation goes on into this clause."""
        if any(tree.upos[w] in _COUNTED for w in gap) or len(gap) > 12:
            return False
        last = tree.low[quote.end - 2] if quote.end - 2 > quote.start else ""
        if (gap and tree.low[gap[0]] in _LIGHT) or last in {",", "—", "–", "-", "--"}:
            return True
        first = tree.forms[quote.end]
        if first[:1].islower() and quote.end == self.verb:
            return True
        return last != "." and tells_nothing_else(tree, self.end, self.bounds.end)

    def quoted_after(self, tree: Tree, goes_on: bool) -> list[Range]:
        """The quotation this clause leads to, and those joined to it."""
        number, gap = _nearest(tree, range(self.end, self.bounds.end))
        if number is None or not self._leads_to(tree, tree.quotes[number], gap, goes_on):
            return []
        last = _joined(tree, number, self.bounds)
        whole = Range(tree.quotes[number].start, _clause_end(tree, last, self.bounds))
        return [whole, *_continuing(tree, last)]

    def _leads_to(self, tree: Tree, quote: Quoted, gap: list[int], goes_on: bool) -> bool:
        words = [tree.low[w] for w in gap]
        verbs = [w for w in gap if tree.upos[w] in _COUNTED]
        opened = bool(words) and words[0] in {",", "—", "–"}
        if any(tree.lemmas[w] in _TELLING for w in verbs):
            return False
        if verbs and not (opened and all(tree.low[w].endswith("ing") for w in verbs)):
            return False
        if words and words[-1] in {",", ":", "—", "–"}:
            if words[-1] == ":":
                return not any(word in _DASHES for word in words)
            return len(words) == 1 or goes_on or self._introduces(tree, quote, gap)
        if tree.lemmas[self.verb] in _NAMING:
            return False
        if not _completes(tree, quote):
            return False
        if not words or words == ["that"]:
            return True
        return tree.upos[gap[-1]] not in {"DET", "ADP", "ADJ", "AUX", "PART"} and _sentence_like(
            tree, quote
        )

    @staticmethod
    def _introduces(tree: Tree, quote: Quoted, gap: list[int]) -> bool:
        """Whether words before a comma and a quotation are no part of what is told."""
        first = tree.forms[quote.start + 1]
        content = first[:1].islower() and tree.upos[gap[0]] in _SUBJECTS
        if content or tree.low[gap[0]] == "that" or quote.end - quote.start < _FEWEST:
            return False
        return _sentence_like(tree, quote)

    def quoted_below(self, tree: Tree) -> list[Range]:
        """The quotation of the next paragraph, when this one ends in a colon."""
        last = self.bounds.end - 1
        number = tree.paragraph[self.verb] + 1
        if tree.low[last] != ":" or number >= len(tree.paragraphs):
            return []
        if any(tree.low[w] in _STOPS for w in range(self.end, last)):
            return []
        below = tree.paragraphs[number].start
        quote = tree.quote[below]
        if quote < 0 or tree.quotes[quote].start != below:
            return []
        return [tree.quotes[quote].words, *_continuing(tree, quote)]


def _nearest(tree: Tree, way: range) -> tuple[int | None, list[int]]:
    """The first quotation on a way of words, and the words before it; a stop ends the way."""
    passed: list[int] = []
    for word in way:
        if tree.quote[word] >= 0:
            return tree.quote[word], passed
        if tree.low[word] in _STOPS or len(passed) > _FARTHEST:
            break
        passed.append(word)
    return None, passed


def begins_sentence(tree: Tree, quote: Quoted, bounds: Range) -> bool:
    """Whether a quotation of a paragraph, ``bounds``, stands at the beginning of a sentence."""
    before = quote.start - 1
    if before < bounds.start or tree.quote[before] >= 0:
        return True
    return tree.low[before] in {".", "?", "!", ":", ";", "—", "…", "(", "["}


def tells_nothing_else(tree: Tree, after: int, end: int) -> bool:
    """Whether no content follows a clause of telling that ends before ``after``."""
    if after >= end or tree.low[after] in _WHILE:
        return True
    for word in range(after, min(after + _LISTENER, end)):
        if tree.low[word] in _STOPS:
            return True
        if tree.upos[word] in _COUNTED or tree.quote[word] >= 0 or tree.low[word] == "that":
            break
    return False


def says_more(tree: Tree, quote: Quoted) -> bool:
    """Whether the sentence of a quotation may go on after it, by the mark it ends with."""
    last = tree.low[quote.end - 2] if quote.end - 2 > quote.start else ""
    after = tree.low[quote.end] if quote.end < len(tree) else ""
    return last in _LIGHT or last[-1:] in "…" or after == ","


def _completes(tree: Tree, quote: Quoted) -> bool:
    """Whether the sentence, or its clause, ends with a quotation."""
    last = tree.low[quote.end - 2] if quote.end - 2 > quote.start else ""
    if last in {".", "?", "!", ","} or not quote.closed:
        return True
    return (
        quote.end >= len(tree)
        or tree.paragraph[quote.end] != tree.paragraph[quote.start]
        or tree.low[quote.end] in {".", ",", ";", "!", "?", "—", "–", ")"}
    )


def _sentence_like(tree: Tree, quote: Quoted) -> bool:
    """Whether a quotation reads as a sentence and not as a name or a few words."""
    inner = range(quote.start + 1, quote.end)
    words = [w for w in inner if tree.is_word(w)]
    if len(words) < 3:
        return bool(words) and tree.low[quote.end - 2] in {"!", "?", "."}
    return any(tree.upos[w] in _COUNTED for w in words) or tree.forms[words[0]][:1].isupper()


def _joined(tree: Tree, number: int, bounds: Range) -> int:
    """The last of the quotations of a paragraph that only "and" or a comma parts."""
    while number + 1 < len(tree.quotes):
        here, following = tree.quotes[number], tree.quotes[number + 1]
        between = range(here.end, following.start)
        near = following.start < bounds.end and len(between) <= 2
        if not near or not any(tree.low[w] in ("and", "or") for w in between):
            break
        if not all(tree.low[w] in _JOINING for w in between):
            break
        number += 1
    return number


def _clause_end(tree: Tree, number: int, bounds: Range) -> int:
    """Where a clause ends that goes on after its quotation without a mark: "“…” in the capital"."""
    quote = tree.quotes[number]
    if _completes(tree, quote):
        return quote.end
    for word in range(quote.end, min(quote.end + _FARTHEST, bounds.end)):
        if tree.quote[word] >= 0 or tree.low[word] in _JOINING:
            break
        if tree.low[word] in _STOPS or tree.low[word] in _DASHES:
            return word
    return quote.end


def _continuing(tree: Tree, number: int) -> list[Range]:
    """The quotations of the next paragraphs that go on with one that is not closed."""
    found: list[Range] = []
    for at in range(number + 1, len(tree.quotes)):
        following = tree.quotes[at]
        if not following.continues or _is_told_after(tree, following):
            break
        found.append(following.words)
    return found


def _is_told_after(tree: Tree, quote: Quoted) -> bool:
    """Whether a clause of its own seems to follow a quotation."""
    here = quote.end < len(tree) and tree.paragraph[quote.end] == tree.paragraph[quote.start]
    return here and quote.closed and "," in (tree.low[quote.end - 2], tree.low[quote.end])


def is_speech(tree: Tree, quote: Quoted) -> bool:
    """Whether a quotation nobody is named for reads as something said: no title, no mere words."""
    words = [w for w in range(quote.start, quote.end) if tree.is_word(w)]
    if len(words) < _FEWEST:
        return False
    verbs = any(tree.upos[w] in _COUNTED for w in words)
    long = [w for w in words if len(tree.forms[w]) > 3]
    titled = len(words) < 12 and all(tree.forms[w][:1].isupper() for w in long)
    return verbs and not titled
