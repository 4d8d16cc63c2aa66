from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.grounding import find_times, infer_published
from watchdesk.grounding.published_tenures import tenures
from watchdesk.language import parse
from watchdesk.records import Article, Basis, Part, PartKind, Published, Role, Span


def infer(text: str, published: Published | None = None, captured: date | None = None) -> Published:
    doc = parse(text, [Span(0, len(text))])
    article = Article(id="art-0123456789abcdef", role=Role.MAIN, published=published or Published())
    return infer_published(article, doc, find_times(doc), captured=captured)


def test_a_declared_date_is_kept() -> None:
    declared = Published(earliest=date(2023, 5, 1), latest=date(2023, 5, 1), basis=Basis.BYLINE)
    assert infer("The pact was signed on 6 August 2024.", declared) == declared


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The port has been shut since February 2022.", "2022-02-01/.."),
        ("Troops left the valley in the fall of 2022.", "2022-09-01/.."),
        ("The pact was signed on 6 August 2024.", "2024-08-05/.."),
        ("The fair will be held in June 2024.", "../2024-06-30"),
        (
            "The president is expected to speak next Thursday on the 80th anniversary of D-Day.",
            "2024-05-27/2024-06-05",
        ),
        (
            "Forty years ago, on May 3, 1980, the bridge was opened.",
            "2019-09-27/2021-04-15",
        ),
        (
            "The two-and-a-half-year war has no end in sight. The war began in March 2010.",
            "2012-05-31/2012-12-29",
        ),
        (
            "The one-and-a-half-year war has emptied the coast. The raid this month was the "
            "third. It was on Nov. 6 that boats landed. The war began in March 2010.",
            "2011-11-06/2011-11-30",
        ),
    ],
)
def test_bounds_worked_out_from_the_words(text: str, edtf: str) -> None:
    published = infer(text)
    assert (published.edtf, published.basis) == (edtf, Basis.INFERRED)
    assert published.evidence
    assert all(span.text_of(text).strip() for span in published.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy left on Thursday and came back in June.",
        "“We will win in 2010,” he said then.",
        "The plan would cut forces by 2030.",
        "Nothing here tells a date.",
        "The budget for 2031 was debated.",
    ],
)
def test_unknown_stays_unknown(text: str) -> None:
    published = infer(text)
    assert published.basis is Basis.UNKNOWN
    assert published.is_unknown


def test_contradicting_clues_give_no_confident_interval() -> None:
    text = (
        "The bridge was lost in May 2019. The road was lost in May 2023. "
        "The fair will be held in June 2021."
    )
    assert infer(text).edtf == "2019-05-01/.."


def test_weekday_and_date_leave_few_years() -> None:
    text = "The port was lost in March 2022. On Tuesday December 10 the minister resigned."
    assert infer(text).edtf == "2024-12-10/.."
    assert infer(text, captured=date(2026, 2, 1)).edtf == "2024-12-10/2025-12-09"


def test_the_day_of_capture_is_an_upper_bound() -> None:
    text = "The port has been shut since February 2022."
    assert infer(text, captured=date(2024, 1, 1)).edtf == "2022-02-01/2024-01-01"


def test_news_of_a_dated_weekday_is_about_a_week_old() -> None:
    text = (
        "The port was lost in March 2022. Boats reached the island on Tuesday, August 6, in a "
        "raid nobody announced. The harbor was quiet again on Friday."
    )
    assert infer(text).edtf == "2024-08-06/.."
    assert infer(text, captured=date(2026, 2, 1)).edtf == "2024-08-06/2024-08-13"


def test_a_dated_weekday_in_the_background_is_not_news() -> None:
    text = (
        "The port was lost in March 2022. Fishermen came back on Friday and mended their nets. "
        "They found the pier in ruins. Nobody had told them so. "
        "The raid took place on Tuesday, August 6, according to the mayor."
    )
    assert infer(text, captured=date(2026, 2, 1)).edtf == "2024-08-06/2025-08-05"
    text = (
        "The port was lost in March 2022. Since Tuesday, August 6, it has been quiet. "
        "Fishermen came back on Friday."
    )
    assert infer(text, captured=date(2026, 2, 1)).edtf == "2024-08-06/2025-08-05"


