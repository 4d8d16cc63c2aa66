"""Cases of grounding written by hand: loaded, read and scored. The format is in their README."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from helpers_attribution import article_of
from watchdesk.pipeline import read_article
from watchdesk.records import (
    Basis,
    Capture,
    Declared,
    Published,
    Quantity,
    QuantityKind,
    Reading,
    Span,
)

DATA = Path(__file__).with_name("data") / "grounding"
PUBLISHED = Published(earliest=date(2026, 11, 20), latest=date(2026, 11, 20), basis=Basis.METADATA)
"""The day every case is taken to be published on, a Friday."""
UNITS = {
    "mile": 1609.344,
    "foot": 0.3048,
    "sqmile": 1609.344**2,
    "sqkm": 1e6,
    "hectare": 1e4,
    "acre": 4046.8564224,
    "ton": 907.18474,
    "knot": 1852 / 3600,
    "kmh": 1 / 3.6,
    "barrel": 0.158987294928,
    "bpd": 0.158987294928 / 86400,
}
"""What a number may be multiplied with in a case, in SI units; tons are short ones."""
CLOSE = 1e-4
"""Relative difference up to which two numbers are one: 66.67 is two thirds."""
_NUMBERED = re.compile(r"(.*\S)\s*#([1-9])")


class MalformedCase(ValueError):
    """A case that cannot be read: says in which file, at which case, and what is wrong."""


@dataclass(frozen=True)
class Block:
    """A case as it stands in its file."""

    where: str
    """File and line."""
    name: str
    """The phenomenon, with the number its twin has too."""
    lines: tuple[str, ...]
    """Its texts, then its rows."""

    def wrong(self, what: str) -> MalformedCase:
        """The error to raise."""
        return MalformedCase(f"{self.where}: {self.name}: {what}")

    @property
    def text(self) -> str:
        """The first line."""
        return self.lines[0].replace("\\n", "\n")

    def fields(self, row: str, count: int) -> list[str]:
        """What stands between the bars of a row."""
        fields = [field.strip() for field in row.split("|")]
        if len(fields) != count:
            raise self.wrong(f"a row has {count} fields, not {len(fields)}: {row}")
        return fields

    def place(self, words: str) -> Span:
        """Where words stand in the text; ``it#2`` is the second time."""
        return placed(self, words, self.text)


def placed(block: Block, words: str, text: str) -> Span:
    """Where words stand in a text of a case. Raises ``MalformedCase`` where that is not clear."""
    numbered = _NUMBERED.fullmatch(words)
    wanted, pick = (numbered[1], int(numbered[2])) if numbered else (words, 0)
    start, end = (
        r"\w" if wanted[:1].isalnum() else r"(?!)",
        r"\w" if wanted[-1:].isalnum() else r"(?!)",
    )
    found = [
        Span(m.start(), m.end())
        for m in re.finditer(f"(?<!{start}){re.escape(wanted)}(?!{end})", text)
    ]
    if not wanted or len(found) < max(pick, 1) or (len(found) > 1 and not pick):
        raise block.wrong(f"“{words}” stands {len(found)} times in the text")
    return found[max(pick, 1) - 1]


def blocks(path: Path, rows_from: int = 1) -> list[Block]:
    """The cases of a file; ``rows_from`` of their lines are texts, at least one more is a row."""
    found: list[Block] = []
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@"):
            found.append(Block(f"{path.name}:{count}", line[1:].strip(), ()))
        elif line.strip() and not line.startswith("#"):
            if not found:
                raise MalformedCase(f"{path.name}:{count}: a line before the first case")
            last = found[-1]
            found[-1] = Block(last.where, last.name, (*last.lines, line.strip()))
    for block in found:
        if len(block.lines) <= rows_from or not block.name:
            raise block.wrong("a case has a name, its texts and rows")
    return found


def read_text(text: str) -> Reading:
    """A text taken apart as an article."""
    capture = Capture(
        id="cap-0000000000000000",
        uri="case.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(published="2026-11-20"),
        text=text,
    )
    return read_article(capture, article_of(text).model_copy(update={"published": PUBLISHED}))


# Amounts


