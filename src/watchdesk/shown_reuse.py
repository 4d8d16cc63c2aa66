"""Families and origins as plain text: why texts are one story, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from watchdesk.brief import Material, safe
from watchdesk.outlets import with_outlet
from watchdesk.records import (
    Claim,
    Family,
    FirstBasis,
    Origin,
    OriginKind,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Span,
)
from watchdesk.reuse import Tellers, tellers
from watchdesk.reuse.agencies import agency_of
from watchdesk.reuse.families import item_of, surely_before
from watchdesk.reuse.origins import Root, own_voice
from watchdesk.reuse.tellers import Tag
from watchdesk.shown_lines import FEW, article_line, fit, fragment, many, words_at

_PASSAGES, _CHANGES, _OTHERS, _CLAIMS, _TELLINGS = 5, 12, 5, 20, 5
"""How many of each are told; how many more there are is said."""
_LONG = 30
"""Words of a change that are quoted."""
_SHORT = 80
"""Code points of a change of a few words."""
_BECAUSE = {
    FirstBasis.ONLY: "it is alone",
    FirstBasis.PUBLISHED: "it was published before any other of them can have been",
    FirstBasis.CAPTURED: "dates of publication leave it open, but its page was taken first",
    FirstBasis.NOT_KNOWN: "which was first is not known; the order is only kept the same",
}
_KINDS = {
    RelationKind.SAME_PAGE: "the same page as",
    RelationKind.SYNDICATED: "printed as in",
    RelationKind.CONTAINED: "one stands inside the other:",
    RelationKind.UPDATED: "one updates the other:",
}


@dataclass(frozen=True)
class Ledger:
    """What is known across articles, to explain a family or an origin by."""

    material: Material
    relations: tuple[Relation, ...]

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """By article id, with the outlets as the desk knows them."""
        known = self.material.outlets
        return {one: with_outlet(r, known) for one, r in self.material.readings.items()}

    @cached_property
    def told(self) -> Tellers:
        """Who tells what each article says in its own voice."""
        sources = self.material.watch.source
        return tellers(self.readings.values(), self.material.families, self.relations, sources)

    def root(self, article: str) -> Root:
        """The origin of an article's whole story."""
        return own_voice(self.told.of(article), self.told.houses)


def family_lines(family: Family, ledger: Ledger) -> Iterator[str]:
    """Why the articles of a family are one story, and what its origin is."""
    size = len(family.articles)
    yield f"{family.id}  {many(size, 'article', 'articles')}, 1 family"
    if size == 1:
        yield "  stands alone: no other article in the ledger is a copy of it"
    for article in family.articles:
        yield from _member(article, family, ledger)
    yield from _elsewhere(family, ledger)
    yield from _verdict(family, ledger)


def _member(article: str, family: Family, ledger: Ledger) -> Iterator[str]:
    reading = ledger.readings[article]
    first = article == family.first
    if len(family.articles) > 1:
        unsure = family.first_because is FirstBasis.NOT_KNOWN
        mark = ("listed first: " if unsure else "first known: ") if first else "copy: "
    else:
        mark = ""
    yield from fit(f"{mark}{article_line(reading)}", 2)
    if first and len(family.articles) > 1:
        yield from fit(_BECAUSE[family.first_because], 6)
    for tag in ledger.told.tags(article):
        yield from fit(_sign(tag, reading), 6)
    if reading.article.outlet:
        yield from _owners(reading.article.outlet, ledger)
    if not first:
        yield from _tie(article, family, ledger)


def _sign(tag: Tag, reading: Reading) -> str:
    sign = tag.sign
    where = "declared by the page, not in its text"
    if sign.span is not None:
        where = f"{words_at(reading, sign.span, _LONG)} {fragment(reading, sign.span)}"
    name = sign.name or "agencies without a name"
    what = f"the text is from {name}" if sign.whole else f"{name} contributed to the text"
    return f"{sign.kind.value}: {where}: {what}"


