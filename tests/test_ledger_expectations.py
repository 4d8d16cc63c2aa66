from __future__ import annotations

import random

import pytest

from helpers_ledger import Writer, person
from watchdesk.ledger import expectations
from watchdesk.records import (
    Expectation,
    ExpectationStatus,
    Family,
    Reading,
    Role,
    Verification,
    content_id,
)

PLAN = "Petra Holm is expected to meet Jor Varga in Tarn on May 9."


def plan(day: str = "2024-05-03", **extra: str) -> Writer:
    writer = Writer(PLAN, published=day, uri=f"plan{day}{extra}", **extra)  # type: ignore[arg-type]
    return writer.time("on May 9", "2024-05-09").names("Petra Holm", "Jor Varga", "Tarn")


def later(text: str, day: str, *names: str) -> Reading:
    writer = Writer(text, published=day, uri=f"later{day}{text}")
    return writer.names(*(names or ("Petra Holm", "Jor Varga", "Tarn"))).reading()


def look(*readings: Reading) -> list[Expectation]:
    return list(expectations(readings, ()))


def one(*readings: Reading) -> Expectation:
    found = look(*readings)
    assert len(found) == 1
    return found[0]


def test_an_announcement_has_words_cue_speaker_and_day() -> None:
    writer = plan(outlet="Tide")
    found = one(writer.reading())
    assert found.what == PLAN
    assert found.cue.text_of(writer.text) == "is expected to"
    assert found.due.edtf == "2024-05-09"
    assert found.due_at is not None and found.due_at.text_of(writer.text) == "on May 9"
    assert [link.name for link in found.by] == ["Tide"]
    assert found.status is ExpectationStatus.OPEN


def test_inside_an_attribution_the_chain_says_it() -> None:
    content = "the two fleets will leave the bay next Thursday"
    writer = Writer(f"Petra Holm said {content}.", published="2024-05-03")
    writer.said(content, person("Petra Holm"))
    writer.time("next Thursday", "2024-05-09")
    found = one(writer.reading())
    assert found.what == content
    assert [link.name for link in found.by] == ["Petra Holm"]
    assert found.due.edtf == "2024-05-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers are scheduled to sign the treaty in Tarn.",
        "Norland is due to host the second round of talks.",
        "Veska plans to send three patrol boats to the strait.",
        "Holm will visit Tarn with a small party of pilots.",
        "The crown council is set to vote on the toll.",
        "Varga pledged to deliver the grain in full.",
        "Holm is to meet the pilots of the inner bay.",
        "The first crates will move in the coming weeks.",
        "The treaty is expected to be signed in May.",
    ],
)
def test_forward_words_are_known(sentence: str) -> None:
    assert one(Writer(sentence, published="2024-05-03").reading()).what == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Holm was expected to meet Varga in Tarn.",
        "Holm is not expected to meet Varga in Tarn.",
        "Holm will not meet Varga in Tarn.",
        "Holm will meet Varga if the ice goes in time.",
        "Holm could meet Varga and then will send word.",
        "Unless the toll falls, Veska will send its boats.",
        "Will Norland send its boats before the frost?",
        "The council has the will to sign a treaty.",
        "The grain is expected to cost more in winter.",
        "Holm had promised to send three boats.",
        "Talks must end before they will sign a treaty.",
        "Holm met Varga in Tarn and is to blame.",
        "Norland’s plan to send its boats found few friends.",
    ],
)
def test_what_is_past_denied_or_conditional_announces_nothing(sentence: str) -> None:
    assert look(Writer(sentence, published="2024-05-03").reading()) == []


def test_a_denied_announcement_and_a_teaser_announce_nothing() -> None:
    content = "Norland will send its boats"
    writer = Writer(f"Holm denied that {content}.", published="2024-05-03")
    writer.said(content, person("Holm"), cue="denied", verification=Verification.DENIED)
    assert look(writer.reading(), Writer(PLAN, role=Role.TEASER).reading()) == []


def test_a_time_before_publication_or_in_another_clause_is_no_due_day() -> None:
    past = Writer("Holm, who spoke on Monday, will visit Tarn.", published="2024-05-03")
    past.time("on Monday", "2024-04-29")
    other = Writer("Holm will visit Tarn after the vote on June 2.", published="2024-05-03")
    other.time("on June 2", "2024-06-02")
    for reading in (past.reading(), other.reading()):
        assert one(reading).due.is_unknown


