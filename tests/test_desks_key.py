"""The keys of the desks on other matters than the sample's are well-formed; scored elsewhere.

``tests/data/desk_world`` and ``desk_wire`` are for developing the rules of the ledger on: other
conflicts, other registers, and more ways of telling a stand, a denial or a promise.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
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

DATA = Path(__file__).parent / "data"
DESKS = ("desk_world", "desk_wire")
ONCE = ("claims", "positions", "changes", "expectations", "corrections")
"""Lists whose words place an answer."""


@cache
def key_of(desk: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / desk / "answers.json").read_text("utf-8"))
    return data


@cache
def watch_of(desk: str) -> dict[str, Any]:
    return tomllib.loads((DATA / desk / "watch.toml").read_text("utf-8"))


@cache
def text_of(desk: str, file: str) -> str:
    """The words of a capture, a page's character references undone."""
    text = (DATA / desk / "captures" / file).read_text("utf-8")
    return html.unescape(text) if file.endswith(".html") else text


def each(name: str) -> pytest.MarkDecorator:
    """Runs a test for every item of a list of every key."""
    rows = [(desk, item) for desk in DESKS for item in key_of(desk)[name]]
    ids = [f"{desk}-{item if isinstance(item, str) else item['id']}" for desk, item in rows]
    return pytest.mark.parametrize(("desk", "item"), rows, ids=ids)


every_desk = pytest.mark.parametrize("desk", DESKS)


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


@every_desk
def test_the_key_speaks_of_every_capture_and_of_no_other(desk: str) -> None:
    assert sorted(key_of(desk)["captures"]) == sorted(
        path.name for path in (DATA / desk / "captures").iterdir()
    )
    assert key_of(desk)["format"] == 2
    for file in key_of(desk)["captures"]:
        assert 200 <= len(re.sub(r"<[^>]*>", " ", text_of(desk, file)).split()) <= 620, file


@every_desk
def test_every_quoted_word_stands_in_its_file_and_stands_once(desk: str) -> None:
    for name, items in key_of(desk).items():
        if name.removeprefix("accepted_") in ONCE:
            for file, words in quoted(items):
                assert text_of(desk, file).count(words) == 1, (name, file, words)


@each("captures")
def test_what_stands_at_the_head_of_a_capture(desk: str, item: str) -> None:
    file = item
    (article,) = key_of(desk)["captures"][file]["articles"]
    published = article["published"]
    assert Role(article["role"]) is Role.MAIN
    words = [article["title"], article["deck"], *published["clues"], *article["authors"]]
    assert all(word in text_of(desk, file) for word in words if word)
    assert Interval.parse(published["bounds"]).contains(Interval.parse(published["day"]))
    assert article["outlet"] in {source["outlet"] for source in watch_of(desk)["source"]}
    assert article["key"] == file.rpartition(".")[0]


@each("claims")
def test_claims_use_the_values_of_the_records(desk: str, item: dict[str, Any]) -> None:
    claim = item
    assert desk in DESKS
    assert Verification(claim["verification"]) and Act(claim["act"]) and Speech(claim["speech"])
    assert all(LinkKind(link["kind"]) for link in claim["chain"])
    assert 0 < claim["origins"] <= 1 + len(claim["also"])
    assert claim["standing"] in {None, "no_comment", *Standing}
    assert (claim["act"] == "silence") == (claim["standing"] == "no_comment")
    days = [Interval.parse(step["day"]) for step in claim["steps"]]
    assert not any(later.precedes(sooner) for sooner, later in pairwise(days))
    if claim["steps"]:
        assert claim["steps"][-1]["standing"] == claim["standing"]
    if "said" in claim:
        assert Interval.parse(claim["said"]).is_bounded


@every_desk
def test_ids_are_told_apart(desk: str) -> None:
    for name in ("claims", "positions", "accepted_positions", "expectations", "contradictions"):
        ids = Counter(item["id"] for item in key_of(desk)[name])
        assert max(ids.values()) == 1, ids.most_common(1)


