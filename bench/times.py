"""When: times found in news and put as TIMEX3 values, beside other libraries.

``python bench/times.py --data AQUAINT [--meantime MEANTIME] [--part worked_on|held]``: a folder of
TimeML's AQUAINT files, of which the first 40 by name were worked on, and MEANTIME's English part
(headline and the first sentences that are marked), which nobody worked on. Every text is read
whole, as one article of its own day. How it is scored stands in ``times_scores.py``. Writes
``bench/results/times.json`` when both parts are measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import pinned, save
from times_data import TUNED, Text, Timex, aquaint, meantime
from times_scores import scored
from times_systems import ours, peers
from watchdesk import grounding, language
from watchdesk.records import Interval, Span

PARTS = ("worked_on", "held")


def read(text: Text) -> list[Timex]:
    """What this product finds in a text."""
    doc = language.parse(text.text, [Span(0, len(text.text))])
    times = grounding.resolve_times(grounding.find_times(doc), Interval.on(text.day), doc)
    return list(ours(text.text, times))


def systems(texts: Sequence[Text]) -> dict[str, list[list[Timex]]]:
    """What each system finds in each text."""
    answers = {"watchdesk": read, **peers()}
    return {name: [answer(text) for text in texts] for name, answer in answers.items()}


def compared(texts: Sequence[Text], found: dict[str, list[list[Timex]]]) -> dict[str, Any]:
    """Scores by system."""
    return {name: scored(texts, times) for name, times in found.items()}


def measured(data: Path, news: Path | None, parts: Sequence[str]) -> dict[str, Any]:
    """All scores, by corpus and part."""
    texts = aquaint(data)
    chosen = {"worked_on": texts[:TUNED], "held": texts[TUNED:]}
    found = {part: systems(chosen[part]) for part in parts}
    result: dict[str, Any] = {
        "aquaint": {part: compared(chosen[part], found[part]) for part in parts}
    }
    if len(parts) == len(PARTS):
        both = {n: [t for p in PARTS for t in found[p][n]] for n in found["held"]}
        result["aquaint"]["whole"] = compared(texts, both)
    if news is not None and "held" in parts:
        wikinews = meantime(news)
        seen = systems(wikinews)
        result["meantime"] = {"held": compared(wikinews, seen)}
        unseen = {n: found["held"][n] + seen[n] for n in seen}
        result["all_held"] = compared([*chosen["held"], *wikinews], unseen)
    return result


def main() -> None:
    """Measure and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of TimeML files")
    parser.add_argument("--meantime", type=Path, help="folder of the MEANTIME corpus")
    parser.add_argument("--part", choices=PARTS, help="measure one part and save nothing")
    arguments = parser.parse_args()
    pinned()
    parts = (arguments.part,) if arguments.part else PARTS
    result = measured(arguments.data, arguments.meantime, parts)
    if arguments.part:
        print(json.dumps(result, indent=2))
    else:
        save("times", result)


if __name__ == "__main__":
    main()
