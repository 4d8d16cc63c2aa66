from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_times, resolve_times
from watchdesk.language import parse
from watchdesk.records import Anchor, Grain, Interval, Span, Time, TimeKind

THURSDAY = Interval.parse("2024-08-15")


def times(text: str, published: Interval = THURSDAY) -> list[Time]:
    doc = parse(text, [Span(0, len(text))])
    return list(resolve_times(find_times(doc), published, doc))


def days(text: str, published: Interval = THURSDAY) -> list[str]:
    return [time.edtf for time in times(text, published)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It was signed on Aug. 6, 2024.", "2024-08-06"),
        ("It was signed in February 2022.", "2022-02"),
        ("It was lost in the fall of 2022.", "2022-09/2022-11"),
        ("Trade grew in the 1990s.", "1990/1999"),
        ("It was signed on Aug. 6.", "2024-08-06"),
        ("It was signed in June.", "2024-06"),
        ("It was signed in October.", "2023-10"),
        ("They will sign it in October.", "2024-10"),
        ("The envoy left on Thursday.", "2024-08-15"),
        ("The envoy left on Friday.", "2024-08-09"),
        ("The envoy will leave on Friday.", "2024-08-16"),
        ("The envoy left on Monday last week.", "2024-08-05"),
        ("They said so this week.", "2024-08-12/2024-08-18"),
        ("They said so earlier this week.", "2024-08-12/2024-08-15"),
        ("They said so last month.", "2024-07"),
        ("They will meet next month.", "2024-09"),
        ("They were due to meet later this month.", "2024-08-15/2024-08-31"),
        ("Aides said Tuesday’s vote would be close.", "2024-08-20"),
        ("Aides said Tuesday’s ruling would stand.", "2024-08-13"),
        ("They met yesterday.", "2024-08-14"),
        ("They met three days ago.", "2024-08-12"),
        ("They met over the weekend.", "2024-08-10/2024-08-11"),
        ("They met in December last year.", "2023-12"),
        ("Guests marked the 80th anniversary of D-Day.", "2024-06-06"),
        ("The fair was held on June 15–16.", "2024-06-15/2024-06-16"),
        ("The fair was held from 9 to 11 July.", "2024-07-09/2024-07-11"),
        ("The fair was held between May and July.", "2024-05/2024-07"),
        ("On Tuesday December 10, the minister spoke.", "2024-12-10"),
        ("A win in the November U.S. presidential election was ruled out.", "2024-11"),
        ("It was paid in the second quarter of 2023.", "2023-04/2023-06"),
        ("It was built in the 20th century.", "1901/2000"),
        ("It was dated 25/12/2023.", "2023-12-25"),
        ("It was dated 03/04/2023.", "2023-03-04/2023-04-03"),
    ],
)
def test_resolves_from_a_known_publication_day(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Since Aug. 6 the road was closed.", "2024-08-06/2024-08-15"),
        ("It has held since 2014.", "2014-01-01/2024-08-15"),
        ("It will leave by the end of the month.", "2024-08-15/2024-08-31"),
        ("It must be gone by Friday.", "2024-08-15/2024-08-16"),
        ("Raids went on after 2022.", "2022-01-01/2024-08-15"),
        ("They had left before 2010.", "../2009-12-31"),
        ("They have fought for more than 70 years.", "../2024-08-15"),
        ("In recent weeks it was quiet.", "../2024-08-15"),
    ],
)
def test_bounds_are_stretches(text: str, edtf: str) -> None:
    (time,) = times(text)
    assert (time.edtf, time.grain) == (edtf, Grain.SPAN)


def test_writers_differ_about_next_so_both_days_are_kept() -> None:
    (time,) = times("They will meet next Thursday.", Interval.parse("2024-08-12"))
    assert time.edtf == "2024-08-15/2024-08-22"
    assert time.assumed


def test_an_earlier_time_in_the_text_is_the_anchor() -> None:
    first, second = times("The port was shut in March 2019. A year earlier, it was sold.")
    assert second.anchor is Anchor.TEXT
    assert second.contains(Interval.parse("2018-03"))
    assert first.anchor is Anchor.ABSOLUTE


def test_without_an_earlier_time_it_stays_unknown() -> None:
    (time,) = times("A year earlier, it was sold.")
    assert time.is_unknown
    assert time.assumed


