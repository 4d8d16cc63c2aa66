"""Captions without credit, credits, and what only looks like them."""

from __future__ import annotations

import pytest

from helpers_cleaning import BODY
from watchdesk.cleaning.furniture import label_furniture
from watchdesk.cleaning.lines import read_lines
from watchdesk.cleaning.pictures import label_picture
from watchdesk.records import PartKind


def kind_of(text: str) -> PartKind | None:
    (line,) = read_lines(text)
    label = label_picture(line)
    return label.kind if label else None


@pytest.mark.parametrize(
    "text",
    [
        "Judge Odile Marr looks on as lawyers unroll a map, Tuesday, Oct. 3, 2028, in Brenn.",
        "Clerk Per Reen, left, shows the register of letters to Judge Odile Marr.",
        "Running for mayor of Lisk are, clockwise from top left, Bo Lind, Ina Oll and Ada Holm.",
        "Grain ships are seen off the port of Marl on Oct. 3.",
        "Ada Holm, chief pilot of the Port of Lisk.",
        "The Pilots on stage in Pradera Credit: Bo Lind",
        "Envoys wait at the gate of the customs house. (Bo Lind/Northlight)",
        "Envoys wait at the gate. REUTERS/Bo Lind, opens new tab",
    ],
)
def test_captions(text: str) -> None:
    assert kind_of(text) is PartKind.CAPTION


@pytest.mark.parametrize("text", ["(Bo Lind / Northlight)", "(Supplied)", "(Getty Images)"])
def test_credits_in_brackets(text: str) -> None:
    assert kind_of(text) is PartKind.CREDIT


@pytest.mark.parametrize(
    "text",
    [
        *BODY,
        "The minister said she stands by the treaty of Oct. 3, 2028, and nothing else.",
        "Talks between the two sides were to start in Sund on Oct. 3, an envoy said.",
        "The far right holds the balance in Telmark, and it will not move, she added.",
        "“I know, right, but the harbour of Lisk is shut,” he told the crowd in Marl.",
        "Ships pass the pilot from right to left under the eyes of nobody at all.",
        "Ada Holm, chief pilot of the port, was not on board when the ship ran aground.",
    ],
)
def test_news_is_no_caption(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("View image in fullscreen", PartKind.NAVIGATION),
        ("Please enter a valid email address", PartKind.NAVIGATION),
        ("Careers, opens new tab", PartKind.NAVIGATION),
        ("10:42pm", PartKind.SECTION),
        ("3 hours ago", PartKind.SECTION),
        ("4 of 9", PartKind.NAVIGATION),
        ("Watch the video of the rescue off Lisk", PartKind.RELATED),
        ("News  Sports  Weather  Notices  Shop", PartKind.NAVIGATION),
    ],
)
def test_website_words(text: str, kind: PartKind) -> None:
    (line,) = read_lines(text)
    label = label_furniture(line)
    assert label is not None
    assert label.kind is kind


@pytest.mark.parametrize(
    "text",
    ["Back then it was dark", "Two hours ago nobody knew", "Closed for good", "4 of them left"],
)
def test_headings_that_open_like_website_words(text: str) -> None:
    (line,) = read_lines(text)
    assert label_furniture(line) is None


def test_what_an_article_may_go_on_behind() -> None:
    (ad,) = read_lines("Advertisement")
    (share,) = read_lines("Share this article")
    quiet, box = label_furniture(ad), label_furniture(share)
    assert quiet is not None
    assert box is not None
    assert (quiet.is_quiet, quiet.is_box) == (True, False)
    assert (box.is_quiet, box.is_box) == (False, True)
