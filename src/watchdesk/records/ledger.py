"""What is kept across articles: positions, expectations, stories and corrections."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.copies import Address
from watchdesk.records.interval import Interval
from watchdesk.records.reading import Link
from watchdesk.records.span import Frozen, Span
from watchdesk.records.stance import PositionBasis, Stance


class PositionEvidence(Frozen):
    """Words that tell where somebody stands."""

    at: Address
    """The words."""
    sentence: Span
    """The sentence they stand in."""
    stance: Stance
    """What they tell."""
    on: Interval
    """When it was said or done, or else published."""
    by: tuple[Link, ...] = ()
    """Who tells it; outermost first."""
    actor: str
    """Entity id of who took the stand: a spokesperson, a minister, a state."""
    name: str
    """Their name as written."""
    basis: PositionBasis
    """Said or done."""
    limits: Span | None = None
    """The words that limit it or set a condition."""


class Position(Frozen):
    """Where an actor stands on an issue of the watch, and since when."""

    id: str
    """``pos-`` and a hash of actor, issue and first evidence."""
    actor: str
    """Entity id: of a state, an organisation, an office or a person."""
    name: str
    """Name of the actor."""
    issue: str
    """Name of the issue in watch.toml."""
    stance: Stance
    """For, against, or between."""
    basis: PositionBasis = PositionBasis.WORDS
    """Words, actions, or both."""
    gist: Address | None = None
    """The clearest words."""
    limits: Address | None = None
    """For a conditional one, the words that limit it."""
    since: Interval
    """First day it is told for."""
    until: Interval | None = None
    """When it changed, if it did."""
    previous: str | None = None
    """Id of the position it replaced."""
    evidence: tuple[PositionEvidence, ...] = ()
    """The words it is read from, in the order of days."""
    origins: int = 0
    """Independent origins of the evidence."""
    why: str = ""
    """By which rule, and through whom, e.g. "said by its foreign minister"."""


class ExpectationKind(StrEnum):
    """How something is said to be coming."""

    ANNOUNCED = "announced"
    """Who will do it says so, or says that it is intended."""
    PROMISED = "promised"
    """Who will do it gives their word."""
    SCHEDULED = "scheduled"
    """It is set for a day."""
    THREATENED = "threatened"
    """Who will do it means harm by it, or sets it against a condition."""
    FORECAST = "forecast"
    """Somebody else expects it."""


class ExpectationStatus(StrEnum):
    """What became of what was expected."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    POSTPONED = "postponed"
    """Put off, to a later day or to none."""
    SUPERSEDED = "superseded"
    """Another announcement took its place."""


class Outcome(Frozen):
    """A report of what became of an expectation."""

    status: ExpectationStatus
    """What it became by that report."""
    on: Interval
    """When that was said, or else published."""
    at: Address
    """The words that tell it."""
    due: Interval | None = None
    """For a postponed one, the new day, when one is told; for the first one, which is ``open``
    where something was put off, the day it had before."""


class Expectation(Frozen):
    """Something said to be coming."""

    id: str
    """``exp-`` and a hash of its first telling."""
    kind: ExpectationKind = ExpectationKind.ANNOUNCED
    """How it is said to be coming."""
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
    outcomes: tuple[Outcome, ...] = ()
    """Every report of what became of it, in the order of days."""
    superseded_by: str | None = None
    """Id of the expectation that took its place."""
    articles: tuple[str, ...] = ()
    """Article ids that tell it."""
    published: Interval
    """When it was first told."""


class Story(Frozen):
    """Articles that tell the same happening."""

    id: str
    """``sto-`` and a hash of its first-known member."""
    articles: tuple[str, ...]
    """Article ids, in the order they were first known."""
    families: int
    """How many after copies are folded."""
    headline: Address | None = None
    """The clearest headline, verbatim."""
    days: Interval
    """From the first to the last publication, as far as these are known from both sides."""
    why: str
    """What ties them together."""


class CorrectionKind(StrEnum):
    """How a publisher went back on words."""

    CORRECTION = "correction"
    """A note says what was wrong."""
    RETRACTION = "retraction"
    """A note takes a statement or the article back."""
    DELETION = "deletion"
    """Words or a page that stood there are gone."""
    SILENT_EDIT = "silent_edit"
    """Words were changed and no note says so."""


class Correction(Frozen):
    """Words of a page that its publisher changed, took back or removed."""

    id: str
    """``cor-`` and a hash of kind and addresses."""
    kind: CorrectionKind
    """How."""
    at: Address
    """The note, or the words as they stand now; of what is gone, the words next to it."""
    before: Address | None = None
    """The words as they stood, when a capture holds them."""
    on: Interval
    """When: published, or between two captures."""
    statements: tuple[str, ...] = ()
    """Tellings it touches."""
    why: str
    """What is told to be wrong, or what differs, in one line."""


class IssueHint(Frozen):
    """A matter that recurs and that the watch does not name."""

    id: str
    """``iss-`` and a hash of its name."""
    name: str
    """Words that recur, verbatim from the newest telling."""
    terms: tuple[str, ...]
    """Words by which its sentences are known."""
    articles: int
    """How many articles hold it, copies folded."""
    actors: tuple[str, ...] = ()
    """Names of those who take a stand on it."""
    evidence: tuple[Address, ...] = ()
    """A few of its sentences, newest first."""
