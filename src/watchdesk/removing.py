"""Taking texts out of a desk: because somebody asks for it, or because they are old.

The text goes, with all that was read in it and every version of a record that told of it; what
other texts tell stays and is put right. That something was there is kept, and it is kept out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from watchdesk import posting
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.records import Claim, Interval, Removal, RemovalKind, Role, content_id
from watchdesk.related import catch_up
from watchdesk.store import View
from watchdesk.store.removed import is_below

DROPPED, SHARDS = "crawl/dropped.jsonl", "crawl/shards"
"""Where a crawl keeps the first words of some of what it dropped, and what is on its way."""
Progress = Callable[[int, int], None]


class Named(NamedTuple):
    """What is to go, as somebody names it."""

    ids: tuple[str, ...] = ()
    """Captures and articles."""
    addresses: tuple[str, ...] = ()
    """Pages, by their addresses; what comes from there is kept out from then on."""
    hosts: tuple[str, ...] = ()
    """Sites, by their hosts; the same, and for those below them."""
    outlets: tuple[str, ...] = ()
    """Outlets, by the names that the desk has for them."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is named."""
        return not any(self)


class Going(NamedTuple):
    """An article that is to go."""

    article: str
    """Its id."""
    outlet: str | None
    """As the desk knows it."""
    title: str | None
    """Its headline."""
    role: Role
    """Main, a teaser, or another story in the same text."""


class Found(NamedTuple):
    """What would go."""

    captures: tuple[str, ...]
    """Ids of the captures."""
    articles: tuple[Going, ...]
    """The articles in them."""
    claims: int
    """Claims that nobody else tells."""
    copies: tuple[Going, ...]
    """Articles elsewhere that print the same; these stay unless they are named."""


class Done(NamedTuple):
    """What was done."""

    removal: Removal
    """As it is kept."""
    captures: int
    """How many went."""
    articles: int
    """How many went with them."""
    dropped: int
    """Lines of :data:`DROPPED` that went."""
    edits: tuple[str, ...]
    """Editor's files that name something that went, and may hold its words."""
    rewritten: bool
    """Whether the file of the ledger was written anew."""


def find(desk: Desk, named: Named) -> Found:
    """What would go if this is named.

    Raises ``DeskError`` W208 for an id that is not there, and W219 where nothing is at an address,
    at a host or of an outlet; that can be barred all the same.
    """
    with desk.view() as view:
        captures = set(_by_id(view, named.ids))
        for address in named.addresses:
            captures |= _some(address, view.captures_at([address]))
        for host in named.hosts:
            captures |= _some(host, view.captures_below([host]))
        for outlet in named.outlets:
            captures |= _some(outlet, _of_outlet(view, outlet))
        return _found(view, captures)


def too_old(desk: Desk, days: int, today: date | None = None) -> Found:
    """What was last seen more than so many days ago."""
    first = (today or datetime.now(UTC).date()) - timedelta(days=days)
    with desk.view() as view:
        return _found(view, view.captures_before(first))


