"""The editor's file of a brief: read, begun for a brief, and written without losing comments."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from watchdesk.brief.wording import days, line
from watchdesk.errors import DeskError
from watchdesk.records import Brief, Bullet, BulletEdit, Edits, Interval, SectionEdit

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Table

FOLDER = "edits"
"""Folder of a desk with its editors' files."""
_LARGEST = 4_000_000
"""Bytes; a file made for the longest brief has a twentieth of it."""
_WEEK = 6
_HEAD = """\
# Edits of the brief of {days}.
#
# Each [[bullet]] below is a bullet as it was when this file was made. As it stands it changes
# nothing. Write one or more of these lines under it:
#
#   drop = true             leave it out
#   pin = "lead"            to the top of the lead ("section": to the top of its own section)
#   place = 2               to this place in its section
#   text = "..."            other words; the gate judges them by the words that the bullet cites,
#                           and where it stops them the old words are printed
#   note = "..."            a note of the desk's own under it, printed as such
#
# Leave id, record and was as they are: the bullet is found by them when the brief is made again.
# A heading is changed, or a note put under it, by
#
#   [[section]]
#   name = "Positions"
#   title = "Where they stand"
#   note = "..."
#
# A note at the head of the brief is a line note = "..." above the first of these tables.
"""
_TABLES: Mapping[str, type[BaseModel]] = {"section": SectionEdit, "bullet": BulletEdit}
_SAID = {
    "string_pattern_mismatch": "it is no id of a bullet; ids are bul- and 16 digits from 0 to f",
    "string_type": "it is text, written between quotation marks",
    "bool_type": "it is true or false, without quotation marks",
    "bool_parsing": "it is true or false, without quotation marks",
    "int_type": "it is a whole number",
    "int_parsing": "it is a whole number",
    "int_from_float": "it is a whole number",
    "greater_than_equal": "places are counted from 1",
    "string_too_short": "it is empty; leave the line out",
    "missing": "it is missing",
    "literal_error": 'it is "lead" or "section"',
}
"""What the most common faults are called."""


def path_of(folder: Path, period: Interval) -> Path:
    """Where the editor's file of a period stands: ``edits/2024-W33.toml`` for an ISO week,
    ``edits/2024-08-05_2024-08-07.toml`` for other days."""
    first, last = period.earliest, period.latest
    name = str(period).replace("/", "_")
    if first and last and first.weekday() == 0 and (last - first).days == _WEEK:
        year, week, _ = first.isocalendar()
        name = f"{year}-W{week:02}"
    return folder / FOLDER / f"{name}.toml"


def read_edits(path: Path) -> Edits:
    """An editor's file. Raises ``DeskError`` W230 when it cannot be read or is no TOML, W231 with
    the line and key that is wrong."""
    text = _text(path)
    try:
        edits = Edits.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        what = f"is not valid TOML: {error}"
        raise DeskError("W230", str(path), what, "Mend it there") from error
    except RecursionError as error:
        what = "is not valid TOML: it is nested too deep"
        raise DeskError("W230", str(path), what, "Mend the file") from error
    except ValidationError as error:
        raise _wrong(path, _complaint(error, text)) from error
    for table, key, names in (
        ("bullet", "id", [one.id for one in edits.bullet]),
        ("section", "name", [line(one.name).casefold() for one in edits.section]),
    ):
        for number, name in enumerate(names):
            if name in names[:number]:
                at = _line_of(text, (table, number, key))
                first = _line_of(text, (table, names.index(name), key))
                what = f"line {at}, key {table}.{number + 1}.{key}: {name} stands in line {first}"
                raise _wrong(path, f"{what} already; write all that is done to it in one table")
    return edits


def begin_edits(path: Path, brief: Brief) -> int:
    """Make the editor's file of a brief, or add to one the bullets it has not; how many.

    What stands there stays as it is. Raises ``DeskError`` as :func:`read_edits` does.
    """
    known = {one.id for one in read_edits(path).bullet} if path.exists() else set()
    bullets = [
        (section.title, bullet)
        for section in brief.sections
        for bullet in section.bullets
        if bullet.id not in known
    ]
    if path.exists() and not bullets:
        return 0
    text = _text(path).rstrip("\n") + "\n" if path.exists() else _head(brief)
    _replace(path, text + "".join(_blocks(bullets)))
    return len(bullets)


def write_edits(path: Path, edits: Edits) -> None:
    """Write an editor's file; of one that is there, comments and what is not changed stay.

    The file is replaced whole. Raises ``DeskError`` W230 when it cannot be written, and as
    :func:`read_edits` does for one that is there and cannot be read.
    """
    import tomlkit  # noqa: PLC0415 — reading needs none of it

    if path.exists():
        read_edits(path)
    document = tomlkit.parse(_text(path) if path.exists() else "")
    for key in ("period", "note"):
        _set(document, key, getattr(edits, key))
    _tables(document, "section", "name", edits.section)
    _tables(document, "bullet", "id", edits.bullet)
    _replace(path, tomlkit.dumps(document))


