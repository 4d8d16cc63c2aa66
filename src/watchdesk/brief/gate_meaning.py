"""What the gate sees in what is said: by whom, of whom, as done or not, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.brief.gate_parsed import (
    SAYING,
    content,
    keys,
    parsed,
    predicates,
    sentence_words,
    subject,
    target,
    tellers,
    texts_of,
)
from watchdesk.brief.gate_words import DATE_WORDS, UNCHECKED, Finding, fold, quoted_parts
from watchdesk.events import modality
from watchdesk.language.listed import Listed
from watchdesk.records import Modality

_RANK = {
    Modality.POSSIBLE: 0,
    Modality.CONDITIONAL: 0,
    Modality.PLANNED: 1,
    Modality.ASSERTED: 2,
    Modality.HISTORICAL: 2,
}
_HEDGES = frozenset(
    "reportedly allegedly apparently purportedly supposedly seemingly presumably perhaps possibly "
    "potentially probably likely maybe appear seem believe think suspect suggest may might could "
    "claim allege rumor rumour unconfirmed unverified".split()
)
"""Lemmas of words that leave open what they stand over."""
_PRONOUNS = frozenset("he she it they we i who that which this these those".split())
_LEAST = 0.5
"""Share of the words of a clause that must stand in another for it to be the one reworded."""
_ADVERSE = frozenset("not n't never no neither nor without".split())


class _Pair(NamedTuple):
    """A predicate of the bullet, and the one of the cited words that it rewords."""

    told: int
    cited: int
    same_verb: bool


def findings(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Clauses of a bullet that turn, harden or move to another what the citations say."""
    texts, given = texts_of([text]), texts_of(cited)
    if not texts or not given:
        return
    mine, theirs = parsed(texts).listed, parsed(given).listed
    pairs = list(_pairs(mine, theirs))
    for pair in pairs:
        yield from _turned(mine, theirs, pair)
        yield from _moved(mine, theirs, pair)
        yield from _swapped(mine, theirs, pair)
        yield from _dated(mine, theirs, pair)
    yield from _hedges(mine, theirs, pairs)
    yield from _unchecked(text, theirs, pairs)
    yield from _quoted(text, mine, theirs)


def _pairs(mine: Listed, theirs: Listed) -> Iterator[_Pair]:
    candidates = list(predicates(theirs))
    for told in predicates(mine):
        own = content(mine, told)
        best = max(
            candidates,
            key=lambda cited: (_alike(mine, theirs, told, cited, own), -cited),
            default=None,
        )
        if best is None:
            continue
        same = mine.lemmas[told] == theirs.lemmas[best]
        shared = len(own & content(theirs, best)) / max(1, len(own))
        if same or shared >= _LEAST:
            yield _Pair(told, best, same)


def _alike(mine: Listed, theirs: Listed, told: int, cited: int, own: set[str]) -> float:
    other = content(theirs, cited)
    same = mine.lemmas[told] == theirs.lemmas[cited]
    shared = len(own & other) / max(1, len(own))
    return 2.0 * same + shared + 0.5 * len(own & other) / max(1, len(own | other))


def _turned(mine: Listed, theirs: Listed, pair: _Pair) -> Iterator[Finding]:
    """A negation dropped or added; a plan told as done, what may be as what is, or less than is."""
    told = modality.of_word(mine, pair.told)
    cited = modality.of_word(theirs, pair.cited)
    word = _clause(mine, pair.told)
    if Modality.NEGATED in (told, cited):
        if told is not cited:
            yield Finding("negation", word)
    elif not pair.same_verb:
        return
    elif _RANK[told] != _RANK[cited]:
        yield Finding("modality", word)


def _clause(listed: Listed, word: int) -> str:
    """The words around a predicate, to point at."""
    low, high = max(0, word - 2), min(len(listed), word + 4)
    inside = sentence_words(listed, word)
    low, high = max(low, inside.start), min(high, inside.stop)
    return listed.text[listed.starts[low] : listed.ends[high - 1]]


def _moved(mine: Listed, theirs: Listed, pair: _Pair) -> Iterator[Finding]:
    """What somebody says told in the bullet's own voice, or as another's words."""
    who = tellers(theirs, pair.cited)
    by = tellers(mine, pair.told)
    if who and not by and not _tells(mine, pair.told):
        names = ", ".join(_name(theirs, one) for one in who)
        yield Finding("attribution", names)
    if not by:
        return
    known = frozenset().union(*(keys(theirs, one) for one in who))
    loose = any(theirs.low[one] in _PRONOUNS for one in who)
    for one in by:
        own = keys(mine, one)
        if mine.low[one] in _PRONOUNS or own & known or (loose and who):
            continue
        yield Finding("speaker", _name(mine, one))


def _tells(listed: Listed, word: int) -> bool:
    """Whether a predicate is itself one of saying, whose subject stands behind it."""
    return listed.lemmas[word] in SAYING and subject(listed, word) is not None


def _name(listed: Listed, head: int) -> str:
    words = [head, *(kid for kid in listed.kids[head] if kid < head or _is_name(listed, kid))]
    low, high = min(words), max(words)
    return listed.text[listed.starts[low] : listed.ends[high]]


def _is_name(listed: Listed, word: int) -> bool:
    return listed.rel(word).startswith(("flat", "compound"))


