"""How reliable the analyst holds each outlet: written into ``watch.toml``, with what was before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, NoReturn, get_args

from pydantic import ValidationError

from watchdesk.errors import DeskError
from watchdesk.records import content_id
from watchdesk.records.span import Frozen
from watchdesk.records.watch import Reliability
from watchdesk.watch import FILE_NAME, load_watch

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

LOG_NAME = "ratings.jsonl"
GRADES: tuple[str, ...] = get_args(Reliability)
_LONGEST = 300
_ONE_AT_A_TIME = Lock()


class Rating(Frozen):
    """One change of how reliable an outlet is held to be; one line of ``ratings.jsonl``."""

    id: str
    """``rat-`` and a hash of what changed and when."""
    outlet: str
    """The outlet, as watch.toml names it."""
    before: Reliability | None
    """What watch.toml said before; null when it said nothing, which counts as F."""
    after: Reliability | None
    """What it says since; null for nothing."""
    because: str = ""
    """The analyst's reason, in their words."""
    undoes: str | None = None
    """Id of the rating that this one takes back."""
    made_at: str
    """Moment in UTC, ISO 8601."""


def ratings(folder: Path) -> tuple[Rating, ...]:
    """All ratings of a desk, the oldest first. Raises ``DeskError`` W223 for a damaged log."""
    path = folder / LOG_NAME
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(Rating.model_validate_json(line) for line in lines if line.strip())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, ValidationError) as error:
        what = "cannot be read as the log of ratings"
        cure = "Mend its lines, or move it away; watch.toml holds what counts"
        raise DeskError("W223", str(path), what, cure) from error


def rate(folder: Path, outlet: str, grade: str, because: str = "") -> Rating | None:
    """Write into ``watch.toml`` how reliable an outlet is held to be; ``None`` when it says so.

    Comments and order stay as they are; an outlet that has no ``[[source]]`` gets one. The file is
    replaced whole, and only by one that can be read. Raises ``DeskError`` W222 for an outlet or a
    grade that is none, W202 to W204 for a file that cannot be read, W205 where nothing can be
    written.
    """
    name = " ".join(outlet.split())
    if not name or len(name) > _LONGEST or len(because) > _LONGEST:
        what = f"an outlet and a reason are told in {_LONGEST} characters at most"
        raise DeskError("W222", name[:80] or "rating", what, "Name an outlet as the desk lists it")
    if grade not in GRADES:
        cure = "Choose A, B, C, D or E; F for one that is not judged"
        raise DeskError("W222", name, f"{grade[:20]!r} is no reliability", cure)
    with _changing(folder) as log:
        return _set(folder, log, name, grade, because)


def take_back(folder: Path, rating: str, because: str = "") -> Rating:
    """Set an outlet back to what it was before a rating.

    Raises ``DeskError`` W223 for one that is not there, or that another one came after.
    """
    every = ratings(folder)
    found = next((one for one in every if one.id == rating), None)
    if found is None:
        raise DeskError("W223", rating[:80], "there is no such rating", "Reload the page")
    newest = [one for one in every if one.outlet == found.outlet][-1]
    if newest.id != found.id:
        cure = "Take back the newest one, or rate the outlet anew"
        raise DeskError("W223", rating, f"{found.outlet} was rated again since", cure)
    with _changing(folder) as log:
        made = _set(folder, log, found.outlet, found.before, because, found.id)
    if made is None:
        cure = "Rate the outlet anew"
        raise DeskError("W223", rating, "watch.toml was changed by hand since", cure)
    return made


@contextmanager
def _changing(folder: Path) -> Iterator[IO[str]]:
    """The log, open and held against others who rate."""
    try:
        with _ONE_AT_A_TIME, (folder / LOG_NAME).open("a", encoding="utf-8") as log:
            _hold(log)
            yield log
    except OSError as error:
        what = f"cannot be written to ({(error.strerror or str(error)).lower()})"
        cure = "Give yourself the right to write there"
        raise DeskError("W205", str(folder), what, cure) from error


def _hold(file: IO[str]) -> None:
    try:
        import fcntl  # noqa: PLC0415 — not on every system
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX)


def _set(  # noqa: PLR0913, PLR0917 — one row of the log
    folder: Path,
    log: IO[str],
    outlet: str,
    grade: str | None,
    because: str,
    undoes: str | None = None,
) -> Rating | None:
    path = (folder / FILE_NAME).resolve()
    load_watch(path)  # a file that is wrong is told of before it is touched
    document = _parsed(path)
    source = _source(document, outlet)
    before = source.get("reliability") if source is not None else None
    if before == grade:
        return None
    name = outlet if source is None else str(source["outlet"])
    text = _changed(document, source, name, grade)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    made = Rating.model_validate(
        {
            "id": content_id("rat", outlet, str(before), str(grade), now),
            "outlet": name,
            "before": None if before is None else str(before),
            "after": grade,
            "because": " ".join(because.split()),
            "undoes": undoes,
            "made_at": now,
        }
    )
    size = log.seek(0, os.SEEK_END)
    try:
        log.write(made.model_dump_json() + "\n")
        log.flush()
        os.fsync(log.fileno())
        _write(path, text)
    except BaseException:
        log.truncate(size)
        raise
    return made


def _parsed(path: Path) -> TOMLDocument:
    import tomlkit  # noqa: PLC0415 — only for writing

    if not path.exists():
        return tomlkit.document()
    return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))


def _source(document: TOMLDocument, outlet: str) -> MutableMapping[str, Any] | None:
    """The table of an outlet by its name or another one."""
    wanted = outlet.casefold()
    sources: Any = document.get("source", ())
    for source in sources:
        names = [source.get("outlet", ""), *source.get("aliases", ())]
        if wanted in (" ".join(str(name).split()).casefold() for name in names):
            return source  # type: ignore[no-any-return]
    return None


def _changed(
    document: TOMLDocument, source: MutableMapping[str, Any] | None, outlet: str, grade: str | None
) -> str:
    """The file's text with the grade; a table that is new stands last, or in a list of tables."""
    import tomlkit  # noqa: PLC0415 — as above

    if source is None:
        held = document.get("source")
        made = {"outlet": outlet, "reliability": grade}
        if held is None or isinstance(held, tomlkit.items.AoT):
            before = document.as_string()
            ended = before if not before or before.endswith("\n") else f"{before}\n"
            table = tomlkit.dumps({"source": [made]})
            return f"{ended}\n{table}" if ended.strip() else f"{ended}{table}"
        inline = tomlkit.inline_table()
        inline.update(made)
        held.append(inline)
    elif grade is None:
        del source["reliability"]
    else:
        source["reliability"] = grade
    return document.as_string()


def _write(path: Path, text: str) -> None:
    """Replace the file by one with the text, all or nothing; one that could not be read is not
    put in its place."""
    handle, name = tempfile.mkstemp(prefix=".watch-", suffix=".toml", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        _read_again(made, path)
        if path.exists():
            made.chmod(path.stat().st_mode & 0o777)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _read_again(made: Path, path: Path) -> None:
    try:
        load_watch(made)
    except DeskError as error:
        _unwritable(path, error)


def _unwritable(path: Path, error: DeskError) -> NoReturn:
    cure = "Write the reliability into the file by hand"
    raise DeskError("W222", str(path), f"cannot be changed: {error.reason}", cure) from error
