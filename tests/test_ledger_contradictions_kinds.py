from __future__ import annotations

import pytest

from helpers_book import read
from helpers_contradictions import book
from watchdesk.ledger.book import MemoryBook
from watchdesk.ledger.build import build
from watchdesk.ledger.differing import stem
from watchdesk.ledger.incompatible_words import opposites, tell_opposites
from watchdesk.records import Contradiction, Watch
from watchdesk.records.watch import Issue

DAY = "2024-09-17"


def inside(text: str) -> list[tuple[str, str | None]]:
    """What is found in one article: kinds, and who speaks with two voices."""
    kept = book([read(text, DAY, "Tide Post")])
    return [(one.kind.value, one.inside) for one in kept.standing(Contradiction)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The operator said the ferry to Ventotene was running. The mayor said it remained out "
            "of service.",
            "incompatible",
        ),
        (
            "Ghana had paid the pilots, a minister in Lomé said. Ghana's treasury said it had "
            "never paid any pilots.",
            "denial",
        ),
        (
            "The general staff of Peru said the radar at Iquitos had failed. “This is a lie,” the "
            "manufacturer said.",
            "denial",
        ),
        (
            "The envoy was shot on Saturday night, the police said. His brother insists that he "
            "was shot on Friday.",
            "date",
        ),
        (
            "The governor said that 70 pilgrims had drowned. A rescue worker spoke of nine.",
            "number",
        ),
        (
            "Rwanda had received drones from Poland, an envoy said on Monday. Poland's defence "
            "ministry said that it had sent none.",
            "denial",
        ),
        (
            "The levy was plain revenge, Brazil's trade minister said. The commerce ministry in "
            "Ottawa contradicted her: the levy had nothing to do with Brazil, it said.",
            "denial",
        ),
        (
            "Soldiers from Chad fired on the village of Birak on Sunday, Sudan's interior ministry "
            "said. Chad's interior ministry said the statement was untrue.",
            "denial",
        ),
        (
            "An adviser in Lima said there were contacts with the rebels. An official of Peru's "
            "energy ministry said that no talks with the rebels were being held.",
            "denial",
        ),
        (
            "The chief of the relief agency said that the army held about 300 square miles of the "
            "valley. The Cairn Survey put it at 190 on the same day.",
            "number",
        ),
        (
            "Morocco's navy said four torpedoes had been fired. A Spanish officer gave another "
            "account. Morocco fired nine, said the officer, who asked not to be named.",
            "number",
        ),
        (
            "A Chinese patrol boat rammed the trawler near Thitu, officials in Manila said. "
            "China's coast guard told another story: the trawler had rammed the boat.",
            "incompatible",
        ),
    ],
)
def test_what_the_next_sentence_answers(text: str, kind: str) -> None:
    assert kind in {found for found, _ in inside(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The operator said the ferry to Ventotene was running. The mayor said it would be free.",
        "The ferry to Ventotene was running, the operator said. The ferry to Ponza was out of "
        "service, a sailor said.",
        "The envoy was shot on Saturday night, the police said. His brother said that he had met "
        "him on Friday.",
        "The governor said that 70 pilgrims had drowned. A rescue worker spoke of about 70.",
        "The ministry said that the bridge had fallen. The company would neither confirm nor deny "
        "that.",
        "The police said on Monday that it was hit. It was hit again on Tuesday, the mayor said.",
    ],
)
def test_what_goes_on_without_going_against(text: str) -> None:
    assert inside(text) == []


def test_a_state_whose_offices_answer_each_other_speaks_with_two_voices() -> None:
    found = inside(
        "Peru's interior minister, Elvira Tasso, called the new curfew a mistake that would help "
        "the gangs. Her words drew a rebuke from the head of her government: Peru's prime "
        "minister, Hugo Larrea, said that the cabinet stood behind the army."
    )
    assert ("incompatible", "country:PE") in found


