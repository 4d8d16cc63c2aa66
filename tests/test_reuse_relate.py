from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.records import Interval, RelationKind, Span
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


MAY_4 = {"place": "Norland", "day": "May 4", "n1": 812, "n2": 790, "n3": 31.5, "n4": 401, "n5": 77}
MAY_11 = {
    "place": "Norland",
    "day": "May 11",
    "n1": 833,
    "n2": 812,
    "n3": 30.1,
    "n4": 410,
    "n5": 69,
}


def test_two_fillings_of_one_form_are_one_template() -> None:
    one, two = BULLETIN.format(**MAY_4), BULLETIN.format(**MAY_11)
    found = relate(text_of("art-1", one, title="Reserves"), text_of("art-2", two))
    assert found is not None and found.kind is RelationKind.SAME_TEMPLATE
    assert not found.kind.is_copy and found.passages and not found.changes


def test_a_form_is_told_by_names_alone() -> None:
    form = (
        "The union of {0} carpenters said in a note to {1} that its members would walk out unless "
        "the {2} yard took back the men it had sent home. A speaker for {3} called the demand a "
        "matter for the court in {4}. Talks under the eye of {5} had led nowhere, the union said, "
        "and the strike fund held by {6} would last for many weeks. The yard in {7} kept silent."
    )
    left = "Ilmen Holm Sund Petra Tarn Olsen Asker Quell".split()
    right = "Bregen Lunde Marst Vidar Hollen Kaarsen Tofte Ravn".split()
    found = relate(
        text_of("art-1", form.format(*left)),
        text_of("art-2", form.format(*right)),
    )
    assert found is not None and found.kind is RelationKind.SAME_TEMPLATE


def test_a_bulletin_of_another_day_is_one_template_however_long_its_frame() -> None:
    frame = "".join(FIRST[:3] + FIRST[4:])
    line = "On {day} the light at Asker was lit {n} times, {m} ships passed and {k} waited. "
    one = frame + line.format(day="May 4", n=31, m=112, k=17)
    two = frame + line.format(day="May 5", n=28, m=97, k=21)
    found = relate(text_of("art-1", one, title="Sund"), text_of("art-2", two, title="Sund"))
    assert found is not None and found.kind is RelationKind.SAME_TEMPLATE


@pytest.mark.parametrize(
    ("later", "kind"), [(0, "same_page"), (1, "same_page"), (7, "same_template")]
)
def test_figures_edited_on_one_day_are_an_edit_and_a_week_later_another_bulletin(
    later: int, kind: str
) -> None:
    frame = "".join(FIRST[:3] + FIRST[4:])
    line = "The light at Asker was lit {n} times, {m} ships passed and 17 waited. "
    one, two = frame + line.format(n=31, m=112), frame + line.format(n=28, m=97)
    found = relate(
        replace(text_of("art-1", one, title="Sund"), published=Interval.on(date(2024, 5, 4))),
        replace(
            text_of("art-2", two, title="Sund"), published=Interval.on(date(2024, 5, 4 + later))
        ),
    )
    assert found is not None and found.kind == kind


def test_one_address_is_one_page_whatever_was_changed() -> None:
    one, two = BULLETIN.format(**MAY_4), BULLETIN.format(**MAY_11)
    found = relate(
        text_of("art-1", one, url="https://bank.example/reserves"),
        text_of("art-2", two, url="http://www.bank.example/reserves/"),
    )
    assert found is not None and found.kind in {RelationKind.SAME_PAGE, RelationKind.UPDATED}
    assert [c.a.text_of(one) for c in found.changes] == ["4", "812", "790", "31.5", "401", "77"]


def test_misread_names_and_figures_are_not_exchanged() -> None:
    scanned = (
        ORIGINAL.replace("Norland", "Norlancl")
        .replace("Petra Holm", "Petra Ho1m")
        .replace("2,000", "2,O00")
        .replace("Ilmen", "llmen")
        .replace("Asker", "Asker-\n")
        .replace("40", "4O")
    )
    found = relate(text_of("art-1", ORIGINAL), text_of("art-2", scanned))
    assert found is not None and found.kind.is_copy


