"""Readings for the bench of the growing ledger: real ones, and others made from them.

One made reading has the offsets and the structure of a real one. Its words are others of the same
length that are about as frequent, its names are other names, its figures other figures, its days
are moved. The articles of one *edition* are changed in the same way, so that copies stay copies
there, while two editions have no more in common than other news of the same places and bodies.
"""

from __future__ import annotations

import gzip
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b, sha256
from pathlib import Path
from random import Random
from typing import Any

from watchdesk import pipeline
from watchdesk.ledger.page import text_of
from watchdesk.records import Capture, Declared, Reading, capture_id

SHORTEST, LONGEST = 1_500, 8_000
"""Code points of the articles that are taken."""
COPIED = (7, 8, 9)
"""Of ten articles those that are printed in up to three other papers, too."""
PLAIN = 250
"""So many of the most frequent words are left as they are."""
FIRST_DAY, DAYS = date(2024, 1, 1), 60
"""The real articles are spread over so many days; each edition begins a week after the last."""
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d+")
_ID = re.compile(r"\b(cap|art|men|att|cas|evt|std)-[0-9a-f]{16}\b")
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_ENTITY = re.compile(r'"id":"(person|org|facility|group|weapon|document|event):([^"]*)"')
_RARE = 4
"""Words that are about as frequent: the same power of so much."""


def base(data: Path, cache: Path, count: int) -> list[tuple[Reading, ...]]:
    """The readings of so many real articles, kept in a file."""
    if cache.exists():
        kept: list[tuple[Reading, ...]] = pickle.loads(cache.read_bytes())
        if len(kept) >= count:
            return kept[:count]
    with gzip.open(data, "rt", encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    fitting = [one for one in told if SHORTEST <= len(one["text"]) <= LONGEST]
    chosen = Random(5).sample(fitting, min(count, len(fitting)))
    out = [tuple(pipeline.read_capture(_capture(one, n))) for n, one in enumerate(chosen)]
    cache.write_bytes(pickle.dumps(out))
    return out


def _capture(told: dict[str, Any], number: int) -> Capture:
    text = f"{told['title']}\n\n{told['text']}" if told["title"] else told["text"]
    day = FIRST_DAY + timedelta(days=number % DAYS)
    sha = _sha(text)
    declared = Declared(published=day.isoformat(), outlet=f"{told['src']} {number % 40}")
    return Capture(
        id=capture_id(sha, declared, None),
        uri=f"{told['id']}.txt",
        sha256=sha,
        media_type="text/plain",
        encoding="utf-8",
        declared=declared,
        text=text,
    )


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


class Press:
    """Prints editions of some real articles."""

    def __init__(self, articles: Sequence[tuple[Reading, ...]]) -> None:
        self.articles = articles
        counted: Counter[str] = Counter()
        for readings in articles:
            counted.update(_WORD.findall(text_of(readings[0])))
        self.plain = {word for word, _ in counted.most_common(PLAIN)}
        self.shelves: dict[tuple[int, bool, int], list[str]] = {}
        for word, times in sorted(counted.items()):
            if word not in self.plain and len(word) > 2:
                shelf = (len(word), word[0].isupper(), _power(times))
                self.shelves.setdefault(shelf, []).append(word)

    def edition(self, number: int) -> Iterator[tuple[Capture, tuple[Reading, ...]]]:
        """The articles of an edition; edition 0 are the real ones."""
        chance = Random(number)
        others: dict[str, str] = {}
        for words in self.shelves.values():
            mixed = words[:]
            chance.shuffle(mixed)
            others.update(zip(words, mixed, strict=True))
        for at, readings in enumerate(self.articles):
            made = tuple(_made(reading, number, others) for reading in readings)
            yield made[0].capture, made  # type: ignore[misc]  # captures come with their texts
            for printing in range(at % 4 if at % 10 in COPIED else 0):
                copies = tuple(_printed(reading, f"{number}/{printing}") for reading in made)
                yield copies[0].capture, copies  # type: ignore[misc]  # as above


def _made(reading: Reading, number: int, others: dict[str, str]) -> Reading:
    if number == 0:
        return reading
    capture = reading.capture
    assert isinstance(capture, Capture)
    text = _reworded(capture.text, number, others)
    told = reading.model_dump(mode="json")
    told["capture"]["text"] = ""
    _rename(told, number, others)
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    data = _ID.sub(lambda m: f"{m[1]}-{_hash(m[0], number)}", data)
    data = _DAY.sub(lambda m: _moved(m[0], number), data)
    data = _ENTITY.sub(lambda m: f'"id":"{m[1]}:{m[2]}-{number % 50}"', data)
    made = Reading.model_validate_json(data)
    whole = made.capture.model_copy(update={"text": text, "sha256": _sha(text)})
    return made.model_copy(update={"capture": whole})


def _printed(reading: Reading, printing: str) -> Reading:
    """The same article in another paper."""
    outlet = f"Courier {_hash(printing + reading.article.id, 0)[:2]}"
    article = reading.article.model_copy(update={"outlet": outlet})
    data = reading.model_copy(update={"article": article}).model_dump_json()
    return Reading.model_validate_json(
        _ID.sub(lambda m: f"{m[1]}-{_hash(m[0] + printing, 0)}", data)
    )


def _reworded(text: str, number: int, others: dict[str, str]) -> str:
    """The same length, word for word and figure for figure."""
    text = _WORD.sub(lambda m: others.get(m[0], m[0]), text)
    return _FIGURES.sub(lambda m: _figures(m[0], number), text)


def _figures(told: str, number: int) -> str:
    """Other figures; years stay what they are."""
    if len(told) == 4 and told[:2] in {"19", "20"}:
        return told
    mixed = str(int(_hash(told, number), 16))
    return "".join(str(int(mixed[n % 15]) % 9 + 1) for n in range(len(told)))


def _rename(told: Any, number: int, others: dict[str, str]) -> None:
    """Reword every name and headline in place, as the text was."""
    if isinstance(told, list):
        for one in told:
            _rename(one, number, others)
    elif isinstance(told, dict):
        if told.get("edtf") and (told.get("earliest") or told.get("latest")):
            # years and months are no longer whole when their days are moved
            told["edtf"] = f"{told['earliest'] or '..'}/{told['latest'] or '..'}"
        for key, value in told.items():
            if key in {"name", "title"} and isinstance(value, str):
                told[key] = _reworded(value, number, others)
            else:
                _rename(value, number, others)


def _hash(told: str, number: int) -> str:
    return blake2b(f"{number}:{told}".encode(), digest_size=8).hexdigest()


def _moved(day: str, number: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=7 * number)).isoformat()
    except (ValueError, OverflowError):
        return day


def _power(times: int) -> int:
    power = 0
    while times >= _RARE:
        times //= _RARE
        power += 1
    return power
