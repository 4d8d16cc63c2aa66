"""What an article tells and who it is told of denies a few sentences later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.ledger.differing import same_speaker
from watchdesk.ledger.told import Told
from watchdesk.records import LinkKind, Span, Speech

_REACH = 4
"""Sentences before a denial in which what it denies can stand."""
_LOOKED_AT = 60
"""Tellings before a denial that are looked at; bounds the work on huge texts."""
_NEXT = 3
"""The same for "rejects the accusation", which names nothing."""
_LABEL = 60
"""Code points after which a subject is no name for who denies."""
_DENIES = (
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed)|"
    r"disput(?:es|ed)|contradict(?:s|ed))\s+"
)
_END = r"(?=\s*(?:[.,;:—–]|$))"
_POINTS_BACK = re.compile(
    _DENIES + r"(?:"
    r"(?:it|this|them|her|him)(?:\s+(?:on|in|as|at|to|when|again|outright|later|and|but|by)\b|"
    + _END
    + ")|"
    r"that(?=\s+as\b|\s*[.,;:—–]|\s*$)|"
    r"(?:the|that|this|these|those|such|both|all|any)\s+(?:of\s+the\s+)?"
    r"(?:accusations?|allegations?|claims?|charges?|assertions?|suggestions?|reports?|"
    r"accounts?|statements?|stor(?:y|ies)|versions?|figures?)(?=[\s.,;:]|$)|"
    r"(?:having\s+(?:had\s+)?)?(?:any|all)\s+(?:part|role|hand|involvement|responsibility|"
    r"knowledge|connection|links?)(?:\s+(?:in|for|of|to|with)\s+(?:it|this|that|them))?"
    + _END
    + ")",
    re.IGNORECASE,
)
_UNMOVED = re.compile(
    r"(?:neither|nor|not|n['’]t|(?:declin|refus)\w+\s+to|could|would)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Words before "deny that" by which nobody denies anything."""
_EARLIER = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?)\s+(?:earlier|before|ago|previously)|last\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
"""Who rejected something then does not answer what is told now."""
_CALLED = re.compile(
    r"\b(?:call(?:s|ed)|label(?:s|led)|brand(?:s|ed)|describ(?:es|ed))\s+(?:that|it|this|them|the\s+\w+)"
    r"\s+(?:as\s+)?(?:an?\s+)?(?:\w+\s+)?(?:fabrications?|lies?|fictions?|hoax|nonsense|false|untrue|"
    r"baseless|groundless|unfounded|fabricated|invented)"
    r"|\bsa(?:ys|id)\s+(?:that\s+)?(?:the|that|this)\s+(?:claim|report|statement|story|accusation|allegation|"
    r"account|it)?\s*(?:is|was)\s+(?:untrue|false|a\s+lie|not\s+(?:true|so)|baseless|fabricated|invented)"
    r"|\b(?:spoke|speaks?|talk(?:s|ed)?)\s+(?:only\s+)?of\s+(?:an?\s+)?(?:[\w-]+,?\s+){0,3}(?:rumou?rs?|"
    r"lies?|fabrications?|slanders?|inventions?|fictions?|hoax(?:es)?|fairy\s+tales?|nonsense)\b"
    r"|\bdismiss(?:es|ed)\s+(?:it|this|that|them|(?:the|these|those|such|all)\s+\w+)\s+(?:\w+\s+){0,4}as\s+"
    r"(?:[\w-]+,?\s+){0,3}(?:rumou?rs?|lies?|fabrications?|slanders?|inventions?|fictions?|nonsense|baseless|"
    r"groundless|false|untrue|unfounded)\b",
    re.IGNORECASE,
)
"""Somebody calls what was told before untrue."""
_ACCUSES = re.compile(r"\b(?:accus|alleg|blam|claim|charg|assert|said|say|told|suggest)", re.I)
_FLATLY = re.compile(
    r"\b(?:no\s+one|nobody|nothing|none)\s+(?:had|has|have|was|were|is|to)\b"
    r"|\bno\s+(?:[\w-]+\s+){1,6}(?:had|has|have|was|were|exists?)\b"
    r"|\b(?:held|had|found|saw|sent|made|took|gave|broke|met|paid|sold|bought|\w+ed)\s+(?:no\s+|none\b|nobody\b)"
    r"|\bthere\s+(?:is|was|are|were|had\s+been|has\s+been|have\s+been)\s+(?:no|never|nothing)\b"
    r"|\b(?:had|has|have)\s+never\b"
    r"|\b(?:untrue|false|baseless|groundless|unfounded|fabricat\w*|nonsense|a\s+lie|lies)\b",
    re.IGNORECASE,
)
"""Says of a whole matter that it is not so."""
_NOT = re.compile(
    r"\b(?:had|has|have|was|were|did|does|do|is|are)(?:\s+not|n[’']t)\b(?!\s+(?:comment|want|"
    r"expect|plan|know|think|believe|yet|say|intend|need|rule|like|care|understand|only|just|clear|"
    r"going|able|ready|enough|sure|mean|been\s+(?:told|informed)))",
    re.IGNORECASE,
)
_FLAT, _FIRM, _PLAIN = 1, 2, 3
"""Telling words that a flat negation, an explicit denial and a plain negation must share with what
they answer."""
_PART = 0.4
"""Part of an explicit denial's telling words, not names, that must stand in what it denies."""
_FEW = 2
"""A denial of so few telling words must share only one."""

