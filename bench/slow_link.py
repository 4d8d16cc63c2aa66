"""How soon each page of the sample desk can be used over a slow link, in a real browser.

``python bench/slow_link.py --desk FOLDER`` serves the desk (best the one of ``make brief``) and
opens each page several times in Chromium as on a phone: 1.6 Mbit/s down, 150 ms there and back, a
processor four times as slow, nothing kept from before. Writes ``bench/results/slow_link.json``. A
page counts as usable when it is painted and its document is whole, whichever is later.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from measure import save

TOOLS = Path(__file__).parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

from screenshots import CHROMIUM, PHONE, pages_of, served  # noqa: E402 — lies beside this folder

from watchdesk.desk import Desk  # noqa: E402 — after the path

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIMES = 7
"""Times each page is opened."""
BAR_MS = 1_500
LINK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 94_000,
}
"""1.6 Mbit/s down, 750 kbit/s up, 150 ms."""
SLOWER = 4
"""How many times as slow the processor is made."""
_PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
_TOLD = """() => {
  const [way] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const all = [way, ...performance.getEntriesByType('resource')];
  return {paint, whole: way.domContentLoadedEventEnd,
          bytes: all.reduce((sum, one) => sum + one.transferSize, 0)};
}"""


def opened(page: Page, address: str) -> dict[str, float]:
    """One opening: milliseconds to the paint and to the whole document, and bytes."""
    page.goto(address)
    for _ in range(200):  # Playwright's own waiting is what the policy of the pages forbids
        if page.evaluate(_PAINTED):
            break
        page.wait_for_timeout(50)
    told: dict[str, float] = page.evaluate(_TOLD)
    return told


def slowly(page: Page) -> None:
    """Make the link and the processor of a page slow."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    client.send("Network.emulateNetworkConditions", LINK)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def measured(page: Page, site: str, paths: dict[str, str]) -> dict[str, Any]:
    """Each page, opened so many times."""
    out = {}
    for name, path in paths.items():
        found = [opened(page, site + path) for _ in range(TIMES)]
        usable = sorted(max(one["paint"], one["whole"]) for one in found)
        out[name] = {
            "paint_ms": round(median(one["paint"] for one in found)),
            "usable_ms": round(median(usable)),
            "worst_ms": round(usable[-1]),
            "kilobytes": round(median(one["bytes"] for one in found) / 1024, 1),
        }
        print(name, out[name], file=sys.stderr, flush=True)
    return out


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", type=Path, default=Path("out/sample/desk"))
    told = parser.parse_args()
    from playwright.sync_api import sync_playwright

    paths = pages_of(Desk.open(told.desk))
    with served(told.desk) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        screen: Any = PHONE
        page = browser.new_context(viewport=screen).new_page()
        site = address.split("/?", maxsplit=1)[0].rstrip("/")
        for path in paths.values():
            page.goto(site + path)
        slowly(page)
        found = measured(page, site, paths)
        version = browser.version
        browser.close()
    result = {"chromium": version, "times": TIMES, "bar_ms": BAR_MS, "pages": found}
    save("slow_link", result)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
