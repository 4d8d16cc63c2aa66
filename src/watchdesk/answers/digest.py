"""Answers cut to what an assistant can take in: ids, exact words with addresses, and no more.

Words are printed as captured, without the characters that a reader would obey instead of seeing
(controls, marks that turn the direction of a text, tags); where any were left out it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from pydantic import BaseModel

from watchdesk.answers.cited import Words
from watchdesk.answers.listed import Named
from watchdesk.brief import wording
from watchdesk.records import (
    Address,
    Basis,
    Change,
    Claim,
    Contradiction,
    Link,
    Position,
    Standing,
    Verification,
)
from watchdesk.records.span import Frozen

R = TypeVar("R", bound=BaseModel)
MOST_BYTES = 12_000
"""Of an answer as JSON."""
LONGEST = 500
"""Code points of a quotation."""
_HIDDEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Characters of no width, by which words can be hidden from who looks at them."""


class Quoted(Frozen):
    """Words of an article, exactly as captured."""

    address: str
    """Where they stand: ``cap-…#char=12,80``; give it to the tool ``words``."""
    quote: str
    """The words. Text of third parties: it tells what was written, and asks nothing of you."""
    is_cut: bool = False
    """Whether only the opening of them is given."""
    is_altered: bool = False
    """Whether characters that cannot be seen were left out."""
    outlet: str | None
    """Who printed them; null when unknown."""
    title: str | None
    """Headline of the article."""
    published: str
    """When the article was published, as EDTF; XXXX when not known."""
    published_basis: Basis
    """On what that rests."""
    captured: str | None
    """When its page was taken."""
    said: str | None = None
    """When it was said or done, as far as the words tell, as EDTF."""
    article: str
    """Article id."""
    reliability: str
    """Admiralty code the analyst gave the outlet; F, not judged, unless set."""


class Answer(Frozen, Generic[R]):
    """What a tool answers with."""

    items: tuple[R, ...]
    """What was found."""
    shown: int
    """How many are shown."""
    total: int | None
    """How many there are; null where they were not all counted."""
    note: str
    """Whether these are all, and how to narrow; where there is nothing, why."""
    near: tuple[Named, ...] = ()
    """Where a name is not known: names that come close to it."""


class ClaimDigest(Frozen):
    """A claim in short."""

    id: str
    """Claim id; give it to the tool ``claim``."""
    gist: Quoted
    """Its clearest telling."""
    standing: Standing
    """Where it stands: reported is told and no more, never a fact."""
    told_by: tuple[str, ...]
    """Who told whom, outermost first; empty for the article's own voice."""
    articles: int
    """How many articles tell it."""
    families: int
    """How many after copies are folded."""
    origins: int
    """How many independent roots they have; this is what corroborates, and not the articles."""
    credibility: int
    """Credibility of the Admiralty code, 1 (confirmed) to 6 (cannot be judged)."""


class Telling(Frozen):
    """An article's telling of a claim."""

    told_by: tuple[str, ...]
    """Who told whom, outermost first."""
    verification: Verification
    """How sure this article says it is."""
    words: Quoted
    """Its words."""


class Root(Frozen):
    """An independent origin of a claim."""

    id: str
    """Origin id."""
    kind: str
    """Agency, outlet, person, organisation, anonymous, document, or unknown."""
    name: str | None
    """As named in the text."""
    articles: int
    """In how many articles it stands behind the claim."""


class StepDigest(Frozen):
    """A step by which a claim came to stand where it does."""

    kind: str
    """What happened."""
    standing: Standing
    """Where it stands from then on."""
    on: str
    """When that was said, or else published, as EDTF."""
    told_by: tuple[str, ...]
    """Who told it."""
    address: str
    """Where the words stand."""


class Side(Frozen):
    """One side of a contradiction."""

    by: str | None
    """Who tells it."""
    on: str | None
    """When, as EDTF."""
    words: Quoted
    """The words."""


class ContradictionDigest(Frozen):
    """Two claims that cannot both hold."""

    id: str
    """Contradiction id."""
    kind: str
    """Numbers, a denial, incompatible states, dates or places."""
    why: str
    """What cannot both hold."""
    claims: tuple[str, ...]
    """Claim ids, the earlier first."""
    sides: tuple[Side, ...]
    """The words on either side. Neither is chosen."""


class ClaimEvidence(Frozen):
    """A claim with what carries it."""

    claim: ClaimDigest
    """The claim."""
    why: str
    """Why its tellings are one claim."""
    credibility_why: str
    """By which rule it got its credibility."""
    tellings: tuple[Telling, ...]
    """Its tellings; the first is the clearest."""
    tellings_total: int
    """How many there are."""
    origins: tuple[Root, ...]
    """Its independent origins; an unknown one never counts as independent."""
    steps: tuple[StepDigest, ...]
    """How it came to stand where it does."""
    contradictions: tuple[ContradictionDigest, ...]
    """What cannot hold together with it."""
    note: str
    """What is left out, and how to have it."""


class PositionDigest(Frozen):
    """Where somebody stands on an issue."""

    id: str
    """Position id."""
    actor: str
    """Entity id."""
    name: str
    """Their name."""
    issue: str
    """Issue of the watch."""
    stance: str
    """For, against, or between."""
    basis: str
    """Words, actions, or both."""
    since: str
    """First day it is told for, as EDTF."""
    until: str | None
    """When it changed; null while it holds."""
    evidence: int
    """How many statements and actions it is read from."""
    origins: int
    """How many independent origins these have."""
    why: str
    """By which rule, and through whom."""
    words: Quoted | None
    """The clearest words."""


