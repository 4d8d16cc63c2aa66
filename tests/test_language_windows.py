"""Windows cover a paragraph, never leave it, and know nothing of what stands around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.language import windows
from watchdesk.language.pieces import Pieces
from watchdesk.language.ud_words import ud_words
from watchdesk.language.windows import (
    STRETCH,
    Looks,
    Stretch,
    closed_quotations,
    provisional_starts,
    sentence_rows,
    sentence_starts,
    stretches,
    window_rows,
)

SIZE = 20
WORDS = st.lists(
    st.tuples(st.integers(1, 12), st.booleans(), st.sampled_from([False] * 15 + [True])),
    min_size=1,
    max_size=120,
)


def made(words: list[tuple[int, bool, bool]]) -> tuple[Pieces, list[bool], list[bool]]:
    counts = [count for count, _, _ in words]
    total = sum(counts)
    first = np.cumsum([0, *counts[:-1]], dtype=np.int32)
    read = Pieces(np.zeros(total, dtype=np.int32), np.zeros(total, dtype=np.int8), first)
    breaks = [True, *(line for _, _, line in words[1:])]
    return read, [start for _, start, _ in words], breaks


def cut(read: Pieces, starts: list[bool], breaks: list[bool], size: int = SIZE) -> list[Stretch]:
    skipped = np.zeros(len(breaks), dtype=np.int8)
    return list(stretches(read, np.array(starts), np.array(breaks), skipped, size))


@given(WORDS)
def test_windows_cover_their_paragraph_and_fit(words: list[tuple[int, bool, bool]]) -> None:
    read, starts, breaks = made(words)
    found = cut(read, starts, breaks)
    assert [one.start for one in found] == np.flatnonzero(breaks).tolist()
    assert [one.end for one in found] == [*np.flatnonzero(breaks)[1:].tolist(), len(words)]
    edges = [*read.first.tolist(), len(read.ids)]
    for one in found:
        place = one.start
        assert one.windows[0][0] == one.start
        assert one.windows[-1][1] == one.end
        for low, high in one.windows:
            assert low <= place < high
            assert edges[high] - edges[low] <= SIZE
            place = high
        rows = window_rows(one)
        laid = np.concatenate([np.arange(*window) for window in one.windows])
        assert laid[rows].tolist() == list(range(one.start, one.end))


@given(WORDS, WORDS, WORDS)
def test_a_paragraph_is_cut_alike_wherever_it_stands(
    before: list[tuple[int, bool, bool]],
    words: list[tuple[int, bool, bool]],
    after: list[tuple[int, bool, bool]],
) -> None:
    words = [(count, start, False) for count, start, _ in words]
    read, starts, breaks = made(words)
    (alone,) = cut(read, starts, breaks)
    count, start, _ = words[0]
    read, starts, breaks = made(
        [*before, (count, start, True), *words[1:], (after[0][0], True, True), *after[1:]]
    )
    found = cut(read, starts, breaks)
    (here,) = (one for one in found if one.start == len(before))
    shift = len(before)
    assert [(low - shift, high - shift) for low, high in here.windows] == alone.windows


def test_a_word_larger_than_a_window_has_one_to_itself() -> None:
    read, starts, breaks = made([(3, True, True), (99, False, False), (3, False, False)])
    (found,) = cut(read, starts, breaks)
    assert (1, 2) in found.windows


def test_a_paragraph_of_many_words_is_handled_in_parts() -> None:
    count = 3 * STRETCH
    read, starts, breaks = made([(1, word % 50 == 0, False) for word in range(count)])
    found = cut(read, starts, breaks, windows.SIZE)
    assert [one.start for one in found][1:] == [one.end for one in found][:-1]
    assert max(one.end - one.start for one in found) <= STRETCH
    assert all(one.start % 50 == 0 for one in found)


def test_a_sentence_is_taken_from_a_window_that_holds_it() -> None:
    words = [(1, word % 8 == 0, False) for word in range(60)]
    read, starts, breaks = made(words)
    (found,) = cut(read, starts, breaks)
    assert len(found.windows) > 2
    rows = window_rows(found)
    laid = np.concatenate([np.arange(*window) for window in found.windows])
    for low in range(0, 56, 8):
        mine, whole = sentence_rows(found, rows, low, low + 8)
        assert whole
        assert (np.diff(mine) == 1).all()
        assert laid[mine].tolist() == list(range(low, low + 8))
    _, whole = sentence_rows(found, rows, 0, 40)
    assert not whole


def looks_of(text: str) -> tuple[Looks, list[str], np.ndarray]:
    words = ud_words(text)
    return Looks.of(text, words), words.forms(text), words.breaks


def begun(text: str, says: float) -> list[str]:
    """The words that begin a sentence when the model says the same of every word."""
    looks, forms, breaks = looks_of(text)
    scores = np.tile(np.array([[0, says]], dtype=np.float32), (len(forms), 1))
    found = sentence_starts(scores, looks, breaks, closed_quotations(looks, breaks))
    return [forms[place] for place in np.flatnonzero(found)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He left. Then Gen. Venn spoke.", ["He", "Then"]),
        ("“We left.” Venn spoke.", ["“", "Venn"]),
        ('He left. "We did too." Asch knew.', ["He", '"', "Asch"]),
        ("The U.S. Senate left Tarn Inc. there.", ["The"]),
        ("“Why?” he asked.\nNo answer", ["“", "No"]),
    ],
)
def test_a_capital_after_a_stop_begins_a_sentence(text: str, words: list[str]) -> None:
    assert begun(text, -1) == words


def test_a_lower_case_word_a_mark_or_what_follows_a_comma_begins_none() -> None:
    text = 'Venn, Asch; and "Orla" (who) left: 5 men. "We" too.'
    assert begun(text, 1) == ["Venn", "(", '"']


def test_windows_are_cut_where_sentences_may_begin() -> None:
    looks, forms, breaks = looks_of("He left.” (Asch) did. 5 men saw it. so they left.\nAnd")
    found = [forms[place] for place in np.flatnonzero(provisional_starts(looks, breaks))]
    assert found == ["He", "(", "5", "And"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He "did not go" at all', '" did not go "'),
        ("He “did not go” at all", "“ did not go ”"),
        ("He ``did not go'' at all", "`` did not go ''"),
        ('He "did not\ngo" at all', ""),
        ("“Never closed", ""),
        ('the "" is', ""),
    ],
)
def test_closed_quotations_are_found(text: str, inside: str) -> None:
    looks, forms, breaks = looks_of(text)
    found = closed_quotations(looks, breaks)
    quoted = [form for form, number in zip(forms, found, strict=True) if number]
    assert " ".join(quoted) == inside
