"""One article inside a capture, with every line labelled and nothing deleted."""

from __future__ import annotations

from enum import StrEnum

from watchdesk.records.interval import Interval
from watchdesk.records.span import Frozen, Span, Spanned


class Role(StrEnum):
    """What an article is to the capture it stands in."""

    MAIN = "main"
    """The article the page is about."""
    TEASER = "teaser"
    """The head and first lines of another story, shown as a link."""
    OTHER = "other"
    """Another story glued to the main one, whole or cut off."""


class PartKind(StrEnum):
    """What a line is."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    SECTION = "section"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    TEASER = "teaser"
    PROMO = "promo"
    NAVIGATION = "navigation"
    REPEAT = "repeat"
    OTHER = "other"

    @property
    def is_told(self) -> bool:
        """Whether the article speaks here: only such parts are read for statements."""
        return self in {PartKind.BODY, PartKind.DATELINE}

    @property
    def is_read(self) -> bool:
        """Whether names, times and places here belong to the article."""
        return self in {
            PartKind.TITLE,
            PartKind.DECK,
            PartKind.DATELINE,
            PartKind.BODY,
            PartKind.SUBHEADING,
        }


class Part(Spanned):
    """A labelled piece of the capture. Pieces of one article never overlap."""

    kind: PartKind
    """What it is."""
    reason: str
    """Why it was labelled so, in a few words."""


class Basis(StrEnum):
    """On what a publication date rests."""

    METADATA = "metadata"
    BYLINE = "byline"
    URL = "url"
    TEXT = "text"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Published(Interval):
    """When the article was published, as an interval with its evidence."""

    basis: Basis = Basis.UNKNOWN
    """Where the date comes from; ``inferred`` dates are bounds worked out from the text."""
    evidence: tuple[Span, ...] = ()
    """The words the date was read or worked out from; empty for metadata and URL, and where only
    the day of a capture tells it."""
    same_words: str | None = None
    """Id of the article, another capture of the same page, from which a desk took a bound."""


class Article(Frozen):
    """One story. ``parts`` of the main article label every line of the capture that is not blank;
    a teaser or another story stands in it as one part, and again as an article of its own."""

    id: str
    """``art-`` and a hash of the capture and the place in it."""
    role: Role
    """Main article, teaser, or another story."""
    title: str | None = None
    """Headline as it stands in the text or is declared; null when there is none."""
    deck: str | None = None
    """Standfirst."""
    outlet: str | None = None
    """Publication, where it is known."""
    series: str | None = None
    """Name of a recurring column, as in ``Name: headline``."""
    authors: tuple[str, ...] = ()
    """Names in the byline."""
    published: Published = Published()
    """When."""
    language: str = "und"
    """BCP 47 tag; ``und`` when it could not be told."""
    parts: tuple[Part, ...] = ()
    """In the order of the text."""

    def spans(self, *kinds: PartKind) -> tuple[Span, ...]:
        """Where the parts of these kinds stand."""
        return tuple(part.span for part in self.parts if part.kind in kinds)
