"""The briefs of the sample desk: nothing forbidden, every word in its place, every id leads on."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from helpers_desk import ROOT, SAMPLE, lines, run
from watchdesk import shown, shown_lines
from watchdesk.brief import Material, check, check_name, render
from watchdesk.desk import Desk
from watchdesk.periods import period_of
from watchdesk.records import Brief, Bullet, Capture, Citation, Interval, Reading, SectionKind

WEEKS = [period_of(date.fromisocalendar(2024, number, 1), "week") for number in range(18, 36)]
SUMMER = Interval.parse("2024-05/2024-08")
RICHEST = period_of(date(2024, 8, 12), "week")
OWN_VOICE = ", in its own voice"


class Printed(NamedTuple):
    """A brief and its three forms."""

    brief: Brief
    md: str
    html: str
    json: str


@pytest.fixture(scope="module")
def material(sample_desk: Path) -> Material:
    """Everything the ledger holds, put together once."""
    desk = Desk.open(sample_desk)
    with desk.store.view() as view:
        return desk.material(view, Interval.unknown())


@pytest.fixture(scope="module")
def printed(sample_desk: Path) -> list[Printed]:
    """A brief for each week of the summer, and one for all of it."""
    desk = Desk.open(sample_desk)
    out = []
    for period in (*WEEKS, SUMMER):
        made = desk.brief(period)
        out.append(Printed(made, render(made, "md"), render(made, "html"), render(made, "json")))
    return out


def bullets(brief: Brief) -> Iterator[tuple[Bullet, list[Citation]]]:
    by_number = {citation.number: citation for citation in brief.citations}
    for section in brief.sections:
        for bullet in section.bullets:
            yield bullet, [by_number[number] for number in bullet.citations]


def plain(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("’", "'").split())


def text_of(reading: Reading) -> str:
    assert isinstance(reading.capture, Capture)
    return reading.capture.text


def test_the_sample_gives_briefs_worth_testing(printed: list[Printed]) -> None:
    full = [p for p in printed if any(True for _ in bullets(p.brief))]
    assert len(full) >= 12
    assert sum(1 for p in printed for _ in bullets(p.brief)) > 150
    assert len({p.brief.period for p in printed}) == 19


def never() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((SAMPLE / "answers.json").read_text("utf-8"))["brief"][
        "never"
    ]
    assert len(found) > 15
    return found


@pytest.fixture(scope="module")
def everything(printed: list[Printed]) -> str:
    """All briefs in all forms, without mark-up."""
    pages = [html.unescape(re.sub("<[^>]+>", "", one.html)) for one in printed]
    data = [json.dumps(json.loads(one.json), ensure_ascii=False) for one in printed]
    return plain("\n".join([*(one.md for one in printed), *pages, *data]))


@pytest.mark.parametrize("item", never(), ids=lambda item: item["words"][:30])
def test_words_that_must_never_be_printed_are_in_no_brief(
    everything: str, item: dict[str, str]
) -> None:
    assert plain(item["words"]) not in everything


def test_every_quotation_is_the_captured_text_at_its_address(
    printed: list[Printed], material: Material
) -> None:
    for one in printed:
        for citation in one.brief.citations:
            reading = material.readings[citation.at.article]
            text = text_of(reading)
            assert reading.capture.id == citation.at.capture
            assert citation.quote == citation.at.span.text_of(text)
            assert citation.quote == citation.quote.strip() != ""
            start, end = citation.at.span.start, citation.at.span.end
            assert text[:start].endswith(citation.before)
            assert text[end:].startswith(citation.after)


def test_what_is_cited_stands_in_the_body_of_a_story(
    printed: list[Printed], material: Material
) -> None:
    for one in printed:
        noted = {
            number
            for bullet, _ in bullets(one.brief)
            for number in bullet.citations
            if (bullet.record or "").startswith("cor-")
        }  # notes of correction stand beside the story
        for citation in one.brief.citations:
            article = material.readings[citation.at.article].article
            assert article.role.value != "teaser"
            for part in article.parts:
                if part.span.overlaps(citation.at.span) and citation.number not in noted:
                    assert part.kind.is_told, (part.kind, citation.quote)
            assert any(part.span.overlaps(citation.at.span) for part in article.parts)


def test_every_bullet_says_only_what_its_cited_words_say(printed: list[Printed]) -> None:
    for one in printed:
        for bullet, cited in bullets(one.brief):
            quotes = [citation.quote for citation in cited]
            assert quotes, bullet.text
            assert check(bullet.text, quotes) == ()
            told = [name.removesuffix(OWN_VOICE) for name in bullet.told_by]
            outlets = [citation.outlet for citation in cited if citation.outlet]
            for name in told:
                known = name in ("outlet not named", "source not named")
                assert known or check_name(name, [*quotes, *outlets]) == (), (name, quotes)


def bare(text: str) -> str:
    """Without quotation marks, which change where a quotation is put into another."""
    return " ".join(re.sub("[“”‘’\"']", "", text).split())


def test_bullets_are_verbatim_or_joined_from_verbatim_words(printed: list[Printed]) -> None:
    for one in printed:
        for bullet, cited in bullets(one.brief):
            quotes = [bare(citation.quote) for citation in cited]
            plain = re.sub(r" \[[^\]]*\]", "", bullet.text)
            joints = " Against that: |” (?:became|and in another capture) “"
            told = [
                [piece for part in re.split(joints, text) for piece in part.split("…")]
                for text in (bullet.text, plain)
            ]
            assert any(
                all(any(bare(piece) in quote for quote in quotes) for piece in pieces)
                for pieces in told
            ), (bullet.text, quotes)


def test_sections_stand_in_order_under_their_headings(
    printed: list[Printed], material: Material
) -> None:
    issues = [issue.name for issue in material.watch.issue]
    order = list(SectionKind)
    for one in printed:
        kinds = [section.kind for section in one.brief.sections]
        assert kinds == sorted(kinds, key=order.index)
        assert set(order) - {SectionKind.UNDATED} <= set(kinds)
        titles = [section.title for section in one.brief.sections]
        assert titles[1 : 1 + len(issues)] == issues
        headings = re.findall("^## (.+)$", one.md, re.MULTILINE)
        assert headings == [*titles, "Sources", "Gate"]
        places = [one.html.find(f">{html.escape(title)}<") for title in titles]
        assert -1 not in places
        assert places == sorted(places)
        for section in one.brief.sections:
            assert section.bullets or section.note


def test_counts_agree_with_the_sources(printed: list[Printed]) -> None:
    for one in printed:
        brief = one.brief
        assert brief.counts.articles == len(brief.sources)
        assert brief.counts.articles == len({line.article for line in brief.sources})
        assert brief.counts.families == len({line.family for line in brief.sources})
        numbers = [citation.number for citation in brief.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        used = {number for bullet, _ in bullets(brief) for number in bullet.citations}
        assert used == set(numbers)
        for bullet, _ in bullets(brief):
            if bullet.counts:
                assert 1 <= bullet.counts.families <= bullet.counts.articles


def test_a_brief_of_a_week_tells_of_that_week(printed: list[Printed]) -> None:
    """First citations of dated sections: the article can only have come out in the period."""
    dated = {SectionKind.LEAD, SectionKind.ISSUE}
    for one in printed:
        by_number = {citation.number: citation for citation in one.brief.citations}
        if (one.brief.sections[0].note or "").startswith("No article is certainly of"):
            continue
        for section in one.brief.sections:
            for bullet in section.bullets if section.kind in dated else ():
                when = by_number[bullet.citations[0]].published
                assert one.brief.period.contains(when.interval), bullet.text
        for line in one.brief.sources:
            assert one.brief.period.intersects(line.published.interval)


def test_no_bullet_is_told_twice_in_one_brief(printed: list[Printed]) -> None:
    for one in printed:
        told = [
            bullet.text
            for section in one.brief.sections
            if section.kind in (SectionKind.LEAD, SectionKind.ISSUE, SectionKind.UNDATED)
            for bullet in section.bullets
        ]
        assert len(told) == len(set(told))


def test_every_id_and_address_in_a_brief_leads_somewhere(
    printed: list[Printed],
    material: Material,
    sample_desk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk.open(sample_desk)
    monkeypatch.setattr(Desk, "material", lambda *a: material)  # put together once, not per id
    names = set()
    for one in printed:
        names |= set(re.findall(r"\b(?:cap|art|fam|clm|con|exp)-[0-9a-f]{16}\b", one.json))
        names |= set(re.findall(r"\bcap-[0-9a-f]{16}#char=\d+,\d+", one.md))
        names |= set(re.findall(r"\b[a-z]{3}-[0-9a-f]{16}(?:#char=\d+,\d+)?\b", one.md))
    assert {name[:3] for name in names} >= {"cap", "art", "fam", "clm"}
    for name in names:
        found = desk.show(name)
        text = shown.text_of(found)
        # A brief that looks back less far than show can know another telling as the first.
        assert name.partition("#")[0] in text or name[:3] in ("clm", "fam")
        assert name[:3] == text[:3] or name.startswith("art")
        if found.span is not None and isinstance(found.record, Capture):
            words = found.span.text_of(found.record.text)
            assert f"⟦{shown_lines.safe_lines(words)}⟧" in text


def test_ids_of_every_kind_are_shown_as_text(material: Material, sample_desk: Path) -> None:
    reading = max(material.readings.values(), key=lambda r: len(r.attributions))
    ids = [
        reading.attributions[0].id,
        reading.mentions[0].id,
        next(event.id for one in material.readings.values() for event in one.events),
        material.claims[0].id,
        material.families[0].id,
        material.expectations[0].id,
        *(item.id for item in material.contradictions[:1]),
    ]
    for name in ids:
        result = run("show", name, "--desk", sample_desk)
        assert (result.exit_code, result.stderr) == (0, "")
        assert name in result.stdout
        assert not result.stdout.startswith("{")
    as_json = run("show", ids[0], "--json", "--desk", sample_desk)
    assert json.loads(as_json.stdout)["id"] == ids[0]


def test_words_of_a_bullet_are_found_by_search(printed: list[Printed], sample_desk: Path) -> None:
    desk = Desk.open(sample_desk)
    for bullet, cited in bullets(printed[-1].brief):
        at = cited[0].at
        words = re.findall(r"\w+", cited[0].quote)[:6]
        hits = list(desk.search('"' + " ".join(words) + '"', limit=50))
        assert any(
            hit.at.article == at.article and hit.at.span.overlaps(at.span) for hit in hits
        ), bullet.text
    assert list(desk.search("zeppelin")) == []
    result = run("search", "zeppelin", "--desk", sample_desk)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing holds all words" in result.stderr


@pytest.mark.parametrize(
    "query", ['"', "*", "AND OR NOT", "a:b", "(((", "NEAR(x y)", "-x", "'", ""]
)
def test_no_query_is_a_syntax_error(sample_desk: Path, query: str) -> None:
    result = run("search", "--desk", sample_desk, "--", query)
    assert result.exit_code == 0


def test_json_is_valid_by_its_schema(printed: list[Printed]) -> None:
    schema = json.loads((ROOT / "docs/schema/brief.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for one in printed:
        validator.validate(json.loads(one.json))
        assert Brief.model_validate_json(one.json) == one.brief


def test_pages_load_nothing_and_run_nothing(printed: list[Printed]) -> None:
    for one in printed:
        assert one.html.lower().startswith("<!doctype html>")
        assert not re.search(r"<(script|iframe|object|embed|link)\b", one.html, re.IGNORECASE)
        assert not re.search(r"\bon\w+=", re.sub(r">[^<]*<", "><", one.html))
        targets = set(re.findall(r'(?:href|src)="([^"]*)"', one.html))
        assert all(target.startswith(("#", "https://", "http://")) for target in targets)
        anchors = {target[1:] for target in targets if target.startswith("#")}
        assert anchors <= set(re.findall(r'id="([^"]*)"', one.html))


def test_what_the_gate_stopped_is_named_in_every_form(printed: list[Printed]) -> None:
    for one in printed:
        for item in one.brief.stopped:
            assert item.word in item.reason
            assert plain(item.text) in plain(one.md)
            assert plain(item.text) in plain(html.unescape(re.sub("<[^>]+>", "", one.html)))


@pytest.mark.parametrize("ending", ["md", "html", "json", "txt"])
def test_the_output_file_tells_the_form(
    sample_desk: Path, tmp_path: Path, printed: list[Printed], ending: str
) -> None:
    target = tmp_path / f"brief of the week.{ending}"
    arguments = ("brief", "--desk", sample_desk, "--week", "2024-W33", "-o", target)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.search(r": \d+ bullets, \d+ citations$", result.stderr.rstrip())
    one = next(p for p in printed if p.brief.period == RICHEST)
    expected = {"html": one.html, "json": one.json}.get(ending, one.md)
    assert target.read_text(encoding="utf-8") == expected


def test_a_brief_that_cannot_be_written_is_told(sample_desk: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "brief.md", tmp_path / ("x" * 300)):
        result = run("brief", "--desk", sample_desk, "--week", "2024-W33", "-o", target)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "[W209]" in result.stderr
    assert run("brief", "--desk", sample_desk, "-o", tmp_path).exit_code == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--week", "0001-W01"),
        ("--from", "0001-01-01", "--to", "9999-12-31"),
        ("--from", "9999-12-31", "--to", "9999-12-31"),
        ("--from", "1999-01-01", "--to", "1999-01-07"),
        ("--week", "2024-W33", "--as-of", "9999-12-31"),
        ("--week", "2024-W33", "--as-of", "0001-01-01"),
    ],
)
def test_far_off_days_are_days(sample_desk: Path, options: tuple[str, ...]) -> None:
    result = run("brief", "--desk", sample_desk, *options)
    assert result.exit_code == 0
    assert all(": the gate stopped a bullet: " in line for line in lines(result.stderr))
    assert result.stdout.startswith("# Kursk 2024 sample watch\n")


def test_without_dates_the_newest_period_that_certainly_holds_an_article_is_taken(
    tmp_path: Path,
) -> None:
    words = "The harbour office of Lisk said on {} that two ferries had been sold to Ostrand."
    rows = [
        {"title": "Ferries sold", "text": words.format("Monday"), "published": "2024-07-03"},
        {"title": "More ferries", "text": words.format("Tuesday"), "published": "2024-08"},
    ]
    path = tmp_path / "rows.jsonl"

    def newest(*kept: dict[str, str]) -> str:
        path.write_text("\n".join(json.dumps(row) for row in kept), encoding="utf-8")
        desk = Desk.open(tmp_path / f"desk{len(kept)}", create=True)
        desk.ingest([path])
        return desk.brief().period.edtf

    assert newest(*rows) == "2024-07-01/2024-07-07"
    assert newest(rows[1]) == "2024-08"
