"""When something was said, and where, in what, or to whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.attribution.found import Found
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Interval, Time


class Circumstances(NamedTuple):
    """When, and where or to whom, something was said; ``None`` where that is not told."""

    said: Interval | None
    venue: str | None


def circumstances(
    tree: Tree, times: Sequence[Time], found: Sequence[Found]
) -> dict[int, Circumstances]:
    """The circumstances of each attribution, by its ``id()``."""
    clock = Clock(tree, times)
    return {id(one): Circumstances(clock.said(one), venue_of(tree, one)) for one in found}


_LONGEST_VENUE = 16
"""Words of a venue; a longer stretch is a fault of the tree."""
_GOVERNORS = 3
"""Verbs a cue verb may hang on ("went on to say on Monday")."""


class Clock:
    """An article's time expressions, to be found by the words they stand in."""

    def __init__(self, tree: Tree, times: Sequence[Time]) -> None:
        self._tree = tree
        self._times = sorted(times, key=lambda time: time.start)
        self._starts = [time.start for time in self._times]

    def said(self, one: Found) -> Interval | None:
        """The days on which it was said, by a time expression beside the cue; ``None`` for none.

        Beside the cue is what depends on it, or opens its sentence; never what stands inside the
        content or belongs to the source's own story.
        """
        for words in _beside(self._tree, one):
            span = self._tree.span(words)
            low = bisect_left(self._starts, span.start)
            high = bisect_left(self._starts, span.end)
            for time in self._times[low:high]:
                if time.end <= span.end:
                    return time.interval
        return None


def venue_of(tree: Tree, one: Found) -> str | None:
    """The words that tell where, in what or to whom it was said; ``None`` when none do."""
    venues: list[Range] = []
    listeners: list[Range] = []
    for words in _beside(tree, one):
        kind = _venue_kind(tree, words)
        if kind is not None:
            (venues if kind == "venue" else listeners).append(words)
    if not venues and not listeners:
        return None
    return tree.said(_joined((*venues, *listeners)))


def _joined(stretches: Sequence[Range]) -> Range:
    """The first stretch, with those that follow it or lead up to it without a gap."""
    start, end = stretches[0]
    for words in sorted(stretches):
        if words.start == end and words.end - start <= _LONGEST_VENUE:
            end = words.end
    for words in sorted(stretches, reverse=True):
        if words.end == start and end - words.start <= _LONGEST_VENUE:
            start = words.start
    return Range(start, end)


def _beside(tree: Tree, one: Found) -> Iterator[Range]:
    """Stretches beside a cue: what depends on it, nearest first, then what opens its sentence."""
    if one.head < 0 or one.cue is None:
        yield from one.adjuncts
        return
    if one.kind == "accord" and one.source is not None:
        yield from _of_source(tree, one.source)
    seen = []
    for word in _dependents(tree, one):
        for words in _stretches(tree, word):
            own = (one.cue, *one.content, *([one.source] if one.source else []))
            if not any(words.meets(other) for other in own):
                seen.append(words)
    seen.extend(words for words in one.adjuncts if words not in seen)
    at = one.head
    yield from sorted(set(seen), key=lambda words: (abs(words.start - at), words))


def _dependents(tree: Tree, one: Found) -> Iterator[int]:
    """Words that tell when or where, of the cue and of the verbs it hangs on."""
    step = one.head
    for _ in range(_GOVERNORS):
        for kid in tree.kids[step][:40]:
            beside = tree.rel(kid) in ("obl", "advmod", "nmod") or tree.rels[kid] in _TIMES
            if beside or kid in _listeners(tree, step):
                yield kid
        for speaking in tree.kids_of(step, "advcl"):
            if tree.lemmas[speaking] in _SPEAKING:
                yield from tree.kids_of(speaking, "obl")[:6]
        head = tree.heads[step]
        heard = tree.rel(step) == "advcl" and head >= 0 and tree.lemmas[head] in _HEARING
        if head < 0 or not (heard or tree.rel(step) in ("xcomp", "conj")):
            break
        if tree.rel(step) == "conj" and tree.kid(step, "nsubj") is not None:
            break
        step = head


def _of_source(tree: Tree, source: Range) -> Iterator[Range]:
    """When a document was issued: "according to a report published on Friday"."""
    for word in range(source.start, min(source.end, source.start + _LONGEST_VENUE)):
        beside = tree.rel(word) in ("obl", "nmod") or tree.rels[word] in _TIMES
        if beside and tree.low[word] in _DAYS | _MONTHS:
            words = _row(tree, word, set())
            if words is not None:
                yield words


