"""The cases the project has written for itself: chains and standings, both halves apart."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import helpers_cases as cases

HALVES = {"worked_on": "dev", "unseen": "held"}


def measured() -> dict[str, Any]:
    """Chains, what else the cases ask for, and standings: shares and of how many."""
    return {half: _half(name) for half, name in HALVES.items()}


def _half(name: str) -> dict[str, Any]:
    chains: list[bool] = []
    whole: list[bool] = []
    asked: dict[str, list[bool]] = {}
    for case in cases.chains(cases.DATA / f"{name}_chains.txt"):
        reading = cases.reading_of(case)
        right = cases.chain_exact(case, reading)
        chains.extend(right)
        whole.append(all(right))
        for key, answers in cases.details(case, reading).items():
            asked.setdefault(key, []).extend(answers)
    standings = cases.verifications(cases.DATA / f"{name}_verification.txt")
    read = [(case, cases.reading_of(case)) for case in standings]
    flags = (cases.flagged(case, reading) for case, reading in read)
    return {
        "chain": share(chains),
        "case": share(whole),
        "details": {key: share(asked[key]) for key in sorted(asked)},
        "standing": share(cases.verified(case, reading) for case, reading in read),
        "flags": share(flag for flag in flags if flag is not None),
    }


def share(answers: Iterable[bool]) -> dict[str, float]:
    """How much of the answers is right, of 1, and how many there are."""
    given = list(answers)
    return {"share": round(sum(given) / len(given), 3) if given else 0.0, "of": len(given)}
