"""Claims, contradictions, positions, expectations and corrections as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from watchdesk.brief import days, safe
from watchdesk.language.lexicon import country_names
from watchdesk.records import (
    Address,
    Capture,
    Change,
    ChangeKind,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    ExpectationStatus,
    Interval,
    IssueHint,
    LinkKind,
    Member,
    Origin,
    Position,
    PositionEvidence,
    Reading,
    Ruling,
    Span,
    Step,
    Story,
)
from watchdesk.shown_lines import article_line, chain_line, fit, in_marks, many, quote_line

_SHORT = 90
"""Code points of words in a list."""


class Cited(NamedTuple):
    """The articles whose words a record cites."""

    readings: Mapping[str, Reading]
    """By article id, with their texts."""
    texts: Mapping[str, str]
    """By capture id."""
    today: date | None = None
    """The day by which something that was expected can be late."""

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Cited:
        """From readings with their texts."""
        told = list(readings)
        texts = {r.capture.id: r.capture.text for r in told if isinstance(r.capture, Capture)}
        return cls({r.article.id: r for r in told}, texts)

    def quote(self, at: Address) -> str:
        """The words at an address, and the address; the address alone when they are not at
        hand."""
        return quote_line(at, self.texts) if at.capture in self.texts else at.fragment

    def words(self, at: Address) -> str:
        """The words at an address on one line."""
        if at.capture not in self.texts:
            return at.fragment
        return safe(" ".join(at.span.text_of(self.texts[at.capture]).split()))

    def head(self, article: str) -> str:
        """Outlet, headline and date of an article."""
        reading = self.readings.get(article)
        return article_line(reading) if reading else article


def lines_of(record: BaseModel, cited: Cited) -> Iterator[str] | None:
    """A record of the ledger as lines of text; ``None`` for one of another kind."""
    show = _SHOWN.get(type(record))
    return show(record, cited) if show else None


def summary(record: BaseModel, cited: Cited) -> Iterator[str]:
    """A record of the ledger in two or three lines: what it is, and its words with their address,
    those of both sides of a contradiction."""
    head, *places = _SUMMARIES[type(record)](record)
    yield safe(head) + _passed(record, cited)
    for at in filter(None, places):
        yield f"  {in_marks(_shortened(cited.words(at)))} {at.fragment}"


def _passed(record: BaseModel, cited: Cited) -> str:
    """That the day something was expected on has gone by."""
    if not isinstance(record, Expectation) or record.status is not ExpectationStatus.OPEN:
        return ""
    last = record.due.latest
    late = cited.today is not None and last is not None and last < cited.today
    return "; the day has passed, no report of it was found" if late else ""


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


CREDIBILITY = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""What the numbers of the Admiralty code say."""


def _counted(claim: Claim) -> str:
    return (
        f"{many(claim.articles, 'article', 'articles')}, "
        f"{many(claim.families, 'story', 'stories')}, "
        f"{many(claim.origin_count, 'independent origin', 'independent origins')}"
    )


def _claim_head(claim: Claim) -> tuple[str, Address]:
    return (
        f"{claim.id}  {claim.standing.value}, {_counted(claim)}, credibility {claim.credibility} "
        f"({CREDIBILITY[claim.credibility]}), first seen {days(claim.first_seen)}"
    ), claim.at


def _position_head(position: Position) -> tuple[str, Address | None]:
    until = f" until {days(position.until)}" if position.until else ""
    return (
        f"{position.id}  {position.name} on {position.issue}: {position.stance.value}, "
        f"since {days(position.since)}{until} "
        f"({many(len(position.evidence), 'telling', 'tellings')})"
    ), _sentence_of(position)


def _sentence_of(position: Position) -> Address | None:
    """The sentence that holds the clearest words."""
    gist = position.gist
    for one in position.evidence:
        if one.at == gist:
            return one.at.model_copy(update={"span": one.sentence})
    return gist


def _expectation_head(item: Expectation) -> tuple[str, Address]:
    last = item.by[-1] if item.by else None
    unnamed = last is not None and last.kind is LinkKind.UNKNOWN
    by = "somebody not named" if unnamed else last.name if last else "the article"
    return (
        f"{item.id}  {item.status.value}, {item.kind.value} by {by}, due {days(item.due)}"
    ), item.at.model_copy(update={"span": item.sentence})


def _contradiction_head(item: Contradiction) -> tuple[str | Address, ...]:
    inside = f" inside {actor_name(item.inside)}" if item.inside else ""
    return f"{item.id}  {item.kind.value}{inside}: {item.why}", *item.evidence[:2]


def actor_name(entity: str) -> str:
    """What somebody with an entity id is called: a country by its name, others by their id's
    words."""
    kind, _, rest = entity.partition(":")
    if kind == "country":
        return country_names().get(rest, rest)
    return rest.replace("-", " ") or entity


