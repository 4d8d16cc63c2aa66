"""From the ledger's material to a brief: sections in order, every bullet through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watchdesk.brief import changes, stances
from watchdesk.brief.bullets import Desk, Draft, claim_draft, named_elsewhere, one_line, tellers
from watchdesk.brief.material import Material
from watchdesk.brief.select import Pick, content_words, issues_of, picks, spread
from watchdesk.brief.wording import days
from watchdesk.records import (
    Address,
    Brief,
    Bullet,
    Contradiction,
    Counts,
    Expectation,
    ExpectationStatus,
    OriginKind,
    Reading,
    Section,
    SectionKind,
    SourceLine,
    Verification,
)

_LONG_TIME = 10
"""Words of a time expression that are printed in full."""


@dataclass(frozen=True)
class Lengths:
    """How many bullets a section may hold."""

    lead: int = 3
    issue: int = 10
    other: int = 10
    positions: int = 14
    changed: int = 8
    open: int = 10
    expected: int = 10
    undated: int = 10
    per_article: int = 4
    """Bullets one article may give to one section."""


def compose(material: Material, lengths: Lengths = Lengths()) -> Brief:
    """The brief of ``material.period``.

    Pure: the same material gives the same brief. What the gate stops is listed in ``stopped`` and
    the next best bullet takes its place.
    """
    desk = Desk(material)
    dated, undated = picks(material, dated=True), picks(material, dated=False)
    told: set[str] = set()
    settled = [pick for pick in dated if not pick.claim.status.is_open]
    sections = [
        _lead(desk, settled, lengths, told),
        *_issues(desk, settled, lengths, told),
        _positions(desk, lengths),
        _changed(desk, dated, lengths),
        _open(desk, [*dated, *undated], lengths),
        _expected(desk, lengths),
    ]
    if undated:
        sections.append(_undated(desk, undated, lengths, told))
    sources = tuple(_sources(material))
    return Brief(
        desk=material.watch.name,
        period=material.period,
        as_of=material.as_of,
        counts=_counts(material, sources, sections),
        sections=tuple(sections),
        citations=tuple(desk.citations),
        sources=sources,
        stopped=tuple(desk.stopped),
    )


def _fill(desk: Desk, drafts: Iterable[Draft], limit: int) -> tuple[Bullet, ...]:
    out: list[Bullet] = []
    for draft in drafts:
        if len(out) == limit:
            break
        bullet = desk.pass_gate(draft)
        if bullet is not None and all(bullet.id != other.id for other in out):
            out.append(bullet)
    return tuple(out)


def _claims(
    desk: Desk, found: Sequence[Pick], limit: int, per_article: int, told: set[str]
) -> tuple[Bullet, ...]:
    """Bullets of the best picks that are not told yet; marks them told."""
    fresh = [pick for pick in found if pick.claim.id not in told]
    chosen = spread(fresh, limit, per_article)
    bullets = _fill(desk, (claim_draft(desk.material, p.claim, p.member) for p in chosen), limit)
    told.update(bullet.record for bullet in bullets if bullet.record)
    return bullets


def _empty(material: Material) -> str:
    if not any(material.may_belong(article) for article in material.readings):
        return "No article in the ledger can have been published in this period."
    return "Nothing found in the articles of this period."


def _lead(desk: Desk, dated: Sequence[Pick], lengths: Lengths, told: set[str]) -> Section:
    bullets = _claims(desk, dated, lengths.lead, 1, told)
    note = None if bullets else _empty(desk.material)
    return Section(kind=SectionKind.LEAD, title="Lead", bullets=bullets, note=note)


def _issues(
    desk: Desk, dated: Sequence[Pick], lengths: Lengths, told: set[str]
) -> Iterator[Section]:
    material = desk.material
    by_issue: dict[str, list[Pick]] = {issue.name: [] for issue in material.watch.issue}
    rest: list[Pick] = []
    for pick in dated:
        sentence = pick.member.sentence.text_of(material.text(pick.member.at.article))
        names = issues_of(sentence, material.watch.issue)
        (by_issue[names[0]] if names else rest).append(pick)
    for name, found in by_issue.items():
        bullets = _claims(desk, found, lengths.issue, lengths.per_article, told)
        note = _left_out(found, told) if bullets else _nothing_left(found, material)
        yield Section(kind=SectionKind.ISSUE, title=name, bullets=bullets, note=note)
    attributed = [pick for pick in rest if pick.member.attribution]
    bullets = _claims(desk, attributed, lengths.other, lengths.per_article, told)
    title = "Also reported" if material.watch.issue else "Reported"
    note = _left_out(attributed, told) if bullets else _nothing_left(attributed, material)
    yield Section(kind=SectionKind.ISSUE, title=title, bullets=bullets, note=note)


def _nothing_left(found: Sequence[Pick], material: Material) -> str:
    return "All that was found is in the lead." if found else _empty(material)


def _left_out(found: Sequence[Pick], told: set[str]) -> str | None:
    left = sum(pick.claim.id not in told for pick in found)
    return f"{left} more in the ledger; watchdesk search finds them." if left else None


def _positions(desk: Desk, lengths: Lengths) -> Section:
    drafts = list(stances.drafts(desk.material))
    bullets = _fill(desk, drafts, lengths.positions)
    left = len(drafts) - len(bullets)
    note = f"{left} more in the ledger; watchdesk list positions tells them." if left > 0 else None
    if not bullets:
        note = "No position found in the articles of this period; that does not mean neutral."
    return Section(kind=SectionKind.POSITIONS, title="Positions", bullets=bullets, note=note)


def _changed(desk: Desk, dated: Sequence[Pick], lengths: Lengths) -> Section:
    material = desk.material
    drafts = [
        *changes.settled(material),
        *changes.restated(material),
        *changes.corrected(material),
        *changes.edits(material),
    ]
    bullets = _fill(desk, drafts, lengths.changed)
    told = [pick.claim for pick in dated]
    note = changes.newness(material, told) if told else _empty(material)
    return Section(kind=SectionKind.CHANGED, title="What changed", bullets=bullets, note=note)


def _open(desk: Desk, found: Sequence[Pick], lengths: Lengths) -> Section:
    material = desk.material
    unsure = [pick for pick in found if pick.claim.status.is_open]
    order = list(Verification)
    unsure.sort(
        key=lambda pick: (
            not material.is_dated(pick.member.at.article),
            -order.index(pick.claim.status),
            -pick.score,
        )
    )
    facing = [c for c in material.contradictions if _concerns(material, c)]
    faced = {claim for contradiction in facing for claim in contradiction.claims}
    alone = [pick for pick in unsure if pick.claim.id not in faced]
    drafts = [
        *(_contradiction(material, contradiction) for contradiction in facing),
        *(
            claim_draft(material, p.claim, p.member)
            for p in spread(alone, lengths.open, lengths.per_article)
        ),
    ]
    bullets = _fill(desk, _widest(drafts), lengths.open)
    note = None if bullets else "Nothing of this period is marked as unverified or disputed."
    title = "Unverified and disputed"
    return Section(kind=SectionKind.OPEN, title=title, bullets=bullets, note=note)


def _widest(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without those whose words another prints with more: what is denied beside its denial."""
    for draft in drafts:
        if not any(_holds(other, draft) and not _holds(draft, other) for other in drafts):
            yield draft


