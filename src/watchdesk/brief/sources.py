"""The articles behind a brief, and how many of them and of their roots there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from watchdesk.brief.material import Material
from watchdesk.records import Counts, OriginKind, Section, SourceLine


def sources_of(material: Material) -> Iterator[SourceLine]:
    """One line for each article that can be of the period, the oldest first, undated ones last."""
    ratings = {source.outlet: source.reliability for source in material.watch.source}
    listed = (one for one in material.readings if material.may_belong(one))
    for article in sorted(listed, key=partial(_by_date, material)):
        if material.is_usable(article):
            outlet, placed = material.outlets.get(article), material.placed_at(article)
            yield SourceLine(
                article=article,
                capture=placed.capture,
                uri=placed.uri,
                outlet=outlet,
                title=placed.title,
                published=placed.published,
                family=material.family_of[article].id,
                reliability=ratings.get(outlet or "", "F"),
            )


def _by_date(material: Material, article: str) -> tuple[bool, str, str]:
    published = material.placed_at(article).published
    return not published.is_bounded, str(published.earliest or "9999"), article


def counts_of(
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