def _correction_head(item: Correction) -> tuple[str, Address]:
    return f"{item.id}  {item.kind.value}, {days(item.on)}: {item.why}", item.at


def _story_head(item: Story) -> tuple[str, Address | None]:
    return (
        f"{item.id}  {many(len(item.articles), 'article', 'articles')}, "
        f"{many(item.families, 'story told apart', 'stories told apart')}, {days(item.days)}"
    ), item.headline


def _hint_head(item: IssueHint) -> tuple[str, Address | None]:
    return (
        f"{item.id}  “{item.name}” recurs in {many(item.articles, 'story', 'stories')}; "
        f"terms: {', '.join(item.terms)}"
    ), next(iter(item.evidence), None)


_SUMMARIES: Mapping[type[BaseModel], Callable[[Any], tuple[Any, ...]]] = {
    Claim: _claim_head,
    Position: _position_head,
    Expectation: _expectation_head,
    Contradiction: _contradiction_head,
    Correction: _correction_head,
    Story: _story_head,
    IssueHint: _hint_head,
}


def _claim(claim: Claim, cited: Cited) -> Iterator[str]:
    yield f"{claim.id}  {claim.standing.value}, first seen {days(claim.first_seen)}"
    yield from fit(in_marks(claim.gist), 2)
    yield f"  {_counted(claim)}: {claim.named} named, {claim.anonymous} not named"
    judged = f"{claim.credibility} of 6: {CREDIBILITY[claim.credibility]}; {claim.credibility_why}"
    yield from fit(f"credibility {judged}", 2)
    yield from fit(f"one claim because: {claim.why}", 2)
    for ruling in claim.rulings:
        yield f"  the analyst ruled: {ruling}"
    for step in claim.history:
        yield from _step(step, cited)
    for origin in claim.origins:
        yield from _origin(origin)
    for member in claim.members:
        yield from _member(member, cited)


def _step(step: Step, cited: Cited) -> Iterator[str]:
    by = f", by {chain_line(step.by)}" if step.by else ""
    told = f" (in {step.claim})" if step.claim else ""
    what = step.kind.value.replace("_", " ")
    yield from fit(f"{days(step.on)}: {what}{by}{told}; {step.standing.value}", 2)
    yield from fit(cited.quote(step.at), 6)


def _origin(origin: Origin) -> Iterator[str]:
    yield from fit(f"origin {origin.id}: {origin.name or 'unknown'} ({origin.why})", 2)
    for name in origin.contributors:
        yield from fit(f"{name} contributed, and is not counted beside it", 6)


def _member(member: Member, cited: Cited) -> Iterator[str]:
    yield from fit(
        f"{member.statement}: told by {chain_line(member.chain)}, {member.verification.value}", 2
    )
    yield from fit(cited.head(member.at.article), 4)
    yield from fit(cited.quote(member.at), 4)


def _position(position: Position, cited: Cited) -> Iterator[str]:
    head, _ = _position_head(position)
    yield safe(head)
    if position.gist is not None:
        yield from fit(cited.quote(position.gist), 2)
    if position.limits is not None:
        yield from fit(f"within limits: {cited.quote(position.limits)}", 2)
    yield from fit(
        f"read from {'words and actions' if position.basis == 'both' else position.basis.value}, "
        f"{many(position.origins, 'independent origin', 'independent origins')}: {position.why}",
        2,
    )
    if position.previous is not None:
        yield f"  it replaced {position.previous}"
    for evidence in position.evidence:
        yield from _evidence(evidence, cited)


def _evidence(evidence: PositionEvidence, cited: Cited) -> Iterator[str]:
    done = "said" if evidence.basis == "words" else "done"
    through = f", told by {chain_line(evidence.by)}" if evidence.by else ""
    yield from fit(
        f"{days(evidence.on)}: {evidence.stance.value}, {done} by {evidence.name}{through}", 2
    )
    yield from fit(cited.quote(evidence.at.model_copy(update={"span": evidence.sentence})), 4)
    yield from fit(cited.head(evidence.at.article), 4)


def _expectation(item: Expectation, cited: Cited) -> Iterator[str]:
    head, at = _expectation_head(item)
    yield safe(head)
    yield from fit(cited.quote(at), 2)
    if item.due_at is not None:
        worked_out = cited.words(item.at.model_copy(update={"span": item.due_at}))
        yield from fit(f"due day worked out from “{worked_out}”", 2)
    by = chain_line(item.by) if item.by else "the article"
    yield from fit(f"said by {by}, first told {days(item.published)}", 2)
    for outcome in item.outcomes:
        again = outcome.status is ExpectationStatus.OPEN
        later = f", {'' if again else 'now '}due {days(outcome.due)}" if outcome.due else ""
        became = "told" if again else outcome.status.value
        yield from fit(f"{days(outcome.on)}: {became}{later}", 2)
        yield from fit(cited.quote(outcome.at), 4)
    if item.superseded_by is not None:
        yield f"  {item.superseded_by} took its place"
    for article in item.articles:
        yield from fit(f"told in {cited.head(article)}", 2)


