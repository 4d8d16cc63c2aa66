"""What an article tells and who it is told of denies a few sentences later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.ledger.denials_asides import asides_in
from watchdesk.ledger.denials_signs import (
    ACCUSES,
    AHEAD,
    ANOTHER,
    CHARGES,
    CLAUSES,
    EARLIER,
    FLATLY,
    NAMED,
    NOT,
    NOT_BUT,
    OFFERED,
    OWN,
    REFUSED,
    SILENT,
    SUBORDINATE,
    TO_COME,
    UNMOVED,
    UNREAL,
)
from watchdesk.ledger.denials_words import (
    disclaims,
    nominal,
    pointing,
    retort,
    verdict_on_it,
)
from watchdesk.ledger.differing import same_speaker, stem_hash
from watchdesk.ledger.incompatible_pairs import told_and_denied
from watchdesk.ledger.told import Told
from watchdesk.ledger.told_topics import words_of
from watchdesk.ledger.told_who import somebody
from watchdesk.records import LinkKind, Span

_REACH = 4
"""Sentences before a denial in which what it denies can stand."""
_LOOKED_AT = 60
"""Tellings before a denial that are looked at; bounds the work on huge texts."""
_NEXT = 3
"""The same for "rejects the accusation", which names nothing."""
_LABEL = 60
"""Code points after which a subject is no name for who denies."""
_FLAT, _FIRM, _PLAIN = 1, 2, 3
"""Telling words that a flat negation, an explicit denial and a plain negation must share with what
they answer."""
_PART, _HALF = 0.4, 0.5
"""Parts of a denial's telling words, not names, that must stand in what it denies: of an explicit
one, and of one by somebody the claim does not name."""
_THIRD = 3
"""Who a claim is about need take up only so much of it."""
_TELLS = 3
"""Telling words of a sentence in the article's own voice that can be denied."""
_FEW = 2
"""A denial of so few telling words must share only one."""

Pair = tuple[Told, Told, tuple[Told, ...]]
"""What is told, its denial, and more words of the same denial."""


class _Back(NamedTuple):
    """Words that go against what was told before."""

    start: int
    end: int
    soft: bool
    """Whether they may refuse an offer as well."""
    named: bool = True
    """Whether they name what they go against, if only as "it"."""


def why_denied(claim: Told, denial: Told) -> str:
    """Who tells what and who denies it, in words."""
    subject = _aside_of(denial) or _subject(denial)
    named = subject is not None and 0 < subject.length <= _LABEL
    who = somebody(subject.text_of(denial.page.text)) if subject and named else None
    return told_and_denied(claim.who, who or denial.who)


def _back(one: Told, span: Span) -> _Back | None:
    """Where words of a span go against what was told before."""
    text = one.page.text
    for pattern in (pointing(), nominal()):
        match = pattern.search(text, span.start, span.end)
        if match and not UNMOVED.search(text, max(span.start, match.start() - 40), match.start()):
            told = match.group().lower()
            soft = told.startswith(("reject", "dismiss", "rebuff", "spurn")) and " as " not in told
            return _Back(match.start(), match.end(), soft)
    if one.attribution is not None:
        for pattern in (verdict_on_it(), retort()):
            match = pattern.match(text, one.span.start, one.span.end)
            if match:
                return _Back(match.start(), match.end(), False, pattern is not retort())
    return None


def _subject(one: Told) -> Span | None:
    """Who "rejects the accusation", when a statement itself tells so."""
    match = _back(one, one.span)
    return Span(one.span.start, match.start).trim(one.page.text) if match else None


def _denier(one: Told) -> frozenset[str]:
    """Whose side denies: the speaker's, or whom a sentence of the article's own names."""
    if one.attribution is None and _points_back(one):
        return one.source.sides.named(one.kept.sentence)
    if one.chain and one.chain[-1].kind is LinkKind.OUTLET and not _subject(one):
        return frozenset()
    return one.side


def _points_back(one: Told) -> bool:
    if "_points_back" not in one.seen:
        one.seen["_points_back"] = _points_back_anew(one)
    return one.seen["_points_back"]


def _points_back_anew(one: Told) -> bool:
    match = _back(one, one.kept.sentence)
    if match is None or EARLIER.search(one.page.text, match.end, one.kept.sentence.end):
        return False
    return one.is_denied or one.span.contains(match.start) or one.span.contains(match.end - 1)


def _counters(one: Told) -> bool:
    """Whether a reported statement says that something is not so."""
    if "_counters" not in one.seen:
        one.seen["_counters"] = _counters_anew(one)
    return one.seen["_counters"]


def _counters_anew(one: Told) -> bool:
    if one.attribution is None or one.is_denied or SILENT.match(one.text):
        return False
    return bool(FLATLY.search(one.text) or NOT.search(one.text) or disclaims().search(one.text))


