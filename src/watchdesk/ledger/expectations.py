"""What is said to be coming, by whom, for when; and what later reports say became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from watchdesk.ledger.book import Book, Posted, Tools
from watchdesk.ledger.expectations_items import (
    COMING,
    REPORT,
    coming_item,
    coming_keys,
    coming_of,
    passed_keys,
    report_item,
    report_keys,
    report_of,
)
from watchdesk.ledger.expectations_kept import Coming, End, Report
from watchdesk.ledger.expectations_same import may_be_one, takes_place_of, ties
from watchdesk.ledger.expectations_told import comings
from watchdesk.ledger.expectations_words import Sayings
from watchdesk.ledger.settle import WINDOW, concerns, first_day, last_day, reports, verdict
from watchdesk.records import (
    Expectation,
    ExpectationStatus,
    Interval,
    Outcome,
    Role,
)

_MOST = 24
"""Announcements or reports that are found by one key at most."""
_NEAR = 24
"""Announcements or reports that are looked at for one announcement, those found by most keys."""
_SHARED = 2
"""Keys that what is about one thing shares, at least."""
_FAR = 400 * 366
"""Days ahead for which something can be announced."""
_OUTCOMES = 20
"""Reports of one expectation that are kept."""
_MOVES = 3
"""How often something that was put off is followed to its new day."""
_SETTLED = {ExpectationStatus.MET}


class _Desk:
    """The book with what was read of it in one posting, so that nothing is read twice."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._comings: dict[str, Coming] = {}
        self._days: dict[str, int | None] = {}
        self._reports: dict[str, Report] = {}
        self._near: dict[str, list[Coming]] = {}
        self._ties: dict[str, frozenset[str]] = {}
        self._members: dict[str, list[Coming]] = {}

    def comings(self, ids: Iterable[str]) -> list[Coming]:
        """Announcements by id, as far as there are any."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._comings]
        for id_, item in self.book.items(COMING, new).items():
            self._comings[id_] = coming_of(item.data)
            self._days[id_] = item.day
        return [self._comings[one] for one in wanted if one in self._comings]

    def reports(self, ids: Iterable[str]) -> list[Report]:
        """Reports by id."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._reports]
        for id_, item in self.book.items(REPORT, new).items():
            self._reports[id_] = report_of(item.data)
        return [self._reports[one] for one in wanted if one in self._reports]

    def near(self, one: Coming) -> list[Coming]:
        """Other announcements of the same deeds and names, in the order of their telling."""
        if one.id not in self._near:
            day = one.published.earliest
            days = (day.toordinal() - WINDOW, day.toordinal() + _FAR) if day else None
            held = self.book.holding(COMING, coming_keys(one), days, _MOST)
            found = self.comings(id_ for id_ in _most_shared(held) if id_ != one.id)
            self._near[one.id] = sorted(found, key=lambda other: other.order)
        return self._near[one.id]

    def ties(self, one: Coming) -> frozenset[str]:
        """Ids of those that one announcement would be one with."""
        if one.id not in self._ties:
            self._ties[one.id] = ties(one, self.near(one))
        return self._ties[one.id]

    def tied(self, one: Coming) -> list[Coming]:
        """Those that an announcement is one with, as both would have it."""
        return [
            other for other in self.comings(sorted(self.ties(one))) if one.id in self.ties(other)
        ]

    def members(self, one: Coming) -> list[Coming]:
        """All tellings of the expectation that an announcement belongs to, the first told first."""
        if one.id not in self._members:
            found, left = {one.id: one}, [one]
            while left:
                for other in self.tied(left.pop()):
                    if other.id not in found:
                        found[other.id] = other
                        left.append(other)
            tellings = sorted(found.values(), key=lambda other: other.order)
            self._members.update(dict.fromkeys(found, tellings))
        return self._members[one.id]

    def told_of(self, tellings: Sequence[Coming], due: Interval) -> list[Report]:
        """Reports that may tell what became of an expectation that is due on some days, in the
        order of their telling."""
        ids: set[str] = set()
        for one in tellings:
            last, first = last_day(one, due), first_day(one)
            if last is not None and first is not None and first <= last:
                days = (first.toordinal(), last.toordinal())
                held = self.book.holding(REPORT, coming_keys(one), days, _MOST)
                ids |= set(_most_shared(held, passed_keys(one)))
        return sorted(self.reports(sorted(ids)), key=lambda report: report.order)

    def follow(self, tellings: Sequence[Coming], due: Interval) -> None:
        """Have some announcements found by reports until their end can be told."""
        for one in tellings:
            item = coming_item(one, _ordinal(last_day(one, due)))
            if self._days.get(one.id, item.day) != item.day:
                self.book.put([item])
                self._days[one.id] = item.day


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _most_shared(held: dict[int, list[str]], enough: Collection[int] = ()) -> list[str]:
    """Ids found by most keys, in that order; those found by one key alone are left out, unless it
    is one that is enough."""
    counts = Counter(id_ for ids in held.values() for id_ in ids)
    certain = {id_ for key in enough for id_ in held.get(key, ())}
    ranked = sorted((-n, id_) for id_, n in counts.items() if n >= _SHARED or id_ in certain)
    return [id_ for _, id_ in ranked][:_NEAR]


