"""What is different from the time before the period: edits, standing, expectations settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from watchdesk.brief.bullets import Draft, claim_draft, one_line
from watchdesk.brief.material import Material
from watchdesk.brief.wording import day, days
from watchdesk.records import (
    Address,
    Claim,
    CorrectionKind,
    Expectation,
    Member,
    PartKind,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Span,
    Standing,
    Step,
    StepKind,
)

_TELLING = re.compile(r"\d[\d.,]*\d|\d|(?<=\w )[^\W\d_a-zß-ÿ]\w+")
"""Numbers, and capitalised words inside a sentence."""
_REWORDED = 0.5
"""Share of words two sentences must have in common to be one, reworded."""
_MOVES = {
    StepKind.CALLED_UNVERIFIED,
    StepKind.CONFIRMED,
    StepKind.DENIED,
    StepKind.DISPUTED,
    StepKind.RETRACTED,
}
"""Steps that move where a claim stands."""
_CORRECTED = {
    CorrectionKind.CORRECTION: "The page was corrected.",
    CorrectionKind.RETRACTION: "It was taken back.",
    CorrectionKind.DELETION: "What stood there is gone.",
}
_MAX_EDIT = 700
"""Code points; a longer difference is a new passage and no edit of a sentence."""


def edits(material: Material) -> Iterator[Draft]:
    """Sentences that differ between two captures of one page or two versions of one story."""
    for family in material.families:
        for relation in family.relations:
            edited = relation.kind in (RelationKind.SAME_PAGE, RelationKind.UPDATED)
            shown = any(material.may_belong(article) for article in (relation.a, relation.b))
            if edited and shown:
                yield from _edits_of(material, relation)


def _edits_of(material: Material, relation: Relation) -> Iterator[Draft]:
    seen: set[Span] = set()
    for change in relation.changes:
        pair = _sentence_pair(material, relation, change)
        if pair is None or pair[0].span in seen or pair[1].span in seen:
            continue
        seen.update((pair[0].span, pair[1].span))
        if relation.kind is RelationKind.UPDATED and not _tells_news(material, pair):
            continue
        order = _order(material, relation)
        if order is False:
            pair = (pair[1], pair[0])
        words = [one_line(material.words(at)) for at in pair]
        yield Draft(
            text=f"“{_inner(words[0])}” → “{_inner(words[1])}”",
            cited=pair,
            note=_edit_note(relation.kind, order),
            record=relation.a,
        )


def _tells_news(material: Material, pair: tuple[Address, Address]) -> bool:
    """Whether numbers or names differ; an updated story rewords the rest as a matter of course."""
    old, new = (set(_TELLING.findall(material.words(at))) for at in pair)
    return old != new


def _edit_note(kind: RelationKind, order: bool | None) -> str:
    what = "One page, captured twice" if kind is RelationKind.SAME_PAGE else "A story, updated"
    return f"{what}; which words came first is not known." if order is None else f"{what}."


def _sentence_pair(
    material: Material, relation: Relation, change: Passage
) -> tuple[Address, Address] | None:
    """The sentences a difference touches, when one is plainly the other reworded."""
    old = _sentences(material.readings[relation.a], change.a)
    new = _sentences(material.readings[relation.b], change.b)
    if old is None or new is None:
        return None
    pair = tuple(
        Address(capture=material.readings[article].capture.id, article=article, span=span)
        for article, span in ((relation.a, old), (relation.b, new))
    )
    left, right = (material.words(at).casefold().split() for at in pair)
    alike = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return (pair[0], pair[1]) if _REWORDED <= alike < 1 else None


def _inner(words: str) -> str:
    """Quoted inside quotation marks: double marks become single ones."""
    for mark, single in (("“", "‘"), ("”", "’"), ('"', "'")):
        words = words.replace(mark, single)
    return words


def _order(material: Material, relation: Relation) -> bool | None:
    """Whether the first article is the older one; ``None`` when that is not known."""
    a, b = (material.readings[article] for article in (relation.a, relation.b))
    taken = a.capture.captured_at, b.capture.captured_at
    if taken[0] is not None and taken[1] is not None and taken[0] != taken[1]:
        return taken[0] < taken[1]
    if a.article.published.precedes(b.article.published):
        return True
    return False if b.article.published.precedes(a.article.published) else None


def _sentences(reading: Reading, span: Span) -> Span | None:
    """The told sentences a difference touches."""
    told = [part.span for part in reading.article.parts if part.kind in (PartKind.BODY,)]
    wide = Span(span.start, max(span.end, span.start + 1))
    touched = [
        s for s in reading.sentences if s.overlaps(wide) and any(t.contains(s) for t in told)
    ]
    if not touched:
        return None
    hull = Span(touched[0].start, touched[-1].end)
    return hull if hull.length <= _MAX_EDIT else None


def restated(material: Material) -> Iterator[Draft]:
    """Claims whose standing moved in the period."""
    for claim in material.claims:
        told = [step for step in claim.history if _is_of(material, step)]
        moves = [step for step in told if step.kind in _MOVES]
        if not moves:
            continue
        before = _before(material, claim, moves[0])
        last = moves[-1]
        member = next((m for m in claim.members if m.at == last.at), None)
        within = [m for m in claim.members if material.is_dated(m.at.article)]
        shown = member or (within or list(claim.members))[0]
        if before is None or before is last.standing or not _is_shown(material, shown):
            continue
        note = f"Told before as {before.value}, now {last.standing.value}."
        draft = claim_draft(material, claim, shown, note)
        more = (last.at,) if member is None and last.at.article in material.readings else ()
        yield replace(draft, cited=(*draft.cited, *more))


def _is_of(material: Material, step: Step) -> bool:
    """Whether a step was taken in the period, by an article the brief may draw on."""
    known = step.at.article in material.readings
    return known and step.on.is_bounded and material.period.contains(step.on)


def _is_shown(material: Material, member: Member) -> bool:
    return member.at.article in material.readings and material.is_usable(member.at.article)


def _before(material: Material, claim: Claim, move: Step) -> Standing | None:
    """Where the claim stood before a step; ``None`` when it was not told before, but by the same
    article or a copy of it."""
    own = material.family_of.get(move.at.article)
    copies = own.articles if own else (move.at.article,)
    steps = claim.history[: claim.history.index(move)]
    others = [step for step in steps if step.at.article not in copies]
    return others[-1].standing if others else None


def corrected(material: Material) -> Iterator[Draft]:
    """Notes by which publishers took words back, and pages that are gone."""
    for correction in material.corrections:
        if correction.kind is CorrectionKind.SILENT_EDIT or not correction.at.span.length:
            continue
        if not material.period.intersects(correction.on):
            continue
        cited = [at for at in (correction.at, correction.before) if at is not None]
        if any(at.article not in material.readings for at in cited):
            continue
        yield Draft(
            text=one_line(material.words(correction.at)),
            cited=tuple(cited),
            note=_CORRECTED[correction.kind],
            record=correction.id,
        )


def settled(material: Material) -> Iterator[Draft]:
    """Expectations that reports of the period settle or put off."""
    for expectation in material.expectations:
        outcomes = [one for one in expectation.outcomes if material.is_dated(one.at.article)]
        if not outcomes or expectation.at.article not in material.readings:
            continue
        last = outcomes[-1]
        at = expectation_address(expectation)
        due = f"; now due {days(last.due)}" if last.due is not None else ""
        yield Draft(
            text=f"“{_inner(one_line(material.words(at)))}” — "
            f"“{_inner(one_line(material.words(last.at)))}”",
            cited=(at, last.at),
            note=f"Expected, and now {last.status.value}{due}.",
            record=expectation.id,
        )


def expectation_address(expectation: Expectation) -> Address:
    """The sentence an expectation stands in."""
    return expectation.at.model_copy(update={"span": expectation.sentence})


def newness(material: Material, told: list[Claim]) -> str:
    """How much of what the period tells was told before."""
    first = material.period.earliest
    since = day(first) if first else "it"
    if not any(r.article.published.precedes(material.period) for r in material.readings.values()):
        return f"The ledger holds no article from before {since} to compare with."
    old = sum(any(m.published.precedes(material.period) for m in claim.members) for claim in told)
    return f"Of {len(told)} claims of this period, {len(told) - old} were not told before {since}."
