"""The section on crawls in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## A crawl, cleaned and without its copies

`python bench/crawl.py --data NEWS --pages FOLDER --peer PYTHON`: an archive of {pages:,} pages is
opened, the articles are taken out of the pages, and pages that print the same are found. {made:,}
pages were made: news articles among the menus and teasers of invented sites, a third of them again
on a second site, a quarter on a third with changes; {saved_pages} are saved pages of real outlets.
Beside us [datatrove](https://github.com/huggingface/datatrove) {datatrove} with its local executor,
its Trafilatura step and its MinHash steps as they are set. One core, processor time, best of
{rounds}; we are {times_as_quick:g} times as quick.

| | pages a second | memory, MB | pages with a text | copies found | of those found, right |
|---|---|---|---|---|---|
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    made = result["pages"] - result["saved_pages"]
    rows = [
        f"| {system} | {result['pages_a_second'][system]:g} | {result['peak_mb'][system]} | "
        f"{one['pages']:,} | {one['recall']:.3f} | {one['precision']:.3f} |"
        for system, one in result["copies"].items()
    ]
    return _HEAD.format(made=made, **result) + "\n".join(rows) + "\n"
