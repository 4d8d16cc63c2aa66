from __future__ import annotations

import random
from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.records import Span
from watchdesk.reuse.align import LIMIT, Chain, Run, align, equal_runs, in_order
from watchdesk.reuse.changes import changes
from watchdesk.reuse.words import Words, normalise

PLAIN = (
    "The ferry between Ostrand and the Lower Keys will stop for good at the end of the month.",
    "Its owner blames a toll that the harbour board raised twice within a single winter.",
    "Eleven sailors learned of it from a note pinned to the galley door on Thursday night.",
    "Nobody in the town hall had an answer ready when the telephones began to ring.",
    "A petition with more than nine hundred names was handed over before breakfast.",
    "The baker says her flour came on that boat for thirty years and never got wet.",
    "Two rival lines have looked at the route and turned away without making an offer.",
    "Schoolchildren from the outer islands would have to board in the city from autumn on.",
)
OTHER = (
    "Beekeepers in the upper valley count their losses after a spring without blossom.",
    "A mild January woke the hives too early, and the frost that followed caught them hungry.",
    "Sugar was handed out at the fire station until the last sack had been emptied.",
    "The orchard owners now pay for hives that are driven in from across the border.",
)


def words(text: str) -> Words:
    return normalise(text, [Span(0, len(text))])


def found(a: str, b: str, least: int = 6) -> list[tuple[str, str]]:
    left, right = words(a), words(b)
    chains = [c for c in align(left, right, (a, b)) if c.matched >= least]
    return [(left.span(*c.a).text_of(a), right.span(*c.b).text_of(b)) for c in chains]


def joined(*parts: str) -> str:
    return " ".join(parts)


def test_identical_texts_are_one_passage() -> None:
    text = joined(*PLAIN)
    assert found(text, text) == [(text[:-1], text[:-1])]


@pytest.mark.parametrize(
    "text",
    [
        "no " * 5_000,
        "the same line again and again\n" * 2_000,
        "外交部长星期二在港口会见了记者并表示谈判仍在继续" * 4,
        "وزراء الخارجية التقوا في الميناء يوم الثلاثاء للتفاوض على الرسوم",
        "Министры встретились во вторник в порту, чтобы договориться о сборах для судов.",
        "short",
    ],
)
def test_identical_texts_of_any_kind_are_recognised(text: str) -> None:
    some = words(text)
    assert [chain.matched for chain in align(some, some)] == [len(some)]


def test_a_sentence_of_another_script_is_found_inside_another_text() -> None:
    inside = "Министры встретились во вторник в порту, чтобы договориться о сборах"
    around = joined("Погода была ясной и тихой.", inside, "на следующий год.")
    assert found(inside, around) == [(inside, inside)]


def test_moved_sentences_are_found_where_they_went() -> None:
    one, two = joined(*PLAIN[:4]), joined(PLAIN[2], PLAIN[0], PLAIN[3], PLAIN[1])
    pairs = found(one, two)
    assert sorted(left for left, _ in pairs) == sorted(s[:-1] for s in PLAIN[:4])
    assert all(left == right for left, right in pairs)


def test_words_at_the_seam_of_moved_sentences_go_to_the_right_one() -> None:
    said = [f"The minister said {s[0].lower()}{s[1:]}" for s in PLAIN[:4]]
    one, two = joined(*said), joined(said[2], said[0], said[3], said[1])
    assert sorted(left for left, _ in found(one, two)) == sorted(s[:-1] for s in said)


def test_an_added_sentence_stands_in_no_passage() -> None:
    one, two = joined(*PLAIN[:4]), joined(*PLAIN[:2], OTHER[1], *PLAIN[2:4])
    assert [right for _, right in found(one, two)] == [
        joined(*PLAIN[:2])[:-1],
        joined(*PLAIN[2:4])[:-1],
    ]


def test_a_story_inside_a_longer_text_is_cut_out_exactly() -> None:
    one, two = joined(*PLAIN), joined(*OTHER[:2], *PLAIN, *OTHER[2:])
    assert found(one, two) == [(one[:-1], one[:-1])]


