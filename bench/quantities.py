"""Amounts and casualties of the cases the project has written for itself, with peers beside.

``python bench/quantities.py`` reads the phrases of ``tests/data/grounding`` with the product, with
quantulum3 and with recognizers-text, and counts what is right; the README there says what is.
Written to ``bench/results/quantities.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import helpers_grounding as cases
import helpers_who_cases as who
import quantities_systems as systems
from measure import pinned, save

HALVES = {"worked_on": "dev", "unseen": "held"}


def phrases(half: str) -> dict[str, Any]:
    """Each system on the phrases of one half."""
    listed = cases.phrases(cases.DATA / f"{half}_quantities.txt")
    readers = {
        "ours": systems.ours,
        "quantulum3": systems.quantulum(),
        "recognizers": systems.recognizers(),
    }
    scores = {name: scored(listed, reader) for name, reader in readers.items()}
    return {**scores, "asides": _asides(listed)}


def scored(listed: Sequence[cases.Phrase], reader: systems.System) -> dict[str, Any]:
    """How many phrases are right as a whole, and how many amounts in each of their fields.

    *value*: a bound that is told is given as a bound. *bounds*: low, high and unit at once.
    *quiet*: phrases without any amount in which none is found. A system that fails on a phrase
    finds nothing there; *failed* counts them.
    """
    counts: Counter[str] = Counter()
    for phrase in listed:
        found = _read(reader, phrase, counts)
        counts["phrases"] += 1
        counts["right"] += cases.phrase_right(phrase, found)
        counts["empty"] += not phrase.amounts
        counts["quiet"] += not phrase.amounts and not found
        for amount, fields in zip(phrase.amounts, cases.judged(phrase, found), strict=True):
            counts["amounts"] += 1
            counts.update(key for key, right in fields.items() if right)
            counts["bounds"] += fields["low"] and fields["high"] and fields["unit"]
            counts["value"] += _value(amount, found)
        counts["found"] += len(found)
    keys = ("phrases", "right", "empty", "quiet", "amounts", "found", "failed")
    return {key: counts[key] for key in (*keys, "value", "bounds", *cases.FIELDS)}


def _read(reader: systems.System, phrase: cases.Phrase, counts: Counter[str]) -> list[cases.Read]:
    try:
        return reader(phrase.text)
    except Exception:
        # A peer may fail on any text; that is counted.
        counts["failed"] += 1
        return []


def _value(amount: cases.Amount, found: Sequence[cases.Read]) -> bool:
    (at,) = cases.aligned([amount.span], [one.span for one in found])
    if at is None:
        return False
    given = (found[at].low, found[at].high)
    told = (amount.low, amount.high)
    return any(cases.same(a, b) for a in given for b in told if a is not None and b is not None)


def _asides(listed: Sequence[cases.Phrase]) -> dict[str, dict[str, int]]:
    counts: Counter[tuple[str, bool]] = Counter()
    for phrase in listed:
        counts.update(cases.asides(phrase, cases.read_text(phrase.text).quantities))
    keys = sorted({key for key, _ in counts})
    return {k: {"right": counts[k, True], "of": counts[k, True] + counts[k, False]} for k in keys}


def casualties(half: str) -> dict[str, int]:
    """Tellings of killed, wounded, missing, captured and displaced."""
    counts: Counter[str] = Counter()
    for case in who.casualties(cases.DATA / f"{half}_casualties.txt"):
        reading = cases.read_text(case.text)
        tolls = who.tolls_right(case, reading)
        counts["sentences"] += 1
        counts["right"] += who.casualties_right(case, reading)
        counts["tolls"] += len(tolls)
        counts["tolls_right"] += sum(tolls)
    return dict(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(HALVES), help="printed, not saved")
    chosen = parser.parse_args()
    pinned()
    result = {
        half: {"phrases": phrases(name), "casualties": casualties(name)}
        for half, name in HALVES.items()
        if chosen.only in (None, half)
    }
    if chosen.only:
        print(json.dumps(result, indent=2))
    else:
        save("quantities", result)


if __name__ == "__main__":
    main()
