"""Everything that a view can be asked, with questions taken from what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from watchdesk.ledger.book import KINDS
from watchdesk.records import Claim, Interval, Span
from watchdesk.store import Narrowed, Query, View, parse
from watchdesk.store.speakers import Spoken
from watchdesk.store.words import Term, term_of

WORDS = (
    *("ministry", "foreign minister", "talks", "air def*", "sai*", "Orlova*", "zzz", "the harbour"),
    *("U.S.-led", "don't", "thérèse", "said on", "40 kilometers", "envoy"),
)
QUERIES = (
    *("minister", "foreign minister", '"foreign minister"', "said -minister", "min* said", "tal*"),
    *(
        '"foreign min"*',
        "40 kilometers",
        "the",
        "the -of",
        "don't",
        '"said on"',
        "U.S.",
        "zzz",
        "-",
    ),
    *("-said", '"', "a AND", "(", "'; DROP TABLE capture", "café", "said\0", "% _ \\", "| !"),
)
ROOMS = ("speaker", "article", "actor", "issue", "standing", "status", "origin", "family", "claim")


class Question(NamedTuple):
    """A method of a view, and what it is asked with."""

    method: str
    given: tuple[Any, ...]
    named: dict[str, Any]

    def of(self, view: View) -> Any:
        """The answer, whole."""
        told = getattr(view, self.method)(*self.given, **self.named)
        if isinstance(told, Spoken):
            return sorted(told.names), told.within(None), told.within(AUGUST)
        return list(told) if isinstance(told, Iterator) else told


AUGUST = Interval.between(date(2024, 8, 5), date(2024, 8, 12))


def ask(method: str, *given: Any, **named: Any) -> Question:
    return Question(method, given, named)


def questions(view: View) -> Iterator[Question]:
    """Questions whose answers two ledgers of one content share; ``view`` says what there is."""
    articles = [one.article for one in view.published_within(Interval.unknown())]
    periods = _periods(view)
    yield from _of_articles(view, articles)
    yield from _of_records(view, articles, periods)
    yield from _of_words(view, periods)
    for period in periods:
        yield ask("published_within", period)
        yield ask("newest_articles", period, 7, 2)
        yield ask("readings", period)
    for rules in ("0", "1", "9"):
        yield ask("is_posted", rules)
    for name in (
        "counts",
        "last_recorded",
        "mark",
        "posted_with",
        "rulings",
        "renamed",
        "dismissed",
        "removals",
    ):
        yield ask(name)
    for name in ("refusals", "fetches", "relations"):
        yield ask(name)


def _periods(view: View) -> list[Interval]:
    days = [one.published.interval for one in view.published_within(Interval.unknown())]
    first = min((one.earliest for one in days if one.earliest), default=date(2024, 8, 1))
    weeks = [first + timedelta(days=n) for n in (0, 3, 8, 15)]
    return [
        Interval.unknown(),
        Interval.between(None, weeks[2]),
        Interval.between(weeks[1], None),
        *(Interval.between(day, day + timedelta(days=6)) for day in weeks),
        Interval.between(date(1990, 1, 1), date(2030, 1, 1)),
    ]


def _of_articles(view: View, articles: list[str]) -> Iterator[Question]:
    readings = [reading for one in articles if (reading := view.reading(one))]
    captures = sorted({one.capture.id for one in readings})
    for one in [*articles, "art-none"]:
        yield ask("reading", one)
    uris = sorted({one.capture.uri for one in readings})
    urls = sorted({one.capture.declared.url for one in readings if one.capture.declared.url})
    yield ask("captures_at", [*uris[:5], *urls[:5], "https://none.example"])
    yield ask("captures_below", [*(urlsplit(url).hostname for url in urls[:3]), "none.example"])
    for day in (date(2024, 8, 8), date(2100, 1, 1)):
        yield ask("captures_before", day)
    for one in [*captures, "cap-none"]:
        yield ask("capture", one)
        yield ask("removed", one)
        yield ask("articles_in", one)
        yield ask("articles_of", one)
    for one in articles[:20]:
        yield ask("reading_within", one, Span(100, 900))
        yield ask("relations", [one])
    yield ask("heads", [*articles, "art-none"])
    yield ask("known", [*articles, "art-none"])
    yield ask("happenings", articles)
    yield ask("happenings", articles, named=True)
    for one in sorted({one.family for one in view.known(articles).values()}):
        yield ask("family", one)
    names = [item.id for one in readings[:15] for item in one.attributions]
    for one in [*names[:60], "att-0000000000000000"]:
        yield ask("article_with", one)


def _of_records(view: View, articles: list[str], periods: list[Interval]) -> Iterator[Question]:
    labels = [f"article:{one}" for one in articles[:5]]
    for kind in KINDS:
        for period in (None, *periods):
            yield ask("records", kind, (), period)
            yield ask("records", kind, labels, period, 3, 1)
            yield ask("records", kind, (), period, 5, 2)
            yield ask("looked_through", kind, (), period, 20, lambda data: len(data) % 3 > 0)
            yield ask("looked_through", kind, labels, period, 9, lambda data: len(data) % 2 > 0)
        for room in ROOMS:
            yield ask("spoken", kind, room)
        for period in periods[3:6]:
            yield ask("begun", kind, period, 3)
            yield ask("begun", kind, period, 3, ends=True)
            yield ask("each", kind, period)
        yield ask("each", kind, everything=True)
        yield ask("moved", kind, None)
        yield ask("moved", kind, date(2024, 8, 9), limit=9)
        for record in islice(view.each(kind), 8):
            name = getattr(record, "id")  # noqa: B009 — all kinds have one
            yield ask("record", kind, name)
            yield ask("versions", kind, name)
        names = [getattr(one, "id") for one in islice(view.each(kind), 40)]  # noqa: B009 — as above
        yield ask("some", kind, [*names[::-3], "none", *names[:3]])
    for one in articles[:10]:
        reading = view.reading(one)
        spans = reading.sentences[:8] if reading else ()
        yield ask("claims_in", one, spans)
        yield ask("claims_in", one, spans, "contested")
    yield ask("record", Claim, "clm-none")


def _of_words(view: View, periods: list[Interval]) -> Iterator[Question]:
    speakers = sorted(view.spoken(Claim, "speaker").names)[:6]
    some = (Term("said"), Term("minister"))
    for query in QUERIES:
        asked = parse(query)
        yield ask("search", query, 20)
        for narrowed in (
            Narrowed(),
            Narrowed(any_of=some),
            Narrowed(period=periods[3]),
            Narrowed(verification="reported"),
            *(Narrowed(speaker=one) for one in speakers[:2]),
            Narrowed(outlet=""),
        ):
            yield ask("find", asked, narrowed, 50)
        yield ask("among", asked, some, range(1, 900, 3))
    for word in WORDS:
        term = term_of(word)
        if term is not None:
            yield ask("is_held", term)
        yield ask("near_words", f"{word[:-1]}x", 5)
    yield ask("find", Query(()), Narrowed(), 10)
    yield ask("tellings", range(1, 400))
    yield ask("names_of", [*speakers, "person:nobody"])
    for words in ("orlov", "OR", "%", "_", "\\", "É", ""):
        yield ask("called", words, 9)
