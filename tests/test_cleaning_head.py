"""Dates, authors, outlet and language of an article."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from helpers_cleaning import BODY, capture
from watchdesk.cleaning import articles
from watchdesk.cleaning.dates import find_dates
from watchdesk.cleaning.masthead import find_outlet, find_series, guess_language, read_authors
from watchdesk.records import Article, Basis, PartKind

TITLE = "Grain talks in Sund end without a deal"


def read(*head: str, **declared: object) -> tuple[str, Article]:
    text = "\n".join((*head, *BODY))
    return text, articles(capture(text, **declared))[0]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ada Lund | Aug. 8, 2024", date(2024, 8, 8)),
        ("Published August 8, 2024 at 5:00 pm", date(2024, 8, 8)),
        ("8 August 2024", date(2024, 8, 8)),
        ("2024-08-08 17:20 GMT", date(2024, 8, 8)),
        ("Published: 23/08/2024", date(2024, 8, 23)),
        ("08/23/2024", date(2024, 8, 23)),
    ],
)
def test_a_date_under_the_headline(line: str, day: date) -> None:
    text, main = read(TITLE, line)
    assert main.published.basis is Basis.BYLINE
    assert (main.published.earliest, main.published.latest) == (day, day)
    (span,) = main.published.evidence
    assert span.text_of(text) in line
    assert PartKind.BYLINE in {p.kind for p in main.parts}


@pytest.mark.parametrize("line", ["Feb. 30, 2024", "Aug. 8", "31 June 2024"])
def test_doubtful_and_impossible_dates_stay_unknown(line: str) -> None:
    _, main = read(TITLE, line)
    assert main.published.basis is Basis.UNKNOWN
    assert main.published.is_unknown


def test_updated_is_an_upper_bound() -> None:
    _, main = read(TITLE, "Updated Aug. 9, 2024")
    assert main.published.edtf == "../2024-08-09"
    _, both = read(TITLE, "Published Aug. 8, 2024 Updated Aug. 9, 2024")
    assert both.published.edtf == "2024-08-08"


def test_declared_dates_win_and_a_byline_that_differs_is_kept() -> None:
    text, main = read(TITLE, "Aug. 8, 2024", published="2024-08-09T01:00:00+02:00")
    assert main.published.basis is Basis.METADATA
    assert main.published.edtf == "2024-08-09"
    assert [s.text_of(text) for s in main.published.evidence] == ["Aug. 8, 2024"]
    _, agreed = read(TITLE, "Aug. 8, 2024", published="2024-08-08")
    assert agreed.published.evidence == ()


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "2024-13-01", "soon", "9999-01-01"])
def test_declared_dates_that_cannot_be_are_not_believed(value: str) -> None:
    _, main = read(TITLE, published=value)
    assert main.published.basis is Basis.UNKNOWN


def test_a_date_after_the_capture_is_not_believed() -> None:
    taken = capture("\n".join(BODY), published="2024-09-01").model_copy(
        update={"captured_at": datetime(2024, 8, 9, tzinfo=UTC)}
    )
    assert articles(taken)[0].published.is_unknown


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://bay.example/2024/08/08/grain-talks/", "2024-08-08"),
        ("https://bay.example/2024/aug/08/grain-talks", "2024-08-08"),
        ("https://bay.example/news/2024-08-08-grain", "2024-08-08"),
        ("https://bay.example/2024/08/grain-talks/", "2024-08"),
        ("https://bay.example/2024/13/45/grain", "XXXX"),
        ("https://bay.example/item/20248", "XXXX"),
    ],
)
def test_dates_in_addresses(url: str, edtf: str) -> None:
    _, main = read(TITLE, url=url)
    assert main.published.edtf == edtf
    assert main.published.basis is (Basis.UNKNOWN if edtf == "XXXX" else Basis.URL)


def test_the_printing_day_above_the_headline_is_not_the_date() -> None:
    text = "\n".join(("Menu", "Log in", "Friday, Aug. 30, 2024", TITLE, *BODY))
    assert articles(capture(text))[0].published.is_unknown


def test_a_dateline_with_its_year() -> None:
    first = f"SUND, Aug 8, 2024 (Norwire) — {BODY[0]}"
    text = "\n".join((TITLE, first, *BODY[1:]))
    main = articles(capture(text))[0]
    assert main.published.edtf == "2024-08-08"
    assert main.outlet == "Norwire"


def test_dates_inside_the_text_are_not_taken() -> None:
    text = "\n".join((*BODY, "The treaty of Aug. 8, 2014, was signed in the port of Sund."))
    assert articles(capture(text))[0].published.is_unknown


def test_find_dates_gives_offsets() -> None:
    line = "Posted on 8th of May, then May 9, 2023"
    (found,) = find_dates(line)
    assert line[found.start : found.end] == "May 9, 2023"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Lund", ("Ada Lund",)),
        ("By Ada Lund and Per O’Hale", ("Ada Lund", "Per O’Hale")),
        ("BY ADA LUND", ("Ada Lund",)),
        ("By Ada Lund, Per Hale and Jo van Rijn | Aug. 8, 2024", None),
        ("By our staff", ()),
        ("By the sea the talks went on", ()),
    ],
)
def test_authors(line: str, names: tuple[str, ...] | None) -> None:
    expected = ("Ada Lund", "Per Hale", "Jo van Rijn") if names is None else names
    assert read_authors([line]) == expected


def test_declared_head_is_kept_when_the_text_has_none() -> None:
    _, main = read(
        title="Grain", deck="Stand", outlet="Baywatcher", authors=("A B",), language="de"
    )
    assert (main.title, main.deck, main.outlet) == ("Grain", "Stand", "Baywatcher")
    assert (main.authors, main.language) == (("A B",), "de")


def test_the_declared_title_is_found_among_fragments() -> None:
    text = "\n".join(("Menu", "Search", "Sund in fog again", "Ten tugs for sale now", *BODY))
    main = articles(capture(text, title="Sund in fog again | Baywatcher"))[0]
    assert main.title == "Sund in fog again"


def test_outlet_as_the_page_names_itself() -> None:
    site = ["Your gift to BW helps.", "Bay Watcher has had a good year."]
    assert find_outlet(None, [], site, "") == "Bay Watcher"
    assert find_outlet("Told", [], site, "") == "Told"
    assert find_outlet(None, ["World", "THE HARBOUR GAZETTE"], site, "") == "The Harbour Gazette"
    assert find_outlet(None, [], ["Follow Norwire", "© 2024 Baywatcher"], "") is None
    assert find_outlet(None, [], ["Follow us on Facebook"], "") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Lund in Sund", ("Ada Lund",)),
        ("Norland Wire", ("Norland Wire",)),
        ("Gazette newsroom", ()),
    ],
)
def test_a_byline_without_by(line: str, names: tuple[str, ...]) -> None:
    text, main = read(TITLE, line)
    assert [s.text_of(text) for s in main.spans(PartKind.BYLINE)] == [line]
    assert main.authors == names


def test_a_name_above_a_date_is_a_byline() -> None:
    _, main = read(TITLE, "Ada Lund", "8 August 2024")
    assert main.authors == ("Ada Lund",)
    assert main.published.edtf == "2024-08-08"


def test_the_day_of_a_newspaper_above_its_headline() -> None:
    _, main = read("THE HARBOUR GAZETTE", "Thursday, August 8, 2024", TITLE, "By Ada Lund")
    assert main.title == TITLE
    assert main.outlet == "The Harbour Gazette"
    assert main.published.edtf == "2024-08-08"


def test_series_needs_a_second_line_with_the_same_name() -> None:
    assert find_series("Harbour Notes: One", ["Harbour Notes: Two"]) == "Harbour Notes"
    assert find_series("Harbour Notes: One", ["Harbour Notes: One", "Two"]) is None
    assert find_series("No colon", ["No colon either"]) is None


def test_language() -> None:
    assert guess_language(" ".join(BODY)) == "en"
    assert (
        guess_language("Die Minister trafen sich am Dienstag in der Stadt und sprachen " * 3)
        == "und"
    )
    assert guess_language("too short") == "und"


def test_a_declared_headline_that_is_a_whole_sentence_is_still_the_title() -> None:
    said = "The grain talks in Sund have ended without a deal."
    text, main = read(said, title=said)
    assert [s.text_of(text) for s in main.spans(PartKind.TITLE)] == [said]
    assert len(main.spans(PartKind.BODY)) == len(BODY)


def test_a_fragment_that_is_not_the_declared_headline_is_not_the_title() -> None:
    _, main = read("Ten tugs for sale in Marl now", title="Grain talks end without a deal")
    assert main.title == "Grain talks end without a deal"
    assert not main.spans(PartKind.TITLE)
