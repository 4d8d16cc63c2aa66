"""Offices and descriptions of persons, as the text gives them, read off the trees."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from watchdesk.language.lexicon import adjectives, known_at
from watchdesk.language.listed import Listed, Range
from watchdesk.language.people_words import PEOPLE, ROLES, is_peopled
from watchdesk.language.vocabulary import CALENDAR, TITLE_HEADS

_COURTESY = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame miss prof. prof".split())
NOBODY = frozenset(
    "man woman boy girl kid child guy person people one somebody someone human figure "
    "mother father brother sister wife husband son daughter friend neighbor neighbour widow "
    "uncle aunt cousin nephew niece grandfather grandmother sibling partner rival counterpart "
    "colleague victim name reader other winner loser ally enemy foe darling fan".split()
)
"""What tells of no office or trade, or only of whom to somebody else."""
KIN = frozenset(
    "father mother son daughter brother sister grandfather grandmother grandson granddaughter "
    "uncle nephew cousin".split()
)
"""Who, though the name is the same, is somebody else."""
_LINKS = frozenset({"of", "for", "at", "to", "with", "on", "in", "and", "&"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LEADING = frozenset(
    {"DET", "PUNCT", "CCONJ", "SCONJ", "ADV", "ADP", "AUX", "PRON", "PART", "INTJ"}
)
_OPENING = frozenset({",", "(", "—", "–", "-", "--", "["})
_STOPS = frozenset({",", ";", "—", "–", "--", ")", "]", ":", "”", '"', "“", "("})
_SAME_NOUN = frozenset({"compound", "amod", "flat", "nmod:desc"})
_MADE = frozenset("appoint name elect choose swear reappoint reelect re-elect nominate".split())
_UNSURE = frozenset("not never n't n’t may might could would should no if".split())
_REACH = 14
_CLIMB = 6


class Role(NamedTuple):
    """Words of the text that say what somebody is."""

    words: Range
    head: int
    is_kin: bool = False
    """"his father, Ivan Orsk": somebody else, even under the same name."""


def roles_of(listed: Listed, name: Range, persons: Collection[int]) -> Iterator[Role]:
    """What a text calls the bearer of a name, where the name stands; the nearest words first.

    ``persons`` are the words of all persons' names.
    """
    head = _head_of(listed, name)
    found = (
        _before(listed, name, persons),
        _behind(listed, name, persons),
        _apposed(listed, name, head, persons),
        _told(listed, name, head),
        _made(listed, name, head),
    )
    yield from filter(None, found)


def _head_of(listed: Listed, name: Range) -> int:
    """The word of a name that hangs outside it."""
    return next((k for k in range(*name) if not name.start <= listed.heads[k] < name.end), name[0])


def _is_role(listed: Listed, word: int) -> bool:
    """Whether a word is what one person may be called by."""
    if listed.low[word] in TITLE_HEADS:
        return True
    if listed.upos[word] not in _NOUNS or listed.feature(word, "Number") == "Plur":
        return False
    lemma = listed.lemmas[word]
    return lemma in ROLES or lemma in PEOPLE or (len(lemma) > 4 and is_peopled(lemma))


def _before(listed: Listed, name: Range, persons: Collection[int]) -> Role | None:
    """The title right before a name: "Italian Prime Minister"."""
    first = listed.sentence_of(name.start).start
    at = name.start - 1
    while at > first and listed.low[at] in _COURTESY:
        at -= 1
    if at < first or at in persons or listed.upos[at] not in _NOMINAL:
        return None
    top = _hung_on(listed, name, first)
    if top is None:
        top = _title(listed, at, first, name)
    if top is None:
        return None
    start = _left(listed, top, first, persons, name)
    return _role(listed, Range(start, name.start), top)


def _hung_on(listed: Listed, name: Range, first: int) -> int | None:
    """The title a name hangs on: "Representative to NATO Ambassador Ana Petrova"."""
    own = _head_of(listed, name)
    head = listed.heads[own]
    if not first <= head < name.start - 1 or listed.kid(own, "case", "cc") is not None:
        return None
    titled = listed.rel(own) in ("nmod", "appos", "flat") and _is_role(listed, head)
    return head if titled and _nothing_between(listed, head + 1, name.start) else None


def _title(listed: Listed, at: int, first: int, name: Range) -> int | None:
    """The noun of the title that ends in a word: "Secretary" of "Secretary of State"."""
    word = at
    for _ in range(_CLIMB):
        if _is_role(listed, word):
            return _whole_title(listed, word, name)
        head = listed.heads[word]
        case = listed.kid(word, "case")
        hung = name.start <= head < name.end and case is not None and listed.low[case] == "of"
        if hung and case is not None and first < case and _is_role(listed, case - 1):
            return case - 1
        if not first <= head < name.start or listed.upos[head] not in _NOUNS:
            return None
        if listed.rel(word) not in ("nmod", "compound", "flat", "amod", "conj", "obl"):
            return None
        if case is not None and listed.low[case] not in ("of", "for", "to"):
            return None
        word = head
    return None


def _whole_title(listed: Listed, word: int, name: Range) -> int:
    """The last noun of "chief spokesman", of which "chief" is only a part."""
    head = listed.heads[word]
    while word < head < name.start and listed.rel(word) in ("compound", "flat", "amod"):
        word, head = head, listed.heads[head]
    return word


def _left(listed: Listed, top: int, first: int, persons: Collection[int], name: Range) -> int:
    """Where a title begins: with all that hangs on it, and further titles beside it."""
    members = set(listed.under(top, range(*name)))
    start = top
    while start > max(first, name.start - _REACH):
        left = start - 1
        beside = left not in persons and _goes_with(listed, left, Range(start, name.end), top)
        if left in members or beside:
            start = left
            continue
        break
    return start


def _goes_with(listed: Listed, left: int, within: Range, top: int) -> bool:
    """Whether a word before a title is a title, a state or a body that belongs to it.

    ``within`` are the words from the title so far to the end of the name.
    """
    if listed.upos[left] not in ("NOUN", "PROPN", "ADJ"):
        return False
    head = listed.heads[left]
    beside = within.start <= head < within.end or head == listed.heads[top]
    return beside and listed.rel(left) in (*_SAME_NOUN, "nsubj", "nmod", "appos", "dep")


def _role(listed: Listed, words: Range, head: int) -> Role | None:
    """Words without what only leads up to them; ``None`` where they tell no office."""
    start, end = words
    for k in range(start, end):
        cut = listed.forms[k] in _STOPS or (
            listed.upos[k] in ("VERB", "AUX") and listed.rels[k] not in ("amod", "compound")
        )
        if cut and k < head:
            start = k + 1
        elif cut and k > head:
            end = k
            break
    start = _after_owner(listed, start, head)
    while start < end and _leads(listed, start):
        start += 1
    while end > start and (
        listed.upos[end - 1] == "PUNCT"
        or listed.low[end - 1] in _LINKS
        or (end - 1 > head and listed.low[end - 1] in _COURTESY)
    ):
        end -= 1
    if not start <= head < end:
        return None
    if listed.lemmas[head] in NOBODY or listed.low[head] in NOBODY:
        return Role(Range(start, end), head, listed.lemmas[head] in KIN)
    if all(listed.low[k] in _COURTESY for k in range(start, end)):
        return None
    while end - start > 1 and listed.low[start] in _COURTESY:
        start += 1
    return Role(Range(start, end), head)


def _after_owner(listed: Listed, start: int, head: int) -> int:
    """Where a description goes on behind its owner: "Latvia's defense minister"."""
    for k in range(start, head):
        owner = listed.low[k] in ("'s", "’s") or (
            listed.low[k] in ("'", "’") and listed.rels[k] == "case"
        )
        if owner and k > start and _is_state_at(listed, start, k):
            return k + 1
    return start


def _is_state_at(listed: Listed, start: int, end: int) -> bool:
    hit = known_at(listed.forms, start + (listed.low[start] == "the"), end)
    return hit is not None and hit[0] == end and hit[1].country is not None


def _leads(listed: Listed, word: int) -> bool:
    low = listed.low[word]
    if low in ("us", "u.s.", "ex"):
        return False
    return listed.upos[word] in _LEADING or listed.forms[word] in CALENDAR


def _behind(listed: Listed, name: Range, persons: Collection[int]) -> Role | None:
    """The description set off behind a name: ", an adviser to …"."""
    end = listed.sentence_of(name.start).end
    at = name.end
    if at + 1 >= end or listed.forms[at] not in _OPENING:
        return None
    at += 1
    if listed.low[at] in ("now", "currently") and at + 1 < end:
        at += 1
    if listed.forms[at].isdigit() and at + 1 < end and listed.forms[at + 1] == ",":
        at += 2
    noun = _apposition(listed, name, at, end)
    if noun is None or noun in persons:
        return None
    stop = _stop(listed, noun, end)
    return _role(listed, Range(at, stop), noun)


def _apposition(listed: Listed, name: Range, at: int, end: int) -> int | None:
    """The noun of a description that begins at a word."""
    hung = [
        kid
        for word in range(*name)
        for kid in listed.kids[word]
        if kid >= at and listed.rel(kid) in ("appos", "list", "conj", "nmod", "parataxis")
    ]
    for kid in hung:
        if kid - at <= _REACH and _is_role(listed, kid) and _nothing_between(listed, at, kid):
            joined = listed.rel(kid) == "conj" and listed.kid(kid, "cc") is not None
            if not joined:
                return kid
    return _first_role(listed, at, end)


def _nothing_between(listed: Listed, at: int, noun: int) -> bool:
    """Whether a description runs up to its noun without a stop or a verb."""
    return not any(
        listed.forms[k] in _STOPS
        or (listed.upos[k] in ("VERB", "AUX") and listed.rels[k] not in ("amod", "compound"))
        for k in range(at, noun)
    )


def _first_role(listed: Listed, at: int, end: int) -> int | None:
    """The noun of "the Czech chief of staff" where the tree hangs it on something else."""
    determined = listed.upos[at] in ("DET", "ADJ") or listed.forms[at] in adjectives()
    if not determined and not _is_state_word(listed, at):
        determined = listed.low[at] in TITLE_HEADS
    for k in range(at, min(end, at + 7)):
        if listed.upos[k] not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"):
            if listed.rels[k] not in ("amod", "compound", "case"):
                return None
            if listed.rels[k] == "case" and listed.low[k] not in ("'s", "’s"):
                return None
        last = k + 1 >= end or listed.rels[k] not in ("compound", "amod", "nmod:poss")
        if _is_role(listed, k) and last and listed.rel(k) not in ("nsubj", "obj", "obl"):
            return k if determined or k > at else None
    return None


def _is_state_word(listed: Listed, word: int) -> bool:
    hit = known_at(listed.forms, word, len(listed.forms))
    return hit is not None and hit[1].country is not None


def _stop(listed: Listed, noun: int, end: int) -> int:
    """Where a description ends: at a stop, or where a clause begins."""
    members = set(listed.under(noun))
    at = noun + 1
    while at < min(end, noun + _REACH + 4) and at in members:
        clause = listed.rels[at] in ("acl:relcl", "acl", "advcl") or listed.low[at] in (
            "who",
            "whose",
            "which",
            "that",
        )
        if listed.forms[at] in _STOPS or clause:
            break
        at += 1
    return at


def _apposed(listed: Listed, name: Range, head: int, persons: Collection[int]) -> Role | None:
    """The description a name is set off from: "the defense minister, Marek Dolan, said"."""
    first = listed.sentence_of(head).start
    comma = name.start - 1
    if comma <= first or listed.forms[comma] not in _OPENING or comma - 1 in persons:
        return None
    noun = listed.heads[head] if listed.rel(head) == "appos" else -1
    if not (first <= noun < comma and _is_role(listed, noun)):
        noun = _last_noun(listed, comma, first)
    if noun < 0 or noun in persons or not _nothing_between(listed, noun + 1, comma):
        return None
    start = min(_contiguous(listed, noun, first, name), noun)
    if not _points(listed, start, noun):
        return None
    return _role(listed, Range(start, comma), noun)


def _contiguous(listed: Listed, noun: int, first: int, name: Range) -> int:
    members = set(listed.under(noun, range(*name)))
    start = noun
    while start > first and start - 1 in members:
        start -= 1
    return start


def _last_noun(listed: Listed, comma: int, first: int) -> int:
    """The noun of the description that ends before a comma; -1 where none does."""
    word = comma - 1
    for _ in range(_CLIMB):
        if word < first or listed.upos[word] not in _NOUNS:
            return -1
        if _is_role(listed, word):
            return word if listed.forms[word].islower() else -1
        case = listed.kid(word, "case")
        if case is None or listed.low[case] not in ("of", "for", "to"):
            return -1
        word = listed.heads[word]
    return -1


def _points(listed: Listed, start: int, noun: int) -> bool:
    """Whether a description means one person: "the envoy", "her envoy", "Mali's envoy"."""
    kids = listed.kids[noun]
    if any(listed.rels[k] == "nmod:poss" for k in kids):
        return True
    if any(listed.rel(k) == "det" and listed.low[k] not in ("a", "an", "no") for k in kids):
        return True
    return any(listed.forms[k] in adjectives() for k in range(start, noun))


def _told(listed: Listed, name: Range, head: int) -> Role | None:
    """What a name is said to be: "Rhea Stanton is the mayor of Tarnova", "who is …"."""
    noun = -1
    if listed.rel(head) == "nsubj":
        noun = listed.heads[head]
    clause = next((k for k in listed.kids_of(head, "acl:relcl") if k > head), -1)
    if not _says_what(listed, noun):
        noun = clause
        if not _says_what(listed, noun) or not _by_who(listed, noun):
            return None
    start = _contiguous(listed, noun, listed.sentence_of(head).start, name)
    copula = listed.kid(noun, "cop", "aux")
    start = max(start, copula + 1 if copula is not None else noun)
    return _role(listed, Range(min(start, noun), _stop(listed, noun, len(listed))), noun)


def _by_who(listed: Listed, noun: int) -> bool:
    subject = listed.kid(noun, "nsubj")
    return subject is not None and listed.low[subject] == "who"


def _says_what(listed: Listed, noun: int) -> bool:
    """Whether a noun is what somebody surely is by it: an office, with whose or which."""
    if noun < 0 or listed.upos[noun] not in _NOUNS:
        return False
    if not (listed.low[noun] in TITLE_HEADS or listed.lemmas[noun] in ROLES):
        return False
    kids = listed.kids[noun]
    if listed.kid(noun, "cop") is None or any(listed.low[k] in _UNSURE for k in kids):
        return False
    told = [listed.rel(k) for k in kids if k > noun]
    owned = any(listed.rels[k] == "nmod:poss" for k in kids)
    of_state = any(listed.forms[k] in adjectives() or listed.rel(k) == "compound" for k in kids)
    return "nmod" in told or owned or of_state


def _made(listed: Listed, name: Range, head: int) -> Role | None:
    """What somebody was made: "appointed Ana Petrova as envoy"."""
    verb = listed.heads[head]
    if verb < 0 or listed.lemmas[verb] not in _MADE or listed.upos[verb] != "VERB":
        return None
    if listed.rels[head] not in ("obj", "nsubj:pass"):
        return None
    if any(listed.low[k] in _UNSURE for k in listed.kids_of(verb, "aux", "advmod", "mark")):
        return None
    for kid in listed.kids[verb]:
        if kid > verb and kid != head and listed.rel(kid) in ("xcomp", "obl", "obj", "ccomp"):
            case = listed.kid(kid, "case", "mark")
            fits = case is None or listed.low[case] == "as"
            if fits and _is_role(listed, kid) and listed.forms[kid].islower():
                start = _contiguous(listed, kid, listed.sentence_of(head).start, name)
                return _role(listed, Range(start, _stop(listed, kid, len(listed))), kid)
    return None
