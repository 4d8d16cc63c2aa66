"""Names, offices and speakers: whether the product knows who is meant.

``python bench/actors.py --data PATH`` reads the cases of ``tests/data/grounding`` and the news and
interviews of GUM; the peer for pairs of names is rapidfuzz's ratio at the threshold that is best
on the half worked on. Written to ``bench/results/actors.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import helpers_grounding as cases
import helpers_who_cases as who
from actors_gum import named as described
from actors_gum import words_of
from attribution_gum import gum
from attribution_read import read
from attribution_speakers import named
from measure import pinned, save

HALVES = {"worked_on": "dev", "unseen": "held"}
_GENRES = ("news", "interview")
_PARTS = {"worked_on": ("train",), "unseen": ("dev", "test")}
Answers = Iterable[dict[str, bool]]


def pairs() -> dict[str, Any]:
    """Pairs of names, by half, with the peer beside."""
    halves = {half: who.pairs(cases.DATA / f"{name}_names.txt") for half, name in HALVES.items()}
    threshold = best_threshold(halves["worked_on"])
    return {
        "threshold": threshold,
        **{
            half: {"ours": _pairs(listed), "ratio": by_ratio(listed, threshold)}
            for half, listed in halves.items()
        },
    }


def _pairs(listed: Sequence[who.Pair]) -> dict[str, Any]:
    answers = [who.pair_right(pair) for pair in listed]
    whole = [all(answer.values()) for answer in answers]
    groups = {
        key: [right for right, pair in zip(whole, listed, strict=True) if pair.same is same]
        for key, same in (("same", True), ("different", False))
    }
    return {
        **tally(answers),
        "whole": share(whole),
        **{key: share(rights) for key, rights in groups.items()},
    }


def ratio(pair: who.Pair) -> float:
    """Of 100, how alike two names are to rapidfuzz, case apart."""
    from rapidfuzz import fuzz  # a peer here

    one, other = (name.casefold() for name in pair.names)
    return float(fuzz.ratio(one, other))


def best_threshold(listed: Sequence[who.Pair]) -> float:
    """The ratio from which on most pairs are rightly called the same; of several the lowest."""
    ratios = sorted({ratio(pair) for pair in listed} | {101.0})

    def right(threshold: float) -> int:
        return sum((ratio(pair) >= threshold) is pair.same for pair in listed)

    return max(ratios, key=lambda threshold: (right(threshold), -threshold))


def by_ratio(listed: Sequence[who.Pair], threshold: float) -> dict[str, float]:
    """The share of pairs that a threshold on the ratio calls rightly."""
    return share((ratio(pair) >= threshold) is pair.same for pair in listed)


def tally(answers: Answers) -> dict[str, dict[str, float]]:
    """Each question's share of right answers."""
    by: dict[str, list[bool]] = {}
    for answer in answers:
        for key, right in answer.items():
            by.setdefault(key, []).append(right)
    return {key: share(rights) for key, rights in sorted(by.items())}


def share(answers: Iterable[bool]) -> dict[str, float]:
    """How much of the answers is right, of 1, and how many there are."""
    given = list(answers)
    return {"share": round(sum(given) / len(given), 3) if given else 0.0, "of": len(given)}


def offices(half: str) -> dict[str, Any]:
    """Offices, countries and bodies of one half."""
    answers: list[dict[str, bool]] = []
    for case in who.offices(cases.DATA / f"{half}_offices.txt"):
        reading = cases.read_text(case.text)
        answers.extend(who.office_right(office, reading) for office in case.offices)
    return {**tally(answers), "whole": share(all(answer.values()) for answer in answers)}


def rollups(half: str) -> dict[str, Any]:
    """Bodies, demonyms, capitals and residences of one half."""
    answers: list[dict[str, bool]] = []
    for case in who.rollups(cases.DATA / f"{half}_rollups.txt"):
        reading = cases.read_text(case.text)
        answers.extend(who.standing_right(one, reading) for one in case.standings)
    return {**tally(answers), "whole": share(all(answer.values()) for answer in answers)}


def speakers(data: Path, parts: Sequence[str]) -> dict[str, int]:
    """Pronouns and descriptions that speak in GUM's news and interviews: named, rightly named."""
    counts: Counter[str] = Counter()
    for one in gum(data, _GENRES, parts):
        found = read(one.text).attributions()
        counts["texts"] += 1
        counts.update(named(one, found))
        counts.update(described(one, words_of(data, one.name), found))
    groups = ("third", "own", "described")
    return {
        "texts": counts["texts"],
        **{f"{g} {w}": counts[f"{g} {w}"] for g in groups for w in ("all", "answered", "right")},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument(
        "--only", choices=("pairs", "offices", "rollups", "train"), help="printed, not saved"
    )
    chosen = parser.parse_args()
    pinned()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "pairs": pairs,
        "offices": lambda: {half: offices(name) for half, name in HALVES.items()},
        "rollups": lambda: {half: rollups(name) for half, name in HALVES.items()},
    }
    if chosen.only == "train":
        print(json.dumps(speakers(chosen.data, _PARTS["worked_on"]), indent=2))
    elif chosen.only:
        print(json.dumps(parts[chosen.only](), indent=2))
    else:
        result = {name: measured() for name, measured in parts.items()}
        result["speakers"] = {half: speakers(chosen.data, p) for half, p in _PARTS.items()}
        save("actors", result)


if __name__ == "__main__":
    main()
