"""The whole reading on texts that were cut, spliced and littered: nothing falls over, every span
quotes the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from watchdesk import pipeline
from watchdesk.doctor import quotes_itself
from watchdesk.records import Capture, Refusal, content_id

CAPTURES = Path(__file__).parent.parent / "examples" / "kursk-2024" / "captures"
LITTER = (
    *("“", "”", '"', "'", "\n", "\n\n", "\t", "(", ")", "— ", "...", "$ ", "% ", "A.", "U.S. "),
    *("said ", " according to ", "he said, “", "citing ", "Jan. 32, ", "9" * 50, "\u202e", "é"),
    *("denied ", "by Friday ", "40 miles north of ", "at least ", ", ", ";", "who ", "that "),
)


def mutated(texts: list[str], dice: random.Random) -> str:
    one, other = dice.sample(texts, 2)
    text = dice.choice([one, one[: len(one) // 2] + other[len(other) // 2 :]])
    for _ in range(dice.choice([1, 5, 50, 300])):
        at, kind = dice.randrange(len(text) + 1), dice.random()
        if kind < 0.3:
            text = text[:at] + text[at + dice.randrange(1, 60) :]
        elif kind < 0.6:
            text = text[:at] + dice.choice(LITTER) + text[at:]
        else:
            start = dice.randrange(len(text) + 1)
            text = text[:at] + text[start : start + dice.randrange(1, 200)] + text[at:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1))
def test_mutated_captures_are_taken_apart(seed: int) -> None:
    texts = [path.read_text(encoding="cp1252", errors="replace") for path in CAPTURES.glob("*.txt")]
    texts = sorted(texts)
    dice = random.Random(seed)
    for _ in range(25):
        text = mutated(texts, dice)
        capture = Capture(
            id=content_id("cap", text),
            uri="mutated",
            sha256="",
            media_type="text/plain",
            encoding="utf-8",
            text=text,
        )
        readings = pipeline.read_or_refuse(capture)
        assert not isinstance(readings, Refusal), f"{readings}\n{text!r}"
        assert all(quotes_itself(reading) for reading in readings)
