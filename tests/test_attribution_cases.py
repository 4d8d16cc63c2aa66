"""Nested, anonymous, denied and quoted: the sentences of attribution_cases.txt, one by one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers_attribution import read_grounded
from watchdesk.records import Attribution, Span

CASES = Path(__file__).with_name("attribution_cases.txt")


class Expected(NamedTuple):
    source: str
    cue: str
    content: list[str]
    extra: dict[str, str]


class Case(NamedTuple):
    name: str
    text: str
    expected: list[Expected]


def load() -> list[Case]:
    cases = []
    for block in re.split(r"^@", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, text, *rows = block.strip().split("\n")
        expected = [parse(row) for row in rows if row.strip() != "none"]
        cases.append(Case(name, text.replace("\\n", "\n"), expected))
    return cases


def parse(row: str) -> Expected:
    fields = [field.strip() for field in row.split("|")] + ["", ""]
    extra = dict(pair.split("=", 1) for pair in re.split(r",\s*(?=\w+=)", fields[3]) if pair)
    content = [piece.strip() for piece in fields[2].split("//") if piece.strip()]
    return Expected(fields[0], fields[1], content, extra)


def words(text: str, span: Span | None) -> str:
    return "" if span is None else span.text_of(text)


def told(text: str, one: Attribution) -> tuple[str, str, list[str]]:
    return words(text, one.source), words(text, one.cue), [c.text_of(text) for c in one.content]


@pytest.mark.parametrize("case", load(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    found = read_grounded(case.text)
    assert sorted(told(case.text, one) for one in found) == sorted(e[:3] for e in case.expected)
    by_words = {(*told(case.text, one)[:2], *told(case.text, one)[2]): one for one in found}
    rows = [by_words[(e.source, e.cue, *e.content)] for e in case.expected]
    for one, expected in zip(rows, case.expected, strict=True):
        for key, value in expected.extra.items():
            assert actual(key, one, rows) == value, (key, one)


def actual(key: str, one: Attribution, rows: list[Attribution]) -> str:
    if key == "in":
        return str([row.id for row in rows].index(str(one.within)) + 1)
    return {
        "v": one.verification.value,
        "act": one.act.value,
        "speech": one.speech.value,
        "chain": " > ".join(link.name for link in one.chain),
    }[key]
