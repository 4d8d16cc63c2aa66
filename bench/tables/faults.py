"""The section on ingests that are killed in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Ingests that are killed

`python bench/faults.py --trials {trials} --postgres`: an ingest of the sample's captures into a
new desk is hit at a random moment, and the same command is run again until it ends by itself;
then every reading, relation, record and version is compared with what an undisturbed ingest
leaves. {struck} of {trials} trials hit in time. **{not_whole} ledgers were not whole** (a row
lost, doubled or other), {left_behind} processes were left behind.

| executor | ledger | what was hit | trials | in time | most starts | not whole |
|---|---|---|---|---|---|---|
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    rows = [
        f"| {one['executor']} | {one['store']} | {one['victim']} | {one['trials']} | "
        f"{one['struck']} | {one['most_runs']} | {len(one['unlike'])} |"
        for one in result["cases"]
    ]
    return _HEAD.format(**result) + "\n".join(rows) + "\n"
