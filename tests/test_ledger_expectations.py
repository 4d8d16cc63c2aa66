from __future__ import annotations

import random
import time

import pytest

from helpers_expectations import made
from helpers_ledger import Writer, person
from watchdesk.records import (
    Expectation,
    ExpectationStatus,
    Reading,
    Role,
    Verification,
)

PLAN = "Petra Holm is expected to meet Jor Varga in Tarn on May 9."


def plan(day: str = "2024-05-03", **extra: str) -> Writer:
    writer = Writer(PLAN, published=day, uri=f"plan{day}{extra}", **extra)  # type: ignore[arg-type]
    return writer.time("on May 9", "2024-05-09").names("Petra Holm", "Jor Varga", "Tarn")


def later(text: str, day: str, *names: str) -> Reading:
    writer = Writer(text, published=day, uri=f"later{day}{text}")
    return writer.names(*(names or ("Petra Holm", "Jor Varga", "Tarn"))).reading()


def look(*readings: Reading) -> list[Expectation]:
    return made(readings)


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
    text = "The toll office will publish its figures for the year to 30 April on 2 June."
    writer = Writer(text, published="2024-02-03")
    writer.time("30 April", "2024-04-30").time("on 2 June", "2024-06-02")
    assert one(writer.reading()).due.edtf == "2024-06-02"


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


def test_a_later_report_of_the_deed_meets_it() -> None:
    report = later("Petra Holm met Jor Varga in Tarn for three hours.", "2024-05-10")
    found = one(plan().reading(), report)
    assert found.status is ExpectationStatus.MET
    assert found.evidence[0].article == report.article.id
    assert found.evidence[0].span in report.sentences


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The meeting of Petra Holm and Jor Varga was postponed.", ExpectationStatus.POSTPONED),
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


def told(content: str, cue: str = "said", day: str = "2024-05-03") -> Writer:
    writer = Writer(f"Petra Holm {cue} {content}.", published=day)
    writer.said(content, person("Petra Holm"), cue=cue)
    return writer


@pytest.mark.parametrize(
    ("content", "words", "when"),
    [
        ("the two fleets would leave the bay next Thursday", "next Thursday", "2024-05-09"),
        ("she would ask the toll office about the boats", "", ""),
        (
            "a first group of pilots could be working by the end of May",
            "by the end of May",
            "2024-05",
        ),
        ("the first crates should reach Ilmen on Monday", "Monday", "2024-05-06"),
        ("a plan for the harbour should be ready in June", "June", "2024-06"),
        ("the treaty would be signed in June", "June", "2024-06"),
        ("twenty boats were expected by the end of May", "by the end of May", "2024-05"),
        ("Norland expected it to be signed in June", "June", "2024-06"),
    ],
)
def test_a_future_told_in_the_past_is_an_announcement(content: str, words: str, when: str) -> None:
    writer = told(content)
    found = one((writer.time(words, when) if words else writer).reading())
    assert found.what == content
    assert [link.name for link in found.by] == ["Petra Holm"]
    assert found.due.is_unknown != bool(words)


@pytest.mark.parametrize(
    ("content", "cue"),
    [
        ("she would not comment on the boats next week", "said"),
        ("she would often meet Varga on Monday", "said"),
        ("she would leave the bay next week if the ice went", "said"),
        ("the boats would have reached Ilmen on Monday", "said"),
        ("the council should vote on the toll next week", "said"),
        ("the toll would cost more next week", "said"),
        ("the fleets would leave the bay next week", "believes"),
        ("she would decide when the boats would leave next week", "asked whether"),
    ],
)
def test_what_only_might_be_or_ought_to_be_is_no_announcement(content: str, cue: str) -> None:
    writer = told(content, cue)
    for words in ("next week", "Monday"):
        if words in content:
            writer.time(words, "2024-05-06")
    assert look(writer.reading()) == []


def test_would_outside_reported_speech_and_inside_quotation_marks_announces_nothing() -> None:
    narrated = Writer("The fleets would leave the bay next week.", published="2024-05-03")
    narrated.time("next week", "2024-05-06/2024-05-12")
    content = "“I would leave the bay next week”"
    quoted = Writer(f"{content}, Petra Holm said.", published="2024-05-03")
    quoted.said(content, person("Petra Holm"), direct=True)
    quoted.time("next week", "2024-05-06/2024-05-12")
    assert look(narrated.reading(), quoted.reading()) == []


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Norland agreed to provide the bay with 20 boats by June 30.", "agreed to"),
        ("Holm wants to complete the harbour wall by June 30.", "wants to"),
        ("The pilots are preparing a visit to Tarn, the office wrote.", "are preparing a visit"),
        ("The vote on the toll is expected by June 30.", "is expected"),
    ],
)
def test_graded_cues(sentence: str, cue: str) -> None:
    writer = Writer(sentence, published="2024-05-03")
    if "June 30" in sentence:
        writer.time("by June 30", "2024-05-03/2024-06-30")
    found = one(writer.reading())
    assert found.cue.text_of(writer.text) == cue
    assert (found.due_at is None) == ("visit" in sentence)


