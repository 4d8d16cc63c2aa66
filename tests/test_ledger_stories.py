"""Which articles tell one happening, whatever came first."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from helpers_ledger import Writer
from watchdesk.ledger import stories, stories_groups
from watchdesk.ledger.book import MemoryBook, Posted, Tools
from watchdesk.ledger.build import facts_of
from watchdesk.ledger.page import Page
from watchdesk.ledger.stories import post_stories
from watchdesk.ledger.stories_alike import Dated, far_apart
from watchdesk.ledger.stories_groups import Homes, joined
from watchdesk.ledger.stories_sketch import SKETCH, from_bytes, item, sketch, with_vectors
from watchdesk.ledger.stories_ties import TIE
from watchdesk.ledger.stories_words import base, rarity, weighed
from watchdesk.records import Interval, Reading, Role, Span, Story, Watch, family_id
from watchdesk.reuse.words import word_hash

FERRY = [
    (
        "Ferry runs aground off Tarrafal",
        "A ferry with 140 people on board ran aground on a reef off Tarrafal before dawn on "
        "Tuesday, the port authority of Santiago said. Lifeboats brought all passengers ashore.",
    ),
    (
        "140 rescued as ferry hits reef near Tarrafal",
        "Lifeboats rescued 140 people from a ferry that struck a reef near Tarrafal, on the "
        "island of Santiago. The port authority said nobody was badly hurt.",
    ),
    (
        "Passengers safe after Tarrafal ferry grounding",
        "All passengers of the ferry that ran onto a reef off Tarrafal on Tuesday are safe. The "
        "port authority on Santiago has opened an inquiry into why the ferry left its lane.",
    ),
]
TARIFFS = [
    (
        "Hanoi answers steel tariffs with levy on wheat",
        "Vietnam will put a levy of nine per cent on imported wheat in answer to new steel "
        "tariffs, the trade ministry in Hanoi said. Millers warned that bread would cost more.",
    ),
    (
        "Wheat levy is Hanoi's answer to steel tariffs",
        "The trade ministry in Hanoi announced a nine per cent levy on wheat, a reply to the "
        "steel tariffs that took effect this month. Vietnam's millers asked for exemptions.",
    ),
]
TRUCE = (
    "Envoys meet in Gyumri over a truce line",
    "Envoys of both sides met in Gyumri to mark a truce line through two border villages. The "
    "mediators spoke of slow work and set another meeting for spring.",
)


def similar(texts: Sequence[str]) -> NDArray[np.float32]:
    """Words thrown onto 384 axes: texts with the same words are alike."""
    out = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(out, texts, strict=True):
        for word in weighed(base(word) for word in text.replace(".", " ").split()):
            row[word_hash(word) % 384] += 1
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    return (out / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def unasked(_: object) -> Any:
    raise AssertionError("stories ask for neither tellers nor readings")


TOOLS = Tools(Watch(), similar, unasked, unasked)


def reading(
    told: tuple[str, str], day: str = "2024-05-07", number: int = 0, role: Role = Role.MAIN
) -> Reading:
    title, body = told
    uri = f"texts/{number}.txt"
    return Writer(body, title=title, published=day, uri=uri, role=role).reading()


def posted(one: Reading, family: str | None = None) -> Posted:
    return Posted(one, Page(one), family or family_id(one.article.id))


def enter(book: MemoryBook, ones: Sequence[Posted], gone: Collection[str] = ()) -> None:
    for one in ones:
        book.known[one.id] = facts_of(one.reading, one.family)
    for name in gone:
        del book.known[name]
    post_stories(book, ones, gone, TOOLS)


def book_of(*batches: Sequence[Posted]) -> MemoryBook:
    book = MemoryBook()
    for batch in batches:
        enter(book, batch)
    return book


def homes(book: MemoryBook) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in book.standing(Story)}


def articles(ones: Iterable[Posted]) -> frozenset[str]:
    return frozenset(one.id for one in ones)


def world() -> tuple[list[Posted], list[Posted], Posted]:
    days = ["2024-05-07", "2024-05-07", "2024-05-09"]
    ferry = [posted(reading(told, day)) for told, day in zip(FERRY, days, strict=True)]
    tariffs = [posted(reading(told, "2024-05-08")) for told in TARIFFS]
    return ferry, tariffs, posted(reading(TRUCE, "2024-05-08"))


def test_articles_on_one_happening_are_a_story_and_others_are_not() -> None:
    ferry, tariffs, truce = world()
    book = book_of([*ferry, *tariffs, truce])
    assert homes(book) == {articles(ferry), articles(tariffs)}


def test_a_story_tells_its_articles_days_headline_and_why() -> None:
    ferry, _, _ = world()
    (story,) = book_of(ferry).standing(Story)
    by_id = {one.id: one for one in ferry}
    assert story.articles[2] == ferry[2].id
    assert story.families == 3
    assert story.days.edtf == "2024-05-07/2024-05-09"
    assert story.headline is not None
    headline = story.headline.span.text_of(by_id[story.headline.article].page.text)
    assert headline in {title for title, _ in FERRY}
    assert "tarrafal" in story.why
    assert "ferry" in story.why


def test_every_order_and_every_batch_gives_the_same_records() -> None:
    ferry, tariffs, truce = world()
    ones = [*ferry, *tariffs, truce]
    whole = book_of(ones).standing(Story)
    orders = list(permutations(range(len(ones))))
    for order in random.Random(5).sample(orders, 12):
        assert book_of(*([ones[at]] for at in order)).standing(Story) == whole
    assert book_of(ones[:2], ones[2:]).standing(Story) == whole


def test_an_article_that_is_no_more_leaves_its_story() -> None:
    ferry, tariffs, _ = world()
    book = book_of([*ferry, *tariffs])
    enter(book, [], [tariffs[0].id])
    assert homes(book) == {articles(ferry)}
    enter(book, [], [ferry[1].id])
    assert book.standing(Story) == book_of([ferry[0], ferry[2]]).standing(Story)
    assert not book._items[TIE] or len(book._items[TIE]) == 1


def test_an_article_known_otherwise_is_told_anew() -> None:
    ferry, _, truce = world()
    book = book_of([*ferry, truce])
    other = ferry[0].reading.model_copy(
        update={"article": truce.reading.article.model_copy(update={"id": ferry[0].id})}
    )
    other = other.model_copy(update={"capture": truce.reading.capture})
    enter(book, [posted(other)])
    assert homes(book) == {articles(ferry[1:]), articles([ferry[0], truce])}


def test_copies_are_one_family_whichever_is_entered_first() -> None:
    ferry, _, _ = world()
    family = family_id("art-0000000000000001")
    copies = [posted(reading(FERRY[0], "2024-05-07", n), family) for n in range(1, 4)]
    wanted = book_of([*copies, ferry[1]]).standing(Story)
    assert [story.families for story in wanted] == [2]
    assert len(wanted[0].articles) == 4
    for order in permutations([*copies, ferry[1]]):
        assert book_of(*([one] for one in order)).standing(Story) == wanted


def test_copies_alone_are_a_story_of_one_family() -> None:
    family = family_id("art-0000000000000001")
    copies = [posted(reading(FERRY[0], "2024-05-07", n), family) for n in range(2)]
    (story,) = book_of(copies).standing(Story)
    assert story.families == 1
    assert story.why == "copies of one story"


def test_the_family_may_change_beside() -> None:
    ferry, _, _ = world()
    book = book_of(ferry[:2])
    one = posted(ferry[0].reading, ferry[1].family)
    book.known[one.id] = facts_of(one.reading, one.family)
    post_stories(book, [], [], TOOLS, beside=[one.id])
    assert book.standing(Story) == book_of([one, ferry[1]]).standing(Story)
    assert book.standing(Story)[0].families == 1


def test_years_apart_the_same_words_are_another_story() -> None:
    early = posted(reading(FERRY[0], "2004-05-07"))
    late = posted(reading(FERRY[2], "2024-05-07"))
    near = posted(reading(FERRY[2], "2004-05-08"))
    assert homes(book_of([early, late])) == set()
    assert homes(book_of([early, near])) == {articles([early, near])}


def test_teasers_and_texts_without_words_tell_no_story() -> None:
    ferry, _, _ = world()
    teaser = posted(reading(FERRY[1], role=Role.TEASER, number=7))
    empty = [posted(reading(("", "..."), number=n)) for n in range(2)]
    assert homes(book_of([ferry[0], teaser, *empty])) == set()


def test_an_undated_article_can_belong_to_a_story() -> None:
    ferry, _, _ = world()
    undated = posted(reading(FERRY[1], ""))
    book = book_of([ferry[0], undated])
    assert homes(book) == {articles([ferry[0], undated])}
    assert book.standing(Story)[0].days.edtf == "2024-05-07"


@pytest.mark.parametrize("limit", [3, 4])
def test_crowds_are_parted_the_same_in_every_order(
    monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(stories_groups, "MOST_TOLD", limit)
    ferry, tariffs, _ = world()
    more = [
        posted(reading((f"{title}, again", f"{body} It was the {n}th report of the day."), day))
        for n, (title, body) in enumerate([*FERRY, *TARIFFS])
        for day in ("2024-05-07", "2024-05-10")
    ]
    ones = [*ferry, *tariffs, *more]
    whole = book_of(ones).standing(Story)
    assert max(len(story.articles) for story in whole) > 1
    for seed in range(6):
        order = random.Random(seed).sample(ones, len(ones))
        book = book_of(*([one] for one in order))
        assert book.standing(Story) == whole
        enter(book, [], [order[0].id, order[3].id])
        left = [one for one in ones if one.id not in {order[0].id, order[3].id}]
        assert book.standing(Story) == book_of(left).standing(Story)


def chain(length: int) -> NDArray[np.float32]:
    """Each is like the next and unlike all others."""
    scores = np.full((length, length), -6.0, np.float32)
    for at in range(length - 1):
        scores[at, at + 1] = scores[at + 1, at] = 2.0 - at / 100
    return scores


def test_groups_do_not_drift_along_a_chain() -> None:
    assert joined(chain(2)) == [[0, 1]]
    assert max(map(len, joined(chain(30)))) == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.integers(0, 10_000))
def test_groups_are_the_same_in_any_order_of_rows(size: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    scores = numbers.normal(0, 3, (size, size)).astype(np.float32)
    scores = ((scores + scores.T) / 2).astype(np.float32)
    order = numbers.permutation(size)
    found = {frozenset(order[at] for at in group) for group in joined(scores[np.ix_(order, order)])}
    assert found == {frozenset(group) for group in joined(scores)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.floats(0.1, 8)), max_size=200))
def test_all_of_a_home_have_the_same_home(edges: list[tuple[int, int, float]]) -> None:
    near: dict[str, dict[str, float]] = {str(node): {} for node in range(91)}
    for a, b, score in edges:
        near[str(a)][str(b)] = near[str(b)][str(a)] = score

    def ties(nodes: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
        return {node: near[node] for node in nodes}

    for node in near:
        home = Homes(ties).of(node)
        assert len(home) <= stories_groups.MOST_TOLD
        assert all(Homes(ties).of(other) == home for other in home)


def test_a_sketch_is_the_same_after_it_was_kept() -> None:
    one = with_vectors(sketch(posted(reading(FERRY[0]))), similar(["a ferry", "a reef"]))
    back = from_bytes(item(one, 1, faces=True).data)
    assert (back.article, back.family, back.title) == (one.article, one.family, one.title)
    assert (back.texts, back.top, back.keys) == (one.texts, one.top, one.keys)
    assert one.vectors is not None
    assert back.vectors is not None
    assert back.vectors.dtype == one.vectors.dtype
    assert np.array_equal(back.vectors, one.vectors)
    for left, right in zip((one.words, one.names), (back.words, back.names), strict=True):
        assert np.array_equal(left[0], right[0])
        assert np.array_equal(left[1], right[1])


def test_only_the_first_known_copy_is_found_by_words() -> None:
    family = family_id("art-0000000000000001")
    copies = [posted(reading(FERRY[0], f"2024-05-0{n}"), family) for n in (9, 7, 8)]
    book = book_of(*([one] for one in copies))
    kept = book.items(SKETCH, [one.id for one in copies])
    assert [len(kept[one.id].keys) > 1 for one in copies] == [False, True, False]


@pytest.mark.parametrize(
    ("form", "meant"),
    [("Ferries", "ferries"), ("reefs", "reef"), ("Hanoi's", "hanoi"), ("glass", "glass")],
)
def test_words_are_compared_without_endings(form: str, meant: str) -> None:
    assert base(form) == meant


def test_what_a_word_weighs_depends_on_the_word_alone() -> None:
    assert rarity("the") == rarity("tuesday") == rarity("said") == 0
    assert 0 < rarity("ferry") < rarity("tarrafal") <= 7


def test_a_huge_article_is_looked_at_from_its_top() -> None:
    title, body = FERRY[0]
    huge = posted(reading((title, f"{body} " + "reef ferry harbour lane " * 40_000)))
    assert len(sketch(huge).texts[1]) < 3000
    assert homes(book_of([huge, posted(reading(FERRY[1]))])) != set()


def test_pairs_are_alike_both_ways() -> None:
    from watchdesk.ledger.stories_alike import Dated, alike

    ferry, tariffs, truce = world()
    told = [
        Dated(with_vectors(one, similar(one.texts)), p.reading.article.published.interval)
        for p in (*ferry, *tariffs, truce)
        for one in [sketch(p)]
    ]
    whole = alike(told, told)
    assert np.array_equal(whole, whole.T)
    for a, b in combinations(range(len(told)), 2):
        assert alike([told[a]], [told[b]])[0, 0] == pytest.approx(whole[a, b], abs=0.002)


def test_days_are_those_of_members_whose_days_are_known_from_both_sides() -> None:
    ferry = [posted(reading(told, "2024-05-07")) for told in FERRY[:2]]
    book = book_of(ferry)
    open_day = Interval(earliest=date(1999, 11, 1), latest=None)
    name = ferry[0].id
    book.known[name] = book.known[name]._replace(published=open_day)
    post_stories(book, [ferry[1]], (), TOOLS)
    (story,) = book.standing(Story)
    assert story.days == Interval.parse("2024-05-07")


def test_the_name_of_the_paper_is_no_headline() -> None:
    facts = {"art-1": facts_of(reading(FERRY[0]), "fam-1")._replace(outlet="The Reef Courier")}
    one = sketch(posted(reading(FERRY[0])))._replace(
        article="art-1", texts=("Reef Courier", ""), title=Span(0, 12)
    )
    assert stories._headline([Dated(one, Interval())], facts) is None
    masthead = one._replace(texts=("Coldwater Examiner", ""))
    assert stories._headline([Dated(masthead, Interval())], facts) is None
    other = one._replace(texts=("Ferry runs aground", ""))
    assert stories._headline([Dated(other, Interval())], facts) is not None


def test_weeks_count_more_where_many_hang_together() -> None:
    days = [Interval.parse("2024-05-01"), Interval.parse("2024-06-20")]
    ones = [Dated(sketch(posted(reading(FERRY[0]))), day) for day in days]
    scores = np.ones((2, 2), np.float32)
    assert (far_apart(ones, scores) == scores).all()
    many = ones * 15
    odds = far_apart(many, np.ones((30, 30), np.float32))
    assert odds[0, 1] < 0 < odds[0, 2] == 1
