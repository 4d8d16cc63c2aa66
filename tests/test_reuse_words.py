from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.records import Span
from watchdesk.reuse import fingerprints, fingerprints_all, normalise, normalise_all
from watchdesk.reuse.fingerprints import MOST
from watchdesk.reuse.words import word_hash


def spelt(number: int) -> str:
    return "w" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def test_typesetting_is_no_change_of_words() -> None:
    plain = normalise('The "envoy" didn\'t go to Brno - not yet.', whole("x" * 40))
    fancy = normalise("The “envoy” didn’t go to Brno — not yet…", whole("x" * 40))
    assert plain.hashes.tolist() == fancy.hashes.tolist()


def test_thousands_separators_and_accents_fold() -> None:
    left = normalise("1,200 men in Málaga, U.S. time", whole("x" * 30))
    right = normalise("1200 men in Malaga, US time", whole("x" * 27))
    assert left.hashes.tolist() == right.hashes.tolist()


def test_a_changed_number_is_a_change_of_words() -> None:
    assert word_hash("1,200") != word_hash("1,300")
    assert word_hash("2.5") != word_hash("25")


def test_word_hash_is_the_same_in_another_process() -> None:
    code = "from watchdesk.reuse.words import word_hash; print(word_hash('Envoy’s'))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(out.stdout) == word_hash("Envoy's")


def test_details_are_numbers_and_names_inside_a_sentence() -> None:
    text = "Later the envoy met Ilsa Marn on May 4. Talks went on."
    words = normalise(text, whole(text))
    marked = [text[words.starts[i] : words.ends[i]] for i in np.flatnonzero(words.details)]
    assert marked == ["Ilsa", "Marn", "May", "4"]


@given(st.text(max_size=300), st.lists(st.integers(0, 300), max_size=6))
def test_words_lie_in_their_spans_and_never_overlap(text: str, cuts: list[int]) -> None:
    edges = sorted({min(c, len(text)) for c in cuts} | {0, len(text)})
    spans = [Span(a, b) for a, b in itertools.pairwise(edges)]
    words = normalise(text, spans)
    pairs = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert all(any(s.contains(Span(a, b)) for s in spans) for a, b in pairs)
    assert all(a < b for a, b in pairs)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(pairs))
    assert all(text[a:b] == text[a:b].strip() for a, b in pairs)


@given(
    st.lists(st.integers(0, 50), min_size=12, max_size=12),
    st.lists(st.integers(100, 200), max_size=40),
    st.lists(st.integers(300, 400), max_size=40),
)
def test_twelve_shared_words_share_a_fingerprint(
    shared: list[int], before: list[int], after: list[int]
) -> None:
    one = " ".join(map(spelt, before + shared))
    two = " ".join(map(spelt, shared + after))
    left, right = (fingerprints(normalise(t, whole(t))) for t in (one, two))
    assert np.intersect1d(left, right).size


def test_fingerprints_are_few_sorted_and_empty_for_a_few_words() -> None:
    text = " ".join(map(spelt, range(400)))
    found = fingerprints(normalise(text, whole(text)))
    assert 396 / 8 <= len(found) < 140
    assert (np.diff(found.astype(object)) > 0).all()
    assert len(fingerprints(normalise("only four words here", whole("x" * 20)))) == 0


def test_a_long_line_of_any_characters_is_read_in_linear_time() -> None:
    for junk in ("a" * 300_000, "a." * 150_000, "a'" * 150_000, "1," * 150_000, "é\u0301" * 99_000):
        assert len(normalise(junk, whole(junk))) <= len(junk)


def test_a_long_text_keeps_a_bounded_sample_that_its_copy_shares() -> None:
    text = " ".join(map(spelt, range(60_000)))
    one = fingerprints(normalise(text, whole(text)))
    two = fingerprints(normalise("moved " + text, whole("moved " + text)))
    assert len(one) == MOST
    assert len(np.intersect1d(one, two)) > 0.99 * MOST


def test_a_text_worked_on_in_pieces_is_one_text() -> None:
    text = "\n".join(" ".join(map(spelt, range(n, n + 50))) for n in range(0, 300_000, 50))
    words = normalise(text, whole(text))
    assert len(words) == 300_000
    for at in (0, 123_456, 299_999):
        assert text[words.starts[at] : words.ends[at]] == spelt(at)
        assert words.hashes[at] == word_hash(spelt(at))
    short = text[-4000:]
    assert len(np.intersect1d(fingerprints(words), fingerprints(normalise(short, whole(short)))))


@given(st.lists(st.text(max_size=60), max_size=8))
def test_a_batch_gives_what_each_text_gives_alone(texts: list[str]) -> None:
    together = normalise_all([(text, whole(text)) for text in texts])
    alone = [normalise(text, whole(text)) for text in texts]
    for left, right in zip(together, alone, strict=True):
        assert left.hashes.tolist() == right.hashes.tolist()
        assert left.starts.tolist() == right.starts.tolist()
        assert left.ends.tolist() == right.ends.tolist()
        assert left.details.tolist() == right.details.tolist()
    prints = [found.tolist() for found in fingerprints_all(together)]
    assert prints == [fingerprints(words).tolist() for words in alone]


@given(st.lists(st.integers(0, 60), max_size=60), st.integers(1, 9))
def test_fingerprints_of_a_batch_do_not_mix_texts(numbers: list[int], parts: int) -> None:
    cut = [numbers[n::parts] for n in range(parts)]
    texts = [" ".join(map(spelt, part)) for part in cut]
    words = [normalise(text, whole(text)) for text in texts]
    found = [prints.tolist() for prints in fingerprints_all(words)]
    assert found == [fingerprints(one).tolist() for one in words]


@given(
    st.text(alphabet=st.sampled_from("ab1２.,'’\u00ad\u0301漢กéßﬁU S\n-"), min_size=1, max_size=40)
)
def test_the_hash_of_a_word_is_that_of_its_letters(text: str) -> None:
    words = normalise(text, whole(text))
    for at in range(len(words)):
        word = text[words.starts[at] : words.ends[at]]
        assert word_hash(word) == words.hashes[at]


def test_scripts_without_spaces_and_with_signs_are_read_word_by_word() -> None:
    def cut(text: str) -> list[str]:
        words = normalise(text, whole(text))
        return [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]

    assert cut("外交部9月2日说") == ["外", "交", "部", "9", "月", "2", "日", "说"]
    assert cut("مُحَمَّد قال") == ["مُحَمَّد", "قال"]
    assert cut("हिन्दी में") == ["हिन्दी", "में"]
    plain = normalise("محمد قال", whole("x" * 8))
    assert plain.hashes.tolist() == normalise("مُحَمَّد قال", whole("x" * 12)).hashes.tolist()
    assert cut("U.S. envoys at 9 a.m., say 1.5 or 2,500.") == [
        *("U.S", "envoys", "at", "9", "a.m", "say", "1.5", "or", "2,500"),
    ]
