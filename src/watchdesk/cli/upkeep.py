"""The commands that make a desk and look after it: init, reindex, copy-ledger, backup, restore and
doctor."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path

import click

from watchdesk import logs
from watchdesk.cli.options import desk_option, metrics_option, open_desk
from watchdesk.cli.program import REFUSED, end


@click.command()
@click.argument("folder", type=click.Path())
@click.option("--watch", type=click.Path(), help="Start from this watch.toml.")
def init(folder: str, watch: str | None) -> None:
    """Make a desk in FOLDER."""
    from watchdesk.desk import Desk  # noqa: PLC0415 — keeps --help quick

    Desk.init(folder, watch)
    typed = shlex.quote(folder)
    click.echo(f"{folder} is a desk. Edit {Path(folder) / 'watch.toml'}, then:")
    click.echo(f"  watchdesk ingest PATH… --desk {typed}")
    click.echo(f"  watchdesk brief --desk {typed}")


@click.command()
@desk_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def reindex(desk_dir: str, quiet: bool) -> None:
    """Make the index that finds copies again, from the ledger.

    For when the index is damaged or lost. The ledger is not changed. Stopped on its way, it is
    finished by the next ingest.
    """
    from watchdesk import progress  # noqa: PLC0415 — keeps --help quick

    desk = open_desk(desk_dir)
    with progress.count("indexing", "articles", quiet=quiet) as step:
        number = desk.reindex(step)
    words = f"{number:,} article{'' if number == 1 else 's'} indexed"
    end({"articles": number}, "" if quiet else words)


@click.command("copy-ledger")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def copy_ledger(source: str, target: str, quiet: bool) -> None:
    """Copy the ledger of FROM to TO, with all it holds and as it stood on every past day.

    Each is a desk's folder, its file ledger.db, or the address of a PostgreSQL database, such as
    postgresql://desk@db.example.org/watchdesk; the password stands in PGPASSWORD or ~/.pgpass. TO
    must be empty. All is copied or nothing, and what arrived is compared with what was sent. While
    it is copied others can read FROM, and write to it; what they write then is not copied.
    """
    from watchdesk import progress  # noqa: PLC0415 — keeps --help quick
    from watchdesk.ledgers import copy_ledger as copy  # noqa: PLC0415 — as above
    from watchdesk.store import is_address  # noqa: PLC0415 — as above

    with progress.count("copying", "rows", quiet=quiet) as step:
        done = copy(source, target, step)
    words = (
        f"{done.rows:,} rows of {done.tables} tables copied from {done.source} to "
        f"{done.target}, and found to be the same"
    )
    if is_address(target):
        words += f'\nA desk uses it when its watch.toml says:\n  [ledger]\n  url = "{target}"'
    end(done._asdict(), "" if quiet else words)


@click.command()
@click.argument("target", metavar="FILE", type=click.Path())
@desk_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@metrics_option
def backup(target: str, desk_dir: str, quiet: bool, metrics_file: Path | None) -> None:
    """Put a desk away in FILE: a tar file, packed if its name ends in .gz.

    It holds the ledger, wherever that is kept, as it is at one moment, and the desk's own files,
    each with a checksum. Others may read and write meanwhile.
    """
    from watchdesk import batches, figures, progress  # noqa: PLC0415 — keeps --help quick
    from watchdesk.backups import back_up  # noqa: PLC0415 — as above

    with (
        batches.told(metrics_file, "backup", desk_dir) as batch,
        progress.count("copying", "rows", quiet=quiet) as step,
    ):
        done = back_up(Path(desk_dir), Path(target), step)
        batch.now = partial(figures.of_backup, done)
    words = f"{done.rows:,} rows and {done.files - 1} files of {desk_dir} are in {target}"
    end(done._asdict() | {"files": done.files - 1}, "" if quiet else words)


@click.command()
@click.argument("source", metavar="FILE", type=click.Path())
@click.option(
    "--desk", "desk_dir", type=click.Path(), required=True, help="The folder to make; a new one."
)
@click.option("--quiet", is_flag=True, help="No summary.")
def restore(source: str, desk_dir: str, quiet: bool) -> None:
    """Make a desk from FILE, which `watchdesk backup` wrote.

    Every file is checked first. A folder that holds something is never written over.
    """
    from watchdesk.backups import restore as make  # noqa: PLC0415 — keeps --help quick
    from watchdesk.watch import FILE_NAME, load_watch  # noqa: PLC0415 — as above

    done = make(Path(source), Path(desk_dir))
    words = f"{desk_dir} is the desk of {done.made_at}: {done.rows:,} rows"
    if not quiet and load_watch(Path(desk_dir) / FILE_NAME).ledger:
        place = shlex.quote(str(Path(desk_dir) / "ledger.db"))
        words += "\nIts watch.toml names a server. To have the ledger there again:"
        words += f"\n  watchdesk copy-ledger {place} ADDRESS"
    end(done._asdict() | {"files": done.files - 1}, "" if quiet else words)


@click.command()
@click.option("--desk", "desk_dir", type=click.Path(), help="Check this desk, too.")
@click.option(
    "--repost", is_flag=True, help="First make the records across the desk's articles again."
)
def doctor(desk_dir: str | None, repost: bool) -> None:
    """Check that Watchdesk can work here, and that a desk's ledger is sound.

    With --repost the claims, contradictions, positions, expectations and stories are made again
    from all that was recorded. What was recorded is not changed. Stopped on its way, it is finished
    by the next ingest.
    """
    from watchdesk import doctor as checks  # noqa: PLC0415 — keeps --help quick

    if repost:
        _repost(desk_dir)
    made = failed = 0
    for result in checks.examine(desk_dir):
        made += 1
        failed += not result.ok
        click.echo(f"{'ok  ' if result.ok else 'FAIL'}  {result.what}: {result.found}")
        for line in (*result.more, *([result.cure] if result.cure else [])):
            click.echo(f"      {line}")
    end({"checks": made, "failed": failed})
    sys.exit(REFUSED if failed else 0)


def _repost(desk_dir: str | None) -> None:
    from watchdesk import progress  # noqa: PLC0415 — keeps --help quick

    if desk_dir is None:
        raise click.UsageError("--repost needs --desk")
    desk = open_desk(desk_dir)
    with progress.count("posting", "captures") as step:
        number = desk.repost(step)
    if logs.is_json():
        logs.event("posted", {"captures": number})
    else:
        click.echo(f"{number:,} capture{'' if number == 1 else 's'} posted")
