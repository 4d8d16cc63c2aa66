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
    Grain,
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
    Watch,
)

DESK = Path(__file__).parent.parent / "examples" / "kursk-2024"
CAPTURES = DESK / "captures"

TROUBLES = {
    "abbreviation_ends_sentence",
    "anonymous_source",
    "byline_forms",
    "caption_and_credit",
    "contradicting_numbers",
    "copy_cut_short",
    "copy_inside_longer_text",
    "curly_quotes",
    "deck_and_kicker",
    "denial",
    "dotted_abbreviations",
    "glued_stories_without_separator",
    "keep_reading_lines",
    "mangled_unit",
    "nested_attribution",
    "no_comment",
    "not_verified",
    "one_owner_two_outlets",
    "policy_that_changes",
    "promise_kept",
    "promise_missed",
    "promotion_in_one_capture_only",
    "promotion_inside_body",
    "repeated_first_paragraph",
    "silent_edit",
    "straight_quotes",
    "teasers_of_other_years",
    "two_captures_of_one_page",
    "undated_but_datable",
    "update_of_a_story",
    "website_words_around",
    "weekday_dates",
    "wire_in_three_papers",
}


@cache
def key() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DESK / "answers.json").read_text("utf-8"))
    return data


@cache
def text_of(file: str) -> str:
    """The words of a capture: a row's title and text, a page with its references undone."""
    name, _, row = file.partition("#L")
    encoding: str = key()["captures"][file]["encoding"]
    text = (CAPTURES / name).read_bytes().decode(encoding)
    if row:
        record = json.loads(text.splitlines()[int(row) - 1])
        return f"{record['title']}\n{record['text']}"
    return html.unescape(text) if name.endswith(".html") else text


def files() -> Iterator[str]:
    """Every capture of the summer: files, and rows of JSON Lines. Folders are other parts."""
    for path in sorted(path for path in CAPTURES.iterdir() if path.is_file()):
        if path.suffix == ".jsonl":
            rows = path.read_text("utf-8").splitlines()
            yield from (f"{path.name}#L{number}" for number in range(1, len(rows) + 1))
        else:
            yield path.name


def articles() -> Iterator[tuple[str, dict[str, Any]]]:
    for file, capture in key()["captures"].items():
        for article in capture["articles"]:
            yield file, article


def quotes() -> Iterator[tuple[str, str]]:
    """All words the key quotes, with the file they must stand in."""
    answers = key()
    for claim in answers["claims"]:
        yield from ((claim["file"], link["name"]) for link in claim["chain"])
        yield from ((other["file"], other["words"]) for other in claim["also"])
    for wait in answers["expectations"]:
        yield wait["file"], wait["sentence"]
        yield from ((wait["file"], link["name"]) for link in wait["by"])
        yield from ((other["file"], other["words"]) for other in wait["also"])
        yield from ((proof["file"], proof["words"]) for proof in wait["settled_by"])
    for name in ("times", "places"):
        yield from ((item["file"], item["in"]) for item in answers[name])
    for name in (
        *("claims", "policy", "quantities", "times", "places", "accepted_expectations"),
        *("positions", "accepted_positions", "changes", "accepted_changes"),
        *("corrections", "accepted_corrections"),
    ):
        yield from ((item["file"], item["words"]) for item in answers[name])
    for claim in answers["claims"]:
        yield from ((step["file"], step["words"]) for step in claim["steps"])
    for note in (*answers["corrections"], *answers["accepted_corrections"]):
        yield from ((other["file"], other["words"]) for other in note.get("also", ()))
        if note["of"]:
            yield note["of"]["file"], note["of"]["words"]
    yield from ((item["file"], item["words"]) for item in answers["brief"]["never"])
    for carriers in answers["troubles"].values():
        yield from ((item["file"], item["words"]) for item in carriers)
    for file, article in articles():
        words = [article["title"], article["deck"], *article["published"]["clues"]]
        yield from ((file, word) for word in words if word)
        yield from ((file, author) for author in article["authors"])


def sides(item: dict[str, Any]) -> list[list[str]]:
    """The pairs of claims that carry a contradiction."""
    return [item["claims"], *item.get("also_right", ())]


