"""The key of the sample desk's held-out half is well-formed; what it says is scored elsewhere.

The captures of autumn and their key are opened by no one who writes rules. These tests print no
words of either: a failure names a list and a place in it.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
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
    PartKind,
    PositionBasis,
    RelationKind,
    Role,
    Speech,
    Stance,
    Standing,
    Verification,
)

DESK = Path(__file__).parent.parent / "examples" / "kursk-2024"
SUMMER = DESK / "captures"
AUTUMN = SUMMER / "autumn"


@cache
def key() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DESK / "answers_autumn.json").read_text("utf-8"))
    return data


@cache
def summer() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DESK / "answers.json").read_text("utf-8"))
    return data


@cache
def text_of(file: str) -> str:
    """The words of a capture of either half: a row's title and text, a page undone."""
    name, _, row = file.partition("#L")
    folder, answers = (AUTUMN, key()) if file in key()["captures"] else (SUMMER, summer())
    text = (folder / name).read_bytes().decode(answers["captures"][file]["encoding"])
    if row:
        record = json.loads(text.splitlines()[int(row) - 1])
        return f"{record['title']}\n{record['text']}"
    return html.unescape(text) if name.endswith(".html") else text


def files() -> Iterator[str]:
    for path in sorted(AUTUMN.iterdir()):
        if path.suffix == ".jsonl":
            rows = path.read_text("utf-8").splitlines()
            yield from (f"{path.name}#L{number}" for number in range(1, len(rows) + 1))
        else:
            yield path.name


def new_claims() -> list[dict[str, Any]]:
    """Claims that autumn tells first; the others add tellings to a claim of summer."""
    return [claim for claim in key()["claims"] if not claim.get("extends")]