def _holds(one: Draft, other: Draft) -> bool:
    return all(
        any(at.article == inner.article and at.span.contains(inner.span) for at in one.cited)
        for inner in other.cited
    )


def _concerns(material: Material, contradiction: Contradiction) -> bool:
    """Whether a side of it was certainly told in the period."""
    usable = all(material.is_usable(at.article) for at in contradiction.evidence)
    return usable and any(
        material.is_dated(member.at.article)
        for claim in contradiction.claims
        for member in material.claim_by_id[claim].members
    )


def _contradiction(material: Material, contradiction: Contradiction) -> Draft:
    sides = [_side(material, contradiction, at) for at in contradiction.evidence[:2]]
    told_by = " — and ".join(" › ".join(names) for _, names in sides)
    sentences = tuple(_sentence_at(material, at) for at, _ in sides)
    return Draft(
        text=" — but: ".join(one_line(material.words(at)) for at in sentences),
        cited=sentences,
        note=f"{contradiction.why.rstrip('.')}. Told by {told_by}.",
        record=contradiction.id,
        verification=Verification.DISPUTED,
    )


def _side(
    material: Material, contradiction: Contradiction, at: Address
) -> tuple[Address, tuple[str, ...]]:
    """One side in the words of an article of the period, if one has them, and who tells it."""
    for claim in contradiction.claims:
        members = material.claim_by_id[claim].members
        if any(m.at.article == at.article and m.sentence.overlaps(at.span) for m in members):
            dated = [m for m in members if material.is_dated(m.at.article)]
            told = [m for m in members if m.at.article == at.article]
            member = (dated or told)[0]
            place = member.at if dated else at
            return place, tellers(material, member.at.article, member.chain)
    return at, tellers(material, at.article, ())


def _sentence_at(material: Material, at: Address) -> Address:
    reading = material.readings[at.article]
    for sentence in reading.sentences:
        if sentence.overlaps(at.span):
            return at.model_copy(update={"span": sentence.hull(at.span)})
    return at


def _expected(desk: Desk, lengths: Lengths) -> Section:
    material = desk.material
    coming = [e for e in material.expectations if _is_due(material, e)]
    coming.sort(key=_due_order)
    distinct = _distinct(coming)
    bullets = _fill(desk, (_expectation(material, e) for e in distinct), lengths.expected)
    note = None if bullets else "No dated expectation is open after this period."
    return Section(
        kind=SectionKind.EXPECTED, title="What to expect next", bullets=bullets, note=note
    )