def row(item: dict[str, Any]) -> tuple[str, str, str]:
    """What a position is told by."""
    return item["actor"]["name"], item["issue"], item["stance"]


def test_watch_file_is_valid_and_knows_two_outlets_of_one_owner() -> None:
    watch = Watch.model_validate(tomllib.loads((DESK / "watch.toml").read_text("utf-8")))
    assert len(watch.issue) == 5
    assert all(issue.terms for issue in watch.issue)
    owners = [source.owner for source in watch.source]
    assert len(owners) - len(set(owners)) == 1
    assert all(domain.endswith(".example") for source in watch.source for domain in source.domains)


def test_the_key_speaks_of_every_capture_and_of_no_other() -> None:
    assert sorted(key()["captures"]) == sorted(files())
    assert len(key()["captures"]) >= 50


def test_every_quoted_word_stands_in_its_file() -> None:
    missing = [(file, words) for file, words in quotes() if words not in text_of(file)]
    assert missing == []


def test_words_by_which_records_are_known_stand_once_in_their_file() -> None:
    """But for the paragraph that stands twice in a file, where the first is meant."""
    answers = key()
    told = [
        (place["file"], place["words"])
        for name in ("claims", "positions", "changes", "corrections", "accepted_positions")
        for item in answers[name]
        for place in (item, *item.get("also", ()))
    ]
    told += [(wait["file"], wait["sentence"]) for wait in answers["expectations"]]
    twice = {(file, words) for file, words in told if text_of(file).count(words) != 1}
    assert {file for file, _ in twice} <= {"chancery-july.txt", "tidewater-yavoriv-removed.html"}


def test_words_quoted_with_their_surroundings_stand_in_them() -> None:
    for item in [*key()["times"], *key()["places"]]:
        assert item["words"] in item["in"]
    for wait in key()["expectations"]:
        assert wait["cue"] in wait["sentence"]


@pytest.mark.parametrize("file", [f for f in files() if f.endswith(".txt")])
def test_every_line_that_is_not_blank_has_a_kind(file: str) -> None:
    lines = text_of(file).split("\n")
    labels: dict[str, str] = key()["captures"][file]["lines"]
    assert [int(n) for n in labels] == [n for n, line in enumerate(lines, 1) if line.strip()]
    for label in labels.values():
        assert {PartKind(kind) for kind in label.split("|")}


def test_lines_of_another_story_are_labelled_in_the_main_article_as_one_piece() -> None:
    inner = [(f, a) for f, a in articles() if a["role"] != Role.MAIN]
    assert {article["role"] for _, article in inner} == {Role.TEASER, Role.OTHER}
    for file, article in inner:
        outer = key()["captures"][file]["lines"]
        numbers = list(article["lines"])
        assert {outer[n] for n in numbers} == {article["role"]}
        labelled = list(outer)
        first, last = labelled.index(numbers[0]), labelled.index(numbers[-1])
        assert labelled[first : last + 1] == numbers


def test_publication_days_lie_in_their_bounds() -> None:
    statuses = set()
    for _, article in articles():
        published = article["published"]
        statuses.add(published["status"])
        bounds = Interval.parse(published["bounds"])
        if published["status"] == "unknown":
            assert bounds.is_unknown
        else:
            assert bounds.contains(Interval.parse(published["day"]))
    assert statuses == {"stated", "inferable", "unknown"}


def test_article_keys_are_unique_and_families_name_them() -> None:
    keys = [article["key"] for _, article in articles()]
    assert len(keys) == len(set(keys))
    for family in key()["families"]:
        assert family["first"] in family["articles"]
        assert set(family["articles"]) <= set(keys)
        for relation in family["relations"]:
            assert {relation["a"], relation["b"]} <= set(family["articles"])
    pairs = [r for family in key()["families"] for r in family["relations"]] + key()["relations"]
    # Two fillings of one form are no part of a summer of stories; tests of reuse have them.
    assert {r["kind"] for r in pairs} == set(RelationKind) - {RelationKind.SAME_TEMPLATE}