def test_several_years_that_fit_stay_open() -> None:
    text = "Boats reached the island on Tuesday, August 6. The harbor was quiet on Friday."
    assert infer(text).is_unknown
    assert infer(text, captured=date(2026, 2, 1)).edtf == "../2024-08-13"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("President Joe Biden measured the lake, aides said.", "2020-11-21/.."),
        ("The Biden administration closed the lake on Thursday.", "2020-11-21/2025-02-03"),
        ("The head of the IAEA, Rafael Grossi, waited.", "2019-10-04/.."),
        ("Jens Stoltenberg, the NATO chief, waited on Friday.", "2014-08-02/2024-10-15"),
        ("Former President Joe Biden opened a library.", "2025-01-20/.."),
        ("Vice President Joe Biden opened a library on Friday.", "2008-11-21/2017-02-03"),
    ],
)
def test_holders_of_offices_bound_the_date(text: str, edtf: str) -> None:
    assert infer(text).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Deputy President Joe Biden opened a library.",
        "A future President Joe Biden opened a library.",
        "Hunter Biden opened a library.",
        "Farmers would gain little from a Trump administration.",
        "In May, the Prime Minister opened a library.",
        "The gates of the lake were opened.",
    ],
)
def test_no_office_of_the_day_tells_nothing(text: str) -> None:
    assert infer(text).is_unknown


def test_a_holiday_on_a_weekday_tells_the_week() -> None:
    text = (
        "President Volodymyr Zelensky spoke. Villages danced on Saturday, Ukraine's "
        "Independence Day, until late."
    )
    captured = date(2023, 5, 1)
    assert infer(text, captured=captured).edtf == "2019-08-24/2019-08-31"


def test_a_caption_of_the_same_event_dates_the_weekday() -> None:
    told = "Ann Morrow met Karl Weiss in Northport on Wednesday and left again."
    caption = "Ann Morrow greets Karl Weiss in Northport on July 24, 2024."
    text = f"{told}\n{caption}\n{told}"
    second = len(told) + len(caption) + 2
    parts = (
        Part(start=0, end=len(told), kind=PartKind.BODY, reason="prose"),
        Part(start=len(told) + 1, end=second - 1, kind=PartKind.CAPTION, reason="picture"),
        Part(start=second, end=len(text), kind=PartKind.BODY, reason="prose"),
    )
    article = Article(id="art-0123456789abcdef", role=Role.MAIN, parts=parts)
    doc = parse(text, [Span(0, len(told)), Span(second, len(text))])
    published = infer_published(article, doc, find_times(doc))
    assert published.edtf == "2024-07-23/2024-07-31"
    assert "July 24, 2024" in {span.text_of(text) for span in published.evidence}
    behind = article.model_copy(update={"parts": (parts[0], parts[1])})
    assert infer_published(behind, doc, find_times(doc)).is_unknown


def test_a_date_that_only_tells_the_end_gets_its_beginning_from_the_text() -> None:
    updated = Published(latest=date(2024, 8, 9), basis=Basis.BYLINE)
    text = "Boats reached the island on Tuesday, August 6, the mayor said."
    found = infer(text, updated)
    assert (found.edtf, found.basis) == ("2024-08-06/2024-08-09", Basis.INFERRED)
    assert infer("Nothing here tells a date.", updated) == updated


def test_the_table_of_tenures_is_sound() -> None:
    for family, rows in tenures().items():
        assert any(word[:1].isupper() for word in family.replace("-", " ").split())
        for row in rows:
            assert all(row.given)
            assert all(row.office)
            assert row.last is None or row.first < row.last


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Boats came on Tuesday, August 6.",
                "It was quiet on Friday.",
                "The Biden administration waited on Thursday.",
                "Shops closed on Saturday, Ukraine's Independence Day.",
                "The port was lost in March 2022.",
                "The fair will be held in June 2024.",
                "The war began in March 2010 and the two-year war is over.",
                "Raids this month went on after Nov. 6.",
            ]
        ),
        max_size=6,
    ).map(" ".join),
    st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_bounds_never_pass_the_day_of_capture(text: str, captured: date | None) -> None:
    published = infer(text, captured=captured)
    assert published.is_unknown == (published.basis is Basis.UNKNOWN)
    assert all(0 <= span.start < span.end <= len(text) for span in published.evidence)
    if captured is not None and not published.is_unknown:
        assert published.latest is None or published.latest <= captured