TURN = (
    "The company said it will sell {amount} million crowns of notes through a group of banks and "
    "that it will use what it gets to pay back older debt and to keep its yards going. "
)


def test_a_turn_of_phrase_is_no_shared_passage() -> None:
    one = "".join((SECOND[0], SECOND[1], TURN.format(amount=75), SECOND[4]))
    two = "".join((FIRST[0], TURN.format(amount=75).replace("older", "other"), FIRST[4]))
    found = relate(text_of("art-1", one), text_of("art-2", two))
    assert found is None


@pytest.mark.parametrize(("quotes", "told"), [("“”", True), ('""', True), ("  ", False)])
def test_a_shared_quotation_is_told(quotes: str, told: bool) -> None:
    left, right = quotes[0], quotes[1]
    said = (
        f"{left}We will not let the pilots carry the price of a quarrel between two crowns while "
        f"the fish rots on the quay and nobody picks up a telephone{right} he said. "
    )
    one, two = "".join((*SECOND[:4], said)), "".join((said.replace("rots", "lies"), *LONGER))
    found = relate(text_of("art-1", one), text_of("art-2", two))
    assert (found is not None and found.kind is RelationKind.SHARES_PASSAGES) is told


def test_a_stub_is_one_page_only_under_one_title() -> None:
    stub = "More follows on this breaking story soon."
    named = {"title": "Sund closed", "outlet": "Tide"}
    found = relate(text_of("art-1", stub, **named), text_of("art-2", stub, **named))
    assert found is not None and found.kind is RelationKind.SAME_PAGE
    assert relate(text_of("art-1", stub), text_of("art-2", stub)) is None
    other = text_of("art-2", stub, title="Sund open again", outlet="Tide")
    assert relate(text_of("art-1", stub, **named), other) is None


def test_the_same_filling_printed_twice_is_related() -> None:
    one = BULLETIN.format(**MAY_4)
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


def test_texts_of_one_word_repeated_are_the_same() -> None:
    found = relate(text_of("art-1", "no " * 20_000), text_of("art-2", "no " * 20_000))
    assert found is not None and found.kind is RelationKind.SAME_PAGE
    assert found.share_a == found.share_b == 1


@pytest.mark.parametrize(
    "body",
    [
        "外交部长星期二在港口会见了记者并表示谈判仍在继续直到年底",
        "اجتمع الوزراء في الميناء يوم الثلاثاء للاتفاق على رسوم السفن التي تعبر المضيق هذا العام",
        "Министры встретились во вторник в порту, чтобы договориться о сборах для судов в проливе.",
    ],
)
def test_copies_in_other_scripts_are_found(body: str) -> None:
    found = relate(text_of("art-1", body), text_of("art-2", body))
    assert found is not None and found.kind is RelationKind.SAME_PAGE


@given(st.lists(st.sampled_from(FIRST + SECOND + LONGER), max_size=9), st.integers(0, 2**32))
def test_what_is_told_depends_on_the_two_texts_alone(picks: list[str], seed: int) -> None:
    rng = random.Random(seed)
    one = "".join(picks)
    two = "".join(rng.sample(picks, len(picks) // 2) + rng.sample(SECOND, 2))
    found = relate(text_of("art-1", one), text_of("art-2", two))
    turned = relate(text_of("art-2", one), text_of("art-1", two))
    assert (found is None) == (turned is None)
    if found is None or turned is None:
        return
    assert found.kind is turned.kind
    for passages in (found.passages, turned.passages):
        for side in ([p.a for p in passages], [p.b for p in passages]):
            ordered = sorted(side)
            assert all(x.end <= y.start for x, y in pairwise(ordered))
    assert [p.a for p in found.passages] == sorted(p.a for p in found.passages)
