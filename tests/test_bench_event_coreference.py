"""Whether two told events are one."""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers_ledger import Writer, find
from watchdesk.ledger.page import Page
from watchdesk.ledger.stories_sketch import bag
from watchdesk.ledger.stories_words import base, weighed
from watchdesk.records import Event, Interval, Party, Reading, content_id
from watchdesk.reuse.words import word_hash

BENCH = str(Path(__file__).parent.parent / "bench")
sys.path.insert(0, BENCH)
try:
    rule: Any = import_module("event_coreference_rule")
    words: Any = import_module("event_coreference_words")
finally:
    sys.path.remove(BENCH)
EventWords, same_event = rule.EventWords, rule.same_event
events_alike, same_events = rule.events_alike, rule.same_events
event_words, lemma_of = words.event_words, words.lemma_of

MEANINGS = {
    "seized": 0, "captured": 0, "capture": 0, "took": 1, "said": 2, "says": 2, "shelled": 3,
    "signed": 4, "signing": 4, "indicted": 5,
}  # fmt: skip
SAHEL = "Rebels in northern Mali near Kidal and the army of Mali with its column from Gao"
STRAIT = "Coast guard cutters off Kinmen and a fishing boat in the Taiwan Strait near Xiamen"


def vector(trigger: str) -> NDArray[np.float32]:
    out = np.zeros(384, np.float32)
    out[MEANINGS.get(trigger, 10 + word_hash(trigger) % 300)] = 1
    return out


def event(
    trigger: str,
    parties: str,
    about: str = SAHEL,
    *,
    article: str = "one",
    sentence: str = "0",
    when: str = "",
) -> Any:
    return EventWords(
        article=article,
        sentence=sentence,
        lemma=lemma_of(trigger),
        vector=vector(trigger),
        parties=bag(weighed(base(word) for word in parties.split())),
        about=bag(weighed(base(word) for word in about.split())),
        when=Interval.parse(when) if when else Interval(),
    )


def test_one_event_in_two_articles_is_one() -> None:
    here = event("seized", "rebels Kidal")
    assert same_event(here, event("seized", "rebels Kidal airstrip", article="two")) > 0
    assert same_event(here, event("captured", "rebels Kidal", article="two")) > 0


@pytest.mark.parametrize(
    "other",
    [
        event("seized", "cutters Kinmen boat", STRAIT, article="two"),
        event("shelled", "rebels Kidal", article="two"),
        event("said", "army spokesman", article="two"),
    ],
    ids=["elsewhere", "another deed", "speech"],
)
def test_others_are_not(other: Any) -> None:
    assert same_event(event("seized", "rebels Kidal"), other) < 0


def test_it_is_the_same_both_ways_and_in_company() -> None:
    ones = [
        event("seized", "rebels Kidal"),
        event("captured", "rebels", article="two"),
        event("said", "spokesman", article="two", sentence="9"),
        event("seized", "cutters boat", STRAIT, article="three"),
    ]
    whole = events_alike(ones, ones)
    for a, one in enumerate(ones):
        for b, other in enumerate(ones):
            assert same_event(one, other) == pytest.approx(same_event(other, one), abs=0.002)
            assert same_event(one, other) == pytest.approx(float(whole[a, b]), abs=0.002)


def test_what_lowers_the_odds() -> None:
    here = event("seized", "rebels Kidal", when="2024-05-02")
    like = event("seized", "rebels Kidal", article="two", when="2024-05-01/2024-05-03")
    plain = same_event(here, like)
    assert same_event(here, like._replace(when=Interval.parse("2024-05-09"))) < plain
    assert same_event(here, like._replace(when=Interval())) == plain
    assert same_event(here, like._replace(article="one", sentence="7")) < plain
    assert same_event(here, like._replace(article="one")) < same_event(
        here, like._replace(article="one", sentence="7")
    )
    strangers = event("seized", "customs warehouse", article="two")
    nobody = event("seized", "", article="two")
    assert same_event(here, strangers) < same_event(here, nobody) < plain


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    rare, common = (
        same_event(event(word, "court"), event(word, "court", article="two"))
        for word in ("indicted", "said")
    )
    assert rare > common


def test_groups_are_the_same_in_every_order() -> None:
    ones = [
        event("seized", "rebels Kidal"),
        event("captured", "rebels Kidal", article="two"),
        event("capture", "Kidal rebels", article="three"),
        event("seized", "cutters boat", STRAIT, article="four"),
        event("signed", "envoys accord", STRAIT, article="four", sentence="8"),
    ]
    wanted = [{0, 1, 2}, {3}, {4}]
    for order in permutations(range(len(ones))):
        groups = same_events([ones[at] for at in order])
        found = sorted({order[at] for at in group} for group in groups)
        assert sorted(map(sorted, found)) == sorted(map(sorted, wanted))


def test_of_nothing_there_are_no_groups() -> None:
    assert same_events([]) == []
    assert same_events([event("seized", "")]) == [[0]]


def test_a_crowd_is_weighed_in_bounded_pieces() -> None:
    crowd = [event("seized", "rebels Kidal", article=f"art {n}") for n in range(900)]
    assert sorted(at for group in same_events(crowd) for at in group) == list(range(900))


@pytest.mark.parametrize(
    ("trigger", "form"),
    [
        ("seized", "seize"),
        ("carried out attacks", "attack"),
        ("took", "take"),
        ("shot down", "shoot"),
        ("talks", "talk"),
        ("…", "…"),
    ],
)
def test_a_trigger_is_known_by_its_last_telling_word(trigger: str, form: str) -> None:
    assert lemma_of(trigger) == form


def told() -> tuple[Reading, Event]:
    text = "On May 2 rebels seized the airstrip of Kidal."
    writer = Writer(text, title="Rebels at Kidal", published="2024-05-04").time(
        "May 2", "2024-05-02"
    )
    trigger = find(writer.text, "seized")
    rebels = find(writer.text, "rebels seized")
    seen = Event(
        id=content_id("evt", trigger),
        trigger=trigger,
        type="ASSAULT",
        who=(Party(start=rebels.start, end=rebels.start + 6),),
        time=find(writer.text, "May 2"),
    )
    return writer.reading(), seen


def test_the_events_of_an_article() -> None:
    reading, seen = told()
    asked: list[str] = []

    def similar(texts: list[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.stack([vector(text) for text in texts])

    (one,) = event_words(Page(reading), [seen], similar)
    assert asked == ["seized"]
    assert one.lemma == "seize"
    assert one.parties[0].tolist() == [word_hash("rebel")]
    assert one.when.edtf == "2024-05-02"
    assert word_hash("kidal") in one.about[0].tolist()
    assert event_words(Page(reading), [], similar) == []