def test_an_unknown_publication_leaves_relative_times_unknown() -> None:
    for time in times("He left on Thursday, spoke in June and met them last month.", Interval()):
        assert time.is_unknown
        assert time.assumed
    assert days("He left in June 2019.", Interval()) == ["2019-06"]


def test_an_open_publication_gives_an_open_time() -> None:
    assert days("They met last month.", Interval.parse("2022-02-10/..")) == ["2022-01-01/.."]


def test_year_taken_from_the_publication_is_assumed() -> None:
    assert [t.assumed for t in times("It was signed on Aug. 6.")] == [True]
    assert [t.assumed for t in times("It was signed on Aug. 6, 2024.")] == [False]


def test_days_that_do_not_exist_are_not_guessed() -> None:
    assert all(time.is_unknown for time in times("It was signed on 30 February 2023."))
    assert times("The file number is 20245.") == []


def test_what_lies_too_far_back_is_left_open() -> None:
    assert days("Farmers came 9000 years ago.") == ["../1000-01-01"]
    assert days("They have farmed here for the past 9,000 years.") == ["../2024-08-15"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They offered a three-month truce.", TimeKind.DURATION, "P3M"),
        ("The council meets twice a week.", TimeKind.REPEATED, "P1W"),
        ("The bridge is now open.", TimeKind.DATE, "PRESENT_REF"),
    ],
)
def test_what_names_no_days_says_so_and_dates_nothing(
    text: str, kind: TimeKind, value: str
) -> None:
    (time,) = times(text)
    assert (time.kind, time.value) == (kind, value)
    assert time.is_unknown
    assert time.doubt
    assert not time.tells_when


RELATIVE = st.sampled_from(
    ["He left on Thursday.", "He will leave on Monday.", "He left last Friday.",
     "He will go next Sunday.", "They met this week.", "They met last month.", "He left in May.",
     "He will leave in May.", "It fell on Aug. 6.", "They met three days ago.",
     "They met two years ago.", "They met over the weekend.", "It was late last week.",
     "They met last summer.", "In the past two decades it grew."]
)  # fmt: skip
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@settings(max_examples=150, deadline=None)
@given(RELATIVE, DAYS, st.integers(0, 40), st.data())
def test_an_interval_of_publication_covers_what_each_of_its_days_gives(
    text: str, first: date, length: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    inside = first + timedelta(days=data.draw(st.integers(0, length)))
    (wide,) = times(text, Interval.between(first, last))
    (narrow,) = times(text, Interval.on(inside))
    assert wide.contains(narrow.interval)


@settings(max_examples=60, deadline=None)
@given(RELATIVE, st.dates(min_value=date(1500, 1, 1)))
def test_any_publication_day_is_survived(text: str, day: date) -> None:
    assert len(times(text, Interval.on(day))) == 1


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met in early July.", "2024-07-01/2024-07-10"),
        ("They met in mid-July.", "2024-07-11/2024-07-20"),
        ("They met in late July.", "2024-07-21/2024-07-31"),
        ("They met in late February 2023.", "2023-02-21/2023-02-28"),
    ],
)
def test_early_mid_and_late_in_a_month_are_ten_days_each(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Villages danced on Thursday, India's Independence Day.", "2024-08-15"),
        ("Villages danced on Saturday, Ukraine’s Independence Day.", "2019-08-24"),
        ("Shops closed on Poland's Constitution Day.", "2024-05-03"),
        ("Shops will close on Germany's Unity Day, 2025.", "2025-10-03"),
    ],
)
def test_national_days_are_dates(text: str, edtf: str) -> None:
    published = Interval.on(date(2019, 8, 26)) if "Ukraine" in text else THURSDAY
    assert days(text, published) == [edtf]


