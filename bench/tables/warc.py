"""The section on web archives in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Web archives

`python bench/warc.py --data PATH`. A crawl of 400 pages (the 80 of "Fundus", Dallabetta et al.
2024, repeated) with the requests, pictures, scripts, redirects, revisits and notes of a crawler
between them. CPU time on one core, median of {rounds} runs, all systems in turn. "fastwarc" reads
every record and the bodies of the pages; "records alone" is our walk through the same, which also
checks ends and lengths, looks at each answer's head and can go on behind damage. Nothing was tuned
on these pages but the extraction itself, of which half the outlets were in sight. The bar: at most
1.3 times the library and an extraction.

"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    shapes = [shape for shape in (".warc", ".warc.gz") if shape in result]
    rows = [
        ["", *(f"{shape}: CPU s | records/s" for shape in shapes)],
        ["---", *(["---: | ---:"] * len(shapes))],
    ]
    for name in result[shapes[0]]["systems"]:
        cells = []
        for shape in shapes:
            seconds = result[shape]["systems"][name]["cpu_s"]
            cells.append(f"{seconds:.3f} | {result[shape]['records'] / seconds:,.0f}")
        rows.append([name, *cells])
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    first = result[shapes[0]]
    told = "; ".join(
        f"{shape}: {ratio['trafilatura']:.2f} times fastwarc and trafilatura, "
        f"{ratio['our extraction']:.2f} times fastwarc and our own extraction"
        for shape, ratio in ((shape, result[shape]["ratio_to_fastwarc_and"]) for shape in shapes)
    )
    peaks = ", ".join(f"{name}: {peak:.0f} MB" for name, peak in result["peak_mb"].items())
    return (
        _HEAD.format(rounds=result["rounds"])
        + lines
        + f"\n\n{first['records']:,} records, {first['mb']:.0f} MB unpacked. Watchdesk as a whole, "
        f"{told}. Peak memory of a process that reads an archive of a given unpacked size, most of "
        f"it video: {peaks}.\n"
    )
