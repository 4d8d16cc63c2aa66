"""When an article was published, worked out from its own words where nothing says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from watchdesk.grounding.published_bounds import (
    ages,
    anniversary_weekdays,
    dated_agos,
    lower_clues,
    upper_clues,
)
from watchdesk.grounding.published_clue import settle
from watchdesk.grounding.published_days import (
    Bounds,
    caption_clues,
    just_before,
    this_month,
    weekday_dates,
)
from watchdesk.grounding.published_tenures import tenure_clues
from watchdesk.grounding.time_model import Timex
from watchdesk.language.document import Document
from watchdesk.records import Article, Basis, Interval, Published, Span

_KEPT = frozenset({Basis.METADATA, Basis.BYLINE, Basis.URL, Basis.TEXT})


def infer_published(
    article: Article,
    doc: Document,
    timexes: Sequence[Timex],
    *,
    captured: date | None = None,
) -> Published:
    """The publication date as declared or printed, else bounds worked out from the text.

    The bounds come from dates told as past, in captions too (not before them), dates told as to
    come (not after them), a weekday tied to an anniversary, a date told as so many years ago, the
    age of something whose start is dated, holders of public offices, a weekday with its day of
    the month or with a day that has a name, and "this month" beside such a day. Where the clues
    contradict each other only the lower bounds that agree with all of them are kept. ``captured``
    is a day by which the article was out. Basis is ``inferred`` with the words that carry it, or
    ``unknown``. A declared date with only an end ("Updated on …") gets its beginning, and the
    basis ``inferred``, from the text where that tells one.
    """
    declared = article.published
    if declared.basis in _KEPT and not declared.is_unknown:
        if declared.earliest is not None or declared.latest is None:
            return declared
        return _begun(article, doc, tuple(timexes), declared)
    return _published(_bounds(article, doc, tuple(timexes), captured))


def _bounds(
    article: Article, doc: Document, times: tuple[Timex, ...], captured: date | None
) -> Bounds:
    held, left = tenure_clues(doc, times)
    clues = [*ages(doc, times), *anniversary_weekdays(times), *dated_agos(doc, times)]
    clues += caption_clues(article, doc, times)
    lower = [*lower_clues(doc, times), *held, *(clue.half(low=True) for clue in clues)]
    upper = [*upper_clues(doc, times), *left, *(clue.half(low=False) for clue in clues)]
    if captured is not None:
        lower = [c for c in lower if c.days.earliest and c.days.earliest <= captured]
    low, high = settle(lower, upper)
    bounds = weekday_dates(doc, times, Bounds(low, high, captured))
    month = this_month(doc, times, bounds)
    return bounds._replace(low=month, high=month) if month else bounds


def _begun(
    article: Article, doc: Document, times: tuple[Timex, ...], declared: Published
) -> Published:
    """A date that only says by when, with the beginning the text tells."""
    last = declared.latest
    assert last is not None
    near = just_before(times, last)
    first = near.days.earliest if near else _bounds(article, doc, times, last).first
    if first is None or first > last:
        return declared
    found = near.evidence if near else _bounds(article, doc, times, last).evidence
    return _made(Interval.between(first, last), {*declared.evidence, *found})


def _published(bounds: Bounds) -> Published:
    if bounds.low is None and bounds.high is None:
        return Published()
    first, last = bounds.first, bounds.last
    if first and last and last < first:
        last = None
    return _made(Interval.between(first, last), set(bounds.evidence))


def _made(days: Interval, evidence: set[Span]) -> Published:
    return Published(
        earliest=days.earliest,
        latest=days.latest,
        edtf=days.edtf,
        basis=Basis.INFERRED,
        evidence=tuple(sorted(evidence)),
    )
