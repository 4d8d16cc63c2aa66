"""The section on a ledger for a team in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## A ledger for a team

`watchdesk copy-ledger FOLDER URL`, then `python bench/postgres.py --ledger URL`: {readers}
readers ask the ledger of [the growing ledger](#the-growing-ledger) on PostgreSQL for
{seconds:.0f} seconds what pages ask, each a question every {pause_s:g} seconds, one in five of a
past day, while {writers} writers add articles. Server, readers and writers share {cores} cores.
Time is by the clock, in milliseconds.

{answers:,} answers ({answers_a_second:g} a second) and {articles:,} articles; **{errors} errors,
{lost} lost, {too_many} too many**. Of all answers half came within {p50:g} ms, 95 of 100 within
**{p95:g} ms** (asked: 150); an article took {write_p50:g} ms, 95 of 100 within {write_p95:g} ms.

| question | median | p95 | longest |
|---|---|---|---|
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    written = result["write_ms"] or {"p50": 0, "p95": 0}
    told = {
        **result,
        "p50": round(result["read_ms"]["p50"]),
        "p95": round(result["read_ms"]["p95"]),
        "write_p50": round(written["p50"]),
        "write_p95": round(written["p95"]),
    }
    rows = [
        f"| {name} | {one['p50']:.0f} | {one['p95']:.0f} | {one['max']:.0f} |"
        for name, one in result["by_question_ms"].items()
    ]
    return _HEAD.format(**told) + "\n".join(rows) + "\n"