def _by_id(view: View, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        reading = view.reading(name) if name.startswith("art-") else None
        capture = reading.capture.id if reading else name
        if view.capture(capture) is None:
            gone = view.removed(name)
            what = "was taken out already" if gone else "nothing in this ledger has that id"
            cure = "Name an article (art-…), a capture (cap-…), or an address"
            raise DeskError("W218" if gone else "W208", name, what, cure)
        yield capture


def _some(named: str, captures: Iterable[str]) -> set[str]:
    found = set(captures)
    if not found:
        cure = (
            "Name an id, an address as `watchdesk show` prints it, a --site or an --outlet; with "
            "--bar an address or site is kept out all the same"
        )
        raise DeskError("W219", named, "nothing in this ledger is from there", cure)
    return found


def _of_outlet(view: View, outlet: str) -> list[str]:
    known = view.published_within(Interval.unknown())
    return [one.capture for one in known if one.outlet == outlet]


def _found(view: View, captures: Iterable[str]) -> Found:
    names = tuple(sorted(captures))
    articles = [one for name in names for one in view.articles_in(name)]
    gone = set(articles)
    told = view.records(Claim, labels=[f"article:{one}" for one in articles]) if articles else []
    alone = sum(all(member.at.article in gone for member in claim.members) for claim in told)
    ties = [tie for tie in view.relations(articles) if tie.kind.is_copy]
    others = {one for tie in ties for one in (tie.a, tie.b)} - gone
    return Found(names, _going(view, articles), alone, _going(view, sorted(others)))


def _going(view: View, articles: Sequence[str]) -> tuple[Going, ...]:
    heads = view.heads(articles)
    return tuple(
        Going(one, heads[one].known.outlet, heads[one].title, heads[one].known.role)
        for one in articles
        if one in heads
    )


def removal_of(kind: RemovalKind, asked: Iterable[str], named: Named, because: str) -> Removal:
    """What is kept of a removal that is made now."""
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    told = tuple(asked)
    return Removal(
        id=content_id("rem", kind.value, *told, moment),
        kind=kind,
        asked=told,
        addresses=tuple(one.partition("#")[0] for one in named.addresses),
        hosts=tuple(one.lower().strip(".") for one in named.hosts),
        because=because,
        made_at=moment,
    )


def remove(
    desk: Desk,
    removal: Removal,
    captures: Sequence[str],
    progress: Progress | None = None,
) -> Done:
    """Take captures out. Each is gone before the next is begun; stopped on its way, the same
    command goes on. ``progress`` is given how many are done, of how many."""
    articles: list[str] = []
    with desk.store.writer() as writer:
        writer.note_removal(removal)
        writer.commit()
        catch_up(writer)
        for number, capture in enumerate(captures, 1):
            gone = posting.take_out(writer, desk.watch, removal, capture)
            while gone is None:  # somebody wrote meanwhile
                posting.catch_up(writer, desk.watch)
                gone = posting.take_out(writer, desk.watch, removal, capture)
            articles += gone
            if progress is not None:
                progress(number, len(captures))
        posting.catch_up(writer, desk.watch)
        present = writer.posting()
        sound = present is None or not captures or writer.sweep(removal, present)
        writer.commit()
        if not sound:
            posting.catch_up(writer, desk.watch, anew=True)
    for shard in (desk.folder / SHARDS).glob("*.parquet*"):
        shard.unlink(missing_ok=True)  # may hold the text; made again by the next crawl-read
    dropped = _clean_dropped(desk.folder / DROPPED, removal)
    edits = _naming(desk.folder / "edits", {*articles, *captures})
    rewritten = desk.store.rewrite() if captures else True
    return Done(removal, len(captures), len(articles), dropped, edits, rewritten)


def lift(desk: Desk, name: str, because: str = "") -> Removal:
    """Let what a removal keeps out come in again. Raises ``DeskError`` W208."""
    with desk.store.view() as view:
        told = {one.id: one for one in view.removals()}
    if name not in told or told[name].kind is RemovalKind.LIFT:
        cure = "`watchdesk redact --list` tells what there is"
        raise DeskError("W208", name, "no removal of this ledger has that id", cure)
    removal = removal_of(RemovalKind.LIFT, [name], Named(), because)
    removal = removal.model_copy(update={"lifts": name})
    with desk.store.writer() as writer:
        writer.note_removal(removal)
        writer.commit()
    return removal


def _clean_dropped(path: Path, removal: Removal) -> int:
    """Take what is barred out of the sample of what a crawl dropped; how many lines went."""
    if not path.is_file() or not (removal.addresses or removal.hosts):
        return 0
    kept: list[bytes] = []
    gone = 0
    for line in path.read_bytes().splitlines(keepends=True):
        if _is_barred(line, removal):
            gone += 1
        else:
            kept.append(line)
    if gone:
        part = path.with_name(f"{path.name}.part")
        with part.open("wb") as out:
            out.writelines(kept)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    return gone


def _is_barred(line: bytes, removal: Removal) -> bool:
    try:
        told = json.loads(line)
    except ValueError:
        return False
    found = [str(told.get(key) or "") for key in ("uri", "url")] if isinstance(told, dict) else []
    return any(
        one.partition("#")[0] in removal.addresses or is_below(one, removal.hosts) for one in found
    )


def _naming(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Files of a folder that name one of some ids."""
    wanted = [one.encode() for one in names]
    if not wanted or not folder.is_dir():
        return ()
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple(
        str(path)
        for path in found
        if any(one in data for data in [path.read_bytes()] for one in wanted)
    )
