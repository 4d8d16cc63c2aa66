"""Every page of a served desk, as readers with any eyes, hands, screens and links meet it."""

from __future__ import annotations

import http.client
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from helpers_pages import CONTRAST, DESKTOP, PHONE, axe, is_light
from helpers_served import every_page, heaviest_claim, let_in, over_slow_link
from helpers_walk import Walked, serving

from watchdesk.desk import Desk
from watchdesk.records import Contradiction, Interval

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

_SLOWEST_MS = 2_500
"""What a page may take over the slow link here, where other tests keep the machine busy; what it
takes on a quiet one is measured by bench/slow_link.py and held to 1,500."""
_TRICK = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
_TURNED = "\u202egnorw\u202c"
_HOSTILE = {
    "url": "https://example.org/hostile",
    "title": f"{_TRICK} {_TURNED} envoys",
    "outlet": "\"><svg onload=document.title='taken'> Daily",
    "published": "2024-08-15",
    "text": f"""\
KYIV — Minister Edo Ruhl said on Thursday that the <b onclick=alert(1)>bridge</b> at Sudzha was \
{_TURNED} closed to all traffic since the morning, the ministry told reporters.
“Nobody will cross it before Sunday,” Anna Orlova, a deputy minister, told reporters. The convoy \
waited for two hours in the rain and turned back to the town in the afternoon, she said.
""",
}
_OUT_OF_SIGHT = """() => {
  const screen = 'form, nav, .turn, .rules, .jump, .choice, .rate, .facets, .edit, .skip, .layers';
  return [...document.querySelectorAll('main [data-seen]')]
    .filter(e => !e.checkVisibility() && !e.closest(screen)).map(e => e.outerHTML.slice(0, 120));
}"""
_SEE = """() => {
  for (const e of document.querySelectorAll('main *'))
    if (e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      e.setAttribute('data-seen', '');
}"""
_UNFOLD = """() => [...document.querySelectorAll('details:not(.edit)'),
  ...[...document.querySelectorAll('details.edit')].slice(0, 2)].forEach(e => { e.open = true })"""
"""All but the forms below each line of the brief, which are all alike."""
_OF_LOOKS = ("color-contrast", "link-in-text-block", "target-size")
"""Rules of axe on which colours and the width of the screen bear; the others see the same page."""
_TO_THE_SIDE = """() => [...document.body.querySelectorAll('*')].filter(e => {
  const b = e.getBoundingClientRect();
  return b.right > innerWidth + 1 && b.width > 1 && e.checkVisibility();
}).map(e => e.outerHTML.slice(0, 120)).slice(0, 3)"""


