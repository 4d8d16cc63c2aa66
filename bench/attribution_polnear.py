"""PolNeAR as it is given: texts, and the first annotator's attributions as stretches of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from watchdesk import grounding, language
from watchdesk.language import Document
from watchdesk.records import Article, Mention, Part, PartKind, Role, Span, Time

ROLES = ("source", "cue", "content")

Stretches = dict[str, list[tuple[int, int]]]
"""Of each role, code points of the text; a role may have none or several."""

_TAKEN = 240
"""Documents of the training part that are scored: every third or fourth."""


class Gold(NamedTuple):
    """One annotated text."""

    name: str
    text: str
    attributions: list[Stretches]


class Read(NamedTuple):
    """What attribution is handed on: the text after every step before it."""

    doc: Document
    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]


def polnear(folder: Path, split: str) -> list[Gold]:
    """The texts of ``dev``, all, or of ``train``, 240 evenly spread over it."""
    files = sorted((folder / split / "text").glob("*.txt"))
    if split == "train":
        files = [files[i * len(files) // _TAKEN] for i in range(_TAKEN)]
    marked = sorted((folder / split / "attributions").glob("*.ann"))
    golds = []
    for file in files:
        first = next((m for m in marked if m.name.startswith(file.stem)), None)
        if first is None:
            continue
        text = file.read_text(encoding="utf-8")
        golds.append(Gold(file.stem, text, list(_annotated(first))))
    return golds


def _annotated(file: Path) -> Iterator[Stretches]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            places = fields[1].partition(" ")[2].split(";")
            stretches[fields[0]] = [(int(a), int(b)) for a, b in map(str.split, places)]
        elif line.startswith("E"):
            events.append(fields[1])
    for event in events:
        found: Stretches = {role: [] for role in ROLES}
        for argument in event.split()[1:]:
            name, _, key = argument.partition(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in found:
                found[role].extend(stretches[key])
        yield {role: sorted(places) for role, places in found.items()}


def article_of(text: str) -> Article:
    """A bare text as an article with one body part for each line."""
    lines = (Span(m.start(), m.end()).trim(text) for m in re.finditer(r"[^\n\r]+", text))
    parts = tuple(
        Part(start=line.start, end=line.end, kind=PartKind.BODY, reason="a line of a bare text")
        for line in lines
        if line.length
    )
    return Article(id="art-0000000000000000", role=Role.MAIN, outlet=None, parts=parts)


def read(text: str) -> Read:
    """A bare text through the product's steps up to attribution."""
    article = article_of(text)
    doc = language.parse(text, [part.span for part in article.parts])
    timexes = grounding.find_times(doc)
    published = grounding.infer_published(article, doc, timexes, captured=None, today=None)
    times = grounding.resolve_times(timexes, published.interval, doc)
    return Read(doc, article, grounding.find_actors(doc, article.id), times)
