"""The peer: who said what by pattern alone, as a first afternoon's script would have it.

No words, no trees, no names: sentences end at stops, quotations are what stands between marks,
and the first verb of a list in a sentence is its cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attribution_polnear import Stretches

_VERBS = (
    "acknowledge admit allege announce argue ask assert believe call claim complain conclude"
    " confirm contend declare deny explain insist note observe predict promise recall reply report"
    " respond say state suggest tell think tweet urge vow warn write add"
).split()
_IRREGULAR = "said told thought wrote admitted denies denied replies replied".split()


def _forms() -> Iterator[str]:
    for verb in _VERBS:
        yield verb
        yield verb + "s"
        yield verb + ("d" if verb.endswith("e") else "ed")
    yield from _IRREGULAR


_SENTENCE = re.compile(r".+?(?:[.!?][”\"’']?(?=\s+[“\"A-Z])|\n|\Z)", re.DOTALL)
_QUOTATION = re.compile(r"“[^”\n]{3,}(?:”|$)|\"[^\"\n]{3,}(?:\"|$)|``[^'\n]+''")
_ACCORDING = re.compile(r"\b(according to)\s+([^,.;\n]+)", re.IGNORECASE)
_ANY = "|".join(sorted(set(_forms()), key=len, reverse=True))
_CUE = re.compile(
    rf"\b((?:(?:has|have|had|also|later|then|recently|repeatedly) ){{0,4}}(?:{_ANY}))\b"
)
_NAME = r"[A-Z][\w’'.-]+"
_BEFORE = re.compile(
    r"((?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ww]ho)"
    r"|(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ss]ome|[Mm]any)\s)?(?:[\w’'.-]+\s){0,5}?"
    rf"(?:{_NAME}|[a-z]+s|[a-z]+(?:man|woman|or|er|ist)))\s*,?\s*$"
)
_AFTER = re.compile(
    r"^\s*((?:he|she|they|[Tt]he\s(?:[\w’'-]+\s?){1,4}"
    rf"|(?:{_NAME}\s?){{1,4}}|(?:[a-z]+\s){{0,3}}(?:{_NAME}\s?){{1,3}}))"
)
_LONGEST = 2000
"""Longer sentences are left alone: the patterns look back and forth over them."""
_NEAR = 200


class _Sentence(NamedTuple):
    at: int
    text: str
    quotations: list[tuple[int, int]]

    def quoted(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.quotations)

    def stretch(self, start: int, end: int, edge: str = " \t\n,;:.") -> list[tuple[int, int]]:
        """A part of the sentence as code points of the text, edges cut; empty when none is left."""
        while start < end and self.text[start] in edge:
            start += 1
        while end > start and self.text[end - 1] in edge:
            end -= 1
        return [(self.at + start, self.at + end)] if start < end else []


def by_pattern(text: str) -> list[Stretches]:
    """At most one attribution for each sentence."""
    found = []
    for match in _SENTENCE.finditer(text):
        if match.end() - match.start() > _LONGEST:
            continue
        quotations = [(q.start(), q.end()) for q in _QUOTATION.finditer(match[0])]
        one = _found(_Sentence(match.start(), match[0], quotations))
        if one:
            found.append(one)
    return found


def _found(sentence: _Sentence) -> Stretches | None:
    accord = _ACCORDING.search(sentence.text)
    if accord and not sentence.quoted(accord.start()):
        return _by_accord(sentence, accord)
    cues = (c for c in _CUE.finditer(sentence.text) if not sentence.quoted(c.start()))
    cue = next(cues, None)
    if cue:
        return _by_cue(sentence, cue)
    length = sum(end - start for start, end in sentence.quotations)
    if length > 0.4 * len(sentence.text):
        return {"source": [], "cue": [], "content": _quotations(sentence)}
    return None


def _by_accord(sentence: _Sentence, accord: re.Match[str]) -> Stretches:
    after = accord.start() <= len(sentence.text) / 3
    place = (accord.end(), len(sentence.text)) if after else (0, accord.start())
    return {
        "source": sentence.stretch(*accord.span(2)),
        "cue": sentence.stretch(*accord.span(1)),
        "content": sentence.stretch(*place),
    }


def _by_cue(sentence: _Sentence, cue: re.Match[str]) -> Stretches:
    text = sentence.text
    start = max(0, cue.start() - _NEAR)
    before = _BEFORE.search(text[start : cue.start()])
    source: tuple[int, int] | None = None
    if before and not sentence.quoted(start + before.start(1)):
        source = (start + before.start(1), start + before.end(1))
    led = any(quotation[0] < cue.start() for quotation in sentence.quotations)
    if not led and text[cue.end() :].strip(' .”"\n'):
        content = sentence.stretch(cue.end(), len(text))
    else:
        after = _AFTER.match(text[cue.end() : cue.end() + _NEAR])
        if source is None and after:
            source = (cue.end() + after.start(1), cue.end() + after.end(1))
        until = min(source[0] if source else cue.start(), cue.start())
        content = _quotations(sentence) or sentence.stretch(0, until)
    named = sentence.stretch(*source) if source else []
    return {"source": named, "cue": sentence.stretch(*cue.span(1)), "content": content}


def _quotations(sentence: _Sentence) -> list[tuple[int, int]]:
    return [place for ends in sentence.quotations for place in sentence.stretch(*ends)]
