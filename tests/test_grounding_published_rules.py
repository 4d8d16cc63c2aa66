"""Each rule that bounds a publication date, with what it must not be fooled by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_times, infer_published
from watchdesk.grounding.published_clue import Choices, Clue, apart, common
from watchdesk.grounding.published_tenures import tenures
from watchdesk.grounding.published_window import Window
from watchdesk.language import parse
from watchdesk.records import Article, Basis, Interval, Part, PartKind, Published, Role, Span

TODAY = date(2026, 11, 22)
NEWS = "Fishermen came back on Friday and mended their nets."


def infer(
    text: str,
    today: date | None = TODAY,
    captured: date | None = None,
    kind: PartKind | None = None,
) -> Published:
    parts = (Part(start=0, end=len(text), kind=kind, reason="all"),) if kind else ()
    article = Article(id="art-0123456789abcdef", role=Role.MAIN, parts=parts)
    doc = parse(text, [Span(0, len(text))])
    return infer_published(article, doc, find_times(doc), captured=captured, today=today)


def days(*edtf: str) -> tuple[Interval, ...]:
    return tuple(Interval.parse(one) for one in edtf)


# Stretches and windows


def test_stretches_that_touch_are_one() -> None:
    assert apart(days("2024-03/2024-05", "2020", "2024-05-31/2024-06-30")) == days(
        "2020", "2024-03/2024-06"
    )
    assert common(days("2020", "2024"), days("2020-06/2024-02")) == days(
        "2020-06/2020-12", "2024-01/2024-02"
    )


def test_choices_narrow_a_window_and_those_that_cannot_be_are_left_out() -> None:
    low = Clue(Interval.parse("2019-05-01/.."), (Span(0, 4),))
    window = Window(low, None, TODAY, rules_out=True)
    many = Choices(days("2020", "2022", "2024"), (Span(5, 9),))
    assert window.narrowed([many]).days.edtf == "2020-01-01/.."
    assert window._replace(rules_out=False).narrowed([many]).days.edtf == "2020/2024"
    two = Choices(days("2020", "2024"), (Span(5, 9),))
    assert window.narrowed([two]).days.edtf == "2020/2024"
    none = Choices(days("2010"), (Span(9, 12),))
    one = Choices(days("2024-08"), (Span(12, 15),))
    settled = window.narrowed([two, none, one])
    assert settled.days.edtf == "2024-08"
    assert set(settled.evidence) == {Span(0, 4), Span(5, 9), Span(12, 15)}
    assert Window(None, None, None).narrowed([one]).days.is_unknown


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=5),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=5),
)
def test_common_days_lie_in_both(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    def made(pairs: list[tuple[int, int]]) -> tuple[Interval, ...]:
        start = date(2024, 1, 1).toordinal()
        return apart(
            Interval.between(date.fromordinal(start + at), date.fromordinal(start + at + length))
            for at, length in pairs
        )

    left, right = made(one), made(other)
    both = common(left, right)
    assert both == common(right, left)
    for day in (date.fromordinal(date(2024, 1, 1).toordinal() + n) for n in range(0, 470, 7)):
        inside = any(d.contains(day) for d in left) and any(d.contains(day) for d in right)
        assert inside == any(d.contains(day) for d in both)


# Years and days told as past or to come


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The ferry was sold to a Greek company in 2012, after a fire.", "2012-01-01/.."),
        ("The pier will close again, and the ferry was sold in 2012.", "2012-01-01/.."),
        ("In 2012, the town sold the ferry, which may soon return.", "2012-01-01/.."),
        ("She wrote about it after a 2015 study of the harbour was leaked.", "2015-01-01/.."),
        ("The ferry will be replaced by 2031.", "../2031-12-31"),
        ("The island plans to open its airport in May 2031.", "../2031-05-31"),
        ("The mayor said on Tuesday that the pier will open in June 2031.", "../2031-06-30"),
    ],
)
def test_years_told_as_past_or_to_come(text: str, edtf: str) -> None:
    found = infer(text)
    assert (found.edtf, found.basis) == (edtf, Basis.INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "His term ends in 2031, the harbour master said.",
        "The new master takes office in January 2031, he said.",
        "The 2031 version of the harbour plan was shown to the press.",
        "They hoped that the pier could be rebuilt in 2031.",
        "The mayor said that the pier will open in June 2011.",
        "“The pier will open in 2011,” the sign says.",
        "The ferry was to return to the island in 2011.",
    ],
)
def test_years_that_tell_nothing_of_when_the_words_were_printed(text: str) -> None:
    assert infer(text).is_unknown


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("What a storm — Ann Morrow (@amorrow) March 5, 2024", "2024-03-04/.."),
        ("A post shared by Ann Morrow (@am) on Mar 5, 2024 at 10:56pm PST", "2024-03-04/.."),
        ("A boat lies in the port of Sund, March 5, 2024. REUTERS/Ann Morrow", "2024-03-04/.."),
        ("FILE - In this March 5, 2024, file photo, a boat lies in the port.", "2024-03-04/.."),
        ("• This article was amended on 5 March 2024 to correct a name.", "../2024-03-05"),
        ("Updated March 5, 2024, with the name of the boat.", "../2024-03-05"),
        ("A version of this article appears in print on March 5, 2024.", "../2024-03-05"),
        ("© Harbour Notes, March 5, 2024", "XXXX"),
        ("7/12 5 March 2024 Boats were seen in the harbour of Sund", "XXXX"),
    ],
)
def test_what_kind_of_day_it_is(text: str, edtf: str) -> None:
    assert infer(text).edtf == edtf


def test_a_ruling_that_was_amended_is_no_article_that_was() -> None:
    assert infer("The ruling was amended on 5 March 2014.").edtf == "2014-03-04/.."


# Posts and notices

POSTS = (
    "The sky is green — Ann Morrow (@amorrow) March 5, 2024\n"
    "So green here too — Karl Weiss (@kweiss) March 5, 2024\n"
)


def test_posts_of_several_people_of_one_day_tell_the_week() -> None:
    assert infer(f"{NEWS}\n{POSTS}").edtf == "2024-03-04/2024-03-12"
    assert infer(POSTS).edtf == "2024-03-04/.."
    one = POSTS.replace("@kweiss", "@amorrow")
    assert infer(f"{NEWS}\n{one}").edtf == "2024-03-04/.."


def test_an_agency_notice_names_the_year() -> None:
    tail = "All rights reserved. This material may not be published, broadcast or rewritten."
    notice = f"Copyright 2018 The Associated Press. {tail}"
    assert infer(notice, kind=PartKind.NAVIGATION).edtf == "2018-01-01/2019-01-07"
    assert infer(notice, kind=PartKind.TEASER).is_unknown
    footer = "© 2018 Harbour Notes. All rights reserved."
    assert infer(footer, kind=PartKind.NAVIGATION).is_unknown


# Dates told twice, datelines, elections


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The raid came two weeks ago, on March 5, 2024, at night.", "2024-03-15/2024-03-26"),
        ("The raid came three days ago, on March 5, 2024, at night.", "2024-03-08"),
        ("Last month, on March 5, 2024, the boats were seized.", "2024-04"),
        ("The pier was shut last year (2023) after a storm.", "2024"),
        ("Two ships were seen today (March 5, 2024) off the coast.", "2024-03-05"),
        ("In 1990, thirty years ago, the pier was built.", "2019-05-27/2021-12-12"),
    ],
)
def test_a_date_told_twice(text: str, edtf: str) -> None:
    assert infer(text).edtf == edtf


def test_the_year_of_a_date_told_twice_may_stand_elsewhere() -> None:
    text = "The port was lost in May 2023. Two ships were seen yesterday (March 5) off the coast."
    assert infer(text, today=date(2024, 12, 1)).edtf == "2024-03-06"
    assert infer(text).earliest == date(2024, 3, 6)
    assert infer(text).latest is None


@pytest.mark.parametrize(
    "text",
    [
        "The site had two million readers in 2009 (the last year it told).",
        f"{'It rained. ' * 12}The notice is in force from today, March 5, 2024, it says.",
    ],
)
def test_what_only_looks_told_twice(text: str) -> None:
    assert infer(text).latest is None


def test_a_dateline_tells_the_day_once_the_year_is_known() -> None:
    text = (
        "TARNOVA, Orvania, Mar 5 (Norwire) - President Joe Biden spoke on Monday. "
        "The port was lost in May 2023."
    )
    assert infer(text, kind=PartKind.BODY).edtf == "2024-03-04/2024-03-07"
    assert infer(f"It rained.\n{text}", kind=PartKind.BODY).edtf != "2024-03-04/2024-03-07"


def test_the_november_election_to_come() -> None:
    text = (
        "The port was lost in May 2022. A victory of the other side in the November U.S. "
        "presidential election may change that."
    )
    assert infer(text).edtf == "2023-12-02/2024-11-08"


# Holders of offices


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (f"{NEWS} Prime Minister Theresa May said she was sorry.", "2016-05-14/2019-08-07"),
        (f"{NEWS} British leaders such as Prime Minister Theresa May waited.", "2016-05-14/.."),
        (f"{NEWS} In 2017, Prime Minister Theresa May said so.", "2017-01-01/.."),
        (f"{NEWS} President Trump has called it a storm.", "2016-11-21/.."),
        ("Former Prime Minister David Cameron opened a library.", "2016-07-13/.."),
        ("Former President George W. Bush opened a library.", "2009-01-20/.."),
        ("President-elect Joe Biden opened a library on Monday.", "2020-11-07/2021-02-03"),
        (
            "Republican presidential nominee Mitt Romney opened a pier on Monday.",
            "2006-12-15/2013-02-04",
        ),
        ("The pope spoke. Pope Francis prayed for the port on Sunday.", "2013-01-12/2025-05-05"),
    ],
)
def test_holders_of_the_day_bound_both_sides(text: str, edtf: str) -> None:
    assert infer(text).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "A former Obama administration official opened a library on Monday.",
        "A court jailed ousted President Nobody Inparticular on Monday.",
        "President Petro Nobody opened a library on Monday.",
        "Prime Minister Najib Somebody opened a library on Monday.",
        "On Monday the nominee Donald Trump smiled. President Trump is what he wants to hear.",
    ],
)
def test_names_that_are_not_held_against_the_table(text: str) -> None:
    found = infer(text)
    assert found.latest is None or found.latest > date(2016, 11, 1)
    assert found.earliest is None or found.earliest < date(2016, 11, 1)


def test_of_two_terms_the_one_that_fits_is_taken() -> None:
    text = f"{NEWS} President Trump has called it a storm. The port was lost in May 2022."
    assert infer(text).edtf == "2024-11-21/.."
    early = f"{NEWS} President Trump has called it a storm. The pier will open in May 2019."
    assert infer(early).edtf == "2016-11-21/2019-05-31"


def test_two_who_followed_each_other_are_not_both_of_the_day() -> None:
    text = f"{NEWS} President Obama said so. Nobody knew the thoughts of President Trump."
    assert infer(text).edtf == "2008-11-21/.."


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The 2012 Republican nominee Mitt Romney spoke on Monday.", "2006-12-15/.."),
        ("Then-President Barack Obama spoke on Monday.", "2008-11-21/.."),
        (
            "Former President George W. Bush came on Monday. President Bush said he was well.",
            "2009-01-20/..",
        ),
    ],
)
def test_holders_of_once_end_nothing(text: str, edtf: str) -> None:
    assert infer(text).edtf == edtf


def test_every_row_of_the_table_can_be_found_in_a_text() -> None:
    missed = []
    for family, rows in tenures().items():
        for row in rows:
            name = f"{row.given[-1]} {family}" if row.given else family
            text = f"Yesterday {row.office[0]} {name} spoke."
            found = infer(text)
            if not (found.contains(row.first) and found.contains(row.last or TODAY)):
                missed.append((family, row.office[0], found.edtf))
    family_first = {"Xi", "Moon", "Ban", "Yoon", "Tsai"}
    assert {family for family, _, _ in missed} <= family_first


def test_no_two_rows_of_the_table_are_one() -> None:
    rows = [row for found in tenures().values() for row in found]
    assert len(rows) == len({(r.family, r.given, r.office, r.first) for r in rows})


# Properties

SENTENCES = [
    "Boats came on Tuesday, August 6.",
    "It was quiet on Friday.",
    "Prime Minister Theresa May said she was sorry.",
    "President Trump has called it a storm.",
    "Former President Barack Obama opened a library.",
    "The port was lost in March 2022.",
    "The fair will be held in June 2024.",
    "The ferry was sold two weeks ago, on March 5.",
    "The raid came last month, on March 5, 2017.",
    "What a storm — Ann Morrow (@amorrow) March 5, 2024",
    "This article was amended on 5 March 2018.",
    "Raids this month went on after Nov. 6.",
    "The November U.S. presidential election may change that.",
]
UNRELATED = "The library keeps four thousand maps of the coast, most of them in good order."


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), max_size=6).map("\n".join),
    st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_bounds_and_evidence_are_sound(
    text: str, captured: date | None, today: date | None
) -> None:
    found = infer(text, today, captured)
    assert found.is_unknown == (found.basis is Basis.UNKNOWN)
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)
    assert all(span.text_of(text).strip() for span in found.evidence)
    assert found.evidence or captured is not None or found.is_unknown
    if captured is not None:
        assert found.latest is not None
        assert found.latest <= captured
    elif today is not None and found.earliest is not None:
        assert found.earliest <= today


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), max_size=5),
    st.integers(0, 5),
)
def test_an_unrelated_paragraph_changes_nothing(sentences: list[str], place: int) -> None:
    text = "\n".join(sentences)
    more = "\n".join([*sentences[:place], UNRELATED, *sentences[place:]])
    one, other = infer(text), infer(more)
    lead_moved = place < 3 and any("August 6" in s for s in sentences)
    if not lead_moved:
        assert one.edtf == other.edtf
    elif not any("March 5" in s for s in sentences):
        # Two weeks after March 5 is no time to tell of August 6: such a text contradicts itself,
        # and which of the two is believed may depend on what leads it.
        assert one.interval.intersects(other.interval)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="@()/©0123456789 ,.March2024Predsitnu\n", max_size=600))
def test_any_text_is_read(text: str) -> None:
    found = infer(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)
