"""The key of the held-out desk is well-formed; it is scored elsewhere, in totals only.

Whoever writes rules must not see its words, so a failure here tells which list and which place in
it is at fault and quotes nothing. PYTEST_DONT_REWRITE: nor may pytest show what was compared.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from watchdesk.records import (
    Act,
    ContradictionKind,
    CorrectionKind,
    ExpectationKind,
    ExpectationStatus,
    Interval,
    LinkKind,
    PositionBasis,
    Role,
    Speech,
    Stance,
    Standing,
    Verification,
)

DESK = Path(__file__).parent / "data" / "desk_held"
ONCE = ("claims", "positions", "changes", "expectations", "corrections")
"""Lists whose words place an answer."""

Item = dict[str, Any]


@cache
def key() -> Item:
    data: Item = json.loads((DESK / "answers.json").read_text("utf-8"))
    return data


@cache
def watch() -> Item:
    return tomllib.loads((DESK / "watch.toml").read_text("utf-8"))


@cache
def text_of(file: str) -> str:
    """The words of a capture, a page's character references undone; of no file, none."""
    path = DESK / "captures" / file
    text = path.read_text("utf-8") if path.is_file() else ""
    return html.unescape(text) if file.endswith(".html") else text


def listed(name: str) -> list[Item]:
    """The rows of a list and of what is accepted beside it."""
    return [*key()[name], *key().get(f"accepted_{name}", ())]


def holds(is_right: Callable[[Item], bool], item: Item) -> bool:
    """Whether an item is right; one that cannot be read is not."""
    try:
        return is_right(item)
    except (KeyError, TypeError, ValueError):
        return False


def no_fault(name: str, items: list[Item], is_right: Callable[[Item], bool]) -> None:
    """Fail with the places of the items that are wrong, and with none of their words."""
    places = [place for place, item in enumerate(items) if not holds(is_right, item)]
    if places:
        pytest.fail(f"{name}: at fault are {places}", pytrace=False)


def one_of(values: type[Enum], value: str) -> bool:
    return value in {member.value for member in values}


def quoted(item: Any) -> Iterator[tuple[str, str]]:
    """Every stretch of words under an item of the key, with its file."""
    if isinstance(item, list):
        for one in item:
            yield from quoted(one)
    elif isinstance(item, dict):
        if "file" in item:
            yield item["file"], item.get("words") or item["sentence"]
        for value in item.values():
            yield from quoted(value)


def test_the_key_speaks_of_every_capture_and_of_no_other() -> None:
    found = sorted(path.name for path in (DESK / "captures").iterdir())
    assert sorted(key()["captures"]) == found, "the key and the folder differ"
    assert key()["format"] == 2
    lengths = [len(re.sub(r"<[^>]*>", " ", text_of(file)).split()) for file in found]
    assert all(200 <= length <= 420 for length in lengths), lengths


@pytest.mark.parametrize(
    "name", [*ONCE, *(f"accepted_{name}" for name in ONCE if name != "claims")]
)
def test_every_quoted_word_stands_in_its_file_and_stands_once(name: str) -> None:
    def is_right(item: Item) -> bool:
        return all(text_of(file).count(words) == 1 for file, words in quoted(item))

    no_fault(name, key()[name], is_right)


def test_what_stands_at_the_head_of_a_capture() -> None:
    outlets = {source["outlet"] for source in watch()["source"]}

    def is_right(row: Item) -> bool:
        (article,) = row["articles"]
        published = article["published"]
        words = [article["title"], article["deck"], *published["clues"], *article["authors"]]
        return (
            article["role"] == Role.MAIN
            and all(word in text_of(row["file"]) for word in words if word)
            and Interval.parse(published["bounds"]).contains(Interval.parse(published["day"]))
            and article["outlet"] in outlets
            and article["key"] == row["file"].rpartition(".")[0]
        )

    rows = [{**row, "file": file} for file, row in sorted(key()["captures"].items())]
    no_fault("captures", rows, is_right)


def claim_is_right(claim: Item) -> bool:
    days = [Interval.parse(step["day"]) for step in claim["steps"]]
    return (
        one_of(Verification, claim["verification"])
        and one_of(Act, claim["act"])
        and one_of(Speech, claim["speech"])
        and all(one_of(LinkKind, link["kind"]) for link in claim["chain"])
        and 0 < claim["origins"] <= 1 + len(claim["also"])
        and claim["standing"] in {None, "no_comment", *Standing}
        and (claim["act"] == "silence") == (claim["standing"] == "no_comment")
        and not any(later.precedes(sooner) for sooner, later in pairwise(days))
        and (not days or claim["steps"][-1]["standing"] == claim["standing"])
        and ("said" not in claim or Interval.parse(claim["said"]).is_bounded)
    )


