"""Reading ``watch.toml``: what a desk watches."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from watchdesk.errors import DeskError
from watchdesk.records import ActorAlias, CueWord, Issue, LedgerPlace, Rewriting, Source, Watch

FILE_NAME = "watch.toml"
_TABLES: dict[str, type[BaseModel]] = {
    "issue": Issue,
    "source": Source,
    "cue": CueWord,
    "actor": ActorAlias,
    "ledger": LedgerPlace,
    "rewriting": Rewriting,
}
_SAID = {
    "tuple_type": 'it is a list, written between brackets: ["one", "two"]',
    "string_type": "it is text, written between quotation marks",
    "missing": "it is missing",
}
"""What the most common faults are called."""

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
# feeds = ["https://example.org/rss.xml"]    # read by `watchdesk ingest` without a path

# A word that tells who said something, beside those Watchdesk knows, or in place of one of them.
# What was read before is read again when it is next ingested.
#
# [[cue]]
# word = "intone"
# kind = "verb"                  # verb, noun, adjective or adverb
# act = "speech"                 # speech, writing, belief, stance or document
# strength = "medium"            # strong, medium or weak
# frames = ["clause", "quote"]   # where the content stands
# polarity = "positive"          # negative: the source is against it
# verification = "unmarked"      # or reported, unverified, confirmed, denied, disputed

# Somebody or something you know. What stands here wins over what Watchdesk makes of the names, and
# is one and the same in all articles. What was read before is read again when next ingested.
#
# [[actor]]
# name = "Ana Petrova"
# aliases = ["Anna Petrowa", "A. Petrova"]
# kind = "person"                # person, organisation, group, place, facility, weapon, ...
# country = "UA"                 # ISO 3166 code of the state it belongs to
# role = "port commissioner"

# A database for a whole team, instead of a file in this folder. The password stands in PGPASSWORD,
# in ~/.pgpass or in a service, never here.
#
# [ledger]
# url = "postgresql://desk@db.example.org/watchdesk"

# A model that may rephrase bullets, asked only by `watchdesk brief --rewrite`. The gate judges what
# it writes; whatever does not pass is printed in the words of the source.
#
# [rewriting]
# url = "http://127.0.0.1:11434/v1"    # any server with OpenAI's chat completions
# model = "name-of-the-model"
# key_env = "DESK_MODEL_KEY"     # the environment variable that holds the key, never the key
# timeout_seconds = 20
# bullets = 20                   # how many it is asked about at most
"""


def load_watch(path: Path) -> Watch:
    """Settings of a desk; the defaults when the file does not exist.

    Raises ``DeskError`` naming the file and the line or key that is wrong.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Watch()
    except OSError as error:
        what = (error.strerror or "the system cannot read it").lower()
        raise DeskError("W202", str(path), f"cannot be read ({what})", "Mend the file") from error
    try:
        watch = Watch.model_validate(tomllib.loads(_text(data, path)))
    except tomllib.TOMLDecodeError as error:
        what = str(error)
        raise DeskError("W203", str(path), f"is not valid TOML: {what}", "Mend it there") from error
    except RecursionError as error:
        what = "is not valid TOML: it is nested too deep"
        raise DeskError("W203", str(path), what, "Mend the file") from error
    except ValidationError as error:
        raise _wrong(path, _complaint(error)) from error
    for complaint in (*_of_settings(watch), *_doubled(watch), *_of_cues(watch), *_of_actors(watch)):
        raise _wrong(path, complaint)
    return watch


def _wrong(path: Path, complaint: str) -> DeskError:
    cure = "The keys of watch.toml are explained in the file that `watchdesk init` makes"
    return DeskError("W204", str(path), complaint, cure)


def _text(data: bytes, path: Path) -> str:
    """The file's text; a byte order mark is left out."""
    try:
        return data.decode("utf-8-sig") + "\n"  # so that an error on the last line names it
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} in line {line}"
        raise DeskError("W202", str(path), what, "Save the file as UTF-8") from error


