"""The sample desk's brief in a real browser: what a reader sees, opens, prints and tabs through."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers_pages import CONTRAST, DESKTOP, PHONE, ROOT, at_target, axe, is_light

from watchdesk.records import Brief

SAMPLE = Path("examples/kursk-2024")
WIDTHS = [320, 390, 600, 700, 1000, 1088, 1440]


@pytest.fixture(scope="module")
def made(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk's brief, made as a user would make it."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("brief.html", "brief.json"):
        wanted = ["brief", "--desk", sample_desk, "--week", "2024-W33", "-o", folder / name]
        command = [str(Path(sys.executable).with_name("watchdesk")), *map(str, wanted)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (folder / "brief.html").exists()
    return folder


@pytest.fixture(scope="module")
def brief(made: Path) -> Brief:
    return Brief.model_validate_json((made / "brief.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def address(made: Path) -> str:
    return (made / "brief.html").as_uri()


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def test_every_citation_opens_at_its_words_and_leads_back(opened: Any, brief: Brief) -> None:
    page = opened()
    quotes = {item.number: folded(item.quote) for item in brief.citations}
    lines = page.locator(".lines > li")
    assert lines.count() == sum(len(section.bullets) for section in brief.sections) > 20
    seen = set()
    for place in range(lines.count()):
        line = lines.nth(place)
        anchor = line.get_attribute("id")
        for mark in line.locator("a.n").all():
            number = int(mark.inner_text())
            seen.add(number)
            mark.click()
            target = at_target(page)
            assert folded(target.locator("mark").inner_text()) == quotes[number]
            target.locator(f"a.back[href='#{anchor}']").click()
            assert at_target(page).get_attribute("id") == anchor
    assert seen == set(quotes)


def test_a_citation_opens_without_javascript(opened: Any, brief: Brief) -> None:
    page = opened(java_script_enabled=False, viewport=PHONE)
    page.locator("a.n").first.click()
    number = int(page.url.rpartition("#c")[2])
    quote = next(item.quote for item in brief.citations if item.number == number)
    target = page.locator(":target mark")
    assert folded(target.inner_text()) == folded(quote)
    assert target.is_visible()
    assert 0 <= target.evaluate("e => e.getBoundingClientRect().top") < PHONE["height"]


def test_contents_lead_to_their_sections(opened: Any, brief: Brief) -> None:
    page = opened()
    links = page.locator("nav a")
    titles = [section.title for section in brief.sections]
    assert links.all_inner_texts()[: len(titles)] == titles
    for place in range(links.count()):
        links.nth(place).click()
        heading = at_target(page).locator("h2").first
        assert heading.inner_text() == links.nth(place).inner_text()


def test_positions_are_told_with_who_holds_them_and_lead_to_their_words(
    opened: Any, brief: Brief
) -> None:
    """A position stands under its words, be it in its own section or where they are told."""
    held = [
        bullet
        for section in brief.sections
        for bullet in section.bullets
        if re.search(r" on [^:]+: (for|against|reserved)\b", bullet.note or "")
    ]
    assert held
    page = opened()
    quotes = {item.number: folded(item.quote) for item in brief.citations}
    for bullet in held:
        line = page.locator(f".lines > li[id='{bullet.id}']")
        assert folded(bullet.note) in folded(line.locator(".told").inner_text())
        mark = line.locator("a.n").first
        number = int(mark.inner_text())
        assert number in bullet.citations
        mark.click()
        assert folded(at_target(page).locator("mark").inner_text()) == quotes[number]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_page_to_the_side(opened: Any, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    out = page.evaluate(
        "[...document.body.querySelectorAll('*:not(.skip)')].filter(e => {"
        " const b = e.getBoundingClientRect(); return b.right > innerWidth + 1 || b.left < -1 })"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert out == []


def test_text_twice_as_large_still_fits_a_phone(opened: Any) -> None:
    page = opened(viewport=PHONE)
    page.add_style_tag(content="html { font-size: 32px }")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(opened: Any, scheme: str, size: dict[str, int]) -> None:
    page = opened("#c1", color_scheme=scheme, viewport=size)
    found = axe(page)
    assert len(found["passes"]) > 15
    assert [json.dumps(item)[:600] for item in found["violations"]] == []
    unsure = [item["id"] for item in found["incomplete"]]
    assert [rule for rule in unsure if rule != "color-contrast"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Any, scheme: str) -> None:
    page = opened("#c1", color_scheme=scheme)
    worst = page.evaluate(CONTRAST)
    assert worst["ratio"] >= 4.5, worst
    assert is_light(page) == (scheme == "light")


def test_the_keyboard_reaches_every_link_and_shows_where_it_is(opened: Any) -> None:
    page = opened()
    hrefs = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
    for href in hrefs[:40]:
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e),"
            " b = e.getBoundingClientRect(); return {href: e.getAttribute('href'),"
            " outline: s.outlineStyle, seen: b.left >= 0 && b.top >= 0 && b.top < innerHeight} })()"
        )
        assert focus == {"href": href, "outline": "solid", "seen": True}
    page.locator("a.n").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest(':target') !== null")
    assert inside, "after a citation is opened, the next Tab goes on from its words"


def test_prints_on_white_with_its_numbers_and_without_ways_around(opened: Any) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("nav", ".back", ".skip"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("table thead").is_visible()
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert min(int(part) for part in paper[4:-1].split(",")) > 240
    before = page.evaluate("getComputedStyle(document.querySelector('a.n'), '::before').content")
    assert before == '"["'
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_the_page_is_light(made: Path, opened: Any) -> None:
    text = opened().evaluate("document.body.textContent")
    size = (made / "brief.html").stat().st_size
    assert size - len(text.encode()) < 60_000
