"""Asking the ledger across articles from the command line, and the analyst's rulings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers_desk import run
from watchdesk import asking, cli
from watchdesk.cli.keeping import CHANGES, KINDS
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.records import (
    Address,
    ChangeKind,
    Claim,
    Expectation,
    ExpectationStatus,
    Interval,
    Span,
)

FIRST = "\n\n".join(
    (
        "Terminal of Port Aldane to stay open",
        "By Mira Tolland\n3 March 2025",
        "Transport minister Piet Oster of Latvia said that the grain terminal had lost 40 workers "
        "since May. A spokesman for the Aldane Line declined to comment.",
        "The harbour handles grain, timber and cars. About a third of the town works there.",
    )
)
SECOND = "\n\n".join(
    (
        "Workers leave the docks",
        "By Oren Holt\n5 March 2025",
        "Port director Lena Marsh said the grain terminal has shed nearly all its night crews. The "
        "ministry will publish its plan for the terminal on 20 March.",
        "Snow fell on the valley through the night, and two roads were closed to lorries.",
    )
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with two articles."""
    folder = tmp_path / "desk"
    assert run("init", folder).exit_code == 0
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("ingest", tmp_path / "first.txt", tmp_path / "second.txt", "--desk", folder)
    return folder


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


def claim_id(folder: Path, words: str) -> str:
    (found,) = [r for r in rows("list", "claims", "--desk", folder) if words in r["gist"]]
    return str(found["id"])


def test_kinds_and_changes_on_the_command_line_are_those_of_the_records() -> None:
    assert list(asking.KINDS) == KINDS
    assert {kind.value for kind in ChangeKind} == set(CHANGES)
    assert {"list", "changes", "merge", "split", "undo"} <= set(cli.main.commands)


def test_claims_are_listed_with_their_words_and_address(desk: Path) -> None:
    told = run("list", "claims", "--desk", desk).stdout
    assert "the grain terminal had lost 40 workers since May" in told
    assert "#char=" in told
    assert run("list", "claims", "--desk", desk, "--status", "retracted").stdout == ""


def test_a_list_says_how_much_more_there_is(desk: Path) -> None:
    shown = run("list", "claims", "--desk", desk, "--limit", "1")
    assert len(shown.stdout.splitlines()) == 2
    assert "more; --limit shows them" in shown.stderr


def test_only_the_days_asked_for(desk: Path) -> None:
    days = ("--from", "2025-03-04", "--to", "2025-03-06")
    found = rows("list", "claims", "--desk", desk, *days)
    assert found
    assert {r["first_seen"]["edtf"] for r in found} == {"2025-03-05"}


def test_show_tells_standing_origins_and_refusals_to_comment(desk: Path) -> None:
    told = run("show", claim_id(desk, "40 workers"), "--desk", desk).stdout
    assert "credibility 3 of 6: possibly true; 1 independent origin, 1 named" in told
    assert "no comment, by" in told
    assert "Piet Oster" in told


def test_a_telling_and_a_former_id_lead_to_the_claim(desk: Path) -> None:
    name = claim_id(desk, "40 workers")
    record = json.loads(run("show", name, "--desk", desk, "--json").stdout)
    telling = record["members"][0]["statement"]
    assert run("show", telling, "--desk", desk).stdout.startswith(name)


def test_what_changed_in_a_week_and_since_a_day(desk: Path) -> None:
    week = run("changes", "--week", "2025-W10", "--desk", desk).stdout
    assert "new claim: reported — Piet Oster" in week
    assert "expected:" in week
    kinds = {r["kind"] for r in rows("changes", "--week", "2025-W10", "--desk", desk)}
    assert {"claim", "expectation", "no_comment"} <= kinds
    since = rows("changes", "--since", "2000-01-01", "--desk", desk)
    assert {r["record"] for r in since} >= {claim_id(desk, "40 workers")}
    assert run("changes", "--since", "9000-01-01", "--desk", desk).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("positions", "--issue", "Fish"), "Fish: watch.toml names no such issue [W214]"),
        (("claims", "--status", "open"), "Choose from reported, unverified, confirmed, denied"),
        (("expectations", "--status", "denied"), "Choose from open, met, missed"),
        (("positions", "--status", "met"), "for, against, conditional, reserved"),
        (("stories", "--actor", "Latvia"), "--actor: is no filter of what is listed [W214]"),
        (("claims", "--issue", "Grain"), "It is one of positions"),
        (("corrections", "--status", "denied"), "claims and positions and expectations"),
    ],
)
def test_what_cannot_be_asked_for_is_said_with_the_choices(
    desk: Path, arguments: tuple[str, ...], told: str
) -> None:
    shown = run("list", *arguments, "--desk", desk)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert told in shown.stderr


