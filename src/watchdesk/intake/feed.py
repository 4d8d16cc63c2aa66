"""Feeds to captures, one per entry: RSS, Atom and JSON Feed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from watchdesk.errors import InputRefused
from watchdesk.intake import values
from watchdesk.intake.decode import Decoded, decode
from watchdesk.intake.feed_entry import Entry, Feed
from watchdesk.intake.heads import plain, with_title
from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Beside, Context, Piece
from watchdesk.intake.text import capture_of, check_text, completed, digest
from watchdesk.records import Capture, Declared, EncodingBasis, Fetch, FetchState, Refusal

_WHOLE = 1000
"""From this many characters a text that the feed calls a description can be all of it."""
_CUT = ("…", "...", "[…]", "[...]", "[&#8230;]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_feed(piece: Piece, context: Context) -> Iterator[Capture | Refusal | Fetch]:
    """A capture or refusal for each entry, then one ``Fetch`` that says how the feed is doing.

    ``uri`` of an entry is ``path#E3``; entries are counted from 1 as they stand. The text is the
    headline and the standfirst, as far as the text does not begin with them, a blank line, and the
    entry's content, else its summary, laid out as ``feed_text.block_text`` says. ``sha256`` is that
    of ``digest_of``: the bytes of an entry change with every look at some feeds, its words do not.
    """
    try:
        feed, decoded = _feed(piece, context.limits)
    except InputRefused as error:
        yield error.refusal()
        yield Fetch(uri=piece.uri, state=FetchState.FAILED, reason=error.reason)
        return
    flaws, entries = list(feed.flaws), 0
    for number, entry, partial in _each(feed.entries, flaws):
        entries += 1
        uri = f"{piece.uri}#E{number}"
        try:
            text, beside = _laid_out(entry, replace(piece.beside, partial=partial))
            check_text(text, uri, context.limits)
        except InputRefused as error:
            yield error.refusal()
            continue
        found = decoded._replace(text=text)
        yield capture_of(uri, found, feed.media_type, digest_of(entry), beside)
    state = FetchState.FRESH if entries else FetchState.EMPTY
    yield Fetch(uri=piece.uri, state=state, entries=entries, flaws=tuple(flaws))


def _feed(piece: Piece, limits: Limits) -> tuple[Feed, Decoded]:
    data = piece.whole(limits.file_bytes)
    decoded = decode(data, piece.uri, charset=piece.beside.charset, markup=True)
    base = piece.beside.declared.url
    if decoded.text.lstrip()[:1] in ("{", "["):
        from watchdesk.intake.feed_json import json_feed  # noqa: PLC0415 — one of the two suffices

        feed = json_feed(decoded.text, piece.uri, base)
    else:
        from watchdesk.intake.feed_xml import xml_feed  # noqa: PLC0415 — lxml is slow to import

        feed = xml_feed(decoded.text, piece.uri, base)
    return feed._replace(flaws=(*feed.flaws, *_flaws(data, decoded))), decoded


def _flaws(data: bytes, decoded: Decoded) -> Iterator[str]:
    if decoded.basis is EncodingBasis.GUESSED:
        yield f"in no encoding it declares; read as {decoded.encoding}"
    elif decoded.encoding == "utf-8" and _CONTROLS.search(data):
        yield "holds control characters"


def _each(entries: tuple[Entry, ...], flaws: list[str]) -> Iterator[tuple[int, Entry, str | None]]:
    """Entries with their number and what they lack, each once; what is odd about some of them
    goes to ``flaws``."""
    seen: set[tuple[str, ...]] = set()
    odd: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        # Some feeds give one id to all their entries, so that it alone does not tell them apart.
        mark = (entry.key, entry.title or "", entry.url or "")
        if mark in seen and any(mark):
            odd["repeat another"] += 1
            continue
        seen.add(mark)
        if not entry.title and not entry.content and not entry.summary:
            odd["are empty"] += 1
            continue
        partial = None
        if not entry.content and _is_short(entry.summary):
            what = "summary" if entry.summary else "headline"
            odd[f"hold a {what} only"] += 1
            partial = f"the feed gives a {what} only"
        yield number, entry, partial
    flaws += [f"{n:,} of {len(entries):,} entries {what}" for what, n in sorted(odd.items())]


def _is_short(summary: str) -> bool:
    return len(summary) < _WHOLE or summary.endswith(_CUT)


def _laid_out(entry: Entry, beside: Beside) -> tuple[str, Beside]:
    """The text of an entry's capture, and what is known beside it."""
    declared = completed(
        Declared(
            url=entry.url,
            title=entry.title,
            deck=_deck(entry),
            outlet=entry.outlet,
            authors=entry.authors,
            published=entry.published,
            language=entry.language,
        ),
        Declared(outlet=beside.declared.outlet, language=beside.declared.language),
    )
    body = entry.content or entry.summary
    if entry.updated:
        # An upper bound and no date of publication: it stands in the text as on a page.
        body = f"Updated {entry.updated}\n\n{body}"
    return with_title(body, declared).strip(), replace(beside, declared=declared)


def _deck(entry: Entry) -> str | None:
    """The summary, where it is more than the beginning of the content."""
    if not entry.content or plain(entry.summary)[:200] in plain(entry.content):
        return None
    return values.paragraph(entry.summary)


def digest_of(entry: Entry) -> str:
    """SHA-256 of the entry in a form of its own: the JSON list of its id, address, headline,
    content and summary, UTF-8, without spaces between; ``null`` for what it has not."""
    parts = [entry.key, entry.url, entry.title, entry.content, entry.summary]
    return digest(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
