"""Where the desk's articles come from: outlets, feeds, and what was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from watchdesk.answers.cited import Cut
from watchdesk.answers.listed import Turned
from watchdesk.records import Interval, Refusal, Role, Source, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import Health, Known, View

_LOOKED_AT = 4
"""Newest articles of an outlet by which its languages are told."""
_MOST_REFUSED = 20_000
"""Refusals that are counted."""
_EXAMPLES = 5
_MONTH = 31
"""Days beyond which the bounds of a publication tell little."""


class Outlet(Frozen):
    """An outlet that articles of the desk come from, or that watch.toml names."""

    name: str | None
    """As it is shown; null for articles of which nobody can tell."""
    reliability: str
    """Admiralty code A to F that the analyst gave it; F, not judged, unless set."""
    is_set: bool
    """Whether watch.toml has a [[source]] for it."""
    owner: str | None = None
    """Publisher or agency it belongs to, by watch.toml."""
    domains: tuple[str, ...] = ()
    """Its web domains, by watch.toml."""
    feeds: tuple[str, ...] = ()
    """Its feeds, by watch.toml."""
    articles: int = 0
    """Articles of it that the ledger holds, teasers apart."""
    families: int = 0
    """Stories among these, after copies are folded."""
    first: int = 0
    """Stories of which no article here was certainly published before its own."""
    first_seen: date | None = None
    """Earliest day on which one of them can have been published."""
    last_seen: date | None = None
    """Latest day."""
    undated: int = 0
    """Articles of which no day is known, or only bounds over a month apart; the days above do not
    count them."""
    languages: tuple[str, ...] = ()
    """BCP 47 tags of its newest articles, the most frequent first."""


class Outlets(Frozen):
    """All outlets."""

    items: tuple[Outlet, ...]
    """Those with most stories first."""
    articles: int
    """Articles of the ledger, teasers apart."""


class Feed(Frozen):
    """A feed, and how it was at the last look."""

    uri: str
    """Its address, or the file."""
    outlet: str | None
    """The outlet that watch.toml has it for."""
    state: str | None = None
    """fresh, not_modified, empty or failed; null when it was never looked at."""
    looked_at: datetime | None = None
    """When the server was last asked."""
    status: int | None = None
    """HTTP status of the answer."""
    answered_by: str | None = None
    """The address that answered, where it is another one."""
    entries: int = 0
    """Entries found at the last look."""
    last_fresh: datetime | None = None
    """When it last held entries."""
    failing_since: datetime | None = None
    """Since when every look failed; null when the last one did not."""
    reason: str | None = None
    """Why the last look failed."""
    flaws: tuple[str, ...] = ()
    """What was broken and read all the same."""


class Refused(Frozen):
    """What was not taken for one reason."""

    code: str
    """Its code."""
    reason: str
    """The reason, as it was told of the first of the examples."""
    cure: str
    """What to do."""
    count: int
    """How many times."""
    examples: tuple[str, ...]
    """Some of the files and addresses."""


class SourcesTold(Frozen):
    """A page of outlets, with all feeds and refusals."""

    items: tuple[Outlet, ...]
    """The outlets of the page."""
    feeds: tuple[Feed, ...]
    """Feeds that fail first, then by address."""
    refused: tuple[Refused, ...]
    """The most frequent reasons first."""
    refused_more: bool
    """Whether there are more refusals than were counted."""
    cut: Cut
    """How much of the list of outlets this is."""
    why_empty: str = ""
    """Why there is no outlet; empty where there is one."""


def outlets_of(view: View, watch: Watch) -> Outlets:
    """All outlets that articles come from, and those that watch.toml names."""
    every = view.published_within(Interval.unknown())
    known = [one for one in every if one.role is not Role.TEASER]
    held: dict[str | None, list[Known]] = {source.outlet: [] for source in watch.source}
    for one in known:
        held.setdefault(one.outlet, []).append(one)
    sources = {source.outlet: source for source in watch.source}
    began = _began(known)
    rows = [_outlet(view, name, ones, sources, began) for name, ones in held.items()]
    rows.sort(key=lambda row: (row.name is None, -row.families, (row.name or "").casefold()))
    return Outlets(items=tuple(rows), articles=len(known))


def _began(known: Iterable[Known]) -> dict[str, date]:
    """The last day on which the first article of each story can have been published."""
    out: dict[str, date] = {}
    for one in known:
        last = one.published.latest
        if last is not None:
            out[one.family] = min(last, out.get(one.family, last))
    return out


def _outlet(
    view: View,
    name: str | None,
    ones: Sequence[Known],
    sources: Mapping[str, Source],
    began: Mapping[str, date],
) -> Outlet:
    source = sources.get(name) if name else None
    days = [day for one in ones for day in _days(one)]
    newest = sorted(ones, key=lambda one: str(one.published.latest or ""), reverse=True)
    heads = view.heads(one.article for one in newest[:_LOOKED_AT])
    tongues = Counter(head.language for head in heads.values())
    return Outlet(
        name=name,
        reliability=source.reliability if source else "F",
        is_set=source is not None,
        owner=source.owner if source else None,
        domains=source.domains if source else (),
        feeds=source.feeds if source else (),
        articles=len(ones),
        families=len({one.family for one in ones}),
        first=len({one.family for one in ones if _is_first(one, began)}),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        undated=sum(not list(_days(one)) for one in ones),
        languages=tuple(tag for tag, _ in tongues.most_common()),
    )


def _days(one: Known) -> Iterable[date]:
    bounds = one.published.interval
    if bounds.days is not None and bounds.days <= _MONTH:
        yield from (day for day in (bounds.earliest, bounds.latest) if day)


def _is_first(one: Known, began: Mapping[str, date]) -> bool:
    """Whether no article of the story was certainly published on an earlier day."""
    first = one.published.earliest
    return first is not None and first <= began.get(one.family, first)


def sources_told(view: View, watch: Watch, every: Outlets, page: Turned) -> SourcesTold:
    """A page of outlets, with all feeds and refusals."""
    shown = every.items[page.offset : page.offset + page.limit]
    counted = list(islice(view.refusals(), _MOST_REFUSED + 1))
    total = len(every.items)
    why = "The ledger holds no article yet, and watch.toml names no outlet."
    ended = f"The list ends before its item {page.offset + 1}."
    return SourcesTold(
        items=shown,
        feeds=feeds_of(view, watch),
        refused=_refused(counted[:_MOST_REFUSED]),
        refused_more=len(counted) > _MOST_REFUSED,
        cut=Cut(
            offset=page.offset,
            shown=len(shown),
            total=total,
            more=page.offset + page.limit < total,
        ),
        why_empty="" if shown else ended if page.offset else why,
    )


def feeds_of(view: View, watch: Watch) -> tuple[Feed, ...]:
    """The feeds of watch.toml and every address that was looked at, those that fail first."""
    outlets = {feed: source.outlet for source in watch.source for feed in source.feeds}
    healths = {health.last.uri: health for health in view.fetches()}
    rows = [_feed(uri, outlets.get(uri), healths.get(uri)) for uri in outlets.keys() | healths]
    return tuple(sorted(rows, key=lambda row: (row.failing_since is None, row.uri)))


def _feed(uri: str, outlet: str | None, health: Health | None) -> Feed:
    if health is None:
        return Feed(uri=uri, outlet=outlet)
    last = health.last
    return Feed(
        uri=uri,
        outlet=outlet,
        state=last.state.value,
        looked_at=last.fetched_at,
        status=last.status,
        answered_by=last.answered_by if last.answered_by != uri else None,
        entries=last.entries,
        last_fresh=health.last_fresh,
        failing_since=health.failing_since,
        reason=last.reason,
        flaws=last.flaws,
    )


def _refused(told: Iterable[Refusal]) -> tuple[Refused, ...]:
    by_code: dict[str, list[Refusal]] = {}
    for one in told:
        by_code.setdefault(one.code, []).append(one)
    rows = [
        Refused(
            code=code,
            reason=ones[0].reason,
            cure=ones[0].cure,
            count=len(ones),
            examples=tuple(dict.fromkeys(one.uri for one in ones))[:_EXAMPLES],
        )
        for code, ones in by_code.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.code)))
