from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.records import RelationKind, Span
from watchdesk.reuse import ReuseText, normalise, relate

FIRST = (
    "The harbour ministers of Norland and Veska met in the port of Ilmen on Tuesday to settle "
    "who may pilot grain ships through the narrow Sund. ",
    "Delegates said the talks went on for eleven hours without a pause. ",
    "Norland's minister Petra Holm told reporters that a draft of nineteen articles lay on the "
    "table and that only the fees were still open. ",
    "Veska wants 40 crowns for every ship above 2,000 tonnes, she said, while her side offers 25. ",
    "The Sund was closed for three weeks in March after two tugs collided near the Asker light. ",
    "Fishermen from both shores blocked the quay in the morning and let the delegates pass only "
    "after the mayor of Ilmen had spoken to them. ",
    "A second round is planned in the Veskan capital Tarn before the first frost. ",
    "Neither side would say what happens to the pilots who lost their licences in spring. ",
)
SECOND = (
    "A dry summer has left the reservoirs above Quell at a third of their usual level. ",
    "Engineers have begun to ration water for the lower fields, starting with the maize. ",
    "Farmers' unions called the order late and badly explained, and some opened the gates at "
    "night. ",
    "The provincial council will vote in autumn on a second dam that critics call too dear. ",
    "Rainfall records kept by the monastery since 1811 show only four drier years than this one. ",
    "In town the swimming baths are shut and cars may be washed only on Sundays. ",
)
LONGER = (
    "Ilmen has been the seat of the Sund commission since the two crowns parted. ",
    "Its archive holds the pilots' rolls, the toll books and a few drowned flags. ",
    "Visitors are let in on the first Monday of a month, when the keeper is in the mood. ",
    "Last year 412 people came, among them a class from Tarn whose teacher had once served at "
    "sea. ",
    "The roof leaks. ",
)


def text_of(ident: str, body: str, **known: str | None) -> ReuseText:
    words = normalise(body, [Span(0, len(body))])
    return ReuseText(ident, body, words, **known)  # type: ignore[arg-type]


ORIGINAL = "".join(FIRST)


def test_two_captures_of_one_page() -> None:
    one = text_of("art-1", ORIGINAL, title="Ports", url="https://www.tide.example/ports?utm_s=1")
    two = text_of("art-2", ORIGINAL, title="Ports!", url="http://tide.example/ports/")
    found = relate(two, one)
    assert found is not None
    assert (found.a, found.b, found.kind) == ("art-1", "art-2", RelationKind.SAME_PAGE)
    assert found.changes == ()
    assert found.share_a == found.share_b == 1


def test_an_outlet_and_its_initials_are_one() -> None:
    found = relate(
        text_of("art-1", ORIGINAL, title="Ports", outlet="The Sund Herald"),
        text_of("art-2", ORIGINAL, title="Ports", outlet="SH"),
    )
    assert found is not None and found.kind is RelationKind.SAME_PAGE


def test_a_silent_edit_of_a_number_is_told_with_both_places() -> None:
    edited = ORIGINAL.replace("2,000 tonnes", "3,000 tonnes")
    found = relate(
        text_of("art-1", ORIGINAL, title="Ports", outlet="Tide"),
        text_of("art-2", edited, title="Ports", outlet="Tide"),
    )
    assert found is not None and found.kind is RelationKind.SAME_PAGE
    assert [(c.a.text_of(ORIGINAL), c.b.text_of(edited)) for c in found.changes] == [
        ("2,000", "3,000")
    ]


def test_an_inserted_sentence_is_an_empty_span_on_the_other_side() -> None:
    longer = "".join((*FIRST[:4], "The crown is the money of Norland only. ", *FIRST[4:]))
    found = relate(
        text_of("art-1", ORIGINAL, url="tide.example/a"),
        text_of("art-2", longer, url="https://tide.example/b"),
    )
    assert found is not None and len(found.changes) == 1
    assert found.changes[0].a.length == 0
    assert found.changes[0].b.text_of(longer) == "The crown is the money of Norland only"


def test_one_story_under_two_heads_is_syndicated() -> None:
    found = relate(
        text_of("art-1", ORIGINAL, title="Pilots wanted", outlet="Tide"),
        text_of("art-2", "".join(FIRST[:6]), title="Eleven hours in Ilmen", outlet="Beacon"),
    )
    assert found is not None and found.kind is RelationKind.SYNDICATED