def test_days_are_counted_from_the_news_when_nothing_nearer_is_told() -> None:
    far = "The envoy left on Wednesday. It rained. It snowed. It rained again. It froze. "
    wednesday, before = times(far + "A day earlier, the road was shut.")
    assert (wednesday.edtf, before.edtf) == ("2024-08-14", "2024-08-13")
    assert before.assumed
    (alone,) = times("A day earlier, the road was shut.")
    assert (alone.edtf, alone.assumed) == ("2024-08-13/2024-08-14", True)
    assert times("A day earlier, the road was shut.", Interval())[0].is_unknown


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The raid on Aug. 6 was short. Two days before the attack, he left.", "2024-08-04"),
        ("The vote was held on Aug. 6. A week after the vote, he left.", "2024-08-10/2024-08-16"),
        ("They met on Aug. 6 for the talks. Three days after the summit, he left.", "2024-08-09"),
    ],
)
def test_days_are_counted_from_an_event_the_article_dates(text: str, edtf: str) -> None:
    _, time = times(text)
    assert (time.edtf, time.anchor, time.assumed) == (edtf, Anchor.TEXT, True)
    assert time.span.text_of(text).split()[-1] in {"attack", "vote", "summit"}


@pytest.mark.parametrize(
    "text",
    [
        "Two days before the attack, he left.",
        "The raid on Aug. 6 was short, the raid on Aug. 9 long. Two days before the raid, he left.",
        "The fair was held on Aug. 6. Two days before the attack, he left.",
    ],
)
def test_an_event_without_one_day_anchors_nothing(text: str) -> None:
    assert all(" before " not in time.span.text_of(text) for time in times(text))


# When something is due, and days counted from days


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The envoys will meet again in two weeks.", "2024-08-25/2024-09-02"),
        ("The board will rule in three days.", "2024-08-18"),
        ("The hearing is in two days.", "2024-08-17"),
        ("Voting starts in 48 hours.", "2024-08-15/2024-08-17"),
        ("The board will rule within 10 days.", "2024-08-15/2024-08-25"),
        ("They will know within days.", "2024-08-15/.."),
        ("The truce will end in three months’ time.", "2024-10-30/2024-11-30"),
        ("The report is due by the end of next week.", "2024-08-15/2024-08-25"),
        ("The strikers will return two days after Monday’s vote.", "2024-08-21"),
        ("They shut the camp two weeks before Christmas.", "2023-12-07/2023-12-15"),
        ("They will shut the camp two days before Christmas.", "2024-12-23"),
        ("They opened the pass a day after 29 February 2020.", "2020-03-01"),
        ("A week from Friday they will march.", "2024-08-20/2024-08-26"),
        ("The talks are set for the week of 18 September.", "2024-09-16/2024-09-22"),
        ("The talks are set for the week beginning 18 September.", "2024-09-18/2024-09-24"),
        ("The count for the week ending 3 August 2024 was low.", "2024-07-28/2024-08-03"),
        ("She left two years and six months ago.", "2021-12-30/2022-03-31"),
    ],
)
def test_what_is_due_and_what_is_counted_from_a_day(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels took the town in two days.",
        "It will be the first vote in two years.",
        "The ship can be mended in 10 days.",
        "The crew will spend the day on repairs in two weeks of calm.",
    ],
)
def test_how_long_something_took_is_no_day_it_is_due(text: str) -> None:
    (found,) = [time for time in times(text) if time.kind is TimeKind.DURATION]
    assert (found.earliest, found.latest) == (None, None)


def test_a_stretch_beside_a_day_is_not_counted_from_it() -> None:
    found = times("The office was shut for two weeks before Christmas.")
    assert [time.kind for time in found] == [TimeKind.DURATION, TimeKind.DATE]


def test_what_was_due_long_ago_is_not_counted_from_now() -> None:
    found = times("In 2014 he said he would resign in two weeks.")
    assert [time.edtf for time in found] == ["2014", "XXXX"]


# Parts of a month, days without one


@pytest.mark.parametrize(
    ("text", "edtf", "value"),
    [
        ("They will vote in the first week of May.", "2025-05-01/2025-05-07", "2025-05"),
        ("They voted in the last week of July.", "2024-07-25/2024-07-31", "2024-07"),
        ("It opened in the second week of January 2025.", "2025-01-06/2025-01-14", "2025-01"),
        ("It fell on the first Monday of October 2023.", "2023-10-02", "2023-10-02"),
        ("It fell on the last Friday in July.", "2024-07-26", "2024-07-26"),
        ("It fell on the last day of February 2024.", "2024-02-29", "2024-02-29"),
        ("It rained on the first weekend of June.", "2024-06-01/2024-06-02", "2024-06"),
        ("It rained in the second half of June.", "2024-06-16/2024-06-30", "2024-06"),
        ("The talks will resume on the 18th.", "2024-08-18", "2024-08-18"),
        ("The Greens in parliament will vote on the 18th.", "2024-08-18", "2024-08-18"),
        ("The talks resumed on the 18th.", "2024-07-18", "2024-07-18"),
        ("The talks resumed on the 31st.", "2024-07-31", "2024-07-31"),
    ],
)
def test_a_part_of_a_month(text: str, edtf: str, value: str) -> None:
    assert [(time.edtf, time.value) for time in times(text)] == [(edtf, value)]


