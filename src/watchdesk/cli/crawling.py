"""The command that reads a crawl."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from watchdesk.cli.options import (
    desk_option,
    executor_of,
    executor_option,
    jobs_of,
    jobs_option,
    metrics_option,
    open_desk,
    ray_option,
)
from watchdesk.cli.program import counting, end, say_refused, status, stoppable

if TYPE_CHECKING:
    from watchdesk.batches import Batch
    from watchdesk.crawled import CrawlReport
    from watchdesk.ingest import IngestReport
    from watchdesk.records import Refusal


@click.command("crawl-read")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--relevant",
    multiple=True,
    metavar="WORDS",
    help="Read only what holds one of these words or phrases, with a comma between two and a * for "
    "any ending; can be given again. By default what the issues and actors of watch.toml name.",
)
@desk_option
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Where manifest.jsonl, dropped.jsonl and shards are; by default the folder crawl of the "
    "desk.",
)
@click.option(
    "--keep-shards",
    is_flag=True,
    help="Keep what was sifted, so that it need not be sifted again for other models or cue words.",
)
@click.option("--quiet", is_flag=True, help="No progress and no table, only what was refused.")
@executor_option
@jobs_option
@ray_option
@metrics_option
def crawl_read(
    paths: tuple[str, ...], relevant: tuple[str, ...], desk_dir: str, quiet: bool, **options: Any
) -> None:
    """Read the web archives of a crawl into the desk's ledger, as far as it cares for them.

    PATHS are .warc and .warc.gz files, folders of them, and s3:// addresses. What is not in
    English or names nothing that is watched is dropped after a glance; how much, and why, is told,
    and a sample of it is in dropped.jsonl. The same command goes on where it was stopped.
    """
    from watchdesk import batches, crawled, figures  # noqa: PLC0415 — keeps --help quick

    with batches.told(options["metrics_file"], "crawl-read", desk_dir) as batch:
        counting(batch.figures)
        report = _crawl_read(paths, relevant, desk_dir, {**options, "quiet": quiet}, batch)
        batch.now, batch.failed = partial(figures.of_crawl, report), report.nothing_done
    end(figures.of_crawl(report), "" if quiet else crawled.table(report))
    sys.exit(status(bool(report.refused), report.nothing_done))


def _crawl_read(
    paths: tuple[str, ...],
    relevant: tuple[str, ...],
    desk_dir: str,
    options: Mapping[str, Any],
    batch: Batch,
) -> CrawlReport:
    from watchdesk import crawled, figures, progress  # noqa: PLC0415 — keeps --help quick

    desk = open_desk(desk_dir)
    said: set[str] = set()

    def refuse(refused: Sequence[Refusal]) -> None:
        for one in refused:
            if str(one) not in said:
                say_refused(one)
            said.add(str(one))

    with stoppable() as check, progress.bar("reading", None, quiet=options["quiet"]) as step:

        def tell(report: CrawlReport, now: IngestReport) -> None:
            batch.now = partial(figures.of_crawl, report)
            check()
            refuse(now.refused[-1:])
            if now.files:
                step(report.archives + now.files, report.captures + now.captures + now.known)
            else:
                step(report.sifted, report.looked_at)

        report = crawled.crawl_read(
            desk,
            paths,
            relevant,
            out=Path(options["out"]) if options["out"] else None,
            ways=crawled.Ways(
                executor_of(options["executor"], options["jobs"], options["ray_address"]),
                jobs_of(options["executor"], options["jobs"]),
                keeps_shards=options["keep_shards"],
                tell=tell,
            ),
        )
    refuse(report.refused)
    return report
