"""How much of the sample's answer key the records across articles hold: one number per question.

``python bench/ledger_quality.py [--part summer|autumn|all] [--misses] [--show-held]`` makes a desk
of the sample in a temporary folder, asks it for its claims, contradictions, positions, expectations
and corrections, compares them with ``examples/kursk-2024/answers.json`` (and, of the autumn,
``answers_autumn.json``), and writes ``bench/results/ledger_quality.json``.

The texts and keys were written for this project. The summer is worked on: its key was written
before the code, and mended since where a run showed that the key was at fault. The autumn was
long held out: its key was written before the code and without sight of what is found; it is read
beside the summer it follows, only what its captures add is asked, and its misses are printed for
``--show-held`` alone.

``--desk DIR`` asks the same of another desk with captures, watch and key of its own, such as
``tests/data/desk_world``, which is for developing on; nothing is written then.

Definitions stand in ``ledger_claims.py``, ``ledger_scores.py`` and ``ledger_stances.py``, one
docstring a question. ``tests/test_ledger_floors.py`` holds the floors.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import ledger_claims as claims
import ledger_scores as scores
import ledger_stances as stances
from ledger_key import HELD, SAMPLE, LedgerKey, answers, captures
from measure import RESULTS, save
from watchdesk.desk import Desk
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    Position,
    Reading,
)

READ_ON = date(2026, 11, 21)
"""Fixed, so that the figures do not change with the calendar."""
PARTS = ("summer", "autumn", "all")
KEPT = (*PARTS, "desk_world", "desk_wire", "desk_held")
"""What figures are kept of: parts of the sample, and desks by the name of their folder."""

Scores = dict[str, scores.Both | scores.Score]


class Found(NamedTuple):
    """What a desk holds across articles."""

    readings: Sequence[Reading]
    claims: Sequence[Claim] = ()
    contradictions: Sequence[Contradiction] = ()
    positions: Sequence[Position] = ()
    expectations: Sequence[Expectation] = ()
    corrections: Sequence[Correction] = ()


def read(part: str, sample: Path = SAMPLE) -> Found:
    """What a fresh desk of a part's captures holds."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.init(Path(folder) / "desk", sample / "watch.toml")
        desk.ingest(captures(part, sample), today=READ_ON)
        return held(desk)


def held(desk: Desk) -> Found:
    """What a desk holds."""
    with desk.store.view() as view:
        readings = tuple(view.readings(Interval.unknown()))
    return Found(
        readings=readings,
        claims=desk.records(Claim),
        contradictions=desk.records(Contradiction),
        positions=desk.records(Position),
        expectations=desk.records(Expectation),
        corrections=desk.records(Correction),
    )


def compare(found: Found, key: LedgerKey) -> Scores:
    """All scores, by question."""
    told = claims.tellings(key, found.claims)
    best = claims.chosen(told)
    return {
        **claims.claims(told),
        **claims.origins(key, best),
        **claims.standings(key, best),
        "refusals to comment recorded": claims.silences(key, found.claims),
        **scores.contradictions(key, found.contradictions),
        **stances.positions(key, found.positions),
        "changes": stances.changes(key, found.positions),
        **scores.expectations(key, found.expectations),
        "corrections": scores.corrections(key, found.corrections),
    }


def measure(part: str, sample: Path = SAMPLE, desk: Desk | None = None) -> Scores:
    """All scores of a part; of a ``desk`` that has read its captures, if there is one."""
    found = held(desk) if desk is not None else read(part, sample)
    return compare(found, LedgerKey(answers(part, sample), found.readings, part))


def figures(measured: Mapping[str, scores.Both | scores.Score]) -> dict[str, Any]:
    """Figures, by question."""
    return {name: score.result() for name, score in measured.items()}


def show(measured: Mapping[str, scores.Both | scores.Score], misses: bool) -> Iterable[str]:
    """Lines for people."""
    for name, score in measured.items():
        parts = {k: v for k, v in score.result().items() if k != "value"}
        yield f"{score.value:6.3f}  {name}  ({', '.join(f'{k} {v}' for k, v in parts.items())})"
        if misses:
            yield from (f"            {miss}" for miss in score.misses)


def main() -> None:
    """Print the table, and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="summer")
    parser.add_argument("--misses", action="store_true", help="say what was missed")
    parser.add_argument(
        "--show-held", action="store_true", help=f"with --misses, say it of the {HELD}, too"
    )
    parser.add_argument("--desk", type=Path, default=SAMPLE, help="another desk with a key")
    options = parser.parse_args()
    if options.desk != SAMPLE and options.part != "summer":
        parser.error("only the sample has parts")
    measured = measure(options.part, options.desk)
    shown = options.misses and (options.part == "summer" or options.show_held)
    for line in show(measured, shown):
        print(line)
    name = options.part if options.desk == SAMPLE else options.desk.name
    if name not in KEPT:
        return
    kept = RESULTS / "ledger_quality.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    others = {part: before[part] for part in KEPT if part in before}
    sys.stdout.flush()
    save("ledger_quality", {**others, name: figures(measured)})


if __name__ == "__main__":
    main()