def _owners(name: str, ledger: Ledger) -> Iterator[str]:
    house = ledger.told.houses.of(name)
    if house.owners:
        chain = ", which belongs to ".join(house.owners)
        yield from fit(f"{house.name} belongs to {chain} (watch.toml)", 6)
    yield from _facts(name)


def _facts(name: str) -> Iterator[str]:
    known = agency_of(name)
    if known is not None:
        kind = "news agency" if known.is_agency else "outlet"
        yield from fit(f"{known.name}: {kind}, {known.facts}", 6)


def _tie(article: str, family: Family, ledger: Ledger) -> Iterator[str]:
    """How a copy hangs together with the earliest member that it is compared with."""
    order = {one: place for place, one in enumerate(family.articles)}
    ties = [r for r in family.relations if article in (r.a, r.b)]
    if not ties:
        return
    relation = min(ties, key=lambda r: order[r.a if r.b == article else r.b])
    turned = relation.a != article
    other = relation.a if turned else relation.b
    mine, theirs = relation.share_a, relation.share_b
    if turned:
        mine, theirs = theirs, mine
    yield from fit(
        f"{_KINDS[relation.kind]} {other} ({relation.kind.value}): {mine:.0%} of its words stand "
        f"there, {theirs:.0%} of those stand here, in "
        f"{many(len(relation.passages), 'passage', 'passages')}",
        6,
    )
    here, there = ledger.readings[article], ledger.readings[other]
    yield from _passages([_turned(p, turned) for p in relation.passages], here, there)
    changes = [_turned(p, turned) for p in relation.changes]
    yield from _changes(changes, here, there)


def _turned(passage: Passage, turned: bool) -> tuple[Span, Span]:
    """Its words here, and in the other article."""
    return (passage.b, passage.a) if turned else (passage.a, passage.b)


def _passages(passages: list[tuple[Span, Span]], here: Reading, there: Reading) -> Iterator[str]:
    for mine, theirs in passages[:_PASSAGES]:
        words = words_at(here, mine, FEW)
        yield from fit(f"{words} {fragment(here, mine)} and {fragment(there, theirs)}", 8)
    if len(passages) > _PASSAGES:
        left = len(passages) - _PASSAGES
        yield from fit(f"and {many(left, 'more passage', 'more passages')}", 8)


def _changes(changes: list[tuple[Span, Span]], here: Reading, there: Reading) -> Iterator[str]:
    """What stands otherwise here than in the other text: numbers first, then names, and of each
    what is short before what is long."""
    ranked = sorted(
        (_rank(mine, here, theirs, there), max(mine.length, theirs.length) > _SHORT, number, one)
        for number, one in enumerate(changes)
        for mine, theirs in (one,)
    )
    for rank, _, _, (mine, theirs) in ranked[:_CHANGES]:
        label = ("number", "name", "words")[rank]
        yield from fit(f"changed ({label}): {_change(mine, here, theirs, there)}", 8)
    if len(ranked) > _CHANGES:
        left = len(ranked) - _CHANGES
        yield from fit(f"and {many(left, 'more change', 'more changes')}", 8)


def _rank(mine: Span, here: Reading, theirs: Span, there: Reading) -> int:
    sides = ((mine, here), (theirs, there))
    if any(span.overlaps(q.span) for span, r in sides for q in r.quantities) or any(
        character.isdigit() for span, r in sides for character in words_at(r, span)
    ):
        return 0
    return 1 if any(span.overlaps(m.span) for span, r in sides for m in r.mentions) else 2


def _change(mine: Span, here: Reading, theirs: Span, there: Reading) -> str:
    new = f"{words_at(here, mine, _LONG)} {fragment(here, mine)}"
    old = f"{words_at(there, theirs, _LONG)} {fragment(there, theirs)}"
    if not theirs.length:
        return f"{new} was added"
    return f"{old} is left out" if not mine.length else f"{old} reads {new}"


