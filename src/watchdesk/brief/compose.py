"""From the ledger's material to a brief: sections in order, every bullet through the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from watchdesk.brief import changes, coming, disputes, stances
from watchdesk.brief.bullets import CONTRADICTED, Desk, Draft, claim_draft, numbered_in_order
from watchdesk.brief.leads import leads
from watchdesk.brief.material import QUARTER_DAYS, Material
from watchdesk.brief.select import Pick, issues_of, picks
from watchdesk.brief.sources import counts_of, sources_of
from watchdesk.brief.wording import days
from watchdesk.records import (
    Address,
    Brief,
    Bullet,
    Citation,
    Expectation,
    Section,
    SectionKind,
    Verification,
)

_NEAR = (
    "No article is certainly of {period}; this is from articles that may be, each with the days "
    "on which it can have been published."
)

_MAY_BELONG = (
    "From articles that carry no date and may belong to this period; the sources give the bounds "
    "that could be worked out."
)


@dataclass(frozen=True)
class Lengths:
    """How many bullets a section may hold."""

    lead: int = 3
    issue: int = 8
    other: int = 8
    positions: int = 12
    changed: int = 8
    open: int = 10
    expected: int = 10
    undated: int = 8
    per_article: int = 4
    """Bullets one article may give to one section."""


@dataclass(frozen=True)
class _Found:
    """The claims a brief may tell, by how certainly they are of its period."""

    main: Sequence[Pick]
    """Of articles that are certainly of the period; where there are none, of those near it."""
    apart: Sequence[Pick]
    """Of articles that may be of the period."""
    is_near: bool
    """Whether ``main`` is only near."""
    left_out: int
    """Articles that may be of the period but whose date is so wide that it tells of none."""


def compose(material: Material, lengths: Lengths = Lengths()) -> Brief:
    """The brief of ``material.period``.

    Pure: the same material gives the same brief. What the gate stops is listed in ``stopped`` and
    the next best bullet takes its place. No sentence is printed twice: what leads is chosen first,
    then what changed and what is disputed, and the sections of the issues tell the rest.
    """
    desk = Desk(material)
    found = _found(material)
    settled = [pick for pick in found.main if not pick.claim.status.is_open]
    lead = _lead(desk, settled, lengths, found)
    changed = _changed(desk, found, lengths)
    opened = _open(desk, found, lengths)
    placed = stances.told_elsewhere(desk)
    positions = _positions(desk, lengths, placed)
    issues = list(_issues(desk, settled, lengths))
    due = coming.coming(material)
    dues = coming.told_elsewhere(desk, due)
    expected = _expected(desk, due, dues, lengths)
    undated = _undated(desk, found, lengths)
    sections = [lead, *issues, positions, changed, opened, expected, *undated]
    bullets, citations = numbered_in_order([one.bullets for one in sections], desk.citations)
    sections = [
        one.model_copy(update={"bullets": told})
        for one, told in zip(sections, bullets, strict=True)
    ]
    printed = {one.record for one in opened.bullets if one.record}
    disputed = {c for one in material.contradictions if one.id in printed for c in one.claims}
    sections = [_marked(one, citations, disputed, (placed, dues)) for one in sections]
    sources = tuple(sources_of(material))
    return Brief(
        desk=material.watch.name,
        period=material.period,
        as_of=material.as_of,
        counts=counts_of(material, sources, sections),
        sections=tuple(sections),
        citations=citations,
        sources=sources,
        stopped=tuple(desk.stopped),
    )


def _found(material: Material) -> _Found:
    certain = picks(material, material.is_dated)
    told = {pick.claim.id for pick in certain}
    possible = [p for p in picks(material, material.may_belong) if p.claim.id not in told]
    if certain:
        season = partial(material.is_near, days=QUARTER_DAYS)
        apart = [pick for pick in picks(material, season) if pick.claim.id not in told]
        known = {pick.claim.id for pick in apart}
        left = {pick.member.at.article for pick in possible if pick.claim.id not in known}
        return _Found(certain, apart, is_near=False, left_out=len(left))
    near = picks(material, material.is_near)
    known = {pick.claim.id for pick in near}
    wide = [pick for pick in possible if pick.claim.id not in known]
    return _Found(near, wide, is_near=bool(near), left_out=0)


def _fill(desk: Desk, drafts: Iterable[Draft], limit: int) -> tuple[Bullet, ...]:
    """The first of the drafts that the gate lets through and that say something not yet said.

    Drafts are taken one by one, so that each is worded knowing what stands before it.
    """
    out: list[Bullet] = []
    for draft in drafts:
        if len(out) == limit:
            break
        bullet = desk.pass_gate(draft)
        if bullet is not None and all(bullet.id != other.id for other in out):
            out.append(bullet)
    return tuple(out)


def _claims(desk: Desk, found: Sequence[Pick], limit: int, per_article: int) -> tuple[Bullet, ...]:
    """Bullets of the best picks whose words the brief has not yet told."""
    out: list[Bullet] = []
    used: Counter[str] = Counter()
    for pick in found:
        article = pick.member.at.article
        if len(out) == limit:
            break
        if used[article] < per_article:
            bullet = _claim(desk, pick)
            if bullet is not None:
                out.append(bullet)
                used[article] += 1
    return tuple(out)


def _claim(desk: Desk, pick: Pick, because: str | None = None) -> Bullet | None:
    """A claim, unless its words are told already; with it all its tellings are."""
    draft = claim_draft(desk.material, pick.claim, pick.member)
    if desk.has_told(draft.cited[0]):
        draft = claim_draft(desk.material, pick.claim, pick.member, alone=True)
    if desk.has_told(draft.cited[0]):
        return None
    bullet = desk.pass_gate(replace(draft, because=because))
    if bullet is not None:
        desk.tell(
            one.at.model_copy(update={"span": one.sentence})
            for one in pick.claim.members
            if one.at.article in desk.material.readings
        )
    return bullet


def _empty(material: Material) -> str:
    if not any(material.may_belong(article) for article in material.readings):
        return "No article in the ledger can have been published in this period."
    return "Nothing found in the articles of this period."


def _lead(desk: Desk, settled: Sequence[Pick], lengths: Lengths, found: _Found) -> Section:
    out: list[Bullet] = []
    for lead in leads(desk.material, settled):
        if len(out) == lengths.lead:
            break
        bullet = _claim(desk, lead.pick, lead.because)
        if bullet is not None:
            out.append(bullet)
    note: str | None = _nothing_leads(desk.material, settled)
    if out:
        note = None
    if found.is_near:
        note = _NEAR.format(period=days(desk.material.period))
    return Section(kind=SectionKind.LEAD, title="Lead", bullets=tuple(out), note=note)


def _nothing_leads(material: Material, settled: Sequence[Pick]) -> str:
    if not settled:
        return _empty(material)
    return "Nothing of this period is both new and told in a sentence that stands by itself."


def _issues(desk: Desk, settled: Sequence[Pick], lengths: Lengths) -> Iterator[Section]:
    material = desk.material
    by_issue: dict[str, list[Pick]] = {issue.name: [] for issue in material.watch.issue}
    rest: list[Pick] = []
    for pick in settled:
        names = _issues_of(material, pick)
        (by_issue[names[0]] if names else rest).append(pick)
    for name, picked in by_issue.items():
        bullets = _claims(desk, picked, lengths.issue, lengths.per_article)
        note = _left_out(desk, picked) if bullets else _nothing_left(picked, material)
        yield Section(kind=SectionKind.ISSUE, title=name, bullets=bullets, note=note)
    attributed = [pick for pick in rest if pick.member.attribution]
    bullets = _claims(desk, attributed, lengths.other, lengths.per_article)
    title = "Also reported" if material.watch.issue else "Reported"
    note = _left_out(desk, attributed) if bullets else _nothing_left(attributed, material)
    yield Section(kind=SectionKind.ISSUE, title=title, bullets=bullets, note=note)


def _issues_of(material: Material, pick: Pick) -> tuple[str, ...]:
    sentence = pick.member.sentence.text_of(material.text(pick.member.at.article))
    return issues_of(sentence, material.watch.issue)


def _nothing_left(found: Sequence[Pick], material: Material) -> str:
    return "All that was found stands elsewhere in this brief." if found else _empty(material)


def _left_out(desk: Desk, found: Sequence[Pick]) -> str | None:
    places = (one.member.at.model_copy(update={"span": one.member.sentence}) for one in found)
    left = sum(not desk.has_told(at) for at in places)
    return _left(left) if left else None


def _left(count: int) -> str:
    return f"{count} more {'stands' if count == 1 else 'stand'} in the ledger."


def _positions(desk: Desk, lengths: Lengths, placed: Mapping[Address, str]) -> Section:
    bullets = _fill(desk, stances.drafts(desk, moved=False), lengths.positions)
    parts = []
    if placed:
        parts.append("Those who are told of elsewhere in this brief have their position there.")
    left = sum(1 for _ in stances.drafts(desk, moved=False))
    if left:
        parts.append(_left(left))
    if not bullets and not placed:
        parts = ["No position found in the articles of this period; that does not mean neutral."]
    return Section(
        kind=SectionKind.POSITIONS,
        title="Positions",
        bullets=bullets,
        note=" ".join(parts) or None,
    )


def _changed(desk: Desk, found: _Found, lengths: Lengths) -> Section:
    material = desk.material
    drafts = chain(
        stances.drafts(desk, moved=True),
        changes.restated(desk),
        changes.settled(desk),
        changes.corrected(material),
        changes.edits(material),
    )
    bullets = _fill(desk, drafts, lengths.changed)
    told = [pick.claim for pick in found.main]
    note = changes.newness(material, told) if told else _empty(material)
    return Section(kind=SectionKind.CHANGED, title="What changed", bullets=bullets, note=note)


def _open(desk: Desk, found: _Found, lengths: Lengths) -> Section:
    facing = disputes.facing(desk.material)
    faced = {claim for contradiction in facing for claim in contradiction.claims}
    unsure = [p for p in found.main if p.claim.status.is_open and p.claim.id not in faced]
    order = list(Verification)
    unsure.sort(key=lambda pick: (-order.index(pick.claim.status), -pick.score))
    both = _fill(desk, disputes.drafts(desk, facing), lengths.open)
    alone = _claims(desk, unsure, lengths.open - len(both), lengths.per_article)
    note = None
    if not both and not alone:
        note = "Nothing of this period is marked as unverified or disputed."
    title = "Unverified and disputed"
    return Section(kind=SectionKind.OPEN, title=title, bullets=(*both, *alone), note=note)


def _marked(
    section: Section,
    cited: Sequence[Citation],
    disputed: Container[str],
    notes_of: Iterable[Mapping[Address, str]],
) -> Section:
    """The section, with a word under claims that a dispute in this brief is about, and with the
    positions and the due days that its sentences tell of."""
    bullets = []
    for one in section.bullets:
        notes = [one.note]
        if one.record in disputed and section.kind is not SectionKind.OPEN:
            notes.insert(0, CONTRADICTED)
        if not (one.record or "").startswith(("pos-", "exp-")):
            own = [c.at for c in cited if c.number in one.citations[:2]]
            for placed in notes_of:
                notes += [note for at, note in placed.items() if any(_meet(at, c) for c in own)]
        told = " ".join(dict.fromkeys(filter(None, notes))) or None
        bullets.append(one.model_copy(update={"note": told}))
    return section.model_copy(update={"bullets": tuple(bullets)})


def _meet(one: Address, other: Address) -> bool:
    return one.article == other.article and one.span.overlaps(other.span)


def _expected(
    desk: Desk, found: Sequence[Expectation], dues: Mapping[Address, str], lengths: Lengths
) -> Section:
    bullets = _fill(desk, coming.drafts(desk, found), lengths.expected)
    left = len(found) - len(bullets) - len(dues)
    parts = ["What is told of elsewhere in this brief has its day there."] * bool(dues)
    if left > 0:
        parts.append(_left(left))
    if not bullets and not dues:
        parts = ["No dated expectation is open after this period."]
    return Section(
        kind=SectionKind.EXPECTED,
        title="What to expect next",
        bullets=bullets,
        note=" ".join(parts) or None,
    )


def _undated(desk: Desk, found: _Found, lengths: Lengths) -> list[Section]:
    """What may be of the period; none where nothing is."""
    if not found.apart and not found.left_out:
        return []
    material = desk.material
    watched = [
        pick
        for pick in found.apart
        if pick.member.attribution
        and not pick.claim.status.is_open
        and (not material.watch.issue or _issues_of(material, pick))
    ]
    bullets = _claims(desk, watched, lengths.undated, lengths.per_article)
    parts = [_MAY_BELONG] if bullets or not found.left_out else []
    if found.left_out:
        many = "article" if found.left_out == 1 else "articles"
        parts.append(f"{found.left_out} {many} could be of very many periods and are not told of.")
    return [
        Section(
            kind=SectionKind.UNDATED,
            title="Date not established",
            bullets=bullets,
            note=" ".join(parts),
        )
    ]