def test_issues_are_told_whatever_their_case_and_actors_by_part_of_a_name(desk: Path) -> None:
    (desk / "watch.toml").write_text(
        '[[issue]]\nname = "Grain  terminal"\nterms = ["terminal"]\n', encoding="utf-8"
    )
    text = "Backing\n\n7 March 2025\n\nThe Latvian minister Piet Oster backed the grain terminal."
    (desk / "third.txt").write_text(text, encoding="utf-8")
    assert run("ingest", desk / "third.txt", "--desk", desk).exit_code == 0
    held = rows("list", "positions", "--issue", "grain TERMINAL", "--desk", desk)
    assert {row["stance"] for row in held} == {"for"}
    shown = run("list", "positions", "--actor", "Oster", "--desk", desk)
    assert shown.stderr == "watchdesk: the ledger holds no such positions; is it Piet Oster?\n"


def test_changes_are_told_in_words(desk: Path) -> None:
    told = run("changes", "--week", "2025-W10", "--desk", desk).stdout
    assert "due 20 March 2025" in told
    assert "no comment: A spokesman for the Aldane Line" in told
    assert "2025-03" not in told
    assert "unknown" not in told


def test_what_is_late_is_said_to_be(desk: Path) -> None:
    late = "due 20 March 2025; the day has passed, no report of it was found"
    assert late in run("list", "expectations", "--desk", desk).stdout


def test_nothing_a_terminal_would_obey_is_printed(desk: Path, tmp_path: Path) -> None:
    text = (
        "Pier \x1b[31mred\x1b[0m\n\n7 March 2025\n\nMinister Piet \x1b]0;owned\x07Oster of Latvia "
        "said that the \u202epier\u202c would open on 20 March. Latvia backs the pier."
    )
    (tmp_path / "pier.txt").write_text(text, encoding="utf-8")
    issue = '[[issue]]\nname = "The \\u001b[31mpier"\nterms = ["pier"]\n'
    (desk / "watch.toml").write_text(issue, encoding="utf-8")
    assert run("ingest", tmp_path / "pier.txt", "--desk", desk).exit_code == 0
    asked = [["list", kind] for kind in KINDS] + [["changes", "--since", "2000-01-01"]]
    asked += [[*one, "--json"] for one in asked]
    asked += [["show", claim_id(desk, "would open"), "--json"]]
    told = "".join(run(*one, "--desk", desk).stdout for one in asked)
    assert "pier" in told
    assert not set("\x1b\x07\u202e\u202c") & set(told)


def test_both_sides_of_a_contradiction_are_listed(desk: Path, tmp_path: Path) -> None:
    text = (
        "Two ministers, two answers\n\n9 March 2025\n\nThe harbour office said that 40 ships had "
        "left Port Aldane on Friday. The pilots' union said that 90 ships had left Port Aldane on "
        "Friday."
    )
    (tmp_path / "ships.txt").write_text(text, encoding="utf-8")
    assert run("ingest", tmp_path / "ships.txt", "--desk", desk).exit_code == 0
    told = run("list", "contradictions", "--desk", desk).stdout.splitlines()
    assert [("40 ships" in line, "90 ships" in line) for line in told[1:3]] == [
        (True, False),
        (False, True),
    ]


def test_only_some_changes(desk: Path) -> None:
    found = rows("changes", "--week", "2025-W10", "--only", "expectation", "--desk", desk)
    assert {r["kind"] for r in found} == {"expectation"}


def test_days_and_since_do_not_go_together(desk: Path) -> None:
    told = run("changes", "--week", "2025-W10", "--since", "2025-03-01", "--desk", desk)
    assert told.exit_code == 2
    assert "not both" in told.stderr


def test_a_day_of_reading_before_the_one_since_is_refused(desk: Path) -> None:
    told = run("changes", "--since", "2025-03-02", "--as-of", "2025-03-01", "--desk", desk)
    assert told.exit_code == 2
    assert "--as-of lies before --since" in told.stderr


