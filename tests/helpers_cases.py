"""Cases of attribution written by hand: loaded, placed in their texts, and scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from helpers_attribution import article_of
from watchdesk.pipeline import read_article
from watchdesk.records import (
    Act,
    Attribution,
    Basis,
    Capture,
    Declared,
    Link,
    LinkKind,
    Published,
    Reading,
    Span,
    Verification,
)
from watchdesk.records.verification import combine

DATA = Path(__file__).with_name("data") / "attribution"
PUBLISHED = Published(earliest=date(2026, 11, 20), latest=date(2026, 11, 20), basis=Basis.METADATA)
"""The day every case is taken to be published on, a Friday."""
FLAGS = frozenset({"hedged", "negated", "conditional", "question"})
_KEYS = frozenset({"chain", "v", "said", "venue", "in", "act"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"(.*\S)\s*#([1-9])")
_PAIR = re.compile(r",\s*(?=[a-z]+=)")
V = TypeVar("V", bound=StrEnum)


class MalformedCase(ValueError):
    """A case that cannot be read: says in which file, at which case, and what is wrong."""


class Teller(NamedTuple):
    """A link of a chain as it should read."""

    name: str
    kind: LinkKind


Chain = tuple[Teller, ...]


@dataclass(frozen=True)
class Expected:
    """An attribution that must be found, its words placed in the case's text."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    chains: tuple[Chain, ...]
    """The chains an editor would accept; one of them has to be given."""
    within: int | None = None
    """Index of the row it is told inside of."""
    verification: Verification | None = None
    """Its standing; ``None`` where the case does not say."""
    act: Act | None = None
    said: Span | None = None
    venue: Span | None = None


@dataclass(frozen=True)
class ChainCase:
    """A text and the attributions that must be found in it; none: nothing may be found."""

    name: str
    text: str
    outlet: str | None
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class SureCase:
    """A text, a statement in it, and how sure the text says the statement is."""

    name: str
    text: str
    words: Span
    standings: tuple[Verification, ...]
    """Those an editor would accept, the likeliest first."""
    flags: frozenset[str]


class _Block(NamedTuple):
    where: str
    name: str
    options: dict[str, str]
    text: str
    rows: list[str]

    def wrong(self, what: str) -> MalformedCase:
        return MalformedCase(f"{self.where}: {self.name}: {what}")


def chains(path: Path) -> list[ChainCase]:
    """The cases of a file of chains. Raises ``MalformedCase``."""
    return [_chain_case(block) for block in _blocks(path)]


def verifications(path: Path) -> list[SureCase]:
    """The cases of a file of standings. Raises ``MalformedCase``."""
    return [_sure_case(block) for block in _blocks(path)]


def _blocks(path: Path) -> Iterator[_Block]:
    number, block = 0, list[str]()
    for count, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "@"], start=1):
        if not line.startswith("@"):
            if line.strip() and not line.startswith("#"):
                block.append(line.strip())
            continue
        if block:
            yield _block(f"{path.name}:{number}", block)
        number, block = count, [line[1:].strip()]


def _block(where: str, lines: list[str]) -> _Block:
    name, *options = (field.strip() for field in lines[0].split("|"))
    if len(lines) < 3:
        if lines == [""]:
            raise MalformedCase(f"{where}: a case without a name")
        raise MalformedCase(f"{where}: {name}: a case has a name, a text and rows")
    block = _Block(where, name, {}, lines[1].replace("\\n", "\n"), lines[2:])
    return block._replace(options=_pairs(block, ", ".join(options), frozenset({"outlet"})))


