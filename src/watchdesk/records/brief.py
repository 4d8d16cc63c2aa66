"""The brief: sections of bullets, each with the words that carry it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from watchdesk.records.article import Published
from watchdesk.records.copies import Address
from watchdesk.records.interval import Interval
from watchdesk.records.span import Frozen
from watchdesk.records.verification import Verification


class Citation(Frozen):
    """Words that carry a bullet, with their address."""

    number: int
    """As printed in the brief, from 1."""
    at: Address
    """Where the words stand."""
    quote: str
    """The words, verbatim."""
    before: str = ""
    """What stands before them in the same paragraph, cut to a few words."""
    after: str = ""
    """What stands behind them."""
    outlet: str | None
    """Who printed them; null when unknown."""
    title: str | None
    """Headline of the article."""
    uri: str
    """Where the capture was read from."""
    published: Published
    """When the article was published and how that is known."""


Hand = Literal["editor", "model"]
"""Who put other words in place of the extracted ones."""


class Counts(Frozen):
    """How widely something is told, and how many independent roots that has."""

    articles: int
    families: int
    origins: int


class Bullet(Frozen):
    """One statement of the brief."""

    id: str
    """``bul-`` and a hash of text and citations."""
    text: str
    """What is printed; its names, numbers, places, dates and quotations are in the cited words."""
    citations: tuple[int, ...]
    """Numbers of the citations that carry it."""
    told_by: tuple[str, ...] = ()
    """Who told whom, outermost first; null outlets are written ``outlet not named``."""
    note: str | None = None
    """What Watchdesk worked out itself, e.g. a due date and the words it was read from."""
    record: str | None = None
    """Id of the claim, contradiction, position, expectation, correction or article the bullet tells
    of."""
    counts: Counts | None = None
    """Articles, families and origins of the claim."""
    verification: Verification = Verification.UNMARKED
    """How sure the sources say it is."""
    because: str | None = None
    """Why the bullet stands where it does, e.g. why it leads: what is new about it, who stands
    behind it and which issue it is on."""
    speaker: str | None = None
    """Whose words it tells, as named in the text; null when nobody is named or nobody speaks."""
    role: str | None = None
    """The speaker's office or role in the words of the text, e.g. ``defence minister``."""
    original: str | None = None
    """The extracted words where ``text`` is a rewording that passed the gate, else null."""
    reworded_by: Hand | None = None
    """Who reworded it; null for extracted words."""
    editor_note: str | None = None
    """A note of the desk's own, written by an editor; the gate does not judge it."""
    pinned: bool = False
    """Whether an editor put it where it stands."""


class SectionKind(StrEnum):
    """The parts of a brief, in order."""

    LEAD = "lead"
    ISSUE = "issue"
    POSITIONS = "positions"
    CHANGED = "changed"
    OPEN = "open"
    EXPECTED = "expected"
    UNDATED = "undated"


class Section(Frozen):
    """A heading with its bullets."""

    kind: SectionKind
    """Which part it is."""
    title: str
    """Heading."""
    bullets: tuple[Bullet, ...] = ()
    """In printing order."""
    note: str | None = None
    """Why it is empty, or how to read it."""
    original: str | None = None
    """Its heading before an editor gave it another, else null."""
    editor_note: str | None = None
    """A note of the desk's own at its head, written by an editor."""


class Stopped(Frozen):
    """A bullet the gate did not let through."""

    text: str
    """The bullet."""
    kind: str
    """What is wrong: name, number, place, date or quotation (not in the cited words); negation,
    hedge, modality, comparison, unit, attribution, speaker, roles or estimate (there, but turned,
    dropped, raised or given to another)."""
    word: str
    """The words of the bullet, or the dropped words of the citation, that it is about."""
    reason: str
    """Why it was stopped, in one line."""
    by: Hand | None = None
    """Who wrote the stopped rewording, in whose place the extracted words are printed; null for a
    bullet of extracted words, which is not printed."""


class EditOutcome(Frozen):
    """What became of one line of the editor's file."""

    done: bool
    """Whether it was done."""
    bullet: str | None = None
    """Id of the bullet as the editor's file has it; null where it is about something else."""
    what: str
    """What was asked for, in one line."""
    reason: str | None = None
    """Why it was not done, or done in another way."""


class SourceLine(Frozen):
    """One article behind the brief."""

    article: str
    """Article id."""
    capture: str
    """Capture id."""
    uri: str
    """Where it was read from."""
    outlet: str | None
    """Publication; null when unknown."""
    title: str | None
    """Headline."""
    published: Published
    """When, and on what basis."""
    family: str
    """Family id; lines with the same family are one story."""
    reliability: str = "F"
    """Admiralty code set by the analyst."""


class Brief(Frozen):
    """A brief of one desk over one period, as the ledger stood on a day."""

    desk: str
    """Name of the desk."""
    period: Interval
    """Days covered."""
    as_of: str | None = None
    """Day the ledger is read at, ISO 8601; null for its present state."""
    counts: Counts
    """Articles and families of the period, and independent origins of the printed claims."""
    sections: tuple[Section, ...]
    """In printing order."""
    citations: tuple[Citation, ...]
    """All words cited, by number."""
    sources: tuple[SourceLine, ...]
    """All articles of the period."""
    stopped: tuple[Stopped, ...] = ()
    """What the gate stopped, and why."""
    editor_note: str | None = None
    """A note of the desk's own at its head, written by an editor."""
    edits: tuple[EditOutcome, ...] = ()
    """What became of the editor's file; empty without one. ``counts`` are of the brief before what
    an editor dropped."""
