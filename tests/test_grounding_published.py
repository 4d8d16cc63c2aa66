from __future__ import annotations

from datetime import date

import pytest

from watchdesk.grounding import find_times, infer_published
from watchdesk.language import parse
from watchdesk.records import Article, Basis, Published, Role, Span


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
