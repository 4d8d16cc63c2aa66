"""What differs between two captures of a page, each difference with its place in both."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from watchdesk.records.article import PartKind, Published
from watchdesk.records.copies import Passage, RelationKind
from watchdesk.records.span import Frozen, Span


class EditOrder(StrEnum):
    """On what it rests that the first capture is the older one."""

    CAPTURED = "captured"
    """It was taken earlier."""
    PUBLISHED = "published"
    """It was published earlier."""
    UNKNOWN = "unknown"
    """Nothing tells; the two stand as they were given."""


class EditKind(StrEnum):
    """What became of some sentences."""

    REWORDED = "reworded"
    """The same sentences with some words changed."""
    REPLACED = "replaced"
    """Other sentences in their place."""
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """In another place, also where some words were changed on the way."""
    RELABELLED = "relabelled"
    """Word for word on both pages, but on one of them not read as part of the body: no edit."""


class Declaration(StrEnum):
    """Whether the page says that it was changed."""

    DECLARED = "declared"
    """A correction or editor's note stands on the newer page, and not on the older one."""
    UNCLEAR = "unclear"
    """The newer page only says when it was updated, or its note stood on the older page, too."""
    SILENT = "silent"
    """Text was changed, and nothing on the newer page says so."""
    APART = "apart"
    """The newer one is an article of its own, at another address or of another house: what differs
    is no edit of a page."""
    UNCHANGED = "unchanged"
    """Neither headline, standfirst nor body was changed in its words."""


class Side(Frozen):
    """One of the two captures."""

    capture: str
    """Capture id; the spans on this side count code points of its text."""
    article: str
    """Id of the article that is compared."""
    uri: str
    """Where it was read from."""
    title: str | None = None
    """Headline."""
    outlet: str | None = None
    """Publication."""
    published: Published = Published()
    """When the article was published."""
    captured_at: datetime | None = None
    """When the page was taken, if the source says so."""
    partial: str | None = None
    """What the text is where it is not the whole article, in a few words."""
    words: int
    """Words of the body."""


class Edit(Frozen):
    """Sentences of the body that differ. An empty span is the place where they were put in, or
    from where they were taken out."""

    kind: EditKind
    """What became of them."""
    a: Span
    """The sentences in the first capture."""
    b: Span
    """The sentences in the second."""
    changes: tuple[Passage, ...] = ()
    """The words inside them that differ; an empty span is an insertion or an omission."""
    sentences: tuple[int, int]
    """How many sentences on either side."""
    note: bool = False
    """Whether it is a correction or editor's note, which is no edit but tells of one."""
    read_as: PartKind | None = None
    """For relabelled ones: what the other page's words were taken for."""


class HeadPart(StrEnum):
    """What stands around a body and belongs to the article."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    SERIES = "series"
    PUBLISHED = "published"


class HeadEdit(Frozen):
    """A part of the head that differs."""

    part: HeadPart
    """Which."""
    old: str | None
    """In the first capture; null when it has none."""
    new: str | None
    """In the second."""
    a: Span | None = None
    """Where it stands in the first capture; null when it is only declared."""
    b: Span | None = None
    """Where it stands in the second."""
    setting: bool = False
    """Whether only case, quotation marks, dashes, punctuation or white space differ."""


class FurnitureEdit(Frozen):
    """Lines of one kind around the article that stand on one page only."""

    kind: PartKind
    """What they are."""
    removed: tuple[Span, ...] = ()
    """Lines only in the first capture."""
    added: tuple[Span, ...] = ()
    """Lines only in the second."""


class TouchKind(StrEnum):
    """What an edit touched."""

    ATTRIBUTION = "attribution"
    NUMBER = "number"
    NAME = "name"
    TIME = "time"
    PLACE = "place"


class TouchHow(StrEnum):
    """In which way."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Aspect(Frozen):
    """One respect in which something changed."""

    of: str
    """``speaker``, ``cue``, ``quotation``, ``content``, ``standing``, ``speech``, ``value``,
    ``unit``, ``bound``, ``counted``, ``spelling``, ``name`` or ``words``."""
    old: str
    """As it was."""
    new: str
    """As it is."""


class Touch(Frozen):
    """An attribution, number, name, time or place that an edit touched."""

    what: TouchKind
    """Which of them."""
    how: TouchHow
    """What became of it."""
    aspects: tuple[Aspect, ...] = ()
    """For what was changed: in which respects."""
    counted: str | None = None
    """For a number that changed: what it counts in both; null where they count different things,
    or nothing."""
    old: str | None = None
    """Its words in the first capture, on one line."""
    new: str | None = None
    """Its words in the second."""
    a: Span | None = None
    """Where it stands in the first capture."""
    b: Span | None = None
    """Where it stands in the second."""
    a_id: str | None = None
    """Id of the attribution or mention in the first capture."""
    b_id: str | None = None
    """The same in the second."""
    edit: int | None = None
    """Index of the edit, in ``edits``, that holds it; null in the head or outside of edits."""
    head: HeadPart | None = None
    """Headline or standfirst, when it stands there."""


class Notice(Frozen):
    """A line that says that a page was corrected, edited or updated."""

    words: str
    """The line."""
    a: Span | None = None
    """Where it stands in the first capture, if it does."""
    b: Span | None = None
    """Where it stands in the second."""
    kind: PartKind
    """What the line was read as."""
    stamp: bool = False
    """True when it only says when the page was updated, not that or what was changed."""


class Comparison(Frozen):
    """Two captures side by side. Where the order is known, ``a`` is the older one."""

    a: Side
    """The first, or older, capture."""
    b: Side
    """The second."""
    order: EditOrder
    """On what it rests that the first is the older one."""
    relation: RelationKind | None = None
    """What the shared words make of the two articles; null for nothing worth telling."""
    one_story: bool
    """Whether they are versions of one story. Of different stories only the words they have in
    common are told."""
    one_capture: bool = False
    """Whether it is one capture, compared with itself."""
    one_page: bool | None = None
    """Whether they are captures of one page; null when neither words nor addresses tell."""
    share_a: float
    """Part of the first body's words that stand in the second, 0 to 1."""
    share_b: float
    """Part of the second body's words that stand in the first, 0 to 1."""
    passages: tuple[Passage, ...] = ()
    """For different stories: the words they have in common."""
    around: bool = False
    """Whether those words stand around the two articles alone: furniture of one site or series."""
    too_long: bool = False
    """True when the texts were too long to be compared word by word: what lies between their
    equal beginnings and ends is told as one change."""
    declared: Declaration
    """Whether the newer page says that it was changed."""
    notices: tuple[Notice, ...] = ()
    """Corrections, editor's notes and the like, on either page."""
    head: tuple[HeadEdit, ...] = ()
    """What differs in headline, standfirst, byline, dateline, dates."""
    edits: tuple[Edit, ...] = ()
    """What differs in the body, in the order of the second text."""
    setting: tuple[Passage, ...] = ()
    """Sentences with the same words in another case, or with other quotation marks, dashes or
    punctuation. White space counts for nothing."""
    touched: tuple[Touch, ...] = ()
    """What the edits of head and body touched, in the order of the text."""
    furniture: tuple[FurnitureEdit, ...] = ()
    """What differs around the article."""
    furniture_same: int = 0
    """Lines around the article that stand on both pages."""

    @property
    def same_words(self) -> bool:
        """Whether the two bodies are word for word the same, however they were read."""
        return self.one_story and all(edit.kind is EditKind.RELABELLED for edit in self.edits)
