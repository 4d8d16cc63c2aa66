"""Labels and splits on dirty texts of our own making."""

from __future__ import annotations

from helpers_cleaning import BODY, MORE, OP_EDS, capture, kinds, page
from watchdesk.cleaning import articles
from watchdesk.records import PartKind, Role


def test_a_clean_text_is_left_alone() -> None:
    text = "\n\n".join(BODY)
    (main,) = articles(capture(text))
    assert [text[p.start : p.end] for p in main.parts] == list(BODY)
    assert {p.kind for p in main.parts} == {PartKind.BODY}
    assert main.title is None
    assert main.language == "en"


def test_a_headline_over_a_clean_text_is_its_title() -> None:
    text = "\n".join(("Grain talks in Sund end without a deal", *BODY))
    (main,) = articles(capture(text))
    assert main.title == "Grain talks in Sund end without a deal"
    assert len(main.spans(PartKind.BODY)) == len(BODY)


def test_a_question_as_headline() -> None:
    text = "\n".join(("Who will open the harbour at Lisk?", *BODY))
    (main,) = articles(capture(text))
    assert main.title == "Who will open the harbour at Lisk?"


def test_short_sentences_questions_and_lists_inside_a_clean_text_stay_body() -> None:
    lines = [BODY[0], "It did not.", BODY[1], "Why now?", BODY[2], "— Marl: two percent", BODY[3]]
    text = "\n".join(lines)
    (main,) = articles(capture(text))
    got = kinds(text, main)
    assert got["It did not."] is PartKind.BODY
    assert got["— Marl: two percent"] is PartKind.BODY
    assert all(got[line] is PartKind.BODY for line in BODY[:4])


def test_a_lead_in_between_paragraphs_is_a_subheading() -> None:
    text = "\n".join((*BODY[:3], "Elsewhere on the coast:", *BODY[3:]))
    (main,) = articles(capture(text))
    assert kinds(text, main)["Elsewhere on the coast:"] is PartKind.SUBHEADING


def test_a_page_with_website_words_and_teasers() -> None:
    text = page(*BODY)
    main, *others = articles(capture(text))
    got = kinds(text, main)
    assert main.role is Role.MAIN
    assert main.title == "Harbour Notes: Grain talks end without a deal"
    assert main.deck == "Will the next round in Sund bring more?"
    assert main.series == "Harbour Notes"
    assert main.outlet == "Baywatcher"
    assert got["Follow us on social"] is got["||"] is got["LATEST"] is PartKind.NAVIGATION
    assert got["Analysis | Ports"] is PartKind.SECTION
    assert got["Harbour Notes: A pier without ships"] is PartKind.RELATED
    assert got["Harbour Notes: What is left of the fleet?"] is PartKind.RELATED
    assert all(got[line] is PartKind.BODY for line in BODY)
    assert len(main.spans(PartKind.BODY)) == len(BODY)
    assert len(main.spans(PartKind.TEASER)) == 2
    assert [a.role for a in others] == [Role.TEASER, Role.TEASER]
    assert [a.title for a in others] == [
        "Why the keepers of Marl will not leave",
        "Football in Pradera is out of money",
    ]


def test_a_teaser_has_parts_of_its_own_and_no_date() -> None:
    text = page(*BODY)
    main, first, _ = articles(capture(text, published="2024-08-08"))
    got = kinds(text, first)
    assert got["Old lighthouse"] is PartKind.CAPTION
    assert got["Coasts"] is PartKind.SECTION
    assert got["They have food until spring."] is PartKind.BODY
    assert got["keep reading"] is PartKind.NAVIGATION
    assert first.published.is_unknown
    assert not main.published.is_unknown
    (outer,) = [s for s in main.spans(PartKind.TEASER) if s.contains(first.parts[0].span)]
    assert all(outer.contains(part.span) for part in first.parts)