def test_merge_split_and_undo_are_kept_through_another_reading(desk: Path, tmp_path: Path) -> None:
    one, other = claim_id(desk, "40 workers"), claim_id(desk, "night crews")
    ruling = run("merge", one, other, "--because", "one loss", "--desk", desk).stdout.strip()
    merged = json.loads(run("show", one, "--desk", desk, "--json").stdout)
    assert len(merged["members"]) == 2
    assert merged["rulings"] == [ruling]
    assert merged["articles"] == 2
    assert "because: one loss" in run("show", ruling, "--desk", desk).stdout
    watch = desk / "watch.toml"
    watch.write_text(
        watch.read_text(encoding="utf-8") + '\n[[cue]]\nword = "quip"\n', encoding="utf-8"
    )
    run("ingest", tmp_path / "first.txt", tmp_path / "second.txt", "--desk", desk)
    again = json.loads(run("show", one, "--desk", desk, "--json").stdout)
    assert len(again["members"]) == 2
    telling = next(m["statement"] for m in again["members"] if m["at"] != again["at"])
    assert run("split", one, telling, "--desk", desk).exit_code == 0
    assert len(json.loads(run("show", one, "--desk", desk, "--json").stdout)["members"]) == 1
    assert claim_id(desk, "night crews") == other


def test_undo_takes_a_ruling_back(desk: Path) -> None:
    one, other = claim_id(desk, "40 workers"), claim_id(desk, "night crews")
    ruling = run("merge", one, other, "--desk", desk).stdout.strip()
    assert run("undo", ruling, "--desk", desk).exit_code == 0
    assert claim_id(desk, "night crews") == other
    again = run("undo", ruling, "--desk", desk)
    assert again.exit_code == 2
    assert f"{ruling}: was taken back by rul-" in again.stderr


def test_what_takes_back_is_not_taken_back(desk: Path) -> None:
    one, other = claim_id(desk, "40 workers"), claim_id(desk, "night crews")
    ruling = run("merge", one, other, "--desk", desk).stdout.strip()
    taking = run("undo", ruling, "--desk", desk).stdout.strip()
    told = run("undo", taking, "--desk", desk)
    assert told.exit_code == 2
    assert f"only takes back {ruling}" in told.stderr
    assert "merge or split again" in told.stderr


def test_a_claim_is_not_merged_with_itself_nor_split_from_what_it_does_not_tell(desk: Path) -> None:
    one, other = claim_id(desk, "40 workers"), claim_id(desk, "night crews")
    told = run("merge", one, one.replace("clm-", "sta-"), "--desk", desk)
    assert (told.exit_code, "one and the same telling" in told.stderr) == (2, True)
    told = run("split", one, other.replace("clm-", "sta-"), "--desk", desk)
    assert (told.exit_code, f"is no telling of {one}" in told.stderr) == (2, True)


def test_what_is_no_claim_telling_or_ruling_is_said(desk: Path) -> None:
    one = claim_id(desk, "40 workers")
    for arguments in (
        ("merge", one, "clm-0000000000000000"),
        ("split", one, "sta-0000000000000000"),
        ("undo", "rul-0000000000000000"),
    ):
        told = run(*arguments, "--desk", desk)
        assert told.exit_code == 2
        assert "W213" in told.stderr
    telling = json.loads(run("show", one, "--desk", desk, "--json").stdout)["members"][0]
    with pytest.raises(DeskError, match="no telling left"):
        Desk.open(desk).split(one, [telling["statement"]])


def test_the_library_has_the_same_verbs(desk: Path) -> None:
    opened = Desk.open(desk)
    asked = opened.asked(Claim, asking.Question(limit=3))
    assert len(asked.records) == 3
    assert asked.more > 0
    assert opened.changes(only=["expectation"]).changes


def test_a_list_of_an_empty_desk_says_that_nothing_was_read_and_how_to(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    assert run("init", folder).exit_code == 0
    told = run("list", "claims", "--desk", folder).stderr
    assert "holds no article yet" in told
    assert f"watchdesk ingest PATH --desk {folder}" in told
    assert "ingest" not in run("list", "claims", "--desk", folder, "--as-of", "2020-01-01").stderr


def test_a_list_without_a_match_says_so(desk: Path) -> None:
    told = run("list", "claims", "--desk", desk, "--status", "retracted").stderr
    assert "holds no such claims" in told


def test_expectations_of_which_nobody_can_tell_the_day_come_last() -> None:
    days = ["2020-11-24/2025-02-04", "2026-03", "2024-05-07", "XXXX"]
    told = [expectation(number, day) for number, day in enumerate(days)]
    order = [one.model_dump()["id"] for one in asking.in_order(told)]
    assert order == ["exp-2", "exp-1", "exp-0", "exp-3"]


def expectation(number: int, due: str) -> Expectation:
    at = Address(capture="cap-1", article="art-1", span=Span(0, 4))
    return Expectation(
        id=f"exp-{number}",
        what="They meet",
        at=at,
        sentence=Span(0, 4),
        cue=Span(0, 4),
        by=(),
        due=Interval.parse(due),
        due_at=None,
        status=ExpectationStatus.OPEN,
        published=Interval.unknown(),
    )
