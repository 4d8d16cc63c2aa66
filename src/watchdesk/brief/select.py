"""Which claims a brief tells, and in what order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from watchdesk.brief.material import Material
from watchdesk.records import Claim, Issue, LinkKind, Member, Reading, Span

_SHORT, _LONG = 8, 65
"""Words; shorter sentences say too little alone, longer ones are hard to read in a list."""
_FUNCTION_WORD = 3
"""Words of so few letters hardly tell what a headline is about."""
_LEANS = re.compile(
    r"^[\"“‘'(\[—– ]*(?:he|she|it|they|this|that|these|those|his|her|its|their|such|but|and|so|"
    r"however|also|another|others|the latter|the former|instead|meanwhile|still|yet|then|"
    r"(?:on|a|the) (?:the )?(?:day|week|month|year|night) (?:before|after|earlier|later)|"
    r"the (?:first|second|third|fourth|last|other|others|same|two|three|four|pair|next)"
    r"(?!\s+\w+\s+(?:of|in|since|for)\b)(?!\s+time\b)|"
    r"(?:one|two|three|most|some|many|all|both|none|neither) of (?:them|these|those)|"
    r"(?:finally|firstly|secondly|thirdly|second|third|thus|therefore|hence|moreover|furthermore|"
    r"besides|additionally|consequently|nevertheless|nonetheless|previously|already|similarly|"
    r"likewise|in addition|in the past|more broadly|for example|for instance|as such|by contrast|"
    r"in contrast|in turn|at the same time|part of the reason)(?=[,\s]))\b",
    re.IGNORECASE,
)
"""A sentence that starts so leans on the one before it."""
_POINTS_BACK = re.compile(
    r"(?<!first )(?<!no )(?<!any )\bsuch (?:an? )?(?!as\b)\w+(?! as\b)|"
    r"\bof (?:them|these|those|the (?:two|three|four|five|six))\b|"
    r"\bthe (?:latter|former)\b|\b(?:do|does|did) so\b|"
    r"\b(?:at|from|in|over) (?:it|them|there)\b|\b(?:hit|lies|lay|stands|stood|kept|seen) there\b",
    re.IGNORECASE,
)
"""Words inside a sentence that stand for what an earlier one named."""
_HOLDER = re.compile(
    r"^[\"“‘'(]*the (?:agency|ministry|office|officials?|spokes(?:man|woman|person)|source|sources|"
    r"diplomats?|minister|president|paper|newspaper|report|statement|group|company|commander|"
    r"general|adviser|aide|committee|council|court|bank|plan|deal|agreement|plant|meeting|talks|"
    r"decision|move|proposal|attack|strike|operation|offensive)\b(?! (?:of|for|in|at|on|to|that|"
    r"who|which|between|against)\b)",
    re.IGNORECASE,
)
"""A holder or thing that only a sentence before it has named."""
_BACKGROUND = re.compile(
    r"\bhad (?:\w+ly |also |already |earlier |long |been )*(?:\w+ed|said|told|put|set|held|begun|"
    r"made|taken|sent|given|got|gone|won|lost|left|met|cut|hit|shot|seen|known|come|become|been)\b|"
    r"\b(?:was|were) to have \w+",
    re.IGNORECASE,
)
"""The pluperfect: what was so before the news."""


class Pick(NamedTuple):
    """A claim as one member tells it."""

    claim: Claim
    member: Member
    score: float


def picks(material: Material, belongs: Callable[[str], bool]) -> list[Pick]:
    """The claims of the articles that belong, best first.

    A sentence that carries several claims is picked once, for the best of them.
    """
    found = [pick for claim in material.claims if (pick := _pick(material, claim, belongs))]
    found.sort(key=lambda pick: (-pick.score, pick.member.at.article, pick.member.at.span))
    seen: set[tuple[str, Span]] = set()
    out: list[Pick] = []
    for pick in found:
        family = material.family_of.get(pick.member.at.article)
        told = {(pick.member.at.article, pick.member.sentence)}
        if family:
            told |= {(member.at.article, member.sentence) for member in pick.claim.members}
        if seen.isdisjoint(told):
            out.append(pick)
        seen |= told
    return out


def _pick(material: Material, claim: Claim, belongs: Callable[[str], bool]) -> Pick | None:
    members = [
        m for m in claim.members if belongs(m.at.article) and material.is_usable(m.at.article)
    ]
    if not members:
        return None
    member = max(members, key=lambda m: (_told_well(m), m.at.article == claim.at.article))
    return Pick(claim, member, _score(material, claim, member))


def _told_well(member: Member) -> int:
    return sum(link.kind is not LinkKind.UNKNOWN for link in member.chain)


def _score(material: Material, claim: Claim, member: Member) -> float:
    sentence = member.sentence.text_of(material.text(member.at.article))
    words = len(sentence.split())
    score = 2.0 * min(claim.origin_count, 3) + 1.0 * min(claim.families - 1, 2)
    score += 2.0 * bool(issues_of(sentence, material.watch.issue))
    score += 1.0 * (member.attribution is not None)
    score += 1.0 * any(link.kind is LinkKind.PERSON for link in member.chain)
    score += _prominence(material, member, sentence)
    score -= 2.0 * leans(sentence) + 1.0 * bool(_POINTS_BACK.search(sentence))
    score -= 1.0 * _is_bare(member)
    score -= 1.5 * is_background(sentence, told_from(member))
    score -= 1.5 * (words < _SHORT) + 1.0 * (words > _LONG)
    return score


def _prominence(material: Material, member: Member, sentence: str) -> float:
    """-1 to 5: what stands early in a story and shares words with its headline is its point.

    An outlet's own words further down are background more often than news.
    """
    _, title = _body(material, member.at.article)
    place = place_of(material, member)
    early = 2.0 * max(0.0, 1 - place / 8) - 1.0 * (member.attribution is None and place > 1)
    shared = len(title & content_words(sentence)) / len(title) if title else 0.0
    return early + 3.0 * shared


_THE_ONES = re.compile(r"^The [A-Z]\w+s (?:were|are|have|had)\b")
"""Of a people only those whom the sentence before has told of."""


def leans(sentence: str) -> bool:
    """Whether a sentence opens with words that only the one before it explains."""
    return bool(_LEANS.match(sentence) or _HOLDER.match(sentence))


def stands_alone(sentence: str) -> bool:
    """Whether a reader who has only this sentence knows what it is about."""
    words = len(sentence.split())
    points = leans(sentence) or _POINTS_BACK.search(sentence) or _THE_ONES.match(sentence)
    return _SHORT <= words <= _LONG and not points


_UNDER = re.compile(
    r"\b(?:that|which|who|whom|whose|where|after|before|when|since|because|while|as)\b"
)
"""What opens a clause under the main one."""


def is_background(sentence: str, up_to: int | None = None) -> bool:
    """Whether its main verb is in the pluperfect, which tells what was so before the news.

    ``up_to``: where reported words begin; behind "said" the pluperfect is but the past told again.
    """
    main = _UNDER.split(sentence[:up_to], maxsplit=1)[0]
    return bool(_BACKGROUND.search(main))


def place_of(material: Material, member: Member) -> int:
    """Which sentence of its article's own text a member's is, from 0; the last for one outside."""
    places, _ = _body(material, member.at.article)
    return places.get(member.sentence, len(places))


def _body(material: Material, article: str) -> tuple[dict[Span, int], frozenset[str]]:
    """The sentences of an article's own text by their place in it, and what its headline tells."""
    known = material.bodies.get(article)
    if known is None:
        known = material.bodies[article] = _body_of(material.readings[article])
    return known


