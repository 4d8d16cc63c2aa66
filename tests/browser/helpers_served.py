"""All pages of a served desk, how an editor gets in, and a slow link."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers_walk import Walked, pages_of

from watchdesk.desk import Desk
from watchdesk.records import Claim, Interval, Story

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 94_000,
}
"""1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back."""
_PATIENCE = 60.0
"""Seconds until the server must have made its brief."""
_HAS_PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
_USABLE = """() => Math.max(
  performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
  performance.getEntriesByName('first-contentful-paint')[0].startTime)"""


def every_page(desk: Desk) -> dict[str, str]:
    """Each kind of page and each look that one can have: a name and a path. What is refused says
    so in its name."""
    with desk.view() as view:
        story = max(view.records(Story), key=lambda s: (s.families, s.id)).id
        known = view.published_within(Interval.unknown())
        ruling = view.rulings()[0]
    families = [one.family for one in known]
    family = max(sorted(set(families)), key=families.count)
    dismissed = ruling.record
    return {
        **{name: path for name, path in pages_of(desk).items() if name != "not found"},
        "map named": "/map?week=2024-W33&show=named",
        "story": f"/stories/{story}",
        "family": f"/families/{family}",
        "ruling": f"/corrections/{ruling.id}",
        "dismissed": f"/contradictions/{dismissed}",
        "settled": "/expectations?show=settled",
        "as of": "/matrix?as_of=2024-08-14",
        "empty week": "/brief/1990-W02",
        "empty search": "/search?q=zzyzx",
        "layers": pages_of(desk)["article"].replace("#", "&show=event&show=claim&show=time#"),
        "exports": "/export?week=2024-W33&everything=1",
        "dictionary": "/export/csv/dictionary",
        "api": "/api",
        "refused: not found": "/claims/clm-0000000000000000",
        "refused: no such page": "/nowhere",
        "refused: a day that is none": "/timeline?from=yesterday",
    }


def heaviest_claim(desk: Desk) -> str:
    """The claim with most tellings."""
    return max(desk.records(Claim), key=lambda c: (len(c.members), c.id)).id


def let_in(context: BrowserContext, walked: Walked) -> Page:
    """A page that came by the address which serve printed; the brief is made."""
    page = context.new_page()
    page.goto(walked.entry)
    page.goto(walked.brief)
    load_until(page, lambda: page.locator("ul.bullets > li").count() > 5)
    return page


def load_until(page: Page, there: Callable[[], bool]) -> None:
    """Load a page anew until it shows what the ledger holds now."""
    ending = time.monotonic() + _PATIENCE
    while not there() and time.monotonic() < ending:
        page.wait_for_timeout(300)
        page.reload()
    assert there()


def over_slow_link(page: Page, address: str) -> float:
    """Milliseconds until a page can be read and used, over a slow link on a slow machine, with
    nothing kept from before."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    client.send("Network.emulateNetworkConditions", SLOW)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    for _ in range(200):  # its own wait_for_function is what the policy of the pages forbids
        if page.evaluate(_HAS_PAINTED):
            break
        page.wait_for_timeout(50)
    took: float = page.evaluate(_USABLE)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    client.detach()
    return took
