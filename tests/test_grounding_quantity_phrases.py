"""Sixty phrases with the amounts a careful reader finds in them.

The rules were written against the phrases of ``SEEN`` alone; ``HELD`` was written with them and
looked at only as a share.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from watchdesk.grounding import find_quantities, find_times, resolve_times
from watchdesk.language import parse
from watchdesk.records import Interval, Span


class Answer(NamedTuple):
    words: str
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    approximate: bool = False


Phrase = tuple[str, list[Answer]]

SEEN: list[Phrase] = [
    ("Shelling killed at least 12 people in the port town.",
     [Answer("at least 12", 12, None, None, "people")]),
    ("The ministry said 12 were killed and 30 wounded.",
     [Answer("12", 12, 12, None, "killed"), Answer("30", 30, 30, None, "wounded")]),
    ("The loan of $20 billion was signed on Monday.",
     [Answer("$20 billion", 2e10, 2e10, "USD")]),
    ("Norland pledged €1.5bn for repairs.", [Answer("€1.5bn", 1.5e9, 1.5e9, "EUR")]),
    ("It asked for 300 million euros.", [Answer("300 million euros", 3e8, 3e8, "EUR")]),
    ("They crossed with at least 2,000 Norlandic troops (and perhaps thousands more).",
     [Answer("at least 2,000", 2000, None, None, "Norlandic troops")]),
    ("The column is almost 40 miles east of the river.",
     [Answer("almost 40 miles", 64373.76, 64373.76, "m", None, True)]),
    ("The army sent 80 M1A1 tanks north.", [Answer("80", 80, 80, None, "M1A1 tanks")]),
    ("Between 5 and 10 ships left the harbour.",
     [Answer("Between 5 and 10", 5, 10, None, "ships")]),
    ("They expect 10 to 15 delegations.", [Answer("10 to 15", 10, 15, None, "delegations")]),
    ("Some 5–10 villages lie empty.", [Answer("Some 5–10", 5, 10, None, "villages", True)]),
    ("Dozens of civilians fled.", [Answer("Dozens", 24, 999, None, "civilians", True)]),
    ("It may involve dozens or hundreds of trainers.",
     [Answer("dozens or hundreds", 24, 9999, None, "trainers", True)]),
    ("Only 35% of voters took part.", [Answer("35%", 35, 35, "%")]),
    ("Support fell to 41.5 percent.", [Answer("41.5 percent", 41.5, 41.5, "%")]),
    ("Nearly half of the members stayed away.",
     [Answer("Nearly half", 50, 50, "%", None, True)]),
    ("As many as 400 fighters surrendered.",
     [Answer("As many as 400", None, 400, None, "fighters")]),
    ("Fewer than twenty-five diplomats remain.",
     [Answer("Fewer than twenty-five", None, 25, None, "diplomats")]),
    ("The envoy cited Article 5 and Resolution 1701.", []),
    ("Two F-16 jets and a Boeing 737 landed.", [Answer("Two", 2, 2, None, "F-16 jets")]),
    ("Leaders of the G7 met, no one spoke.", []),
    ("One of the envoys left early.", []),
    ("The strike killed one soldier near the bridge.",
     [Answer("one", 1, 1, None, "soldier")]),
    ("The truce, agreed on 6 August 2024, covers 3 regions.",
     [Answer("3", 3, 3, None, "regions")]),
    ("A force of three thousand men held the pass.",
     [Answer("three thousand", 3000, 3000, None, "men")]),
    ("Half a million people lost power.",
     [Answer("Half a million", 500000, 500000, None, "people")]),
    ("About a dozen countries abstained.",
     [Answer("About a dozen", 12, 12, None, "countries", True)]),
    ("Trade rose from 10 to 15 percent.",
     [Answer("10", 10, 10, "%"), Answer("15 percent", 15, 15, "%")]),
    ("The 7th brigade lost over 50 armored vehicles.",
     [Answer("over 50", 50, None, None, "armored vehicles")]),
    ("They seized 1,200 square kilometers of land.",
     [Answer("1,200 square kilometers", 1.2e9, 1.2e9, "m²")]),
]  # fmt: skip

HELD: list[Phrase] = [
    ("Rebels said they captured 45 prisoners of war.",
     [Answer("45", 45, 45, None, "prisoners of war")]),
    ("No more than six observers were let in.",
     [Answer("No more than six", None, 6, None, "observers")]),
    ("More than 7,500 civilians have been evacuated.",
     [Answer("More than 7,500", 7500, None, None, "civilians")]),
    ("The fund holds £2.4 million.", [Answer("£2.4 million", 2.4e6, 2.4e6, "GBP")]),
    ("The fine is US$5m or A$8m.",
     [Answer("US$5m", 5e6, 5e6, "USD"), Answer("A$8m", 8e6, 8e6, "AUD")]),
    ("Kyiv set aside 40 billion hryvnia.",
     [Answer("40 billion hryvnia", 4e10, 4e10, "UAH")]),
    ("Hundreds of thousands of refugees crossed.",
     [Answer("Hundreds of thousands", 200000, 999999, None, "refugees", True)]),
    ("A handful of deputies objected.", [Answer("A handful", 2, 9, None, "deputies", True)]),
    ("Several ministers resigned.", [Answer("Several", 3, 9, None, "ministers", True)]),
    ("The reservoir lies 12 km from the front.", [Answer("12 km", 12000, 12000, "m")]),
    ("They bought 30 tonnes of grain.", [Answer("30 tonnes", 30000, 30000, "kg")]),
    ("A third of the seats went to women.", [Answer("A third", 100 / 3, 100 / 3, "%")]),
    ("The rate was cut by 2 percentage points.",
     [Answer("2 percentage points", 2, 2, "percentage point")]),
    ("Roughly two-thirds of voters agreed.",
     [Answer("Roughly two-thirds", 200 / 3, 200 / 3, "%", None, True)]),
    ("At least four Su-35 aircraft were lost.",
     [Answer("At least four", 4, None, None, "Su-35 aircraft")]),
    ("The two sides met at the border.", []),
    ("Chapter 7 of the report names 19 companies.",
     [Answer("19", 19, 19, None, "companies")]),
    ("Call 555-0142 for details.", []),
    ("Police arrested 60 protesters, 11 of them injured.",
     [Answer("60", 60, 60, None, "protesters"), Answer("11", 11, 11, None, "injured")]),
    ("The 62-year-old minister was aged 40 when elected.", []),
    ("They want 500 or more inspectors.",
     [Answer("500 or more", 500, None, None, "inspectors")]),
    ("Up to $3 billion a year is at stake.", [Answer("Up to $3 billion", None, 3e9, "USD")]),
    ("Parliament voted 95 to 12.", [Answer("95", 95, 95), Answer("12", 12, 12)]),
    ("The summit drew 92 states and eight organisations.",
     [Answer("92", 92, 92, None, "states"), Answer("eight", 8, 8, None, "organisations")]),
    ("In 2019 exports were worth $4–6 billion.",
     [Answer("$4–6 billion", 4e9, 6e9, "USD")]),
    ("Between $10 million and $12 million was frozen.",
     [Answer("Between $10 million and $12 million", 1e7, 1.2e7, "USD")]),
    ("An estimated 3.2 million people are displaced.",
     [Answer("An estimated 3.2 million", 3.2e6, 3.2e6, None, "people", True)]),
    ("The blast wounded 17.", [Answer("17", 17, 17, None, "wounded")]),
    ("A 30-day ceasefire was offered.", [Answer("30-day", 30, 30, "day")]),
    ("Both governments want another 200 peacekeepers.",
     [Answer("another 200", 200, 200, None, "peacekeepers")]),
]  # fmt: skip


def read(text: str) -> list[Answer]:
    doc = parse(text, [Span(0, len(text))])
    times = resolve_times(find_times(doc), Interval.parse("2024-08-15"), doc)
    return [
        Answer(q.span.text_of(text), q.low, q.high, q.unit, q.counted, q.approximate)
        for q in find_quantities(doc, times)
    ]


def agrees(found: list[Answer], wanted: list[Answer]) -> bool:
    return len(found) == len(wanted) and all(
        a.words == b.words
        and a.low == pytest.approx(b.low)
        and a.high == pytest.approx(b.high)
        and a[3:] == b[3:]
        for a, b in zip(found, wanted, strict=True)
    )


def share(phrases: list[Phrase]) -> float:
    return sum(agrees(read(text), wanted) for text, wanted in phrases) / len(phrases)
