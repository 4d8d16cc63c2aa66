"""The section on the growing ledger in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## The growing ledger

`python bench/ledger_scale.py --data PATH --cache FILE`. Real articles are read once and made into
editions: other words of the same length and about as frequent, other names, figures and days; three
in ten are printed in other papers, too. {articles:,} articles with {attributions:,} attributions
are added one by one. Adding is: comparing an article with all that are kept, entering it into every
room of the ledger, and committing; not reading it. One core, CPU time; the ledger then takes
{megabytes:,} MB.

"""
_NAMES = {
    "all_cpu": "adding an article",
    "post_cpu": "of that, entering it across articles",
}


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    sizes = list(result["adding_ms"])
    heads = " | ".join(f"at {int(size):,}: median, p95" for size in sizes)
    lines = [f"| milliseconds | {heads} | growth |", "|---|" + "---|" * (len(sizes) + 1)]
    for key, name in _NAMES.items():
        cells = [_pair(result["adding_ms"][size][key]) for size in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} | {result['growth'][key]:.2f}× |")
    asked = [
        "",
        "Sizes are attributions; growth compares the means of 300 articles around each. Questions,",
        "asked of the whole ledger for the first 100 records, by the clock:",
        "",
        "| question | median ms | p95 ms | found |",
        "|---|---|---|---|",
    ]
    for name, told in result["questions_ms"].items():
        asked.append(f"| {name} | {told['p50']:.1f} | {told['p95']:.1f} | {told['found']:g} |")
    return _HEAD.format(**result) + "\n".join([*lines, *asked]) + "\n"


def _pair(told: dict[str, float]) -> str:
    return f"{told['p50']:.0f}, {told['p95']:.0f}"