def _complaint(error: ValidationError) -> str:
    """The first thing that is wrong, in the words of the file."""
    first = error.errors(include_url=False)[0]
    loc = first["loc"]
    key = _key(loc)
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(loc[-1]), _keys_beside(loc), n=1)
        return f"key {key}: there is no such key{f'; is it {near[0]!r}?' if near else ''}"
    what = _SAID.get(first["type"], first["msg"].removeprefix("Value error, "))
    if first["type"] == "tuple_type" and key in _TABLES:
        what = f"it is written [[{key}]], with two brackets on either side, once for each"
    return f"key {key}: {what[:1].lower()}{what[1:]}"


def _key(loc: tuple[int | str, ...]) -> str:
    """``source.1.reliability``; tables and items count from 1, as a reader counts them."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


def _keys_beside(loc: tuple[int | str, ...]) -> list[str]:
    model = _TABLES.get(str(loc[0]), Watch) if loc[1:] else Watch
    return list(model.model_fields)


def _of_settings(watch: Watch) -> Iterator[str]:
    """What is wrong with the settings of the whole desk, and with questions."""
    if not _folded(watch.name):
        yield "key name: it is empty; give the desk a name, or leave the line out"
    if watch.language.replace("_", "-").casefold().partition("-")[0] != "en":
        what = f"{watch.language!r} is no language that is read"
        yield f'key language: {what}; write "en" or leave the line out'
    for number, issue in enumerate(watch.issue, 1):
        if issue.question is not None and not issue.question.strip():
            what = "it is empty; ask what a position is for or against, or leave the line out"
            yield f"key issue.{number}.question: {what}"


def _doubled(watch: Watch) -> Iterator[str]:
    """What two tables lay claim to, so that neither can have it."""
    issues = Counter(_folded(issue.name) for issue in watch.issue)
    for number, issue in enumerate(watch.issue, 1):
        if not _folded(issue.name):
            yield f"key issue.{number}.name: it is empty"
        if issues[_folded(issue.name)] > 1:
            yield f"key issue.{number}.name: two issues are named {issue.name!r}"
        for key, words in (("terms", issue.terms), ("against", issue.against)):
            if any(not word.strip(" *") for word in words):
                yield f"key issue.{number}.{key}: one of them is empty, and would fit any word"
    names = Counter(name for source in watch.source for name in _names(source))
    hosts = Counter(host for source in watch.source for host in _domains(source))
    for number, source in enumerate(watch.source, 1):
        if not _folded(source.outlet):
            yield f"key source.{number}.outlet: it is empty"
        taken = [name for name in _names(source) if names[name] > 1]
        taken += [host for host in _domains(source) if hosts[host] > 1]
        if taken:
            yield f"key source.{number}: two sources go by {min(taken)!r}"


def _of_cues(watch: Watch) -> Iterator[str]:
    """What is wrong with the cue words."""
    if not watch.cue:
        return
    from watchdesk.attribution import complaints  # noqa: PLC0415 — loads the language engine

    for number, key, what in complaints(watch.cue):
        yield f"key cue.{number + 1}.{key}: {what}"


def _of_actors(watch: Watch) -> Iterator[str]:
    """What is wrong with the actors."""
    if not watch.actor:
        return
    from watchdesk.grounding import complaints  # noqa: PLC0415 — loads the language engine

    for number, key, what in complaints(watch.actor):
        yield f"key actor.{number + 1}.{key}: {what}"


def source_of(watch: Watch, outlet: str | None, uri: str | None) -> Source | None:
    """The ``[[source]]`` an outlet's name or, failing that, a page's address belongs to.

    Case, white space and a "The" before a name do not count. A subdomain belongs to its domain,
    and where two domains fit, the longer one counts.
    """
    wanted = _folded(outlet or "")
    if wanted:
        for source in watch.source:
            if wanted in _names(source):
                return source
    host = host_of(uri or "")
    fitting = [
        (len(domain), source)
        for source in watch.source
        for domain in _domains(source)
        if host == domain or host.endswith("." + domain)
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


def _names(source: Source) -> set[str]:
    return {_folded(name) for name in (source.outlet, *source.aliases)} - {""}


def _domains(source: Source) -> set[str]:
    return {host_of(domain) for domain in source.domains} - {""}


@lru_cache(maxsize=4096)
def host_of(address: str) -> str:
    """The host of an address or a bare domain, without ``www.``; empty when there is none."""
    from urllib.parse import urlsplit  # noqa: PLC0415 — costs 10 ms of every start

    address = address.strip()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".").removeprefix("www.")