def _watched(*texts: str) -> MemoryBook:
    issue = Issue(name="The toll", terms=("road toll*", "toll"), question="Should there be a toll?")
    readings = [read(text, DAY, f"Paper {at}") for at, text in enumerate(texts)]
    return build(readings, (), (), Watch(issue=(issue,)))


def test_for_and_against_inside_one_state_are_two_voices_and_two_states_are_none() -> None:
    backs = "Peru's transport minister, Elvira Tasso, said on Monday that she backed the road toll."
    rejects = "Peru's president, Hugo Larrea, said on Monday that he opposed the road toll."
    abroad = "Chile's president, Hugo Larrea, said on Monday that he opposed the road toll."
    (found,) = _watched(backs, rejects).standing(Contradiction)
    assert (found.kind.value, found.inside) == ("incompatible", "country:PE")
    assert len(set(found.claims)) == 2
    assert "The toll" in found.why
    assert _watched(backs, abroad).standing(Contradiction) == []


@pytest.mark.parametrize(
    ("a", "b", "opposed"),
    [
        ("the pass is open", "the pass was closed", True),
        ("the pass is open", "the pass reopened", False),
        ("the captain is alive", "the captain was killed", True),
        ("the toll stays in force", "the toll was lifted", True),
    ],
)
def test_opposites_are_told_by_their_words(a: str, b: str, *, opposed: bool) -> None:
    assert tell_opposites(a, b) is opposed
    assert tell_opposites(b, a) is opposed


def test_the_table_is_whole() -> None:
    table = opposites()
    poles = {(pole.what, pole.pole) for found in table.phrases.values() for _, pole in found}
    whats = {what for what, _ in poles}
    assert {(what, pole) for what in whats for pole in (1, -1)} <= poles | {("control", -1)}
    assert table.verbs[stem("signed")].once
    assert table.verbs[stem("hit")].what == table.verbs[stem("struck")].what


@pytest.mark.parametrize(
    "text",
    [
        "Delegations were to have met in Lomé in May, a diplomat said. The president's spokesman "
        "said that there were no such talks.",
        "The hospital said it was treating 20 people. Three were having surgery, a surgeon said.",
        "The army held about 300 square miles of the valley, an officer said. The Cairn Survey put "
        "it at 300 on the same day.",
        "Chile's envoy said the pact broke no rule. A Peruvian envoy had dismissed the reports a "
        "week earlier as baseless rumours.",
        "Kenya signed a contract for the port, a broker said. The envoys had met on Monday. It has "
        "only been initialled, Uganda's energy ministry said.",
    ],
)
def test_what_answers_nothing(text: str) -> None:
    assert inside(text) == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "Moldova no longer rules out a lease. It would be open to one, its prime minister "
            "said. Talks about it had been under way since May, he told reporters. No such talks "
            "were being held, the foreign ministry said an hour later.",
            "country:MD",
        ),
        (
            "Annika Lindqvist, Sweden's foreign minister, said it was right that Finland should be "
            "able to use the strait. Ulf Kristersson thinks otherwise; the prime minister told "
            "reporters in Oslo that Swedish ships would not be sent to the strait.",
            "country:SE",
        ),
        (
            "Ghana's president said late on Monday that the deal had been signed. His foreign "
            "minister told a station in Accra on Tuesday that nothing had been signed at all, only "
            "agreed.",
            "country:GH",
        ),
    ],
)
def test_whose_offices_contradict_each_other(text: str, state: str) -> None:
    assert state in {found for _, found in inside(text)}


def test_why_shows_the_words() -> None:
    text = (
        "The convoy has arrived in Agadez, Niger's army said. The convoy has not arrived in "
        "Agadez, a driver said."
    )
    (found,) = book([read(text, DAY, "Tide Post")]).standing(Contradiction)
    assert "“has arrived” (Niger's army)" in found.why
    assert "“has not arrived” (a driver)" in found.why
