"""What a line is, and why."""

from __future__ import annotations

from typing import NamedTuple

from watchdesk.records import PartKind


class Label(NamedTuple):
    """What a line is and why."""

    kind: PartKind
    """What it is."""
    reason: str
    """Why, in a few words."""
    site: bool = False
    """The line shows that website words are stuck to the text."""
    ends: bool = False
    """The teaser before it ends here."""
    closes: bool = False
    """The article before it ends here."""
    heads_list: bool = False
    """A list of other stories is to follow."""
    quiet: bool = False
    """It may stand between two paragraphs of one article: a number, a place for advertising."""

    @property
    def is_quiet(self) -> bool:
        """Whether an article may go on behind such a line as if it were not there."""
        pictured = self.kind in {PartKind.CAPTION, PartKind.CREDIT, PartKind.REPEAT}
        return self.quiet or (pictured and not self.closes)

    @property
    def is_box(self) -> bool:
        """Whether such a line belongs to a box or bar of the website rather than to the article."""
        website = self.kind in {PartKind.NAVIGATION, PartKind.PROMO}
        return website and not self.quiet
