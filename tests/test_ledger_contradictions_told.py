"""Ways of English to tell what cannot both hold: a floor over many, asides, and how it is told."""

from __future__ import annotations

import pytest

from helpers_book import read
from helpers_contradictions import book, score
from watchdesk.ledger.denials_asides import asides_in
from watchdesk.ledger.page import Page
from watchdesk.ledger.statements import statements_of
from watchdesk.ledger.told_who import points, somebody
from watchdesk.records import Contradiction, ContradictionKind, Span


def told(*texts: str) -> list[Contradiction]:
    """What is found in articles of one day by outlets of their own."""
    outlets = ("Tide Post", "Lamp Daily", "Gull Herald")
    readings = [read(text, "2023-03-06", name) for text, name in zip(texts, outlets, strict=False)]
    return book(readings).standing(Contradiction)


def test_as_many_constructions_as_before_are_found_and_no_more_of_their_near_misses() -> None:
    all_of_them = score("constructions")
    assert all_of_them.right >= 72
    assert all_of_them.wrong <= 1


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Oslo says that the trawler fished at night, a charge its owner rejects.", "its owner"),
        ("The gate was left open, deputies say, which the prison flatly denies.", "the prison"),
        ("Drivers say that the pass was shut at noon, something the army disputes.", "the army"),
        ("Vets say the herd was ill - an account that the farm has denied.", "the farm"),
        ("The mill sold rotten flour, a claim the miller has long contested.", "the miller"),
    ],
)
def test_an_aside_denies_what_stands_before_it(text: str, denier: str) -> None:
    (one,) = told(text)
    assert one.kind is ContradictionKind.DENIAL
    assert f"denied by {denier}:" in one.why
    first, last = (text[at.span.start : at.span.end] for at in one.evidence)
    assert text.index(last) > text.index(first)
    assert last.rstrip(".").endswith(text.rsplit(maxsplit=1)[-1].rstrip("."))


@pytest.mark.parametrize(
    "text",
    [
        "The union says that the firm offered three per cent, a figure nobody denied.",
        "Deputies say that the gate was left open, which the prison never denied.",
        "The envoy said that talks had been offered, which the rebels rejected.",
        "The envoy said that a truce was due in May, a date that the rebels rejected.",
        "Police said that the guard fired first, a charge which cannot be denied.",
    ],
)
def test_no_denial_is_seen_where_nobody_denies(text: str) -> None:
    assert not list(asides_in(text, Span(0, len(text))))
    assert told(text) == []


def test_an_aside_is_no_part_of_what_it_denies() -> None:
    text = "Police said that the guard had fired first, an account that his union flatly denies."
    words = [s.span.text_of(text) for s in statements_of(Page(read(text, "2023-03-06", "Post")))]
    assert words == ["the guard had fired first", "an account that his union flatly denies"]


def test_days_that_exclude_each_other_are_written_out_with_what_happened() -> None:
    (one,) = told(
        "The skipper was arrested on 2 March, his wife said. "
        "The navy said that it was on 4 March that he was arrested."
    ) or told(
        "The reactor was switched off on Friday, the operator said. "
        "The regulator said that it was switched off on Saturday."
    )
    assert one.kind is ContradictionKind.DATE
    assert " March 2023 (" in one.why
    assert one.why.startswith("“")


def test_who_denies_is_named_without_half_a_verb() -> None:
    (one,) = told(
        "According to Lima, soldiers from Ecuador crossed the Zarumilla canal on Sunday. "
        "Quito was quick to deny it."
    )
    assert "denied by Quito:" in one.why


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The company has", "The company"),
        ("From the coastguard there was", "the coastguard"),
        ("Quito was quick to", "Quito"),
        ("The harbour board, which owns it,", "The harbour board"),
        ("Both", None),
        ("her", None),
        ("The claim", None),
        ("", None),
    ],
)
def test_who_some_words_name(words: str, name: str | None) -> None:
    assert somebody(words) == name


def test_words_that_only_point_are_told_from_names() -> None:
    assert points("Both of them")
    assert points("the other")
    assert not points("the officer")
    assert not points("A report in Lisbon")
