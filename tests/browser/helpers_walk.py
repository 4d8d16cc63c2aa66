"""A desk served by the real command for tests in a browser, and the pages that are walked."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from watchdesk.desk import Desk
from watchdesk.records import Claim, Contradiction, Expectation, Position, RelationKind

PROGRAM = str(Path(sys.executable).with_name("watchdesk"))
WEEK = "2024-W33"
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\?token=(\S+)")


class Walked(NamedTuple):
    """A desk that is served."""

    base: str
    """Scheme, host and port."""
    token: str
    """What serve printed."""
    folder: Path
    """Where the desk lies."""

    @property
    def entry(self) -> str:
        """The address that serve printed."""
        return f"{self.base}/?token={self.token}"

    @property
    def brief(self) -> str:
        """The page of the sample's week."""
        return f"{self.base}/brief/{WEEK}"


@contextmanager
def serving(folder: Path) -> Iterator[Walked]:
    """``watchdesk serve`` in a process of its own."""
    command = [PROGRAM, "serve", "--desk", str(folder), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        told = _ADDRESS.search(line)
        assert told is not None, line
        yield Walked(told[1], told[2], folder)
    finally:
        server.terminate()
        server.communicate(timeout=20)


def pages_of(desk: Desk) -> dict[str, str]:
    """A telling example of each page: its name and its path."""
    with desk.view() as view:
        claims = view.records(Claim)
        contradiction = view.records(Contradiction)[0]
        tie = next(t for t in view.relations() if t.kind is RelationKind.UPDATED)
        position = view.records(Position)[0]
        expectation = view.records(Expectation)[0]
    claim = max(claims, key=lambda c: (len(c.members), c.id))
    at = claim.at
    return {
        "brief": f"/brief/{WEEK}",
        "timeline": f"/timeline?week={WEEK}",
        "map": f"/map?week={WEEK}",
        "matrix": "/matrix",
        "claims": f"/claims?week={WEEK}",
        "claim": f"/claims/{claim.id}",
        "contradictions": f"/contradictions?week={WEEK}",
        "contradiction": f"/contradictions/{contradiction.id}",
        "article": f"/articles/{at.article}?words={at.span.start},{at.span.end}#words",
        "diff": f"/diff/{tie.a}/{tie.b}",
        "actors": "/actors",
        "actor": f"/actors/{position.actor}",
        "position": f"/positions/{position.id}",
        "expectations": "/expectations",
        "expectation": f"/expectations/{expectation.id}",
        "sources": "/sources",
        "search": "/search?q=said",
        "corrections": "/corrections",
        "changes": "/changes",
        "nothing": "/claims?from=1990-01-01&to=1990-01-02",
        "not found": "/claims/clm-0000000000000000",
    }
