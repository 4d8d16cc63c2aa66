"""Which outlet printed an article, as far as the desk can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from watchdesk.records import (
    Capture,
    Family,
    Link,
    LinkKind,
    PartKind,
    Reading,
    RelationKind,
    Watch,
)
from watchdesk.watch import source_of

_HEAD, _LINES = 400, 4
"""Code points, and lines, above a text that is no page in which an outlet names itself."""


def outlets_of(
    watch: Watch, readings: Mapping[str, Reading], families: Iterable[Family]
) -> dict[str, str]:
    """Outlet of each article: as told, by the watch's sources, or by its other capture.

    Initials are as they were told; see :func:`spelled_out`.
    """
    known: dict[str, str] = {}
    for article, reading in readings.items():
        told = reading.article.outlet
        source = source_of(watch, told, reading.capture.declared.url)
        name = source.outlet if source else told
        if name:
            known[article] = name
    named = dict(known)
    for family in families:
        pages = [r for r in family.relations if r.kind is RelationKind.SAME_PAGE]
        for one in {article for r in pages for article in (r.a, r.b)}:
            names = [
                named[a] for r in pages for a in (r.a, r.b) if one in (r.a, r.b) and a in named
            ]
            if names:
                known[one] = max(names, key=lambda name: (len(name), name))
    return known


def outlet_above(watch: Watch, reading: Reading) -> str | None:
    """The outlet of an article as told; of a text without an address that tells none, the source
    of the watch whose name or address a line of its own above the body is."""
    told, page = reading.article.outlet, reading.capture
    if told or page.declared.url or not isinstance(page, Capture) or not reading.article.parts:
        return told
    body = (part.start for part in reading.article.parts if part.kind is PartKind.BODY)
    start = reading.article.parts[0].start
    head = page.text[start : min(next(body, start), start + _HEAD)]
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    for line in lines[:_LINES]:
        bare = line if " " in line or "." not in line else f"https://{line}"
        source = source_of(watch, line if len(line.split()) > 1 else None, bare)
        if source is not None:
            return source.outlet
    return None


def initials_of(name: str) -> str:
    """The capitals that a name's words begin with."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def spelled_out(name: str, others: Iterable[str]) -> str:
    """The one name that initials stand for, among the outlets that print the same column; else
    the name as it is."""
    longer = {other for other in others if initials_of(other) == name} - {name}
    return longer.pop() if len(longer) == 1 else name


def with_outlet(reading: Reading, outlets: Mapping[str, str]) -> Reading:
    """The reading with its outlet as the desk knows it, in the chains too."""
    name = outlets.get(reading.article.id)
    if name is None or name == reading.article.outlet:
        return reading
    teller = Link(name=name, kind=LinkKind.OUTLET)
    attributions = tuple(
        item.model_copy(update={"chain": (teller, *_without_own(item.chain))})
        for item in reading.attributions
    )
    article = reading.article.model_copy(update={"outlet": name})
    return reading.model_copy(update={"article": article, "attributions": attributions})


def _without_own(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    own = chain and chain[0].kind is LinkKind.OUTLET and chain[0].span is None
    return chain[1:] if own else chain
