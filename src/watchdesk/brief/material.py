"""What a brief is made from: a view of the ledger, already put together across articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from watchdesk.records import (
    Address,
    Capture,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Family,
    Interval,
    Position,
    Published,
    Reading,
    Role,
    Span,
    Watch,
)

NEAR_DAYS = 31
"""Days; an article whose date is known that closely may stand in for one that is certain."""
QUARTER_DAYS = 92
"""Days; an article whose date is known no closer could belong to very many periods."""


class Placed(NamedTuple):
    """What a list of sources says of an article."""

    published: Published
    """When it was published."""
    role: Role
    """Main, another story on the page, or a teaser."""
    capture: str
    """Capture id."""
    title: str | None
    """Headline."""
    uri: str
    """Where it was found, or else read from."""


@dataclass(frozen=True)
class Material:
    """Everything one brief may draw on."""

    watch: Watch
    """Name, issues and sources of the desk."""
    period: Interval
    """Days to cover, bounded on both sides."""
    as_of: str | None
    """Day the ledger was read at, ISO 8601."""
    readings: Mapping[str, Reading]
    """By article id; those of the period and of a stretch before it, with their texts."""
    outlets: Mapping[str, str]
    """Article id to outlet, as far as it is known."""
    families: Sequence[Family]
    """Over all readings."""
    claims: Sequence[Claim]
    """Over all readings."""
    contradictions: Sequence[Contradiction]
    """Between the claims."""
    expectations: Sequence[Expectation]
    """Over all readings."""
    positions: Sequence[Position] = ()
    """Taken or held in the period, and those they replaced."""
    corrections: Sequence[Correction] = ()
    """Of the period."""
    placed: Mapping[str, Placed] = field(default_factory=dict)
    """Article id to its dates, role and headline, where these are known without the reading."""
    bodies: dict[str, tuple[dict[Span, int], frozenset[str]]] = field(default_factory=dict)
    """Article id to its sentences by their place and the words of its headline, as worked out."""

    @cached_property
    def family_of(self) -> dict[str, Family]:
        """Article id to family."""
        return {article: family for family in self.families for article in family.articles}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claim id to claim."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def contradicted(self) -> frozenset[str]:
        """Ids of the claims another claim cannot stand beside."""
        return frozenset(
            claim
            for contradiction in self.contradictions
            if all(self.is_usable(at.article) for at in contradiction.evidence)
            for claim in contradiction.claims
        )

    def text(self, article_id: str) -> str:
        """The captured text an article stands in."""
        capture = self.readings[article_id].capture
        if not isinstance(capture, Capture):
            raise TypeError(f"{article_id} was loaded without its text")
        return capture.text

    def words(self, at: Address) -> str:
        """The words at an address."""
        return at.span.text_of(self.text(at.article))

    def placed_at(self, article_id: str) -> Placed:
        """Dates and role of an article."""
        known = self.placed.get(article_id)
        if known is not None:
            return known
        reading = self.readings[article_id]
        article, taken = reading.article, reading.capture
        uri = taken.declared.url or taken.uri
        return Placed(article.published, article.role, taken.id, article.title, uri)

    def is_dated(self, article_id: str) -> bool:
        """Whether the article was certainly published in the period."""
        published = self.placed_at(article_id).published
        return published.is_bounded and self.period.contains(published.interval)

    def may_belong(self, article_id: str) -> bool:
        """Whether the article can have been published in the period."""
        return self.period.intersects(self.placed_at(article_id).published.interval)

    def is_later(self, article_id: str) -> bool:
        """Whether the article was certainly published after the period."""
        first = self.placed_at(article_id).published.earliest
        return first is not None and self.period.latest is not None and first > self.period.latest

    def is_near(self, article_id: str, days: int = NEAR_DAYS) -> bool:
        """Whether the article can have been published in the period and its date is known to so
        many days, or to as many as the period has."""
        published = self.placed_at(article_id).published
        low, high = published.earliest, published.latest
        if low is None or high is None or not self.may_belong(article_id):
            return False
        first, last = self.period.earliest, self.period.latest
        length = (last - first).days + 1 if first and last else 0
        return (high - low).days < max(days, length)

    def is_told(self, article_id: str) -> bool:
        """Whether the article is a story of its own and no teaser."""
        return self.placed_at(article_id).role is not Role.TEASER

    def is_usable(self, article_id: str) -> bool:
        """Whether a brief may draw on it: the main story of its page, or one that has a date; and
        not printed after the period.

        A story glued behind another one whose date is not bounded on both sides could belong to
        almost any period, and would stand in every brief.
        """
        article = self.placed_at(article_id)
        if self.is_later(article_id):
            return False
        return article.role is Role.MAIN or (
            self.is_told(article_id) and article.published.is_bounded
        )
