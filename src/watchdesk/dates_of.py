"""When an article was published, as another capture of the same page tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from watchdesk.records import (
    Basis,
    Family,
    Interval,
    Published,
    Reading,
    Relation,
    RelationKind,
)
from watchdesk.reuse.families import roots

_WORKED_OUT = frozenset({Basis.INFERRED, Basis.UNKNOWN})


def dates_of(readings: Mapping[str, Reading], families: Iterable[Family]) -> dict[str, Published]:
    """Dates of articles that state none, from other captures of the same page, by article id.

    What is stated on one capture, worked out from another, or follows from the day one was taken,
    holds for all captures of a page; where two of them contradict each other each keeps its own.
    Only articles whose date becomes narrower are told, with the article it is taken from.

    Nothing is taken from a syndicated copy: a paper may print an agency's story days after
    another did, and which of two printings was first is just what their dates would have to tell.
    Nor from an update or a longer page, whose date is that of the change.
    """
    out: dict[str, Published] = {}
    for page in _pages(readings, families):
        for article in page:
            own = readings[article].article.published
            if is_open(own):
                taken = _taken(own, [readings[other] for other in page if other != article])
                if taken is not None:
                    out[article] = taken
    return out


def with_date(reading: Reading, dates: Mapping[str, Published]) -> Reading:
    """The reading with its date as the desk knows it.

    The times in the text stay as they were read alone: the capture that tells the date tells the
    same words, with their times worked out from it.
    """
    published = dates.get(reading.article.id)
    if published is None:
        return reading
    article = reading.article.model_copy(update={"published": published})
    return reading.model_copy(update={"article": article})


def is_open(published: Published) -> bool:
    """Whether another capture may tell more of a date: it is not stated, or on one side only."""
    return published.basis in _WORKED_OUT or not published.is_bounded


def same_page(relation: Relation) -> bool:
    """Whether two articles are captures of one page."""
    return relation.kind is RelationKind.SAME_PAGE


def _pages(readings: Mapping[str, Reading], families: Iterable[Family]) -> Iterable[list[str]]:
    """The articles of each page that was captured more than once, in the order of their ids."""
    for family in families:
        pairs = [(r.a, r.b) for r in family.relations if same_page(r)]
        known = sorted({one for pair in pairs for one in pair if one in readings})
        members: dict[str, list[str]] = {}
        for one, root in roots(known, pairs).items():
            members.setdefault(root, []).append(one)
        yield from (page for page in members.values() if len(page) > 1)


def _taken(own: Published, others: list[Reading]) -> Published | None:
    days: Interval = own.interval
    source = None
    for other in sorted(others, key=_most_telling):
        both = days.intersection(_known(other))
        if both is not None and both != days:
            days, source = both, source or other.article.id
    if source is None:
        return None
    return Published(
        earliest=days.earliest,
        latest=days.latest,
        edtf=days.edtf,
        basis=Basis.INFERRED,
        evidence=own.evidence,
        same_words=source,
    )


def _known(reading: Reading) -> Interval:
    """What a capture tells of its page: its date, and that it was out when the page was taken."""
    days = reading.article.published.interval
    taken = reading.capture.captured_at
    by_then = Interval.between(None, taken.date()) if taken else Interval.unknown()
    return days.intersection(by_then) or days


def _most_telling(reading: Reading) -> tuple[bool, int, str]:
    """Stated dates first, then narrow ones."""
    published = reading.article.published
    days = published.days
    return published.basis in _WORKED_OUT, days if days else 10**7, reading.article.id
