"""Stands told by turns of phrase and by those who speak for others, and what is none."""

from __future__ import annotations

import pytest

from helpers_book import read
from watchdesk.records import Stance, Stand


def stands(text: str) -> list[Stand]:
    return [one for one in read(text + "\n", "2024-08-22").stands if not one.former]


def told(text: str) -> set[tuple[str, str]]:
    return {(link.name, one.stance.value) for one in stands(text) for link in one.who}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ghana put its name to the treaty.", "for"),
        ("Ghana declared itself against the treaty.", "against"),
        ("Ghana came out in favour of the treaty.", "for"),
        ("Ghana is for the treaty, but will send nobody.", "for"),
        ("Ghana turned its back on the treaty.", "against"),
        ("Ghana has no appetite for the treaty.", "against"),
        ("Ghana can no longer support the treaty.", "against"),
        ("Ghana would not go so far as to endorse the treaty.", "reserved"),
        ("Ghana stopped short of endorsing the treaty.", "reserved"),
        ("Ghana held back from endorsing the treaty.", "reserved"),
        ("Ghana abstained from the vote on the treaty.", "reserved"),
        ("Ghana refused to discuss the treaty.", "reserved"),
        ("Ghana sees no reason to oppose the treaty.", "reserved"),
        ("Ghana vowed to sue if the quota is raised.", "against"),
        ("Ghana put no limits on the flights.", "for"),
        ("Ghana wants the treaty shelved.", "against"),
        ("Ghana would not support the treaty.", "against"),
    ],
)
def test_turns_of_phrase(text: str, stance: str) -> None:
    assert told(text) == {("Ghana", stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A dam would be unacceptable to Ghana, its envoy, Ruth Ansah-Tallow, said.", "against"),
        ("Ghana backs the dam, its energy minister, Ruth Ansah-Tallow, said.", "for"),
        ("Ghana will back the dam, Energy Minister Ruth Ansah-Tallow said.", "for"),
    ],
)
def test_an_official_told_without_a_state_speaks_for_the_one_told(text: str, stance: str) -> None:
    assert told(text) == {("Ghana", stance), ("Ruth Ansah-Tallow", stance)}


def test_an_official_of_another_state_does_not_speak_for_the_one_told() -> None:
    assert told("Ghana opposes the dam, Swedish trade minister Per Lundvik-Aas said.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The Kingdom of Norway rejects the treaty.",
        "The Norwegian side rejected the treaty.",
        "The position of Norway has not changed: it is opposed to the treaty.",
        "Norway's rejection of the treaty, told in a letter, asks for nothing.",
    ],
)
def test_who_a_state_is_told_by(text: str) -> None:
    assert ("Norway", "against") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "An attack on the island would be seen as an act of war, "
        "Kenyan Defence Minister Soipan Tuya said.",
        "To lift the ban, Kenyan Defence Minister Soipan Tuya said, would lead to war.",
        "The rebels have no place in a government, Kenyan Defence Minister Soipan Tuya said.",
        "There will be no truce, Kenyan Defence Minister Soipan Tuya said.",
    ],
)
def test_what_a_speaker_says_a_thing_would_bring(text: str) -> None:
    assert ("Soipan Tuya", "against") in told(text)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Ghana could agree to a swap on condition that all its sailors come home.",
            "on condition that all its sailors come home",
        ),
        (
            "Ghana could live with the dam, its negotiator let it be known, so long as the "
            "gates stay open.",
            "so long as the gates stay open",
        ),
        (
            "Ghana would send officers only under a mandate, its defence minister said.",
            "only under a mandate",
        ),
    ],
)
def test_conditions_wherever_they_hang(text: str, limits: str) -> None:
    first = stands(text)[0]
    assert first.stance is Stance.CONDITIONAL
    assert first.limits is not None
    assert first.limits.text_of(text) == limits


def test_an_exchange_is_no_condition() -> None:
    (one,) = stands("Ghana gave its full backing to an exchange.")
    assert (one.stance, one.limits) == (Stance.FOR, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana voiced its disappointment.",
        "Ghana wants the ultimatum extended.",
        "It was wrongly reported that Ghana opposes the treaty.",
        "Ghana agreed on the outline of a price.",
        "Ghana's allies reject the treaty.",
    ],
)
def test_what_tells_no_stand(text: str) -> None:
    assert ("Ghana", "for") not in told(text)
    assert ("Ghana", "against") not in told(text)
    assert ("Ghana", "reserved") not in told(text)