@pytest.fixture(scope="module")
def walked(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """The sample with an article of somebody who means harm, and with a ruling."""
    folder = tmp_path_factory.mktemp("pages") / "desk"
    shutil.copytree(sample_desk, folder)
    hostile = folder.parent / "hostile.jsonl"
    hostile.write_text(json.dumps(_HOSTILE), encoding="utf-8")
    desk = Desk.open(folder)
    assert not desk.ingest([hostile]).refused
    desk.dismiss(desk.records(Contradiction)[-1].id, f"Not so: {_TRICK}")
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def paths(walked: Walked) -> dict[str, str]:
    return every_page(Desk.open(walked.folder))


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing_words_stand_out_and_nothing_runs_to_the_side(
    browser: Browser, walked: Walked, paths: dict[str, str], part: int
) -> None:
    phone: Any = PHONE
    context = browser.new_context(viewport=phone, color_scheme="light", bypass_csp=True)
    page = let_in(context, walked)
    found: dict[str, list[Any]] = {}
    for name, path in sorted(paths.items())[part::4]:
        page.goto(walked.base + path)
        page.evaluate(_UNFOLD)
        faults: list[Any] = [] if page.locator("h1").count() == 1 else ["not one h1"]
        for width in (320, 1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append((width, page.evaluate(_TO_THE_SIDE)))
        faults += violations(page)
        faults += faint(page, "light")
        desktop: Any = DESKTOP
        page.set_viewport_size(desktop)
        page.emulate_media(color_scheme="dark")
        faults += violations(page, _OF_LOOKS)
        faults += faint(page, "dark")
        page.emulate_media(color_scheme="light")
        if faults:
            found[name] = faults
    context.close()
    assert not found, json.dumps(found, indent=1)


def violations(page: Page, only: tuple[str, ...] = ()) -> list[Any]:
    said = axe(page, only)
    assert len(said["passes"]) >= (1 if only else 15)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in said["violations"]]


def faint(page: Page, scheme: str) -> list[Any]:
    worst = page.evaluate(CONTRAST)
    faults = [worst] if worst["ratio"] < 4.5 else []
    return faults if is_light(page) == (scheme == "light") else [*faults, f"not {scheme}"]


def test_pages_are_quiet_keep_to_themselves_and_print_what_they_hold(
    browser: Browser, walked: Walked, paths: dict[str, str]
) -> None:
    screen: Any = DESKTOP
    context = browser.new_context(viewport=screen, color_scheme="dark")
    page = let_in(context, walked)
    troubles: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((walked.base + "/", "data:")):
            troubles.append(request.url)

    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", asked)
    found: dict[str, list[Any]] = {}
    for name, path in paths.items():
        answer = page.goto(walked.base + path)
        assert answer is not None
        refused = "refused" in name
        assert (answer.status >= 400) == refused, (name, answer.status)
        faults: list[Any] = [one for one in troubles if not refused or "resource" not in one]
        troubles.clear()
        page.evaluate(_SEE)
        page.emulate_media(media="print", color_scheme="dark")
        faults += page.evaluate(_OUT_OF_SIGHT)
        worst = page.evaluate(CONTRAST)
        if worst["ratio"] < 4.5 or not is_light(page):
            faults.append(worst)
        page.emulate_media(media="screen", color_scheme="dark")
        if faults:
            found[name] = faults
    context.close()
    assert not found, json.dumps(found, indent=1)


def articles_of(folder: Path) -> set[str]:
    with Desk.open(folder).view() as view:
        return {one.article for one in view.published_within(Interval.unknown())}


def test_what_an_article_holds_is_shown_and_never_run(
    browser: Browser, walked: Walked, sample_desk: Path
) -> None:
    (name,) = articles_of(walked.folder) - articles_of(sample_desk)
    screen: Any = DESKTOP
    context = browser.new_context(viewport=screen)
    page = let_in(context, walked)
    page.on("dialog", lambda _: pytest.fail("a script of an article ran"))
    for path in (f"/articles/{name}", "/search?q=bridge", "/sources", "/corrections", "/"):
        page.goto(walked.base + path)
        assert page.title() != "taken"
        assert (
            page.locator("main script, main svg[onload], main [onerror], main b[onclick]").count()
            == 0
        )
    page.goto(f"{walked.base}/articles/{name}")
    heading = page.locator("h1").inner_text()
    assert "<script>document.title = 'taken'</script><img src=x" in heading
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.content())
    context.close()


def test_pages_are_usable_soon_over_a_slow_link(
    browser: Browser, walked: Walked, paths: dict[str, str]
) -> None:
    phone: Any = PHONE
    context = browser.new_context(viewport=phone)
    page = let_in(context, walked)
    took = {
        name: over_slow_link(page, walked.base + path)
        for name, path in paths.items()
        if "refused" not in name
    }
    context.close()
    assert {name: ms for name, ms in took.items() if ms > _SLOWEST_MS} == {}


def test_pages_are_light_on_the_wire(walked: Walked, paths: dict[str, str]) -> None:
    allowed = {
        f"/claims/{heaviest_claim(Desk.open(walked.folder))}": 10_240,
        paths["matrix"]: 40_960,
        paths["map"]: 81_920,
        paths["map named"]: 81_920,
    }
    site = urlsplit(walked.base).netloc
    connection = http.client.HTTPConnection(site, timeout=30)
    for path, most in allowed.items():
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        assert (answer.status, answer.getheader("Content-Encoding")) == (200, "gzip"), path
        assert 1_000 < len(body) <= most, path
    connection.close()
