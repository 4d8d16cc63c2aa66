"""The commands that take texts out of a desk: redact and retain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from watchdesk import logs
from watchdesk.cli.options import desk_option, open_desk
from watchdesk.cli.program import end, say

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.records import Removal
    from watchdesk.removing import Done, Found, Going

_SHOWN = 20
_ROLES = {"teaser": "a teaser beside it", "other": "another story beside it"}
_LEFT = (
    "Backups, exports and copies that were made before, and briefs that were given out, still hold "
    "the words"
)


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|ADDRESS]…")
@desk_option
@click.option("--site", "hosts", multiple=True, metavar="HOST", help="All from this host.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="All of this outlet.")
@click.option("--copies", is_flag=True, help="Also articles elsewhere that print the same.")
@click.option("--bar", is_flag=True, help="Keep an address or site out of which nothing is held.")
@click.option("--because", default="", help="Why, in your words; it is kept with the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--lift", metavar="REMOVAL", help="Let in again what a removal (rem-…) keeps out.")
@click.option("--list", "as_list", is_flag=True, help="Tell what was taken out, when and why.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def redact(names: tuple[str, ...], desk_dir: str, **options: Any) -> None:
    """Take texts out of the ledger for good, because somebody asks for it.

    Names articles (art-…), captures (cap-…) or addresses of pages. The text goes, with all that was
    read in it; what others tell stays. A tombstone is kept: what was there, when it went and why;
    and the same text, address or site is not taken in again.
    """
    desk = open_desk(desk_dir)
    if options["as_list"]:
        _list(desk)
        return
    from watchdesk import removing  # noqa: PLC0415 — keeps --help quick

    if options["lift"]:
        click.echo(removing.lift(desk, options["lift"], options["because"]).id)
        return
    ids = tuple(one for one in names if one.startswith(("art-", "cap-")))
    addresses = tuple(one for one in names if one not in ids)
    named = removing.Named(ids, addresses, options["hosts"], options["outlets"])
    if named.is_nothing:
        raise click.UsageError("Name what is to go, or --site, --outlet, --list or --lift.")
    found = _found(desk, named, bar=options["bar"])
    if options["copies"]:
        more = named._replace(ids=(*ids, *(one.article for one in found.copies)))
        found = _found(desk, more, bar=options["bar"])
    asked = (*names, *options["hosts"], *options["outlets"])
    _take_out(desk, ("request", asked, named), found, options)


@click.command()
@click.option("--days", required=True, type=click.IntRange(1, 100_000), help="Keep so many days.")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the tombstones.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def retain(days: int, desk_dir: str, **options: Any) -> None:
    """Keep texts for so many days only: take out what was last seen before.

    Days are counted from when the desk took a text in, or saw it again, not from its publication.
    """
    from watchdesk import removing  # noqa: PLC0415 — keeps --help quick

    desk = open_desk(desk_dir)
    found = removing.too_old(desk, days)
    if not found.captures:
        if not options["quiet"]:
            say(f"nothing in the ledger was last seen more than {days:,} days ago")
        return
    _take_out(desk, ("age", (f"{days} days",), removing.Named()), found, options)


def _found(desk: Desk, named: Any, *, bar: bool) -> Found:
    from watchdesk import removing  # noqa: PLC0415 — keeps --help quick
    from watchdesk.errors import DeskError  # noqa: PLC0415 — as above

    try:
        return removing.find(desk, named)
    except DeskError as error:
        if not bar or error.code != "W219":
            raise
        return removing.Found((), (), 0, ())


def _take_out(desk: Desk, how: tuple[str, Any, Any], found: Found, options: Any) -> None:
    from watchdesk import progress, removing  # noqa: PLC0415 — keeps --help quick
    from watchdesk.records import RemovalKind  # noqa: PLC0415 — as above

    kind, asked, named = how
    if not options["yes"] or not (options["quiet"] or logs.is_json()):
        for line in _going(found):
            click.echo(line, err=True)
    if not options["yes"]:
        click.confirm("Take this out for good?", abort=True, err=True)
    removal = removing.removal_of(RemovalKind(kind), asked, named, options["because"])
    with progress.count("taking out", "captures", quiet=options["quiet"]) as step:
        done = removing.remove(desk, removal, found.captures, step)
    words = "" if options["quiet"] else "\n".join(_done(done, found))
    end(done._asdict() | {"removal": done.removal.id}, words)


def _going(found: Found) -> Iterator[str]:
    alone = _many(found.claims, "claim") if found.claims else "no claim"
    yield (
        f"{_many(len(found.captures), 'capture')} with {_many(len(found.articles), 'article')}, "
        f"and {alone} that nobody else tells:"
    )
    yield from _some(found.articles)
    if found.copies:
        yield f"{_many(len(found.copies), 'article')} elsewhere with the same words:"
        yield from _some(found.copies)


def _some(articles: tuple[Going, ...]) -> Iterator[str]:
    from watchdesk.brief import safe  # noqa: PLC0415 — keeps --help quick

    for one in articles[:_SHOWN]:
        where = one.outlet or _ROLES.get(one.role) or "outlet unknown"
        words = f"{where}: {one.title or 'no headline'}"
        yield f"  {one.article}  {safe(words)}"
    if len(articles) > _SHOWN:
        yield f"  and {len(articles) - _SHOWN:,} more"


def _done(done: Done, found: Found) -> Iterator[str]:
    what = f"{_many(done.captures, 'capture')} with {_many(done.articles, 'article')}"
    yield f"{done.removal.id}: {what} taken out"
    for label, barred in (("address", done.removal.addresses), ("host", done.removal.hosts)):
        if barred:
            yield f"kept out from now on: {label} {', '.join(barred)}"
    if done.dropped:
        yield f"{_many(done.dropped, 'line')} of crawl/dropped.jsonl went with it"
    if found.copies:
        same = ", ".join(one.article for one in found.copies[:_SHOWN])
        yield f"the same words still stand elsewhere ({same}); --copies takes them out as well"
    for path in done.edits:
        yield f"look through {path}: it names something that went, and may hold its words"
    if not done.rewritten:
        yield "the file could not be written anew while others read: run `watchdesk retain` later"
    if found.captures:
        yield f"{_LEFT}."
        yield "Past days are shown without it; `watchdesk doctor --repost` makes them exact again."


def _list(desk: Desk) -> None:
    from watchdesk.brief import safe  # noqa: PLC0415 — keeps --help quick

    with desk.store.view() as view:
        told = view.removals()
    lifted = {one.lifts for one in told}
    for one in told:
        click.echo(safe(_line(one, one.id in lifted)))
    if not told:
        say("nothing was taken out of this ledger")


def _line(one: Removal, lifted: bool) -> str:
    why = f" ({one.because})" if one.because else ""
    what = "let in again" if one.lifts else one.kind.value
    over = "; let in again since" if lifted else ""
    return f"{one.id}  {one.made_at[:10]}  {what}: {', '.join(one.asked)}{why}{over}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
