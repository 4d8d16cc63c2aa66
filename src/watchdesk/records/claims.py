"""Claims of several articles: who stands behind them, where they stand, what contradicts them."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.copies import Address, Origin, OriginKind
from watchdesk.records.ids import content_id
from watchdesk.records.interval import Interval
from watchdesk.records.reading import Link
from watchdesk.records.span import Frozen, Span
from watchdesk.records.verification import Verification


class Member(Frozen):
    """One article's telling of a claim."""

    statement: str = ""
    """``sta-`` and a hash of article, words and attribution."""
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


class Standing(StrEnum):
    """Where a claim stands, as far as the articles tell."""

    REPORTED = "reported"
    """Told, with nothing said about whether it is so."""
    UNVERIFIED = "unverified"
    """Said not to have been checked or not to be checkable."""
    CONFIRMED = "confirmed"
    """Said by somebody else, or later, to be so."""
    DENIED = "denied"
    """Said to be untrue, and nobody but its first teller upholds it."""
    DISPUTED = "disputed"
    """Both upheld and denied."""
    RETRACTED = "retracted"
    """Taken back by who told it."""


class StepKind(StrEnum):
    """What happened to a claim on a day."""

    TOLD = "told"
    """Told first, or by another origin."""
    CALLED_UNVERIFIED = "called_unverified"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    DISPUTED = "disputed"
    NO_COMMENT = "no_comment"
    """Somebody asked would not say; that moves nothing."""
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class Step(Frozen):
    """One step of a claim through time."""

    kind: StepKind
    """What happened."""
    standing: Standing
    """Where the claim stands from then on."""
    on: Interval
    """When it was said, or else published."""
    at: Address
    """The words that tell it."""
    by: tuple[Link, ...] = ()
    """Who told it; outermost first. Empty for the article's own voice."""
    claim: str | None = None
    """The claim that tells it, when that is another one."""


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
    standing: Standing = Standing.REPORTED
    """Where it stands now."""
    history: tuple[Step, ...] = ()
    """How it came to stand there, in the order of days."""
    named: int = 0
    """Independent origins that are named."""
    anonymous: int = 0
    """Independent origins that are not named, each relayed by a known teller."""
    credibility: int = 6
    """Credibility of the Admiralty code, 1 (confirmed) to 6 (cannot be judged)."""
    credibility_why: str = ""
    """By which rule."""
    rulings: tuple[str, ...] = ()
    """Ids of the analyst's rulings that shaped it."""

    @property
    def origin_count(self) -> int:
        """Independent origins; unknown ones do not count."""
        return sum(origin.kind is not OriginKind.UNKNOWN for origin in self.origins)


def claim_id(article: str, span: Span, attribution: str | None) -> str:
    """Id of the claim whose first-known telling is this one."""
    return content_id("clm", article, span, attribution or "")


def statement_id(article: str, span: Span, attribution: str | None) -> str:
    """Id of a telling."""
    return content_id("sta", article, span, attribution or "")


class RulingKind(StrEnum):
    """What an analyst can rule about tellings."""

    SAME = "same"
    """They say the same thing."""
    APART = "apart"
    """They do not."""
    LEAVE = "leave"
    """An earlier ruling no longer holds."""
    DISMISS = "dismiss"
    """A record is wrong or does not belong to this desk: it stays, but no list holds it."""
    RENAME = "rename"
    """Somebody is printed by another name."""


class RuledTelling(Frozen):
    """A telling as an analyst saw it, to be found again after a page is read anew."""

    article: str
    """Article id."""
    span: Span
    """Where its words stood."""
    words: str
    """Its words, verbatim."""


class Ruling(Frozen):
    """What an analyst ruled; kept for good, and a later one may take it back."""

    id: str
    """``rul-`` and a hash of kind, tellings and moment."""
    kind: RulingKind
    """Same, apart, or taken back."""
    tellings: tuple[RuledTelling, ...] = ()
    """For ``same`` and ``apart``: the first against each of the others; for a claim that is
    dismissed, its tellings."""
    ruling: str | None = None
    """For ``leave``: the earlier ruling's id."""
    record: str | None = None
    """For ``dismiss``: id of the record; for ``rename``: entity id of who is renamed."""
    name: str | None = None
    """For ``rename``: the name to be printed."""
    because: str = ""
    """The analyst's reason, in their words."""
    made_at: str
    """Moment in UTC, ISO 8601."""


class ContradictionKind(StrEnum):
    """How two claims cannot both hold."""

    NUMBER = "number"
    """Amounts of one thing whose bounds exclude each other."""
    DENIAL = "denial"
    """What one tells the other calls untrue."""
    INCOMPATIBLE = "incompatible"
    """Two states of one thing that exclude each other."""
    DATE = "date"
    """One event on days that exclude each other."""
    PLACE = "place"
    """One event in places that exclude each other."""


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
    inside: str | None = None
    """Entity id of the state, organisation or office that speaks with two voices, if one does."""
    told: tuple[Interval, ...] = ()
    """When each of the evidence was said, or else published."""
    by: tuple[str, ...] = ()
    """Who tells each of the evidence, in words."""
