"""The cases of events the project has written for itself, both halves apart."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import helpers_events as cases
from helpers_grounding import read_text

HALVES = {"worked_on": "dev", "unseen": "held"}


def measured() -> dict[str, Any]:
    """Shares of right answers, by what is asked and by modality."""
    return {half: _half(name) for half, name in HALVES.items()}


def _half(name: str) -> dict[str, Any]:
    right: Counter[str] = Counter()
    told: dict[str, list[bool]] = {}
    listed = cases.cases(name)
    for case in listed:
        answers = cases.answers(case, read_text(case.text))
        right.update(key for key, answer in answers.items() if answer)
        right["whole"] += all(answers.values())
        told.setdefault(case.modalities[0], []).append(answers["modality"])
    silent = [not read_text(text).events for text in cases.quiet(name)]
    return {
        "cases": len(listed),
        "none": {"free": sum(silent), "of": len(silent)},
        **{key: round(right[key] / len(listed), 3) for key in (*cases.ASKED, "whole")},
        "by_modality": {key: f"{sum(told[key])} of {len(told[key])}" for key in sorted(told)},
    }