def _is_one_teller(a: Told, b: Told) -> bool:
    """Whether two tellings may come from one teller; two defence ministries are not one."""
    left, right = (frozenset(x for x in o.side if len(x) == len("XX")) for o in (a, b))
    apart = left and right and not left & right
    if any(name.startswith("org:") for name in a.side & b.side):
        return True
    if apart or not same_speaker(a.speaker, b.speaker):
        return False
    return _tellers(a) <= _tellers(b)  # "he promised it", others say; he denies that


def _tellers(one: Told) -> frozenset[str]:
    """Who passes on what the last of a chain told; outlets are none."""
    return frozenset(link.name for link in one.chain[:-1] if link.kind is not LinkKind.OUTLET)


def _concerns(claim: Told, denial: Told, denier: frozenset[str]) -> bool:
    """Whether a claim is about who denies it: by their side, or by a word for them."""
    if denier & claim.takes_part:
        return True
    named = (
        denial.kept.sentence.text_of(denial.page.text) if denial.attribution is None else denial.who
    )
    words = {stem_hash(word) for word in words_of(named) if not word.startswith("spokes")}
    return bool(words & claim.words)


def _is_claim(one: Told) -> bool:
    """Whether something is told that can be denied: as somebody's words, or as a charge."""
    if one.is_denied or _points_back(one) or UNREAL.search(one.text):
        return False
    if _counters(one) and _main(one):
        return False
    return one.attribution is not None or len(one.topics) >= _TELLS


def _main(one: Told) -> bool:
    """Whether the main clause of a statement is what says no."""
    sub = SUBORDINATE.search(one.text)
    text = one.text[: sub.start()] if sub else one.text
    return bool(FLATLY.search(text) or NOT.search(text) or disclaims().search(text))


def _answers(claim: Told, denial: Told, denier: frozenset[str]) -> bool:
    """Whether a denial comes from somebody the claim is about, or else answers what was told just
    before it; and not from who tells it."""
    if not _is_claim(claim) or _is_one_teller(claim, denial):
        return False
    close = denial.place_in_text - claim.place_in_text <= 1
    return close or _concerns(claim, denial, denier)


def _best(block: Sequence[Told], before: Sequence[Told]) -> Told | None:
    """What a run of denials answers among what was told shortly before it, or ``None``."""
    first = block[0]
    denier = frozenset().union(*map(_denier, block))
    at = first.place_in_text
    near = [one for one in before if 0 <= at - one.place_in_text <= _REACH]
    near = [one for one in near if _answers(one, first, denier)]
    backs = [back for one in block if _points_back(one) and (back := _back(one, one.kept.sentence))]
    if backs:
        soft = all(one.soft for one in backs)
        named = any(one.named for one in backs)
        told = [one for one in near if at - one.place_in_text <= _NEXT]
        told = [one for one in told if (_is_charge(one) and named) or at - one.place_in_text <= 1]
        told = [one for one in told if not (soft and OFFERED.search(_sentence(one)))]
        if told:
            return told[-1]
    ranked = [
        (not _is_paper(one), _all_met(one, block), place)
        for place, one in enumerate(near)
        if _meets(one, block, at - one.place_in_text, denier)
    ]
    return near[max(ranked)[-1]] if ranked else None


def _sentence(one: Told) -> str:
    return one.kept.sentence.text_of(one.page.text)


def _meets(claim: Told, block: Sequence[Told], away: int, denier: frozenset[str]) -> bool:
    """Whether a denial is enough about what a claim tells to answer it."""
    concerned = _concerns(claim, block[0], denier)
    if any(_denies_clause(claim, one, concerned=concerned) for one in block if one.is_denied):
        return True
    flat = [one for one in block if not one.is_denied and _says_not(one)]
    if not flat or any(_strays(claim, one) for one in flat):
        return False
    if any(_negates(claim, one, away, concerned=concerned) for one in flat):
        return True
    return concerned and len(flat) > 1 and _all_met(claim, flat) >= _FIRM


def _negates(claim: Told, one: Told, away: int, *, concerned: bool) -> bool:
    """Whether words that say that something is not so are about what a claim tells."""
    if TO_COME.search(claim.text) and not TO_COME.search(one.text):
        return False
    met, words = _met(claim, one), len(_turned(one))
    whole = 2 * met > words
    if away > 1:
        flatly = FLATLY.search(one.text) is not None
        enough = concerned and met >= (_FIRM if flatly else _PLAIN)
        enough = enough or (concerned and flatly and met == words > 0)
        return enough or (away <= _FIRM and flatly and whole and met >= _FIRM)
    if claim.attribution is None and not CHARGES.search(claim.text):
        return False
    bare = words <= 1 and FLATLY.search(one.text) and OWN.match(one.text.lstrip("“\"‘'"))
    if concerned and (disclaims().search(one.text) or bare):
        return True  # "it had sent none"
    return met >= 1 and (whole or (concerned and _THIRD * met >= words))


def _turned(one: Told) -> tuple[frozenset[str], ...]:
    """What the clause that says no is about; all words of an explicit denial."""
    if one.is_denied:
        return one.topics
    no = FLATLY.search(one.text) or NOT.search(one.text) or disclaims().search(one.text)
    if no is None:
        return one.topics
    cuts = [match.start() for match in CLAUSES.finditer(one.text)]
    low = max((cut for cut in cuts if cut <= no.start()), default=0)
    high = min((cut for cut in cuts if cut >= no.end()), default=len(one.text))
    return one.topics_in(low, high)