def _swapped(mine: Listed, theirs: Listed, pair: _Pair) -> Iterator[Finding]:
    """Who did it and to whom, the other way round, or another who did it."""
    ours = [_keys(mine, find(mine, pair.told)) for find in (subject, target)]
    other = [_keys(theirs, find(theirs, pair.cited)) for find in (subject, target)]
    turned = (ours[0] & other[1] and not ours[0] & other[0]) or (
        ours[1] & other[0] and not ours[1] & other[1]
    )
    loose = not pair.same_verb and SAYING & {mine.lemmas[pair.told], theirs.lemmas[pair.cited]}
    if loose:
        return
    if turned or _sides_changed(mine, theirs, pair):
        yield Finding("roles", _clause(mine, pair.told))
        return
    one, two = subject(mine, pair.told), subject(theirs, pair.cited)
    if one is None or two is None or not pair.same_verb or ours[0] & other[0]:
        return
    named = mine.upos[one] == "PROPN" and theirs.upos[two] == "PROPN"
    if named:
        kind = "speaker" if mine.lemmas[pair.told] in SAYING else "roles"
        yield Finding(kind, _clause(mine, pair.told))


def _sides_changed(mine: Listed, theirs: Listed, pair: _Pair) -> bool:
    """Whether each of the two subjects stands on the other side of the verb in the other text."""
    one, two = subject(mine, pair.told), subject(theirs, pair.cited)
    if one is None or two is None or keys(mine, one) & keys(theirs, two):
        return False
    here, there = _beyond(mine, pair.told, one), _beyond(theirs, pair.cited, two)
    return bool(keys(mine, one) & there and keys(theirs, two) & here)


def _beyond(listed: Listed, verb: int, who: int) -> set[str]:
    """What stands under a verb and is not its subject, nor under it."""
    out: set[str] = set()
    for kid in listed.kids[verb]:
        if kid != who:
            out |= content(listed, kid)
    return out


def _keys(listed: Listed, head: int | None) -> frozenset[str]:
    if head is None or listed.low[head] in _PRONOUNS:
        return frozenset()
    return keys(listed, head)


def _dated(mine: Listed, theirs: Listed, pair: _Pair) -> Iterator[Finding]:
    """A day moved from one happening to another."""
    own, other = _days(mine, pair.told), _days(theirs, pair.cited)
    if not pair.same_verb or not own or own <= other:
        return
    elsewhere = set()
    for word in sentence_words(theirs, pair.cited):
        if word != pair.cited and theirs.upos[word] == "VERB":
            elsewhere |= _days(theirs, word)
    if other or own & elsewhere:
        yield Finding("date", " ".join(sorted(own - other)))


def _days(listed: Listed, verb: int) -> set[str]:
    """Days that stand in the clause of a verb, not in one below it."""
    out, todo = set(), list(listed.kids[verb])
    while todo:
        word = todo.pop()
        if listed.upos[word] == "VERB" and listed.rel(word) not in ("amod", "case"):
            continue
        if listed.low[word] in DATE_WORDS and listed.upos[word] in ("PROPN", "NOUN"):
            out.add(listed.low[word])
        todo.extend(listed.kids[word])
    return out


def _hedges(mine: Listed, theirs: Listed, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """Words that leave open what they stand over, and that the bullet does without."""
    for pair in pairs:
        over = [k for k in _over(theirs, pair.cited) if theirs.lemmas[k] in _HEDGES]
        if not over:
            continue
        if not any(mine.lemmas[k] in _HEDGES for k in sentence_words(mine, pair.told)):
            yield Finding("hedge", theirs.forms[over[0]])


def _over(listed: Listed, word: int) -> Iterator[int]:
    """The adverbs and auxiliaries of a predicate, and the verbs that govern it."""
    yield from (k for k in listed.kids[word] if listed.rel(k) in ("advmod", "aux", "aux:pass"))
    at = word
    for _ in range(6):
        head = listed.heads[at]
        if head < 0 or listed.rel(at) not in ("xcomp", "ccomp"):
            break
        yield head
        yield from (k for k in listed.kids[head] if listed.rel(k) == "advmod")
        at = head


def _unchecked(text: str, theirs: Listed, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """That a report could not be checked, left out."""
    if not pairs or UNCHECKED.search(text):
        return
    touched = {theirs.sentence[pair.cited] for pair in pairs}
    for number in touched:
        for near in (number, number + 1):
            if near + 1 >= len(theirs.bounds):
                continue
            first, last = theirs.bounds[near], theirs.bounds[near + 1] - 1
            words = theirs.text[theirs.starts[first] : theirs.ends[last]]
            found = UNCHECKED.search(words)
            if found:
                yield Finding("hedge", found.group())
                return


def _quoted(text: str, mine: Listed, theirs: Listed) -> Iterator[Finding]:
    """Quoted words given to another than who says them."""
    line = " ".join(text.split())
    for words, parts in quoted_parts(line):
        one = _word_at(mine, line.find(words))
        other = _find(theirs, parts[0]) if parts else None
        if one is None or other is None:
            continue
        who = frozenset().union(*(keys(theirs, k) for k in tellers(theirs, other)))
        by = [k for k in tellers(mine, one) if mine.low[k] not in _PRONOUNS]
        if who and by and not any(keys(mine, k) & who for k in by):
            yield Finding("speaker", _name(mine, by[0]))


def _find(listed: Listed, words: str) -> int | None:
    found = listed.text.find(words.strip(" ,.;"))
    if found < 0:
        found = fold(listed.text).find(fold(words).strip(" ,.;'"))
    return _word_at(listed, found)


def _word_at(listed: Listed, start: int) -> int | None:
    """The first verb, or else the first word, from a place in the text on."""
    if start < 0:
        return None
    words = [k for k in range(len(listed)) if listed.starts[k] >= start][:12]
    verbs = [k for k in words[:6] if listed.upos[k] in ("VERB", "NOUN", "ADJ")]
    return next(iter(verbs or words), None)