def test_the_day_of_a_noun_is_not_the_day_of_the_deed() -> None:
    text = "The toll office will publish its figures for the year to 31 March on 30 May."
    writer = Writer(text, published="2024-02-03")
    writer.time("31 March", "2024-03-31").time("on 30 May", "2024-05-30")
    assert one(writer.reading()).due.edtf == "2024-05-30"


def test_copies_are_one_expectation_first_told_first() -> None:
    early, late = plan("2024-05-02"), plan("2024-05-03")
    found = one(late.reading(), early.reading())
    assert found.articles == (early.article.id, late.article.id)
    assert found.published.edtf == "2024-05-02"


def test_the_same_words_for_other_days_are_something_new() -> None:
    text = "The harbour council will meet in Ilmen next week."
    readings = [
        Writer(text, published=day, uri=day).time("next week", due).reading()
        for day, due in (("2024-05-03", "2024-05-06/2024-05-12"), ("2024-07-03", "2024-07-08"))
    ]
    assert len(look(*readings)) == 2
    undated = [
        Writer(text, published=day, uri=day).reading() for day in ("2024-05-03", "2024-07-03")
    ]
    assert len(look(*undated)) == 2
    ids = tuple(r.article.id for r in undated)
    family = Family(id=content_id("fam", ids[0]), articles=ids, first=ids[0])
    assert len(expectations(undated, [family])) == 1


def test_a_later_report_of_the_deed_meets_it() -> None:
    report = later("Petra Holm met Jor Varga in Tarn for three hours.", "2024-05-10")
    found = one(plan().reading(), report)
    assert found.status is ExpectationStatus.MET
    assert found.evidence[0].article == report.article.id
    assert found.evidence[0].span in report.sentences


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The meeting of Petra Holm and Jor Varga was postponed.", ExpectationStatus.SUPERSEDED),
        ("The meeting of Petra Holm and Jor Varga was called off.", ExpectationStatus.MISSED),
        ("The talks of Petra Holm and Jor Varga did not take place.", ExpectationStatus.MISSED),
    ],
)
def test_words_that_call_it_off_settle_it(text: str, status: ExpectationStatus) -> None:
    assert one(plan().reading(), later(text, "2024-05-08")).status is status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Petra Holm met Jor Varga in Tarn for three hours.", "2024-05-01"),
        ("Petra Holm met Jor Varga in Tarn for three hours.", "2024-05-06"),
        ("Petra Holm met Jor Varga in Tarn for three hours.", "2024-09-10"),
        ("Petra Holm met Jor Varga in Tarn for three hours.", ""),
        ("Petra Holm had met Jor Varga in Tarn before.", "2024-05-10"),
        ("Petra Holm never met Jor Varga in Tarn.", "2024-05-10"),
        ("Petra Holm praised Jor Varga in Tarn.", "2024-05-10"),
        ("Petra Holm met the pilots of the bay.", "2024-05-10"),
        ("Ilsa Marn met Jor Varga in Tarn for three hours.", "2024-05-10"),
        ("Petra Holm and Jor Varga could have met in Tarn, had it been postponed.", "2024-05-10"),
    ],
    ids=[
        "before",
        "early",
        "much-later",
        "undated",
        "had",
        "never",
        "verb",
        "people",
        "subject",
        "maybe",
    ],
)
def test_without_clear_evidence_it_stays_open(text: str, day: str) -> None:
    names = ("Petra Holm",) if "pilots" in text else ()
    assert one(plan().reading(), later(text, day, *names)).status is ExpectationStatus.OPEN


def test_a_sentence_about_other_days_settles_nothing() -> None:
    writer = Writer("Petra Holm met Jor Varga in Tarn in March.", published="2024-05-10")
    writer.time("in March", "2024-03").names("Petra Holm", "Jor Varga", "Tarn")
    assert one(plan().reading(), writer.reading()).status is ExpectationStatus.OPEN


def test_a_passed_day_alone_settles_nothing() -> None:
    other = later("Ships wait in the bay for the ice to go.", "2024-06-30", "Ilmen")
    assert one(plan().reading(), other).status is ExpectationStatus.OPEN


def test_expectations_do_not_depend_on_order() -> None:
    readings = [
        plan("2024-05-02").reading(),
        plan("2024-05-03").reading(),
        later("Petra Holm met Jor Varga in Tarn for three hours.", "2024-05-10"),
        later("Veska plans to send three patrol boats to the strait.", "2024-05-10"),
    ]
    once = look(*readings)
    for seed in range(6):
        random.Random(seed).shuffle(readings)
        assert look(*readings) == once
