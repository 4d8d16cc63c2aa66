"""What the other pages of a site give away: their common lines, once enough stories have them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk import reuse
from watchdesk.desk import Desk
from watchdesk.records import Capture, Interval, PartKind, Reading, Role

TODAY = date(2024, 9, 1)
TIDES = "Tide tables and ferry times for the whole coast stand on the harbour page every morning."
PORTS = ("Tarnova", "Skerry", "Brenlau", "Ostwick", "Merrow", "Calder")


def story(port: str, extra: str = TIDES) -> str:
    return f"""\
{port} closes its harbour to foreign trawlers

The port council of {port} voted on Monday to close the harbour to foreign trawlers until autumn.

“We have no berths left in {port},” said Ilse Marrow, the harbour master of {port}.

Shipowners from {port} said that they would appeal, and that the vote had taken them by surprise.

{extra}

The ban begins on the first of October, and the council of {port} will look at it again in March."""


def written(folder: Path, texts: Sequence[str], host: str = "gazette.example") -> list[Path]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.jsonl"
        row = {"text": text, "url": f"https://{host}/{number}", "date": "2024-08-20"}
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def told(desk: Desk) -> dict[str, Reading]:
    with desk.store.view() as view:
        return {
            r.article.id: r
            for r in view.readings(Interval.unknown())
            if r.article.role is Role.MAIN
        }


def kind_of(reading: Reading, words: str) -> PartKind:
    assert isinstance(reading.capture, Capture)
    text = reading.capture.text
    (part,) = [p for p in reading.article.parts if words in p.span.text_of(text)]
    return part.kind


def kinds(desk: Desk, words: str = "Tide tables") -> list[PartKind]:
    return [kind_of(reading, words) for reading in told(desk).values()]


def desk_of(tmp_path: Path, *batches: Sequence[Path]) -> Desk:
    desk = Desk.open(tmp_path / "desk", create=True)
    for batch in batches:
        desk.ingest(batch, today=TODAY)
    return desk


def test_a_line_on_every_page_of_a_site_is_furniture(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, written(tmp_path, [story(port) for port in PORTS[:5]]))
    assert kinds(desk) == [PartKind.NAVIGATION] * 5


def test_three_stories_are_too_few_for_a_paragraph(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, written(tmp_path, [story(port) for port in PORTS[:3]]))
    assert kinds(desk) == [PartKind.BODY] * 3


def test_three_stories_are_enough_for_a_few_words(tmp_path: Path) -> None:
    short = "Harbour weather and ferry times."
    desk = desk_of(tmp_path, written(tmp_path, [story(port, short) for port in PORTS[:3]]))
    assert kinds(desk, "Harbour weather") == [PartKind.NAVIGATION] * 3


def test_captures_of_one_page_do_not_make_its_own_words_furniture(tmp_path: Path) -> None:
    same = [story(PORTS[0]) + f"\n\nRead {number} times." for number in range(6)]
    desk = desk_of(tmp_path, written(tmp_path, same))
    assert set(kinds(desk)) == {PartKind.BODY}


def test_pages_of_different_sites_say_nothing_of_each_other(tmp_path: Path) -> None:
    paths = []
    for number, port in enumerate(PORTS):
        folder = tmp_path / port
        folder.mkdir()
        paths += written(folder, [story(port)], host=f"paper{number}.example")
    assert set(kinds(desk_of(tmp_path, paths))) == {PartKind.BODY}


def test_a_headline_that_other_pages_announce_stays_its_own(tmp_path: Path) -> None:
    headline = f"{PORTS[5]} closes its harbour to foreign trawlers"
    texts = [story(port, f"More news\n\n{headline}") for port in PORTS[:5]] + [story(PORTS[5])]
    found = told(desk_of(tmp_path, written(tmp_path, texts)))
    assert headline in {reading.article.title for reading in found.values()}


def test_what_was_read_before_stays_in_the_ledger(tmp_path: Path) -> None:
    paths = written(tmp_path, [story(port) for port in PORTS])
    desk = desk_of(tmp_path, paths[:2])
    before = {key: reading.article.parts for key, reading in told(desk).items()}
    report = desk.ingest(paths[2:], today=TODAY)
    after = told(desk)
    assert report.again == 6
    assert before.keys() <= after.keys()
    assert all(before[key] != after[key].article.parts for key in before)
    assert desk.ingest(paths, today=TODAY).again == 0


def test_the_order_of_pages_does_not_matter(tmp_path: Path) -> None:
    paths = written(tmp_path, [story(port) for port in PORTS[:5]])
    seen = set()
    for number, order in enumerate(list(permutations(paths))[::37]):
        folder = tmp_path / str(number)
        cut = number % 5
        batches = [batch for batch in (order[:cut], order[cut:]) if batch]
        seen.add(
            json.dumps(
                sorted(r.model_dump_json() for r in told(desk_of(folder, *batches)).values())
            )
        )
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("words", "pages", "recurs"), [(3, 2, False), (3, 3, True), (30, 3, False), (30, 4, True)]
)
def test_how_many_stories_it_takes(words: int, pages: int, recurs: bool) -> None:
    names = [f"art-{number}" for number in range(8)]
    lines = {1: reuse.Standing(words, names[:pages])}
    assert (1 in reuse.recurring(lines, reuse.stories(names, []))) is recurs


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30), st.integers(3, 30))
def test_more_copies_never_make_more_furniture(pairs: list[tuple[int, int]], words: int) -> None:
    names = [f"art-{number}" for number in range(10)]
    ties = [(names[a], names[b]) for a, b in pairs]
    lines = {number: reuse.Standing(words, names[:number]) for number in range(11)}
    fewer = reuse.recurring(lines, reuse.stories(names, ties))
    assert {line for line in fewer if line < 3} == set()
    assert 3 not in fewer or len(set(reuse.stories(names[:3], ties).values())) == 3
