"""Which column or key of a row holds what: as told with ``--map``, else by its name.

Names are compared without regard to upper and lower case, spaces and signs: ``publishedAt``,
``published_at`` and ``Published at`` are one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import decode, printable

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (
            *("text", "body", "content", "article", "maintext", "fulltext", "articlebody"),
            *("articletext", "bodytext", "plaintext"),
        ),
        "html": ("html", "rawhtml", "pagehtml"),
        "url": ("url", "link", "uri", "canonicalurl", "sourceurl", "articleurl"),
        "title": ("title", "headline"),
        "deck": ("deck", "standfirst", "subtitle", "description"),
        "outlet": (
            *("outlet", "source", "site", "publisher", "sitename", "medianame", "publication"),
            *("sourcedomain", "domain"),
        ),
        "authors": ("authors", "author", "byline"),
        "published": (
            *("published", "publishedat", "publishdate", "pubdate", "datepublish"),
            *("publisheddate", "datepublished", "publicationdate", "date"),
        ),
        "language": ("language", "lang"),
        "captured": (
            *("captured", "capturedat", "crawledat", "fetchedat", "retrievedat", "scrapedat"),
            *("datedownload", "crawldate", "warcdate", "seendate"),
        ),
    }
)
"""Every field that can be mapped, and the names by which it is known without mapping, the
surest first, in lower case with letters and digits only."""

_KNOWN = {name: field for field, names in NAMES.items() for name in names}
_CONTENT = frozenset({"text", "html"})
_OWN = frozenset({"dump"})
# Columns that are read though they hold no field: see ``rows``.
_SHOWN = 8
_DEPTH = 10


def parse(given: Iterable[str]) -> Mapping[str, str]:
    """Field of ours → column of theirs, from arguments such as ``text=body,url=link``.

    An argument in double quotes is one pair, whatever commas it holds: ``"text=Body, full"``.
    Raises ``InputRefused`` W135 for an unknown field, a field named twice, or a pair without
    ``=`` or without a column.
    """
    columns: dict[str, str] = {}
    for argument in given:
        for pair in _pairs(argument):
            field, column = _pair(pair)
            if columns.get(field, column) != column:
                what = f"{field} is mapped to two columns, {columns[field]} and {column}"
                raise _wrong(pair, what)
            columns[field] = column
    return MappingProxyType(columns)


def _pairs(argument: str) -> Iterator[str]:
    line = printable(argument).replace("\n", " ")
    try:
        cells = next(csv.reader([line], skipinitialspace=True), [])
    except csv.Error as error:
        raise _wrong(line, f"it cannot be taken apart ({error})") from error
    yield from (cell.strip() for cell in cells if cell.strip())


def _pair(pair: str) -> tuple[str, str]:
    field, mark, column = (part.strip() for part in pair.partition("="))
    field = field.lower()
    if not mark or not column:
        raise _wrong(pair, "it names no column")
    if field in NAMES:
        return field, column
    if column.lower() in NAMES:
        raise _wrong(pair, f"the field stands first: {column.lower()}={field}")
    near = get_close_matches(field, [*NAMES, *_KNOWN], n=1, cutoff=0.5)
    meant = f" (did you mean {_KNOWN.get(near[0], near[0])}?)" if near else ""
    raise _wrong(pair, f"there is no field {field}{meant}; fields are {', '.join(NAMES)}")


def _wrong(pair: str, what: str) -> InputRefused:
    return refused("W135", f"--map {printable(pair)[:100]}", what=what)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name as it is compared: lower case, letters and digits only."""
    return "".join(char for char in name[:200].lower() if char.isalnum())


def known_as(name: str) -> str | None:
    """The field a column of this name holds, or ``None``."""
    return _KNOWN.get(plain_name(name))