@every_desk
def test_some_claims_are_told_by_several_articles(desk: str) -> None:
    told = [
        len({claim["file"], *(o["file"] for o in claim["also"])})
        for claim in key_of(desk)["claims"]
    ]
    assert sum(articles > 1 for articles in told) >= 4
    assert sum(articles == 1 for articles in told) >= 50


@every_desk
def test_contradictions_name_claims_and_no_pair_is_right_and_wrong(desk: str) -> None:
    ids = {claim["id"] for claim in key_of(desk)["claims"]}
    every = [*key_of(desk)["contradictions"], *key_of(desk)["accepted_contradictions"]]
    pairs = [pair for item in every for pair in (item["claims"], *item.get("also_right", ()))]
    wrong = [item["claims"] for item in key_of(desk)["not_contradictions"]]
    assert all({*pair} <= ids and len({*pair}) == 2 for pair in [*pairs, *wrong])
    assert {ContradictionKind(item["kind"]) for item in every} == set(ContradictionKind)
    assert any(item["inside"] for item in key_of(desk)["contradictions"])
    assert not {frozenset(pair) for pair in wrong} & {frozenset(pair) for pair in pairs}
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


def row(item: dict[str, Any], stance: str) -> tuple[str, str, str]:
    """What a position is told by."""
    return item["actor"]["name"], item["issue"], stance


@every_desk
def test_positions_answer_the_questions_of_the_watch(desk: str) -> None:
    asked = {issue["name"]: issue["question"] for issue in watch_of(desk)["issue"]}
    assert {item["issue"]: item["question"] for item in key_of(desk)["issues"]} == asked
    every = [*key_of(desk)["positions"], *key_of(desk)["accepted_positions"]]
    for item in every:
        assert item["actor"]["kind"] in {"state", "organisation", "person"}
        assert item["issue"] in asked
        assert Stance(item["stance"]) is not Stance.NONE_FOUND
        assert PositionBasis(item["basis"])
        assert not Interval.parse(item["since"]).is_unknown
    rows = Counter(row(item, item["stance"]) for item in every)
    assert max(rows.values()) == 1, rows.most_common(1)
    assert {item["stance"] for item in key_of(desk)["positions"]} == set(Stance) - {
        Stance.NONE_FOUND
    }


@every_desk
def test_a_change_leads_from_a_stance_that_is_listed_to_one_that_is(desk: str) -> None:
    every = [*key_of(desk)["positions"], *key_of(desk)["accepted_positions"]]
    stances = {row(item, item["stance"]) for item in every}
    for item in [*key_of(desk)["changes"], *key_of(desk)["accepted_changes"]]:
        assert row(item, item["to"]) in stances
        assert item["from"] is None or row(item, item["from"]) in stances
        assert item["from"] != item["to"] or item["limits_from"] != item["limits_to"]
        assert Interval.parse(item["day"]).is_bounded
        if item["limits_to"]:
            assert item["limits_to"] in text_of(desk, item["file"])


@each("expectations")
def test_expectations_say_when_they_are_due_and_what_settled_them(
    desk: str, item: dict[str, Any]
) -> None:
    wait = item
    assert desk in DESKS
    is_open = ExpectationStatus(wait["status"]) is ExpectationStatus.OPEN
    assert is_open != bool(wait["settled_by"])
    assert (wait["status"] == "postponed") >= ("moved_to" in wait)
    assert wait["due"] == "XXXX" or Interval.parse(wait["due"]).is_bounded
    assert ExpectationKind(wait["kind"])
    assert wait["cue"] in wait["sentence"]


@every_desk
def test_ways_of_going_back_on_words_are_known_ones(desk: str) -> None:
    for item in [*key_of(desk)["corrections"], *key_of(desk)["accepted_corrections"]]:
        assert CorrectionKind(item["kind"])
        assert item["day"] is None or Interval.parse(item["day"]).is_bounded


@every_desk
def test_no_address_is_real(desk: str) -> None:
    hosts = {
        host
        for file in key_of(desk)["captures"]
        for host in re.findall(r"://([\w.-]+)", text_of(desk, file))
    }
    hosts |= {domain for source in watch_of(desk)["source"] for domain in source["domains"]}
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org"}
