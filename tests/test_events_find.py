"""Events: what happened between whom, when and where, and how it is told."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.attribution import attribute
from watchdesk.events import find_events
from watchdesk.grounding import find_actors, find_places, find_times, resolve_times
from watchdesk.language import parse
from watchdesk.records import (
    Article,
    Casualties,
    Event,
    Modality,
    Part,
    PartKind,
    Published,
    Role,
    Span,
    Toll,
    content_id,
)

_ID = content_id("art", "sample")
_PUBLISHED = Published(earliest=date(2024, 8, 9), latest=date(2024, 8, 9), edtf="2024-08-09")


def article(text: str, kind: PartKind = PartKind.BODY) -> Article:
    return Article(
        id=_ID,
        role=Role.MAIN,
        published=_PUBLISHED,
        parts=(Part(start=0, end=len(text), kind=kind, reason="sample"),),
    )


def events_of(text: str, casualties: tuple[Casualties, ...] = ()) -> tuple[Event, ...]:
    doc = parse(text, [Span(0, len(text))])
    own = article(text)
    mentions = find_actors(doc, _ID)
    times = resolve_times(find_times(doc), _PUBLISHED.interval, doc)
    told = attribute(doc, own, mentions, times)
    return find_events(doc, own, mentions, find_places(doc), times, told, casualties)


def only(text: str) -> Event:
    (event,) = events_of(text)
    return event


def told(text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [
        (
            e.type,
            e.trigger.text_of(text),
            tuple(p.span.text_of(text) for p in e.who),
            tuple(p.span.text_of(text) for p in e.whom),
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
        ("Russia shelled Kharkiv overnight.", ("ASSAULT", "shelled", ("Russia",), ("Kharkiv",))),
        ("Belarus was shelled by Russia.", ("ASSAULT", "shelled", ("Russia",), ("Belarus",))),
        (
            "Sanctions were imposed by Canada.",
            ("SANCTION", "Sanctions were imposed", ("Canada",), ()),
        ),
        (
            "Turkey gave Somalia 20 million dollars in aid.",
            ("AID", "gave Somalia 20 million dollars", ("Turkey",), ("Somalia",)),
        ),
        (
            "Armenia released 32 prisoners, Azerbaijan said.",
            ("RETREAT", "released 32 prisoners", ("Armenia",), ("prisoners",)),
        ),
        (
            "France launched an attack on Mali.",
            ("ASSAULT", "launched an attack", ("France",), ("Mali",)),
        ),
        (
            "The bombing of Kharkiv by Russia drew protests.",
            ("ASSAULT", "bombing", ("Russia",), ("Kharkiv",)),
        ),
        (
            "Israel's assassination of a Hamas leader angered Iran.",
            ("ASSAULT", "assassination", ("Israel",), ("Hamas leader",)),
        ),
        (
            "Kenya, which attacked Uganda in May, is at peace.",
            ("ASSAULT", "attacked", ("Kenya",), ("Uganda",)),
        ),
        (
            "Uganda, attacked by Rwanda in 1998, wants peace.",
            ("ASSAULT", "attacked", ("Rwanda",), ("Uganda",)),
        ),
        (
            "Kenya tried to assassinate the leader of Uganda.",
            ("ASSAULT", "tried", ("Kenya",), ("leader",)),
        ),
        (
            "Norway urged Sweden to release the prisoners.",
            ("REQUEST", "urged", ("Norway",), ("Sweden",)),
        ),
        (
            "Reuters reported that Niger's junta cut ties with Ukraine.",
            ("SANCTION", "cut ties", ("Niger's junta",), ("Ukraine",)),
        ),
    ],
)
def test_who_did_what_to_whom(
    text: str, expected: tuple[str, str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert told(text) == [expected]


def test_those_who_meet_all_take_part() -> None:
    event = only("Talks between Iran and Oman were held in Muscat.")
    assert event.type == "CONSULT"
    assert [p.country for p in event.who] == ["IR", "OM"]
    assert event.whom == ()


def test_the_visitor_acts_and_the_host_receives() -> None:
    event = only("Kenya hosted the president of Ghana.")
    assert ([p.country for p in event.who], [p.country for p in event.whom]) == (["GH"], ["KE"])
    assert event.mode == ("visit",)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kenya said it had expelled three diplomats of Chile.", ["KE"]),
        ("Kenya has signed the pact and attacked Uganda.", ["KE"]),
        ("Kenya began to shell Uganda.", ["KE"]),
        ("Kenya sent tanks north, shelling Uganda.", ["KE"]),
        ("“We attacked Uganda at dawn,” said President Ana Bello of Kenya.", ["KE"]),
        ("French and Egyptian warships shelled Uganda.", ["FR", "EG"]),
    ],
)
def test_doers_that_stand_elsewhere(text: str, who: list[str]) -> None:
    hostile = [e for e in events_of(text) if e.type in ("SANCTION", "ASSAULT")]
    assert [[p.country for p in e.who] for e in hostile] == [who]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya will send food to Sudan.", "AGREE"),
        ("Kenya agreed to withdraw its troops from Somalia.", "AGREE"),
        ("Kenya is ready to hold talks with Somalia.", "AGREE"),
        ("Kenya threatened to expel the ambassador of Sudan.", "THREATEN"),
        ("Kenya said it would impose sanctions on Sudan.", "THREATEN"),
        ("Kenya will not accept the ceasefire.", "REJECT"),
        ("Kenya refused to release the prisoners.", "REJECT"),
        ("Kenya said that Uganda must withdraw its troops.", "REQUEST"),
    ],
)
def test_will_and_refusal_are_deeds_of_their_own(text: str, kind: str) -> None:
    event = only(text)
    assert (event.type, event.modality) == (kind, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Egypt imposed sanctions on Qatar.", Modality.ASSERTED),
        ("Egypt is expected to impose sanctions on Qatar.", Modality.PLANNED),
        ("Egypt may impose sanctions on Qatar.", Modality.POSSIBLE),
        ("Egypt would impose sanctions on Qatar if it had to.", Modality.CONDITIONAL),
        ("If Egypt imposed sanctions on Qatar, prices would rise.", Modality.CONDITIONAL),
        ("Egypt has not imposed sanctions on Qatar.", Modality.NEGATED),
        ("Egypt denied that it had imposed sanctions on Qatar.", Modality.NEGATED),
        ("Egypt imposed sanctions on Qatar in 2014.", Modality.HISTORICAL),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert [e.modality for e in events_of(text) if e.type == "SANCTION"] == [modality]


def test_what_others_foretell_is_no_threat() -> None:
    event = only("Kenya said that Uganda will attack Rwanda.")
    assert (event.type, event.modality) == ("ASSAULT", Modality.PLANNED)


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit Cuba.",
        "Rising prices hit Kenya hard.",
        "A gas leak killed three people in Peru.",
        "Three people were killed when a boiler exploded in Peru.",
        "Kenya exports tea and flowers.",
        "The minister of Ghana declined to comment on the talks.",
        "A Ghanaian official asked not to be named.",
        "A war with Kenya cannot be ruled out.",
        "The attack on Monday was loud.",
        "Ukraine has received its first F-16 fighters.",
        "The seamen's strike hit the port of Santos.",
    ],
)
def test_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya demanded a ceasefire with Uganda.",
        "Kenya rejected a call to release the prisoners of Uganda.",
        "Kenya accused Uganda of shelling its villages.",
        "Kenya condemned the attack on Goma by Rwanda.",
    ],
)
def test_what_an_event_is_about_is_none_itself(text: str) -> None:
    assert len(told(text)) == 1


def test_headlines_tell_no_events() -> None:
    text = "Canada imposed sanctions on Belarus."
    doc = parse(text, [Span(0, len(text))])
    title = article(text, PartKind.TITLE)
    assert find_events(doc, title, find_actors(doc, _ID), (), (), ()) == ()


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Russia attacked Odesa with drones and artillery.", {"drone", "heavy-weapons"}),
        ("Egypt recalled its ambassador from Ethiopia.", {"withdraw"}),
        ("Kenya threatened to expel the ambassador of Sudan.", {"expel"}),
        ("Norway urged Sweden to release the prisoners.", {"yield"}),
        ("Iran test-fired two missiles on Friday.", {"weapons"}),
        ("Police fired tear gas at students in Dhaka.", {"crowd-control"}),
    ],
)
def test_modes(text: str, modes: set[str]) -> None:
    assert set(only(text).mode) == modes


def test_contexts() -> None:
    assert only("Kenya's army attacked rebels in Somalia.").context == ("military",)
    assert "legal" in only("A court in Kenya jailed two judges of Uganda.").context


def test_place_and_time_hang_on_the_same_clause() -> None:
    text = "Kenya said on Friday that Uganda attacked Rwanda near Gisenyi on Monday."
    (event,) = [e for e in events_of(text) if e.type == "ASSAULT"]
    assert event.time is not None and event.time.text_of(text).endswith("Monday")
    assert event.place is not None and event.place.text_of(text).endswith("Gisenyi")
    assert event.attribution is not None


def test_a_place_that_only_acts_is_not_where_it_happened() -> None:
    assert only("Mali cut ties with Ukraine over what Kenya had said.").place is None


def test_who_is_struck_is_where() -> None:
    text = "Russia shelled Ukraine overnight."
    where = only(text).place
    assert where is not None and where.text_of(text) == "Ukraine"


def test_the_innermost_attribution_is_named() -> None:
    text = "Kenya said that Uganda had said that Rwanda attacked Goma."
    (event,) = [e for e in events_of(text) if e.type == "ASSAULT"]
    doc = parse(text, [Span(0, len(text))])
    attributions = attribute(doc, article(text), find_actors(doc, _ID), ())
    sources = {a.id: a.source.text_of(text) for a in attributions if a.source}
    assert event.attribution is not None and sources[event.attribution] == "Uganda"


def test_casualties_of_the_sentence() -> None:
    text = "Russia shelled Kharkiv, killing four people."
    at = text.index("four")
    toll = Toll(span=Span(at, at + 4), low=4, high=4)
    found = Casualties(start=at, end=at + 11, id=content_id("cas", "sample"), killed=toll)
    (event,) = events_of(text, (found,))
    assert event.casualties == found.id
    (talks,) = events_of("Kenya met Uganda.", (found,))
    assert talks.casualties is None


_PIECES = st.sampled_from(
    """Canada Kenya Belarus imposed sanctions on will not , and said it cut ties with met in Geneva
    was attacked by Russia 's the attack to agreed aid if would may . ; that reject talks police
    rebels killed of troops which accused “ ”""".split()
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_events_quote_their_words_and_know_their_parties(text: str) -> None:
    events = events_of(text)
    assert len({e.id for e in events}) == len(events)
    for event in events:
        words = event.trigger.text_of(text)
        assert words and words == words.strip()
        assert event.who or event.whom
        assert event.actors == tuple(dict.fromkeys(p.mention for p in event.who if p.mention))
        for party in event.who + event.whom:
            assert party.span.text_of(text).strip()
    assert events == events_of(text)


@pytest.mark.parametrize(
    "piece", ["Canada attacked Kenya and met with the ", "Kenya said that ", "the attack of "]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        doc = parse(text, [Span(0, len(text))])
        mentions = find_actors(doc, _ID)
        begin = time.process_time()
        find_events(doc, article(text), mentions, (), (), ())
        return time.process_time() - begin

    short, long = seconds(piece * 250), seconds(piece * 1000)
    assert long < 12 * short + 0.5


def test_who_is_given_the_right_to_a_deed_is_its_doer() -> None:
    text = "The ministry gave Kenya the green light to attack the port of Massawa."
    assert ("ASSAULT", ("Kenya",)) in {(kind, who) for kind, _, who, _ in told(text)}


def test_of_tells_who_where_into_tells_whom() -> None:
    (found,) = told("The raid of Kenyan troops into Somalia ended on Sunday.")
    assert found[2:] == (("Kenyan troops",), ("Somalia",))


def test_what_is_rejected_may_lie_elsewhere() -> None:
    text = "Kenya rejected calls for the use of drones inside Somalia."
    assert {event.place for event in events_of(text)} == {None}


def test_the_time_of_another_noun_dates_nothing() -> None:
    text = "The raid of Kenyan troops into Somalia was the largest since the battles of 2019."
    assert next(event.time for event in events_of(text) if event.type == "ASSAULT") is None


def test_insisting_that_something_is_so_asks_for_nothing() -> None:
    assert told("The minister insisted he was happy with Kenya.") == []
    assert [kind for kind, *_ in told("The minister insisted Kenya must leave.")] == ["REQUEST"]