def post_expectations(
    book: Book, changed: Sequence[Posted], gone: Collection[str], tools: Tools
) -> None:
    """Enter what some articles say is coming, and what they tell of what was to come.

    ``due`` is read from a time in the same clause that does not lie before publication, and is
    unknown without one. Tellings of one deed of the same people for the same days are one
    expectation. It is settled only by words of a later article; that its day has passed settles
    nothing. Labels: ``article:<id>`` of each telling and outcome, ``status:<status>``. Days: from
    the first telling to the last day it is due.
    """
    del tools
    articles = {*gone, *(one.id for one in changed)}
    old = [coming_of(i.data) for a in articles for i in book.of_article(COMING, a)]
    before = [report_of(i.data) for a in articles for i in book.of_article(REPORT, a)]
    stirred = _neighbours(_Desk(book), old, before)
    book.drop(COMING, [one.id for one in old])
    book.drop(REPORT, [one.id for one in before])
    new, reported = _entered(book, changed)
    desk = _Desk(book)
    stirred |= _neighbours(desk, new, reported)
    stirred |= {one.id for one in old} | {one.id for one in new}
    _write(desk, stirred | _beside(desk, stirred))


def _entered(book: Book, changed: Sequence[Posted]) -> tuple[list[Coming], list[Report]]:
    """Keep what some articles say is coming or came."""
    new: list[Coming] = []
    reported: list[Report] = []
    for posted in changed:
        if posted.reading.article.role is Role.TEASER:
            continue
        sayings = Sayings(posted.page)
        new.extend(comings(sayings))
        reported.extend(reports(sayings))
    book.put([coming_item(one, _ordinal(last_day(one, one.due))) for one in new])
    book.put([report_item(one) for one in reported])
    return new, reported


def _neighbours(desk: _Desk, told: Sequence[Coming], reported: Sequence[Report]) -> set[str]:
    """Ids of announcements whose expectation can change by some announcements and reports."""
    out: set[str] = set()
    for one in told:
        out |= {o.id for o in desk.near(one) if takes_place_of(one, o) or may_be_one(one, o)}
    for report in reported:
        day = report.told.latest
        days = (day.toordinal(), day.toordinal() + _FAR) if day else None
        held = desk.book.holding(COMING, report_keys(report), days, _MOST)
        found = desk.comings(_most_shared(held, passed_keys(report)))
        out |= {one.id for one in found if concerns(one, report)}
    return out


def _beside(desk: _Desk, ids: set[str]) -> set[str]:
    """Ids of announcements that were or are one with some, before or after a change."""
    return {
        other.id
        for one in desk.comings(sorted(ids))
        for other in desk.near(one)
        if may_be_one(one, other)
    }


