"""Who stands where on each issue, in one table: the latest positions, with how many say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from watchdesk.answers.cited import Cut
from watchdesk.answers.emptiness import why_empty
from watchdesk.answers.listed import Turned
from watchdesk.answers.standpoint import order
from watchdesk.display import with_one_name
from watchdesk.records import Interval, Position, PositionBasis, Stance, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import View

_LATELY = timedelta(days=14)
"""How long before the newest day a move is told of, when no period is asked for."""

_MONTH = 31
"""Days within which the day of a move must be known for it to be marked."""


class Cell(Frozen):
    """The latest position of an actor on an issue."""

    position: str
    """Position id."""
    stance: Stance
    """For, against, or between."""
    basis: PositionBasis
    """Words, actions, or both."""
    since: Interval
    """First day it is told for."""
    origins: int
    """Independent origins of the evidence; 0 when none of them is known."""
    evidence: int
    """How many words it is read from."""
    is_over: bool = False
    """Whether it was given up since, and nothing took its place."""
    before: Stance | None = None
    """For one that moved in the period or lately: where the actor stood before."""
    is_new: bool = False
    """Whether it was taken in the period or lately, and none was known before."""


class Row(Frozen):
    """An actor and their positions."""

    entity: str
    """Entity id."""
    name: str
    """What they are called."""
    cells: tuple[Cell | None, ...]
    """One for each issue in the order of the columns; null where nothing was found, which is not
    to say that they are neutral."""

    @property
    def found(self) -> int:
        """On how many issues a position was found."""
        return sum(cell is not None for cell in self.cells)


class Column(Frozen):
    """An issue."""

    issue: str
    """Name of the issue."""
    is_watched: bool = True
    """Whether watch.toml names it now; positions on others were read when it did."""


class Matrix(Frozen):
    """All rows of the table."""

    columns: tuple[Column, ...]
    """The issues of watch.toml in its order, then others that positions are on."""
    rows: tuple[Row, ...]
    """Those with positions on most issues first, then those with most evidence, then by name."""
    period: Interval | None = None
    """The days up to whose end positions are told, and in which moves are marked."""
    lately: Interval
    """The days of which moves are marked."""


class MatrixPage(Frozen):
    """Some rows of the table."""

    columns: tuple[Column, ...]
    """The issues."""
    rows: tuple[Row, ...]
    """The rows of the page."""
    lately: Interval
    """The days of which moves are marked."""
    cut: Cut
    """How much of the table this is."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


class _Days(NamedTuple):
    lately: Interval
    until: Interval
    """All days up to the last that is told of."""


class Held(NamedTuple):
    """All positions of a ledger, and the newest day it knows."""

    paths: Mapping[tuple[str, str], Sequence[Position]]
    """By actor and issue, in the order of days."""
    newest: date | None
    """Newest day that an article can be of."""


def held_positions(view: View) -> Held:
    """All positions, from which the table of any period is made."""
    held = [one for one in view.records(Position) if one.stance is not Stance.NONE_FOUND]
    paths: dict[tuple[str, str], list[Position]] = {}
    for one in sorted(with_one_name(view, held), key=order):
        paths.setdefault((one.actor, one.issue), []).append(one)
    newest = view.newest_articles(Interval.unknown(), 1)
    return Held(paths, newest[0].published.latest if newest else None)


def matrix_of(held: Held, watch: Watch, period: Interval | None = None) -> Matrix:
    """The whole table. With a ``period`` it is told as it stood at the end of it."""
    days = _days(held, period)
    told = {
        pair: [one for one in path if not days.until.precedes(one.since)]
        for pair, path in held.paths.items()
    }
    paths = {pair: path for pair, path in told.items() if path}
    columns = _columns(watch, (issue for _, issue in paths))
    return Matrix(
        columns=columns,
        rows=tuple(sorted(_rows(paths, columns, days), key=_rank)),
        period=period,
        lately=days.lately,
    )


def _days(held: Held, period: Interval | None) -> _Days:
    if period is not None:
        return _Days(period, Interval.between(None, period.latest))
    last = held.newest
    lately = Interval.between(last - _LATELY, last) if last else Interval.unknown()
    return _Days(lately, Interval.unknown())


def _columns(watch: Watch, issues: Iterable[str]) -> tuple[Column, ...]:
    watched = [one.name for one in watch.issue]
    others = sorted(set(issues) - set(watched))
    return (
        *(Column(issue=name) for name in watched),
        *(Column(issue=name, is_watched=False) for name in others),
    )


def _rows(
    paths: Mapping[tuple[str, str], Sequence[Position]], columns: Sequence[Column], days: _Days
) -> Iterable[Row]:
    names: dict[str, str] = {}
    for (actor, _), path in paths.items():
        names[actor] = path[-1].name
    for actor, name in names.items():
        told = (paths.get((actor, column.issue)) for column in columns)
        cells = tuple(_cell(path, days) if path else None for path in told)
        yield Row(entity=actor, name=name, cells=cells)


def _cell(path: Sequence[Position], days: _Days) -> Cell:
    latest = next((one for one in reversed(path) if not _is_over(one, days)), path[-1])
    before = next((one for one in path if one.id == latest.previous), None)
    fresh = (latest.since.days or _MONTH + 1) <= _MONTH and latest.since.intersects(days.lately)
    return Cell(
        position=latest.id,
        stance=latest.stance,
        basis=latest.basis,
        since=latest.since,
        origins=latest.origins,
        evidence=len(latest.evidence),
        is_over=_is_over(latest, days),
        before=before.stance if before and fresh and not days.lately.is_unknown else None,
        is_new=before is None and fresh and not days.lately.is_unknown,
    )


def _is_over(position: Position, days: _Days) -> bool:
    """Whether it changed by the end of the days told of."""
    if position.until is None:
        return False
    end, until = days.until.latest, position.until.latest
    return end is None or until is None or until <= end


def _rank(row: Row) -> tuple[int, int, str, str]:
    evidence = sum(cell.evidence for cell in row.cells if cell)
    return -row.found, -evidence, row.name.casefold(), row.entity


def matrix_page(view: View, matrix: Matrix, page: Turned) -> MatrixPage:
    """Some rows of the table."""
    rows = matrix.rows[page.offset : page.offset + page.limit]
    total = len(matrix.rows)
    return MatrixPage(
        columns=matrix.columns,
        rows=rows,
        lately=matrix.lately,
        cut=Cut(
            offset=page.offset,
            shown=len(rows),
            total=total,
            more=page.offset + page.limit < total,
        ),
        why_empty="" if rows else _why_empty(view, matrix, page),
    )


def _why_empty(view: View, matrix: Matrix, page: Turned) -> str:
    if page.offset:
        return f"The table ends before its row {page.offset + 1}."
    if not matrix.columns:
        return (
            "watch.toml names no issue, so that there is nothing to take a position on. Write an "
            "[[issue]] with its name and terms into it."
        )
    return why_empty(view, "positions", matrix.period)
