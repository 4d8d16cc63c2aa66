"""Running accounts, readers' comments, and lists that a colon leads in."""

from __future__ import annotations

import pytest

from helpers_cleaning import BODY, MORE, capture, kinds
from watchdesk.cleaning import articles
from watchdesk.records import Article, PartKind

TITLE = "Talks in Sund live: Orvania and Telmark trade blame"
HEAD = ("Menu", "World", "Log in", TITLE, "By Ada Lund", "8 August 2031 18:20", "Share")
FOOT = ("More about", "Sund", "Orvania", "About us", "Privacy policy", "© 2031 Baywatcher")
TEXT = (*BODY, *MORE)
TITLES = (
    "Talks go on",
    "Insurers pull out",
    "Ambassador leaves",
    "Prices rise",
    "A list turns up",
    "Pilots wait",
    "What the aides say",
    "Storms are due",
    "No answer yet",
)
STAMPS = {
    "clock": "{hour}:{minute}",
    "am and pm": "{hour}:{minute}PM",
    "ago": "{hour} hours ago",
    "day": "Wed 8 Aug 2031 {hour}:{minute} CEST",
    "name": "Bo Lind8 August 2031 {hour}:{minute}",
    "same day": "8 August 2031",
    "updated": "Updated {hour}:{minute}",
}


def read(*body: str) -> tuple[tuple[Article, ...], dict[str, PartKind]]:
    text = "\n".join((*HEAD, *body, *FOOT))
    found = articles(capture(text))
    return found, kinds(text, found[0])


def entries(stamp: str, last: bool) -> list[str]:
    lines: list[str] = []
    for number, (title, text) in enumerate(zip(TITLES, TEXT, strict=True)):
        time = stamp.format(hour=11 - number, minute=10 + 3 * number)
        lines += [title, text, "Share", time] if last else [time, title, text, "Share"]
    return lines


@pytest.mark.parametrize("last", [False, True], ids=["stamp first", "stamp last"])
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS.keys())
def test_all_entries_are_the_text_and_their_times_are_not(stamp: str, last: bool) -> None:
    found, got = read(*entries(stamp, last))
    assert len(found) == 1
    assert [line for line in TEXT if got[line] is not PartKind.BODY] == []
    assert {got[line] for line in TITLES[1:]} == {PartKind.SUBHEADING}
    assert got[stamp.format(hour=8, minute=19)] in {PartKind.SECTION, PartKind.BYLINE}
    assert found[0].title == TITLE
    assert found[0].published.edtf == "2031-08-08"


def test_a_list_of_teasers_with_their_ages_is_no_running_account() -> None:
    teasers = [
        line
        for number in range(6)
        for line in (
            f"Story number {number} of another coast",
            f"It tells of pier {number}, of nine gulls and a man who will not say his name.",
            f"{number + 1} hours ago",
        )
    ]
    _, got = read(*TEXT, "Latest", *teasers)
    assert PartKind.BODY not in {got[line] for line in teasers}
    assert [line for line in TEXT if got[line] is not PartKind.BODY] == []


def test_comments_of_readers_are_not_the_text() -> None:
    comments = (
        (
            "old_tar",
            "2 hours ago",
            "Orvania and Telmark have met in Sund for nothing before, I say.",
        ),
        ("quellbaker", "3 hours ago", "And who pays for the coffee of the envoys in Sund? We do."),
        ("pilot9", "5 hours ago", "Let the pilots of Telmark talk and the harbour opens at dawn."),
    )
    lines = [line for name, age, text in comments for line in (name, age, text, "Reply", "Like 4")]
    found, got = read(*TEXT, "3 comments", "Sort by newest", *lines, "Load more comments")
    assert len(found) == 1
    assert PartKind.BODY not in {got[text] for *_, text in comments}
    assert [line for line in TEXT if got[line] is not PartKind.BODY] == []


def test_a_list_led_in_by_a_colon_is_text_up_to_the_website_words() -> None:
    items = ("Song of the year", "Low Water", "Salt in the Bread", "Best chorus", "The Pilots")
    more = ("Women of Quell", "Best lament", "Nobody’s Boat")
    found, got = read(*BODY, "Here are all the prizes:", *items, *more)
    assert {got[line] for line in (*items, *more)} == {PartKind.BODY}
    assert got["Here are all the prizes:"] is PartKind.SUBHEADING
    assert got["Sund"] is not PartKind.BODY
    assert found[0].title == TITLE


def test_an_article_that_is_nothing_but_a_list() -> None:
    items = [f"Boat {chr(65 + i)}, “Song {i}”" for i in range(20)]
    _, got = read("The nominations in full:", *items)
    assert {got[line] for line in items} == {PartKind.BODY}


def test_a_menu_under_a_colon_is_not_led_in() -> None:
    _, got = read(*TEXT, "Follow us on:", "Facebook", "X", "Instagram", "Threads", "RSS", "E-mail")
    assert got["Instagram"] is PartKind.NAVIGATION
