"""What the tests of pages share: sizes, where the browser is, and how contrast is measured."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("WATCHDESK_BROWSER", "/usr/bin/chromium")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
  };
  let worst = {ratio: 99};
  for (const e of document.body.querySelectorAll('*')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const pair = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
    if (ratio < worst.ratio) worst = {ratio, tag: e.outerHTML.slice(0, 120)};
  }
  return worst;
}"""
"""The least contrast of any words with their ground."""
IN_VIEW = """e => {
  const top = e.getBoundingClientRect().top;
  const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  return (-1 <= top && top < innerHeight) || end;
}"""
WHERE = "e => [e.getBoundingClientRect().top, innerHeight, scrollY]"


def at_target(page: Page) -> Any:
    """What the address points at, once it is in view or the page is at its end.

    A browser scrolls to it with the first frame it draws, which may be after `load`.
    """
    target = page.locator(":target")
    assert target.count() == 1
    within = time.monotonic() + 10
    while not target.evaluate(IN_VIEW):
        assert time.monotonic() < within, target.evaluate(WHERE)
        page.wait_for_timeout(50)
    return target


def axe(page: Page, only: Sequence[str] = ()) -> Any:
    """What axe-core says of a page, the size of targets included; only by some rules if told."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    asked: dict[str, Any] = {
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations", "incomplete"],
    }
    if only:
        asked["runOnly"] = list(only)
    return page.evaluate("asked => axe.run(document, asked)", asked)


def is_light(page: Page) -> bool:
    """Whether the page is dark on light."""
    paper: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in paper[4:-1].split(",")) > 600
