"""The index of copies: lost, damaged, behind, made again. Relations follow what is read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from helpers_desk import CAPTURES, laid_bare, run, some
from watchdesk.desk import Desk
from watchdesk.records import Relation, RelationKind
from watchdesk.store.writer import DatabaseWriter

SHARED = (
    "The Gazette has been printed on the Quay of Masts since 1871, when Otto Brandt bought the "
    "press of the Lutheran mission for 400 crowns; its first editor, Ida Holm, went to prison "
    "twice for what she wrote about Governor Reuss, and the fire of 1904 took all her books."
)
STORIES = (
    (
        "Tarnova council puts off the vote on its breakwater",
        "Members of the council of Tarnova spent Monday on a breakwater that nobody wants to pay "
        "for. The state gives a fifth of the 3 million crowns, and the fishermen say they gave "
        "enough when the old one was built. Two members left before the end.",
        "A surveyor, Jan Ekels, told them that the old stones would not outlast two more winters. "
        "The vote was put off to June, against the will of the mayor, who fears for the ferry.",
    ),
    (
        "Teachers in Skerry go back to work",
        "Schools in Skerry opened again on Tuesday after eleven days in which no lesson was held. "
        "Parents had taken turns to teach reading in the hall of the fire brigade, and some said "
        "that they would miss it.",
        "The union took an offer of six per cent, said its chair, Mara Lund, and a day off in May. "
        "What becomes of the two teachers who were dismissed in March is to be settled later.",
    ),
    (
        "A comet hunter from Brenlau is heard in the capital",
        "The academy listened for an hour to Pavel Sorin, who found his fourth comet from a roof. "
        "It will be nearest to us in October and can then be seen without a glass, low in the west "
        "after sunset, if the weather allows.",
        "He had used a lens that his grandmother ground in 1932 for a lighthouse, he said. "
        "The academy offered him a chair at the new telescope, but he likes his roof better.",
    ),
    (
        "Ostwick sells its last tram",
        "Tram 19 left Ostwick on a lorry on Thursday and will carry tourists in a museum abroad. "
        "The rails will be taken up by spring and sold for scrap, which brings the town enough for "
        "a quarter of a bus.",
        "Some forty people stood in the rain, and a retired driver, Lew Aster, rang the bell. "
        "He had driven the line to the cement works for 31 years and was never late, he claimed.",
    ),
    (
        "Bees return to the mills of Merrow",
        "Keepers in Merrow counted nine swarms this summer, more than in the seven years before. "
        "They had almost given up after the mites came, and most of the hives along the brook were "
        "burned on the order of the vet.",
        "The miller Ada Quist believes that it is the clover, which farmers sow for the state's "
        "money. Her honey won a prize at the fair in Calder, and she has none left to sell.",
    ),
)


@pytest.fixture
def desk_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    assert run("ingest", *some(), "--desk", folder, "--quiet").exit_code == 0
    return folder


def relations(folder: Path) -> list[Relation]:
    with Desk.open(folder).store.view() as view:
        return list(view.relations())


def test_a_lost_index_is_made_again_by_the_next_ingest(desk_dir: Path, tmp_path: Path) -> None:
    before = laid_bare(desk_dir / "ledger.db")
    for path in desk_dir.glob("reuse.db*"):
        path.unlink()
    assert run("ingest", *some(), "--desk", desk_dir, "--quiet").exit_code == 0
    assert laid_bare(desk_dir / "ledger.db") == before
    copy = tmp_path / "copy.txt"
    copy.write_text((CAPTURES / some()[0].name).read_text("utf-8") + "\nA tail.\n", "utf-8")
    run("ingest", copy, "--desk", desk_dir, "--quiet")
    assert len(relations(desk_dir)) > len(before["relation"])


@pytest.mark.slow
def test_a_damaged_index_stops_an_ingest_with_its_cure_and_is_made_again(desk_dir: Path) -> None:
    before = laid_bare(desk_dir / "ledger.db")
    (desk_dir / "reuse.db").write_bytes(b"no index at all, whatever it was before. " * 400)
    stopped = run("ingest", CAPTURES, "--desk", desk_dir)
    assert stopped.exit_code == 2 and "W306" in stopped.stderr and "reindex" in stopped.stderr
    told = run("doctor", "--desk", desk_dir)
    assert told.exit_code == 1 and "watchdesk reindex" in told.stdout
    assert run("brief", "--desk", desk_dir).exit_code == 0
    made = run("reindex", "--desk", desk_dir)
    assert made.exit_code == 0 and "articles indexed" in made.stdout
    assert laid_bare(desk_dir / "ledger.db") == before
    assert run("doctor", "--desk", desk_dir).exit_code == 0


def test_an_index_that_is_behind_its_ledger_is_brought_up(desk_dir: Path) -> None:
    before = laid_bare(desk_dir / "ledger.db")["indexed"]
    with closing(sqlite3.connect(desk_dir / "reuse.db")) as db, db:
        db.execute("DELETE FROM bucket")
        db.execute("DELETE FROM text")
        db.execute("UPDATE covered SET upto = 0")
    run("ingest", some()[0], "--desk", desk_dir, "--quiet")
    after = laid_bare(desk_dir / "ledger.db")["indexed"]
    assert after == before


def page(folder: Path, number: int) -> Path:
    title, *body = STORIES[number]
    text = "\n\n".join((title, body[0], SHARED, body[1]))
    row = {"text": text, "url": f"https://gazette.example/{number}", "date": "2024-08-20"}
    path = folder / f"{number}.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


@pytest.mark.parametrize("order", list(permutations(range(5)))[::40])
def test_furniture_of_a_site_is_no_shared_passage_in_whatever_order(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    pages = [page(tmp_path, number) for number in range(5)]
    desk = Desk.open(tmp_path / "desk", create=True)
    desk.ingest([pages[order[0]], pages[order[1]]], today=date(2024, 9, 1))
    assert [r.kind for r in relations(tmp_path / "desk")] == [RelationKind.SHARES_PASSAGES]
    for at in order[2:]:
        desk.ingest([pages[at]], today=date(2024, 9, 1))
    assert relations(tmp_path / "desk") == []


def test_an_index_ahead_of_its_ledger_does_no_harm(desk_dir: Path, tmp_path: Path) -> None:
    other = tmp_path / "ahead"
    assert run("ingest", some()[0], "--desk", other, "--quiet").exit_code == 0
    with Desk.open(other).store.writer() as writer:
        prints = np.arange(40, dtype=np.uint64)
        writer.alike([("art-that-never-came", prints)])
        assert isinstance(writer, DatabaseWriter)
        writer.index.commit(1_000_000)  # and the ledger's own commit never happened
    assert run("ingest", *some(), "--desk", other, "--quiet").exit_code == 0
    assert relations(other) == relations(desk_dir)
    assert run("reindex", "--desk", other, "--quiet").exit_code == 0
    assert laid_bare(other / "ledger.db") == laid_bare(desk_dir / "ledger.db")
