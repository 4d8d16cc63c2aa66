"""Lines that stand on different pages of one site: its furniture, as only a ledger can know it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from watchdesk.reuse.families import roots

_LONG_WORDS = 12
"""A line of so many words may be a paragraph of background that a newsroom prints again."""
_SHORT_STORIES, _SHORT_SHARE = 3, 0.05
_LONG_STORIES, _LONG_SHARE = 4, 0.3
"""On how many different stories of a site, and on which share of them, furniture stands."""


class Standing(NamedTuple):
    """A line of a site."""

    words: int
    """How long it is."""
    pages: Collection[str]
    """The articles on whose pages it stands."""


def stories(articles: Iterable[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The story each article tells, named by one of them; ``copies`` are pairs of one story."""
    return roots(sorted(articles), sorted(copies))


def recurring(lines: Mapping[int, Standing], story: Mapping[str, str]) -> frozenset[int]:
    """The lines of a site that stand on several different stories of it.

    ``story`` tells it of all main articles of the site. All pages of one story count once, so that
    neither a page captured twenty times nor a story printed again makes its own sentences
    furniture. Short lines recur from 3 stories and a
    twentieth of the site's stories on, lines of 12 words and more from 4 and three tenths.
    """
    number = len(set(story.values()))
    return frozenset(line for line, found in lines.items() if _recurs(found, story, number))


def _recurs(found: Standing, story: Mapping[str, str], number: int) -> bool:
    long = found.words >= _LONG_WORDS
    least, share = (_LONG_STORIES, _LONG_SHARE) if long else (_SHORT_STORIES, _SHORT_SHARE)
    held = len({story[page] for page in found.pages if page in story})
    return held >= max(least, share * number)
