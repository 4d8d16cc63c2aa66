"""Texts that are taken out of a desk: gone with their words, and nothing else is."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import zlib
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from helpers_desk import CAPTURES, run
from watchdesk import removing
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.ledger.book import KINDS
from watchdesk.records import Claim, Interval, RemovalKind
from watchdesk.removing import Named
from watchdesk.store.packed import unpack
from watchdesk.web.app import create_app

SITE = "https://tarnovaherald.example"
PAGE = f"""<html><head><title>Ferries stay in port</title>
<link rel="canonical" href="{SITE}/ferries"></head><body><article><h1>Ferries stay in port</h1>
<p>Tarnova Herald, 9 August 2024</p>
<p>TARNOVA — The harbour office said on Friday that no ferry would leave before Sunday
because of the storm, and that a second pier had been closed to passengers.</p>
<p>“We will not put anybody at risk,” Pell Arden, a spokesman for the office, told reporters.</p>
</article></body></html>"""


@pytest.fixture
def desk(small_desk: Path, tmp_path: Path) -> Desk:
    return Desk.open(shutil.copytree(small_desk, tmp_path / "desk"))


def taken_out(desk: Desk, named: Named, because: str = "") -> removing.Done:
    removal = removing.removal_of(RemovalKind.REQUEST, ["it"], named, because)
    return removing.remove(desk, removal, removing.find(desk, named).captures)


def told(desk: Desk) -> dict[tuple[str, str], Any]:
    """What the ledger says at present."""
    out: dict[tuple[str, str], Any] = {}
    with desk.view() as view:
        for kind, name in KINDS.items():
            for record in view.each(kind, everything=True):
                out[name, record.id] = record.model_dump(mode="json")  # type: ignore[attr-defined]
        for known in view.published_within(Interval.unknown()):
            out["article", known.article] = known.model_dump(mode="json")
        out["rows", ""] = view.counts()
    return out


def article_of(desk: Desk, file: str) -> tuple[str, str]:
    """Id and text of the main article of a file."""
    with desk.view() as view:
        for reading in view.readings(Interval.unknown()):
            if reading.capture.uri.endswith(file):
                return reading.article.id, getattr(reading.capture, "text")  # noqa: B009
    raise AssertionError(file)


def laid_bare(path: Path) -> str:
    """All that stands in the tables of a ledger, what is packed unpacked."""
    out = []
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                out += [_plain(value) for value in row]
    return "\n".join(out)


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        with suppress(zlib.error):
            return str(unpack(value))
    return str(value)


@pytest.mark.parametrize("file", ["meridian-area-first.txt", "harbor-wire.txt"])
def test_the_rest_is_told_as_if_it_had_never_been_there(desk: Desk, file: str) -> None:
    name, _ = article_of(desk, file)
    taken_out(desk, Named(ids=(name,)))
    without = told(desk)
    assert ("article", name) not in without
    desk.repost()
    assert told(desk) == without
    assert (desk.integrity(), desk.index_integrity()) == ("ok", "ok")


def test_no_word_of_it_is_left_in_the_file(desk: Desk) -> None:
    name, text = article_of(desk, "courier-live.txt")
    with desk.view() as view:
        claim = next(c for c in view.records(Claim, [f"article:{name}"]) if len(c.members) == 1)
    desk.dismiss(claim.id, "not for this desk")
    path = desk.folder / "ledger.db"
    others = {run_ for reading in _others(desk, name) for run_ in _runs(reading)}
    own = sorted(_runs(text) - others)
    assert len(own) > 50
    held = laid_bare(path)
    assert sum(run_ in held for run_ in own) > 50
    done = taken_out(desk, Named(ids=(name,)))
    assert done.rewritten
    held, raw = laid_bare(path), path.read_bytes()
    assert not [run_ for run_ in own if run_ in held]
    assert not [run_ for run_ in own if run_.encode() in raw]
    assert (
        not (desk.folder / "ledger.db-wal").exists()
        or not (desk.folder / "ledger.db-wal").stat().st_size
    )
    word = max(re.findall(r"\w+", text), key=lambda w: (w not in " ".join(others), len(w)))
    assert list(desk.search(word)) == []


def _others(desk: Desk, name: str) -> list[str]:
    with desk.view() as view:
        found = view.readings(Interval.unknown())
        return [getattr(r.capture, "text") for r in found if r.article.id != name]  # noqa: B009


def _runs(text: str) -> set[str]:
    """All runs of four words."""
    words = list(re.finditer(r"\S+", text))
    return {
        text[words[n].start() : words[n + 3].end()]
        for n in range(len(words) - 3)
        if "\n" not in text[words[n].start() : words[n + 3].end()]
    }


def test_it_stays_out_until_it_is_let_in_again(desk: Desk) -> None:
    before = told(desk)
    name, _ = article_of(desk, "courier-live.txt")
    done = taken_out(desk, Named(ids=(name,)), "the author asked for it")
    report = desk.ingest([CAPTURES / "courier-live.txt"])
    assert [refused.code for refused in report.refused] == ["W191"]
    assert done.removal.id in report.refused[0].cure
    assert report.captures == 0
    with pytest.raises(DeskError, match=r"the author asked for it.*W218"):
        desk.show(name)
    with pytest.raises(DeskError, match="W218"):
        removing.find(desk, Named(ids=(name,)))
    removing.lift(desk, done.removal.id)
    again = desk.ingest([CAPTURES / "courier-live.txt"])
    assert (again.captures, again.refused) == (1, [])
    after = told(desk)
    assert {key: after[key] for key in before if key[0] != "rows"} == {
        key: value for key, value in before.items() if key[0] != "rows"
    }
    taken_out(desk, Named(ids=(name,)))
    assert desk.ingest([CAPTURES / "courier-live.txt"]).refused[0].code == "W191"
    with pytest.raises(DeskError, match="W208"):
        removing.lift(desk, "rem-0000000000000000")


def test_an_address_or_a_site_is_kept_out_from_then_on(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert desk.ingest([page]).captures == 1
    done = taken_out(desk, Named(addresses=(f"{SITE}/ferries",)))
    assert (done.captures, done.articles) == (1, 1)
    page.write_text(PAGE.replace("second pier", "third pier"), encoding="utf-8")
    assert [one.code for one in desk.ingest([page]).refused] == ["W191"]
    page.write_text(PAGE.replace("/ferries", "/piers").replace("storm", "gale"), encoding="utf-8")
    assert desk.ingest([page]).captures == 1
    sample = desk.folder / removing.DROPPED
    sample.parent.mkdir()
    lines = [
        {"uri": "a.warc#B1", "url": url, "words": "w"} for url in (f"{SITE}/a", "https://x.example")
    ]
    sample.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = taken_out(desk, Named(hosts=("tarnovaherald.example",)))
    assert (done.captures, done.dropped) == (1, 1)
    assert SITE not in sample.read_text(encoding="utf-8")
    for host, codes in (("www.tarnovaherald", ["W191"]), ("nottarnovaherald", [])):
        page.write_text(PAGE.replace("tarnovaherald", host).replace("Sunday", host), "utf-8")
        assert [one.code for one in desk.ingest([page]).refused] == codes


def test_stopped_on_its_way_it_goes_on(desk: Desk) -> None:
    names = tuple(article_of(desk, f)[0] for f in ("courier-live.txt", "meridian-area-first.txt"))
    found = removing.find(desk, Named(ids=names))
    removal = removing.removal_of(RemovalKind.REQUEST, names, Named(), "")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        removing.remove(desk, removal, found.captures, stop)
    half = told(desk)
    assert sum(("article", name) in half for name in names) == 1
    left = removing.find(desk, Named(ids=tuple(n for n in names if ("article", n) in half)))
    removing.remove(desk, removal, left.captures)
    without = told(desk)
    assert not any(("article", name) in without for name in names)
    desk.repost()
    assert told(desk) == without


def test_what_is_old_goes_and_what_was_seen_again_stays(desk: Desk) -> None:
    today = datetime.now(UTC).date()
    assert removing.too_old(desk, 1, today).captures == ()
    everything = removing.too_old(desk, 30, today + timedelta(days=31))
    with desk.view() as view:
        assert len(everything.captures) == view.counts()["capture"]
    removal = removing.removal_of(RemovalKind.AGE, ["30 days"], Named(), "")
    removing.remove(desk, removal, everything.captures)
    with desk.view() as view:
        assert {view.counts()[kind] for kind in ("capture", "article", "sentence")} == {0}
        assert view.published_within(Interval.unknown()) == []
    assert desk.ingest([CAPTURES / "harbor-trainers.txt"]).captures == 1
    assert told(desk)


def test_by_command_it_is_asked_for_told_and_listed(desk: Desk) -> None:
    name, _ = article_of(desk, "harbor-wire.txt")
    folder = str(desk.folder)
    refused = run("redact", name, "--desk", folder)  # nobody answers
    assert refused.exit_code != 0
    assert "with the same words" in refused.stderr
    assert desk.show(name)
    told_ = run(
        "redact", name, "--copies", "--yes", "--because", "a wire\x1b[31m", "--desk", folder
    )
    assert told_.exit_code == 0, told_.output
    assert "Backups" in told_.stdout
    listed = run("redact", "--list", "--desk", folder)
    assert name in listed.stdout
    assert "\x1b" not in listed.stdout
    with desk.view() as view:
        assert len(view.removals()) == 1
    for asked, code in ((["--site", "nobody.example"], "W219"), (["art-0"], "W208")):
        assert code in run("redact", *asked, "--yes", "--desk", folder).stderr
    barred = run("redact", "--site", "nobody.example", "--bar", "--yes", "--desk", folder)
    assert "host nobody.example" in barred.stdout
    assert run("redact", "--desk", folder).exit_code == 2
    assert "nothing" in run("retain", "--days", "5", "--yes", "--desk", folder).stderr


def test_pages_and_the_api_say_that_it_is_gone(desk: Desk) -> None:
    name, _ = article_of(desk, "courier-live.txt")
    with desk.view() as view:
        capture = view.known([name])[name].capture
    taken_out(desk, Named(ids=(name,)), "<b>asked</b>")
    with TestClient(create_app(desk, "t"), raise_server_exceptions=False) as client:
        page = client.get(f"/articles/{name}")
        assert page.status_code == 410
        assert "&lt;b&gt;asked" in page.text
        assert client.get(f"/diff/{capture}/{name}").status_code == 410
        answer = client.get(f"/api/v1/articles/{name}")
        assert (answer.status_code, answer.json()["code"]) == (410, "W218")
        words = client.get("/api/v1/resolve", params={"name": f"{capture}#char=1,20"})
        assert words.status_code == 410