def test_an_appeal_inside_the_body_is_a_promo_but_a_quoted_one_is_not() -> None:
    appeal = (
        "Thanks to our readers and supporters, the Baywatcher had a good year. Please consider a "
        "tax-deductible donation so that we can expand our coverage."
    )
    quoted = "“Please donate what you can, and sign up with our relief fund,” Brenn told the crowd."
    text = page(*BODY[:3], quoted, appeal, *BODY[3:])
    main = articles(capture(text))[0]
    got = kinds(text, main)
    assert got[appeal] is PartKind.PROMO
    assert got[quoted] is PartKind.BODY
    assert all(got[line] is PartKind.BODY for line in BODY)


def test_news_about_gifts_is_not_an_appeal() -> None:
    news = "The relief fund said donations and contributions from supporters had doubled in May."
    text = "\n".join((*BODY, news))
    (main,) = articles(capture(text))
    assert kinds(text, main)[news] is PartKind.BODY


def test_cut_off_stories_behind_the_closing_credit_are_articles() -> None:
    credit = "With assistance from Ina Holm and Pal Reen"
    text = "\n".join((*BODY, credit, *OP_EDS))
    main, *others = articles(capture(text))
    got = kinds(text, main)
    assert got[credit] is PartKind.CREDIT
    assert len(main.spans(PartKind.BODY)) == len(BODY)
    assert [a.role for a in others] == [Role.OTHER] * 3
    assert [text[a.parts[0].start : a.parts[-1].end] for a in others] == list(OP_EDS)
    assert all(a.title is None for a in others)


def test_cut_off_stories_without_a_closing_credit() -> None:
    text = "\n".join((*BODY, *OP_EDS))
    main, *others = articles(capture(text))
    assert len(others) == 3
    assert len(main.spans(PartKind.BODY)) == len(BODY)


def test_one_cut_off_last_line_is_still_the_article() -> None:
    last = (
        "Foreign Minister Ada Brenn also told reporters that the harbour at Lisk could open "
        "in stages, that Orvania had offered pilots and tugs, that the delegation of Telmark "
        "would put the offer to its cabinet in Marl on Friday, and that no one had asked for"
    )
    text = "\n".join((*BODY, last))
    assert len(articles(capture(text))) == 1


def test_a_whole_story_with_headline_and_byline_behind_the_article() -> None:
    other = (
        "Museum of Quay Street shows late works",
        "By Ines Carro",
        "The painter Lucia Ferrand came to the city of Quell with nothing but a box of chalk.",
        "Curator Armand Duval said the canvases had been kept in a barn near Brugg for years.",
    )
    text = "\n".join((*BODY, *other))
    main, story = articles(capture(text))
    assert story.role is Role.OTHER
    assert story.title == other[0]
    assert story.authors == ("Ines Carro",)
    assert len(story.spans(PartKind.BODY)) == 2
    assert len(main.spans(PartKind.BODY)) == len(BODY)


def test_a_paragraph_that_stands_twice_is_marked_the_second_time() -> None:
    text = "\n".join((BODY[0], BODY[0], *BODY[1:]))
    (main,) = articles(capture(text))
    assert [p.kind for p in main.parts] == [PartKind.BODY, PartKind.REPEAT, *[PartKind.BODY] * 4]


def test_a_paragraph_that_nearly_stands_twice_is_marked() -> None:
    long = f"{BODY[0]} {BODY[1]} {BODY[3]} {BODY[4]}"
    again = long.replace("two percent", "three percent")
    text = "\n".join((long, BODY[2], again))
    (main,) = articles(capture(text))
    assert kinds(text, main)[again] is PartKind.REPEAT


def test_answers_that_repeat_in_an_interview_stay() -> None:
    text = "\n".join((BODY[0], "“No, not at all.”", BODY[1], "“No, not at all.”", BODY[2]))
    (main,) = articles(capture(text))
    assert PartKind.REPEAT not in {p.kind for p in main.parts}


