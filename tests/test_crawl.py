"""Reading a crawl: what is kept, what is dropped, and going on where it was stopped."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers_desk import differences, laid_bare, rows_in
from helpers_warc import ARTICLE, info, page, response
from watchdesk import crawled
from watchdesk.cli import main
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.ledgers import LEDGER_NAME
from watchdesk.records import ActorAlias, Capture, Issue, Refusal, Watch
from watchdesk.scale import shards, sifting
from watchdesk.scale.crawl import Archive, find_archives
from watchdesk.scale.relevance import Reason, Relevance, is_english

HARBOUR = (
    "The harbour board of Velmora said on Tuesday that the fishing quota would be cut by a third.",
    "“We have asked for a new count of the stock,” said Tomas Reld, an aide to the board.",
    "Crews who had been at sea for a week learned of it when they came back to the quay.",
)
GARDEN = (
    "The town opened its new garden on Sunday, and more than two hundred people came to see it.",
    "“We planted the roses ourselves,” said Ina Moll, who had worked there since the spring.",
    "There will be tea and music on the lawn until the end of the month, the mayor said.",
)
FOREIGN = (
    "Der Hafenrat von Velmora teilte am Dienstag mit, dass die quota um ein Drittel gekürzt wird.",
    "Die Fischer hatten davon nichts gewusst und wollen nun mit dem Minister über das sprechen,",
    "was ihnen zugesagt worden war, sagte ein Sprecher der Flotte, die am Abend in den Hafen lief.",
)
KEEPING = crawled.Ways(keeps_shards=True)
WATCH = 'name = "Harbour"\n\n[[issue]]\nname = "Fishing quota"\nterms = ["quota*"]\n'


def pages() -> list[bytes]:
    """One that is relevant, one that is not, one in another language, one with a menu only."""
    more = b"<p>Read more: Fishing quota is cut</p></article>"
    menu = page("A garden opens", ARTICLE, GARDEN).replace(b"</article>", more)
    made = [
        ("quota", page("Quota is cut", ARTICLE, HARBOUR)),
        ("garden", page("A garden opens", ARTICLE, GARDEN)),
        ("hafen", page("Quota wird gekürzt", ARTICLE, FOREIGN)),
        ("menu", menu),
    ]
    return [
        response(body, target=f"https://kestrel.example/{name}", id_=f"<urn:uuid:{n}>")
        for n, (name, body) in enumerate(made)
    ]


def archive(path: Path, records: list[bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(gzip.compress(one) for one in (info(), *records)))
    return path


def run(desk: Path, *told: str) -> Result:
    how = ("--executor", "process", "--desk", str(desk))
    return CliRunner().invoke(main, ["crawl-read", *how, *told])


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "watch.toml").write_text(WATCH, encoding="utf-8")
    return folder


def test_a_crawl_gives_the_ledger_that_its_relevant_pages_give(tmp_path: Path, desk: Path) -> None:
    made = pages()
    archive(tmp_path / "crawl" / "a.warc.gz", made)
    done = run(desk, str(tmp_path / "crawl"))
    assert done.exit_code == 0, done.output
    lines = (desk / "crawl/dropped.jsonl").read_text(encoding="utf-8").splitlines()
    dropped = [json.loads(one) for one in lines]
    assert {one["url"].rpartition("/")[2]: one["reason"] for one in dropped} == {
        "garden": "unrelated",
        "hafen": "language",
        "menu": "beside",
    }
    only = Desk.init(tmp_path / "only", desk / "watch.toml")
    only.ingest([archive(tmp_path / "crawl" / "a.warc.gz", made[:1])])  # of the same name
    ours, theirs = (laid_bare(one / LEDGER_NAME) for one in (desk, only.folder))
    assert differences(ours, theirs) == {}
    assert rows_in(desk / LEDGER_NAME, "capture") == 1


def test_archives_that_are_done_are_not_read_again(tmp_path: Path, desk: Path) -> None:
    folder = tmp_path / "crawl"
    archive(folder / "a.warc.gz", pages())
    assert "archives read" in run(desk, str(folder)).output
    again = run(desk, str(folder))
    assert again.exit_code == 0
    assert "archives read" not in again.output
    assert "done before" in again.output
    with (desk / "crawl/manifest.jsonl").open("a", encoding="utf-8") as out:
        out.write('{"content": "half writ')  # a machine went down
    archive(folder / "b.warc.gz", pages()[1:])
    more = run(desk, str(folder))
    assert "done before                   1" in more.output
    assert "archives read                 1" in more.output
    other = run(desk, str(folder), "--relevant", "roses, tulip*")
    assert "archives read                 2" in other.output
    assert "kept for: term                4" in other.output  # two pages, twice
    assert "already held                  2" in other.output
    for file in desk.glob("ledger*"):
        file.unlink()
    assert "captures taken                1" in run(desk, str(folder)).output


def test_a_damaged_archive_is_named_and_the_others_go_on(tmp_path: Path, desk: Path) -> None:
    folder = tmp_path / "crawl"
    whole = archive(folder / "a.warc.gz", pages()).read_bytes()
    (folder / "a.warc.gz").write_bytes(whole[: len(whole) // 2])
    (folder / "b.warc.gz").write_bytes(b"")
    (folder / "c.warc.gz").write_bytes(b"\x1f\x8b\x08\x00 no archive at all")
    archive(folder / "d.warc.gz", pages())
    done = run(desk, str(folder))
    assert done.exit_code == 1
    for name in ("a.warc.gz", "b.warc.gz", "c.warc.gz"):
        assert name in done.output
    assert "captures taken                1" in done.output


def left_to_do(desk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> crawled.CrawlReport:
    """Read a crawl, of which no archive may be opened any more."""
    with monkeypatch.context() as patch:
        patch.setattr(sifting, "items_of", lambda *_: pytest.fail("an archive was opened"))
        return crawled.crawl_read(Desk.open(desk), [str(folder)], ways=KEEPING)


def test_what_is_sifted_is_read_from_shards_by_whoever_comes_next(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "crawl"
    for name in "abc":
        archive(folder / f"{name}.warc.gz", pages()[: 2 + "abc".index(name)])

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "ingest", stopped)
        with pytest.raises(KeyboardInterrupt):
            crawled.crawl_read(Desk.open(desk), [str(folder)], ways=KEEPING._replace(jobs=2))
    shards_of = sorted((desk / "crawl/shards").glob("*.parquet"))
    assert len(shards_of) == 3
    assert left_to_do(desk, folder, monkeypatch).archives == 3
    alone = Path(shutil.copytree(desk, tmp_path / "alone", ignore=lambda *_: ["crawl"]))
    for file in alone.glob("ledger*"):
        file.unlink()
    assert crawled.crawl_read(Desk.open(alone), [str(folder)]).captures == 1
    assert not list((alone / "crawl/shards").iterdir())
    assert differences(*(laid_bare(one / LEDGER_NAME) for one in (desk, alone))) == {}
    with (desk / "watch.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[cue]]\nword = "murmur"\n')
    assert left_to_do(desk, folder, monkeypatch).archives == 3  # read again, not sifted again
    shards_of[0].write_bytes(shards_of[0].read_bytes()[:-9])
    manifest = desk / "crawl/manifest.jsonl"
    kept = [one for one in manifest.read_text().splitlines() if '"step":"sift"' in one]
    manifest.write_text("\n".join(kept) + '\n{"archive": "half', encoding="utf-8")
    again = crawled.crawl_read(Desk.open(desk), [str(folder)], ways=KEEPING)
    assert (again.archives, again.captures, again.known) == (3, 0, 3)
    assert left_to_do(desk, folder, monkeypatch).skipped == 3


def test_an_archive_that_kills_who_sifts_it_is_refused_alone(tmp_path: Path) -> None:
    wish = sifting.Wish(Watch(issue=(Issue(name="Fishing quota", terms=("quota*",)),)))
    for name in "ab":
        archive(tmp_path / f"{name}.warc.gz", pages())
    good = list(find_archives([str(tmp_path)]))
    killer = Archive("file:///k.warc.gz", 9, "k", partial(os._exit, 1))
    tasks = [
        sifting.Task(one, name, tmp_path / f"{name}.parquet")
        for name, one in zip("akb", (good[0], killer, good[1]), strict=True)
    ]
    found = dict(sifting.sift_all(tasks, wish, 2))
    refused = found[tasks[1]]
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.uri) == ("W190", killer.uri)
    for task in (tasks[0], tasks[2]):
        sifted = found[task]
        assert isinstance(sifted, sifting.Sifted)
        assert (sifted.kept, sifted.dropped["language"]) == ({"term": 1}, 1)
        assert shards.is_whole(task.shard, sifted.sha256)
        (item,) = shards.read(task.shard)
        assert isinstance(item, Capture)
        assert item.text.startswith("Quota is cut")
    assert not list(tmp_path.glob("*.part"))


def test_what_cannot_be_begun_is_said_in_one_line(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "empty").mkdir()
    assert "W252" in run(desk, str(desk / "empty")).output
    assert "W252" in run(desk, str(desk / "missing.warc.gz")).output
    (desk / "watch.toml").write_text('name = "Harbour"\n', encoding="utf-8")
    assert "W250" in run(desk, str(archive(tmp_path / "a.warc.gz", pages()))).output
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    told = run(desk, "s3://bucket/crawl/*.warc.gz", "--relevant", "quota")
    assert told.exit_code == 2
    assert "W251" in told.output
    assert "AWS_ACCESS_KEY_ID" in told.output
    assert len(told.output.splitlines()) == 1


def test_relevance_goes_by_terms_actors_and_states() -> None:
    issue = Issue(name="Corridor", terms=("grain corridor", "F-16*"), question="Should Ukraine and "
                  "Turkey keep it open?")  # fmt: skip
    who = ActorAlias(name="Bela Storr", aliases=("the Harrier",))
    known = Relevance.of(Watch(issue=(issue,), actor=(who,)))
    for text, reason in (
        ("The grain-corridor\nis shut.", Reason.TERM),
        ("Two F‑16 jets? No: F-16s came.", Reason.TERM),
        ("A call by Bela Storr went unheard.", Reason.ACTOR),
        ("Kyiv and Ankara disagreed.", Reason.STATES),
        ("Kyiv was silent.", Reason.UNRELATED),
        ("The turkey was fed grain in the corridors of Ankara.", Reason.UNRELATED),
        ("bela storr", Reason.UNRELATED),
        ("", Reason.UNRELATED),
    ):
        assert known.judge(text).reason is reason, text
    only = Relevance.of(Watch(issue=(issue,)), ["lithium, salt flat*", "brine"])
    assert only.judge("Salt flats were sold.").reason is Reason.TERM
    assert only.judge("The grain corridor is shut.").reason is Reason.UNRELATED
    with pytest.raises(DeskError, match="W250"):
        Relevance.of(Watch(), [" , "])


def test_english_is_dropped_only_where_no_doubt_is_left() -> None:
    assert is_english(" ".join(HARBOUR * 3))
    assert not is_english(" ".join(FOREIGN * 3))
    assert not is_english("Переговоры отложены до конца недели, сообщили в порту. " * 4)
    assert is_english("Shr 12 cts vs 9, net 1,200 vs 900, revs 4.1 mln vs 3.8 mln. " * 20)
    assert is_english(
        "Dividend 105 francs per 250 francs nominal share vs 100, per bearer 20. " * 9
    )
    assert is_english("Talks off") and is_english("") and is_english("2024 " * 5000)