def _pairs(block: _Block, written: str, keys: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in _PAIR.split(written) if written else []:
        key, sign, value = (part.strip() for part in pair.partition("="))
        if not sign or key not in keys or not value or key in found:
            raise block.wrong(f"“{pair}” is none of the keys {', '.join(sorted(keys))}")
        found[key] = value
    return found


def _chain_case(block: _Block) -> ChainCase:
    outlet = block.options.get("outlet")
    if block.rows == ["none"]:
        return ChainCase(block.name, block.text, outlet, ())
    rows = tuple(_expected(block, n, row) for n, row in enumerate(block.rows))
    return ChainCase(block.name, block.text, outlet, rows)


def _expected(block: _Block, number: int, row: str) -> Expected:
    fields = [field.strip() for field in row.split("|")]
    if len(fields) != 4:
        raise block.wrong(f"a row is source | cue | content | keys, not “{row}”")
    extra = _pairs(block, fields[3], _KEYS)
    content = tuple(_only(block, piece.strip()) for piece in fields[2].split("//") if piece.strip())
    near = content[0] if content else Span(0, len(block.text))
    cue = _nearest(block, fields[1], near)
    return Expected(
        source=_nearest(block, fields[0], cue) if fields[0] else None,
        cue=cue,
        content=content,
        chains=_chains(block, extra.get("chain", "")),
        within=_parent(block, number, extra["in"]) if "in" in extra else None,
        verification=_one_of(block, Verification, extra["v"]) if "v" in extra else None,
        act=_one_of(block, Act, extra["act"]) if "act" in extra else None,
        said=_nearest(block, extra["said"], cue) if "said" in extra else None,
        venue=_nearest(block, extra["venue"], cue) if "venue" in extra else None,
    )


def _parent(block: _Block, number: int, written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= number:
        raise block.wrong(f"in={written} is no row before row {number + 1}")
    return int(written) - 1


def _one_of(block: _Block, kind: type[V], written: str) -> V:
    try:
        return kind(written)
    except ValueError:
        raise block.wrong(f"“{written}” is no {kind.__name__}") from None


def _chains(block: _Block, written: str) -> tuple[Chain, ...]:
    if not written:
        raise block.wrong("a row without a chain; an empty one is written chain=-")
    return tuple(_chain(block, each.strip()) for each in written.split(" / "))


def _chain(block: _Block, written: str) -> Chain:
    if written == "-":
        return ()
    found = []
    for link in written.split(" > "):
        name, sign, kind = link.strip().rpartition(":")
        if not sign or not name.strip():
            raise block.wrong(f"“{link}” is no name:kind")
        found.append(Teller(name.strip(), _one_of(block, LinkKind, kind)))
    return tuple(found)


def _places(block: _Block, words: str) -> list[Span]:
    numbered = _NUMBERED.fullmatch(words)
    wanted, pick = (numbered[1], int(numbered[2])) if numbered else (words, 0)
    start = r"(?<!\w)" if wanted[:1].isalnum() else ""
    end = r"(?!\w)" if wanted[-1:].isalnum() else ""
    spans = [
        Span(m.start(), m.end()) for m in re.finditer(start + re.escape(wanted) + end, block.text)
    ]
    if not wanted or len(spans) < max(pick, 1):
        raise block.wrong(f"“{words}” does not stand in the text")
    return [spans[pick - 1]] if pick else spans


def _only(block: _Block, words: str) -> Span:
    spans = _places(block, words)
    if len(spans) > 1:
        raise block.wrong(f"“{words}” stands {len(spans)} times in the text: write #1, #2, …")
    return spans[0]


def _nearest(block: _Block, words: str, near: Span) -> Span:
    def gap(span: Span) -> int:
        return max(span.start - near.end, near.start - span.end)

    return min(_places(block, words), key=lambda span: (gap(span) < 0, gap(span)))


def _sure_case(block: _Block) -> SureCase:
    fields = [field.strip() for field in block.rows[0].split("|")]
    if len(block.rows) != 1 or len(fields) not in {2, 3}:
        raise block.wrong("a standing is one row: words | verification | flags")
    flags = frozenset(f.strip() for f in fields[2].split(",")) if len(fields) == 3 else frozenset()
    if flags - FLAGS:
        raise block.wrong(f"flags are {', '.join(sorted(FLAGS))}, not “{fields[2]}”")
    standings = tuple(_one_of(block, Verification, s.strip()) for s in fields[1].split("/"))
    return SureCase(block.name, block.text, _only(block, fields[0]), standings, flags)


def reading_of(case: ChainCase | SureCase) -> Reading:
    """The case's text taken apart, as an article of its outlet."""
    outlet = case.outlet if isinstance(case, ChainCase) else None
    capture = Capture(
        id="cap-0000000000000000",
        uri="case.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(published="2026-11-20", outlet=outlet),
        text=case.text,
    )
    article = article_of(case.text, outlet=outlet).model_copy(update={"published": PUBLISHED})
    return read_article(capture, article)


def _covered(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _alike(a: set[int], b: set[int]) -> float:
    """Jaccard index of two stretches of text; 1 when both are empty."""
    return len(a & b) / len(a | b) if a | b else 1.0


def _half(a: set[int], b: set[int]) -> bool:
    return 2 * len(a & b) >= max(len(a), len(b))


def matched(case: ChainCase, reading: Reading) -> list[Attribution | None]:
    """For each expected attribution the one found that is most like it, none used twice.

    The contents have to overlap by half of the longer (both empty counts); of several the likest
    content and source win.
    """
    rows = [
        (_likeness(want, one), n, k)
        for n, want in enumerate(case.expected)
        for k, one in enumerate(reading.attributions)
        if _half(_covered(want.content), _covered(one.content))
    ]
    taken: dict[int, int] = {}
    for _, n, k in sorted(rows, key=lambda row: (-row[0], row[1], row[2])):
        if n not in taken and k not in taken.values():
            taken[n] = k
    return [
        reading.attributions[taken[n]] if n in taken else None for n in range(len(case.expected))
    ]


def _likeness(want: Expected, one: Attribution) -> float:
    content = _alike(_covered(want.content), _covered(one.content))
    sources = [{*()} if s is None else _covered([s]) for s in (want.source, one.source)]
    return content + _alike(*sources)


def chain_exact(case: ChainCase, reading: Reading) -> list[bool]:
    """For each expected attribution whether its whole chain is given: names and kinds, in order.

    Names are compared without case and leading article. A text in which nothing may be found
    gives one entry: whether nothing was.
    """
    if not case.expected:
        return [not reading.attributions]
    return [
        one is not None and _told(one.chain) in {_plain(c) for c in want.chains}
        for want, one in zip(case.expected, matched(case, reading), strict=True)
    ]


def _plain(chain: Chain) -> tuple[tuple[str, str], ...]:
    return tuple((_ARTICLE.sub("", link.name).casefold(), link.kind.value) for link in chain)


def _told(chain: Sequence[Link]) -> tuple[tuple[str, str], ...]:
    """A found chain, without the link that only says that nobody is named."""
    named = [x for x in chain if x.span is not None or x.kind is not LinkKind.UNKNOWN]
    return _plain(tuple(Teller(link.name, link.kind) for link in named))


def details(case: ChainCase, reading: Reading) -> dict[str, list[bool]]:
    """What else the case asks for, by key: ``in``, ``v``, ``act``, ``said`` and ``venue``.

    Of ``said`` only whether a time was found; a venue has to hold the words or be held by them.
    """
    asked: dict[str, list[bool]] = {}
    found = matched(case, reading)
    for want, one in zip(case.expected, found, strict=True):
        for key, right in _checks(case, want, one, found):
            asked.setdefault(key, []).append(right)
    return asked


def _checks(
    case: ChainCase, want: Expected, one: Attribution | None, found: list[Attribution | None]
) -> Iterator[tuple[str, bool]]:
    if want.within is not None:
        parent = found[want.within]
        yield "in", bool(one and parent and one.within == parent.id)
    if want.verification is not None:
        yield "v", bool(one and one.verification is want.verification)
    if want.act is not None:
        yield "act", bool(one and one.act is want.act)
    if want.said is not None:
        yield "said", bool(one and one.said)
    if want.venue is not None:
        words, given = want.venue.text_of(case.text).casefold(), one and one.venue
        yield "venue", bool(given and (given.casefold() in words or words in given.casefold()))


def about(case: SureCase, reading: Reading) -> list[Attribution]:
    """The attributions of the statement: those with the likest content, at least by half.

    One without content is its own statement: the words have to hold its cue.
    """
    words = _covered([case.words])
    spoken = [a for a in reading.attributions if _half(words, _covered(a.content))]
    if spoken:
        likeness = [_alike(words, _covered(a.content)) for a in spoken]
        return [a for a, like in zip(spoken, likeness, strict=True) if like == max(likeness)]
    silent = (a for a in reading.attributions if not a.content and a.cue)
    return [a for a in silent if a.cue and words >= _covered([a.cue])]


def verified(case: SureCase, reading: Reading) -> bool:
    """Whether the statement is given the standing the case asks for.

    A statement nobody is found to make is the outlet's own: unmarked.
    """
    return combine(a.verification for a in about(case, reading)) in case.standings


def flagged(case: SureCase, reading: Reading) -> bool | None:
    """Whether the statement has the flags asked for; ``None`` where the case asks for none."""
    if not case.flags:
        return None
    return case.flags <= {flag for a in about(case, reading) for flag in _flags(a)}


def _flags(one: Attribution) -> Iterator[str]:
    if one.hedges:
        yield "hedged"
    yield one.telling.value
    yield one.mood.value
