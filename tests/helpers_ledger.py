"""Readings built by hand from a short notation, for tests of reuse and ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from watchdesk.records import (
    Act,
    Article,
    Attribution,
    Capture,
    Declared,
    Entity,
    Interval,
    Link,
    LinkKind,
    Mention,
    MentionKind,
    Part,
    PartKind,
    Polarity,
    Published,
    Quantity,
    Reading,
    Role,
    Span,
    Speech,
    Time,
    Verification,
    content_id,
)
from watchdesk.records.article import Basis
from watchdesk.records.grounded import Anchor, Grain


def day(text: str) -> Interval:
    return Interval.parse(text)


def find(text: str, words: str, after: int = 0) -> Span:
    at = text.index(words, after)
    return Span(at, at + len(words))


def link(name: str, kind: LinkKind, span: Span | None = None, entity: str | None = None) -> Link:
    one = Entity(id=entity, name=name) if entity else None
    return Link(name=name, kind=kind, span=span, entity=one)


def person(name: str) -> Link:
    return link(name, LinkKind.PERSON, entity=f"person:{name.lower().replace(' ', '-')}")


def outlet(name: str) -> Link:
    return link(name, LinkKind.OUTLET)


def group(name: str) -> Link:
    return link(name, LinkKind.GROUP)


def _polarity(cue: str) -> Polarity:
    """How a cue of denial has its source stand to the words."""
    denies = cue.rpartition(" ")[2] in {"denied", "denies", "rejected", "rejects"}
    return Polarity.NEGATIVE if denies else Polarity.POSITIVE


class Writer:
    """Collects one article: paragraphs, then what was read in them."""

    def __init__(
        self,
        *paragraphs: str,
        title: str | None = None,
        outlet: str | None = None,
        published: str = "",
        role: Role = Role.MAIN,
        url: str | None = None,
        dateline: str | None = None,
        uri: str = "texts/one.txt",
    ) -> None:
        self.parts: list[Part] = []
        self.text = ""
        for kind, words in (
            (PartKind.TITLE, title),
            (PartKind.DATELINE, dateline),
            *((PartKind.BODY, p) for p in paragraphs),
        ):
            if words:
                self._add(kind, words)
        self.capture = Capture(
            id=content_id("cap", uri, self.text, url, published),
            uri=uri,
            sha256="0" * 64,
            media_type="text/plain",
            encoding="utf-8",
            declared=Declared(url=url),
            text=self.text,
        )
        when = Interval.parse(published)
        basis = Basis.UNKNOWN if when.is_unknown else Basis.METADATA
        self.article = Article(
            id=content_id("art", self.capture.id, 0),
            role=role,
            title=title,
            outlet=outlet,
            published=Published(earliest=when.earliest, latest=when.latest, basis=basis),
            language="en",
            parts=tuple(self.parts),
        )
        self.attributions: list[Attribution] = []
        self.times: list[Time] = []
        self.quantities: list[Quantity] = []
        self.mentions: list[Mention] = []

    def _add(self, kind: PartKind, words: str) -> None:
        start = len(self.text)
        self.text += words
        self.parts.append(Part(start=start, end=len(self.text), kind=kind, reason="by hand"))
        self.text += "\n\n"

    def said(
        self,
        content: str | Sequence[str],
        *chain: Link,
        cue: str = "said",
        direct: bool = False,
        verification: Verification = Verification.UNMARKED,
        within: Attribution | None = None,
        act: Act = Act.SPEECH,
    ) -> Attribution:
        pieces = (content,) if isinstance(content, str) else tuple(content)
        spans = tuple(find(self.text, piece) for piece in pieces)
        one = Attribution(
            id=content_id("att", self.article.id, *spans, cue),
            source=None,
            cue=find(self.text, cue) if cue in self.text else None,
            content=spans,
            speech=Speech.DIRECT if direct else Speech.INDIRECT,
            act=act,
            chain=chain,
            verification=verification,
            polarity=_polarity(cue),
            within=within.id if within else None,
        )
        self.attributions.append(one)
        return one

    def time(self, words: str, edtf: str) -> Writer:
        span, when = find(self.text, words), Interval.parse(edtf)
        self.times.append(
            Time(
                start=span.start,
                end=span.end,
                earliest=when.earliest,
                latest=when.latest,
                grain=Grain.DAY,
                anchor=Anchor.PUBLISHED,
                assumed=False,
            )
        )
        return self

    def quantity(
        self, words: str, low: float | None, high: float | None, counted: str | None
    ) -> Writer:
        span = find(self.text, words)
        before = words.rpartition(" ")[0] or None
        self.quantities.append(
            Quantity(
                start=span.start,
                end=span.end,
                low=low,
                high=high,
                counted=counted,
                approximator=before,
            )
        )
        return self

    def names(self, *names: str, kind: MentionKind = MentionKind.PLACE) -> Writer:
        for name in names:
            for match in re.finditer(re.escape(name), self.text):
                span = Span(match.start(), match.end())
                slug = f"{kind.value}:{name.lower().replace(' ', '-')}"
                self.mentions.append(
                    Mention(
                        id=content_id("men", self.article.id, span),
                        start=span.start,
                        end=span.end,
                        kind=kind,
                        entity=Entity(id=slug, name=name),
                    )
                )
        return self

    def sentences(self) -> tuple[Span, ...]:
        out: list[Span] = []
        for part in self.parts:
            start = part.start
            for match in re.finditer(
                r"[.?!]['”]?(?=\s+[A-Z“]|$)", self.text[part.start : part.end]
            ):
                end = part.start + match.end()
                out.append(Span(start, end).trim(self.text))
                start = end
            if start < part.end:
                out.append(Span(start, part.end).trim(self.text))
        return tuple(span for span in out if span.length)

    def reading(self) -> Reading:
        return Reading(
            capture=self.capture,
            article=self.article,
            sentences=self.sentences(),
            mentions=tuple(self.mentions),
            times=tuple(self.times),
            quantities=tuple(self.quantities),
            attributions=tuple(self.attributions),
        )


def on(text: str) -> date:
    return date.fromisoformat(text)
