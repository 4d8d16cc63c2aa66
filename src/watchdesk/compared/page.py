"""A comparison as one HTML page: no scripts, nothing fetched, two columns that stand one below
the other where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchdesk.brief.templating import environment
from watchdesk.brief.wording import web_address
from watchdesk.compared import wording
from watchdesk.compared.pieces import Piece, Same, before, between, cut, pieces
from watchdesk.records import Span
from watchdesk.records.edit import Edit, EditKind, TouchKind
from watchdesk.records.edit import Side as Capture
from watchdesk.versions import Compared

if TYPE_CHECKING:
    from jinja2 import Template

_MOST = 400_000
"""Code points of unchanged words a page holds at most."""
_LINES = 200
"""Lines of furniture of one kind that are shown on either side."""
_SETTING = 600


@dataclass(frozen=True)
class Head:
    """What is told of a capture."""

    name: str
    capture: Capture
    link: str | None
    line: str
    captured: str


@dataclass(frozen=True)
class Cell:
    """One side of a row."""

    name: str
    pieces: Sequence[Piece]
    at: str | None
    behind: str | None


@dataclass(frozen=True)
class Row:
    """One edit, with what stands unchanged before it."""

    number: int
    label: str
    kind: str
    cells: tuple[Cell, ...]
    same: Same | None


@dataclass(frozen=True)
class Touched:
    """Something that was touched."""

    how: str
    words: str
    aspects: str
    places: tuple[str, ...]
    where: str
    edit: int | None


@dataclass(frozen=True)
class Lines:
    """Lines around the article, of one kind."""

    kind: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    more: tuple[int, int]


def page(made: Compared) -> str:
    """The whole page; ends with a line break."""
    return template("compared.html").render(**parts_of(made))


def parts_of(made: Compared) -> dict[str, Any]:
    """What a page of a comparison shows, by the names that its template uses."""
    record = made.record
    rows, rest = _rows(made)
    return {
        "record": record,
        "heads": _heads(made),
        "relation": wording.relation(record),
        "order": wording.order(record),
        "declared": wording.declared(record),
        "doubts": list(wording.doubts(record)),
        "summary": wording.summary(record),
        "around": wording.around(record),
        "head_rows": _head_rows(made),
        "rows": rows,
        "rest": rest,
        "setting": _setting(made),
        "touched": _touched(made),
        "notices": [(wording.notice(item, record), item) for item in record.notices],
        "passages": _passages(made),
        "furniture": _furniture(made),
    }


def _heads(made: Compared) -> list[Head]:
    record = made.record
    return [
        Head(
            name=name,
            capture=side,
            link=web_address(side.uri),
            line=wording.side(side),
            captured=wording.captured(side),
        )
        for name, side in zip(wording.names(record), (record.a, record.b), strict=True)
    ]


def _rows(made: Compared) -> tuple[list[Row], Same | None]:
    """The edits, and what stands behind the last of them."""
    gaps = between(made) if made.record.one_story else []
    long = sum(len(line) for gap in gaps for line in gap.paragraphs) > _MOST
    told = [gap if gap.paragraphs and not long else None for gap in gaps]
    rows = [
        Row(
            number=number,
            label=wording.edit(edit),
            kind=edit.kind.value,
            cells=tuple(_cell(made, edit, side) for side in (0, 1)),
            same=told[number - 1],
        )
        for number, edit in enumerate(made.record.edits, 1)
    ]
    return rows, told[-1] if told else None


def _cell(made: Compared, edit: Edit, side: int) -> Cell:
    span = (edit.a, edit.b)[side]
    found = pieces(made, edit, side)
    told = not found or edit.kind is EditKind.MOVED
    return Cell(
        name=wording.names(made.record)[side],
        pieces=found,
        at=made.at(side, span) if found else None,
        behind=(before(made, side, span.start) or "") if told else None,
    )


def _head_rows(made: Compared) -> list[tuple[str, tuple[Cell, ...]]]:
    names = wording.names(made.record)
    out = []
    for item in made.record.head:
        cells = []
        told = wording.head_words(item, made.record)
        for side, (words, span) in enumerate(zip(told, (item.a, item.b), strict=True)):
            found = [Piece(words, not item.setting)] if words is not None else []
            at = made.at(side, span) if span is not None else None
            cells.append(Cell(names[side], found, at, None))
        label = wording.head_name(item) + (", set otherwise" if item.setting else "")
        out.append((label, tuple(cells)))
    return out


def _setting(made: Compared) -> list[tuple[Cell, ...]]:
    names = wording.names(made.record)
    return [
        tuple(
            Cell(names[side], cut(made.text(side), span, ()), made.at(side, span), None)
            for side, span in enumerate((passage.a, passage.b))
        )
        for passage in made.record.setting[:_SETTING]
    ]


def _places(made: Compared, a: Span | None, b: Span | None) -> tuple[str, ...]:
    return tuple(made.at(side, span) for side, span in enumerate((a, b)) if span is not None)


def _touched(made: Compared) -> list[tuple[str, list[Touched]]]:
    """What was touched, by its kind."""
    found: list[tuple[str, list[Touched]]] = []
    for kind in TouchKind:
        items = [
            Touched(
                how=item.how.value,
                words=wording.touch(item),
                aspects="; ".join(wording.aspects(item)),
                places=_places(made, item.a, item.b),
                where=wording.where(item),
                edit=item.edit + 1 if item.edit is not None else None,
            )
            for item in made.record.touched
            if item.what is kind
        ]
        if items:
            found.append((f"{kind.value.capitalize()}s", items))
    return found


def _passages(made: Compared) -> list[tuple[list[Piece], tuple[str, ...]]]:
    return [
        (cut(made.text(1), passage.b, ()), _places(made, passage.a, passage.b))
        for passage in made.record.passages
    ]


def _furniture(made: Compared) -> list[Lines]:
    return [
        Lines(
            kind=item.kind.value,
            removed=tuple(made.words(0, span) for span in item.removed[:_LINES]),
            added=tuple(made.words(1, span) for span in item.added[:_LINES]),
            more=(max(0, len(item.removed) - _LINES), max(0, len(item.added) - _LINES)),
        )
        for item in made.record.furniture
    ]


def template(name: str) -> Template:
    """One of the templates of this folder."""
    return environment("watchdesk.compared").get_template(name)
