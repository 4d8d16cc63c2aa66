"""What articles have in common: shared words, copies, families, and the origins behind them."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.ids import content_id
from watchdesk.records.span import Frozen, Span


class Address(Frozen):
    """Where words stand: a capture, an article in it, and a range of code points."""

    capture: str
    """Capture id."""
    article: str
    """Article id."""
    span: Span
    """Range in the capture's text."""

    @property
    def fragment(self) -> str:
        """``<capture id>#char=<start>,<end>``, the range written as in RFC 5147."""
        return f"{self.capture}#char={self.span.start},{self.span.end}"


class RelationKind(StrEnum):
    """What the shared words of two articles make of them."""

    SAME_PAGE = "same_page"
    """Two captures of one page."""
    SYNDICATED = "syndicated"
    """One story printed twice, each with its own head or tail."""
    CONTAINED = "contained"
    """The first stands inside the second, or the second is the first cut short."""
    UPDATED = "updated"
    """One story, rewritten or continued."""
    SHARES_PASSAGES = "shares_passages"
    """Different stories with passages in common."""
    SAME_TEMPLATE = "same_template"
    """One series or form: the same frame around other facts. Never a copy."""

    @property
    def is_copy(self) -> bool:
        """Whether it makes the two one story, told once."""
        return self not in {RelationKind.SHARES_PASSAGES, RelationKind.SAME_TEMPLATE}


class Passage(Frozen):
    """Words two articles share, as they stand in each."""

    a: Span
    """In the first article's capture."""
    b: Span
    """In the second's."""


class Relation(Frozen):
    """What two articles have in common. ``a`` is the smaller id."""

    a: str
    """Article id."""
    b: str
    """Article id."""
    kind: RelationKind
    """What it makes of them."""
    share_a: float
    """Part of the first article's words that stand in the second, 0 to 1."""
    share_b: float
    """Part of the second article's words that stand in the first, 0 to 1."""
    passages: tuple[Passage, ...] = ()
    """The shared words."""
    changes: tuple[Passage, ...] = ()
    """For one page or an update: where the bodies differ; an empty span is an insertion."""


class FirstBasis(StrEnum):
    """On what rests that a member of a family was first known."""

    ONLY = "only"
    """It is alone."""
    PUBLISHED = "published"
    """It was published before every other could have been."""
    CAPTURED = "captured"
    """Publication dates leave it open; its page was taken first."""
    NOT_KNOWN = "not_known"
    """Nothing tells; it comes first only so that the order is always the same."""


class Family(Frozen):
    """Articles that are copies, cuts or captures of one story. An article alone is a family."""

    id: str
    """``fam-`` and a hash of its first-known member."""
    articles: tuple[str, ...]
    """Article ids, in the order they were first known."""
    first: str
    """The first-known member: earliest published, then earliest captured, then by id."""
    first_because: FirstBasis = FirstBasis.NOT_KNOWN
    """On what that rests."""
    relations: tuple[Relation, ...] = ()
    """What ties them together."""


def family_id(first: str) -> str:
    """Id of the family whose first-known member is this article."""
    return content_id("fam", first)


class OriginKind(StrEnum):
    """What stands at the end of a chain."""

    AGENCY = "agency"
    OUTLET = "outlet"
    PERSON = "person"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Origin(Frozen):
    """The independent root of a claim. An unknown one never counts as independent."""

    id: str
    """``org-`` and a hash of what identifies it."""
    kind: OriginKind
    """What it is."""
    name: str | None = None
    """As named in the text; null for an unknown one."""
    articles: tuple[str, ...] = ()
    """Article ids in which it stands behind the claim."""
    contributors: tuple[str, ...] = ()
    """Agencies that these texts name as contributing. They are not counted beside it."""
    why: str
    """Why these are one origin."""
