"""Names by rules and by the engine, put together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.language.joined_names import join_names
from watchdesk.language.names import find_names
from watchdesk.language.sequences import Words
from watchdesk.language.syntax import Labels, Syntax
from watchdesk.language.tokens import tokens
from watchdesk.language.ud_words import ud_words
from watchdesk.records import MentionKind, Span

KINDS = {
    "wikigold": ("PER", "ORG", "LOC", "MISC"),
    "gum": ("person", "organization", "place", "event", "nationality", "abstract"),
    "watchdesk": ("person", "weapon", "facility", "document"),
}
LABELS = Labels(upos=("X",), relations=("root",), features={}, names=KINDS, tags=())


def syntax(text: str, **names: list[tuple[str, str]]) -> Syntax:
    """A text as the engine would see it, with names as (words, kind) by guideline."""
    words = ud_words(text, 0, len(text))
    starts, ends = words.starts.tolist(), words.ends.tolist()
    found = {}
    for guideline, kinds in KINDS.items():
        rows = []
        for written, kind in names.get(guideline, []):
            at = text.index(written)
            rows.append([starts.index(at), ends.index(at + len(written)) + 1, kinds.index(kind)])
        found[guideline] = np.array(sorted(rows), dtype=np.int32).reshape(-1, 3)
    count = len(starts)
    none = np.zeros(count, dtype=np.uint8)
    return Syntax(
        text=text,
        starts=words.starts,
        ends=words.ends,
        breaks=words.breaks,
        bounds=np.array([0, count] if count else [0], dtype=np.int32),
        upos=none,
        heads=np.full(count, -1, dtype=np.int32),
        relations=none,
        features={},
        names=found,
        tags=np.zeros((count, 0, 3), dtype=np.float16),
        labels=LABELS,
    )


def joined(text: str, **names: list[tuple[str, str]]) -> dict[str, str]:
    """The names of a text of one sentence, with their kinds."""
    spans = list(tokens(text, Span(0, len(text))))
    starts = np.array([span.start for span in spans], dtype=np.int32)
    ends = np.array([span.end for span in spans], dtype=np.int32)
    words = Words(text, starts, ends, (Span(0, len(text)),))
    found = join_names(find_names(words), syntax(text, **names), words)
    assert list(found) == sorted(found, key=lambda name: name.span.start)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    return {name.span.text_of(text): name.kind.value for name in found}


def test_what_a_table_holds_stands_against_the_engine() -> None:
    assert joined("It angered NATO again.", wikigold=[("NATO", "LOC")]) == {"NATO": "organisation"}


def test_a_longer_name_of_the_engine_holds_what_a_table_has() -> None:
    text = "He saw the Moscow State Circus twice."
    found = joined(text, wikigold=[("Moscow State Circus", "ORG")])
    assert found == {"Moscow State Circus": "organisation"}


def test_a_guess_by_the_words_around_falls_where_the_engine_sees_nothing() -> None:
    assert joined("They asked Quorl about it.") == {}
    assert joined("They asked Quorl about it.", gum=[("Quorl", "person")]) == {"Quorl": "person"}


def test_the_forms_of_weapons_and_titles_need_no_engine() -> None:
    found = joined("President Tallis sent six F-16s home.")
    assert found == {"Tallis": "person", "F-16s": "weapon"}


def test_an_adjective_of_nationality_is_no_name() -> None:
    told = {"gum": [("Lorvian", "nationality")], "wikigold": [("Lorvian", "MISC")]}
    assert joined("The Lorvian army left.", **told) == {}


def test_a_title_is_no_part_of_a_persons_name() -> None:
    text = "He told Gen. Ana Orsk and President Tallis of it."
    told = {"wikigold": [("Gen. Ana Orsk", "PER"), ("President Tallis", "PER")]}
    assert joined(text, **told) == {"Ana Orsk": "person", "Tallis": "person"}


def test_an_owner_is_no_part_of_what_it_owns_and_a_description_is_no_name() -> None:
    text = "Russia’s Defense Ministry and the Lorvian defence ministry met on TV."
    told = {
        "wikigold": [("Russia’s Defense Ministry", "ORG"), ("TV", "MISC")],
        "gum": [("Lorvian defence ministry", "organization")],
    }
    assert joined(text, **told) == {"Russia": "place", "Defense Ministry": "organisation"}


def test_the_first_guideline_names_the_kind_and_the_other_fills_in() -> None:
    text = "Old Quay met the Velm Games."
    told = {
        "wikigold": [("Old Quay", "ORG"), ("Velm Games", "MISC")],
        "gum": [("Old Quay", "place"), ("Velm Games", "event")],
    }
    assert joined(text, **told) == {"Old Quay": "organisation", "Velm Games": "event"}


def test_our_own_guideline_only_makes_a_kind_finer() -> None:
    text = "Troops held Velm Depot and Ana Orsk fired a Karst."
    told = {
        "wikigold": [("Velm Depot", "LOC"), ("Ana Orsk", "PER"), ("Karst", "MISC")],
        "watchdesk": [("Velm Depot", "facility"), ("Ana Orsk", "weapon"), ("Karst", "weapon")],
    }
    found = joined(text, **told)
    assert found == {"Velm Depot": "facility", "Ana Orsk": "person", "Karst": "weapon"}


def test_in_a_headline_of_capitals_one_guideline_alone_is_not_believed() -> None:
    text = "Wary Allies Weigh Bold Move As Tallis Waits"
    assert joined(text, wikigold=[("Wary Allies", "ORG")]) == {}
    told = {"wikigold": [("Tallis", "PER")], "gum": [("Tallis", "person")]}
    assert joined(text, **told) == {"Tallis": "person"}


def test_a_name_in_a_compound_is_named_without_the_rest() -> None:
    found = joined("A Quorl-led force left.", gum=[("Quorl", "place")])
    assert found == {"Quorl": "place"}


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 12), st.integers(1, 4)), max_size=8
    )
)
def test_whatever_the_engine_says_names_stand_apart_and_in_order(
    said: list[tuple[str, int, int]],
) -> None:
    text = "In Kyiv the NATO envoy Ana Orsk-Velm met Mr. Tallis of Quorl Bank on Friday."
    words = ud_words(text, 0, len(text))
    told: dict[str, list[tuple[str, str]]] = {}
    used: dict[str, set[int]] = {}
    for guideline, start, length in said:
        end = min(start + length, len(words))
        taken = used.setdefault(guideline, set())
        if start < end and not taken & set(range(start, end)):
            taken.update(range(start, end))
            written = text[words.starts[start] : words.ends[end - 1]]
            if text.index(written) == words.starts[start]:
                told.setdefault(guideline, []).append((written, KINDS[guideline][0]))
    for name, kind in joined(text, **told).items():
        assert name.strip() == name != ""
        assert MentionKind(kind)
