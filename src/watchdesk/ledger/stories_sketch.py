"""An article as stories see it: its telling words and names, its headline and lead."""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchdesk.ledger.book import Item, Posted
from watchdesk.ledger.stories_words import WORD, base, weighed
from watchdesk.records import PartKind, Reading, Span
from watchdesk.reuse.words import word_hash

SKETCH = "story_sketch"
"""Items that hold a sketch; their ids are article ids."""
WIDTH = 384
_WORDS = 300
"""Words from the top by which an article is compared; what comes after is often background."""
_LEAD = 40
"""Words of the text that are read with the headline as its lead."""
KEYS = 24
"""Words of an article that it is found by, at most."""
_TOP = 100
"""Words from the top in which a key must stand."""
_READ = frozenset({PartKind.TITLE, PartKind.DECK, PartKind.DATELINE, PartKind.BODY})
_LONGEST_LEAD = 2000

Bag = tuple[NDArray[np.uint64], NDArray[np.float32]]
"""Hashes of words in rising order, and their weights, together of length 1."""
Vectors = NDArray[np.float16]


class Sketch(NamedTuple):
    """What an article is compared by."""

    article: str
    """Article id."""
    family: str
    """Id of its family."""
    title: Span | None
    """Where its headline stands."""
    texts: tuple[str, str]
    """Headline; headline and lead."""
    top: tuple[str, ...]
    """The words by which it is found, the most telling first."""
    words: Bag
    """All telling words."""
    names: Bag
    """Those of names."""
    vectors: Vectors | None = None
    """[2, 384]: of headline and lead, once they were needed."""

    @property
    def keys(self) -> tuple[int, ...]:
        """Hashes of the words by which it is found."""
        return tuple(word_hash(word) >> 1 for word in self.top)


def sketch(posted: Posted) -> Sketch:
    """The sketch of an article, without vectors."""
    reading, text = posted.reading, posted.page.text
    spans = list(islice(_spans(reading, text), _WORDS))
    words = [base(text[start:end]) for start, end in spans]
    named = _named(reading, spans)
    names = [word for word, is_name in zip(words, named, strict=True) if is_name]
    weights = weighed(words)
    titles = [part.span for part in reading.article.parts if part.kind is PartKind.TITLE]
    title = titles[0] if titles else None
    headline = title.text_of(text) if title else (reading.article.title or "")
    return Sketch(
        article=posted.id,
        family=posted.family,
        title=title,
        texts=(headline, f"{headline}. {_lead(reading, text)}"),
        top=_top(words[:_TOP], weights),
        words=bag(weights),
        names=bag(weighed(names)),
    )


def _spans(reading: Reading, text: str) -> Sequence[tuple[int, int]]:
    parts = sorted(part.span for part in reading.article.parts if part.kind in _READ)
    found: list[tuple[int, int]] = []
    for part in parts:
        room = _WORDS - len(found)
        matches = islice(WORD.finditer(text, part.start, part.end), room)
        found += [match.span() for match in matches]
    return found


def _named(reading: Reading, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each word stands in a name."""
    names = sorted((mention.start, mention.end) for mention in reading.mentions)
    starts = [start for start, _ in names]
    at = [bisect_right(starts, start) - 1 for start, _ in spans]
    return [k >= 0 and start < names[k][1] for k, (start, _) in zip(at, spans, strict=True)]


def _lead(reading: Reading, text: str) -> str:
    """The first words of the text, as they stand."""
    out: list[str] = []
    for part in reading.article.parts:
        if part.kind in {PartKind.DECK, PartKind.BODY} and len(out) < _LEAD:
            span = Span(part.start, min(part.end, part.start + _LONGEST_LEAD))
            out += span.text_of(text).split()
    return " ".join(out[:_LEAD])[:_LONGEST_LEAD]


def _top(words: Sequence[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    telling = {word for word in words if word in weights}
    return tuple(sorted(telling, key=lambda word: (-weights[word], word))[:KEYS])


def bag(weights: Mapping[str, float]) -> Bag:
    """Weighted words as a bag; an empty one stays empty."""
    hashed = {word_hash(word): weight for word, weight in weights.items()}
    hashes = np.array(sorted(hashed), np.uint64)
    values = np.array([hashed[int(key)] for key in hashes], np.float32)
    length = float(np.linalg.norm(values))
    return hashes, values / length if length else values


def with_vectors(one: Sketch, found: NDArray[np.float32]) -> Sketch:
    """The same with its vectors [2, 384]."""
    return one._replace(vectors=found.astype(np.float16))


def item(one: Sketch, day: int | None, faces: bool) -> Item:
    """A sketch as it is kept. Only the article that stands for its family is found by words."""
    keys = (family_key(one.family), *(one.keys if faces else ()))
    return Item(SKETCH, one.article, one.article, tuple(dict.fromkeys(keys)), day, _to_bytes(one))


def family_key(family: str) -> int:
    """The key by which the articles of a family are found."""
    return word_hash(family) >> 1


def _to_bytes(one: Sketch) -> bytes:
    told = {
        "article": one.article,
        "family": one.family,
        "title": [one.title.start, one.title.end] if one.title else None,
        "texts": one.texts,
        "top": one.top,
        "sizes": [len(one.words[0]), len(one.names[0]), one.vectors is not None],
    }
    head = json.dumps(told, ensure_ascii=True).encode()
    vectors = one.vectors if one.vectors is not None else np.zeros((0, WIDTH), np.float16)
    arrays = (*one.words, *one.names, vectors)
    return struct.pack("<I", len(head)) + head + b"".join(array.tobytes() for array in arrays)


def from_bytes(data: bytes) -> Sketch:
    """The sketch of an item's data."""
    (size,) = struct.unpack_from("<I", data)
    told = json.loads(data[4 : 4 + size])
    words, names, has_vectors = told["sizes"]
    at = 4 + size
    arrays: list[NDArray[np.generic]] = []
    for count, kind in (
        (words, np.uint64),
        (words, np.float32),
        (names, np.uint64),
        (names, np.float32),
        (2 * WIDTH * has_vectors, np.float16),
    ):
        array = np.frombuffer(data, kind, count, at)
        arrays.append(array)
        at += array.nbytes
    return Sketch(
        article=told["article"],
        family=told["family"],
        title=Span(*told["title"]) if told["title"] else None,
        texts=(told["texts"][0], told["texts"][1]),
        top=tuple(told["top"]),
        words=(arrays[0].astype(np.uint64), arrays[1].astype(np.float32)),
        names=(arrays[2].astype(np.uint64), arrays[3].astype(np.float32)),
        vectors=arrays[4].astype(np.float16).reshape(2, WIDTH) if has_vectors else None,
    )
