"""The section on the records across articles in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """\
## The ledger: claims, contradictions, positions, expectations

`python bench/ledger_quality.py --part PART` (or `--desk tests/data/DESK`) makes a desk of the
sample in [examples/kursk-2024](../examples/kursk-2024/README.md), or of another one, and compares
what it holds across articles with the answer key. **The texts and the keys were written for this
project**, the keys before the code. `all` is the whole sample; it and `desk_world` were worked on.
`desk_wire`, by a writer who had not seen the rules, was scored before it was worked on:
contradictions .194, positions .361, changes .000, expectations .717, origins .802, claims .810;
what stands below is after. `desk_held` is by yet another writer, and nobody who makes rules has
seen it:
**its column tells how far the rules carry**. It was scored twice, in totals.
Definitions: docstrings of `bench/ledger_claims.py`,
`bench/ledger_scores.py` and `bench/ledger_stances.py`.
"""
_PARTS = (
    ("desk_held", "held out"),
    ("all", "worked on"),
    ("autumn", "worked on"),
    ("summer", "worked on"),
    ("desk_world", "worked on"),
    ("desk_wire", "worked on"),
)


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    parts = [(part, label) for part, label in _PARTS if part in result]
    return "\n".join([_HEAD, *_rows(result, parts)]) + "\n"


def _rows(result: dict[str, Any], parts: list[tuple[str, str]]) -> Iterator[str]:
    labels = [f"{part}, {label}" for part, label in parts]
    yield "| " + " | ".join(["question", *labels]) + " |"
    yield "| --- |" + " --- |" * len(labels)
    for name in result[parts[0][0]] if parts else ():
        cells = [_cell(result[part].get(name)) for part, _ in parts]
        yield "| " + " | ".join([name, *cells]) + " |"


def _cell(figures: dict[str, Any] | None) -> str:
    if figures is None:
        return ""
    if "precision" in figures:
        sides = f"{figures['precision']:.3f} / {figures['recall']:.3f}"
        return f"F1 {figures['value']:.3f} ({sides}), {figures['asked']} asked"
    return f"{figures['value']:.3f}, {figures['right']} of {figures['asked']}"
