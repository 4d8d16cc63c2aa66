"""The section on fuzzing in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## What falls out of damaged input

`python tools/fuzz.py READER --minutes N --out DIR` for each reader. Mutations of small samples are
read as the program reads them, guided by coverage of intake where atheris is installed; part of
the input is packed whole again or has its check sums made right, so that the damage gets past
them. Each must give captures that are in order or refusals by name. Any exception, more than 5 s
of CPU or 512 MB more memory for one input of up to 16 KiB, and any end of the process is a
finding. *Kinds* are the different answers given; nothing was tuned on this.

"""
_COLUMNS = (
    "reader",
    "minutes",
    "inputs",
    "inputs/s",
    "kinds",
    "slowest, s",
    "peak, MB",
    "findings",
)


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    rows = [_COLUMNS, ("---", *["---:"] * (len(_COLUMNS) - 2), "---")]
    for reader, found in result["readers"].items():
        rows.append(
            (
                reader,
                f"{found['minutes']:g}",
                f"{found['inputs']:,}",
                f"{found['inputs_per_s']:,.0f}",
                f"{len(found['gave'])}",
                f"{found['slowest_s']:.2f}",
                f"{found['peak_mb']}",
                _findings(found["findings"]),
            )
        )
    return _HEAD + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _findings(found: dict[str, int]) -> str:
    return "; ".join(f"{what}: {number:,}" for what, number in sorted(found.items())) or "none"
