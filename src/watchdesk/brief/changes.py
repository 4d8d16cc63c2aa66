"""What is different from the time before the period: standing, expectations settled, edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from watchdesk.brief.bullets import Desk, Draft, claim_draft, quoted, sentence_at
from watchdesk.brief.coming import expectation_address
from watchdesk.brief.material import Material
from watchdesk.brief.speakers import one_line, tellers
from watchdesk.brief.wording import day, days
from watchdesk.records import (
    Address,
    Claim,
    CorrectionKind,
    Expectation,
    ExpectationStatus,
    Member,
    Outcome,
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
_AROUND, _FEW = 5, 4
"""Words kept on either side of what differs; so few are not worth leaving out."""
_SETTLED = {
    ExpectationStatus.OPEN: "Still open",
    ExpectationStatus.MET: "Expected, and it came",
    ExpectationStatus.MISSED: "Expected, and it did not come",
    ExpectationStatus.POSTPONED: "Put off",
    ExpectationStatus.SUPERSEDED: "Another announcement took its place",
}
_SHORT_WORDS = 90
"""Code points of the words of a step that a note quotes."""
_MAX_EDIT = 700
"""Code points; a longer difference is a new passage and no edit of a sentence."""


def edits(material: Material) -> Iterator[Draft]:
    """Sentences that differ between two captures of one page or two versions of one story."""
    for family in material.families:
        for relation in family.relations:
            edited = relation.kind in (RelationKind.SAME_PAGE, RelationKind.UPDATED)
            both = (relation.a, relation.b)
            shown = any(material.may_belong(article) for article in both)
            if edited and shown and not any(material.is_later(article) for article in both):
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
        pair = (_without_dateline(material, pair[0]), _without_dateline(material, pair[1]))
        old, new = differing(*(one_line(material.words(at)) for at in pair))
        between = "and in another capture" if order is None else "became"
        yield Draft(
            text=f"{quoted(old)} {between} {quoted(new)}",
            cited=pair,
            note=_edit_note(relation.kind, order),
            record=relation.a,
            printed=2,
        )


def _without_dateline(material: Material, at: Address) -> Address:
    return sentence_at(material, at, at.span)


def differing(old: str, new: str) -> tuple[str, str]:
    """Two versions of a sentence from where they begin to differ to where they end, with a few
    words on either side; the rest is left out and marked."""
    a, b = old.split(), new.split()
    same = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changed = [code for code in same if code[0] != "equal"]
    if not changed:
        return old, new
    first, last = changed[0], changed[-1]
    return _cut(a, first[1], last[2]), _cut(b, first[3], last[4])


def _cut(words: list[str], start: int, end: int) -> str:
    low, high = max(0, start - _AROUND), min(len(words), end + _AROUND)
    low, high = (0 if low <= _FEW else low), (len(words) if len(words) - high <= _FEW else high)
    before, after = ("… " if low else ""), (" …" if high < len(words) else "")
    return f"{before}{' '.join(words[low:high])}{after}"


def _tells_news(material: Material, pair: tuple[Address, Address]) -> bool:
    """Whether numbers or names differ; an updated story rewords the rest as a matter of course."""
    old, new = (set(_TELLING.findall(material.words(at))) for at in pair)
    return old != new


def _edit_note(kind: RelationKind, order: bool | None) -> str:
    page = kind is RelationKind.SAME_PAGE
    what = "Changed on one page" if page else "Changed from a story to its update"
    if order is None:
        return "Differs between two captures of one page; which came first is not known."
    return f"{what}."


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


def restated(desk: Desk) -> Iterator[Draft]:
    """Claims whose standing moved in the period.

    One whose other account stands among the disputed, or is printed there, is told there.
    """
    material = desk.material
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
        if before is None or before.standing is last.standing or not _is_shown(material, shown):
            continue
        if last.standing is Standing.DISPUTED and claim.id in material.contradicted:
            continue
        draft = claim_draft(material, claim, shown, _move_note(material, before, last))
        more = (last.at,) if member is None and last.at.article in material.readings else ()
        yield replace(draft, cited=(*draft.cited, *more))


def _move_note(material: Material, before: Step, last: Step) -> str:
    """``Reported on 8 August 2024; denied on 12 August 2024 by Ada Holm.``"""
    on = f" on {days(last.on)}" if last.on.is_bounded else ""
    since = f" on {days(before.on)}" if before.on.is_bounded else " before"
    if last.at.article not in material.readings:
        return f"{_said(before.standing)}{since}; {last.standing.value}{on}."
    by = [name for name in tellers(material, last.at.article, last.by)[1:] if name]
    who = f" by {by[-1]}" if by and last.kind is not StepKind.CALLED_UNVERIFIED else ""
    words = one_line(material.words(last.at))
    told = f": {quoted(words)}" if last.claim and len(words) <= _SHORT_WORDS else ""
    return f"{_said(before.standing)}{since}; {last.standing.value}{on}{who}{told}."


def _said(standing: Standing) -> str:
    return standing.value.capitalize()


def _is_of(material: Material, step: Step) -> bool:
    """Whether a step was taken in the period, by an article the brief may draw on."""
    known = step.at.article in material.readings
    return known and step.on.is_bounded and material.period.contains(step.on)


def _is_shown(material: Material, member: Member) -> bool:
    return member.at.article in material.readings and material.is_usable(member.at.article)


def _before(material: Material, claim: Claim, move: Step) -> Step | None:
    """The last step before another; ``None`` when it was not told before, but by the same
    article or a copy of it."""
    own = material.family_of.get(move.at.article)
    copies = own.articles if own else (move.at.article,)
    steps = claim.history[: claim.history.index(move)]
    others = [step for step in steps if step.at.article not in copies]
    return others[-1] if others else None


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


def settled(desk: Desk) -> Iterator[Draft]:
    """What was expected and is now reported: the report, and under it what had been announced."""
    material = desk.material
    for expectation in material.expectations:
        outcomes = [one for one in expectation.outcomes if material.is_dated(one.at.article)]
        if not outcomes or expectation.at.article not in material.readings:
            continue
        last = outcomes[-1]
        at = sentence_at(material, last.at)
        words = one_line(material.words(at))
        short = one_line(material.words(last.at))
        told = desk.has_told(at) and len(short) < len(words)
        yield Draft(
            text=quoted(short) if told else words,
            cited=(at, expectation_address(material, expectation)),
            note=_settled_note(material, expectation, last),
            record=expectation.id,
        )


def _settled_note(material: Material, expectation: Expectation, last: Outcome) -> str:
    due = f", now to {days(last.due)}" if last.due is not None else ""
    told = expectation.published
    when = f" on {days(told)}" if told.is_bounded else ""
    names = tellers(material, expectation.at.article, expectation.by)
    words = quoted(one_line(material.words(expectation.at)).rstrip("."))
    return f"{_SETTLED[last.status]}{due}. Announced{when} by {' › '.join(names)}: {words}."


def newness(material: Material, told: list[Claim]) -> str:
    """How much of what the period tells was told before."""
    first = material.period.earliest
    since = day(first) if first else "it"
    dates = (material.placed_at(one).published for one in material.readings)
    if not any(published.precedes(material.period) for published in dates):
        return f"The ledger holds no article from before {since} to compare with."
    old = sum(any(m.published.precedes(material.period) for m in claim.members) for claim in told)
    if not old:
        return f"None of the {len(told)} claims of this period was told before {since}."
    return f"Of {len(told)} claims of this period, {len(told) - old} were not told before {since}."
