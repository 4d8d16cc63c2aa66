"""Whether speakers told by a description are those the annotators of GUM have it stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from attribution_gum import GumText, Mention
from attribution_speakers import Expression, is_called
from watchdesk.records import Attribution, Span

_WORD = re.compile(r"\b[A-Z][^\W_]*|\d[^\W_]*")


class Words(NamedTuple):
    """What GUM says of the words of a text, in the order of ``GumText.words``."""

    upos: list[str]
    heads: list[int]
    """Number of the head word in the text; -1 for roots."""


def words_of(data: Path, name: str) -> Words:
    """Parts of speech and heads of one text."""
    upos: list[str] = []
    heads: list[int] = []
    first = 0
    path = data / "gum" / "dep" / f"{name}.conllu"
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 10 or not fields[0].isdecimal():
            continue
        if fields[0] == "1":
            first = len(upos)
        upos.append(fields[3])
        heads.append(first + int(fields[6]) - 1 if fields[6] != "0" else -1)
    return Words(upos, heads)


def named(one: GumText, words: Words, found: Iterable[Attribution]) -> Counter[str]:
    """Of attributions with a description for a source: how many, how many named, how many rightly.

    A description has a common noun for its head ("the spokesman", "the ministry") and no word of a
    name of the one it describes; it counts where its text names that one somewhere. Named is what
    is called by other words than the source's own.
    """
    heads = {m: _head(words, m) for m in one.mentions}
    names = [
        Expression(m.entity, one.said(m)) for m, k in heads.items() if words.upos[k] == "PROPN"
    ]
    callable_ = {expression.entity for expression in names}
    described = [m for m, k in heads.items() if words.upos[k] == "NOUN" and m.entity in callable_]
    counts: Counter[str] = Counter()
    for attribution in found:
        mention = _at(one, described, heads, attribution.source)
        said = attribution.source.text_of(one.text) if attribution.source else ""
        if mention is None or _is_named(said, mention.entity, names):
            continue
        name = attribution.chain[-1].name if attribution.chain else ""
        counts["described all"] += 1
        if name and name.casefold() not in said.casefold():
            counts["described answered"] += 1
            counts["described right"] += is_called(name, mention.entity, names)
    return counts


def _is_named(said: str, entity: str, names: Iterable[Expression]) -> bool:
    words = set(_WORD.findall(said))
    return any(words & set(_WORD.findall(name.said)) for name in names if name.entity == entity)


def _head(words: Words, mention: Mention) -> int:
    """The first of its words that hangs on none of them."""
    inside = range(mention.start, mention.end)
    return next((k for k in inside if words.heads[k] not in inside), mention.start)


def _at(
    one: GumText, described: Iterable[Mention], heads: dict[Mention, int], source: Span | None
) -> Mention | None:
    """The description a source is: both share at least half of the longer, and the head."""
    best, most = None, 0.0
    for mention in described:
        start, end = one.words[mention.start][0], one.words[mention.end - 1][1]
        if source is None or not source.start <= one.words[heads[mention]][0] < source.end:
            continue
        common = min(end, source.end) - max(start, source.start)
        share = common / max(end - start, source.length)
        if share >= max(most, 0.5):
            best, most = mention, share
    return best