_UNREAL = re.compile(r"\b(?:if|unless|would\s+have|could\s+have)\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"(?:an?|the|any|all|his|her|its|their)?\s*(?:[\w-]+\s+){0,2}(?:attempts?|offers?|bids?|plans?|"
    r"proposals?|calls?|requests?|appeals?|demands?|petitions?|motions?|deals?)\b",
    re.IGNORECASE,
)
"""What is rejected without being called untrue."""

Pair = tuple[Told, Told, tuple[Told, ...]]
"""What is told, its denial, and more words of the same denial."""


def why_denied(claim: Told, denial: Told) -> str:
    """Who tells what and who denies it, in words."""
    subject = _subject(denial)
    named = subject is not None and 0 < subject.length <= _LABEL
    who = subject.text_of(denial.page.text) if subject and named else denial.who
    return f"told by {claim.who}, denied by {who}: only one of them can be right"


def _back(one: Told, span: Span) -> re.Match[str] | None:
    """Where words of a span go against what was told before."""
    text = one.page.text
    for pattern in (_POINTS_BACK, _CALLED):
        match = pattern.search(text, span.start, span.end)
        if match and not _UNMOVED.search(text, max(span.start, match.start() - 40), match.start()):
            return match
    return None


def _subject(one: Told) -> Span | None:
    """Who "rejects the accusation", when a statement itself tells so."""
    match = _back(one, one.span)
    return Span(one.span.start, match.start()).trim(one.page.text) if match else None


def _denier(one: Told) -> frozenset[str]:
    """Whose side denies: the speaker's, or that of the statement's own subject."""
    subject = _subject(one)
    if subject is None and one.chain and one.chain[-1].kind is LinkKind.OUTLET:
        return frozenset()
    return one.side if subject is None else one.source.sides.named(subject)


def _points_back(one: Told) -> bool:
    match = _back(one, one.kept.sentence)
    if match is None or _EARLIER.search(one.page.text, match.end(), one.kept.sentence.end):
        return False
    return one.is_denied or one.span.contains(match.start()) or one.span.contains(match.end() - 1)


def _counters(one: Told) -> bool:
    """Whether a reported statement says that something is not so."""
    if one.attribution is None or one.is_denied or one.attribution.speech is Speech.DIRECT:
        return False
    return bool(_FLATLY.search(one.text) or _NOT.search(one.text))


def _is_one_teller(a: Told, b: Told) -> bool:
    """Whether two tellings may come from one teller; two defence ministries are not one."""
    left, right = (frozenset(x for x in o.side if len(x) == len("XX")) for o in (a, b))
    apart = left and right and not left & right
    return not apart and same_speaker(a.speaker, b.speaker)


def _answers(claim: Told, denial: Told, denier: frozenset[str]) -> bool:
    """Whether a denial comes from somebody the claim is about, or else answers what was told just
    before it; and not from who tells it."""
    if claim.is_denied or claim.attribution is None or _counters(claim) or _points_back(claim):
        return False
    if _UNREAL.search(claim.text) or _is_one_teller(claim, denial):
        return False
    if denial.is_denied or _points_back(denial):
        close = denial.place_in_text - claim.place_in_text <= 1
        return close or bool(denier & claim.takes_part)
    return bool(denier & claim.takes_part) and not claim.side & denier


def _best(block: Sequence[Told], before: Sequence[Told]) -> Told | None:
    """What a run of denials answers among what was told shortly before it, or ``None``."""
    first = block[0]
    denier = frozenset().union(*map(_denier, block))
    at = first.place_in_text
    near = [one for one in before if 0 <= at - one.place_in_text <= _REACH]
    near = [one for one in near if _answers(one, first, denier)]
    if any(map(_points_back, block)):
        back = [one for one in near if at - one.place_in_text <= _NEXT]
        back = [one for one in back if _is_charge(one) or at - one.place_in_text <= 1]
        back = [one for one in back if at - one.place_in_text <= 1 or denier & one.takes_part]
        if back:
            return back[-1]
    ranked = [(len(_shared(one, block)), at) for at, one in enumerate(near) if _meets(one, block)]
    return near[max(ranked)[1]] if ranked else None


def _least(denial: Told, claim: Told) -> float:
    """How many of its telling words must stand in what it denies."""
    words = len(denial.words - denial.names)
    if words <= _FEW:
        return _FLAT if denial.side & claim.takes_part else words
    return max(_FIRM, _PART * words)


def _meets(claim: Told, block: Sequence[Told]) -> bool:
    """Whether a denial shares enough telling words with a claim to answer it."""
    denied = [one for one in block if one.is_denied]
    if denied:
        return any(len(_shared(claim, [one])) >= max(1, _least(one, claim)) for one in denied)
    flat = [one for one in block if _FLATLY.search(one.text)]
    if flat:
        next_to = block[0].place_in_text - claim.place_in_text <= 1
        accused = any(one.side & claim.takes_part for one in flat)
        if next_to and accused and any(len(o.words - o.names) <= 1 for o in flat):
            return True  # "it had sent none"
        least = _FLAT if len(block) > 1 or next_to else _FEW
        return any(len(_shared(claim, [o])) >= min(least, len(o.words - o.names)) for o in flat)
    return len(_shared(claim, block)) >= _PLAIN


def _is_charge(one: Told) -> bool:
    cue = one.attribution.cue if one.attribution else None
    return cue is not None and bool(_ACCUSES.search(cue.text_of(one.page.text)))


def _shared(claim: Told, block: Sequence[Told]) -> frozenset[int]:
    """Telling words, not names, that a claim shares with a run of denials."""
    words = frozenset().union(*(one.words for one in block))
    names = claim.names | frozenset().union(*(one.names for one in block))
    return (claim.words & words) - names


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


def _denies(one: Told) -> bool:
    said_untrue = one.is_denied and not _REFUSED.match(one.text)
    return said_untrue or _counters(one) or _points_back(one)


def answered(told: Sequence[Told]) -> Iterator[Pair]:
    """What an article tells and who it is told of denies a few sentences later.

    ``told``: the tellings of one article in its order.
    """
    for at, block in _blocks(told):
        claim = _best(block, told[max(0, at - _LOOKED_AT) : at])
        if claim is not None:
            yield claim, block[0], tuple(block[1:])