def _write(desk: _Desk, ids: set[str]) -> None:
    """Write anew the expectations that some announcements belong to, and those that they took the
    place of; erase what is none any more."""
    heads: dict[str, list[Coming]] = {}
    for one in desk.comings(sorted(ids)):
        tellings = desk.members(one)
        heads[tellings[0].id] = tellings
    for tellings in list(heads.values()):
        for one in tellings:
            for other in desk.near(one):
                if takes_place_of(one, other):
                    members = desk.members(other)
                    heads[members[0].id] = members
    told = {one.id for tellings in heads.values() for one in tellings}
    for tellings in heads.values():
        _write_one(desk, tellings)
    desk.book.erase(Expectation, sorted((ids | told) - heads.keys()))


def _write_one(desk: _Desk, tellings: list[Coming]) -> None:
    record = _expectation(desk, tellings)
    articles = {*record.articles, *(outcome.at.article for outcome in record.outcomes)}
    labels = [*(f"article:{one}" for one in sorted(articles)), f"status:{record.status}"]
    days = record.due if record.due.is_unknown else record.published.hull(record.due)
    desk.book.write(record, labels, record.published if days.is_unknown else days)


def _expectation(desk: _Desk, tellings: list[Coming]) -> Expectation:
    first = tellings[0]
    dated = next((one for one in tellings if not one.due.is_unknown), first)
    outcomes, heir = _outcomes(desk, tellings, dated)
    status = outcomes[-1].status if outcomes else ExpectationStatus.OPEN
    moved = [o.due for o in outcomes if o.status is ExpectationStatus.POSTPONED and o.due]
    if moved:
        told = Outcome(
            status=ExpectationStatus.OPEN, on=dated.published, at=dated.address, due=dated.due
        )
        outcomes = [told, *outcomes]
    return Expectation(
        id=first.id,
        kind=first.kind,
        what=first.text,
        at=first.address,
        sentence=first.sentence,
        cue=first.cue,
        by=first.by,
        due=moved[-1] if moved else dated.due,
        due_at=dated.due_at if dated is first else None,
        status=status,
        evidence=tuple(o.at for o in outcomes if o.status is not ExpectationStatus.OPEN),
        outcomes=tuple(outcomes),
        superseded_by=heir if status is ExpectationStatus.SUPERSEDED else None,
        articles=tuple(dict.fromkeys(one.article for one in tellings)),
        published=first.published,
    )


def _outcomes(
    desk: _Desk, tellings: list[Coming], dated: Coming
) -> tuple[list[Outcome], str | None]:
    """What became of it by later reports, and the expectation that took its place, if any."""
    out: list[Outcome] = []
    due = dated.due
    for _ in range(_MOVES):
        before = due
        out, due = _settled(tellings, dated, desk.told_of(tellings, due))
        if due == before:
            break
    desk.follow(tellings, due)
    heir = _heir(desk, tellings)
    if heir is None or any(o.status in _SETTLED or o.due for o in out):
        return out, None
    gone = Outcome(
        status=ExpectationStatus.SUPERSEDED, on=heir.published, at=heir.address, due=heir.due
    )
    return [*out, gone], desk.members(heir)[0].id


def _settled(
    tellings: list[Coming], dated: Coming, told: Iterable[Report]
) -> tuple[list[Outcome], Interval]:
    """What some reports make of an expectation, in their order, and when it is due by the last."""
    out: list[Outcome] = []
    due = dated.due
    for report in told:
        status = next((s for one in tellings if (s := verdict(one, report, due))), None)
        if status is None or len(out) >= _OUTCOMES:
            continue
        if out and out[-1].status in _SETTLED and status is not out[-1].status:
            continue
        new = report.moved if report.end is End.POSTPONED else None
        out.append(Outcome(status=status, on=report.published, at=report.address, due=new))
        due = new or due
    return out, due


def _heir(desk: _Desk, tellings: Sequence[Coming]) -> Coming | None:
    """The first announcement that took the place of some."""
    mine = {one.id for one in tellings}
    found = {
        other.id: other
        for one in tellings
        for other in desk.near(one)
        if other.id not in mine and takes_place_of(other, one)
    }
    return min(found.values(), key=lambda other: other.order) if found else None
