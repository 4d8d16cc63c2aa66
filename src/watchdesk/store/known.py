"""What the ledger knows of an article without its text."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from watchdesk.ledger.book import Facts
from watchdesk.records import Published, Role, family_id
from watchdesk.records.span import Frozen

KNOWN = "article"
"""What it is called among records."""
GROUP = "group"
"""Items that tell, by article id, under which name steps across articles keep its family. Unlike
a family's id it stays when another article turns out to be the first, so that the others need not
be entered again; it depends on the order of posting and stands in no record."""


class Known(Frozen):
    """An article as the desk knows it."""

    article: str
    """Article id."""
    capture: str
    """Capture id."""
    published: Published
    """By other captures of its page too."""
    captured_at: datetime | None = None
    """When its page was taken."""
    outlet: str | None = None
    """By the watch and by other captures of its page, too."""
    family: str
    """Id of its family."""
    url: str | None = None
    """The address it was found at."""
    role: Role = Role.MAIN
    """Main, another story on the page, or a teaser."""

    def facts(self, group: str) -> Facts:
        """The same for the steps across articles, which keep its family under a name."""
        return Facts(
            article=self.article,
            capture=self.capture,
            published=self.published.interval,
            captured_at=self.captured_at,
            outlet=self.outlet,
            family=group,
            url=self.url,
            teaser=self.role is Role.TEASER,
        )


class Head(NamedTuple):
    """What a list shows of an article."""

    known: Known
    """Outlet, dates, family, address."""
    title: str | None
    """Headline."""
    deck: str | None
    """Standfirst."""
    language: str
    """BCP 47 tag."""
    uri: str
    """Where its capture was read from."""


def family_label(family: str) -> str:
    """The label by which the articles of a family are found."""
    return f"family:{family}"


def labels_of(known: Known) -> tuple[str, ...]:
    """What an article is found by: its family, and the family that it would be by itself."""
    return family_label(known.family), alone_label(family_id(known.article))


def alone_label(family: str) -> str:
    """The label by which the article is found that would by itself be a family."""
    return f"alone:{family}"