def at(fields: Mapping[str, Any], path: str) -> list[Any]:
    """The value a column or a dotted path leads to, in a list; an empty list where there is none.

    Upper and lower case are told apart only where a name is there in both. In a list of objects
    a path leads to the value of each, and a number to the one of that place, from 0.
    """
    found = _step(fields, path)
    if found or "." not in path:
        return found
    here: list[Any] = [fields]
    for part in path.split(".")[:_DEPTH]:
        here = _step(here[0], part)
        if not here:
            return []
    return here


def _step(value: Any, name: str) -> list[Any]:
    if isinstance(value, Mapping):
        if name in value:
            return [value[name]]
        folded = name.casefold()
        return next(([value[key]] for key in value if str(key).casefold() == folded), [])
    if not isinstance(value, list):
        return []
    if name.isdecimal():
        return value[int(name[:9]) :][:1]
    found = [one for item in value if isinstance(item, Mapping) for one in _step(item, name)]
    return [found] if found else []


def _text(value: Any) -> Any:
    """Bytes as text, anything else as it is."""
    if not isinstance(value, bytes):
        return value
    try:
        return decode(value, "", detect=False).text
    except InputRefused:
        return value.decode("utf-8", "replace")


class Row:
    """The fields of one row, by what they hold."""

    def __init__(self, fields: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        self._fields = fields
        self._columns = columns
        self._plain: dict[str, Any] = {}
        for key, value in fields.items():
            self._plain.setdefault(plain_name(str(key)), value)

    def all(self, field: str) -> list[Any]:
        """What a field may be, the surest first, without cells that say nothing.

        A mapped column that the row has is the only one asked: nothing is guessed when it is
        empty.
        """
        column = self._columns.get(field)
        found = at(self._fields, column) if column is not None else []
        if not found:
            found = [self._plain[name] for name in NAMES[field] if name in self._plain]
        found = [value for value in found if not values.is_nothing(value)]
        return found if field in _CONTENT else [_text(value) for value in found]

    def first(self, field: str) -> Any:
        """The surest of them, or ``None``."""
        return next(iter(self.all(field)), None)

    def named(self, name: str) -> Any:
        """The value of a column that is no field of ours; its name in lower case, letters and
        digits only."""
        return self._plain.get(name)

    def mapped(self, field: str) -> bool:
        """Whether a column was told for a field."""
        return field in self._columns


def wanted(names: Mapping[str, Any], uri: str, columns: Mapping[str, str]) -> list[str]:
    """Those columns of a table that are read; ``names`` may hold the names inside them.

    Raises ``InputRefused`` W136 for a mapped column that is not there, W137 when none holds
    texts.
    """
    missing = {field: column for field, column in columns.items() if not at(names, column)}
    if missing:
        raise refused("W136", uri, what=unmet(missing, names))
    told = {name for column in columns.values() if (name := _outermost(names, column))}
    fields = {known_as(name) for name in names} | columns.keys()
    if not fields & _CONTENT:
        usual = ", ".join(NAMES["text"][:3])
        what = f"no column is named like one that holds texts ({usual} …); the columns are"
        raise refused("W137", uri, what=f"{what} {shown(names)}")
    return [name for name in names if name in told or known_as(name) or plain_name(name) in _OWN]


def _outermost(names: Mapping[str, Any], path: str) -> str | None:
    """The column a path begins in."""
    for start in (path, path.partition(".")[0]):
        if start in names:
            return start
        folded = start.casefold()
        if found := next((name for name in names if name.casefold() == folded), None):
            return found
    return None


def unmet(columns: Mapping[str, str], names: Iterable[str]) -> str:
    """Mapped columns that are not there, and those that are, in one line."""
    asked = " or ".join(f"{printable(column)[:60]} ({field})" for field, column in columns.items())
    return f"{asked}; the columns are {shown(names)}"


def shown(names: Iterable[str]) -> str:
    """The first names of columns, in one line."""
    names = [printable(str(name)).replace("\n", " ")[:60] or "(no name)" for name in names]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
