"""What every answer is made of: articles in one line, and words with what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from watchdesk.records import Address, Interval, Published, Role, Span, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import Head, View

_AROUND = 160
"""Code points of context kept on either side of cited words."""


class ArticleLine(Frozen):
    """An article as a list shows it."""

    article: str
    """Article id."""
    capture: str
    """Capture id."""
    title: str | None
    """Headline."""
    outlet: str | None
    """Publication; null when unknown."""
    uri: str
    """The address it was found at, or the file it was read from."""
    published: Published
    """When, and on what basis."""
    captured_at: datetime | None
    """When its page was taken, if the source says so."""
    family: str
    """Family id; articles with the same one are copies of each other."""
    role: Role
    """Main, another story on the page, or a teaser."""
    language: str
    """BCP 47 tag; ``und`` when it could not be told."""
    reliability: str
    """Admiralty code the analyst gave the outlet; F, not judged, unless set."""


class Words(Frozen):
    """Words with their address, and what stands around them."""

    at: Address
    """Where they stand."""
    quote: str
    """The words, verbatim."""
    before: str = ""
    """What stands before them in the same paragraph, cut to a few words."""
    after: str = ""
    """What stands behind them."""
    said: Interval | None = None
    """When it was said or done, as far as the words tell."""
    source: ArticleLine
    """The article they stand in."""


class Cut(Frozen):
    """How much of a list is shown."""

    offset: int = 0
    """How many were left out before."""
    shown: int
    """How many are shown."""
    total: int | None = None
    """How many there are; null where they were not all counted."""
    more: bool
    """Whether there are more behind."""


def article_lines(view: View, watch: Watch, articles: Iterable[str]) -> dict[str, ArticleLine]:
    """Articles by their ids, as far as the ledger holds them."""
    ratings = {source.outlet: source.reliability for source in watch.source}
    heads = view.heads(dict.fromkeys(articles))
    return {name: _line(head, ratings) for name, head in heads.items()}


def _line(head: Head, ratings: Mapping[str, str]) -> ArticleLine:
    known = head.known
    return ArticleLine(
        article=known.article,
        capture=known.capture,
        title=head.title,
        outlet=known.outlet,
        uri=known.url or head.uri,
        published=known.published,
        captured_at=known.captured_at,
        family=known.family,
        role=known.role,
        language=head.language,
        reliability=ratings.get(known.outlet or "", "F"),
    )


def words_at(
    view: View, watch: Watch, addresses: Iterable[Address], said: Mapping[Address, Interval] = {}
) -> dict[Address, Words]:
    """Words by their addresses, as far as the ledger holds their articles; ``said``: when the words
    at some of them were said. Each capture is read once."""
    wanted = list(dict.fromkeys(addresses))
    lines = article_lines(view, watch, (at.article for at in wanted))
    texts: dict[str, str] = {}
    out: dict[Address, Words] = {}
    for at in wanted:
        if at.article not in lines:
            continue
        if at.capture not in texts:
            capture = view.capture(at.capture)
            texts[at.capture] = capture.text if capture else ""
        before, quote, after = around(texts[at.capture], at.span)
        out[at] = Words(
            at=at,
            quote=quote,
            before=before,
            after=after,
            said=said.get(at),
            source=lines[at.article],
        )
    return out


def around(text: str, span: Span) -> tuple[str, str, str]:
    """What stands before some words in their paragraph, the words, and what stands behind."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if len(before) == _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _AROUND:
        after = f"{after.rpartition(' ')[0]} …"
    return before, span.text_of(text), after
