"""What is different from the time before the period: edits, standing, expectations settled."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.brief.bullets import Draft, claim_draft, one_line
from watchdesk.brief.material import Material
from watchdesk.records import (
    Address,
    Claim,
    Expectation,
    ExpectationStatus,
    PartKind,
    Reading,
    Relation,
    RelationKind,
    Span,
    combine,
)

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
    seen: set[tuple[str, str]] = set()
    for change in relation.changes:
        old = _sentences(material.readings[relation.a], change.a)
        new = _sentences(material.readings[relation.b], change.b)
        if old is None or new is None:
            continue
        ats = [
            Address(capture=material.readings[a].capture.id, article=a, span=s)
            for a, s in ((relation.a, old), (relation.b, new))
        ]
        order = _capture_order(material, relation)
        words = [one_line(material.words(at)) for at in ats]
        if words[0] == words[1] or tuple(words) in seen:
            continue
        seen.add((words[0], words[1]))
        if order is False:
            ats.reverse()
            words.reverse()
        verb = "One page, two captures" if order is None else "Edited between two captures"
        yield Draft(
            text=f"“{_inner(words[0])}” / “{_inner(words[1])}”",
            cited=tuple(ats),
            note=f"{verb}; {'the order is not known' if order is None else 'earlier words first'}.",
            record=relation.a,
        )


def _inner(words: str) -> str:
    """Quoted inside quotation marks: double marks become single ones."""
    for mark, single in (("“", "‘"), ("”", "’"), ('"', "'")):
        words = words.replace(mark, single)
    return words


def _capture_order(material: Material, relation: Relation) -> bool | None:
    """Whether the first article was captured first; ``None`` when that is not known."""
    a, b = (material.readings[x].capture.captured_at for x in (relation.a, relation.b))
    return None if a is None or b is None or a == b else a < b


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
    """Claims told before the period and again in it with another standing."""
    for claim in material.claims:
        before = [m for m in claim.members if m.published.precedes(material.period)]
        within = [m for m in claim.members if material.is_dated(m.at.article)]
        if not before or not within:
            continue
        old = combine(m.verification for m in before)
        new = combine(m.verification for m in within)
        if old is not new:
            yield claim_draft(
                material, claim, within[0], f"Told before as {old.value}, now {new.value}."
            )


def settled(material: Material) -> Iterator[Draft]:
    """Expectations that reports of the period settle."""
    for expectation in material.expectations:
        evidence = [at for at in expectation.evidence if material.is_dated(at.article)]
        if expectation.status is ExpectationStatus.OPEN or not evidence:
            continue
        at = expectation_address(expectation)
        yield Draft(
            text=f"“{_inner(one_line(material.words(at)))}” — "
            f"“{_inner(one_line(material.words(evidence[0])))}”",
            cited=(at, evidence[0]),
            note=f"Expected, and now {expectation.status.value}.",
            record=expectation.id,
        )


def expectation_address(expectation: Expectation) -> Address:
    """The sentence an expectation stands in."""
    return expectation.at.model_copy(update={"span": expectation.sentence})


def newness(material: Material, told: list[Claim]) -> str:
    """How much of what the period tells was told before."""
    old = sum(any(m.published.precedes(material.period) for m in claim.members) for claim in told)
    first = material.period.earliest
    return (
        f"Of {len(told)} claims of this period, {len(told) - old} were not told before "
        f"{first.isoformat() if first else 'it'}."
    )
