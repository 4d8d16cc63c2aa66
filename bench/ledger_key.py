"""The sample's answer key beside what was read: where the quoted words stand, and who is meant.

A part is ``summer``, ``autumn`` or ``all``. The key of the autumn adds to
that of the summer: an item of a known id holds further tellings or what became of it, any other is
new. Items that a part asks for carry ``asked``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

from watchdesk.language.lexicon import country_rows
from watchdesk.records import Interval, Reading, Span

SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024"
HELD = "autumn"
"""The part, and the folder of its captures."""
LISTS = (
    *("claims", "positions", "changes", "expectations", "contradictions", "corrections"),
    *("accepted_positions", "accepted_changes", "accepted_expectations"),
    *("accepted_contradictions", "accepted_corrections"),
)
_GROWING = ("also", "settled_by", "steps", "also_right")
"""Lists inside an item to which a later part adds."""
_PLAIN = str.maketrans("łøđıŁØĐ", "lodiLOD")
_SAME_NAME = 84
"""Of 100, at which two spellings of a last name are one: Zelensky and Zelenskyy have 94."""
_SAME_FIRST = 60
"""Of 100, below which first names tell two people of one last name apart."""

Item = dict[str, Any]


class Spot(NamedTuple):
    """Where words stand: an article, and code points of its capture's text."""

    article: str
    span: Span

    def shared(self, other: Spot) -> int:
        """How many code points two spots share."""
        if self.article != other.article:
            return 0
        return max(0, min(self.span.end, other.span.end) - max(self.span.start, other.span.start))

    def meets(self, other: Spot) -> bool:
        """Whether the shared words are at least half of the shorter stretch."""
        shorter = min(self.span.length, other.span.length)
        return 0 < shorter <= 2 * self.shared(other)


def captures(part: str, sample: Path = SAMPLE) -> list[Path]:
    """The files a part is made of; the autumn is read beside the summer it follows. A sample
    without a held-out half is all ``summer``."""
    folder = sample / "captures"
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if part == "summer":
        return files
    return files + sorted(path for path in (folder / HELD).rglob("*") if path.is_file())


def answers(part: str, sample: Path = SAMPLE) -> dict[str, list[Item]]:
    """The key of a part."""
    summer = _load(sample / "answers.json")
    key = {name: [{**item, "asked": part != HELD} for item in summer[name]] for name in LISTS}
    return key if part == "summer" else added(key, _load(sample / f"answers_{HELD}.json"))


def added(key: dict[str, list[Item]], more: dict[str, Any]) -> dict[str, list[Item]]:
    """A key with what a later part adds to it."""
    return {name: _with(key[name], more.get(name, ())) for name in LISTS}


def _with(items: Sequence[Item], more: Iterable[Item]) -> list[Item]:
    known = {item["id"]: place for place, item in enumerate(items) if "id" in item}
    out = list(items)
    for item in more:
        place = known.get(item.get("id", ""))
        if place is None:
            out.append({**item, "asked": True})
        else:
            old = out[place]
            grown = {name: [*old.get(name, ()), *item[name]] for name in _GROWING if name in item}
            out[place] = {**old, **item, **grown, "asked": True}
    return out


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


class LedgerKey:
    """A key whose words are looked up in what was read."""

    def __init__(self, key: dict[str, list[Item]], readings: Iterable[Reading], part: str) -> None:
        """Readings hold their captures with text."""
        self.key = key
        self.part = part
        self.texts: dict[str, str] = {}
        self.held: set[str] = set()
        self._files: dict[str, list[Reading]] = {}
        self._claims = {claim["id"]: claim for claim in key["claims"]}
        self.readings = list(readings)
        for reading in self.readings:
            self.texts[reading.article.id] = getattr(reading.capture, "text", "")
            path, _, name = reading.capture.uri.rpartition("/")
            self._files.setdefault(name, []).append(reading)
            if HELD in path.split("/"):
                self.held.add(reading.article.id)
                self._files.setdefault(f"{HELD}/{name}", []).append(reading)

    def asked(self, name: str) -> list[Item]:
        """Items of a list that the part asks for."""
        return [item for item in self.key[name] if item.get("asked", True)]

    def in_part(self, articles: Iterable[str]) -> bool:
        """Whether what these articles carry is judged: in the autumn, what one of its own does."""
        return self.part != HELD or any(article in self.held for article in articles)

    def claim(self, name: str) -> Item:
        """A claim by its id."""
        return self._claims[name]

    def spot(self, file: str, words: str) -> Spot | None:
        """Where quoted words stand; white space may differ. Null when they were not read."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        for reading in self._files.get(file, ()):
            match = re.search(pattern, self.texts[reading.article.id])
            if match and any(part.span.contains(match.start()) for part in reading.article.parts):
                return Spot(reading.article.id, Span(*match.span()))
        return None

    def tellings(self, item: Item) -> list[Spot | None]:
        """Where an item's words, and those of its other tellings, stand."""
        own = {"file": item["file"], "words": item.get("words") or item.get("sentence")}
        return [self.spot(place["file"], place["words"]) for place in (own, *item.get("also", ()))]

    def told(self, item: Item) -> list[Spot]:
        """The tellings that were read."""
        return [spot for spot in self.tellings(item) if spot]


def plain(name: str) -> str:
    """A name without accents, in small letters."""
    bare = unicodedata.normalize("NFD", name.translate(_PLAIN))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", kept.casefold()))


@cache
def country(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a state."""
    for code, names, *_ in country_rows():
        if plain(name).removeprefix("the ") in {plain(n).removeprefix("the ") for n in names}:
            return code
    return None


def same_actor(actor: dict[str, str], entity: str, name: str) -> bool:
    """Whether an entity is the actor a key names: states by their code, persons by last name (and
    first, where both have one), organisations by their whole name."""
    kind, _, slug = entity.partition(":")
    if actor["kind"] == "state":
        return kind == "country" and slug == country(actor["name"])
    if actor["kind"] == "person":
        return kind == "person" and _same_person(plain(actor["name"]), plain(name or slug))
    return kind not in ("country", "person") and plain(actor["name"]) in (
        plain(name),
        plain(slug),
    )


def _same_person(one: str, other: str) -> bool:
    first, last = one.split(), other.split()
    if not first or not last or ratio(first[-1], last[-1]) < _SAME_NAME:
        return False
    both = len(first) > 1 and len(last) > 1
    return not both or ratio(first[0], last[0]) >= _SAME_FIRST


def near(found: Interval, edtf: str, days: int) -> bool:
    """Whether an interval comes within some days of the key's."""
    if found.is_unknown:
        return False
    wanted, by = Interval.parse(edtf), timedelta(days=days)
    earliest = wanted.earliest - by if wanted.earliest else None
    latest = wanted.latest + by if wanted.latest else None
    return found.intersects(Interval.between(earliest, latest))
