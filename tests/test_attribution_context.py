"""When something was said, and where, in what, or to whom."""

from __future__ import annotations

import pytest

from helpers_trees import known
from watchdesk.attribution.context import Clock, venue_of


def said(text: str, words: str) -> str | None:
    case = known(text)
    found = Clock(case.tree, case.times).said(case.about(words))
    return found.edtf if found else None


def venue(text: str, words: str) -> str | None:
    case = known(text)
    return venue_of(case.tree, case.about(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on Monday that the talks would resume on Friday.", "2026-11-16"),
        ("President Tomas Veld on Tuesday said the talks had failed.", "2026-11-17"),
        ("Last week, the general warned that the talks could fail.", "2026-11-09/2026-11-15"),
        ("In a statement on Thursday, the ministry said the talks had failed.", "2026-11-19"),
        ("The talks failed, Brandt said in a speech in Dolna on Monday.", "2026-11-16"),
        ("Brandt went on to say on Monday that the talks had failed.", "2026-11-16"),
        ("The navy said the talks had failed on Friday.", None),
        ("The general, who visited the front on Tuesday, said the talks had failed.", None),
        ("The minister said the talks had failed.", None),
    ],
)
def test_when_it_was_said(text: str, expected: str | None) -> None:
    case = known(text)
    words = "The talks" if text.startswith("The talks") else "the talks"
    assert case.about(words)
    assert said(text, words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a statement on Thursday, the ministry said the raid had failed.", "In a statement"),
        ("Olm said on Averian television that the raid had failed.", "on Averian television"),
        ("“We lost the raid,” Brandt told reporters in Dolna on Wednesday.", "reporters in Dolna"),
        ("Olm told the Meridian Post that the raid had failed.", "the Meridian Post"),
        ("In an interview with the Meridian Post on Sunday, Brandt said the raid had failed.",
         "In an interview with the Meridian Post"),
        ("Speaking at a briefing in Dolna, Brandt said the raid had failed.",
         "at a briefing in Dolna"),
        ("The envoy wrote in a letter to the council that the raid had failed.",
         "in a letter to the council"),
        ("Brandt told them that the raid had failed.", None),
        ("Brandt said the raid on the press had failed.", None),
    ],
)  # fmt: skip
def test_where_in_what_and_to_whom(text: str, expected: str | None) -> None:
    words = "“We lost" if text.startswith("“") else "the raid"
    assert venue(text, words) == expected


def test_a_venue_is_a_short_stretch_of_the_text() -> None:
    text = "Olm said in a statement " + "about the raid on the harbour of the city " * 20 + "."
    case = known(text)
    for one in case.found:
        words = venue_of(case.tree, one)
        assert words is None or (words in text and len(words.split()) <= 16)