def lists(*names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        yield from ((f"{name}[{number}]", item) for number, item in enumerate(key()[name]))


def quotes() -> Iterator[tuple[str, str, str]]:
    """Every stretch of words the key quotes: where in the key, the file, the words."""
    for where, claim in lists("claims"):
        told = [*claim["also"]] if claim.get("extends") else [claim, *claim["also"]]
        yield from ((where, item["file"], item["words"]) for item in told)
        yield from ((where, step["file"], step["words"]) for step in claim.get("steps", ()))
    for where, item in lists(
        "positions", "accepted_positions", "changes", "accepted_changes", "accepted_expectations"
    ):
        yield where, item["file"], item["words"]
    for where, item in lists("corrections", "accepted_corrections"):
        told = [item, item["of"]] if item["of"] else [item]
        yield from ((where, note["file"], note["words"]) for note in told)
    for where, wait in lists("expectations"):
        if not wait.get("extends"):
            yield where, wait["file"], wait["sentence"]
        told = [*wait.get("also", ()), *wait["settled_by"]]
        yield from ((where, item["file"], item["words"]) for item in told)
    for number, item in enumerate(key()["brief"]["never"]):
        yield f"never[{number}]", item["file"], item["words"]
    for file, capture in key()["captures"].items():
        for article in capture["articles"]:
            words = [article["title"], article["deck"], *article["published"]["clues"]]
            yield from ((file, file, word) for word in [*words, *article["authors"]] if word)


def test_the_key_speaks_of_every_capture_and_of_no_other() -> None:
    assert sorted(key()["captures"]) == sorted(files())
    assert len(key()["captures"]) >= 14
    assert not set(key()["captures"]) & set(summer()["captures"])
    assert key()["format"] == 2


def test_every_quoted_word_stands_in_its_file() -> None:
    missing = [(where, file) for where, file, words in quotes() if words not in text_of(file)]
    assert missing == []


def test_words_that_place_an_answer_stand_only_once_in_their_file() -> None:
    once = ("claims", "positions", "changes", "expectations", "corrections")
    seen = [
        (where, file)
        for where, file, words in quotes()
        if where.startswith(once) and text_of(file).count(words) != 1
    ]
    assert seen == []


@pytest.mark.parametrize("file", [f for f in files() if f.endswith(".txt")])
def test_every_line_that_is_not_blank_has_a_kind(file: str) -> None:
    lines = text_of(file).split("\n")
    labels: dict[str, str] = key()["captures"][file]["lines"]
    assert [int(n) for n in labels] == [n for n, line in enumerate(lines, 1) if line.strip()]
    for label in labels.values():
        assert {PartKind(kind) for kind in label.split("|")}


def test_publication_days_lie_in_their_bounds() -> None:
    for capture in key()["captures"].values():
        assert Role(capture["articles"][0]["role"]) is Role.MAIN
        for article in capture["articles"]:
            published = article["published"]
            bounds = Interval.parse(published["bounds"])
            if published["day"] is None:
                assert bounds.is_unknown
            else:
                assert bounds.contains(Interval.parse(published["day"]))
                assert Interval.parse("2024-09-01/2024-11-30").contains(
                    Interval.parse(published["day"])
                )


def test_families_name_articles_of_the_key() -> None:
    keys = {a["key"] for capture in key()["captures"].values() for a in capture["articles"]}
    for family in key()["families"]:
        assert {*family["articles"], family["first"]} <= keys
        for relation in family["relations"]:
            assert RelationKind(relation["kind"])
            assert {relation["a"], relation["b"]} <= set(family["articles"])


def test_claims_use_the_values_of_the_records() -> None:
    ids = [claim["id"] for claim in key()["claims"]]
    assert len(ids) == len(set(ids))
    for claim in new_claims():
        assert Verification(claim["verification"]) and Act(claim["act"]) and Speech(claim["speech"])
        assert all(LinkKind(link["kind"]) for link in claim["chain"])
        assert 0 < claim["origins"] <= 1 + len(claim["also"])
        assert claim["standing"] in {None, "no_comment", *Standing}
        assert all(step["standing"] in {"no_comment", *Standing} for step in claim["steps"])
        days = [Interval.parse(step["day"]) for step in claim["steps"]]
        assert not any(later.precedes(sooner) for sooner, later in pairwise(days))
        if claim["steps"]:
            assert claim["steps"][-1]["standing"] == claim["standing"]
        if "said" in claim:
            assert Interval.parse(claim["said"]).is_bounded


def test_claims_of_summer_that_are_told_again_are_claims_of_summer() -> None:
    old = {claim["id"]: claim for claim in summer()["claims"]}
    extended = [claim for claim in key()["claims"] if claim.get("extends")]
    assert len(extended) >= 5
    for claim in extended:
        before = old[claim["id"]]
        assert claim["also"] and all(item["file"] in key()["captures"] for item in claim["also"])
        assert before["origins"] <= claim["origins"] <= before["origins"] + len(claim["also"])
    assert not {claim["id"] for claim in new_claims()} & set(old)


def test_enough_claims_are_told_by_more_than_one_article_and_enough_by_one() -> None:
    told = [
        len({claim["file"], *(other["file"] for other in claim["also"])}) for claim in new_claims()
    ]
    assert sum(articles > 1 for articles in told) >= 25
    assert sum(articles == 1 for articles in told) >= sum(articles > 1 for articles in told)


def test_contradictions_name_claims_of_either_half() -> None:
    ids = {claim["id"] for answers in (key(), summer()) for claim in answers["claims"]}
    every = [*key()["contradictions"], *key()["accepted_contradictions"]]
    pairs = [pair for item in every for pair in (item["claims"], *item.get("also_right", ()))]
    assert all({*pair} <= ids and len({*pair}) == 2 for pair in pairs)
    assert {ContradictionKind(item["kind"]) for item in every} == set(ContradictionKind)
    assert sum(item["inside"] is not None for item in key()["contradictions"]) >= 2
    wrong = {frozenset(item["claims"]) for item in key()["not_contradictions"]}
    assert all(pair <= ids and len(pair) == 2 for pair in wrong)
    assert not wrong & {frozenset(pair) for pair in pairs}


def row(item: dict[str, Any]) -> tuple[str, str, str]:
    """What a position is told by."""
    return item["actor"]["name"], item["issue"], item["stance"]


def test_positions_answer_the_questions_of_the_watch() -> None:
    watch = tomllib.loads((DESK / "watch.toml").read_text("utf-8"))
    asked = {issue["name"]: issue["question"] for issue in watch["issue"]}
    assert {item["issue"]: item["question"] for item in key()["issues"]} == asked
    for _, item in lists("positions", "accepted_positions"):
        assert item["actor"]["kind"] in {"state", "organisation", "person"}
        assert item["issue"] in asked
        assert Stance(item["stance"]) is not Stance.NONE_FOUND
        assert PositionBasis(item["basis"])
        assert not Interval.parse(item["since"]).is_unknown
    rows = [row(item) for _, item in lists("positions", "accepted_positions")]
    assert len(rows) == len(set(rows))
    assert {item["stance"] for item in key()["positions"]} == set(Stance) - {Stance.NONE_FOUND}


def test_a_change_leads_from_a_stance_that_is_listed_to_one_that_is() -> None:
    stances = {
        row(item)
        for answers in (key(), summer())
        for name in ("positions", "accepted_positions")
        for item in answers[name]
    }
    texts = [text_of(file) for half in (key(), summer()) for file in half["captures"]]
    for where, item in lists("changes", "accepted_changes"):
        assert row({**item, "stance": item["to"]}) in stances, where
        assert item["from"] is None or row({**item, "stance": item["from"]}) in stances, where
        assert item["from"] != item["to"] or item["limits_from"] != item["limits_to"], where
        assert Interval.parse(item["day"]).is_bounded
        limits = [words for words in (item["limits_from"], item["limits_to"]) if words]
        assert all(any(words in text for text in texts) for words in limits), where


def test_expectations_say_when_they_are_due_and_by_what_they_are_settled() -> None:
    old = {wait["id"] for wait in summer()["expectations"]}
    ids = [wait["id"] for wait in key()["expectations"]]
    assert len(ids) == len(set(ids)) >= 15
    for where, wait in lists("expectations"):
        settled = ExpectationStatus(wait["status"]) is not ExpectationStatus.OPEN
        assert settled == bool(wait["settled_by"]), where
        assert (wait["id"] in old) == bool(wait.get("extends")), where
        if not wait.get("extends"):
            Interval.parse(wait["due"])
            assert ExpectationKind(wait["kind"])
            assert wait["cue"] in wait["sentence"], where
    assert {wait["status"] for wait in key()["expectations"]} == set(ExpectationStatus)


def test_ways_of_going_back_on_words_are_known_ones() -> None:
    notes = [item for _, item in lists("corrections", "accepted_corrections")]
    kinds = {CorrectionKind(item["kind"]) for item in notes}
    assert kinds == set(CorrectionKind)
    for item in notes:
        if item["day"]:
            assert Interval.parse(item["day"]).is_bounded


def test_every_outlet_is_known_to_the_watch_and_no_address_is_real() -> None:
    watch = tomllib.loads((DESK / "watch.toml").read_text("utf-8"))
    known = {source["outlet"] for source in watch["source"]}
    for capture in key()["captures"].values():
        assert capture["articles"][0]["outlet"] in known
    hosts = {
        host
        for path in AUTUMN.iterdir()
        for host in re.findall(r"://([\w.-]+)", path.read_bytes().decode("cp1252", "replace"))
    }
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org"}
