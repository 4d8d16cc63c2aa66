"""A served desk, walked as an editor does: brief, words, chain, correction, brief again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpers_pages import DESKTOP, at_target
from helpers_served import let_in, load_until
from helpers_walk import Walked, serving

from watchdesk.desk import Desk
from watchdesk.records import Claim

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_MOST_TABS = 400
"""Presses of the key after which something counts as out of reach."""


@pytest.fixture(scope="module")
def walked(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("walked") / "desk"
    shutil.copytree(sample_desk, folder)
    with serving(folder) as found:
        yield found


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def claims_of(walked: Walked) -> set[str]:
    return {one.id for one in Desk.open(walked.folder).records(Claim)}


def behind(page: Page) -> list[str]:
    """The claims that stand behind lines of the brief, in its order."""
    links = page.locator("ul.bullets > li .meta a[href^='/claims/']")
    return list(dict.fromkeys(str(one.get_attribute("href")) for one in links.all()))


class Hands:
    """How somebody opens links and presses buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def use(self, target: Locator) -> None:
        """Open a link or press a button."""
        with self.page.expect_navigation():
            target.click()

    def write(self, field: Locator, words: str) -> None:
        """Fill a field."""
        field.fill(words)


class Keys(Hands):
    """The same with the keyboard alone, from wherever the page put it."""

    def reach(self, target: Locator) -> None:
        handle = target.element_handle()
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("e => document.activeElement === e", handle):
                seen = target.evaluate(
                    "e => [getComputedStyle(e).outlineStyle, e.getBoundingClientRect().top]"
                )
                assert seen[0] == "solid"
                return
        pytest.fail(f"no way by keys to {target}")

    def use(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.type(words)


@pytest.mark.parametrize("how", ["mouse", "mouse without scripts", "keys"])
def test_from_the_brief_to_the_words_to_a_merge_and_to_the_brief_again(
    browser: Browser, walked: Walked, how: str
) -> None:
    has_scripts = "without" not in how
    screen: Any = DESKTOP
    context = browser.new_context(viewport=screen, java_script_enabled=has_scripts)
    page = let_in(context, walked)
    assert walked.token not in page.url
    hands = Keys(page) if how == "keys" else Hands(page)

    reads_the_words(page, hands)
    page.go_back()
    reads_both_sides(page, hands)
    page.goto(walked.brief)
    corrects(page, hands, walked)
    context.close()


def reads_the_words(page: Page, hands: Hands) -> None:
    """A number of the brief opens the article at the words it cites."""
    cited = page.locator("ul.bullets a.n").first
    quote = folded((cited.get_attribute("title") or "").partition(": ")[2])
    hands.use(cited)
    assert at_target(page).is_visible()
    marked = folded("".join(page.locator("mark.asked").all_text_contents()))
    assert len(quote) > 20
    assert quote[:60] in marked


def reads_both_sides(page: Page, hands: Hands) -> None:
    """A disputed line opens both sides; a side opens its claim, the claim the chain it came by."""
    hands.use(page.locator("ul.bullets .meta a[href^='/contradictions/']").first)
    here = page.url
    sides = page.locator(".pair > section")
    told = [side.locator("mark").first.inner_text() for side in sides.all()]
    assert len(set(told)) >= 2
    hands.use(sides.nth(0).get_by_role("link", name="The claim"))
    assert page.locator("ol.chain-path > li").count() > 0
    back = page.locator("section[aria-labelledby=facing] a[href^='/contradictions/']")
    assert any(here.endswith(str(one.get_attribute("href"))) for one in back.all())
    named = page.locator("ol.chain-path a[href^='/actors/']")
    if named.count():
        name = named.first.inner_text()
        hands.use(named.first)
        assert "/actors/" in page.url
        assert name
        assert page.locator("h1").is_visible()


def corrects(page: Page, hands: Hands, walked: Walked) -> None:
    """Two claims of the brief are merged, the brief shows it, and it is taken back."""
    before = claims_of(walked)
    first, second = behind(page)[:2]
    hands.use(page.locator(f".meta a[href='{first}']").first)
    assert page.locator("ol.chain-path > li").count() > 0
    form = page.locator("form.rule").filter(has=page.locator("input[value=merge]"))
    hands.write(form.locator("input[name=record]:visible"), walked.base + second)
    hands.write(form.locator("input[name=because]"), "They tell of one event")
    hands.use(form.get_by_role("button", name="Merge"))
    ruling = page.url
    assert page.locator("h1").inner_text().startswith("Merged")
    assert page.locator("main").get_by_text("They tell of one event").count() == 1
    (gone,) = before - claims_of(walked)
    assert f"/claims/{gone}" in {first, second}

    page.goto(f"{walked.base}/claims/{gone}")
    assert gone not in page.url.partition("?")[0]
    assert page.locator("[role=status]").get_by_text(gone).count() == 1
    page.goto(walked.brief)
    load_until(page, lambda: f"/claims/{gone}" not in behind(page) != [])

    page.goto(ruling)
    hands.use(page.get_by_role("button", name="Undo"))
    assert claims_of(walked) == before
    page.goto(walked.brief)
    load_until(page, lambda: f"/claims/{gone}" in behind(page))


def test_the_first_key_leads_past_the_menu(browser: Browser, walked: Walked) -> None:
    screen: Any = DESKTOP
    context = browser.new_context(viewport=screen)
    page = let_in(context, walked)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left > 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    context.close()


def test_without_the_token_all_is_read_and_nothing_written(
    browser: Browser, walked: Walked
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(walked.brief)
    load_until(page, lambda: bool(behind(page)))
    assert page.locator("form[method=post]").count() == 0
    page.goto(walked.base + behind(page)[0])
    assert page.locator("form[method=post]").count() == 0
    assert page.get_by_text("open the desk by the address with the token").count() == 1
    refused = page.goto(f"{walked.base}/?token=guessed")
    assert refused is not None
    assert refused.status == 403
    sent = page.request.post(f"{walked.base}/corrections", form={"do": "undo", "record": "rul-1"})
    assert sent.status == 403
    context.close()
