"""What only shows across articles: copies, origins, claims, contradictions, expectations."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.ids import content_id
from watchdesk.records.interval import Interval
from watchdesk.records.reading import Link
from watchdesk.records.span import Frozen, Span
from watchdesk.records.verification import Verification


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


class Member(Frozen):
    """One article's telling of a claim."""

    attribution: str | None
    """Attribution id; null when the article tells it in its own voice."""
    at: Address
    """The words of the claim."""
    sentence: Span
    """The sentence they stand in."""
    chain: tuple[Link, ...]
    """Who told whom; outermost first."""
    verification: Verification
    """How sure this article says it is."""
    published: Interval
    """When this article was published."""


class Claim(Frozen):
    """Statements of different articles that say the same thing."""

    id: str
    """``clm-`` and a hash of its first-known member."""
    gist: str
    """The clearest member's words, verbatim."""
    at: Address
    """Where the gist stands."""
    members: tuple[Member, ...]
    """All tellings; the first is the one the gist is taken from."""
    articles: int
    """How many articles tell it."""
    families: int
    """How many after copies are folded."""
    origins: tuple[Origin, ...]
    """The roots; ``origin_count`` leaves unknown ones out."""
    first_seen: Interval
    """Publication interval of the earliest telling."""
    status: Verification
    """The members' verification, combined."""
    why: str
    """Why the members are one claim."""

    @property
    def origin_count(self) -> int:
        """Independent origins; unknown ones do not count."""
        return sum(origin.kind is not OriginKind.UNKNOWN for origin in self.origins)


def claim_id(article: str, span: Span, attribution: str | None) -> str:
    """Id of the claim whose first-known telling is this one."""
    return content_id("clm", article, span, attribution or "")


class ContradictionKind(StrEnum):
    """How two claims cannot both hold."""

    NUMBER = "number"
    DENIAL = "denial"
    INCOMPATIBLE = "incompatible"


class Contradiction(Frozen):
    """Two claims that cannot both hold; both are kept."""

    id: str
    """``con-`` and a hash of the two claims."""
    kind: ContradictionKind
    """Numbers, a denial, or incompatible statements."""
    claims: tuple[str, str]
    """Claim ids, the earlier first."""
    evidence: tuple[Address, ...]
    """The words on either side."""
    why: str
    """What cannot both hold, in one line."""


class Stance(StrEnum):
    """Where an actor stands on an issue."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    RESERVED = "reserved"
    NONE_FOUND = "none_found"


class Position(Frozen):
    """Where an actor stands on an issue of the watch, and since when."""

    id: str
    """``pos-`` and a hash of actor, issue and evidence."""
    actor: str
    """Entity id."""
    issue: str
    """Name of the issue in watch.toml."""
    stance: Stance
    """For, against, or between."""
    since: Interval
    """First day it is told for."""
    until: Interval | None = None
    """When it changed, if it did."""
    evidence: tuple[Address, ...] = ()
    """The words it is read from."""


class ExpectationStatus(StrEnum):
    """What became of what was expected."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    SUPERSEDED = "superseded"


class Expectation(Frozen):
    """Something said to be coming."""

    id: str
    """``exp-`` and a hash of its first telling."""
    what: str
    """The words, verbatim."""
    at: Address
    """Where they stand (the sentence is in ``sentence``)."""
    sentence: Span
    """The sentence they stand in."""
    cue: Span
    """The words that make it an expectation, e.g. "is expected to"."""
    by: tuple[Link, ...]
    """Who says so; outermost first."""
    due: Interval
    """When it should come; unknown when no time is given."""
    due_at: Span | None
    """The words the due interval was read from."""
    status: ExpectationStatus
    """Open unless a later report settles it."""
    evidence: tuple[Address, ...] = ()
    """What settles it."""
    articles: tuple[str, ...] = ()
    """Article ids that tell it."""
    published: Interval
    """When it was first told."""
