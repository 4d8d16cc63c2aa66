"""What holds of events whatever the text says, and what they rely on beside them."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_grounding import read_text
from watchdesk.records import Event, Modality, Reading, Span

ACTORS = [
    "Kenya",
    "Norwegian police",
    "Rebels",
    "The Ugandan foreign minister",
    "Ida Holm, an envoy of Sweden,",
    "Four gunmen",
    "Lorvia and Averia",
]
DEEDS = [
    "attacked the port of Bergen",
    "met Latvian envoys in Riga",
    "will impose sanctions on Belarus",
    "did not sign the pact with Uganda",
    "killed 12 people and wounded 40 others near Kharkiv",
    "arrested two reporters",
    "threatened to cut ties with Sweden",
    "sent food to Tarnova",
    "may withdraw troops from the border",
    "was shelled by rebels",
]
TAILS = ["on Tuesday", "two weeks ago", "unless Sweden agrees", "after talks failed", ""]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of somebody who does something."""
    words = [draw(st.sampled_from(kind)) for kind in (ACTORS, DEEDS, TAILS)]
    end = draw(st.sampled_from([".", ".", ", Ida Holm said.", "?"]))
    return " ".join(word for word in words if word) + end


STORIES = st.lists(sentences(), min_size=1, max_size=4).map(" ".join)


@lru_cache(maxsize=256)
def reading(text: str) -> Reading:
    return read_text(text)


def within(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


@settings(max_examples=30)
@given(STORIES)
def test_triggers_and_parties_stand_in_one_sentence(text: str) -> None:
    found = reading(text)
    for event in found.events:
        (sentence,) = (one for one in found.sentences if within(one, event.trigger))
        spans = [event.trigger, *(party.span for party in (*event.who, *event.whom))]
        assert all(within(Span(0, len(text)), span) for span in spans)
        assert all(span == span.trim(text) for span in spans)
        assert event.place is None or within(sentence, event.place)
    starts = [event.trigger.start for event in found.events]
    assert starts == sorted(starts)


@settings(max_examples=30)
@given(STORIES)
def test_what_an_event_points_to_is_in_the_reading(text: str) -> None:
    found = reading(text)
    names = {mention.id for mention in found.mentions}
    for event in found.events:
        assert {*event.actors, *event.recipients} <= names
        assert event.place is None or event.place in {place.span for place in found.places}
        assert event.time is None or event.time in {time.span for time in found.times}
        assert event.casualties is None or event.casualties in {c.id for c in found.casualties}
        assert event.attribution is None or event.attribution in {a.id for a in found.attributions}


@settings(max_examples=20)
@given(STORIES)
def test_ids_are_of_the_text_and_tell_events_apart(text: str) -> None:
    ids = [event.id for event in reading(text).events]
    assert len(set(ids)) == len(ids)
    assert ids == [event.id for event in read_text(text).events]
    moved = [event.id for event in read_text(f"It rained. {text}").events]
    assert not set(ids) & set(moved)


def test_the_fragments_tell_of_many_kinds() -> None:
    found = [event for who in ACTORS for deed in DEEDS for event in _events(f"{who} {deed}.")]
    assert len({event.type for event in found}) >= 7
    assert len({event.modality for event in found}) >= 3
    assert any(event.place for event in found)
    assert any(event.casualties for event in found)


def _events(text: str) -> tuple[Event, ...]:
    return read_text(text).events


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels attacked a convoy in Uganda.", "Uganda"),
        ("Rebels attacked a convoy 30 miles north of Kharkiv.", "30 miles north of Kharkiv"),
        ("Rebels attacked a convoy.", None),
        ("Kenyan police arrested Ida Holm in Uganda.", "Uganda"),
    ],
)
def test_where_an_event_was(text: str, place: str | None) -> None:
    (event,) = _events(text)
    assert (event.place.text_of(text) if event.place else None) == place


def test_a_deed_held_back_for_a_price_is_a_threat() -> None:
    (event,) = (e for e in _events("Norway will send aid unless Sweden leaves.") if e.actors)
    assert (event.type, event.modality) == ("THREATEN", Modality.ASSERTED)
    (plain,) = (e for e in _events("Norway will send aid when Sweden leaves.") if e.actors)
    assert plain.type != "THREATEN"


@pytest.mark.parametrize(("aux", "told"), [("will", Modality.PLANNED), ("may", Modality.POSSIBLE)])
def test_verbs_joined_share_how_they_are_told(aux: str, told: Modality) -> None:
    events = _events(f"Kenya {aux} attack the port and arrest the reporters.")
    assert [event.modality for event in events if event.type != "THREATEN"][-1:] == [told]
    assert {"COERCE"} <= {event.type for event in events}


def test_people_are_of_the_body_they_belong_to_and_not_of_one_nearby() -> None:
    def actors(text: str) -> set[str]:
        found = read_text(text)
        names = {m.id: m.span.text_of(text) for m in found.mentions}
        return {names[one] for event in found.events for one in event.actors}

    assert actors("Fighters of Hamas attacked the port.") == {"Hamas"}
    assert actors("Fighters against Hamas attacked the port.") == set()
