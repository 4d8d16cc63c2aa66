"""The section on the desk's pages in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## The desk's pages

`python bench/pages.py --desk FOLDER --files PATH`, over a ledger of {articles:,} articles and
{sentences:,} sentences (the one of [the growing ledger](#the-growing-ledger)). Each page is asked
for {asked} times, each time of another record, week or word, by one reader over loopback; the time
is that of the whole answer, the weight what goes over the wire, compressed. "Work" is the
processor's time that the server took for one on average. The machine's load was {load:g} on
{cores} cores, with server, reader and ingest at niceness {niceness}; other work held the pages up
where the load was above 2. Asked: 95 of 100 within {bar_ms} ms; a claim within 10 KB, the matrix
within 40 KB, the map within 80 KB.

The server answers {server_answers_s:g} s after it was started, and has what pages need of the whole
ledger after {server_warm_s:g} s. The brief of a week for which nobody has asked is made in
{brief_s:g} s; until then its page says so.

| page | median ms | p95 ms | work ms | first ms | p95 KB | largest KB |
|---|---|---|---|---|---|---|
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
    cores = result["machine"]["cores"]
    told = {"articles": rows["article"], "sentences": rows["sentence"], "cores": cores, **result}
    lines = [
        f"| {name} | {page['p50_ms']:.0f} | {page['p95_ms']:.0f} | "
        f"{page['worked_ms']:.0f} | {page['first_ms']:.0f} | "
        f"{page['bytes_p95'] / 1024:.1f} | {page['bytes_max'] / 1024:.1f} |"
        for name, page in result["pages"].items()
    ]
    out = _HEAD.format(**told) + "\n".join(lines) + "\n"
    beside = result["readers_at_once"]
    if beside:
        bar = f"{result['bar_readers_ms']} ms"
        out += _BESIDE.format(bar=bar, megabytes=result["server_megabytes"], **beside)
    return out
