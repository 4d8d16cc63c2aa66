"""What stands between and around the paragraphs of a page: boxes, cards, links, letters, bios."""

from __future__ import annotations

import pytest

from helpers_cleaning import BODY, MORE, capture, kinds
from watchdesk.cleaning import articles
from watchdesk.records import Article, PartKind

TITLE = "Grain talks in Sund end without a deal"
HEAD = ("Menu", "World", "Log in", TITLE, "By Ada Lund", "8 August 2031", "Share")
FOOT = ("About us", "Contact us", "Privacy policy", "© 2031 Baywatcher")
TEXT = (*BODY, *MORE)


def read(*body: str) -> tuple[Article, dict[str, PartKind]]:
    text = "\n".join((*HEAD, *body, *FOOT))
    main = articles(capture(text))[0]
    return main, kinds(text, main)


def told(main: Article, text: tuple[str, ...], got: dict[str, PartKind]) -> None:
    assert main.title == TITLE
    assert [line for line in text if got[line] is not PartKind.BODY] == []


def test_a_slogan_between_two_buttons_is_not_text() -> None:
    slogan = "Fearless reporting. Weekly. Delivered to you."
    main, got = read(*TEXT[:3], "Join our newsletter", slogan, "Sign up", *TEXT[3:])
    assert got[slogan] in {PartKind.PROMO, PartKind.OTHER}
    told(main, TEXT, got)


def test_a_short_paragraph_between_two_buttons_is_text() -> None:
    short = "The envoys of Orvania left Sund by train."
    main, got = read(*TEXT[:3], "Advertisement", short, "Share", *TEXT[3:])
    told(main, (*TEXT, short), got)


def test_the_first_paragraph_above_a_box_is_text() -> None:
    first = "Rain fell on everyone."
    lead = f"{first} {BODY[0]}"
    main, got = read(lead, "Sign up", "Please enter a valid email address", *TEXT[1:])
    told(main, (lead, *TEXT[1:]), got)


def test_a_letter_to_the_readers_in_the_text_is_cut_as_a_whole() -> None:
    letter = (
        "You have come this far, so you know what our people on the coast can do.",
        "We have no owner, and what you give pays for the trains and the coffee.",
        "If you can, stand with us before the winter, with however small a gift.",
    )
    main, got = read(*TEXT[:4], "Support our work", *letter, "Donate", *TEXT[4:])
    assert PartKind.BODY not in {got[line] for line in letter}
    told(main, TEXT, got)


@pytest.mark.parametrize("end", ["By Bo Lind", "3 August 2031"])
def test_cards_between_paragraphs(end: str) -> None:
    cards = (
        ("Coasts", "The last keepers of Marl", "Three men and a lamp that nobody needs.", end),
        ("Sport", "Football in Pradera is poor", "The second league has no ball to play.", end),
    )
    main, got = read(*TEXT[:3], *cards[0], *TEXT[3:6], *cards[1], *TEXT[6:])
    assert {got[line] for card in cards for line in card[1:3]} == {PartKind.RELATED}
    told(main, TEXT, got)


def test_the_head_of_the_article_is_no_card() -> None:
    deck = "Both sides speak of a list, and neither has seen it."
    text = "\n".join(("Menu", "Log in", "World", TITLE, deck, "By Ada Lund", *TEXT, *FOOT))
    main = articles(capture(text))[0]
    assert (main.title, main.deck) == (TITLE, deck)


def test_one_long_headline_between_paragraphs_is_a_link_and_a_short_one_a_heading() -> None:
    link = "How the port of Lisk was lost and who sold the cranes"
    heading = "A list nobody has seen"
    main, got = read(*TEXT[:3], link, *TEXT[3:6], heading, *TEXT[6:])
    assert got[link] is PartKind.RELATED
    assert got[heading] is PartKind.SUBHEADING
    told(main, TEXT, got)


def test_the_same_lines_around_each_item_are_headings() -> None:
    names = [("Ada Holm", "Marl"), ("Bo Lind", "Lisk"), ("Per Reen", "Quell"), ("Ina Oll", "Sund")]
    letters = [line for text, name in zip(TEXT, names, strict=False) for line in (text, *name)]
    _, got = read(*letters, *TEXT[4:])
    assert {got[line] for name in names for line in name} == {PartKind.SUBHEADING}


def test_a_link_to_read_more_inside_one_article_does_not_make_it_a_teaser() -> None:
    main, got = read(
        "Telmark and Orvania at odds in Sund",
        *TEXT[:2],
        "READ MORE",
        "A night on the pier",
        *TEXT[2:],
    )
    told(main, TEXT, got)


def test_a_list_of_links_above_the_rest_of_a_short_article() -> None:
    links = ("Recommended", "Minister's dog bites envoy", "Why a boat became a symbol")
    main, got = read(*BODY[:3], *links, *BODY[3:])
    told(main, BODY, got)


def test_decks_of_other_stories_behind_the_article_are_not_its_text() -> None:
    others = (
        "Top stories",
        "Bridge at Brugg to be closed for a year",
        "The canton fears that the cables will not bear another winter of lorries.",
        "A painting pays for a tram",
        "An expert of the museum of Quay Street says that it was worth more than the tram.",
    )
    main, got = read(*BODY, *others)
    assert PartKind.BODY not in {got[line] for line in others}
    told(main, BODY, got)


def test_who_the_author_is_is_known_by_the_byline() -> None:
    bio = "Ada Lund spent twenty years at sea before she began to write about those who own ships."
    again = "Lund lives in Marl with two dogs."
    main, got = read(*TEXT, bio, "Ada Lund", again)
    assert got[bio] is got[again] is PartKind.CREDIT
    told(main, TEXT, got)


def test_a_person_of_the_news_is_not_the_author() -> None:
    line = "Ada Brenn told reporters in Marl that she would come back to Sund before the winter."
    main, got = read(*TEXT, line)
    told(main, (*TEXT, line), got)


def test_a_table_above_the_closing_credit_is_text() -> None:
    table = ("PRICES AT NOON", "Barley in Marl: 214; +4", "Rye in Sund: 180; -1")
    credit = "Reporting by Ada Lund in Sund; Editing by Bo Lind"
    main, got = read(*TEXT, *table, credit)
    assert {got[line] for line in table} == {PartKind.BODY}
    assert got[credit] is PartKind.CREDIT
    told(main, TEXT, got)


def test_a_paragraph_that_stops_in_mid_sentence_says_so() -> None:
    cut = (
        "Foreign Minister Ada Brenn also told reporters that the harbour at Lisk could open in "
        "stages, that Orvania had offered pilots and tugs, and that no one had asked for"
    )
    text = "\n".join((*BODY, cut))
    part = articles(capture(text))[0].parts[-1]
    assert part.kind is PartKind.BODY
    assert part.reason == "running text, cut off in mid-sentence"


def test_furniture_in_a_language_without_a_word_list_is_seen_by_its_shape() -> None:
    menu = ("Alku", "Uutiset", "Satamat", "Talous", "Sää", "Kulttuuri", "Urheilu", "Matkat")
    more = ("Ruoka", "Mielipide", "Haku", "Kirjaudu")
    text = "\n".join((*menu, *more, TITLE, *TEXT[:4], "Lue lisää", "Yö", "Aamu", *TEXT[4:]))
    main = articles(capture(text))[0]
    got = kinds(text, main)
    assert PartKind.BODY not in {got[line] for line in (*menu, *more, "Lue lisää", "Yö", "Aamu")}
    assert [line for line in TEXT if got[line] is not PartKind.BODY] == []
