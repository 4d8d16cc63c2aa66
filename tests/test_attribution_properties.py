"""What holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_attribution import read
from watchdesk.records import Act

PIECES = st.sampled_from(
    "Ana Petrova|the minister|said|told|that|he|she|according to|According to|“|”|\"|'|‘|’|,|.|?|"
    "\n|: |—|and|but|the bridge was closed|reportedly|declined to comment|denied|citing|"
    "on Monday|"
    "Reuters|claim|who|what|called|a mistake|was quoted as saying|U.S.|(|)|…|not|has|been|"
    "её|Ünal".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_spans_quote_what_they_claim(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = read(text, outlet="Dolna Gazette")
    ids = {one.id for one in found}
    assert len(ids) == len(found)
    for one in found:
        spans = [s for s in (one.source, one.cue, *one.content) if s]
        assert all(s.text_of(text) == s.text_of(text).strip() != "" for s in spans)
        assert list(one.content) == sorted(set(one.content))
        assert one.content or one.act is Act.SILENCE
        assert one.within is None or one.within in ids
        assert one.within != one.id
        assert one.chain[0].name == "Dolna Gazette"
        assert all(link.span is None or link.span.length for link in one.chain)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "“Q one two three four.\n" * 3000,
        "Ana said that Bo, adding that he " * 2000,
        "According to Bo, " * 2000,
        "a, " * 20000,
        "'a " * 20000,
        "“" * 20000,
    ],
    ids=["open", "nested", "according", "commas", "apostrophes", "marks"],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("text", ["s,y said Sunday,s", "y,f,y told ,t", "a, b said, c", "said,,,x"])
def test_scraps_of_sentences_are_read_without_falling_over(text: str) -> None:
    for one in read(text):
        assert one.chain
