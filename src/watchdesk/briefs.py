"""A desk's brief as it goes out: with what editors and a model did to it, in each of its forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from watchdesk.answers import feeding
from watchdesk.brief import Format, render
from watchdesk.brief.edited import edited
from watchdesk.brief.edits_file import begin_edits, path_of, read_edits
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.records import Brief, Interval
from watchdesk.watch import FILE_NAME

Form = Format | Literal["docx", "atom", "jsonfeed"]
"""Forms a brief goes out in."""


class Wanted(NamedTuple):
    """Which brief is wanted."""

    period: Interval | None = None
    """Its days; null for the newest period with a dated article."""
    as_of: date | None = None
    """Day the ledger is read at."""
    edits: str | None = None
    """An editor's file; null for that of the period in the desk's folder."""
    is_edited: bool = True
    """Whether an editor's file is applied at all."""
    is_rewritten: bool = False
    """Whether a model is to rephrase bullets."""


class Made(NamedTuple):
    """A brief, and when its editor's file was written."""

    brief: Brief
    """The brief."""
    edited_at: datetime | None = None
    """Null when no editor's file was applied."""


def brief_of(desk: Desk, wanted: Wanted) -> Made:
    """A brief with its editor's file applied and, if it is wanted, rephrased by the model.

    Raises ``DeskError`` W230 and W231 for an editor's file that is wrong, W232 when a model is
    wanted and watch.toml names none, and as ``Desk.brief`` does.
    """
    settings = desk.watch.rewriting
    if wanted.is_rewritten and settings is None:
        cure = "Write a [rewriting] table with url and model, or leave out --rewrite"
        where = str(desk.folder / FILE_NAME)
        raise DeskError("W232", where, "names no model that could rephrase bullets", cure)
    made = desk.brief(wanted.period, wanted.as_of)
    path = Path(wanted.edits) if wanted.edits else path_of(desk.folder, made.period)
    edited_at = None
    if wanted.is_edited and (wanted.edits or path.is_file()):
        made = edited(made, read_edits(path))
        edited_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if wanted.is_rewritten and settings is not None:
        from watchdesk.brief.rewriting import rewritten  # noqa: PLC0415 — only when asked for

        made = rewritten(made, settings)
    return Made(made, edited_at)


def begin(desk: Desk, period: Interval | None, as_of: date | None) -> tuple[Path, int]:
    """Make or add to the editor's file of a brief; its path, and how many bullets were added."""
    made = desk.brief(period, as_of)
    path = path_of(desk.folder, made.period)
    return path, begin_edits(path, made)


def written(desk: Desk, made: Made, form: Form) -> str | bytes:
    """A brief in one of its forms; a Word document as bytes."""
    if form == "docx":
        from watchdesk.brief import docx  # noqa: PLC0415 — only for this form

        return docx.render(made.brief)
    if form == "atom" or form == "jsonfeed":  # noqa: PLR1714 — in this way mypy follows
        from watchdesk.brief import feeds  # noqa: PLC0415 — only for these forms

        as_of = date.fromisoformat(made.brief.as_of) if made.brief.as_of else None
        with desk.view(as_of) as view:
            feed = feeding.feed(view, desk.watch, [feeding.Told(made.brief, made.edited_at)])
        return feeds.atom(feed) if form == "atom" else feeds.json_feed(feed)
    return render(made.brief, form)