def test_a_story_inside_a_much_longer_one_is_contained() -> None:
    inside = "".join(SECOND) + "".join(FIRST[:4])
    found = relate(
        text_of("art-1", "".join(FIRST[:4]), title="Pilots", outlet="Tide"),
        text_of("art-2", inside, title="Round-up", outlet="Beacon"),
    )
    assert found is not None and found.kind is RelationKind.CONTAINED
    assert found.share_a > 0.95 > found.share_b
    assert found.passages[0].b.text_of(inside).startswith("The harbour ministers")


def test_a_story_continued_under_its_head_is_updated() -> None:
    found = relate(
        text_of("art-1", "".join(FIRST[:6]), title="Ports", outlet="Tide"),
        text_of("art-2", "".join(SECOND[:3] + FIRST[:6]), title="Ports", outlet="Tide"),
    )
    assert found is not None and found.kind is RelationKind.UPDATED
    assert found.changes


def test_moved_paragraphs_are_found_again() -> None:
    moved = "".join(FIRST[4:] + FIRST[:4])
    found = relate(text_of("art-1", ORIGINAL), text_of("art-2", moved))
    assert found is not None
    assert len(found.passages) == 2
    assert min(found.share_a, found.share_b) > 0.95


def test_a_shared_background_paragraph_ties_no_family() -> None:
    one = "".join(SECOND) + "".join(FIRST[2:4])
    two = "".join(FIRST[2:4]) + "".join(LONGER)
    found = relate(text_of("art-1", one), text_of("art-2", two))
    assert found is not None and found.kind is RelationKind.SHARES_PASSAGES
    assert found.passages[0].a.text_of(one) == found.passages[0].b.text_of(two)


BULLETIN = (
    "The central bank of {place} said on {day} that its reserves stood at {n1} million crowns at "
    "the end of the week, against {n2} million crowns a week before. Holdings of gold came to "
    "{n3} tonnes. Notes in circulation were {n4} million crowns and deposits of banks {n5} "
    "million crowns. The next statement will be published at the same hour next week."
)


def test_two_fillings_of_one_form_are_not_related() -> None:
    one = BULLETIN.format(place="Norland", day="May 4", n1=812, n2=790, n3=31.5, n4=401, n5=77)
    two = BULLETIN.format(place="Norland", day="May 11", n1=833, n2=815, n3=30.1, n4=410, n5=69)
    assert relate(text_of("art-1", one, title="Reserves"), text_of("art-2", two)) is None


def test_the_same_filling_printed_twice_is_related() -> None:
    one = BULLETIN.format(place="Norland", day="May 4", n1=812, n2=790, n3=31.5, n4=401, n5=77)
    found = relate(text_of("art-1", one), text_of("art-2", one))
    assert found is not None and found.kind is RelationKind.SAME_PAGE


def test_different_stories_and_an_article_with_itself_are_not_related() -> None:
    assert relate(text_of("art-1", ORIGINAL), text_of("art-2", "".join(SECOND))) is None
    assert relate(text_of("art-1", ORIGINAL), text_of("art-1", ORIGINAL)) is None
    assert relate(text_of("art-1", ""), text_of("art-2", ORIGINAL)) is None


@pytest.mark.parametrize("seed", range(5))
def test_changed_words_do_not_hide_a_copy(seed: int) -> None:
    rng = random.Random(seed)
    words = ORIGINAL.split()
    edited = " ".join("other" if rng.random() < 0.04 else word for word in words)
    found = relate(text_of("art-1", ORIGINAL), text_of("art-2", edited))
    assert found is not None
    assert found.kind in {RelationKind.SAME_PAGE, RelationKind.SYNDICATED}


@given(st.lists(st.sampled_from(FIRST + SECOND), max_size=10), st.randoms(use_true_random=False))
def test_passages_and_changes_quote_words_of_either_text(
    picks: list[str], rng: random.Random
) -> None:
    one = "".join(picks)
    rng.shuffle(picks)
    two = "".join(picks[: len(picks) // 2 + 1])
    found = relate(text_of("art-1", one, title="T"), text_of("art-2", two, title="T"))
    assert found == relate(text_of("art-2", two, title="T"), text_of("art-1", one, title="T"))
    if found is None:
        return
    assert 0 <= found.share_a <= 1 and 0 <= found.share_b <= 1
    for passage in found.passages + found.changes:
        for span, text in ((passage.a, one), (passage.b, two)):
            assert span.trim(text) == span


def test_a_text_of_one_word_repeated_does_not_explode() -> None:
    found = relate(text_of("art-1", "no " * 20_000), text_of("art-2", "no " * 20_000))
    assert found is None or found.share_a <= 1
