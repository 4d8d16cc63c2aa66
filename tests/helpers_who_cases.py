"""Cases of casualties and actors: loaded, read and scored. The format is in their README."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from helpers_grounding import Block, aligned, blocks, null, number, placed, read_text, same
from watchdesk.records import Casualties, Mention, MentionKind, Reading, Span, Toll

FATES = ("killed", "wounded", "missing", "captured", "displaced")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


# Casualties


@dataclass(frozen=True)
class Fate:
    """How many people one fate befell."""

    kind: str
    span: Span
    low: float | None
    high: float | None
    counted: tuple[str | None, ...]
    approximate: bool
    flags: frozenset[str]


@dataclass(frozen=True)
class Telling:
    """A text and the casualties in it, by telling."""

    name: str
    text: str
    tellings: tuple[tuple[Fate, ...], ...]


def casualties(path: Path) -> list[Telling]:
    """The cases of a file of casualties. Raises ``MalformedCase``."""
    return [_telling(block) for block in blocks(path)]


def _telling(block: Block) -> Telling:
    tellings: list[tuple[Fate, ...]] = [()]
    for row in block.lines[1:]:
        if row == "--":
            tellings.append(())
        elif row != "none":
            tellings[-1] = (*tellings[-1], _fate(block, row))
    return Telling(block.name, block.text, tuple(t for t in tellings if t))


def _fate(block: Block, row: str) -> Fate:
    kind, words, low, high, counted, rest = block.fields(row, 6)
    if kind not in FATES:
        raise block.wrong(f"“{kind}” is no fate")
    asked = {word.strip() for word in rest.split(",") if word.strip()}
    return Fate(
        kind=kind,
        span=block.place(words),
        low=number(block, low),
        high=number(block, high),
        counted=tuple(null(c.strip()) for c in counted.split(" / ")),
        approximate="approx" in asked,
        flags=frozenset(w[6:] for w in asked if w.startswith("flags=")),
    )


def tolls_right(case: Telling, reading: Reading) -> list[bool]:
    """For each fate told whether it is found as told, with its bounds and who is counted.

    A text without casualties gives one entry: whether none are found.
    """
    if not case.tellings:
        return [not reading.casualties]
    fates = [fate for telling in case.tellings for fate in telling]
    return [_toll_right(fate, reading) for fate in fates]


def casualties_right(case: Telling, reading: Reading) -> bool:
    """Whether all fates are right, told together as they should be, and none is found besides."""
    found = sorted(_grouped(one) for one in reading.casualties)
    wanted = sorted(sorted(fate.kind for fate in telling) for telling in case.tellings)
    return all(tolls_right(case, reading)) and found == wanted


def _grouped(one: Casualties) -> list[str]:
    return sorted(kind for kind in FATES if getattr(one, kind) is not None)


def _toll_right(fate: Fate, reading: Reading) -> bool:
    tolls = [t for one in reading.casualties if (t := getattr(one, fate.kind)) is not None]
    near = [t for t in tolls if t.span.start < fate.span.end and fate.span.start < t.span.end]
    return any(_equal(fate, toll) for toll in near) and _flagged(fate, reading)


def _equal(fate: Fate, toll: Toll) -> bool:
    return (
        same(toll.low, fate.low)
        and same(toll.high, fate.high)
        and toll.approximate is fate.approximate
        and _fold(toll.counted) in {_fold(c) for c in fate.counted}
    )


def _fold(words: str | None) -> str | None:
    return words.casefold() if words else None


def _flagged(fate: Fate, reading: Reading) -> bool:
    flags = {
        flag
        for quantity in reading.quantities
        if quantity.start < fate.span.end and fate.span.start < quantity.end
        for flag in quantity.flags
    }
    return fate.flags <= flags and ("impossible_sum" in fate.flags) is ("impossible_sum" in flags)


# Names


@dataclass(frozen=True)
class Pair:
    """Two texts, a name in each, and whether they are one."""

    case: str
    texts: tuple[str, str]
    names: tuple[str, str]
    spans: tuple[Span, Span]
    asked: tuple[tuple[str, bool], ...]
    """``apart``, ``together`` and whether the names are the same there."""

    @property
    def same(self) -> bool:
        """Whether the names are one wherever the case asks."""
        return any(answer for _, answer in self.asked)


def pairs(path: Path) -> list[Pair]:
    """The cases of a file of names. Raises ``MalformedCase``."""
    return [_pair(block) for block in blocks(path, rows_from=2)]


def _pair(block: Block) -> Pair:
    if len(block.lines) != 3 or [line[:3] for line in block.lines[:2]] != ["a: ", "b: "]:
        raise block.wrong("a pair is a text a:, a text b: and one row")
    texts = (block.lines[0][3:], block.lines[1][3:])
    one, other, asked = block.fields(block.lines[2], 3)
    spans = (placed(block, one, texts[0]), placed(block, other, texts[1]))
    answers = []
    for word in asked.split(","):
        where, _, answer = word.strip().partition("=")
        if where not in ("apart", "together") or answer not in ("same", "different", "-"):
            raise block.wrong(f"“{word}” is no question")
        if answer != "-":
            answers.append((where, answer == "same"))
    names = (one.partition("#")[0].strip(), other.partition("#")[0].strip())
    return Pair(block.name, texts, names, spans, tuple(answers))


def entity_ids(pair: Pair, where: str) -> tuple[str | None, str | None]:
    """The entities of both names, the texts taken ``apart`` or ``together``."""
    if where == "apart":
        one, other = (
            _entity_id(read_text(text), span)
            for text, span in zip(pair.texts, pair.spans, strict=True)
        )
        return one, other
    reading = read_text("\n".join(pair.texts))
    shift = len(pair.texts[0]) + 1
    second = Span(pair.spans[1].start + shift, pair.spans[1].end + shift)
    return _entity_id(reading, pair.spans[0]), _entity_id(reading, second)


def pair_right(pair: Pair) -> dict[str, bool]:
    """For each question whether it is answered rightly; both names need an entity."""
    right = {}
    for where, answer in pair.asked:
        one, other = entity_ids(pair, where)
        right[where] = one is not None and other is not None and (one == other) is answer
    return right


def _entity_id(reading: Reading, span: Span) -> str | None:
    mention = mention_at(reading, span)
    return mention.entity.id if mention and mention.entity else None


def mention_at(reading: Reading, span: Span) -> Mention | None:
    """The mention that shares most with a stretch of text."""
    mentions = reading.mentions
    (at,) = aligned([span], [mention.span for mention in mentions])
    return None if at is None else mentions[at]


# Offices


class Office(NamedTuple):
    """Who holds what office, for which state, in which body; ``?`` is not asked."""

    span: Span
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class OfficeCase:
    """A text and the offices in it."""

    name: str
    text: str
    offices: tuple[Office, ...]


def offices(path: Path) -> list[OfficeCase]:
    """The cases of a file of offices. Raises ``MalformedCase``."""
    return [
        OfficeCase(block.name, block.text, tuple(_office(block, row) for row in block.lines[1:]))
        for block in blocks(path)
    ]


def _office(block: Block, row: str) -> Office:
    name, *fields = block.fields(row, 4)
    role, country, body = (tuple(f.strip() for f in field.split(" / ")) for field in fields)
    return Office(block.place(name), role, country, body)


def office_right(office: Office, reading: Reading) -> dict[str, bool]:
    """Whether office, country and body are right, of those that are asked."""
    mention = mention_at(reading, office.span)
    entity = mention.entity if mention else None
    given = {
        "office": _plain(entity.role) if entity else None,
        "country": entity.country if entity else None,
    }
    right = {
        "office": given["office"] in {_plain(null(r)) for r in office.roles},
        "country": given["country"] in {null(c) for c in office.countries},
        "body": _body(entity.part_of if entity else None, office.bodies, reading),
    }
    asked = {"office": office.roles, "country": office.countries, "body": office.bodies}
    return {
        key: entity is not None and answer for key, answer in right.items() if "?" not in asked[key]
    }


def _plain(words: str | None) -> str | None:
    return _ARTICLE.sub("", words).casefold().replace("’", "'") if words else None


def _body(part_of: str | None, bodies: Iterable[str], reading: Reading) -> bool:
    if part_of is None:
        return "-" in bodies
    known = {slug(m.entity.name) for m in reading.mentions if m.entity and m.entity.id == part_of}
    known.add(slug(part_of.partition(":")[2]))
    return any(body == part_of or slug(body) in known for body in bodies)


def slug(words: str) -> str:
    """A name without case, accents, marks and leading article."""
    plain = unicodedata.normalize("NFKD", _ARTICLE.sub("", words).casefold())
    return "-".join(re.findall(r"[a-z0-9]+", plain))


# Roll-ups and metonyms


class Standing(NamedTuple):
    """What words stand for here."""

    span: Span
    actor: bool
    ids: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class RollCase:
    """A text and what words in it stand for."""

    name: str
    text: str
    standings: tuple[Standing, ...]


def rollups(path: Path) -> list[RollCase]:
    """The cases of a file of roll-ups. Raises ``MalformedCase``."""
    return [
        RollCase(block.name, block.text, tuple(_standing(block, row) for row in block.lines[1:]))
        for block in blocks(path)
    ]


def _standing(block: Block, row: str) -> Standing:
    words, stands, ids, countries = block.fields(row, 4)
    if stands not in ("actor", "place"):
        raise block.wrong(f"“{stands}” is neither actor nor place")
    lists = (tuple(f.strip() for f in field.split(" / ")) for field in (ids, countries))
    return Standing(block.place(words), stands == "actor", *lists)


def standing_right(standing: Standing, reading: Reading) -> dict[str, bool]:
    """Whether the words stand for an actor or a place, for which, and of which state."""
    mention = mention_at(reading, standing.span)
    if mention is None:
        return dict.fromkeys(_asked(standing), False)
    entity: Any = mention.entity
    near = [p.country for p in reading.places if p.start < mention.end and mention.start < p.end]
    is_place = mention.kind in (MentionKind.PLACE, MentionKind.FACILITY) and not (
        entity and entity.id.partition(":")[0] in ("country", "org", "group")
    )
    countries = {entity.country if entity else None, *([] if standing.actor else near)}
    right = {
        "stands": is_place is not standing.actor,
        "entity": bool(entity) and entity.id in standing.ids,
        "country": bool(countries & set(standing.countries)),
    }
    return {key: right[key] for key in _asked(standing)}


def _asked(standing: Standing) -> Iterator[str]:
    yield "stands"
    if "?" not in standing.ids:
        yield "entity"
    if "?" not in standing.countries:
        yield "country"
