"""How well the gate tells rewordings that say the same from those that do not.

``python bench/gate.py [--misses]`` judges the pairs of ``tests/data/gate`` and writes
``bench/results/gate.json``. ``developed.txt`` was in sight while the rules were made; ``held.txt``
was written after they were frozen. Recall is the share of the wrong rewordings that are stopped,
precision the share of the stopped ones that are wrong, ``named`` the share of the wrong ones for
which the gate finds the kind that the pair names.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measure import save
from watchdesk.brief import check

DATA = Path(__file__).parent.parent / "tests" / "data" / "gate"
PARTS = ("developed", "held")


class Pair(NamedTuple):
    """Cited words and a rewording of them."""

    cited: tuple[str, ...]
    text: str
    kind: str | None
    """What is wrong; ``None`` for one that may pass."""
    why: str


class Figures(NamedTuple):
    """How the gate did on some pairs."""

    pairs: int
    wrong: int
    """Pairs that are to be stopped."""
    recall: float
    precision: float
    named: float
    misses: tuple[str, ...]


def pairs(part: str) -> Iterator[Pair]:
    """The pairs of a part, in the order of the file."""
    cited: list[str] = []
    is_open = False
    for line in (DATA / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "=":
            cited = [*cited, rest] if is_open else [rest]
        elif mark in ("+", "-"):
            fields = [field.strip() for field in rest.split(" | ")]
            kind = fields.pop(0) if mark == "-" else None
            yield Pair(tuple(cited), fields[0], kind, fields[1])
        is_open = mark == "="


def judged(part: str) -> Figures:
    """All pairs of a part before the gate."""
    right = stopped = wrong = named = count = 0
    misses = []
    for pair in pairs(part):
        count += 1
        found = {finding.kind for finding in check(pair.text, pair.cited)}
        wrong += pair.kind is not None
        stopped += bool(found)
        right += bool(found) and pair.kind is not None
        named += pair.kind in found
        if bool(found) is not (pair.kind is not None):
            misses.append(f"{pair.kind or 'may pass'}, found {sorted(found)}: {pair.text}")
    return Figures(
        pairs=count,
        wrong=wrong,
        recall=round(right / wrong, 4),
        precision=round(right / stopped, 4),
        named=round(named / wrong, 4),
        misses=tuple(misses),
    )


def main() -> None:
    """Print the figures, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="say what was judged wrongly")
    options = parser.parse_args()
    found = {part: judged(part) for part in PARTS if (DATA / f"{part}.txt").exists()}
    for part, one in found.items():
        print(f"{part:10} {one.pairs:>4} pairs, {one.wrong} wrong")
        print(
            f"{'':10} recall {one.recall:.3f}, precision {one.precision:.3f}, {one.named:.3f} named"
        )
        for miss in one.misses if options.misses else ():
            print(f"{'':10} {miss}")
    save("gate", {part: one._asdict() | {"misses": len(one.misses)} for part, one in found.items()})


if __name__ == "__main__":
    main()
