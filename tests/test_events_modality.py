"""How a text tells what any verb or noun of it names."""

from __future__ import annotations

from datetime import date

import pytest

from watchdesk.events.modality import is_historical, of_word
from watchdesk.language import parse
from watchdesk.records import Anchor, Grain, Interval, Modality, Span, Time

A, P, M, C, N = (
    Modality.ASSERTED,
    Modality.PLANNED,
    Modality.POSSIBLE,
    Modality.CONDITIONAL,
    Modality.NEGATED,
)


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("They signed the pact.", "signed", A),
        ("They did not sign the pact.", "sign", N),
        ("They never signed the pact.", "signed", N),
        ("Nobody signed the pact.", "signed", N),
        ("They left without signing the pact.", "signing", N),
        ("They will sign the pact.", "sign", P),
        ("They may sign the pact.", "sign", M),
        ("They should sign the pact.", "sign", M),
        ("They said they would sign the pact.", "sign", P),
        ("They would sign the pact if it were fair.", "sign", C),
        ("If they sign the pact, we will go.", "sign", C),
        ("Should the war go on, they will sign the pact.", "sign", C),
        ("They asked whether he signed the pact.", "signed", M),
        ("They began to sign the pact.", "sign", A),
        ("They managed to sign the pact.", "sign", A),
        ("They failed to sign the pact.", "sign", N),
        ("They refused to sign the pact.", "sign", N),
        ("They plan to sign the pact.", "sign", P),
        ("They want to sign the pact.", "sign", M),
        ("They are unable to sign the pact.", "sign", N),
        ("They are ready to sign the pact.", "sign", P),
        ("They did not fail to sign the pact.", "sign", A),
        ("They do not plan to sign the pact.", "sign", N),
        ("They denied that he had signed the pact.", "signed", N),
        ("They hope that he signed the pact.", "signed", M),
        ("They said that he had signed the pact.", "signed", A),
        ("They did not say that he had signed the pact.", "signed", M),
        ("They waited until he signed the pact.", "signed", M),
        ("It is vital that they sign the pact.", "sign", M),
        ("Did they sign the pact?", "sign", M),
        ("They sent troops to attack the town.", "attack", M),
        ("They hope to come and attack the town.", "attack", M),
    ],
)
def test_verbs(text: str, word: str, modality: Modality) -> None:
    listed = parse(text, [Span(0, len(text))]).listed
    assert of_word(listed, listed.low.index(word)) is modality


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The attack began at dawn.", "attack", A),
        ("They held talks in the capital.", "talks", A),
        ("They held no talks in the capital.", "talks", N),
        ("They prevented an attack on the town.", "attack", N),
        ("They planned an attack on the town.", "attack", P),
        ("Talks will be held on Monday.", "Talks", P),
        ("There were fears of an attack.", "attack", M),
        ("They spoke of future talks.", "talks", P),
        ("A lack of talks led to war.", "talks", N),
        ("They cannot allow attacks on the town.", "attacks", N),
    ],
)
def test_nouns(text: str, word: str, modality: Modality) -> None:
    listed = parse(text, [Span(0, len(text))]).listed
    assert of_word(listed, listed.forms.index(word)) is modality


@pytest.mark.parametrize(("year", "old"), [(2014, True), (2022, False), (2024, False)])
def test_two_years_are_history(year: int, old: bool) -> None:
    when = Time(
        start=0,
        end=4,
        earliest=date(year, 1, 1),
        latest=date(year, 12, 31),
        edtf=str(year),
        grain=Grain.YEAR,
        anchor=Anchor.ABSOLUTE,
        assumed=False,
    )
    assert is_historical(when, Interval.parse("2024-08-09")) is old
    assert not is_historical(None, Interval.parse("2024-08-09"))
