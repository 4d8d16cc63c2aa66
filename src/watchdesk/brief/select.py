"""Which claims a brief tells, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    r"however|also|another|others|the latter|the former|instead|meanwhile|still|yet)\b",
    re.IGNORECASE,
)
"""A sentence that starts so leans on the one before it."""


class Pick(NamedTuple):
    """A claim as one member tells it."""

    claim: Claim
    member: Member
    score: float


def picks(material: Material, *, dated: bool) -> list[Pick]:
    """The claims of the period, best first; those of undatable articles when not ``dated``.

    A sentence that carries several claims is picked once, for the best of them.
    """
    found = [pick for claim in material.claims if (pick := _pick(material, claim, dated))]
    found.sort(key=lambda pick: (-pick.score, pick.member.at.article, pick.member.at.span))
    seen: list[tuple[str, Span]] = []
    out: list[Pick] = []
    for pick in found:
        family = material.family_of.get(pick.member.at.article)
        place = (pick.member.at.article, pick.member.sentence)
        told = {(member.at.article, member.sentence) for member in pick.claim.members if family} | {
            place
        }
        if not any(item in told for item in seen):
            out.append(pick)
        seen.extend(told)
    return out


def _pick(material: Material, claim: Claim, dated: bool) -> Pick | None:
    certain = [m for m in claim.members if material.is_dated(m.at.article)]
    possible = [m for m in claim.members if material.may_belong(m.at.article)]
    members = certain if dated else ([] if certain else possible)
    members = [m for m in members if material.is_usable(m.at.article)]
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
    score -= 2.0 * bool(_LEANS.match(sentence))
    score -= 1.5 * (words < _SHORT) + 1.0 * (words > _LONG)
    return score


def _prominence(material: Material, member: Member, sentence: str) -> float:
    """-1 to 5: what stands early in a story and shares words with its headline is its point.

    An outlet's own words further down are background more often than news.
    """
    reading = material.readings[member.at.article]
    body = [s for s in reading.sentences if _in_body(reading, s)]
    place = body.index(member.sentence) if member.sentence in body else len(body)
    early = 2.0 * max(0.0, 1 - place / 8) - 1.0 * (member.attribution is None and place > 1)
    title = content_words(_headline(reading))
    shared = len(title & content_words(sentence)) / len(title) if title else 0.0
    return early + 3.0 * shared


def _headline(reading: Reading) -> str:
    """The headline without the name of the column it stands in."""
    title, series = reading.article.title or "", reading.article.series
    return title.removeprefix(series).lstrip(" :") if series else title


def _in_body(reading: Reading, sentence: Span) -> bool:
    return any(p.kind.is_told and p.span.contains(sentence) for p in reading.article.parts)


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


def spread(found: Sequence[Pick], limit: int, per_article: int) -> list[Pick]:
    """The best of them, with no article filling the list."""
    out: list[Pick] = []
    used: dict[str, int] = {}
    for pick in found:
        article = pick.member.at.article
        if len(out) < limit and used.get(article, 0) < per_article:
            out.append(pick)
            used[article] = used.get(article, 0) + 1
    return out