def test_shared_and_changed_words_stand_in_both_articles() -> None:
    where = {article["key"]: file for file, article in articles()}
    for relation in key()["relations"]:
        assert relation["passage"] in text_of(where[relation["a"]])
        assert relation["passage"] in text_of(where[relation["b"]])
    changes = [
        (relation, change)
        for family in key()["families"]
        for relation in family["relations"]
        for change in relation.get("changes", ())
    ]
    assert changes
    for relation, change in changes:
        for side, other in (("a", "b"), ("b", "a")):
            assert change[side] in text_of(where[relation[side]])
            assert change[side] not in text_of(where[relation[other]])


def test_claims_use_the_values_of_the_records() -> None:
    claims = key()["claims"]
    assert len(claims) >= 25
    assert len({claim["id"] for claim in claims}) == len(claims)
    for claim in claims:
        assert Verification(claim["verification"]) and Act(claim["act"]) and Speech(claim["speech"])
        assert all(LinkKind(link["kind"]) for link in claim["chain"])
        assert 0 < claim["origins"] <= 1 + len(claim["also"])
        assert claim["standing"] in {None, "no_comment", *Standing}
        days = [Interval.parse(step["day"]) for step in claim["steps"]]
        assert all(step["standing"] in {"no_comment", *Standing} for step in claim["steps"])
        assert not any(later.precedes(sooner) for sooner, later in pairwise(days))
        if claim["steps"]:
            assert claim["steps"][-1]["standing"] == claim["standing"]
        if "said" in claim:
            assert Interval.parse(claim["said"]).is_bounded


def test_expectations_that_are_settled_say_by_what() -> None:
    waits = key()["expectations"]
    assert len(waits) >= 10
    assert {wait["status"] for wait in waits} >= {"open", "met", "missed"}
    assert {ExpectationKind(wait["kind"]) for wait in waits} == set(ExpectationKind)
    assert "postponed" in {wait["status"] for wait in waits}
    for wait in waits:
        Interval.parse(wait["due"])
        settled = ExpectationStatus(wait["status"]) is not ExpectationStatus.OPEN
        assert settled == bool(wait["settled_by"])


def test_contradictions_and_weeks_name_claims() -> None:
    ids = {claim["id"] for claim in key()["claims"]}
    assert len(key()["contradictions"]) >= 2
    every = [*key()["contradictions"], *key()["accepted_contradictions"]]
    for item in every:
        assert ContradictionKind(item["kind"])
        assert all({*pair} <= ids and len({*pair}) == 2 for pair in sides(item))
    assert {item["kind"] for item in key()["contradictions"]} == set(ContradictionKind)
    assert sum(item["inside"] is not None for item in key()["contradictions"]) >= 3
    for item in key()["not_contradictions"]:
        assert {*item["claims"]} <= ids
    wrong = {frozenset(item["claims"]) for item in key()["not_contradictions"]}
    assert not wrong & {frozenset(pair) for item in every for pair in sides(item)}
    weeks = key()["brief"]["weeks"]
    assert set(weeks) == {"2024-W32", "2024-W33"}
    assert all(set(claims) <= ids for claims in weeks.values())


def test_enough_claims_are_told_by_more_than_one_article_and_enough_by_one() -> None:
    told = [
        len({claim["file"], *(other["file"] for other in claim["also"])})
        for claim in key()["claims"]
    ]
    assert sum(articles > 1 for articles in told) >= 60
    assert sum(articles == 1 for articles in told) >= sum(articles > 1 for articles in told)


def test_a_position_is_one_row_for_an_actor_and_a_stance_on_an_issue_of_the_watch() -> None:
    watch = tomllib.loads((DESK / "watch.toml").read_text("utf-8"))
    asked = {issue["name"]: issue["question"] for issue in watch["issue"]}
    assert {item["issue"]: item["question"] for item in key()["issues"]} == asked
    for item in [*key()["positions"], *key()["accepted_positions"]]:
        assert item["actor"]["kind"] in {"state", "organisation", "person"}
        assert item["issue"] in asked
        assert Stance(item["stance"]) is not Stance.NONE_FOUND
        assert PositionBasis(item["basis"])
        assert not Interval.parse(item["since"]).is_unknown
    rows = [row(item) for item in key()["positions"]]
    assert len(rows) == len(set(rows)) >= 80
    ids = [item["id"] for item in key()["positions"]]
    assert len(ids) == len(set(ids))