def test_picture_lines_and_links_between_paragraphs() -> None:
    caption = "Grain ships wait off Sund in July. Bo Lind/Reuters"
    link = "READ MORE: How the port of Lisk was lost"
    wire = "The ministry confirmed the date in a short note seen by AFP."
    text = "\n".join((BODY[0], caption, BODY[1], link, "Advertisement", *BODY[2:], wire))
    (main,) = articles(capture(text))
    got = kinds(text, main)
    assert got[caption] is PartKind.CAPTION
    assert got[link] is PartKind.RELATED
    assert got["Advertisement"] is PartKind.NAVIGATION
    assert got[wire] is PartKind.BODY
    assert len(main.spans(PartKind.BODY)) == len(BODY) + 1


def test_a_line_that_says_what_a_picture_shows_is_a_caption() -> None:
    captions = [
        "The burnt-out ferry at Lisk, in a frame from a video released on Friday. It sank later.",
        "Mayor Odo Brandt is seen in this undated photo provided by the city of Lisk.",
    ]
    told = "The mayor was seen in Lisk, in a picture of calm, by everyone who asked for him."
    text = "\n".join((*BODY[:2], captions[0], *BODY[2:], captions[1], told))
    (main,) = articles(capture(text))
    got = kinds(text, main)
    assert got[captions[0]] is got[captions[1]] is PartKind.CAPTION
    assert got[told] is PartKind.BODY


def test_a_link_list_inside_the_article_does_not_end_it() -> None:
    links = ("Related", "Fog over the pier of Marl", "Ten tugs for sale", "A night on the ferry")
    text = "\n".join(("Menu", "Log in", *BODY, *links, *MORE))
    main = articles(capture(text))[0]
    assert len(main.spans(PartKind.BODY)) == len(BODY) + len(MORE)
    assert kinds(text, main)["Related"] is PartKind.NAVIGATION


def test_a_cookie_notice_before_the_article() -> None:
    notice = "We use cookies to improve your visit; read our privacy policy or log in to change it."
    text = "\n".join((notice, "Menu", "Search", "Grain talks end without a deal", *BODY))
    main = articles(capture(text))[0]
    got = kinds(text, main)
    assert got[notice] is PartKind.PROMO
    assert main.title == "Grain talks end without a deal"


def test_no_words_no_parts() -> None:
    for text in ("", " \n\t\n "):
        (main,) = articles(capture(text))
        assert main.parts == ()
        assert main.title is None


def test_a_single_fragment_is_read() -> None:
    (main,) = articles(capture("Talks in Sund end"))
    assert [p.kind.is_read for p in main.parts] == [True]


def test_a_text_that_is_only_a_teaser_is_the_main_article() -> None:
    text = f"Grain talks end without a deal\n{BODY[0]}\n{BODY[1]}\nRead more"
    (main,) = articles(capture(text))
    assert main.title == "Grain talks end without a deal"
    assert len(main.spans(PartKind.BODY)) == 2


def test_carriage_returns_change_no_label() -> None:
    text = page(*BODY)
    plain = articles(capture(text))
    returned = articles(capture(text.replace("\n", "\r\n")))
    assert [[(p.kind, p.reason) for p in a.parts] for a in plain] == [
        [(p.kind, p.reason) for p in a.parts] for a in returned
    ]


def test_ids_depend_on_content_alone() -> None:
    one, two = articles(capture(page(*BODY))), articles(capture(page(*BODY)))
    assert [a.id for a in one] == [a.id for a in two]
    assert len({a.id for a in one}) == len(one)


def test_one_fragment_over_and_over_is_one_repeat() -> None:
    text = "\n".join((*BODY, *["live"] * 50, *["Pier 7"] * 50, *MORE))
    main = articles(capture(text))[0]
    assert len(main.spans(PartKind.REPEAT)) == 1
    assert len(main.spans(PartKind.BODY)) <= len(BODY) + len(MORE) + 2
