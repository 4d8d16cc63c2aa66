"""Quotations and labels of texts that were damaged, or made to take long."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_quoted import flat_tree, told, tree_of
from watchdesk.attribution.cues import shipped
from watchdesk.attribution.floating import attach
from watchdesk.attribution.found import Found
from watchdesk.attribution.labels import labelled
from watchdesk.attribution.quotes import running
from watchdesk.attribution.speech import spoken
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act, Span

pytestmark = pytest.mark.slow

_SECONDS = 6.0


def all_found(tree: Tree) -> list[Found]:
    """What labels, verbs beside quotations and floating quotations give, without trees."""
    found = labelled(tree)
    for word in range(len(tree)):
        if tree.upos[word] == "VERB":
            content = spoken(tree, word, None)
            if content:
                cue = Range(word, word + 1)
                found.append(Found("quotation", word, None, cue, content, Act.SPEECH))
    return attach(tree, found, shipped())


LARGE = {
    "one line of a megabyte": "“"
    + "We will not leave the port this year. " * 28_000
    + "” Dolan said.",
    "opening marks": "“" * 100_000,
    "closing marks": "”" * 100_000,
    "straight marks": '"' * 100_000,
    "single marks": "‘a " * 50_000,
    "apostrophes": "the crews’ " * 50_000,
    "marks by turns": "“a ”b ‘c ’d \" e '' f `` g «h »i „j " * 4_000,
    "nested": "“We " * 40_000 + "go” " * 40_000,
    "unclosed lines": "“We go, Dolan said.\n" * 10_000,
    "running on": "“We will go home today.\n" * 10_000,
    "running on in single words": "“We\n" * 30_000,
    "quotations without space": "“We go.”" * 30_000,
    "said after each": "“We will go,” he said. " * 15_000,
    "turns": "".join(f"MR. NAME{n % 7}: We will go home.\nAnd stay there.\n" for n in range(5_000)),
    "labels only": "MR. DOLAN:\n" * 20_000,
    "colons": "Dolan: " * 30_000,
    "dashes": "— " * 60_000 + "Dolan (@dolan) 4 May",
    "handles": "@dolan: we go\n" * 20_000,
    "brackets": "“[(" * 30_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_and_damaged_texts_take_no_long_time(text: str) -> None:
    tree = flat_tree(text)
    started = time.process_time()
    all_found(tree)
    list(running(text, [Span(tree.starts[p.start], tree.ends[p.end - 1]) for p in tree.paragraphs]))
    assert time.process_time() - started < _SECONDS


def test_twice_the_turns_take_about_twice_the_time() -> None:
    def seconds(turns: int) -> float:
        text = "".join(f"NAME{n % 7}: “We go,” Dolan said. “Home.”\n" for n in range(turns))
        tree = flat_tree(text)
        started = time.process_time()
        all_found(tree)
        return time.process_time() - started

    seconds(200)
    assert seconds(16_000) < 10 * max(seconds(4_000), 0.02)


PIECES = st.sampled_from(
    "Marek Dolan|said|told|he|“|”|\"|'|‘|’|''|``|«|»|,|.|?|\n|:|—|and|the port is shut|MR. DOLAN:|"
    "Q:|A:|@dolan|[|]|(|)|added|We go.|that".split("|")
)


@given(st.lists(PIECES, max_size=60), st.sampled_from([" ", ""]))
def test_what_is_found_lies_in_the_text_and_in_one_attribution(
    pieces: list[str], between: str
) -> None:
    tree = flat_tree(between.join(pieces))
    for one in all_found(tree):
        assert all(0 <= r.start < r.end <= len(tree) for r in one.content)
        assert one.content == sorted(one.content)
        parts = itertools.pairwise(one.content)
        assert all(a.end <= b.start for a, b in parts)
        outside = [r for r in (one.source, one.cue) if r]
        assert not any(r.meets(content) for r in outside for content in one.content)


@given(st.lists(PIECES, max_size=60))
def test_no_two_share_a_quotation_they_were_both_given(pieces: list[str]) -> None:
    tree = flat_tree(" ".join(pieces))
    given_away = [content for one in attach(tree, [], shipped()) for content in one.content]
    assert len(given_away) == len(set(given_away))


@given(st.text(alphabet="ab .,:\n“”\"'‘’«»„`-—", max_size=80))
def test_quotations_never_overlap(text: str) -> None:
    lines = []
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line)).trim(text)
        if span.length:
            lines.append(span)
        start += len(line) + 1
    found = [one.quote for one in running(text, lines)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(any(line.start <= q.start < q.end <= line.end for line in lines) for q in found)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“The port is shut, Dolan said.", "“The port is shut,"),
        ("“The port is shut,” Dolan said. “It will", "“It will"),
        ("“THE PORT IS SHUT,” DOLAN SAID.", "“THE PORT IS SHUT,”"),
        ('"The port is shut,” Dolan said.', '"The port is shut,”'),
        ("Dolan said: “The port is shut", "“The port is shut"),
    ],
)
def test_what_is_certain_stays(text: str, content: str) -> None:
    contents = [text[a:b] for one in told(text) for a, b in _spans(text, one)]
    assert content in contents


def _spans(text: str, one: Found) -> list[tuple[int, int]]:
    tree = tree_of(text)
    return [(tree.starts[r.start], tree.ends[r.end - 1]) for r in one.content]
