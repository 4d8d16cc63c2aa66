"""What no reader could make sense of stays unknown and says why, and takes no long time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_grounding import read_text
from helpers_large import repeated
from watchdesk import language
from watchdesk.errors import DeskError
from watchdesk.grounding import (
    find_actors,
    find_places,
    find_quantities,
    find_times,
    resolve_times,
)
from watchdesk.grounding.actor_aliases import Aliases
from watchdesk.language import Document
from watchdesk.records import ActorAlias, Interval, Reading, Span, Time
from watchdesk.watch import load_watch

PUBLISHED = Interval.parse("2026-11-20")
SECONDS = 15.0
"""CPU time a room may take for 25,000 words; an article of 500 takes some 5 ms, machines that are
busy make it thrice as much."""
PLACES = "Belgorod, Kursk, Sumy, Paris, London, Springfield, Kharkiv, Chad, San Jose, Georgia,"
PLAIN = (
    "On Tuesday the governor of Kursk said 12 people were killed and 30 wounded "
    "40 miles northeast of Sudzha in August 2024."
)
PERSONS = "Volodymyr Zelensky met Mila Hesk and Tomas Veld, an adviser to President Ana Petrova."
NUMBERS = "12 1,000 dozens or hundreds of thousands at least up to nearly 5 million"
DATES = "Monday last week Tuesday next year August 2024 30 February 1998 two years ago"
RELATIVE = "40 miles northeast of 30 km south of near between Kursk and Sumy"


class Given(NamedTuple):
    """What rooms are handed on, made before they are timed."""

    doc: Document
    times: tuple[Time, ...]


Room = Callable[[Given], object]
ROOMS: dict[str, Room] = {
    "times": lambda given: resolve_times(find_times(given.doc), PUBLISHED, given.doc),
    "places": lambda given: find_places(given.doc),
    "quantities": lambda given: find_quantities(given.doc, given.times),
    "actors": lambda given: find_actors(given.doc, "art-0000000000000000"),
}


def _given(doc: Document) -> Given:
    doc.listed  # noqa: B018 - made once for all rooms
    return Given(doc, resolve_times(find_times(doc), PUBLISHED, doc))


@lru_cache(maxsize=16)
def large(line: str, times: int, joined: bool) -> Given:
    return _given(repeated(line, times, joined=joined))


@lru_cache(maxsize=16)
def parsed(text: str) -> Given:
    return _given(language.parse(text, [Span(0, len(text))]))


def seconds(room: Room, given: Given) -> float:
    started = time.process_time()
    room(given)
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("joined", [False, True], ids=["in lines", "in one sentence"])
@pytest.mark.parametrize("line", [PLACES, PLAIN, PERSONS, NUMBERS, DATES, RELATIVE])
@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS.keys())
def test_twice_the_text_takes_about_twice_the_time(room: Room, line: str, joined: bool) -> None:
    small, double = (large(line, times, joined) for times in (600, 1200))
    room(large(line, 10, joined))
    took = seconds(room, small)
    twice = seconds(room, double)
    assert twice < 3 * took + 1.0
    assert twice < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS.keys())
def test_fifty_thousand_places(room: Room) -> None:
    given = large(PLACES, 5000, joined=False)
    assert given.doc.text.count(",") == 50_000
    assert seconds(room, given) < 2 * SECONDS


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS.keys())
def test_a_sentence_of_twenty_thousand_words(room: Room) -> None:
    given = large(PLAIN, 900, joined=True)
    assert len(given.doc.sentences) == 1
    assert len(given.doc.syntax) >= 20_000
    assert seconds(room, given) < SECONDS


MARKS = {
    "brackets": "(" * 100_000,
    "brackets by turns": "[(" * 50_000,
    "brackets apart": "( " * 50_000,
    "hyphens": "-" * 100_000,
    "hyphens apart": "- " * 50_000,
    "letters and hyphens": "a-" * 15_000,
    "numbers and hyphens": "1-" * 15_000,
    "numbers and commas": "1," * 50_000,
    "numbers and dots": "1." * 50_000,
    "numbers alone": "9 " * 15_000,
    "one number": "9" * 100_000,
    "dollars": "$ " * 50_000,
    "titles": "Mr. " * 20_000,
    "of": "of " * 30_000,
    "possessives": "Kyiv’s " * 5_000,
    "slashes": "1/2/" * 8_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS.keys())
def test_marks_without_end(room: Room, text: str) -> None:
    assert seconds(room, parsed(text)) < SECONDS


# Dates that cannot be


@lru_cache(maxsize=64)
def reading_of(text: str) -> Reading:
    return read_text(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The treaty was signed on 30 February 2024 in Dolna.", "30 February 2024"),
        ("The treaty was signed on February 30, 2024 in Dolna.", "February 30, 2024"),
        ("The treaty was signed on 31 April 2023 in Dolna.", "31 April 2023"),
        ("The treaty was signed on 29 February 2023 in Dolna.", "29 February 2023"),
        ("The treaty was signed on 2024-02-30 in Dolna.", "2024-02-30"),
        ("The treaty was signed on 2024-13-05 in Dolna.", "2024-13-05"),
        ("The treaty was signed on 2024-00-10 in Dolna.", "2024-00-10"),
        ("The treaty was signed on 45 August in Dolna.", "45 August"),
        ("The treaty was signed on August 45, officials said.", "August 45"),
    ],
)
def test_a_day_that_never_was_stays_unknown_and_says_why(text: str, words: str) -> None:
    at = text.index(words)
    near = [t for t in reading_of(text).times if t.start < at + len(words) and at < t.end]
    assert near, "an impossible date is a time expression all the same"
    for one in near:
        assert (one.earliest, one.latest) == (None, None)
        assert one.doubt


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The treaty was signed in March 20245 in Dolna.", "March 20245"),
        ("The treaty was signed on 6 August 20245 in Dolna.", "6 August 20245"),
        ("The treaty was signed on August 6, 20245 in Dolna.", "August 6, 20245"),
        ("The treaty was signed on 45 August 2024 in Dolna.", "45 August 2024"),
    ],
)
def test_a_day_in_no_year_is_never_one_in_another(text: str, words: str) -> None:
    at = text.index(words)
    near = [t for t in reading_of(text).times if t.start < at + len(words) and at < t.end]
    assert near
    for one in near:
        assert (one.earliest, one.latest) == (None, None)
        assert one.doubt


# Numbers


def test_a_number_of_four_hundred_digits_is_unreadable() -> None:
    digits = "9" * 400
    for text in (f"He counted {digits} birds.", f"It cost ${digits} and 12 died."):
        found = reading_of(text).quantities
        (one,) = [q for q in found if digits[:50] in q.span.text_of(text)]
        assert (one.low, one.high) == (None, None)
        assert "unreadable" in one.flags


def test_a_scale_that_runs_away_has_no_bounds() -> None:
    text = "It is worth 9" + "9" * 300 + " trillion dollars, 3 aides said."
    for one in reading_of(text).quantities:
        for bound in (one.low, one.high):
            assert bound is None or bound < 1e300


# Names that run from right to left


RIGHT_TO_LEFT = [
    "Minister דוד כהן met الوزير أحمد حسن in Oslo on Tuesday; 12 people were killed.",
    "\u202eMila Hesk\u202c said 12 people were killed in Kursk on Tuesday.",
    "\u2067Ahmed \u200fHassan\u2069 al-Rashidi, the envoy of Norway, left Kursk on 6 August 2024.",
    "وزير الخارجية (Hassan al-Rashidi) زار Kursk في 2024-08-06.",
    "Mila \u200bHesk\u00ad and Mila Hesk spoke for 12 \u200f%\u200e of Norway’s voters.",
]


@pytest.mark.parametrize("text", RIGHT_TO_LEFT)
def test_names_from_right_to_left_are_read_without_harm(text: str) -> None:
    reading = reading_of(text)
    for one in (*reading.mentions, *reading.places, *reading.times, *reading.quantities):
        assert 0 <= one.start < one.end <= len(text)
        words = one.span.text_of(text)
        assert words == words.strip()
    for mention in reading.mentions:
        assert mention.entity or mention.doubt


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Kursk", "כהן", "أحمد", "\u202e", "\u2067", "\u200f", "Norway’s", "12", "killed", "(",
             ")", "-", "on", "30", "February", "20245", "near", "40", "miles", "of", ",", ".",
             "President", "Niger", "�", "\x00", "𝔐", "İstanbul", "ß", "½", "²", "٣"]
        ),
        max_size=30,
    ).map(" ".join)
)  # fmt: skip
def test_any_mixture_is_read(text: str) -> None:
    reading = read_text(text)
    for one in (*reading.mentions, *reading.places, *reading.times, *reading.quantities):
        assert one.span == one.span.trim(text)
    for place in reading.places:
        assert place.lat is not None or place.doubt
    for one in reading.times:
        assert one.earliest or one.latest or one.doubt or one.kind != "date"


# A gazetteer that is not there

_WITHOUT = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from watchdesk.grounding import gazetteer
read = gazetteer.read
gazetteer.read = lambda source: read(Path(sys.argv[1]))
from helpers_grounding import read_text
found = read_text("Shelling hit Kharkiv and Paris on Tuesday, 40 miles from Kursk, Norway said.")
print(json.dumps({
    "status": gazetteer.status(),
    "places": [[p.name, p.lat, p.radius_km, p.geonames_id, p.doubt] for p in found.places],
    "mentions": len(found.mentions),
    "times": len(found.times),
}))
"""