def _elsewhere(family: Family, ledger: Ledger) -> Iterator[str]:
    """Passages and forms it shares with other stories."""
    own = set(family.articles)
    found = [r for r in ledger.relations if (r.a in own) != (r.b in own)]
    found = [r for r in found if {r.a, r.b} <= ledger.readings.keys()]
    for relation in found[:_OTHERS]:
        turned = relation.b in own
        here = ledger.readings[relation.b if turned else relation.a]
        there = ledger.readings[relation.a if turned else relation.b]
        other = ledger.material.family_of[there.article.id].id
        if relation.kind is RelationKind.SAME_TEMPLATE:
            said = "the same form with other facts, no copy"
        else:
            count = many(len(relation.passages), "passage", "passages")
            said = f"shares {count}, {_which_first(here, there)}"
        name = there.article.outlet or "outlet not named"
        yield from fit(f"beside {there.article.id} of {other} ({name}): {said}", 2)
        passages = [_turned(p, turned) for p in relation.passages]
        yield from _passages(passages, here, there)
    if len(found) > _OTHERS:
        yield f"  and {many(len(found) - _OTHERS, 'more text', 'more texts')} of other stories"


def _which_first(here: Reading, there: Reading) -> str:
    one, other = item_of(here), item_of(there)
    if surely_before(one, other):
        return "printed here first"
    if surely_before(other, one):
        return "printed there first"
    return "which was first is not known"


def _verdict(family: Family, ledger: Ledger) -> Iterator[str]:
    root = ledger.root(family.first)
    voice = ledger.told.of(family.first)
    size = many(len(family.articles), "article", "articles")
    if root.kind is OriginKind.UNKNOWN:
        yield from fit(f"so: {size}, 1 family, no known origin: {root.why}", 2)
        return
    why = root.why
    if voice and voice.tag and voice.tag.sign.name:
        tag = voice.tag
        span = tag.sign.span
        at = f", {fragment(ledger.readings[tag.article], span)}" if span else ""
        more = why.removeprefix(f"the story is tagged as from {tag.sign.name}")
        why = f"tagged in {tag.article} by its {tag.sign.kind.value}{at}{more}"
    yield from fit(f"so: {size}, 1 family, 1 origin: {root.name} ({why})", 2)
    yield from _facts(root.name or "")
    for name in root.lent:
        yield from fit(f"{name} contributed, and is not counted beside it", 2)


def origin_lines(origin: Origin, ledger: Ledger) -> Iterator[str]:
    """Which claims and articles lead to an origin, and why."""
    found = [
        (claim, one)
        for claim in ledger.material.claims
        for one in claim.origins
        if one.id == origin.id
    ]
    yield f"{origin.id}  {origin.kind.value}: {safe(origin.name or 'not known')}"
    if origin.kind is OriginKind.UNKNOWN:
        yield "  it is never counted as independent"
    elif origin.name:
        yield from _owners(origin.name, ledger)
    for name in origin.contributors:
        yield from fit(f"{name} contributed to some of these texts, and is not counted apart", 2)
    articles = {article for _, one in found for article in one.articles}
    yield (
        f"  stands behind {many(len(found), 'claim', 'claims')} in "
        f"{many(len(articles), 'article', 'articles')}"
    )
    for claim, one in found[:_CLAIMS]:
        yield from _led(claim, one, ledger)
    if len(found) > _CLAIMS:
        yield f"  and {many(len(found) - _CLAIMS, 'more claim', 'more claims')}"


def _led(claim: Claim, origin: Origin, ledger: Ledger) -> Iterator[str]:
    """The tellings of a claim that lead to an origin."""
    yield from fit(f"{claim.id}  “{claim.gist}”", 2)
    yield from fit(f"because: {origin.why}", 6)
    members = [m for m in claim.members if m.at.article in origin.articles]
    for member in members[:_TELLINGS]:
        reading = ledger.readings[member.at.article]
        yield from fit(f"{article_line(reading)}, {member.at.fragment}", 6)
    if len(members) > _TELLINGS:
        left = len(members) - _TELLINGS
        yield from fit(f"and {many(left, 'more telling', 'more tellings')}", 6)
