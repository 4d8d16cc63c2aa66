"""Reading ``watch.toml``: what a desk watches."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from watchdesk.errors import DeskError
from watchdesk.records import Source, Watch

FILE_NAME = "watch.toml"

TEMPLATE = """\
# What this desk watches. Every line may be left out.

name = "{name}"
period = "week"          # day, week or month: what a brief covers when no dates are given
language = "en"

# A section of the brief, and what a position is about. A sentence that holds one of the terms
# belongs to the issue; case is ignored and a trailing * matches any ending.
#
# [[issue]]
# name = "Arms deliveries"
# terms = ["weapon*", "arms package", "air defen*"]
# examples = ["will send air defence batteries"]

# An outlet the desk knows. Outlets of one owner are not independent of each other.
# reliability is the Admiralty code A to F; F, not judged, unless you set it.
#
# [[source]]
# outlet = "The Example Post"
# domains = ["example.org"]
# aliases = ["Example Post"]
# owner = "Example Group"
# reliability = "B"
"""


def load_watch(path: Path) -> Watch:
    """Settings of a desk; the defaults when the file does not exist.

    Raises ``DeskError`` naming the line or key that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Watch()
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError("W202", str(path), f"cannot be read ({error})", "Mend the file") from error
    try:
        watch = Watch.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DeskError(
            "W203", str(path), f"is not valid TOML: {error}", "Mend that line"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        cure = "See docs/concepts.md for the keys of watch.toml"
        raise DeskError("W204", str(path), f"key {key}: {first['msg']}", cure) from error
    return _distinct(watch, path)


def _distinct(watch: Watch, path: Path) -> Watch:
    names = [issue.name for issue in watch.issue]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise DeskError(
            "W204", str(path), f"two issues are named {doubled[0]!r}", "Give each its own name"
        )
    return watch


def source_of(watch: Watch, outlet: str | None, uri: str | None) -> Source | None:
    """The ``[[source]]`` an outlet's name or a page's address belongs to."""
    wanted = outlet.casefold() if outlet else None
    host = _host(uri)
    for source in watch.source:
        names = {source.outlet.casefold(), *(alias.casefold() for alias in source.aliases)}
        if wanted is not None and wanted in names:
            return source
        if host and any(
            host == d.lower() or host.endswith("." + d.lower()) for d in source.domains
        ):
            return source
    return None


def _host(uri: str | None) -> str | None:
    from urllib.parse import urlsplit  # noqa: PLC0415 — costs 10 ms of every start

    try:
        return urlsplit(uri or "").hostname
    except ValueError:
        return None