def test_claims_use_the_values_of_the_records() -> None:
    no_fault("claims", key()["claims"], claim_is_right)
    told = [len({claim["file"], *(o["file"] for o in claim["also"])}) for claim in key()["claims"]]
    assert sum(articles > 1 for articles in told) >= 8
    assert sum(articles == 1 for articles in told) >= 50


@pytest.mark.parametrize("name", ["claims", "positions", "expectations", "contradictions"])
def test_ids_are_told_apart(name: str) -> None:
    items = listed(name) if name in ("positions", "contradictions") else key()[name]
    ids = Counter(item["id"] for item in items)
    no_fault(name, items, lambda item: ids[item["id"]] == 1)


def test_contradictions_name_claims_and_no_pair_is_right_and_wrong() -> None:
    ids = {claim["id"] for claim in key()["claims"]}
    wrong = {frozenset(item["claims"]) for item in key()["not_contradictions"]}
    every = listed("contradictions")
    pairs = [pair for item in every for pair in (item["claims"], *item.get("also_right", ()))]
    times = Counter(frozenset(pair) for pair in pairs)

    def is_right(item: Item) -> bool:
        mine = [{*pair} for pair in (item["claims"], *item.get("also_right", ()))]
        known = all(pair <= ids and len(pair) == 2 for pair in mine)
        once = all(times[frozenset(pair)] == 1 for pair in mine)
        return known and once and not any(pair in wrong for pair in mine)

    no_fault("contradictions", every, is_right)
    no_fault("not_contradictions", key()["not_contradictions"], lambda i: {*i["claims"]} <= ids)
    assert {item["kind"] for item in key()["contradictions"]} == {*ContradictionKind}
    assert any(item["inside"] for item in key()["contradictions"])


def row(item: Item, stance: str) -> tuple[str, str, str]:
    """What a position is told by."""
    return item["actor"]["name"], item["issue"], stance


def test_positions_answer_the_questions_of_the_watch() -> None:
    asked = {issue["name"]: issue["question"] for issue in watch()["issue"]}
    keyed = {item["issue"]: item["question"] for item in key()["issues"]}
    assert keyed == asked, "the key and the watch ask different things"
    every = listed("positions")
    rows = Counter(row(item, item["stance"]) for item in every)

    def is_right(item: Item) -> bool:
        return (
            item["actor"]["kind"] in {"state", "organisation", "person"}
            and item["issue"] in asked
            and one_of(Stance, item["stance"])
            and item["stance"] != Stance.NONE_FOUND
            and one_of(PositionBasis, item["basis"])
            and not Interval.parse(item["since"]).is_unknown
            and rows[row(item, item["stance"])] == 1
        )

    no_fault("positions", every, is_right)
    assert {item["stance"] for item in key()["positions"]} == {*Stance} - {Stance.NONE_FOUND}


def test_a_change_leads_from_a_stance_that_is_listed_to_one_that_is() -> None:
    stances = {row(item, item["stance"]) for item in listed("positions")}

    def is_right(item: Item) -> bool:
        return (
            row(item, item["to"]) in stances
            and (item["from"] is None or row(item, item["from"]) in stances)
            and (item["from"] != item["to"] or item["limits_from"] != item["limits_to"])
            and Interval.parse(item["day"]).is_bounded
            and (not item["limits_to"] or item["limits_to"] in text_of(item["file"]))
        )

    no_fault("changes", listed("changes"), is_right)


def test_expectations_say_when_they_are_due_and_what_settled_them() -> None:
    def is_right(wait: Item) -> bool:
        return (
            one_of(ExpectationStatus, wait["status"])
            and (wait["status"] == "open") != bool(wait["settled_by"])
            and (wait["status"] == "postponed") >= ("moved_to" in wait)
            and (wait["due"] == "XXXX" or Interval.parse(wait["due"]).is_bounded)
            and one_of(ExpectationKind, wait["kind"])
            and wait["cue"] in wait["sentence"]
        )

    no_fault("expectations", key()["expectations"], is_right)


def test_ways_of_going_back_on_words_are_known_ones() -> None:
    def is_right(item: Item) -> bool:
        dated = item["day"] is None or Interval.parse(item["day"]).is_bounded
        return one_of(CorrectionKind, item["kind"]) and dated

    no_fault("corrections", listed("corrections"), is_right)


def test_no_address_is_real() -> None:
    captures = [text_of(file) for file in sorted(key()["captures"])]
    hosts = [host for text in captures for host in re.findall(r"://([\w.-]+)", text)]
    hosts += [domain for source in watch()["source"] for domain in source["domains"]]
    assert all(host.endswith(".example") for host in hosts)
