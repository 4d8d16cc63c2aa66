"""``watchdesk read --explain attribution`` in a browser: marks, chains, links, sizes and print."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from helpers_pages import CONTRAST, DESKTOP, PHONE, at_target, axe, is_light

from watchdesk.records import Reading
from watchdesk.shown_attribution import page as page_of

TEXT = """\
According to the Harbour Times, Minister Edo Ruhl said on state television that the curfew would \
end, “whatever our friends across the bay may say.” <b>Nobody</b> could verify it.
“And my brother told me, ‘Never sign in the dark,’” Anna Orlova, a deputy minister, said.
Both embassies declined to comment. Rain fell in the afternoon and the market closed early.
The fleet has reportedly left."""
ROWS = [
    ("the Harbour Times", "According to", "Minister Edo Ruhl said on … may say.”", None),
    ("Minister Edo Ruhl", "said", "the curfew would … may say.”", 1),
    ("Anna Orlova, a deputy minister", "said.", "“And my … dark,’”", None),
    ("my brother", "told", "‘Never … dark,’", 3),
    ("Both embassies", "declined to comment", "", None),
    (None, "reportedly", "The fleet has … left", None),
]


def span(words: str) -> tuple[int, int]:
    """Where words stand, or all words from some to others."""
    first, _, last = words.partition(" … ")
    start = TEXT.index(first)
    return start, TEXT.index(last or first, start) + len(last or first)


def attribution(number: int) -> dict[str, Any]:
    source, cue, content, within = ROWS[number - 1]
    tellers = [name for name in (("Harbour Times" if number < 3 else None), source) if name]
    return {
        "id": f"att-{number}",
        "source": span(source) if source else None,
        "cue": span(cue),
        "content": [span(content)] if content else [],
        "speech": "mixed",
        "act": "speech" if content else "silence",
        "chain": [{"name": name, "kind": "person", "venue": "on television"} for name in tellers],
        "verification": ["unmarked", "unverified"][number == 2],
        "evidence": [span("Nobody … verify it")] if number == 2 else [],
        "within": f"att-{within}" if within else None,
    }


def reading(title: str) -> Reading:
    lines = [span(line) for line in TEXT.split("\n")]
    parts = [{"start": a, "end": b, "kind": "body", "reason": "test"} for a, b in lines]
    capture = {
        "id": "cap-0",
        "uri": f"https://example.org/{title}/" + "a-long-address-" * 12,
        "sha256": "0" * 64,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "text": TEXT,
    }
    return Reading.model_validate(
        {
            "capture": capture,
            "article": {"id": f"art-{title}", "role": "main", "title": title, "parts": parts},
            "attributions": [attribution(number) for number in range(1, len(ROWS) + 1)],
        }
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("attribution") / "page.html"
    html = page_of([reading("Envoys meet on the harbour dispute"), reading("Another")])
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def test_every_number_leads_to_its_words_and_back(opened: Any) -> None:
    page = opened()
    links = page.locator(".chains a.no")
    assert links.count() == 2 * len(ROWS)
    for link in links.all():
        number = link.inner_text()
        link.click()
        words = at_target(page)
        assert words.evaluate("e => e.tagName") == "MARK"
        assert number in re.findall(r"\d+", words.locator(".tag").first.inner_text())
    for link in page.locator(".line mark a").all():
        link.click()
        assert at_target(page).evaluate("e => e.tagName") == "LI"


def test_a_link_works_without_javascript(opened: Any) -> None:
    page = opened(java_script_enabled=False, viewport=PHONE)
    page.locator(".chains a.no").first.click()
    target = page.locator("mark:target")
    assert target.is_visible()


def test_contents_hold_what_is_told_inside_of_them(opened: Any) -> None:
    page = opened()
    for look in ("source", "cue", "content"):
        assert page.locator(f"mark.content mark.{look}").count() >= 1
    inside = page.locator(".facts a").all()
    assert [link.inner_text() for link in inside] == ["1", "3"] * 2
    inside[1].click()
    assert at_target(page).locator(".chain .no").inner_text() == "3"


@pytest.mark.parametrize("look", ["source", "cue", "content"])
def test_marks_are_told_apart_without_colour(opened: Any, look: str) -> None:
    page = opened()
    style = page.locator(f".line mark.{look}").first.evaluate(
        "e => [getComputedStyle(e).fontWeight, getComputedStyle(e).fontStyle,"
        " getComputedStyle(e).borderBottomStyle]"
    )
    want = {
        "source": ["600", "normal", "none"],
        "cue": ["400", "italic", "none"],
        "content": ["400", "normal", "solid"],
    }
    assert style == want[look]
    assert page.locator(f".line mark.{look} .end").first.inner_text() in "}›]"


def test_chains_stand_beside_their_line_and_below_it_on_a_phone(opened: Any) -> None:
    places = (
        "[...document.querySelectorAll('.row')].filter(row => row.querySelector('.chains'))"
        ".map(row => [...row.children].map(e => e.getBoundingClientRect().top))"
    )
    wide = opened().evaluate(places)
    narrow = opened(viewport=PHONE).evaluate(places)
    assert len(wide) == len(narrow) == 8
    assert all(line == chains for line, chains in wide)
    assert all(line < chains for line, chains in narrow)


@pytest.mark.parametrize("width", [320, 390, 640, 890, 1000, 1440])
def test_nothing_runs_out_of_the_page_to_the_side(opened: Any, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_text_twice_as_large_still_fits_a_phone(opened: Any) -> None:
    page = opened(viewport=PHONE)
    page.add_style_tag(content="html { font-size: 32px }")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("target", [".chains a.no", ".line mark a"])
def test_axe_finds_nothing(opened: Any, scheme: str, size: dict[str, int], target: str) -> None:
    page = opened(color_scheme=scheme, viewport=size)
    page.locator(target).nth(1).click()
    found = axe(page)
    assert len(found["passes"]) > 15
    assert [json.dumps(item)[:600] for item in found["violations"]] == []
    unsure = [item["id"] for item in found["incomplete"]]
    assert [rule for rule in unsure if rule != "color-contrast"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Any, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    for target in (".chains a.no", ".line mark a"):
        for link in page.locator(target).all():
            link.click()
            worst = page.evaluate(CONTRAST)
            assert worst["ratio"] >= 4.5, worst
    assert is_light(page) == (scheme == "light")


def test_prints_on_white_with_its_marks(opened: Any) -> None:
    page = opened(color_scheme="dark")
    page.locator(".chains a.no").first.click()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5
    assert is_light(page)
    border = "e => getComputedStyle(e).borderBottomStyle"
    assert page.locator(".line mark.content").first.evaluate(border) == "solid"
    assert page.locator(".line .tag").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF-")


def test_markup_of_a_capture_is_shown_as_words(opened: Any) -> None:
    page = opened()
    assert page.locator("main b").count() == 0
    assert "<b>Nobody</b> could" in page.locator("main").inner_text()


def test_words_are_copied_without_the_numbers(opened: Any) -> None:
    page = opened()
    page.keyboard.press("Control+a")
    copied = " ".join(page.evaluate("getSelection().toString()").split())
    assert "on state television that the curfew would end, “whatever" in copied
