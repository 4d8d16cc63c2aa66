"""A capture with the label of every line and the reason for it, for people to check."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from watchdesk.brief import published, safe
from watchdesk.records import (
    Article,
    Capture,
    EncodingBasis,
    Part,
    PartKind,
    Published,
    Reading,
    Role,
)

Paint = Callable[[str, str], str]
"""Gives words the look of a style: the name of a part kind, ``head`` or ``faint``."""

_LABEL = 11
_MIN_WIDTH = 40
_BASES = {
    EncodingBasis.MARK: "told by its byte order mark",
    EncodingBasis.BYTES: "told by the bytes",
    EncodingBasis.TRANSPORT: "told by the header it came with",
    EncodingBasis.DECLARED: "declared by the page",
    EncodingBasis.GUESSED: "guessed",
}


def plain(words: str, style: str) -> str:
    """No look at all."""
    del style
    return words


def explain(readings: Sequence[Reading], paint: Paint = plain, width: int = 100) -> Iterator[str]:
    """One capture's readings as lines of text, the main article's first.

    Each line of the capture stands behind its kind, with the reason below it in words; other
    stories are set in and headed by their role. Lines are broken at ``width`` columns. Nothing in
    them steers a terminal but what ``paint`` adds.
    """
    capture = readings[0].capture
    assert isinstance(capture, Capture)
    yield from capture_head(capture, paint)
    main = next((r.article for r in readings if r.article.role is Role.MAIN), readings[0].article)
    others = [r.article for r in readings if r.article.role is not Role.MAIN and r.article.parts]
    yield ""
    yield from head(main, capture.text, paint)
    yield ""
    for run in _runs(main.parts):
        other = next((o for o in others if _holds(run[0], o)), None)
        if other is None:
            yield from _lines(run, capture.text, paint, width)
            continue
        yield ""
        yield from (f"  │ {line}" for line in head(other, capture.text, paint))
        for inner in _runs(other.parts):
            yield from (f"  │ {line}" for line in _lines(inner, capture.text, paint, width - 4))
        yield ""
    yield ""
    yield _sum(main, paint)


def _runs(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Neighbours of one kind for one reason; a story of its own is a run of its own."""
    apart = {PartKind.TEASER, PartKind.OTHER}
    run: list[Part] = []
    for part in parts:
        same = bool(run) and (part.kind, part.reason) == (run[-1].kind, run[-1].reason)
        if run and not (same and part.kind not in apart):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _holds(part: Part, other: Article) -> bool:
    """Whether a part of the main article stands for another story."""
    return part.start <= other.parts[0].start and other.parts[-1].end <= part.end


def capture_head(capture: Capture, paint: Paint) -> Iterator[str]:
    """Where a capture came from, what it was and when it was taken."""
    yield paint(safe(capture.uri), "head")
    way = " ‹ ".join(reversed(capture.unpacked))
    out_of = f", out of {safe(way)}" if way else ""
    yield f"  {capture.media_type}{out_of}; {capture.encoding}, {_BASES[capture.encoding_basis]}"
    if capture.partial:
        yield f"  not the whole article: {safe(capture.partial)}"
    yield f"  captured {capture.captured_at or 'at an unknown time'}; {capture.id}"


def head(article: Article, text: str, paint: Paint) -> Iterator[str]:
    """Role, headline, outlet, authors, language, id and date of an article."""
    title = f"“{safe(article.title)}”" if article.title else "no headline"
    yield paint(f"{article.role.value}: {title}", "head")
    facts = [safe(article.outlet or "outlet not named"), *map(safe, article.authors)]
    yield f"  {', '.join(facts)}; language {article.language}; {article.id}"
    yield f"  {_when(article.published, text)}"


def _when(when: Published, text: str) -> str:
    words = [f"“{safe(' '.join(span.text_of(text).split()))}”" for span in when.evidence]
    return published(when) + (f", from {', '.join(words)}" if words else "")


def _lines(run: Sequence[Part], text: str, paint: Paint, width: int) -> Iterator[str]:
    kind, blank = run[0].kind.value, " " * (_LABEL + 2)
    room = max(_MIN_WIDTH, width - len(blank))
    for part in run:
        label = f"{kind:>{_LABEL}}  "
        for line in part.span.text_of(text).split("\n"):
            for words in textwrap.wrap(safe(line), room):
                yield paint(label, kind) + paint(words, kind)
                label = blank
    yield blank + paint(f"({run[0].reason})", "faint")


def _sum(article: Article, paint: Paint) -> str:
    counts = Counter(part.kind for part in article.parts)
    listed = ", ".join(f"{counts[kind]} {kind.value}" for kind in PartKind if counts[kind])
    return paint(f"parts: {listed or 'none'}", "head")