def _met(claim: Told, denial: Told) -> int:
    """How many telling words of a denial are about what a claim tells."""
    told = frozenset().union(*claim.topics)
    return sum(bool(topic & told) for topic in _turned(denial))


def _all_met(claim: Told, denials: Sequence[Told]) -> int:
    """How many telling words of a run of denials are about what a claim tells."""
    told = frozenset().union(*claim.topics)
    return sum(bool(topic & told) for one in denials for topic in one.topics)


def _is_paper(one: Told) -> bool:
    """Whether an outlet tells it in its own voice."""
    return one.last is None or one.last.kind is LinkKind.OUTLET


def _says_not(one: Told) -> bool:
    """Whether words say that something told as done is not so."""
    if "_says_not" not in one.seen:
        one.seen["_says_not"] = _says_not_anew(one)
    return one.seen["_says_not"]


def _says_not_anew(one: Told) -> bool:
    turned = FLATLY.search(one.text)
    turned = turned or (NOT.search(one.text) if not NOT_BUT.search(one.text) else None)
    return bool((turned and not AHEAD.search(one.text)) or disclaims().search(one.text))


def _denies_clause(claim: Told, one: Told, *, concerned: bool) -> bool:
    """Whether what an explicit denial says again is what a claim tells."""
    if _strays(claim, one):
        return False
    if not concerned and OWN.match(one.text) and (claim.takes_part or NAMED.match(claim.text)):
        return False  # it denies something of its own
    met, words = _met(claim, one), len(one.topics)
    if claim.attribution is None and not CHARGES.search(claim.text):
        return False
    if words <= _FEW:
        return met >= (_FLAT if concerned else max(1, words))
    return met >= max(_FIRM, _PART * words)


def _strays(claim: Told, denial: Told) -> bool:
    """Whether a denial is of another case than a claim, or of another place."""
    if ANOTHER.search(denial.text) and not ANOTHER.search(claim.text):
        return True
    here, there = claim.places, denial.places
    return bool(here and there and not here & there)


def _is_charge(one: Told) -> bool:
    cue = one.attribution.cue if one.attribution else None
    told = cue is not None and bool(ACCUSES.search(cue.text_of(one.page.text)))
    return told or (one.attribution is None and bool(CHARGES.search(one.text)))


def _blocks(told: Sequence[Told]) -> Iterator[tuple[int, list[Told]]]:
    """Runs of denials of one side in sentences next to each other, with their place."""
    at = 0
    while at < len(told):
        block = [told[at]] if _denies(told[at]) else []
        for one in told[at + 1 :] if block else ():
            close = one.place_in_text - block[-1].place_in_text <= 1
            if not close or not _denies(one) or not _denier(one) & _denier(block[0]):
                break
            block.append(one)
        if block:
            yield at, block
        at += max(1, len(block))


def calls_untrue(one: Told) -> bool:
    """Whether words are an explicit denial, not only told with "no" or "not"."""
    return one.is_denied or _points_back(one)


def _denies(one: Told) -> bool:
    said_untrue = one.is_denied and not REFUSED.match(one.text)
    return said_untrue or _counters(one) or _points_back(one)


def answered(told: Sequence[Told]) -> Iterator[Pair]:
    """What an article tells and who it is told of denies a few sentences later.

    ``told``: the tellings of one article in its order.
    """
    plain = [one for one in told if _aside_of(one) is None]
    if len(plain) < len(told):
        yield from _beside(told)
        told = plain
    for at, block in _blocks(told):
        claim = _best(block, told[max(0, at - _LOOKED_AT) : at])
        if claim is not None:
            yield claim, block[0], (*block[1:], *_goes_on(block[-1], told[at + len(block) :]))


def _aside_of(one: Told) -> Span | None:
    """Who denies, where a telling is an aside that calls the rest of its sentence untrue."""
    if one.attribution is not None:
        return None
    whole = one.kept.sentence
    return next((who for aside, who in asides_in(one.page.text, whole) if aside == one.span), None)


def _beside(told: Sequence[Told]) -> Iterator[Pair]:
    """What stands before an aside in its sentence, with the aside that denies it."""
    for at, one in enumerate(told):
        who = _aside_of(one)
        if who is None:
            continue
        name = who.text_of(one.page.text)
        for claim in reversed(told[max(0, at - _LOOKED_AT) : at]):
            if claim.kept.sentence != one.kept.sentence or claim.span.start >= one.span.start:
                break
            if _aside_of(claim) is None and not same_speaker(name, claim.speaker):
                yield claim, one, ()
                break


def _goes_on(last: Told, behind: Sequence[Told]) -> list[Told]:
    """What who only said no says next."""
    if last.topics or not behind or last.speaker is None:
        return []
    after = behind[0]
    near = after.place_in_text - last.place_in_text <= 1
    return [after] if near and after.speaker == last.speaker else []