def _contradiction(item: Contradiction, cited: Cited) -> Iterator[str]:
    yield from fit(str(_contradiction_head(item)[0]), 0)
    for number, at in enumerate(item.evidence):
        on = f"{days(item.told[number])}, " if number < len(item.told) else ""
        by = item.by[number] if number < len(item.by) else "see the article"
        claim = f" ({item.claims[number]})" if number < len(item.claims) else ""
        yield from fit(f"{on}told by {by}{claim}", 2)
        yield from fit(cited.quote(at), 4)
        yield from fit(cited.head(at.article), 4)


def _correction(item: Correction, cited: Cited) -> Iterator[str]:
    yield from fit(_correction_head(item)[0], 0)
    if item.before is not None:
        yield from fit(f"before: {cited.quote(item.before)}", 2)
        yield from fit(cited.head(item.before.article), 4)
    yield from fit(f"now: {cited.quote(item.at)}", 2)
    yield from fit(cited.head(item.at.article), 4)
    for statement in item.statements:
        yield f"  it touches {statement}"


def _story(item: Story, cited: Cited) -> Iterator[str]:
    yield safe(_story_head(item)[0])
    if item.headline is not None:
        yield from fit(cited.quote(item.headline), 2)
    yield from fit(f"one story because: {item.why}", 2)
    for article in item.articles:
        yield from fit(cited.head(article), 2)


def _hint(item: IssueHint, cited: Cited) -> Iterator[str]:
    yield from fit(_hint_head(item)[0], 0)
    if item.actors:
        yield from fit(f"takes a stand: {', '.join(item.actors)}", 2)
    for at in item.evidence:
        yield from fit(cited.quote(at), 2)


def _ruling(item: Ruling, cited: Cited) -> Iterator[str]:
    del cited
    yield f"{item.id}  {item.kind.value}, {item.made_at}"
    if item.because:
        yield from fit(f"because: {item.because}", 2)
    if item.ruling is not None:
        yield f"  it takes back {item.ruling}"
    if item.record is not None:
        yield from fit(f"of {item.record}{f': printed as {item.name}' if item.name else ''}", 2)
    for told in item.tellings:
        at = Address(capture="", article=told.article, span=Span(*told.span))
        yield from fit(f"“{told.words}” {at.article} {list(at.span)}", 2)


_SHOWN: Mapping[type[BaseModel], Callable[[Any, Cited], Iterator[str]]] = {
    Claim: _claim,
    Position: _position,
    Expectation: _expectation,
    Contradiction: _contradiction,
    Correction: _correction,
    Story: _story,
    IssueHint: _hint,
    Ruling: _ruling,
}

_WHAT: Mapping[ChangeKind, str] = {
    ChangeKind.CLAIM: "new claim",
    ChangeKind.STANDING: "standing",
    ChangeKind.SUPPORT: "another origin",
    ChangeKind.NO_COMMENT: "no comment",
    ChangeKind.CONTRADICTION: "contradiction",
    ChangeKind.POSITION: "position",
    ChangeKind.EXPECTATION: "expected",
    ChangeKind.OUTCOME: "expectation",
    ChangeKind.CORRECTION: "correction",
    ChangeKind.SILENT_EDIT: "silent edit",
    ChangeKind.DELETION: "deletion",
    ChangeKind.WITHDRAWN: "no longer stands",
}


def _move(change: Change) -> str | None:
    """What became what; nothing for what left a record where it was."""
    if change.before == change.after:
        return None
    return " → ".join(filter(None, (change.before, change.after)))


def _about(change: Change) -> str | None:
    """What a change is about, days in words."""
    if change.about is None:
        return None
    if change.kind in (ChangeKind.EXPECTATION, ChangeKind.OUTCOME):
        due = Interval.parse(change.about)
        return "no day told" if due.is_unknown else f"due {days(due)}"
    repeated = change.about in (change.after, _WHAT[change.kind], "told")
    return None if repeated else f"({change.about})"


def change_lines(change: Change, cited: Cited) -> Iterator[str]:
    """A change: when and what, then the words that carry it."""
    parts = [_move(change), change.who, _about(change)]
    if change.kind is ChangeKind.CONTRADICTION and change.about:
        parts = [change.after, change.about]  # it names both sides
    told = " — ".join(filter(None, parts))
    colon = ": " if told else ""
    yield from fit(f"{days(change.on)}  {_WHAT[change.kind]}{colon}{told}  {change.record}", 0)
    for at in change.at[:2]:
        yield from fit(cited.quote(at), 4)
