"""Ours and its peers: each takes texts and gives pairs of ids that it takes for alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from reuse_corpus import Document
from watchdesk.records import Relation, RelationKind, Span
from watchdesk.reuse.fingerprints import fingerprints_all
from watchdesk.reuse.index import ReuseIndex
from watchdesk.reuse.relate import ReuseText, relate
from watchdesk.reuse.words import normalise_all

PERMUTATIONS = 128
SIMILAR = 0.5
"""The Jaccard similarity, or for the ensemble the containment, that the peers are set to."""
SHINGLE = 5
_WORD = re.compile(r"\w+")
Pair = tuple[str, str]


class System(Protocol):
    """Something that keeps texts and tells which of them are alike."""

    def add(self, batch: Sequence[Document]) -> list[Pair]:
        """Pairs of a new text with one before it, in the batch or earlier."""


def pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def prepared(document: Document) -> ReuseText:
    """A text as it is compared, the whole of it taken for its body."""
    words = normalise_all([(document.text, [Span(0, len(document.text))])])[0]
    return ReuseText(
        document.id, document.text, words, title=document.title, outlet=document.outlet
    )


class Ours:
    """Normalise, fingerprint, look up in an index on disk; :meth:`verify` compares word by word."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "index"
        self.texts: dict[str, ReuseText] = {}
        self._index = ReuseIndex(self.path)

    def add(self, batch: Sequence[Document]) -> list[Pair]:
        """Whole texts are taken for bodies. Durable when it returns."""
        every = normalise_all([(d.text, [Span(0, len(d.text))]) for d in batch])
        for d, words in zip(batch, every, strict=True):
            self.texts[d.id] = ReuseText(d.id, d.text, words, title=d.title, outlet=d.outlet)
        prints = zip((d.id for d in batch), fingerprints_all(every), strict=True)
        found = self._index.add(list(prints))
        self._index.commit()
        return [
            pair(document.id, other.article)
            for document, others in zip(batch, found, strict=True)
            for other in others
        ]

    def verify(self, pairs: Sequence[Pair]) -> list[Relation]:
        """The relations that reuse makes of candidates; one form filled in twice is none."""
        found = (relate(self.texts[a], self.texts[b]) for a, b in pairs)
        return [r for r in found if r and r.kind is not RelationKind.SAME_TEMPLATE]

    def reopen(self) -> None:
        """Open the file anew, as another process would."""
        self._index.close()
        self._index = ReuseIndex(self.path)

    def disk(self) -> int:
        """Bytes of the index in all its files, closed."""
        self._index.close()
        return sum(path.stat().st_size for path in self.path.parent.glob("index*"))


def token_set(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


class Datasketch:
    """MinHash made in bulk, kept in a MinHashLSH.

    ``legacy`` hashes as the versions before 2 did, at less than half the speed of the default.
    """

    def __init__(self, scheme: str = "affine32") -> None:
        from datasketch import MinHash, MinHashLSH

        self._minhash: Any = MinHash
        self._scheme = scheme
        self._index = MinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS)

    def add(self, batch: Sequence[Document]) -> list[Pair]:
        sets = ([token.encode() for token in token_set(d.text)] for d in batch)
        found: list[Pair] = []
        hashes = self._minhash.generator(sets, num_perm=PERMUTATIONS, scheme=self._scheme)
        for document, minhash in zip(batch, hashes, strict=True):
            found.extend(pair(document.id, other) for other in self._index.query(minhash))
            self._index.insert(document.id, minhash, check_duplication=False)
        return found


class Rensa:
    """R-MinHash made in bulk, inserted and looked up in bulk; 32 bands of 4 are nearest to .5."""

    def __init__(self) -> None:
        from rensa import RMinHash, RMinHashLSH

        self._minhash: Any = RMinHash
        self._index = RMinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS, num_bands=32)
        self._names: list[str] = []

    def add(self, batch: Sequence[Document]) -> list[Pair]:
        hashes = self._minhash.from_token_sets(
            [list(token_set(d.text)) for d in batch], num_perm=PERMUTATIONS, seed=1
        )
        first = len(self._names)
        self._names.extend(document.id for document in batch)
        self._index.insert_many(hashes, start_key=first)
        return [
            pair(self._names[at], self._names[other])
            for at, others in enumerate(self._index.query_all(hashes), first)
            for other in others
            if other < at
        ]


class Ensemble:
    """MinHashLSHEnsemble finds containment. It is built once, from all texts, and asked for each;
    a text inside a longer one is found when the shorter asks."""

    def add(self, batch: Sequence[Document]) -> list[Pair]:
        from datasketch import MinHash, MinHashLSHEnsemble

        sets = [[token.encode() for token in token_set(d.text)] for d in batch]
        hashes = MinHash.bulk(sets, num_perm=PERMUTATIONS)
        index = MinHashLSHEnsemble(threshold=SIMILAR, num_perm=PERMUTATIONS)
        sizes = [len(tokens) for tokens in sets]
        index.index((d.id, h, n) for d, h, n in zip(batch, hashes, sizes, strict=True))
        return sorted(
            {
                pair(document.id, other)
                for document, minhash, size in zip(batch, hashes, sizes, strict=True)
                for other in index.query(minhash, size)
                if other != document.id
            }
        )
