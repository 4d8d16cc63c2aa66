"""Reading pages again, knowing what stands on other pages of their site.

A reading needs no other page, and so takes a line that only the site's other pages give away for
part of the article. When an ingest has ended, the lines of each site that has new pages are
counted, and the pages where that changes what is read are read again; the former readings stay in
the ledger, for those who look at it as it stood. What comes out depends on the captures alone, not
on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from watchdesk import cleaning, pipeline, reuse
from watchdesk.posting import post_new
from watchdesk.records import Article, Capture, PartKind, Reading, Refusal, Role, Watch
from watchdesk.related import relate_again
from watchdesk.store import PageLine, SitePage, Writer
from watchdesk.watch import host_of

_LEAST_PAGES = 3
_ROUNDS = 5

Readings = tuple[Reading, ...]
"""All readings of one capture."""
Tell = Callable[[Readings, Readings], None]
"""Given the former and the new readings of a capture."""


def site_of(reading: Reading) -> str | None:
    """The site a page belongs to: its host, else its outlet; ``None`` when neither is known.

    A news agency is no site: its words are printed on many.
    """
    host = host_of(reading.capture.declared.url or "")
    outlet = reading.article.outlet
    if host or not outlet or reuse.agency(outlet):
        return host or None
    return " ".join(outlet.split()).casefold()


def count_page(writer: Writer, capture: Capture, readings: tuple[Reading, ...]) -> None:
    """Count the lines of a page that was taken."""
    main = next((r for r in readings if r.article.role is Role.MAIN), None)
    site = site_of(main) if main else None
    if main is None or site is None:
        return
    keys = cleaning.line_keys(capture, tuple(r.article for r in readings))
    # A line that leads in what follows is part of an article, in every week's column.
    lines = [PageLine(_code(key), key.count(" ") + 1) for key in keys if not key.endswith(":")]
    title, deck = (_code_of(main, kind) for kind in (PartKind.TITLE, PartKind.DECK))
    writer.add_page(site, SitePage(capture.id, main.article.id, title, deck), lines)


def _code_of(reading: Reading, kind: PartKind) -> int:
    """The code of the one line of a kind, as ``line_keys`` would give it; 0 for none or more."""
    spans = reading.article.spans(kind)
    if len(spans) != 1 or not isinstance(reading.capture, Capture):
        return 0
    line = reading.capture.model_copy(update={"text": spans[0].text_of(reading.capture.text)})
    return next(map(_code, cleaning.line_keys(line)), 0)


def settle(
    writer: Writer,
    today: date,
    tell: Tell | None = None,
    watch: Watch = Watch(),  # noqa: B008 — a frozen record
) -> int:
    """Read again what the present pages of their sites shed light on; how many captures.

    Durable after each capture, and taken up again where it was stopped by the next call.
    """
    again = 0
    reader = _Reader(today, pipeline.Own.of(watch), watch)
    for _ in range(_ROUNDS):  # another ingest may add pages meanwhile
        sites = writer.unsettled()
        for site in sites:
            again += _settle_site(writer, site, reader, tell)
        if not sites:
            break
    return again


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a capture is read with, beside its site's lines."""

    today: date
    own: pipeline.Own
    watch: Watch


def _settle_site(writer: Writer, site: str, reader: _Reader, tell: Tell | None) -> int:
    pages = writer.pages(site)
    looked_at, known = writer.settled(site)
    lines = _recurring(writer, site, pages) if len(pages) >= _LEAST_PAGES else _Lines()
    changed = known ^ lines.marked
    stirred = writer.holding(site, changed | {~code for code in changed})
    again = 0
    for number, page in enumerate(pages):
        if number < looked_at and page.capture not in stirred:
            continue
        before = writer.readings_of(page.capture)
        after = _read_again(writer, before, lines.on(page), reader)
        if after:
            again += 1
            relate_again(writer, before, after)
            post_new(writer, reader.watch)
            writer.commit()
            if tell is not None:
                tell(before, after)
    writer.settle(site, len(pages), lines.marked)
    writer.commit()
    return again


@dataclass(frozen=True, slots=True)
class _Lines:
    """The furniture of a site."""

    codes: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    """Those that are the headline or standfirst of one story, and furniture on other pages."""

    def on(self, page: SitePage) -> frozenset[int]:
        """What is furniture on a page."""
        return self.codes - (self.own & {page.title, page.deck})

    @property
    def marked(self) -> frozenset[int]:
        """Both sets in one, so that a change of either shows."""
        return self.codes | frozenset(~code for code in self.own)


def _recurring(writer: Writer, site: str, pages: list[SitePage]) -> _Lines:
    articles = [page.article for page in pages]
    story = reuse.stories(articles, writer.copies(site))
    lines = {
        line.code: reuse.Standing(line.words, held)
        for line, held in writer.page_lines(site, _LEAST_PAGES).items()
    }
    heads: dict[int, set[str]] = {}
    for page in pages:
        for code in (page.title, page.deck):
            heads.setdefault(code, set()).add(story[page.article])
    codes = reuse.recurring(lines, story)
    own = frozenset(code for code in codes if len(heads.get(code, ())) == 1)
    return _Lines(codes, own)


def _read_again(
    writer: Writer, before: Readings, codes: frozenset[int], reader: _Reader
) -> Readings:
    capture = before[0].capture if before else None
    if not isinstance(capture, Capture):
        return ()
    keys = cleaning.line_keys(capture, cleaning.articles(capture)) if codes else ()
    known = frozenset(key for key in keys if _code(key) in codes)
    knowing = _digest(known)
    if knowing == writer.knew(capture.id):
        return ()
    told = cleaning.articles(capture, recurring=known)
    if _labels(told) == _labels(reading.article for reading in before):
        return ()
    readings = pipeline.read_or_refuse(capture, reader.today, recurring=known, own=reader.own)
    if isinstance(readings, Refusal):
        return ()
    writer.add(capture, ())  # begins the transaction, so that no other ingest can come between
    done = writer.knew(capture.id) == knowing
    if not done:
        writer.add(capture, readings, knowing)
    return () if done else readings


def _labels(articles: Iterable[Article]) -> dict[str, object]:
    """What cleaning says of a capture, to be compared; dates are worked out later."""
    return {a.id: (a.role, a.title, a.parts) for a in articles}


def _code(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _digest(keys: frozenset[str]) -> str:
    return blake2b("\n".join(sorted(keys)).encode(), digest_size=8).hexdigest() if keys else ""
