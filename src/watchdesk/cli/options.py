"""What several commands are asked with: desks, days and columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from watchdesk.desk import Desk
    from watchdesk.records import Interval
    from watchdesk.scale import Executor

F = TypeVar("F", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d"])
EXECUTORS = ("process", "pool", "ray")
"""Where captures can be read."""


def desk_option(function: F) -> F:
    """``--desk DIR``, the current folder unless named."""
    return click.option(
        "--desk",
        "desk_dir",
        type=click.Path(),
        default=".",
        show_default=True,
        envvar="WATCHDESK_DESK",
        show_envvar=True,
        help="The desk's folder.",
    )(function)


def as_of_option(function: F) -> F:
    """``--as-of DAY``."""
    return click.option(
        "--as-of",
        type=DAY,
        metavar="DAY",
        help="Read the ledger as it stood at the end of this day (UTC).",
    )(function)


def map_option(function: F) -> F:
    """``--map FIELD=COLUMN``, read into the columns by field."""
    return click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        callback=_columns,
        help="Which column of CSV or Parquet, or key of JSON, holds what: text=story,url=link or "
        "text=article.body; can be given again. Fields: text, html, url, title, deck, outlet, "
        "authors, published, language, captured. Unmapped ones are told by usual names in any "
        "spelling, such as body, link, headline, byline, publish_date or crawled_at.",
    )(function)


def private_option(function: F) -> F:
    """``--allow-private``."""
    return click.option(
        "--allow-private",
        is_flag=True,
        help="Fetch also from hosts inside a private network, as far as they are named here or "
        "in watch.toml.",
    )(function)


def metrics_option(function: F) -> F:
    """``--metrics-file FILE``."""
    return click.option(
        "--metrics-file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE.prom",
        callback=_prom,
        help="Tell in this file how the run ended, for the textfile collector of Prometheus' node "
        "exporter.",
    )(function)


def _prom(_: click.Context, __: click.Parameter, file: Path | None) -> Path | None:
    """Only such a name is read by the collector; and nothing else is written over by mistake."""
    if file is not None and file.suffix != ".prom":
        raise click.BadParameter(f"{str(file)!r} does not end in .prom; the collector needs that.")
    return file


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Any:
    from watchdesk.intake import columns  # noqa: PLC0415 — keeps --help quick

    return columns.parse(given) if given else {}


def open_desk(desk_dir: str, *, create: bool = False) -> Desk:
    """The desk in a folder, made there if it is to be."""
    from watchdesk.desk import Desk  # noqa: PLC0415 — keeps --help quick

    return Desk.open(desk_dir, create=create)


def day(value: Any) -> date | None:
    """The day asked for; the very last there is has no day after it that could end it."""
    return None if value is None else min(value.date(), date.max - timedelta(days=1))


def period_of(week: str | None, first: Any, last: Any) -> Interval | None:
    """The time that --week, or --from and --to, name; ``None`` when none of them is given."""
    if week and (first or last):
        raise click.UsageError("Give --week, or --from and --to, not both.")
    if week:
        from watchdesk.periods import week as iso_week  # noqa: PLC0415 — keeps --help quick

        try:
            return iso_week(week)
        except (ValueError, OverflowError) as error:
            words = f"there is no ISO week {week!r}; write it like 2024-W32."
            raise click.BadParameter(words, param_hint="--week") from error
    if bool(first) != bool(last):
        raise click.UsageError("--from and --to go together.")
    if not first:
        return None
    if last < first:
        raise click.UsageError("--to lies before --from.")
    from watchdesk.records import Interval  # noqa: PLC0415 — keeps --help quick

    return Interval.between(first.date(), last.date())


executor_option = click.option(
    "--executor",
    type=click.Choice(EXECUTORS),
    default="pool",
    show_default=True,
    help="Where captures are read: in this process, in a pool of processes beside it, or on a "
    "cluster through Daft on Ray. What comes of it is the same. A pool is only started where "
    "there is more than a handful to read.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many read at once; by default one for each core, as far as memory goes.",
)
ray_option = click.option(
    "--ray-address",
    metavar="HOST:PORT",
    envvar="RAY_ADDRESS",
    show_envvar=True,
    help="With --executor ray: the cluster; by default Ray is begun on this machine.",
)


def jobs_of(name: str, jobs: int | None) -> int:
    """How many archives are sifted here at once, by the name of an executor."""
    from watchdesk import scale  # noqa: PLC0415 — keeps --help quick

    return 1 if name == "process" else jobs or scale.cores()


def executor_of(name: str, jobs: int | None, address: str | None = None) -> Executor:
    """Who reads, by the name of an option."""
    from watchdesk import scale  # noqa: PLC0415 — keeps --help quick

    if name == "ray":
        return scale.Cluster(address, jobs)
    return scale.Pool(jobs) if name == "pool" else scale.Here()
