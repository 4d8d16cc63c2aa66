"""The gate: a bullet may hold no name, number, place, date or quotation that its cited words lack.

It judges the printed words alone and does not care who wrote them, so it holds for sentences taken
from an article as well as for reworded ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.records import Stopped

_QUOTATION = re.compile(r"“([^“”]{1,4000})”|\"([^\"]{1,4000})\"|«([^«»]{1,4000})»")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;—–]|\n)[\"“”‘’'»«)\]]*\s*(?:[•*-]\s*)?[\"“‘'«(\[]*$")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions trillion trillions dozen "
    "dozens half third quarter twice".split()
)
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday today yesterday tomorrow tonight".split()
)
_DATE_PHRASE = re.compile(
    r"\b(?:this|next|last|past|coming)\s+"
    r"(?:day|week|weekend|month|year|decade|spring|summer|autumn|fall|winter)s?\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    "a an the this that these those it its he she they we i you his her their our my there here "
    "and but or nor so yet for as at by in on of to from with without within into over under "
    "after before since until while when where who what which why how if although though because "
    "however meanwhile still also both all any some most many few several each every one no not "
    "such another other others more less only even then now thus according asked among amid "
    "despite during about around against between beyond".split()
)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys('‘’‛“”„‟"«»', "'"),
        **dict.fromkeys("–—‒―", " - "),
        "\u00a0": " ",
    }
)
_INSIDE_NAMES = frozenset(
    "of the and for de la del di da du der den von van bin al el ibn y".split()
)


class Finding(NamedTuple):
    """Something in a bullet that its cited words do not hold."""

    kind: str
    word: str


def check(text: str, cited: Sequence[str]) -> tuple[Finding, ...]:
    """What in ``text`` does not stand in ``cited``; empty when the bullet may pass.

    Kinds are ``quotation``, ``number``, ``date``, ``name`` and ``place``. Words are compared
    without case, quotation marks and dashes are folded, numbers by value (1,000 is 1000).
    """
    folded = [_fold(words) for words in cited]
    findings = [
        *_quotations(text, folded),
        *_numbers(text, folded),
        *_dates(text, folded),
        *_names(text, folded),
    ]
    return tuple(dict.fromkeys(findings))


def stop(text: str, cited: Sequence[str]) -> tuple[Stopped, ...]:
    """The same as records for the gate's report."""
    return tuple(
        Stopped(
            text=text,
            kind=finding.kind,
            word=finding.word,
            reason=f"the {finding.kind} {finding.word!r} does not stand in the cited words",
        )
        for finding in check(text, cited)
    )


def _fold(text: str) -> str:
    return " ".join(text.translate(_PLAIN).casefold().split())


def _quotations(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    for match in _QUOTATION.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        wanted = _fold(words).strip(" ,.;'")
        if wanted and not any(wanted in words for words in cited):
            yield Finding("quotation", words)


def _values(text: str) -> set[str]:
    return {_value(match.group()) for match in _NUMBER.finditer(text)}


def _value(number: str) -> str:
    whole, _, fraction = number.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def _numbers(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    known = set().union(*(_values(words) for words in cited)) if cited else set()
    for match in _NUMBER.finditer(text):
        if _value(match.group()) not in known:
            yield Finding("number", match.group())
    words = _tokens(cited)
    for match in _WORD.finditer(text):
        for word in match.group().casefold().split("-"):
            if word in _NUMBER_WORDS and word not in words:
                yield Finding("number", match.group())


def _tokens(cited: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for words in cited:
        for match in _WORD.finditer(words):
            token = match.group().strip(".")
            out.update((token, *token.split("-")))
    return out


def _dates(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    words = _tokens(cited)
    for match in _WORD.finditer(text):
        word = match.group().casefold().strip(".").removesuffix("'s").removesuffix("’s")
        lower_case_homonym = word in {"may", "march", "sun"} and match.group()[0].islower()
        if word in _DATE_WORDS and not lower_case_homonym and not _has(word, words):
            yield Finding("date", match.group())
    for match in _DATE_PHRASE.finditer(text):
        wanted = _fold(match.group())
        if not any(wanted in words for words in cited):
            yield Finding("date", match.group())


def _has(word: str, words: set[str]) -> bool:
    return word in words or f"{word}'s" in words


def _names(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    plain = [" ".join(_bare(words)) for words in cited]
    padded = [f" {words} " for words in plain]
    for run in _capital_runs(text):
        bare = _bare(_fold(" ".join(run)))
        while bare and bare[-1] in _INSIDE_NAMES:
            bare.pop()
        if bare and not any(f" {' '.join(bare)} " in words for words in padded):
            name = " ".join(run)
            yield Finding("place" if _is_place(name) else "name", name)


def _bare(folded: str) -> list[str]:
    """Words without possessives and final stops."""
    tokens = (match.group().rstrip(".") for match in _WORD.finditer(folded))
    return [token.removesuffix("'s") for token in tokens]


def _capital_runs(text: str) -> Iterator[list[str]]:
    run: list[str] = []
    previous_end = 0
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".") if not _is_initialism(match.group()) else match.group()
        joined = bool(run) and text[previous_end : match.start()] == " "
        if not joined and run:
            yield run
            run = []
        opens = not run and _SENTENCE_START.search(text[max(0, match.start() - 12) : match.start()])
        if word != word.lower() and word.casefold() not in _DATE_WORDS:
            if not (opens and word.casefold() in _OPENERS | _NUMBER_WORDS):
                run.append(word)
        elif run and word.casefold() in _INSIDE_NAMES:
            run.append(word)
        elif run:
            yield run
            run = []
        previous_end = match.end()
        if match.group().endswith(".") and not _is_initialism(match.group()) and run:
            yield run
            run = []
    if run:
        yield run


def _is_initialism(word: str) -> bool:
    return word.count(".") > 1 or (len(word.rstrip(".")) == 1 and word.endswith("."))


def _is_place(name: str) -> bool:
    from watchdesk import grounding  # noqa: PLC0415 — the gazetteer is only asked on a finding

    return bool(grounding.notable(name))
