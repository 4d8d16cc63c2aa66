"""The commands that tell what a ledger holds: brief, edit, diff, search and show."""

from __future__ import annotations

import sys
from typing import Any

import click

from watchdesk.cli.options import DAY, as_of_option, day, desk_option, open_desk, period_of
from watchdesk.cli.output import brief_form_of, form_of, looks, show_lines, write
from watchdesk.cli.program import say


@click.command()
@desk_option
@click.option("--week", help="An ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day, e.g. 2024-08-05.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day, e.g. 2024-08-11.")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json", "docx", "atom", "jsonfeed"]),
    help="Markdown, HTML, JSON, a Word document, or a feed as Atom or JSON Feed; by default what "
    "the output file's ending says (.md .html .json .docx .atom .xml .feed.json), else Markdown.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--edits",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Apply this editor's file; by default that of the period in the desk's folder edits/.",
)
@click.option("--no-edits", is_flag=True, help="Leave what editors did aside.")
@click.option(
    "--rewrite",
    is_flag=True,
    help="Have the model under [rewriting] of watch.toml rephrase bullets; the gate judges each.",
)
def brief(**options: Any) -> None:
    """Write the brief of a period, by default the newest one with a dated article."""
    output = options["output"]
    form = options["form"] or brief_form_of(output)
    if options["edits"] and options["no_edits"]:
        raise click.UsageError("Give --edits or --no-edits, not both.")
    if form == "docx" and output is None and sys.stdout.isatty():
        raise click.UsageError("A Word document is no text to print; name a file with -o.")
    period = period_of(options["week"], options["first"], options["last"])
    desk = open_desk(options["desk_dir"])
    from watchdesk import briefs  # noqa: PLC0415 — keeps --help quick
    from watchdesk.brief import hands  # noqa: PLC0415 — keeps --help quick

    wanted = briefs.Wanted(
        period=period,
        as_of=day(options["as_of"]),
        edits=options["edits"],
        is_edited=not options["no_edits"],
        is_rewritten=options["rewrite"],
    )
    made = briefs.brief_of(desk, wanted)
    write(briefs.written(desk, made, form), output)
    for words in hands.warnings(made.brief):
        say(words)
    if output:
        bullets = sum(len(section.bullets) for section in made.brief.sections)
        cited = len(made.brief.citations)
        click.echo(f"{output}: {bullets} bullets, {cited} citations", err=True)


@click.command()
@desk_option
@click.option("--week", help="An ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day, e.g. 2024-08-05.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day, e.g. 2024-08-11.")
@as_of_option
def edit(**options: Any) -> None:
    """Make the file in which an editor pins, drops, moves and rewords bullets of a brief.

    It is made in the desk's folder edits/, one for each period, with every bullet of the brief. Of
    a file that is there nothing is changed; bullets that it has not are added.
    """
    period = period_of(options["week"], options["first"], options["last"])
    desk = open_desk(options["desk_dir"])
    from watchdesk import briefs  # noqa: PLC0415 — keeps --help quick

    path, added = briefs.begin(desk, period, day(options["as_of"]))
    click.echo(str(path))
    click.echo(f"{path}: {added} bullets added", err=True)


@click.command()
@click.argument("pages", nargs=-1, metavar="[A B]", type=click.Path())
@desk_option
@click.option("--week", help="List the edits of an ISO week, e.g. 2024-W32.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="First day of the list.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day of the list.")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json"]),
    help="Text, HTML or JSON; by default what the output file's ending says, else text.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def diff(pages: tuple[str, ...], **options: Any) -> None:
    """Compare two captures of a page, and tell what the edit touched.

    A and B are ids of captures or articles in the desk, or files; then no desk is needed. Without
    them every page that was captured more than once is listed, the newest first.
    """
    if len(pages) not in (0, 2):
        raise click.UsageError("Name two captures, or none for a list of all edits.")
    if pages and (options["week"] or options["first"] or options["last"]):
        raise click.UsageError("--week, --from and --to belong to the list, not to two captures.")
    output = options["output"]
    form = options["form"] or form_of(output).replace("md", "text")
    period = period_of(options["week"], options["first"], options["last"])
    from watchdesk import compared, versions  # noqa: PLC0415 — keeps --help quick

    as_of = day(options["as_of"])
    if pages:
        both = (pages[0], pages[1])
        desk = open_desk(options["desk_dir"]) if any(map(versions.is_id, pages)) else None
        made = desk.diff(*both, as_of) if desk else versions.compared_files(*both)
        show_lines(compared.of_two(made, form, *looks(output)), output)
        return
    desk = open_desk(options["desk_dir"])
    found = list(desk.edits(period, as_of))
    show_lines(compared.of_many(found, form, desk.watch.name, looks(output)[1]), output)
    if not found:
        say("the ledger holds no page that was captured more than once in this time")


@click.command()
@click.argument("query")
@desk_option
@as_of_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def search(query: str, desk_dir: str, as_of: Any, limit: int) -> None:
    """Find sentences that hold all words of QUERY, those that say little besides first.

    "A phrase" stands in double quotes, negot* finds any ending, -word leaves out what holds it
    (write -- before a QUERY that begins with a dash).
    """
    desk = open_desk(desk_dir)
    from watchdesk import shown  # noqa: PLC0415 — keeps --help quick

    found = list(desk.search(query, limit, day(as_of)))
    for hit in found:
        click.echo(shown.hit(hit))
    if not found:
        say(f"nothing holds all words of {query!r}")


@click.command()
@click.argument("name", metavar="ID")
@desk_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
def show(name: str, desk_dir: str, as_of: Any, as_json: bool) -> None:
    """Show what an id or an address (cap-…#char=12,80) leads to."""
    desk = open_desk(desk_dir)
    from watchdesk import shown  # noqa: PLC0415 — keeps --help quick

    found = desk.show(name, day(as_of))
    if as_json:
        from watchdesk.brief.wording import escape_unsafe_json  # noqa: PLC0415 — keeps --help quick

        click.echo(escape_unsafe_json(found.record.model_dump_json(indent=2)))
    else:
        click.echo(shown.text_of(found))