def test_a_fifth_monday_that_was_not_is_unknown_and_says_so() -> None:
    (found,) = times("It fell on the fifth Monday of February 2023.")
    assert (found.edtf, bool(found.doubt)) == ("XXXX", True)


@pytest.mark.parametrize(
    "text", ["She lives on the 18th floor.", "He made a birdie on the 18th.", "It was the 40th."]
)
def test_the_eighteenth_of_other_things_is_no_day(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It was common in the 70s and 80s.", ["197", "198"]),
        ("It was common in the early 70s.", ["197"]),
        ("Patients in their 70s and 80s were moved.", []),
        ("Temperatures will stay in the 70s.", []),
        ("The hearing lasted 1 hour and 30 minutes.", ["PT1H30M"]),
        ("He served two years and six months.", ["P2Y6M"]),
        ("He served two years, two months.", ["P2Y2M"]),
        ("Runs took 30 minutes and 1 hour.", ["PT30M", "PT1H"]),
        ("He ruled from 2009 to 2011 and then between 2014 and 2016.", ["2009/2011", "2014/2016"]),
    ],
)
def test_sums_of_units_decades_and_stretches(text: str, values: list[str]) -> None:
    assert [time.value for time in times(text)] == values


def test_the_year_previous_is_counted_from_the_text() -> None:
    assert days("It fell in 2019. It had grown in the year previous.") == ["2019", "2018"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The September 11 attacks changed it.", ["2001-09-11"]),
        ("After the 11 September attacks it closed.", ["2001-09-11"]),
        ("Guards were attacked on 11 September.", ["2024-09-11"]),
        ("It grew over the past quarter of a century.", ["P25Y"]),
        ("It took a quarter-century to mend.", ["P25Y"]),
        ("Two 50-year old women left.", []),
        ("He told the Today programme so.", []),
        ("The days of plenty are over.", []),
        ("It was big in the late 80s and early 90s.", ["198", "199"]),
        ("Traders went into the weekend and the New Year calmly.", ["2024-W32-WE", "2024-01-01"]),
    ],
)
def test_values_of_words_with_a_meaning_of_their_own(text: str, values: list[str]) -> None:
    assert [time.value for time in times(text)] == values


def test_what_is_being_done_and_begins_on_a_day_has_yet_to() -> None:
    assert days("The play is being staged in Norport, beginning on Saturday.") == ["2024-08-17"]


def test_the_word_that_tells_which_month_belongs_to_it() -> None:
    (found,) = times(text := "He quit his post last December.")
    assert (found.span.text_of(text), found.edtf) == ("last December", "2023-12")


@pytest.mark.parametrize(
    ("text", "edtf", "value"),
    [
        ("It fell in the last three months of 2004.", "2004-10/2004-12", "2004-Q4"),
        ("It fell in the final two months of 2023.", "2023-11/2023-12", "2023-11/2023-12"),
        ("It rained in the first two weeks of May.", "2024-05-01/2024-05-14", None),
        ("It grew in the first 10 days of December 2023.", "2023-12-01/2023-12-10", None),
        ("Trade in April-July rose.", "2024-04/2024-07", "2024-04/2024-07"),
        ("It fell in the January-to-March quarter.", "2024-01/2024-03", "2024-01/2024-03"),
        ("October-March 2021 was wet.", "2020-10/2021-03", "2020-10/2021-03"),
        ("The phones will reach the shops in the next year.", "2024-08-15/2025-08-15", "P1Y"),
    ],
)
def test_parts_of_a_date_and_runs_of_months(text: str, edtf: str, value: str | None) -> None:
    (found,) = times(text)
    assert found.edtf == edtf
    assert found.value == (value or edtf)


def test_the_next_year_of_a_story_follows_the_year_it_told() -> None:
    assert days("He left in 2010. In the next year he wrote a book.") == ["2010", "2011"]