def _listeners(tree: Tree, verb: int) -> list[int]:
    if tree.lemmas[verb] not in _TELLING:
        return []
    return [k for k in tree.kids_of(verb, "iobj", "obj") if k > verb]


def _stretches(tree: Tree, word: int) -> Iterator[Range]:
    """A dependent's words as one stretch, and the stretches joined to it."""
    joined = list(tree.kids_of(word, "conj", "parataxis", "appos")[:3])
    inner = [k for k in tree.kids_of(word, "nmod", "obl")[:6] if _opens_own(tree, word, k)]
    words = _row(tree, word, {*joined, *inner, *tree.kids_of(word, "acl", "advcl", "nsubj")})
    if words is not None:
        yield words
    for other in inner:
        yield from _stretches(tree, other)


def _opens_own(tree: Tree, word: int, kid: int) -> bool:
    """Whether a noun behind another tells a time of its own ("in a statement on Monday")."""
    return kid > word and (tree.low[kid] in _DAYS or tree.rels[kid] in _TIMES)


def _row(tree: Tree, word: int, without: set[int]) -> Range | None:
    """The unbroken words around one that depend on it, of bounded length."""
    first, last = tree.sentence_of(word)
    low, high = max(first, word - _LONGEST_VENUE), min(last, word + _LONGEST_VENUE)
    members = {word}
    waiting = [word]
    while waiting:
        for kid in tree.kids[waiting.pop()][:20]:
            if low <= kid < high and kid not in without and tree.upos[kid] != "PUNCT":
                members.add(kid)
                waiting.append(kid)
    start, end = word, word + 1
    while start - 1 in members:
        start -= 1
    while end in members:
        end += 1
    return Range(start, end) if end - start <= _LONGEST_VENUE else None


def _venue_kind(tree: Tree, words: Range) -> str | None:
    """ "venue" for where or in what, "listener" for to whom, ``None`` for anything else."""
    head = _head_of(tree, words)
    first = tree.low[words.start]
    if tree.upos[words.start] != "ADP":
        told = tree.rel(head) in ("iobj", "obj") and tree.lemmas[tree.heads[head]] in _TELLING
        return "listener" if told and first not in _PRONOUNS else None
    noun = tree.lemmas[head]
    if first in ("to", "with") and first not in _PRONOUNS:
        listens = noun in _AUDIENCES or tree.upos[head] == "PROPN" or noun in _VENUES
        return "listener" if listens else None
    if first not in _PLACING:
        return None
    if noun in _VENUES or (tree.upos[head] == "PROPN" and tree.low[head] not in _DAYS | _MONTHS):
        return "venue"
    compound = [k for k in tree.kids_of(head, "compound", "flat", "nmod") if k in range(*words)]
    return "venue" if any(tree.lemmas[k] in _VENUES for k in compound) else None


def _head_of(tree: Tree, words: Range) -> int:
    for word in range(words.start, words.end):
        if not words.start <= tree.heads[word] < words.end:
            return word
    return words.end - 1


_TIMES = frozenset({"obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"})
_TELLING = frozenset("tell inform assure warn remind brief address advise notify".split())
_SPEAKING = frozenset("speak talk write appear testify address".split())
_HEARING = frozenset("hear see catch record quote film".split())
_PLACING = frozenset("in on at during via through from before outside inside over by".split())
_PRONOUNS = frozenset("him her them me us it you himself herself themselves this that".split())
_AUDIENCES = frozenset(
    "reporter journalist parliament lawmaker legislator senator audience crowd press media "
    "congress committee council assembly nation court judge viewer listener supporter delegate "
    "ally follower investor student troop newspaper magazine agency broadcaster channel outlet "
    "station".split()
)
_VENUES = frozenset(
    "statement interview speech address briefing conference meeting summit post tweet letter note "
    "report memo email e-mail message television tv radio channel show program programme podcast "
    "broadcast video article column editorial op-ed essay book testimony hearing session debate "
    "parliament court rally ceremony event forum call telephone phone release comment remark "
    "telegram twitter facebook x instagram whatsapp youtube website site blog page newspaper "
    "magazine communique communiqué document filing affidavit ruling lecture panel gathering "
    "press visit trip tour dinner congress assembly vote stop newsletter survey poll review "
    "bulletin dispatch update conversation talk discussion appearance presser teleconference "
    "transcript recording clip tape audio video homily sermon prayer mass toast keynote media "
    "network".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "week month year morning evening afternoon night weekend day hour".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