def _distinct(coming: Sequence[Expectation]) -> Iterator[Expectation]:
    """One of those that announce the same thing for the same day in other words."""
    shown: list[tuple[str, set[str]]] = []
    for expectation in coming:
        due, words = str(expectation.due.latest), content_words(expectation.what)
        alike = (
            due == other and len(words & told) * 2 >= min(len(words), len(told))
            for other, told in shown
        )
        if not words or not any(alike):
            shown.append((due, words))
            yield expectation


def _is_due(material: Material, expectation: Expectation) -> bool:
    """Open, told by the end of the period, and not due before it began.

    When no day by which it is due is known, it is only shown if it was certainly told in the
    period: it would otherwise stand in every later brief.
    """
    if expectation.status is not ExpectationStatus.OPEN:
        return False
    if not material.is_usable(expectation.at.article):
        return False
    if not expectation.due.is_bounded:
        return any(material.is_dated(article) for article in expectation.articles)
    told = any(material.may_belong(article) for article in expectation.articles)
    earlier = expectation.published.precedes(material.period)
    return (told or earlier) and not expectation.due.precedes(material.period)


def _due_order(expectation: Expectation) -> tuple[bool, str, str]:
    due = expectation.due
    return due.is_unknown, str(due.latest or due.earliest or "9999"), expectation.id


def _expectation(material: Material, expectation: Expectation) -> Draft:
    at = changes.expectation_address(expectation)
    return Draft(
        text=one_line(material.words(at)),
        cited=(at, *named_elsewhere(material, at, expectation.by)),
        told_by=tellers(material, at.article, expectation.by),
        note=_due_note(material, expectation),
        record=expectation.id,
    )


def _due_note(material: Material, expectation: Expectation) -> str:
    if expectation.due.is_unknown:
        return "No date is given, or none that can be worked out."
    if expectation.due_at is None:
        return f"Due {days(expectation.due)}."
    words = _shortened(expectation.due_at.text_of(material.text(expectation.at.article)))
    passed = expectation.due.latest is not None and material.period.contains(expectation.due)
    tail = " The day has passed; no report of it was found." if passed else ""
    return f"Due {days(expectation.due)}, worked out from “{words}”.{tail}"


def _shortened(words: str) -> str:
    """Its first and last words, when the time is told in two places of a long sentence."""
    parts = words.split()
    return words if len(parts) <= _LONG_TIME else f"{' '.join(parts[:3])} … {' '.join(parts[-5:])}"


def _undated(desk: Desk, undated: Sequence[Pick], lengths: Lengths, told: set[str]) -> Section:
    watched = [
        pick
        for pick in undated
        if pick.member.attribution
        and not pick.claim.status.is_open
        and (
            not desk.material.watch.issue
            or issues_of(
                pick.member.sentence.text_of(desk.material.text(pick.member.at.article)),
                desk.material.watch.issue,
            )
        )
    ]
    bullets = _claims(desk, watched, lengths.undated, lengths.per_article, told)
    return Section(
        kind=SectionKind.UNDATED,
        title="Date not established",
        bullets=bullets,
        note="From articles that carry no date and may belong to this period; the sources give the "
        "bounds that could be worked out.",
    )


def _sources(material: Material) -> Iterator[SourceLine]:
    ratings = {source.outlet: source.reliability for source in material.watch.source}
    for article, reading in sorted(material.readings.items(), key=_by_date):
        if material.is_usable(article) and material.may_belong(article):
            outlet = material.outlets.get(article)
            yield SourceLine(
                article=article,
                capture=reading.capture.id,
                uri=reading.capture.declared.url or reading.capture.uri,
                outlet=outlet,
                title=reading.article.title,
                published=reading.article.published,
                family=material.family_of[article].id,
                reliability=ratings.get(outlet or "", "F"),
            )


def _by_date(item: tuple[str, Reading]) -> tuple[bool, str, str]:
    published = item[1].article.published
    return not published.is_bounded, str(published.earliest or "9999"), item[0]


def _counts(
    material: Material, sources: Sequence[SourceLine], sections: Sequence[Section]
) -> Counts:
    """Articles and stories of the period, and the independent origins of the printed claims."""
    printed = {bullet.record for section in sections for bullet in section.bullets}
    roots = [
        origin
        for claim in material.claims
        if claim.id in printed
        for origin in claim.origins
        if origin.kind is not OriginKind.UNKNOWN
    ]
    # An outlet that an agency contributed to is not counted beside that agency.
    agencies = {root.name for root in roots if root.kind is OriginKind.AGENCY}
    origins = {
        root.id
        for root in roots
        if root.kind is OriginKind.AGENCY or not agencies.intersection(root.contributors)
    }
    return Counts(
        articles=len(sources), families=len({line.family for line in sources}), origins=len(origins)
    )
