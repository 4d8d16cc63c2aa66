"""Lines that other pages of a site have too."""

from __future__ import annotations

from helpers_cleaning import BODY, MORE, OP_EDS, capture, kinds, page
from watchdesk.cleaning import articles, line_keys
from watchdesk.cleaning.lines import read_lines
from watchdesk.records import PartKind

TITLE = "Grain talks in Sund end without a deal"
NOTE = "The Baywatcher has told the news of the coast from its house in Marl since the great flood."
ASKING = "Subscribe to our letter and never miss a story about the harbour towns again."


def keys(*texts: str) -> frozenset[str]:
    return frozenset(line.key for text in texts for line in read_lines(text))


def test_a_line_of_other_pages_is_furniture_wherever_it_stands() -> None:
    text = "\n".join((TITLE, *BODY[:2], NOTE.upper(), *BODY[2:], NOTE))
    plain = articles(capture(text))[0]
    assert kinds(text, plain)[NOTE.upper()] is PartKind.BODY
    main = articles(capture(text), recurring=keys(NOTE))[0]
    found = {p.reason for p in main.parts if text[p.start : p.end].casefold() == NOTE.casefold()}
    assert found == {"stands on other pages of this site too"}
    assert [text[s.start : s.end] for s in main.spans(PartKind.BODY)] == list(BODY)
    assert main.title == TITLE


def test_what_asks_on_other_pages_too_is_promo_and_credits_stay() -> None:
    asked = "Your letters about our weekly round-up reach the desk in Marl by post."
    credit = "With assistance from Ina Holm and Pal Reen"
    byline = "By Ada Lund"
    text = "\n".join((TITLE, byline, *BODY, asked, credit))
    main = articles(capture(text), recurring=keys(asked, credit, byline))[0]
    got = kinds(text, main)
    assert got[asked] is PartKind.PROMO
    assert got[credit] is PartKind.CREDIT
    assert got[byline] is PartKind.BYLINE


def test_the_headline_of_this_page_stays_although_other_pages_link_to_it() -> None:
    menu = ("The coast at war", "Boats and harbours", "Letters of the week")
    text = "\n".join((*menu, TITLE, *BODY))
    for said in ({}, {"title": TITLE}):
        main = articles(capture(text, **said), recurring=keys(TITLE, *menu))[0]
        assert main.title == TITLE
        got = kinds(text, main)
        assert got[TITLE] is PartKind.TITLE
        assert {got[line] for line in menu} == {PartKind.NAVIGATION}


def test_a_long_block_of_other_pages_does_not_draw_the_body_to_itself() -> None:
    text = "\n".join((*OP_EDS, *OP_EDS, "", TITLE, *BODY))
    main = articles(capture(text), recurring=keys(*OP_EDS))[0]
    assert [text[s.start : s.end] for s in main.spans(PartKind.BODY)] == list(BODY)


def test_nothing_known_changes_nothing() -> None:
    text = page(*BODY, *MORE)
    assert articles(capture(text), recurring=frozenset()) == articles(capture(text))
    assert articles(capture(text), recurring=frozenset({"no such line"})) == articles(capture(text))


def test_keys_are_levelled_and_each_stands_once() -> None:
    text = f"{BODY[0]}\n\n  {BODY[0].upper()}\nToo short\nThree words  here\n"
    assert line_keys(capture(text)) == (BODY[0].casefold(), "three words here")


def test_lines_of_teasers_are_not_counted_once_they_are_found() -> None:
    text = page(*BODY)
    item = capture(text)
    found = articles(item)
    teaser = "the last three keepers of the lighthouse said they would stay through another winter."
    assert teaser in line_keys(item)
    counted = line_keys(item, found)
    assert teaser not in counted
    assert all(line.casefold() in counted for line in BODY)
    assert "follow us on social" in counted