def misread(text: str, rate: float, rng: random.Random) -> str:
    """Some words misread, divided or run together."""
    out: list[str] = []
    for word in text.split():
        draw = rng.random()
        if draw < rate / 2:
            out.append(word.replace("e", "c").replace("n", "ri") + "l")
        elif draw < rate * 0.8 and len(word) > 4:
            out += [word[:2], word[2:]]
        elif draw < rate and out:
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


@pytest.mark.parametrize("seed", range(8))
def test_a_misread_passage_is_covered_whole(seed: int) -> None:
    rng = random.Random(seed)
    one = joined(*PLAIN)
    two = joined(OTHER[0], misread(one, 0.18, rng), OTHER[1])
    left, right = words(one), words(two)
    chains = align(left, right, (one, two))
    covered = sum(chain.a[1] - chain.a[0] for chain in chains)
    assert covered >= 0.8 * len(left)
    assert sum(chain.matched for chain in chains) < covered
    inner = range(len(words(OTHER[0])), len(right) - len(words(OTHER[1])))
    assert all(chain.b[0] >= inner.start - 2 and chain.b[1] <= inner.stop + 2 for chain in chains)


def test_a_badly_damaged_stretch_between_two_passages_is_bridged() -> None:
    middle = PLAIN[3].split()
    damaged = [w if i % 3 == 0 else "xx" + w[::-1] for i, w in enumerate(middle)]
    one = joined(*PLAIN[:3], *middle, *PLAIN[4:6])
    two = joined(*PLAIN[:3], *damaged, *PLAIN[4:6])
    assert len(found(one, two)) == 1


def test_another_sentence_in_the_place_of_one_is_not_bridged() -> None:
    one = joined(*PLAIN[:3], PLAIN[3], *PLAIN[4:6])
    two = joined(*PLAIN[:3], OTHER[2], *PLAIN[4:6])
    assert len(found(one, two)) == 2


def test_a_refrain_is_paired_in_turn() -> None:
    refrain = "and so the old harbour song goes on without an end"
    one = joined(*(f"{refrain} {s}" for s in PLAIN), *(f"{refrain} {s}" for s in OTHER))
    left = words(one)
    assert [chain.matched for chain in align(left, left)] == [len(left)]
    two = joined(*(f"{refrain} {s}" for s in OTHER), *(f"{refrain} {s}" for s in PLAIN))
    assert sum(chain.matched for chain in align(left, words(two))) >= 0.95 * len(left)


def test_a_short_text_at_the_beginning_of_another_is_no_passage() -> None:
    assert found("The ferry between Ostrand", joined(*PLAIN), least=1) == []


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert found(joined(*PLAIN), joined(*OTHER)) == []
    assert found("", joined(*PLAIN)) == found("", "") == []
    assert changes(words(""), words("")) == ()


SENTENCES = st.lists(st.sampled_from(PLAIN + OTHER), max_size=8)
WORDS = st.lists(st.sampled_from("ab ba cd dc ef".split()), max_size=60).map(" ".join)


def check(one: str, two: str) -> None:
    left, right = words(one), words(two)
    chains = align(left, right, (one, two))
    assert list(chains) == sorted(chains)
    used: tuple[set[int], set[int]] = (set(), set())
    for chain in chains:
        assert max(run.length for run in chain.runs) >= 6 or one == two
        ends = chain.runs[0].a, chain.runs[0].b
        for run in chain.runs:
            assert run.length > 0 and (run.a, run.b) >= ends
            ends = run.a + run.length, run.b + run.length
            ours, theirs = left.hashes[run.a : ends[0]], right.hashes[run.b : ends[1]]
            assert np.array_equal(ours, theirs) and len(ours) == run.length
        for seen, (first, last) in zip(used, (chain.a, chain.b), strict=True):
            assert seen.isdisjoint(range(first, last))
            seen.update(range(first, last))


