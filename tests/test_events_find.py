"""Events: what happened between whom, and how it is told."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.events import find_events
from watchdesk.grounding import find_actors, find_places
from watchdesk.language import parse
from watchdesk.records import (
    Act,
    Anchor,
    Article,
    Attribution,
    Event,
    Grain,
    Mention,
    MentionKind,
    Modality,
    Part,
    PartKind,
    Published,
    Role,
    Span,
    Speech,
    Time,
    content_id,
)

_ID = content_id("art", "sample")


def article(text: str, kind: PartKind = PartKind.BODY) -> Article:
    return Article(
        id=_ID,
        role=Role.MAIN,
        published=Published(earliest=date(2024, 8, 9), latest=date(2024, 8, 9), edtf="2024-08-09"),
        parts=(Part(start=0, end=len(text), kind=kind, reason="sample"),),
    )


def mentions_of(text: str) -> tuple[Mention, ...]:
    doc = parse(text, [Span(0, len(text))])
    return find_actors(doc, _ID)


def events_of(text: str, **extra: tuple[object, ...]) -> tuple[Event, ...]:
    doc = parse(text, [Span(0, len(text))])
    return find_events(
        doc,
        article(text),
        find_actors(doc, _ID),
        find_places(doc),
        extra.get("times", ()),  # type: ignore[arg-type]
        extra.get("attributions", ()),  # type: ignore[arg-type]
    )


def told(text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    names = {m.id: text[m.start : m.end] for m in mentions_of(text)}
    return [
        (
            e.type,
            text[e.trigger.start : e.trigger.end],
            tuple(names[a] for a in e.actors),
            tuple(names[r] for r in e.recipients),
        )
        for e in events_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mali cut diplomatic ties with Ukraine on Sunday.",
            ("SANCTION", "cut diplomatic ties", ("Mali",), ("Ukraine",)),
        ),
        (
            "France and Japan signed a defence pact with Kenya.",
            ("SUPPORT", "signed a defence pact", ("France", "Japan"), ("Kenya",)),
        ),
        (
            "Canada imposed sanctions on Belarus.",
            ("SANCTION", "imposed sanctions", ("Canada",), ("Belarus",)),
        ),
        (
            "Norway pledged aid to Moldova.",
            ("AGREE", "pledged aid", ("Norway",), ("Moldova",)),
        ),
        ("Russia shelled Kharkiv overnight.", ("ASSAULT", "shelled", ("Russia",), ("Kharkiv",))),
        (
            "Belarus was shelled by Russia overnight.",
            ("ASSAULT", "shelled", ("Russia",), ("Belarus",)),
        ),
        ("Brazil accused Chile of spying.", ("ACCUSE", "accused", ("Brazil",), ("Chile",))),
        (
            "Sanctions were imposed by Canada.",
            ("SANCTION", "imposed", ("Canada",), ()),
        ),
        (
            "Turkey's attack on Syria went on for days.",
            ("ASSAULT", "attack", ("Turkey",), ("Syria",)),
        ),
        (
            "Peru said it had expelled three diplomats of Chile.",
            ("SANCTION", "expelled", ("Peru",), ("Chile",)),
        ),
        (
            "Ana Bello of Niger met with Kofi Duarte in Geneva.",
            ("CONSULT", "met", ("Ana Bello",), ("Kofi Duarte",)),
        ),
        (
            "Greece demanded that Albania reopen the road.",
            ("REQUEST", "demanded", ("Greece",), ("Albania",)),
        ),
        (
            "Armenia released 32 prisoners, Azerbaijan said.",
            ("YIELD", "released 32 prisoners", ("Armenia",), ()),
        ),
    ],
)
def test_who_did_what_to_whom(
    text: str, expected: tuple[str, str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Canada imposed sanctions on Belarus.", Modality.ASSERTED),
        ("Canada will impose sanctions on Belarus.", Modality.PLANNED),
        ("Canada plans to impose sanctions on Belarus.", Modality.PLANNED),
        ("Canada is expected to impose sanctions on Belarus.", Modality.PLANNED),
        ("Canada may impose sanctions on Belarus.", Modality.POSSIBLE),
        ("Canada could soon impose sanctions on Belarus.", Modality.POSSIBLE),
        ("Canada would impose sanctions on Belarus if it had to.", Modality.CONDITIONAL),
        ("If asked, Canada will impose sanctions on Belarus.", Modality.CONDITIONAL),
        ("Canada said it would impose sanctions on Belarus.", Modality.PLANNED),
        ("Canada has not imposed sanctions on Belarus.", Modality.NEGATED),
        ("Canada never imposed sanctions on Belarus.", Modality.NEGATED),
        ("Canada refused to impose sanctions on Belarus.", Modality.NEGATED),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    found = [e for e in events_of(text) if e.type == "SANCTION"]
    assert [e.modality for e in found] == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Nothing was said of future talks with Kenya.", Modality.PLANNED),
        ("There were calls for talks with Kenya.", Modality.POSSIBLE),
        ("Weeks of talks with Kenya ended.", Modality.ASSERTED),
    ],
)
def test_modality_of_nouns(text: str, modality: Modality) -> None:
    assert [e.modality for e in events_of(text)] == [modality]


def test_the_teller_is_not_the_doer() -> None:
    text = "Reuters reported that Niger's junta cut ties with Ukraine."
    assert told(text) == [("SANCTION", "cut ties", ("Niger's junta",), ("Ukraine",))]


def test_a_relative_clause_has_its_head_for_a_doer() -> None:
    text = "The plan of Kenya, which attacked Uganda, was shown."
    assert ("ASSAULT", "attacked", ("Kenya",), ("Uganda",)) in told(text)


def test_what_cannot_be_ruled_out_is_no_event() -> None:
    assert told("A war with Kenya cannot be ruled out.") == []


def _year(text: str, words: str, year: int) -> Time:
    start = text.index(words)
    return Time(
        start=start,
        end=start + len(words),
        earliest=date(year, 1, 1),
        latest=date(year, 12, 31),
        edtf=str(year),
        grain=Grain.YEAR,
        anchor=Anchor.ABSOLUTE,
        assumed=False,
    )


@pytest.mark.parametrize(
    ("year", "modality"), [(2014, Modality.HISTORICAL), (2023, Modality.ASSERTED)]
)
def test_old_events_are_marked(year: int, modality: Modality) -> None:
    text = f"Canada imposed sanctions on Belarus in {year}."
    (event,) = events_of(text, times=(_year(text, str(year), year),))
    assert event.modality is modality
    assert event.time is not None and event.time.text_of(text) == str(year)


@pytest.mark.parametrize(
    "text",
    [
        "The weather struck everyone as odd.",
        "Talks were held. Sanctions hurt.",
        "Kenya exports tea and flowers.",
        "The attack on Monday was loud.",
        "Ghana aims to tighten sanctions and rules.",
    ],
)
def test_no_event_without_a_trigger_and_a_name(text: str) -> None:
    assert told(text) == []


def test_headlines_tell_no_events() -> None:
    text = "Canada imposed sanctions on Belarus."
    doc = parse(text, [Span(0, len(text))])
    title = article(text, PartKind.TITLE)
    assert find_events(doc, title, find_actors(doc, _ID), (), (), ()) == ()


def test_modes_come_from_the_words() -> None:
    (event,) = events_of("Russia attacked Odesa with drones and artillery.")
    assert event.type == "ASSAULT"
    assert set(event.mode) == {"drone", "heavy-weapons"}
    (event,) = events_of("Egypt recalled its ambassador from Ethiopia.")
    assert event.mode == ("withdraw",)


def test_place_is_the_nearest_that_takes_no_part() -> None:
    text = "Ana Bello met Kofi Duarte in Geneva."
    (event,) = events_of(text)
    assert event.place is not None and event.place.text_of(text) == "Geneva"


def test_a_place_that_only_acts_is_not_where_it_happened() -> None:
    (event,) = events_of("Mali cut ties with Ukraine over what Kenya had said.")
    assert event.place is None


def test_who_is_struck_is_where() -> None:
    text = "Russia shelled Ukraine overnight."
    (event,) = events_of(text)
    assert event.place is not None and event.place.text_of(text) == "Ukraine"


def test_innermost_attribution_is_named() -> None:
    text = "Kenya said that Canada imposed sanctions on Belarus."
    start = text.index("Canada")
    inner = Attribution(
        id=content_id("att", "inner"),
        source=Span(0, 5),
        cue=Span(6, 10),
        content=(Span(start, len(text) - 1),),
        speech=Speech.INDIRECT,
        act=Act.SPEECH,
        chain=(),
    )
    outer = inner.model_copy(
        update={"id": content_id("att", "outer"), "content": (Span(0, len(text)),)}
    )
    (event,) = events_of(text, attributions=(outer, inner))
    assert event.attribution == inner.id


_PIECES = st.sampled_from(
    """Canada Kenya Belarus imposed sanctions on will not , and said it cut ties with met in Geneva
    was attacked by Russia 's the attack to agreed aid if would may . ; that reject talks""".split()
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_events_quote_their_words_and_know_their_names(text: str) -> None:
    known = {m.id: m for m in mentions_of(text)}
    events = events_of(text)
    places = {place.span for place in find_places(parse(text, [Span(0, len(text))]))}
    assert len({e.id for e in events}) == len(events)
    assert list(events) == sorted(events, key=lambda e: e.trigger)
    for event in events:
        words = event.trigger.text_of(text)
        assert words and words == words.strip()
        assert event.actors or event.recipients
        assert not set(event.actors) & set(event.recipients)
        for name in event.actors + event.recipients:
            assert known[name].kind is not MentionKind.OTHER or known[name].span in places
            assert not known[name].span.overlaps(Span(event.trigger.start, event.trigger.start + 1))
    assert events == events_of(text)


def test_long_hostile_sentences_do_not_hang() -> None:
    text = "Canada attacked Kenya and met with the " * 3_000
    doc = parse(text, [Span(0, len(text.rstrip()))])
    mentions = find_actors(doc, _ID)
    begin = time.perf_counter()
    find_events(doc, article(text), mentions, (), (), ())
    assert time.perf_counter() - begin < 8
