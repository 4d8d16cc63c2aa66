"""What an address gives in tests: samples, quick settings, and one word on its health."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from watchdesk import intake
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context
from watchdesk.intake.web import Web
from watchdesk.records import Capture, Fetch, FetchState, Refusal

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WEB = Web(allow_private=True, pause=0, now=lambda: NOON, seconds=10)
QUICK = replace(WEB, seconds=1.0, read_seconds=0.5, connect_seconds=0.5)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gull Daily</title>
<item><title>Pilots strike</title><link>/news/1</link><description>No ship moves.</description>
</item>
</channel></rss>"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Pier shut</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><article><h1>Pier
shut</h1><p>The pier of the old harbour was shut on Monday after a storm had damaged it.</p>
<p>Nobody was hurt, the harbour master said, and the ferries leave from the new quay for now.</p>
</article></body></html>"""
OK = b"HTTP/1.1 200 OK\r\n"


def read(
    address: str, web: Web = WEB, limits: Limits | None = None
) -> tuple[list[Capture], list[Refusal], Fetch]:
    """What an address gives; always exactly one ``Fetch`` for it, and that last."""
    *items, fetch = intake.read([address], Context(web=web, limits=limits or Limits()))
    assert isinstance(fetch, Fetch)
    assert fetch.uri == address
    captures = [item for item in items if isinstance(item, Capture)]
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert len(captures) + len(refusals) == len(items)
    return captures, refusals, fetch


def failed(address: str, code: str, web: Web = WEB, limits: Limits | None = None) -> Refusal:
    captures, (refusal,), fetch = read(address, web, limits)
    assert captures == []
    assert refusal.code == code, refusal
    assert (fetch.state, fetch.reason) == (FetchState.FAILED, refusal.reason)
    assert fetch.fetched_at == NOON
    assert fetch.etag is fetch.last_modified is None
    return refusal