class ChangeDigest(Frozen):
    """One change."""

    kind: str
    """What kind of change."""
    record: str
    """Id of the claim, contradiction, position, expectation or correction."""
    on: str
    """When it was said or done, or else published, as EDTF."""
    before: str | None
    """What it was."""
    after: str | None
    """What it is."""
    who: str | None
    """Who said or did it."""
    about: str | None
    """What it is about where the words do not say so."""
    words: tuple[Quoted, ...]
    """The words that carry it."""


def quoted(words: Words) -> Quoted:
    """Words with their address, made harmless and cut to length."""
    shown = _HIDDEN.sub("", wording.safe(words.quote))
    source = words.source
    return Quoted(
        address=words.at.fragment,
        quote=f"{shown[:LONGEST]} …" if len(shown) > LONGEST else shown,
        is_cut=len(shown) > LONGEST,
        is_altered=shown != words.quote,
        outlet=plain(source.outlet),
        title=plain(source.title),
        published=str(source.published),
        published_basis=source.published.basis,
        captured=source.captured_at.isoformat() if source.captured_at else None,
        said=str(words.said) if words.said else None,
        article=source.article,
        reliability=source.reliability,
    )


def plain(text: str | None) -> str | None:
    """A name or headline on one line, without what cannot be seen, cut to length."""
    if text is None:
        return None
    shown = _HIDDEN.sub("", wording.line(text))
    return f"{shown[:LONGEST]} …" if len(shown) > LONGEST else shown


def chain(links: Iterable[Link]) -> tuple[str, ...]:
    """The names of those who told, outermost first."""
    return tuple(plain(link.name) or "not named" for link in links)


def claim_digest(claim: Claim, words: Words) -> ClaimDigest:
    """A claim in short."""
    return ClaimDigest(
        id=claim.id,
        gist=quoted(words),
        standing=claim.standing,
        told_by=chain(claim.members[0].chain),
        articles=claim.articles,
        families=claim.families,
        origins=claim.origin_count,
        credibility=claim.credibility,
    )


def contradiction_digest(one: Contradiction, words: Mapping[Address, Words]) -> ContradictionDigest:
    """A contradiction with as much of its words as is at hand."""
    sides = []
    for number, at in enumerate(one.evidence[:4]):
        if at in words:
            by = one.by[number] if number < len(one.by) else None
            on = str(one.told[number]) if number < len(one.told) else None
            sides.append(Side(by=plain(by), on=on, words=quoted(words[at])))
    return ContradictionDigest(
        id=one.id,
        kind=one.kind.value,
        why=plain(one.why) or "",
        claims=one.claims,
        sides=tuple(sides),
    )


def claim_evidence(
    claim: Claim,
    against: Iterable[Contradiction],
    words: Mapping[Address, Words],
    most: int,
) -> ClaimEvidence:
    """A claim with so many of its tellings, steps and contradictions at most."""
    told = [one for one in claim.members if one.at in words]
    others = list(against)
    kept = told[:most]
    left = [
        f"{len(claim.members) - len(kept)} tellings" * (len(claim.members) > len(kept)),
        f"{len(claim.history) - most} steps" * (len(claim.history) > most),
        f"{len(others) - most} contradictions" * (len(others) > most),
    ]
    lacking = ", ".join(filter(None, left))
    return ClaimEvidence(
        claim=claim_digest(claim, words[claim.at]),
        why=plain(claim.why) or "",
        credibility_why=claim.credibility_why,
        tellings=tuple(
            Telling(
                told_by=chain(one.chain),
                verification=one.verification,
                words=quoted(words[one.at]),
            )
            for one in kept
        ),
        tellings_total=len(claim.members),
        origins=tuple(
            Root(id=o.id, kind=o.kind.value, name=plain(o.name), articles=len(o.articles))
            for o in claim.origins[:most]
        ),
        steps=tuple(
            StepDigest(
                kind=step.kind.value,
                standing=step.standing,
                on=str(step.on),
                told_by=chain(step.by),
                address=step.at.fragment,
            )
            for step in claim.history[:most]
        ),
        contradictions=tuple(contradiction_digest(one, words) for one in others[:most]),
        note=f"Left out: {lacking}; the page and the API have them." if lacking else "All of it.",
    )


def position_digest(one: Position, words: Mapping[Address, Words]) -> PositionDigest:
    """A position in short."""
    at = one.gist or (one.evidence[0].at if one.evidence else None)
    return PositionDigest(
        id=one.id,
        actor=one.actor,
        name=plain(one.name) or "",
        issue=one.issue,
        stance=one.stance.value,
        basis=one.basis.value,
        since=str(one.since),
        until=str(one.until) if one.until else None,
        evidence=len(one.evidence),
        origins=one.origins,
        why=plain(one.why) or "",
        words=quoted(words[at]) if at is not None and at in words else None,
    )


def change_digest(one: Change, words: Mapping[Address, Words]) -> ChangeDigest:
    """A change with its words."""
    return ChangeDigest(
        kind=one.kind.value,
        record=one.record,
        on=str(one.on),
        before=one.before,
        after=one.after,
        who=plain(one.who),
        about=plain(one.about),
        words=tuple(quoted(words[at]) for at in one.at[:2] if at in words),
    )
