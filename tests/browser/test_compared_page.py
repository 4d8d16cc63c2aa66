"""Two captures side by side in a browser: what a reader sees, opens, prints and tabs through."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers_pages import CONTRAST, DESKTOP, PHONE, ROOT, at_target, axe, is_light
from playwright.sync_api import Browser, Page

PARAGRAPHS = [
    "TARNOVA — The foreign ministry said on Thursday that talks would resume in Geneva next week.",
    "“We will sit down again on Monday,” Anna Orlova, a deputy minister, told reporters.",
    "Her side had asked for a fishing zone of 40 kilometers around the island of Vesk, she said.",
    "Neither embassy wished to speak. The dispute began when two trawlers were held in spring.",
    "Their crews were released after a fine of $5 million was paid, said the harbour master.",
    "In the old custom house the elders are to hear the fishermen of both shores on Sunday.",
]
HEAD = "Envoys meet on the harbour dispute\n\nBy Mira Tolland\n8 August 2024\n\n"
CAPTURES = ROOT / "examples" / "kursk-2024" / "captures"
WIDTHS = [320, 390, 640, 700, 1000, 1440]


def edited() -> list[str]:
    lines = [PARAGRAPHS[0].replace("said", "denied"), PARAGRAPHS[5], *PARAGRAPHS[1:5]]
    lines[2] = lines[2].replace("“", '"').replace("”", '"')
    lines[3] = lines[3].replace("40", "60") + " <b>" + "x" * 120 + "</b>"
    lines[5] = lines[5].replace("$5", "€5")
    return [
        *lines,
        "Rain fell at noon.",
        "Correction: An earlier version of this article was wrong.",
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    tail = "\n\nSubscribe to our newsletter\n"
    (folder / "old.txt").write_text(HEAD + "\n\n".join(PARAGRAPHS), encoding="utf-8")
    (folder / "new.txt").write_text(HEAD + "\n\n".join(edited()) + tail, encoding="utf-8")
    program = str(Path(sys.executable).with_name("watchdesk"))
    command = [program, "diff", "old.txt", "new.txt", "-o", "diff.html"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    return folder / "diff.html"


@pytest.fixture(scope="module")
def address(made: Path) -> str:
    return made.as_uri()


def test_axe_finds_nothing_on_the_list_of_edits(
    browser: Browser, sample_desk: Path, tmp_path: Path
) -> None:
    program = str(Path(sys.executable).with_name("watchdesk"))
    command = [program, "diff", "--desk", str(sample_desk), "-o", "list.html"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=240)
    settings: Any = {"viewport": PHONE}
    page = browser.new_page(**settings)
    page.goto((tmp_path / "list.html").as_uri())
    assert page.locator("main li").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe(page)["violations"] == []
    page.close()


def tops(page: Page) -> list[list[float]]:
    return page.evaluate(  # type: ignore[no-any-return]
        "[...document.querySelectorAll('#body .pair')].map(pair =>"
        " [...pair.children].map(cell => cell.getBoundingClientRect().top))"
    )


def test_two_columns_where_there_is_room_and_one_on_a_phone(opened: Any) -> None:
    wide, narrow = tops(opened()), tops(opened(viewport=PHONE))
    assert len(wide) == len(narrow) >= 5
    assert all(left == right for left, right in wide)
    assert all(left < right for left, right in narrow)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_page_to_the_side(opened: Any, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_changes_are_not_marked_by_colour_alone(opened: Any) -> None:
    page = opened()
    for tag, line in (("ins", "underline"), ("del", "line-through")):
        marks = page.locator(f"#body {tag}")
        assert marks.count() >= 2
        style = marks.first.evaluate("e => getComputedStyle(e).textDecorationLine")
        assert style == line


def test_what_was_touched_leads_to_its_edit_without_javascript(opened: Any) -> None:
    page = opened(java_script_enabled=False, viewport=PHONE)
    link = page.locator("#touched a").first
    name = link.inner_text()
    link.click()
    heading = page.locator(":target h3")
    assert heading.inner_text().startswith(name.removeprefix("edit ") + " · ")


def test_every_inner_link_has_its_target_in_view(opened: Any) -> None:
    page = opened()
    for link in page.locator("#touched a").all():
        link.click()
        assert at_target(page).locator("ins, del, .behind").count() >= 1


def test_furniture_and_unchanged_sentences_are_folded_and_open(opened: Any) -> None:
    page = opened()
    inside = page.locator("#furniture ins").first
    assert not inside.is_visible()
    page.locator("#furniture summary").click()
    assert inside.is_visible()
    same = page.locator("#body details.same").first
    same.locator("summary").focus()
    page.keyboard.press("Enter")
    assert same.locator("p").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(opened: Any, scheme: str, size: dict[str, int]) -> None:
    page = opened("#e1", color_scheme=scheme, viewport=size)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = axe(page)
    assert len(found["passes"]) > 10
    assert [json.dumps(item)[:600] for item in found["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Any, scheme: str) -> None:
    page = opened("#e1", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    worst = page.evaluate(CONTRAST)
    assert worst["ratio"] >= 4.5, worst
    assert is_light(page) == (scheme == "light")


def test_prints_on_white_with_its_marks(opened: Any) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert min(int(part) for part in paper[4:-1].split(",")) > 240
    style = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("#body ins").first.evaluate(style) == "underline"
    assert page.locator("#body del").first.evaluate(style) == "line-through"
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_markup_of_a_capture_is_shown_as_words(opened: Any) -> None:
    page = opened()
    assert page.locator("#body b").count() == 0
    assert "<b>x" in page.locator("#body").inner_text()
