"""Articles out of plain text, for the attribution tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk import language
from watchdesk.attribution import attribute
from watchdesk.grounding import find_actors
from watchdesk.records import (
    Article,
    Attribution,
    Mention,
    Part,
    PartKind,
    Role,
    Span,
    Time,
)


def article_of(text: str, kinds: Sequence[PartKind] = (), outlet: str | None = None) -> Article:
    """Each line a part; of kind body where ``kinds`` gives no other."""
    spans = [Span(m.start(), m.end()).trim(text) for m in re.finditer(r"[^\n]+", text)]
    parts = [
        Part(
            start=span.start,
            end=span.end,
            kind=kinds[n] if n < len(kinds) else PartKind.BODY,
            reason="test",
        )
        for n, span in enumerate(s for s in spans if s.length)
    ]
    return Article(id="art-0000000000000000", role=Role.MAIN, outlet=outlet, parts=tuple(parts))


def read(
    text: str,
    *,
    kinds: Sequence[PartKind] = (),
    outlet: str | None = None,
    mentions: Sequence[Mention] = (),
    times: Sequence[Time] = (),
) -> tuple[Attribution, ...]:
    """Attributions of a text."""
    article = article_of(text, kinds, outlet)
    doc = language.parse(text, [p.span for p in article.parts if p.kind.is_read])
    return attribute(doc, article, mentions, times)


def read_grounded(text: str, *, outlet: str | None = None) -> tuple[Attribution, ...]:
    """Attributions of a text with the actors it mentions."""
    article = article_of(text, outlet=outlet)
    doc = language.parse(text, [part.span for part in article.parts])
    return attribute(doc, article, find_actors(doc, article.id), ())


def rows(text: str) -> list[str]:
    """What a text tells, each as "source | cue | content // content", in order."""
    return [" | ".join(told(text, one)) for one in read_grounded(text)]


def told(text: str, one: Attribution) -> tuple[str, str, str]:
    """Source, cue and contents as written; a missing one is empty."""
    source, cue = ("" if span is None else span.text_of(text) for span in (one.source, one.cue))
    return source, cue, " // ".join(piece.text_of(text) for piece in one.content)
