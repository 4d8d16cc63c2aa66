"""``make screenshots``: a picture of each page of the sample desk, in ``docs/pages``.

Serves the desk that ``make brief`` made and looks at it with Chromium, as a reader would.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdesk.desk import Desk
from watchdesk.records import Claim, Contradiction, Expectation, Interval, Position, RelationKind

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("WATCHDESK_BROWSER", "/usr/bin/chromium")
PORT = 8046
WEEK = "2024-W33"
DESKTOP, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}


def pages_of(desk: Desk) -> dict[str, str]:
    """A telling example of each page: its name and path."""
    with desk.view() as view:
        claims = view.records(Claim)
        contradiction = view.records(Contradiction)[0]
        faced = {name for one in view.records(Contradiction) for name in one.claims}
        claim = max(
            claims,
            key=lambda c: (
                c.id in faced and c.families > 1,
                max(len(member.chain) for member in c.members),
                c.origin_count,
                c.id,
            ),
        )
        position = max(view.records(Position), key=lambda p: (len(p.evidence), p.id))
        expectation = max(view.records(Expectation), key=lambda e: (len(e.outcomes), e.id))
        pairs = view.relations([k.article for k in view.published_within(Interval.unknown())])
        tie = next(t for t in pairs if t.kind is RelationKind.SAME_PAGE)
    return {
        "this-week": f"/brief/{WEEK}",
        "timeline": f"/timeline?week={WEEK}",
        "map": f"/map?week={WEEK}",
        "matrix": "/matrix",
        "claims": f"/claims?week={WEEK}",
        "claim": f"/claims/{claim.id}",
        "contradiction": f"/contradictions/{contradiction.id}",
        "article": f"/articles/{claim.at.article}?words={claim.at.span.start},{claim.at.span.end}",
        "diff": f"/diff/{tie.a}/{tie.b}",
        "actors": "/actors",
        "actor": f"/actors/{position.actor}",
        "expectations": "/expectations",
        "expectation": f"/expectations/{expectation.id}",
        "sources": "/sources",
        "search": "/search?q=Kursk",
        "corrections": "/corrections",
    }


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The real server; gives the address with its token."""
    program = str(Path(sys.executable).with_name("watchdesk"))
    command = [program, "serve", "--desk", str(folder), "--port", str(PORT)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise SystemExit("the server did not start; run watchdesk serve to see why")


def take(browser: Browser, address: str, paths: dict[str, str], out: Path) -> None:
    """Each page as a desktop shows it; some also dark or on a phone."""
    site = address.split("/?", maxsplit=1)[0].rstrip("/")
    looks: list[tuple[str, dict[str, Any]]] = [
        ("", {"viewport": DESKTOP, "color_scheme": "light"}),
        ("-dark", {"viewport": DESKTOP, "color_scheme": "dark"}),
        ("-phone", {"viewport": PHONE, "color_scheme": "light"}),
    ]
    for suffix, look in looks:
        context = browser.new_context(**look)
        page = context.new_page()
        page.goto(address)
        for name, path in paths.items():
            if suffix and name not in ("this-week", "claim", "matrix", "map"):
                continue
            answer = page.goto(site + path)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status if answer else 'nothing'}")
            page.screenshot(path=out / f"{name}{suffix}.jpg", type="jpeg", quality=72)
        context.close()


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", type=Path, default=Path("out/sample/desk"))
    parser.add_argument("--out", type=Path, default=Path("docs/pages"))
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — not installed everywhere

    with served(told.desk) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, address, pages_of(Desk.open(told.desk)), told.out)
        browser.close()


if __name__ == "__main__":
    main()
