"""The map, the table of issues and actors, the timeline, what is coming, and the sources."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from watchdesk import maps
from watchdesk.answers.expecting import Due, DueLine, Dues, day_of, group_of
from watchdesk.answers.matrix import held_positions, matrix_of
from watchdesk.answers.places import Reach, placed_within, tellings
from watchdesk.answers.timeline import DayOf, timeline, within
from watchdesk.desk import Desk
from watchdesk.periods import week
from watchdesk.rated import LOG_NAME, rate
from watchdesk.records import Expectation, ExpectationKind, ExpectationStatus, Interval
from watchdesk.watch import load_watch
from watchdesk.web.app import create_app

HERE = "http://127.0.0.1"
WEEK = "week=2024-W33"
PAGES = [
    f"/map?{WEEK}",
    f"/map?{WEEK}&show=named&window=world",
    "/matrix",
    "/matrix?week=2024-W22",
    f"/timeline?{WEEK}",
    f"/timeline?{WEEK}&by=published",
    f"/timeline?{WEEK}&by=captured",
    "/expectations",
    "/expectations?show=settled",
    "/expectations?show=overdue&kind=announced",
    "/expectations?show=unknown&from=2024-08-01&to=2024-08-31",
    "/sources",
]


def client_of(folder: Path) -> TestClient:
    app = create_app(Desk.open(folder), "a token")
    return TestClient(app, base_url=HERE, follow_redirects=False)


@pytest.fixture(scope="module")
def client(sample_desk: Path) -> TestClient:
    return client_of(sample_desk)


@pytest.fixture(scope="module")
def desk(sample_desk: Path) -> Desk:
    return Desk.open(sample_desk)


@pytest.fixture
def own(sample_desk: Path, tmp_path: Path) -> Path:
    """A copy of the sample desk that may be written to."""
    return Path(shutil.copytree(sample_desk, tmp_path / "desk"))


def got(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    page = html.fromstring(answer.content)
    assert len(page.findall(".//h1")) == 1, path
    assert " style=" not in answer.text
    assert "<script>" not in answer.text
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), path
    anchors = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert anchors <= set(ids), path
    for drawing in page.iter("svg"):
        assert drawing.get("role") == "group"
        assert all(link.get("aria-label") for link in drawing.iter("a"))
    return page


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_and_their_links_lead_on(client: TestClient, path: str) -> None:
    page = got(client, path)
    for link in sorted(set(page.xpath("//main//a/@href")))[:60]:
        if link.startswith("/") and "/articles/" not in link:
            assert client.get(link).status_code in (200, 303, 307), (path, link)


def test_pages_weigh_what_they_may(client: TestClient) -> None:
    most = {"/matrix": 40_960, f"/map?{WEEK}&show=named&window=world": 81_920}
    for path, weight in most.items():
        assert len(gzip.compress(client.get(path).content)) < weight / 2


def test_every_place_of_the_map_has_its_exact_words(desk: Desk, client: TestClient) -> None:
    with desk.view() as view:
        placed = placed_within(tellings(view), week("2024-W33"))
        spots = {spot.name: spot for spot in placed.spots}
        for spot in placed.spots:
            for at in spot.at:
                capture = view.capture(at.capture)
                assert capture is not None
                assert at.span.text_of(capture.text).strip()
    kursk = spots["Kursk Oblast"]
    assert kursk.reach is Reach.SPOT
    assert kursk.families <= kursk.articles <= kursk.tellings
    assert spots["Russia"].reach is Reach.BROAD
    page = got(client, f"/map?{WEEK}")
    dots = page.xpath("//svg//a/@aria-label")
    assert any(label.startswith("Kursk Oblast") for label in dots)
    assert not any(label.startswith("Russia,") for label in dots)
    assert "Russia" in [one.text_content() for one in page.xpath("//ul[@class='spots']//h4")]
    assert len(page.xpath("//ul[@class='spots']//mark")) >= len(dots)


def test_a_dot_lies_where_the_place_is(client: TestClient) -> None:
    page = got(client, f"/map?{WEEK}&window=world")
    (dot,) = page.xpath("//svg//a[starts-with(@aria-label, 'Kursk Oblast')]/circle")
    x, y = (value * 10 for value in maps.project(51.669, 35.966))
    assert (float(dot.get("cx")), float(dot.get("cy"))) == pytest.approx((x, y), abs=1)
    near = got(client, f"/map?{WEEK}")
    (dot,) = near.xpath("//svg//a[starts-with(@aria-label, 'Kursk Oblast')]/circle")
    assert "wide" in dot.get("class")
    assert near.xpath("//circle[@class='ring']")


def test_places_only_named_come_when_they_are_asked_for(desk: Desk) -> None:
    period = week("2024-W33")
    with desk.view() as view:
        few = placed_within(tellings(view, period), period)
        many = placed_within(tellings(view, period, named=True), period, named=True)
    assert len(many.spots) > 3 * len(few.spots)
    assert all(spot.types for spot in few.spots)
    assert not many.spots[-1].types


def test_a_desk_draws_lines_of_its_own(own: Path) -> None:
    client = client_of(own)
    plain = got(client, f"/map?{WEEK}").text_content()
    assert "Natural Earth 1:50m" in plain
    line = {"type": "LineString", "coordinates": [[30, 50], [40, 50]]}
    told = {"type": "FeatureCollection", "note": "<b>Lines</b>", "features": [line]}
    (own / "boundaries.geojson").write_text(json.dumps(told))
    page = got(client_of(own), f"/map?{WEEK}")
    assert "“<b>Lines</b>”" in page.text_content()
    assert not page.xpath("//path[@class='disputed']/@d")[0]
    (own / "boundaries.geojson").write_text("{" * 99_999)
    broken = got(client_of(own), f"/map?{WEEK}")
    assert "W220" in broken.xpath("//*[@role='alert']")[0].text_content()
    assert not broken.xpath("//path[@class='line']/@d")[0]
    assert broken.xpath("//path[@class='land']/@d")[0]
    assert broken.xpath("//circle")


def test_the_table_keeps_nothing_found_apart_from_no_side(desk: Desk, client: TestClient) -> None:
    page = got(client, "/matrix")
    (table,) = page.iter("table")
    assert table.find("caption") is not None
    heads = [one.text_content() for one in table.xpath(".//thead//th")]
    assert heads == ["Actor", *(issue.name for issue in desk.watch.issue)]
    rows = {row.find("th").text_content(): row for row in table.xpath(".//tbody/tr")}
    cells = [cell.text_content() for cell in rows["Ukraine"].findall("td")]
    assert any("for" in cell and "origins" in cell for cell in cells)
    assert cells[1].strip() == "nothing found"
    assert table.xpath(".//td[contains(@class, 'conditional')]")
    assert all("one" in cell.get("class") for cell in table.xpath(".//td[contains(., '1 origin')]"))


def test_the_table_of_a_past_week_knows_nothing_of_later_ones(desk: Desk) -> None:
    with desk.view() as view:
        held = held_positions(view)
    now, then = matrix_of(held, desk.watch), matrix_of(held, desk.watch, week("2024-W22"))
    assert len(then.rows) < len(now.rows)
    since = [cell.since for row in then.rows for cell in row.cells if cell]
    assert all(not Interval.parse("../2024-06-02").precedes(one) for one in since)
    moved = [
        cell
        for w in ("2024-W22", "2024-W29")
        for row in matrix_of(held, desk.watch, week(w)).rows
        for cell in row.cells
        if cell and cell.before and cell.before is not cell.stance
    ]
    assert moved


def test_the_timeline_orders_by_each_of_three_dates(desk: Desk, client: TestClient) -> None:
    period = week("2024-W33")
    with desk.view() as view:
        told = {by: timeline(view, desk.watch, period, by) for by in DayOf}
    said = told[DayOf.SAID]
    assert [day.day.isoformat() for day in said.days] == [f"2024-08-{n}" for n in range(12, 19)]
    for day in said.days:
        assert all(entry.said == Interval.on(day.day) for entry in day.entries)
    for day in told[DayOf.PUBLISHED].days:
        for entry in day.entries:
            assert entry.words is not None
            assert entry.words.source.published.interval == Interval.on(day.day)
    assert all(entry.said.days != 1 for entry in said.unsure)
    captured = told[DayOf.CAPTURED]
    assert captured.unknown
    assert all(e.words is None or e.words.source.captured_at is None for e in captured.unknown)
    kinds = {entry.kind.value for day in said.days for entry in day.entries}
    assert {"claim", "position", "contradiction"} <= kinds
    page = got(client, f"/timeline?{WEEK}")
    assert len(page.xpath("//figure//svg/a")) == 7
    assert page.xpath("//section[@id='unsure']")


def test_a_long_or_open_time_is_cut_to_some_days() -> None:
    long = within(Interval.parse("2020/2024"))
    assert long == Interval.between(date(2020, 1, 1), date(2020, 2, 14))
    assert within(Interval.between(date(2024, 8, 5), None)).days == 7
    assert within(Interval.between(None, date(2024, 8, 11))).earliest == date(2024, 8, 5)
    assert within(Interval.between(date.max, None)).days == 1


def test_due_overdue_settled_and_unknown_are_kept_apart(client: TestClient) -> None:
    on = date(2024, 8, 20)

    def line(due: str, status: str = "open") -> DueLine:
        return DueLine(
            id="exp-0",
            kind=ExpectationKind.ANNOUNCED,
            status=ExpectationStatus(status),
            due=Interval.parse(due) if due else Interval.unknown(),
            told=Interval.on(on),
        )

    assert group_of(line("2024-08-19"), on) is Due.OVERDUE
    assert group_of(line("2024-08-20"), on) is Due.SOON
    assert group_of(line("2024-09"), on) is Due.SOON
    assert group_of(line("2024-08-01/2025-03-01"), on) is Due.LATER
    assert group_of(line("2024-11"), on) is Due.LATER
    assert group_of(line(""), on) is Due.UNKNOWN
    assert group_of(line("2024/2030"), on) is Due.UNKNOWN
    assert group_of(line("2024-08-19", "met"), on) is Due.SETTLED
    assert group_of(line("2024-09", "postponed"), on) is Due.SOON
    archive, live = (Dues(lines=(), newest=day) for day in (date(2024, 1, 1), date(2024, 8, 15)))
    assert day_of(archive, None, on) == date(2024, 1, 1)
    assert day_of(live, None, on) == on
    assert day_of(archive, date(2024, 3, 1), on) == date(2024, 3, 1)
    settled = got(client, "/expectations?show=settled")
    assert settled.xpath("//details//mark")
    overdue = got(client, "/expectations?show=overdue").text_content()
    assert "no article tells what became of it" in overdue


def test_an_expectation_has_a_page_with_its_outcomes(desk: Desk, client: TestClient) -> None:
    every = desk.records(Expectation)
    met = next(one for one in every if one.status is ExpectationStatus.MET)
    page = got(client, f"/expectations/{met.id}")
    assert met.what in page.text_content()
    assert len(page.xpath("//mark")) == 1 + len(met.outcomes)
    answer = client.get("/expectations/exp-0000000000000000")
    assert answer.status_code == 404
    assert "No expectation" in answer.text


def logged_in(folder: Path) -> TestClient:
    client = client_of(folder)
    assert client.get("/sources?token=a+token").status_code == 303
    client.headers["origin"] = HERE
    return client


def fields(client: TestClient, action: str, outlet: str) -> dict[str, str]:
    page = got(client, "/sources")
    for form in page.forms:
        told = dict(form.form_values())
        if form.action.endswith(action) and outlet in (told.get("outlet"), None):
            return told
        if form.action.endswith(action) and action.endswith("undo"):
            return told
    raise AssertionError(outlet)


def test_reliability_is_set_here_and_taken_back(own: Path) -> None:
    before = (own / "watch.toml").read_text()
    reader = client_of(own)
    assert not got(reader, "/sources").forms
    client = logged_in(own)
    form = fields(client, "reliability", "Eastgate Courier")
    assert form["grade"] == "C"
    form |= {"grade": "A", "because": "They <i>correct</i> themselves"}
    assert reader.post("/sources/reliability", data=form).status_code == 403
    assert client.post("/sources/reliability", data=form | {"form": "x"}).status_code == 403
    away = {"origin": "http://evil.example"}
    assert client.post("/sources/reliability", data=form, headers=away).status_code == 403
    assert (own / "watch.toml").read_text() == before
    assert client.post("/sources/reliability", data=form).status_code == 303
    after = (own / "watch.toml").read_text()
    changed = list(zip(before.split("\n"), after.split("\n"), strict=True))
    assert [pair for pair in changed if pair[0] != pair[1]] == [
        ('reliability = "C"', 'reliability = "A"')
    ]
    assert fields(client, "reliability", "Eastgate Courier")["grade"] == "A"
    assert "They <i>correct</i> themselves" in got(client, "/sources").text_content()
    undo = fields(client, "undo", "")
    assert client.post("/sources/reliability/undo", data=undo).status_code == 303
    assert (own / "watch.toml").read_text() == before
    assert client.post("/sources/reliability/undo", data=undo).status_code == 400
    assert len((own / LOG_NAME).read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "told",
    [
        {"outlet": "No such outlet", "grade": "A"},
        {"outlet": "Eastgate Courier", "grade": "G"},
        {"outlet": "Eastgate Courier", "grade": ""},
        {"outlet": "Eastgate Courier", "grade": "A", "because": "x" * 301},
        {"outlet": "", "grade": "A"},
    ],
)
def test_what_is_no_rating_changes_nothing(own: Path, told: dict[str, str]) -> None:
    before = (own / "watch.toml").read_bytes()
    client = logged_in(own)
    form = fields(client, "reliability", "Eastgate Courier")
    answer = client.post("/sources/reliability", data={"form": form["form"], **told})
    assert answer.status_code == 400, answer.text[:200]
    assert (own / "watch.toml").read_bytes() == before


def test_ratings_do_not_make_the_ledger_old(own: Path) -> None:
    desk = Desk.open(own)
    assert desk.behind() is None
    desk.rate("Chancery Review", "D")
    desk.rate("An outlet that watch.toml does not name", "E")
    assert Desk.open(own).behind() is None
    assert desk.watch.source[-1].reliability == "E"


def test_watch_toml_keeps_its_form_whatever_it_is(tmp_path: Path) -> None:
    rate(tmp_path, "X “<b>”\u202e", "B")
    assert load_watch(tmp_path / "watch.toml").source[0].outlet == "X “<b>”\u202e"
    file = tmp_path / "watch.toml"
    file.write_text('# mine\nname = "A"   # yes\nsource = [{outlet = "X"}]  # short')
    rate(tmp_path, "x", "C")
    rate(tmp_path, "Y", "D")
    told = load_watch(file)
    assert [(one.outlet, one.reliability) for one in told.source] == [("X", "C"), ("Y", "D")]
    assert file.read_text().startswith('# mine\nname = "A"   # yes\nsource = [')
    assert rate(tmp_path, "Y", "D") is None
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".watch")]


@pytest.mark.parametrize("page", ["map", "matrix", "timeline", "expectations", "sources"])
def test_hostile_questions_are_answered_in_words(client: TestClient, page: str) -> None:
    hostile = [
        "week=2024-W99",
        "from=2024-13-01",
        "from=2024-08-02&to=2024-08-01",
        "offset=-1",
        "offset=99999999999",
        "window=%27%3B--",
        "show=%3Cscript%3E",
        "by=../../etc/passwd",
        "kind=x%00",
        "as_of=yesterday",
        "from=9999-12-31&to=9999-12-31",
        "from=0001-01-01",
        "to=0001-01-01",
        "as_of=0001-01-01",
        "week=1900-W01",
        "offset=300",
    ]
    for query in hostile:
        answer = client.get(f"/{page}?{query}")
        assert answer.status_code in (200, 400), (page, query, answer.status_code)
        assert "<script>" not in answer.text
        assert not re.search(r"Traceback|/etc/passwd\.", answer.text)


def test_an_empty_desk_says_why_it_is_empty(tmp_path: Path) -> None:
    client = client_of(Desk.init(tmp_path / "new").folder)
    for path in ("/map", "/matrix", "/timeline", "/expectations", "/sources"):
        page = got(client, path)
        assert page.find_class("empty"), path
    assert "[[issue]]" in got(client, "/matrix").text_content()
    assert "feeds = " in got(client, "/sources").text_content()
