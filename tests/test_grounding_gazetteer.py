"""The shipped gazetteer: what it knows, whose places it leaves open, and how it fails."""

from __future__ import annotations

import json
import re
import time
import zlib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.grounding import gazetteer, lookup
from watchdesk.grounding.gazetteer import FORMAT, normalise


def test_shipped_file_is_in_order_and_small() -> None:
    assert gazetteer.status() is None
    path = files("watchdesk.resources") / "gazetteer.bin"
    assert len(path.read_bytes()) <= 8_000_000


def test_it_is_read_in_a_moment() -> None:
    begin = time.process_time()
    gazetteer.read(files("watchdesk.resources") / "gazetteer.bin")
    assert time.process_time() - begin < 0.4


def test_card_tells_the_sizes_of_the_file() -> None:
    card = (files("watchdesk.resources") / "gazetteer.md").read_text(encoding="utf-8")
    table = gazetteer.table()
    told = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", card.split("|")[0])}
    assert {len(table.ids), len(table.names), len(table.demonyms)} <= told


@pytest.mark.parametrize(
    ("name", "kind", "number"),
    [
        ("Kharkiv", "city", 706483),
        ("Kharkov", "city", 706483),
        ("Kiev", "city", 703448),
        ("Sudzha", "city", 486816),
        ("Kursk", "admin1", 538555),
        ("Kharkiv Oblast", "admin1", 706482),
        ("Vinnytsia", "city", 689558),
        ("Puglia", "admin1", 3169778),
        ("Texas", "admin1", 4736286),
        ("U.S.", "country", 6252001),
        ("Türkiye", "country", 298795),
        ("DR Congo", "country", 203312),
    ],
)
def test_names_and_other_spellings(name: str, kind: str, number: int) -> None:
    assert (kind, number) in {(entry.kind, entry.id) for entry in lookup(name)}


@pytest.mark.parametrize(
    "name",
    "Crimea;Golan Heights;West Bank;Gaza Strip;Kashmir;Nagorno-Karabakh;Transnistria;Kosovo;"
    "Abkhazia;Western Sahara;Falkland Islands;Jerusalem;Simferopol;Sevastopol;Pristina".split(";"),
)
def test_disputed_places_belong_to_nobody_and_say_why(name: str) -> None:
    entries = [e for e in lookup(name) if e.kind in ("disputed", "city")]
    best = max(entries, key=lambda e: (e.kind == "disputed", e.population))
    assert best.country is None
    assert (best.kind == "city" and name == "Pristina") or best.note


def test_no_capital_is_chosen_where_two_states_claim_one() -> None:
    assert not any(entry.capital for entry in lookup("Jerusalem") + lookup("Tel Aviv"))
    assert any(entry.capital for entry in lookup("Kyiv"))


def test_notable_places_leave_out_what_needs_support() -> None:
    assert {e.kind for e in gazetteer.notable("Travis County")} == set()
    assert gazetteer.lookup("Travis County")
    assert all(
        e.population >= gazetteer.NOTABLE for e in gazetteer.notable("Odessa") if e.kind == "city"
    )
    assert len(gazetteer.notable("Springfield")) < len(gazetteer.lookup("Springfield"))
    assert [e.kind for e in gazetteer.notable("Barents Sea")] == ["sea"]


def test_the_doctor_tells_of_a_gazetteer_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    from watchdesk.doctor.here import _gazetteer

    assert _gazetteer().ok
    monkeypatch.setattr(
        gazetteer, "_shipped", lambda: gazetteer.Table(problem="the file is missing")
    )
    result = _gazetteer()
    assert not result.ok and result.found == "the file is missing" and result.cure


def test_likeness_is_not_identity() -> None:
    countries = {e.country for e in lookup("Niger") if e.kind == "country"}
    assert countries == {"NE"}
    assert lookup("Nigerria") == ()


def test_demonyms() -> None:
    assert gazetteer.demonym("Ukrainian") == "UA"
    assert gazetteer.demonym("Nigerien") == "NE"
    assert gazetteer.demonym("Nigerian") == "NG"
    assert gazetteer.demonym("table") is None


def test_normal_form() -> None:
    assert normalise("Al-Qunayṭirah’s") == "al qunaytirah"
    assert normalise("The Hague") == "hague"
    assert normalise("Łódź") == "lodz"


@given(st.text(max_size=40))
def test_normal_form_is_stable(name: str) -> None:
    once = normalise(name)
    assert normalise(once.upper() if once.isascii() else once) in {once, normalise(once)}
    assert isinstance(lookup(name), tuple)


def _file(rows: int = 1, **changed: bytes) -> bytes:
    """A gazetteer of one place, "Nowhere", with some sections put otherwise."""
    numbers = dict.fromkeys(
        "ids lat lon radius population division kind capital note".split(), bytes(4 * rows)
    )
    sections = numbers | {
        "first": b"\0\1" + bytes(6),
        "refs": bytes(4),
        "titles": b"Nowhere\n",
        "names": b"nowhere",
    }
    sections |= changed
    widths = {name: 1 if name in ("titles", "names") else 4 for name in sections}
    head = {
        "sections": [
            (name, len(body) // widths[name], widths[name]) for name, body in sections.items()
        ],
        "divisions": [["", "", ""]],
        "notes": [""],
        "demonyms": {},
    }
    body = zlib.compress(b"".join(sections.values()))
    return f"{FORMAT}\n{json.dumps(head)}\n".encode() + body


def test_a_small_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(_file())
    table = gazetteer.read(path)
    assert table.problem is None
    (ref,) = table.find("nowhere").tolist()
    assert table.entry(ref).name == "Nowhere"
    assert table.find("somewhere").size == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "missing"),
        (b"", "not a gazetteer"),
        (b"not a gazetteer at all", "not a gazetteer"),
        (FORMAT.encode(), "cut off"),
        (f"{FORMAT}\n{{}}\n".encode(), "cut off"),
        (f"{FORMAT}\n{{}}\n".encode() + zlib.compress(b"x"), "cannot be read"),
        (f"{FORMAT}\n[1]\n".encode() + zlib.compress(b"x"), "cannot be read"),
        (_file()[:-12], "cut off"),
        (_file()[:-4] + bytes(4), "cannot be read"),
        (_file(kind=b"\x63" + bytes(3)), "cannot be read"),
        (_file(refs=b"\x09" + bytes(3)), "cannot be read"),
        (_file(lat=bytes(8)), "cannot be read"),
        (_file(first=bytes(8)), "cannot be read"),
        (_file(names=b"\xff"), "cannot be read"),
    ],
)
def test_broken_files_say_why_and_know_nothing(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    path = tmp_path / "gazetteer.bin"
    if content is not None:
        path.write_bytes(content)
    table = gazetteer.read(path)
    assert table.problem is not None
    assert reason in table.problem
    assert table.find("kharkiv").size == 0 and not table.names
