"""The section on slow links in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Pages over a slow link

`python bench/slow_link.py` opens each page of the sample desk {times} times in Chromium {version}
as on a phone: 1.6 Mbit/s down, 150 ms there and back, a processor four times as slow, nothing kept
from before. Painted: the first words are seen. Usable: the document is whole as well. Asked:
{bar:,} ms. Weight is what goes over the wire, styles and scripts included.

| page | painted ms | usable ms | slowest of {times} ms | KB |
|---|---|---|---|---|
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    head = _HEAD.format(
        times=result["times"], version=result["chromium"].partition(".")[0], bar=result["bar_ms"]
    )
    lines = [
        f"| {name.replace('-', ' ')} | {page['paint_ms']:,} | {page['usable_ms']:,} | "
        f"{page['worst_ms']:,} | {page['kilobytes']:.1f} |"
        for name, page in result["pages"].items()
    ]
    return head + "\n".join(lines) + "\n"