def _tables(document: TOMLDocument, name: str, key: str, wanted: tuple[BaseModel, ...]) -> None:
    """Bring the tables of a name to what is wanted, each known by one of its keys."""
    import tomlkit  # noqa: PLC0415 — reading needs none of it

    if name not in document:
        if not wanted:
            return
        document.append(name, tomlkit.aot())
    held: AoT = document[name]
    left = {str(getattr(one, key)): one for one in wanted}
    for number in range(len(held) - 1, -1, -1):
        if str(held[number].get(key)) not in left:
            del held[number]
    for table in held:
        _fill(table, left.pop(str(table[key])))
    for one in left.values():
        table = tomlkit.table()
        _fill(table, one)
        held.append(table)


def _fill(table: Table, one: BaseModel) -> None:
    for key in type(one).model_fields:
        value = getattr(one, key)
        _set(table, key, None if value is False else value)


def _set(table: Any, key: str, value: object) -> None:
    if value is None:
        table.pop(key, None)
    elif table.get(key) != value:
        table[key] = value


def _head(brief: Brief) -> str:
    return f'{_HEAD.format(days=days(brief.period))}\nperiod = "{brief.period}"\n'


def _blocks(bullets: list[tuple[str, Bullet]]) -> Iterator[str]:
    import tomlkit  # noqa: PLC0415 — reading needs none of it

    for title, bullet in bullets:
        table = tomlkit.document()
        for key, value in (("id", bullet.id), ("record", bullet.record), ("was", bullet.text)):
            if value:
                table.append(key, tomlkit.string(line(value)))
        yield f"\n[[bullet]]  # {line(title)}\n{tomlkit.dumps(table)}"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            what = f"is larger than {_LARGEST // 1_000_000} MB"
            raise DeskError("W230", str(path), what, "Name an editor's file")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        what = f"cannot be read ({(error.strerror or 'the system cannot').lower()})"
        cure = "Make it with `watchdesk edit`"
        raise DeskError("W230", str(path), what, cure) from error
    except UnicodeDecodeError as error:
        raise DeskError("W230", str(path), "is not UTF-8", "Save the file as UTF-8") from error


def _replace(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False, newline="\n"
        ) as file:
            file.write(text)
        new = Path(file.name)
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        new.replace(path)
    except OSError as error:
        what = f"cannot be written ({(error.strerror or str(error)).lower()})"
        cure = "Give yourself the right to write there"
        raise DeskError("W230", str(path), what, cure) from error


def _wrong(path: Path, complaint: str) -> DeskError:
    cure = "The head of a file that `watchdesk edit` makes tells what can be written there"
    return DeskError("W231", str(path), complaint, cure)


def _complaint(error: ValidationError, text: str) -> str:
    """The first thing that is wrong, in the words of the file."""
    first = error.errors(include_url=False)[0]
    loc = first["loc"]
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
    at = f"line {_line_of(text, loc)}, key {key}"
    if first["type"] == "extra_forbidden":
        model = _TABLES.get(str(loc[0]), Edits) if loc[1:] else Edits
        near = get_close_matches(str(loc[-1]), list(model.model_fields), n=1)
        return f"{at}: there is no such key{f'; is it {near[0]!r}?' if near else ''}"
    what = _SAID.get(first["type"], first["msg"].removeprefix("Value error, "))
    if first["type"] == "tuple_type" and key in _TABLES:
        what = f"it is written [[{key}]], with two brackets on either side, once for each"
    return f"{at}: {what[:1].lower()}{what[1:]}"


def _line_of(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of a key, or of the head of its table, as near as it can be told."""
    rows = text.split("\n")
    start = 0
    if len(loc) > 1 and isinstance(loc[1], int):
        head = re.compile(rf"\s*\[\[\s*[\"']?{re.escape(str(loc[0]))}[\"']?\s*\]\]")
        heads = [number for number, row in enumerate(rows) if head.match(row)]
        start = heads[loc[1]] if loc[1] < len(heads) else 0
    wanted = re.compile(rf"\s*[\"']?{re.escape(str(loc[-1]))}[\"']?\s*(=|\])")
    for number in range(start, len(rows)):
        if wanted.match(rows[number].replace("[", "")) or (
            number > start and rows[number].startswith("[[") and loc[1:]
        ):
            here = wanted.match(rows[number].replace("[", ""))
            return number + 1 if here else start + 1
    return start + 1