def test_a_weak_cue_without_a_day_announces_nothing() -> None:
    for sentence in (
        "Holm wants to complete the harbour wall.",
        "The vote on the toll is expected with fear.",
        "The treaty was expected to bring peace to the bay.",
        "The new rule will send a message to the pilots.",
        "The harbour will be closed until Monday.",
    ):
        assert look(Writer(sentence, published="2024-05-03").reading()) == []


def test_times_of_one_clause_that_meet_are_taken_together() -> None:
    text = "Holm is expected to visit Tarn next week for the 80th day of the fair."
    writer = Writer(text, published="2024-05-03")
    writer.time("next week", "2024-05-06/2024-05-12").time("the 80th day of the fair", "2024-05-09")
    found = one(writer.reading())
    assert found.due.edtf == "2024-05-09"
    assert found.due_at is not None
    assert found.due_at.text_of(text) == "next week for the 80th day of the fair"


def test_two_days_joined_by_and_are_due_from_the_first_to_the_last() -> None:
    text = "The council will meet in Tarn on Monday and Tuesday."
    writer = Writer(text, published="2024-05-03")
    writer.time("Monday", "2024-05-06").time("Tuesday", "2024-05-07")
    assert one(writer.reading()).due.edtf == "2024-05-06/2024-05-07"


def test_the_coming_days_end_two_weeks_after_publication() -> None:
    for words in ("within days", "in the coming days", "over the next few days"):
        text = f"The first crates will arrive in Ilmen {words}."
        found = one(Writer(text, published="2024-05-03").reading())
        assert found.due.edtf == "2024-05-03/2024-05-17"
        assert found.due_at is not None and found.due_at.text_of(text) == words


def test_due_never_lies_before_publication() -> None:
    writer = Writer("Holm will visit Tarn this week.", published="2024-05-03")
    found = one(writer.time("this week", "2024-04-29/2024-05-05").reading())
    assert found.due.edtf == "2024-05-03/2024-05-05"


def test_an_announcement_recalled_long_after_is_not_made_again() -> None:
    text = "Petra Holm said in March that she would visit Tarn within days."
    writer = Writer(text, published="2024-05-03")
    writer.said("she would visit Tarn within days", person("Petra Holm"))
    assert look(writer.time("in March", "2024-03").reading()) == []


def test_announcements_of_one_event_in_other_words_are_one() -> None:
    again = Writer(
        "In Tarn, people say, Jor Varga will meet Petra Holm for a day on May 9.",
        published="2024-05-04",
        uri="again",
    )
    again.time("on May 9", "2024-05-09").names("Petra Holm", "Jor Varga", "Tarn")
    assert len(one(plan().reading(), again.reading()).articles) == 2


def test_a_day_that_went_by_without_it_misses_it() -> None:
    first = told("a first group of pilots could be working in Tarn by the end of May")
    first.time("by the end of May", "2024-05-03/2024-05-31").names("Tarn")
    report = Writer(
        "The pilots were to be in Tarn by now. The end of May came and went without them.",
        published="2024-06-02",
    )
    report.time("The end of May", "2024-05-22/2024-05-31").names("Tarn")
    found = one(first.reading(), report.reading())
    assert found.status is ExpectationStatus.MISSED
    other = Writer(
        "The price of grain rose. The end of May came and went without them.",
        published="2024-06-02",
    )
    other.time("The end of May", "2024-05-22/2024-05-31")
    assert one(first.reading(), other.reading()).status is ExpectationStatus.OPEN


def test_what_has_not_come_yet_is_missed_only_after_its_day() -> None:
    text = "Petra Holm has not met Jor Varga in Tarn."
    assert one(plan().reading(), later(text, "2024-05-06")).status is ExpectationStatus.OPEN
    assert one(plan().reading(), later(text, "2024-05-12")).status is ExpectationStatus.MISSED


@pytest.mark.parametrize(
    "words", ["is expected will and ", "Vote votes vote ", "put off passed and not will not "]
)
def test_a_line_without_end_is_read_in_good_time(words: str) -> None:
    writer = Writer(words * (400_000 // len(words)), published="2024-05-03")
    short = Writer(". ".join((words * 12).capitalize() for _ in range(200)), published="2024-05-03")
    start = time.process_time()
    assert look(writer.reading(), short.reading()) == []
    assert time.process_time() - start < 8