@given(SENTENCES, SENTENCES)
def test_passages_hold_equal_words_and_never_overlap(a: list[str], b: list[str]) -> None:
    check(joined(*a), joined(*b))


@given(WORDS, WORDS)
def test_the_same_with_few_different_words(a: str, b: str) -> None:
    check(a, b)


def rest(text: str, some: Words, spans: list[Span]) -> list[int]:
    """The words outside changes."""
    return [
        int(value)
        for value, start, end in zip(some.hashes, some.starts, some.ends, strict=True)
        if not any(span.start <= start and end <= span.end for span in spans)
    ]


@given(st.one_of(WORDS, SENTENCES.map(" ".join)), st.one_of(WORDS, SENTENCES.map(" ".join)))
def test_without_its_changes_a_text_is_the_other(one: str, two: str) -> None:
    left, right = words(one), words(two)
    told = changes(left, right)
    ours = rest(one, left, [c.a for c in told if c.a.length])
    assert ours == rest(two, right, [c.b for c in told if c.b.length])
    assert all(c.a.length or c.b.length for c in told)
    assert [c.a.start for c in told] == sorted(c.a.start for c in told)


def test_a_moved_sentence_is_taken_out_and_put_in() -> None:
    one, two = joined(*PLAIN[:6]), joined(PLAIN[0], *PLAIN[2:6], PLAIN[1])
    told = changes(words(one), words(two))
    assert [c.a.text_of(one) for c in told if c.a.length] == [PLAIN[1][:-1]]
    assert [c.b.text_of(two) for c in told if c.b.length] == [PLAIN[1][:-1]]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=12))
@settings(max_examples=200)
def test_the_heaviest_choice_in_order_is_found(shape: list[tuple[int, int]]) -> None:
    runs: list[Run] = []
    at = 0
    for b, length in shape:
        runs.append(Run(at, b, length))
        at += length
    chosen = in_order(runs)
    assert all(x.b + x.length <= y.b for x, y in pairwise(chosen))
    best = [0] * len(runs)
    for i, run in enumerate(runs):
        before = (best[j] for j in range(i) if runs[j].b + runs[j].length <= run.b)
        best[i] = run.length + max(before, default=0)
    assert sum(run.length for run in chosen) == max(best, default=0)


def test_equal_runs_use_no_word_twice() -> None:
    one, two = words(joined(*PLAIN[:3])), words(joined(PLAIN[2], PLAIN[0], PLAIN[2]))
    runs = equal_runs(one.hashes, two.hashes)
    assert runs == sorted(runs)
    assert sum(run.length for run in runs) == len(words(joined(PLAIN[0], PLAIN[2])))


def vocabulary(size: int, count: int) -> Words:
    rng = random.Random(size)
    hashes = np.array([rng.randrange(size) for _ in range(count)], np.uint64)
    starts = np.arange(count, dtype=np.int32) * 4
    return Words(hashes, starts, starts + 3, np.zeros(count, np.bool_))


@pytest.mark.parametrize("size", [1, 2, 3, 12, 5_000])
def test_hostile_texts_are_bounded(size: int) -> None:
    one, two = vocabulary(size, 60_000), vocabulary(size + 1, 60_000)
    start = process_time()
    align(one, two)
    changes(one, two)
    assert process_time() - start < 20


def test_beyond_the_limit_only_equal_ends_are_compared() -> None:
    one = vocabulary(1_000_000, 2 * LIMIT + 10)
    hashes = one.hashes.copy()
    hashes[:3] += np.uint64(7_000_000)
    hashes[-3:] += np.uint64(7_000_000)
    two = Words(hashes, one.starts, one.ends, one.details)
    chains = align(one, two)
    assert len(chains) == 1 and chains[0].matched >= LIMIT


def test_a_chain_counts_its_equal_words() -> None:
    chain = Chain((Run(1, 2, 6), Run(9, 9, 3)))
    assert (chain.a, chain.b, chain.matched) == ((1, 12), (2, 12), 9)
