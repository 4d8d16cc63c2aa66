"""The commands that ask the ledger across articles, and those by which an analyst rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from watchdesk.cli.options import DAY, as_of_option, day, desk_option, open_desk, period_of
from watchdesk.cli.output import show_lines, write
from watchdesk.cli.program import say

if TYPE_CHECKING:
    from pydantic import BaseModel

KINDS = "claims contradictions positions expectations corrections stories issues".split()
"""What can be listed; ``asking.KINDS`` in the same order."""


CHANGES = (
    "position contradiction standing outcome correction silent_edit deletion no_comment support "
    "expectation claim withdrawn"
).split()
"""Kinds of changes; those of ``ChangeKind``."""


def _json_lines(records: Iterable[BaseModel]) -> Iterator[str]:
    """A record a line, without anything a terminal would obey."""
    from watchdesk.brief.wording import escape_unsafe_json  # noqa: PLC0415 — keeps --help quick

    return (escape_unsafe_json(record.model_dump_json()) for record in records)


@click.command(name="list")
@click.argument("kind", type=click.Choice(KINDS))
@desk_option
@click.option("--week", help="Only those about an ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="Only those about days from here.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="The last of those days.")
@click.option("--issue", help="Positions on an issue of watch.toml.")
@click.option("--actor", help="Positions or claims of an actor: a name, or an id such as UA.")
@click.option(
    "--status", help="Claims, expectations or positions of a standing, e.g. denied, open, against."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(kind: str, **options: Any) -> None:
    """List claims, contradictions, positions, expectations, corrections or stories.

    ``issues`` lists matters that recur and that watch.toml does not name.
    """
    period = period_of(options["week"], options["first"], options["last"])
    desk = open_desk(options["desk_dir"])
    from watchdesk import asking  # noqa: PLC0415 — keeps --help quick

    question = asking.Question(
        period, options["issue"], options["actor"], options["status"], options["limit"]
    )
    asked = desk.asked(asking.KINDS[kind], question, day(options["as_of"]))
    if options["as_json"]:
        show_lines(_json_lines(asked.records), None)
    else:
        from watchdesk import shown_ledger  # noqa: PLC0415 — keeps --help quick

        today = day(options["as_of"]) or date.today()
        cited = shown_ledger.Cited({}, asked.texts, today)
        show_lines(
            (line for record in asked.records for line in shown_ledger.summary(record, cited)), None
        )
    if not asked.records:
        from watchdesk.brief import safe  # noqa: PLC0415 — keeps --help quick

        near = f"; is it {' or '.join(asked.near)}?" if asked.near else ""
        none = f"the ledger holds no such {kind}{near}"
        say(safe(_bare(options) if asked.is_bare else none))
    elif asked.more:
        say(f"{asked.more} more; --limit shows them")


def _bare(options: Mapping[str, Any]) -> str:
    """That nothing was read into the ledger, and how to."""
    desk, as_of = options["desk_dir"], day(options["as_of"])
    if as_of:
        return f"the ledger of {desk} held no article by {as_of}"
    cure = f"read some into it with `watchdesk ingest PATH --desk {desk}`"
    return f"the ledger of {desk} holds no article yet; {cure}"


@click.command()
@desk_option
@click.option("--week", help="An ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day, e.g. 2024-08-05.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day, e.g. 2024-08-11.")
@click.option(
    "--since",
    type=DAY,
    metavar="DAY",
    help="Instead: what the ledger came to hold since the end of this day (UTC).",
)
@as_of_option
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(CHANGES),
    help="Only changes of this kind; can be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def changes(**options: Any) -> None:
    """Tell what changed: claims, standings, positions, expectations, corrections, silent edits.

    By the days of the news, of the newest period unless named; with --since by what the ledger
    came to know between two days of reading.
    """
    period = period_of(options["week"], options["first"], options["last"])
    if options["since"] and period:
        raise click.UsageError("Give --since, or the days of the news, not both.")
    since, as_of = day(options["since"]), day(options["as_of"])
    if since and as_of and as_of < since:
        raise click.UsageError("--as-of lies before --since.")
    desk = open_desk(options["desk_dir"])
    found = desk.changes(period, since=since, as_of=as_of, only=options["only"])
    from watchdesk import shown_ledger  # noqa: PLC0415 — keeps --help quick

    if options["as_json"]:
        lines = list(_json_lines(found.changes))
    else:
        cited = shown_ledger.Cited({}, found.texts)
        lines = [line for one in found.changes for line in shown_ledger.change_lines(one, cited)]
    if options["output"]:
        write("".join(f"{line}\n" for line in lines), options["output"])
    else:
        show_lines(lines, None)
    if not found.changes:
        say("nothing changed in this time, as far as the ledger tells")


@click.command()
@click.argument("names", nargs=-1, metavar="ID ID…")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the ruling.")
def merge(names: tuple[str, ...], desk_dir: str, because: str) -> None:
    """Rule that claims (clm-…) or tellings (sta-…) say the same thing.

    The ruling is kept, holds after pages are read anew, and can be taken back with undo.
    """
    if len(names) < 2:
        raise click.UsageError("Name two claims or tellings at least.")
    ruling = open_desk(desk_dir).merge(names, because)
    click.echo(ruling.id)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("tellings", nargs=-1, metavar="TELLING…")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the ruling.")
def split(claim: str, tellings: tuple[str, ...], desk_dir: str, because: str) -> None:
    """Rule that tellings (sta-…) of a claim (clm-…) do not say what its others say."""
    if not tellings:
        raise click.UsageError("Name the tellings that do not belong to the claim.")
    ruling = open_desk(desk_dir).split(claim, tellings, because)
    click.echo(ruling.id)


@click.command()
@click.argument("record", metavar="ID")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the ruling.")
def dismiss(record: str, desk_dir: str, because: str) -> None:
    """Rule that a claim, contradiction, position, expectation or correction is wrong.

    It stays in the ledger and can be shown, but no list, brief or export holds it any more.
    """
    click.echo(open_desk(desk_dir).dismiss(record, because).id)


@click.command()
@click.argument("entity", metavar="ACTOR")
@click.argument("name")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the ruling.")
def rename(entity: str, name: str, desk_dir: str, because: str) -> None:
    """Rule that ACTOR (an id such as person:olaf-scholz) is printed as NAME."""
    click.echo(open_desk(desk_dir).rename(entity, name, because).id)


@click.command()
@click.argument("ruling", metavar="RULING")
@desk_option
@click.option("--because", default="", help="Why, in your words; it is kept with the ruling.")
def undo(ruling: str, desk_dir: str, because: str) -> None:
    """Take back a ruling (rul-…)."""
    click.echo(open_desk(desk_dir).undo(ruling, because).id)
