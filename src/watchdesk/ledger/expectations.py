"""What is said to be coming, by whom, for when; and what later reports say became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from watchdesk.ledger.book import Book, MemoryBook, Posted, Tools
from watchdesk.ledger.expectations_kept import (
    COMING,
    REPORT,
    Coming,
    End,
    Report,
    coming_item,
    report_item,
)
from watchdesk.ledger.expectations_same import takes_place_of, ties
from watchdesk.ledger.expectations_told import comings
from watchdesk.ledger.expectations_words import Sayings
from watchdesk.ledger.page import Page
from watchdesk.ledger.settle import WINDOW, last_day, reports, verdict
from watchdesk.records import (
    Expectation,
    ExpectationStatus,
    Family,
    Interval,
    Outcome,
    Reading,
    Role,
)
from watchdesk.reuse.families import first_order

_NEAR = 60
"""Announcements or reports that are looked at for one announcement, those found by most keys."""
_FAR = 400 * 366
"""Days ahead for which something can be announced."""
_OUTCOMES = 20
"""Reports of one expectation that are kept."""
_SETTLED = {ExpectationStatus.MET}


class _Desk:
    """The book with what was read of it in one posting, so that nothing is read twice."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._comings: dict[str, Coming] = {}
        self._reports: dict[str, Report] = {}
        self._near: dict[str, list[Coming]] = {}
        self._tied: dict[str, list[Coming]] = {}
        self._members: dict[str, list[Coming]] = {}

    def comings(self, ids: Iterable[str]) -> list[Coming]:
        """Announcements by id, as far as there are any."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._comings]
        for id_, item in self.book.items(COMING, new).items():
            self._comings[id_] = Coming.model_validate_json(item.data)
        return [self._comings[one] for one in wanted if one in self._comings]

    def reports(self, ids: Iterable[str]) -> list[Report]:
        """Reports by id."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._reports]
        for id_, item in self.book.items(REPORT, new).items():
            self._reports[id_] = Report.model_validate_json(item.data)
        return [self._reports[one] for one in wanted if one in self._reports]

    def near(self, one: Coming) -> list[Coming]:
        """Other announcements of the same deeds and names, in the order of their telling."""
        if one.id not in self._near:
            item = coming_item(one, None)
            day = one.published.earliest
            days = (day.toordinal() - WINDOW, day.toordinal() + _FAR) if day else None
            found = _most_shared(self.book.holding(COMING, item.keys, days), 2, one.id)
            self._near[one.id] = sorted(self.comings(found), key=lambda other: other.order)
        return self._near[one.id]

    def tied(self, one: Coming) -> list[Coming]:
        """Those that one announcement is tied to, from either side."""
        if one.id not in self._tied:
            out = {other.id: other for other in ties(one, self.near(one))}
            for other in self.near(one):
                if other.id not in out and any(
                    t.id == one.id for t in ties(other, self.near(other))
                ):
                    out[other.id] = other
            self._tied[one.id] = [out[id_] for id_ in sorted(out)]
        return self._tied[one.id]

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

    def told_of(self, tellings: Sequence[Coming]) -> list[Report]:
        """Reports that may tell what became of an expectation, in the order of their telling."""
        ids: set[str] = set()
        for one in tellings:
            last, first = last_day(one), one.published.latest
            if last is None or first is None:
                continue
            keys = coming_item(one, None).keys
            days = (first.toordinal(), last.toordinal())
            ids |= set(_most_shared(self.book.holding(REPORT, keys, days), 1, ""))
        return sorted(self.reports(sorted(ids)), key=lambda report: report.order)


def _most_shared(held: dict[int, list[str]], least: int, but: str) -> list[str]:
    """Ids found by most keys, in that order; those found by too few left out."""
    counts = Counter(id_ for ids in held.values() for id_ in ids)
    least = min(least, len(held))
    ranked = sorted((-count, id_) for id_, count in counts.items() if count >= least)
    return [id_ for _, id_ in ranked if id_ != but][:_NEAR]


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
    _post(book, changed, gone)


def _post(book: Book, changed: Sequence[Posted], gone: Collection[str]) -> None:
    articles = {*gone, *(one.id for one in changed)}
    old = [Coming.model_validate_json(i.data) for a in articles for i in book.of_article(COMING, a)]
    before = [
        Report.model_validate_json(i.data) for a in articles for i in book.of_article(REPORT, a)
    ]
    stirred = _neighbours(_Desk(book), old, before)
    book.drop(COMING, [one.id for one in old])
    book.drop(REPORT, [one.id for one in before])
    new, reported = _entered(book, changed)
    desk = _Desk(book)
    stirred |= _neighbours(desk, new, reported)
    _write(desk, stirred | {one.id for one in old} | {one.id for one in new})


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
    book.put([coming_item(one, _ordinal(one)) for one in new])
    book.put([report_item(one) for one in reported])
    return new, reported


def _ordinal(one: Coming) -> int | None:
    last = last_day(one)
    return last.toordinal() if last else None


def _neighbours(desk: _Desk, told: Sequence[Coming], reported: Sequence[Report]) -> set[str]:
    """Ids of announcements whose expectation can change by some announcements and reports."""
    out: set[str] = set()
    for one in told:
        near = desk.near(one)
        out |= {other.id for other in near if takes_place_of(one, other) or ties(one, [other])}
        out |= {t.id for other in near for t in desk.tied(other) if t.id == one.id}
    for report in reported:
        keys = report_item(report).keys
        day = report.published.latest
        days = (day.toordinal(), day.toordinal() + _FAR) if day else None
        found = _most_shared(desk.book.holding(COMING, keys, days), 1, "")
        for one in desk.comings(found):
            if verdict(one, report, one.due) or verdict(one, report, Interval.unknown()):
                out.add(one.id)
    return out


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
    heir = _heir(desk, tellings)
    for report in desk.told_of(tellings):
        status = next((s for one in tellings if (s := verdict(one, report, due))), None)
        if status is None or len(out) >= _OUTCOMES:
            continue
        if out and out[-1].status in _SETTLED and status is not out[-1].status:
            continue
        new = report.moved if report.end is End.POSTPONED else None
        out.append(Outcome(status=status, on=report.published, at=report.address, due=new))
        due = new or due
    if heir is None or any(o.status in _SETTLED or o.due for o in out):
        return out, None
    gone = Outcome(
        status=ExpectationStatus.SUPERSEDED, on=heir.published, at=heir.address, due=heir.due
    )
    return [*out, gone], desk.members(heir)[0].id


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


def expectations(
    readings: Sequence[Reading], families: Sequence[Family]
) -> tuple[Expectation, ...]:
    """The expectations of some articles by themselves, first told first."""
    family_of = {article: f.id for f in families for article in f.articles}
    book = MemoryBook()
    posted = [Posted(r, Page(r), family_of.get(r.article.id, r.article.id)) for r in readings]
    _post(book, posted, ())
    order = {one.id: first_order(one.reading) for one in posted}
    made = book.standing(Expectation)
    return tuple(sorted(made, key=lambda e: (order[e.at.article], e.at.span, e.id)))