def _body_of(reading: Reading) -> tuple[dict[Span, int], frozenset[str]]:
    told = [part.span for part in reading.article.parts if part.kind.is_told]
    body = [s for s in reading.sentences if any(part.contains(s) for part in told)]
    places: dict[Span, int] = {}
    for place, sentence in enumerate(body):
        places.setdefault(sentence, place)
    return places, frozenset(content_words(_headline(reading)))


def _is_bare(member: Member) -> bool:
    """Whether the sentence is told by somebody whom it does not name."""
    last = member.chain[-1] if member.chain else None
    return last is not None and last.span is not None and not member.sentence.contains(last.span)


def told_from(member: Member) -> int | None:
    """Where in a member's sentence the words begin that somebody is reported to say; ``None`` when
    it is all told in one voice or they open it."""
    inside = member.at.span.start - member.sentence.start
    return inside if member.attribution and inside > 0 else None


def _headline(reading: Reading) -> str:
    """The headline without the name of the column it stands in."""
    title, series = reading.article.title or "", reading.article.series
    return title.removeprefix(series).lstrip(" :") if series else title


def content_words(text: str) -> set[str]:
    """Its words of more than three letters, without case and marks."""
    words = (word.strip(".,:;!?“”‘’\"'()[]—–-").casefold() for word in text.split())
    return {word for word in words if len(word) > _FUNCTION_WORD}


@lru_cache(maxsize=256)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    parts = [re.escape(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in terms]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def issues_of(sentence: str, issues: Iterable[Issue]) -> tuple[str, ...]:
    """Names of the issues a sentence belongs to, the one with most of its terms first."""
    folded = sentence.replace("’", "'")
    hits = [
        (len({m.group().casefold() for m in _pattern(issue.terms).finditer(folded)}), issue.name)
        for issue in issues
        if issue.terms
    ]
    return tuple(name for count, name in sorted(hits, key=lambda hit: -hit[0]) if count)