def test_a_change_leads_to_a_stance_that_is_listed() -> None:
    stances = {row(item) for item in [*key()["positions"], *key()["accepted_positions"]]}
    for item in [*key()["changes"], *key()["accepted_changes"]]:
        assert row({**item, "stance": item["to"]}) in stances
        assert item["from"] is None or row({**item, "stance": item["from"]}) in stances
        assert item["from"] != item["to"] or item["limits_from"] != item["limits_to"]
        assert Interval.parse(item["day"]).is_bounded
    assert any(item["from"] == item["to"] for item in key()["changes"])


def test_every_way_of_going_back_on_words_is_there() -> None:
    notes = key()["corrections"]
    assert {CorrectionKind(item["kind"]) for item in notes} == set(CorrectionKind)
    for item in notes:
        if item["day"]:
            assert Interval.parse(item["day"]).is_bounded


def test_a_week_asks_only_for_claims_told_in_that_week() -> None:
    told = {file: article["published"] for file, article in articles() if article["role"] == "main"}
    days = {
        "2024-W32": Interval.parse("2024-08-05/2024-08-11"),
        "2024-W33": Interval.parse("2024-08-12/2024-08-18"),
    }
    claims = {claim["id"]: claim for claim in key()["claims"]}
    for week, ids in key()["brief"]["weeks"].items():
        for name in ids:
            tellings = [claims[name]["file"], *(other["file"] for other in claims[name]["also"])]
            assert any(days[week].contains(Interval.parse(told[f]["bounds"])) for f in tellings)


def test_the_policy_changes_three_times_in_order() -> None:
    since = [Interval.parse(version["since"]) for version in key()["policy"]]
    assert len(since) == 3
    assert since[0].precedes(since[1]) and since[1].precedes(since[2])


def test_quantities_times_and_places_are_well_formed() -> None:
    answers = key()
    assert len(answers["quantities"]) >= 15
    assert len(answers["times"]) >= 15
    assert len(answers["places"]) >= 8
    for item in answers["quantities"]:
        if item["low"] is not None and item["high"] is not None:
            assert item["low"] <= item["high"]
    for item in answers["times"]:
        assert Grain(item["grain"])
        assert all(Interval.parse(edtf) for edtf in [item["edtf"], *item["also_right"]])
    assert any(place["relative"] for place in answers["places"])


def test_every_trouble_has_a_file_that_carries_it() -> None:
    carried = key()["troubles"]
    assert set(carried) >= TROUBLES
    assert all(carried.values())


def test_words_that_must_never_be_printed_are_not_words_of_an_article() -> None:
    """They stand on lines that are not read, so no brief can be right to print them."""
    unread = {"teaser", "other", "promo", "caption", "related"}
    for item in key()["brief"]["never"]:
        assert item["why"] in unread
        if item["file"].endswith(".txt"):
            labels = key()["captures"][item["file"]]["lines"]
            lines = text_of(item["file"]).split("\n")
            found = [str(n) for n, line in enumerate(lines, 1) if item["words"] in line]
            kinds = {labels[n].partition("|")[0] for n in found}
            assert kinds == {item["why"]}


def test_the_mangled_unit_and_the_cut_copy_are_what_they_claim() -> None:
    assert re.search(r"\d+m2\b", text_of("harbor-allies.txt"))
    wire = text_of("wire.jsonl#L4").split("\n")[1:]
    for paper in ("harbor-wire.txt", "tidewater-wire.txt", "pinecrest-wire.html"):
        assert all(paragraph in text_of(paper) for paragraph in wire[:6])
    cut = [line for line in text_of("skerry-wire-cut.txt").split("\n") if line in wire]
    assert cut == wire[:3]
    assert all(paragraph in text_of("courier-live.txt") for paragraph in wire)


def test_rows_have_the_usual_fields() -> None:
    for line in (CAPTURES / "wire.jsonl").read_text("utf-8").splitlines():
        assert set(json.loads(line)) == {
            "url",
            "title",
            "text",
            "published",
            "outlet",
            "captured_at",
        }


def test_readme_names_every_file_and_every_field_of_the_key() -> None:
    readme = (DESK / "README.md").read_text("utf-8")
    assert all(f"`{path.name}`" in readme for path in CAPTURES.iterdir() if path.is_file())
    assert all(f"`{field}`" in readme for field in key() if field != "format")