@dataclass(frozen=True)
class Amount:
    """An amount that must be found."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    counted: tuple[str | None, ...]
    """Those an editor would accept."""
    kind: QuantityKind
    approximate: bool
    flags: frozenset[str]


@dataclass(frozen=True)
class Phrase:
    """A text and the amounts in it; none: nothing may be found."""

    name: str
    text: str
    amounts: tuple[Amount, ...]


class Read(NamedTuple):
    """What somebody, we or a peer, makes of an amount."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None


def phrases(path: Path) -> list[Phrase]:
    """The cases of a file of amounts. Raises ``MalformedCase``."""
    return [_phrase(block) for block in blocks(path)]


def _phrase(block: Block) -> Phrase:
    rows = block.lines[1:]
    amounts = () if rows == ("none",) else tuple(_amount(block, row) for row in rows)
    return Phrase(block.name, block.text, amounts)


def _amount(block: Block, row: str) -> Amount:
    words, low, high, unit, counted, rest = block.fields(row, 6)
    kind, approximate, flags = QuantityKind.COUNT, False, set[str]()
    for word in filter(None, (w.strip() for w in rest.split(","))):
        if word == "approx":
            approximate = True
        elif word.startswith("flags="):
            flags.update(word[6:].split("+"))
        else:
            kind = QuantityKind(word)
    return Amount(
        span=block.place(words),
        low=number(block, low),
        high=number(block, high),
        unit=null(unit),
        counted=tuple(null(c.strip()) for c in counted.split(" / ")),
        kind=kind,
        approximate=approximate,
        flags=frozenset(flags),
    )


def null(written: str) -> str | None:
    """``-`` is none."""
    return None if written == "-" else written


def number(block: Block, written: str) -> float | None:
    """A bound in SI units. Raises ``MalformedCase``."""
    value, _, unit = written.partition("*")
    try:
        return None if written == "-" else float(value) * (UNITS[unit] if unit else 1)
    except (ValueError, KeyError):
        raise block.wrong(f"“{written}” is no number") from None


def same(one: float | None, other: float | None) -> bool:
    """Whether two bounds are one."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))


def aligned(spans: Sequence[Span], found: Sequence[Span]) -> list[int | None]:
    """For each place the number of the found one that shares most of it, none used twice."""
    pairs = sorted(
        (
            (-min(a.end, b.end) + max(a.start, b.start), abs(a.start - b.start), n, k)
            for n, a in enumerate(spans)
            for k, b in enumerate(found)
            if a.start < b.end and b.start < a.end
        ),
    )
    chosen: dict[int, int] = {}
    for _, _, n, k in pairs:
        if n not in chosen and k not in chosen.values():
            chosen[n] = k
    return [chosen.get(n) for n in range(len(spans))]


FIELDS = ("low", "high", "unit", "counted")


def judged(phrase: Phrase, found: Sequence[Read]) -> list[dict[str, bool]]:
    """For each amount of a phrase which of its fields are right."""
    places = aligned([a.span for a in phrase.amounts], [one.span for one in found])
    return [
        _fields(amount, None if k is None else found[k])
        for amount, k in zip(phrase.amounts, places, strict=True)
    ]


def _fields(amount: Amount, one: Read | None) -> dict[str, bool]:
    if one is None:
        return dict.fromkeys(FIELDS, False)
    counted = one.counted.casefold() if one.counted else None
    return {
        "low": same(one.low, amount.low),
        "high": same(one.high, amount.high),
        "unit": one.unit == amount.unit,
        "counted": counted in {c.casefold() if c else None for c in amount.counted},
    }


def phrase_right(phrase: Phrase, found: Sequence[Read]) -> bool:
    """Whether every amount is found with low, high, unit and counted noun, and nothing else."""
    return len(found) == len(phrase.amounts) and all(
        all(fields.values()) for fields in judged(phrase, found)
    )


def as_read(quantities: Iterable[Quantity]) -> list[Read]:
    """Quantities of a reading as what is scored."""
    return [Read(q.span, q.low, q.high, q.unit, q.counted) for q in quantities]


def asides(phrase: Phrase, found: Sequence[Quantity]) -> Iterator[tuple[str, bool]]:
    """Whether kind, ``approximate`` and flags are right, for each amount that is found."""
    places = aligned([a.span for a in phrase.amounts], [q.span for q in found])
    for amount, k in zip(phrase.amounts, places, strict=True):
        if k is not None:
            yield "kind", found[k].kind is amount.kind
            yield "approximate", found[k].approximate is amount.approximate
            yield "flags", amount.flags == set(found[k].flags)
