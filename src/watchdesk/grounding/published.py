"""When an article was published, worked out from its own words where nothing says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from watchdesk.grounding.published_ages import ages, anniversary_weekdays
from watchdesk.grounding.published_apposed import told_twice
from watchdesk.grounding.published_bounds import lower_clues, upper_clues
from watchdesk.grounding.published_captions import caption_clues
from watchdesk.grounding.published_clue import Clue, settle
from watchdesk.grounding.published_days import just_before, year_choices
from watchdesk.grounding.published_posts import notice_clues, post_clues
from watchdesk.grounding.published_tenures import tenure_clues
from watchdesk.grounding.published_window import Window
from watchdesk.grounding.time_calendar import add_days
from watchdesk.grounding.time_model import Timex
from watchdesk.language.document import Document
from watchdesk.records import Article, Basis, Interval, Published, Span

_ZONES = 1
"""Days the date at a far place can be ahead of the one here."""
_KEPT = frozenset({Basis.METADATA, Basis.BYLINE, Basis.URL, Basis.TEXT})


def infer_published(
    article: Article,
    doc: Document,
    timexes: Sequence[Timex],
    *,
    captured: date | None = None,
    today: date | None = None,
) -> Published:
    """The publication date as declared or printed, else bounds worked out from the text.

    The bounds come from dates told as past, of posts and pictures too (not before them); dates
    told as to come, and days on which the article was changed (not after them); a date told
    twice, as "two weeks ago, on July 24" or on an anniversary's weekday; the age of something
    whose start is dated; holders of public offices; a weekday with its day of the month or with
    a day that has a name; "this month" beside such a day; a dateline; the notice of an agency.
    Where the clues contradict each other only the lower bounds that agree with all of them are
    kept.

    ``captured`` is a day by which the article was out. ``today`` is the day of reading: nothing
    was published after it, so that a declared day behind it is not believed and a "Tuesday,
    August 6" is of a year in which it is past; it never is a bound by itself. Basis is
    ``inferred`` with the words that carry it (none where only ``captured`` does), or
    ``unknown``. A declared date with only an end ("Updated on …") gets its beginning, and the
    basis ``inferred``, from the text where that tells one.
    """
    stated = _stated(article, today)
    if stated is not None and (stated.earliest is not None or stated.latest is None):
        return stated
    if stated is not None:
        return _begun(article, doc, tuple(timexes), stated)
    window = _window(article, doc, tuple(timexes), captured or today, rules_out=captured is None)
    return _published(window)


def _stated(article: Article, today: date | None) -> Published | None:
    """The date the article came with, if it can be."""
    published = article.published
    if published.basis not in _KEPT or published.is_unknown:
        return None
    first = published.earliest
    if today is not None and first is not None and first > add_days(today, _ZONES):
        return None
    return published


def _window(
    article: Article,
    doc: Document,
    times: tuple[Timex, ...],
    out: date | None,
    *,
    rules_out: bool = False,
) -> Window:
    held, terms = tenure_clues(doc, times)
    clues = [*ages(doc, times), *anniversary_weekdays(times)]
    clues += caption_clues(article, doc, times)
    clues += [*post_clues(doc, times), *notice_clues(article, doc.text)]
    lower = [*lower_clues(doc, times), *held, *(clue.half(low=True) for clue in clues)]
    upper = [*upper_clues(doc, times), *(clue.half(low=False) for clue in clues)]
    known = [*terms, *told_twice(doc, times, None)]
    for choice in known:
        lower.append(Clue(Interval.between(choice.days[0].earliest, None), choice.evidence))
        upper.append(Clue(Interval.between(None, choice.days[-1].latest), choice.evidence))
    if out is not None:
        lower = [c for c in lower if c.days.earliest and c.days.earliest <= out]
    window = Window(*settle(lower, upper), out, rules_out)
    within = window.narrowed(known).searched()
    if within is None:
        return window
    return window.narrowed([*known, *year_choices(article, doc, times, within)])


def _begun(
    article: Article, doc: Document, times: tuple[Timex, ...], declared: Published
) -> Published:
    """A date that only says by when, with the beginning the text tells."""
    last = declared.latest
    assert last is not None
    near = just_before(times, last)
    window = None if near else _window(article, doc, times, last)
    first = near.days.earliest if near else window.first if window else None
    if first is None or first > last:
        return declared
    found = near.evidence if near else window.evidence if window else ()
    return _made(Interval.between(first, last), {*declared.evidence, *found})


def _published(window: Window) -> Published:
    days = window.days
    return Published() if days.is_unknown else _made(days, set(window.evidence))


def _made(days: Interval, evidence: set[Span]) -> Published:
    return Published(
        earliest=days.earliest,
        latest=days.latest,
        edtf=days.edtf,
        basis=Basis.INFERRED,
        evidence=tuple(sorted(evidence)),
    )
