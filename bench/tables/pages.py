"""The section on the desk's pages in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## The desk's pages

`python bench/pages.py --desk FOLDER --files PATH`, over a ledger of {articles:,} articles and
{sentences:,} sentences (the one of [the growing ledger](#the-growing-ledger)). Each page is asked
for {asked} times, each time of another record, week or word, by one reader over loopback; the time
is that of the whole answer, the weight what goes over the wire, compressed. Asked: 95 of 100 within
{bar_ms} ms; a claim within 10 KB, the matrix within 40 KB, the map within 80 KB.

| page | median ms | p95 ms | first ms | p95 KB | largest KB |
|---|---|---|---|---|---|
"""
_BESIDE = """
{readers} readers at once for {seconds:.0f} seconds, each asking for the next of {addresses}
addresses as soon as it has the last answer, while articles are read into the same desk: {answers:,}
answers ({answers_a_second:g} a second), {errors} errors; median {p50_ms:g} ms, p95 {p95_ms:g} ms
(asked: {bar}), longest {max_ms:g} ms. The server held {megabytes:,} MB at most before that.
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    rows = result["rows"]
    told = {"articles": rows["article"], "sentences": rows["sentence"], **result}
    lines = [
        f"| {name} | {page['p50_ms']:.0f} | {page['p95_ms']:.0f} | {page['first_ms']:.0f} | "
        f"{page['bytes_p95'] / 1024:.1f} | {page['bytes_max'] / 1024:.1f} |"
        for name, page in result["pages"].items()
    ]
    out = _HEAD.format(**told) + "\n".join(lines) + "\n"
    beside = result["readers_at_once"]
    if beside:
        bar = f"{result['bar_readers_ms']} ms"
        out += _BESIDE.format(bar=bar, megabytes=result["server_megabytes"], **beside)
    return out