def _damaged(folder: Path, damage: str) -> Path:
    shipped = Path(language.__file__).parent.parent / "resources" / "gazetteer.bin"
    path = folder / "gazetteer.bin"
    if damage != "missing":
        whole = shipped.read_bytes()
        path.write_bytes(
            {
                "empty": b"",
                "cut off": whole[: len(whole) // 2],
                "other bytes": bytes(range(256)) * 100,
                "damaged inside": whole[:3000] + b"\x00" * 50 + whole[3050:],
                "a text": "Kursk\t51.7\t36.2\n".encode("utf-16"),
            }[damage]
        )
    return path


@pytest.mark.parametrize(
    "damage", ["missing", "empty", "cut off", "other bytes", "damaged inside", "a text"]
)
def test_without_a_gazetteer_places_are_unknown_and_say_why(tmp_path: Path, damage: str) -> None:
    path = _damaged(tmp_path, damage)
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT, str(path), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["status"]
    assert told["times"] == 1
    assert told["mentions"]
    assert told["places"], "the engine alone finds places"
    for _, lat, radius, geonames_id, doubt in told["places"]:
        assert (lat, radius, geonames_id) == (None, None, None)
        assert doubt


# A desk's actors that lead to each other

LOOPS = {
    "two actors": [("Ana Vale", ["Ida Holm"]), ("Ida Holm", ["Ana Vale"])],
    "three actors": [("Ana Vale", ["Ida"]), ("Ida", ["Mila Hesk"]), ("Mila Hesk", ["Ana Vale"])],
    "two of one name": [("Ana Vale", ["Ana"]), ("Ana Vale", ["Vale"])],
}


@pytest.mark.parametrize("rows", LOOPS.values(), ids=LOOPS.keys())
def test_actors_that_lead_to_each_other_are_refused(
    tmp_path: Path, rows: list[tuple[str, list[str]]]
) -> None:
    path = tmp_path / "watch.toml"
    tables = (f'[[actor]]\nname = "{name}"\naliases = {json.dumps(also)}\n' for name, also in rows)
    path.write_text("\n".join(tables), encoding="utf-8")
    with pytest.raises(DeskError, match=r"key actor\.[123]\.(aliases|name): "):
        load_watch(path)


def test_actors_that_lead_to_each_other_still_end() -> None:
    rows = LOOPS["three actors"] * 1000
    actors = [ActorAlias(name=name, aliases=tuple(also)) for name, also in rows]
    doc = parsed("Ana Vale met Ida and Mila Hesk in Kursk.").doc
    mentions = find_actors(doc, "art-0000000000000000", aliases=Aliases(actors))
    named = {m.span.text_of(doc.text): m.entity.id for m in mentions if m.entity}
    assert named["Ana Vale"] == "person:ana-vale"
    assert len(named) >= 3
