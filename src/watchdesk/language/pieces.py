"""Words to what the encoder reads: word pieces of the uncased vocabulary, and a shape for each.

The cut is BERT's (Devlin et al. 2019): lower case, accents dropped, marks and CJK characters apart,
then the longest known piece first. It is done here, and not by a package, because words repeat: a
cache per word form is faster than the compiled package called with words already cut.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHAPES = ("lower", "title", "upper", "mixed", "number", "mark", "alphanumeric", "stopped")
"""What the uncased pieces no longer say, by shape id; a line break before the word adds 8."""

_LONGEST = 100
"""A run of letters longer than this is one unknown piece, as in BERT."""
READ = 2000
"""Characters of a word that are looked at: far more than a window of the encoder holds."""
_CACHED_FORM = 48
"""Longer forms are not kept: they do not repeat, and a hostile page must not fill the cache."""
_CACHED_FORMS = 1 << 16
_QUOTES = {"``": '"', "''": '"', "‘‘": '"', "’’": '"'}
"""Quotation marks typed as two: the vocabulary knows the one sign."""
_DROPPED = frozenset(("Cc", "Cf", "Co"))
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True)
class Pieces:
    """Words as pieces: ``ids`` int32 [n], ``shapes`` int8 [n], ``first`` int32 [words].

    ``first`` is the index of each word's first piece; every word has at least one.
    """

    ids: NDArray[np.int32]
    shapes: NDArray[np.int8]
    first: NDArray[np.int32]

    @property
    def counts(self) -> NDArray[np.int32]:
        """How many pieces each word has."""
        return np.diff(self.first, append=np.int32(len(self.ids)))


class Vocabulary:
    """The known pieces and their ids; ``##`` marks a piece that goes on."""

    def __init__(self, known: dict[str, int]) -> None:
        """Take the pieces; ``[PAD]``, ``[UNK]``, ``[CLS]`` and ``[SEP]`` must be among them."""
        self._known = known
        self._longest = max(map(len, known))
        self.pad = known["[PAD]"]
        self.unknown = known["[UNK]"]
        self.opening = known["[CLS]"]
        self.closing = known["[SEP]"]
        self._kept = lru_cache(maxsize=_CACHED_FORMS)(self._read)

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read the ``tokenizer.json`` of a WordPiece vocabulary."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])

    def __len__(self) -> int:
        return len(self._known)

    def word(self, form: str) -> tuple[tuple[int, ...], int]:
        """The piece ids of one word, at least one, and its shape, 0 to 7."""
        return self._kept(form) if len(form) <= _CACHED_FORM else self._read(form)

    def _read(self, form: str) -> tuple[tuple[int, ...], int]:
        form = form[:READ]
        found: list[int] = []
        for run in _runs(_QUOTES.get(form, form)):
            found.extend(self._cut(run))
        return tuple(found) or (self.unknown,), shape(form)

    def _cut(self, run: str) -> list[int]:
        """The longest known pieces of a run, left to right; one unknown if the run has a gap."""
        if len(run) > _LONGEST:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(run):
            lead = "##" if start else ""
            for end in range(min(len(run), start + self._longest), start, -1):
                known = self._known.get(lead + run[start:end])
                if known is not None:
                    found.append(known)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def pieces(
    forms: Sequence[str], breaks: Sequence[bool] | NDArray[np.bool_], vocabulary: Vocabulary
) -> Pieces:
    """The pieces of a text's words; ``breaks`` says where a line break comes before a word.

    No word is cut off within its first ``READ`` characters, and one of which nothing is left (a
    joiner, a control character) is one unknown piece. Raises ``ValueError`` when the two sequences
    differ in length.
    """
    if len(forms) != len(breaks):
        raise ValueError(f"{len(forms)} words but {len(breaks)} line breaks")
    read = [vocabulary.word(form) for form in forms]
    counts = np.fromiter((len(ids) for ids, _ in read), np.int32, len(read))
    ends = np.cumsum(counts, dtype=np.int32)
    total = int(ends[-1]) if read else 0
    ids = np.fromiter(chain.from_iterable(ids for ids, _ in read), np.int32, total)
    shapes = np.fromiter((kind for _, kind in read), np.int8, len(read))
    shapes += np.asarray(breaks, dtype=np.int8) * np.int8(len(SHAPES))
    return Pieces(ids, np.repeat(shapes, counts), ends - counts)


def shape(form: str) -> int:
    """What a word looks like: an index into ``SHAPES``."""
    if form.islower():
        kind = "lower" if form.isalpha() else _mixed(form, "lower")
    elif form.isupper():
        kind = _mixed(form, "upper" if len(form) > 1 else "title")
    elif any(map(str.isdigit, form)):
        kind = "alphanumeric" if any(map(str.isalpha, form)) else "number"
    elif form[:1].isupper() and form[1:].islower():
        kind = _mixed(form, "title")
    else:
        kind = "mixed" if any(map(str.isalpha, form)) else "mark"
    return SHAPES.index(kind)


def _mixed(form: str, kind: str) -> str:
    """The shape of a form with letters, once digits and stops are looked at."""
    if any(map(str.isdigit, form)):
        return "alphanumeric"
    return "stopped" if form.endswith(".") else kind


def _runs(form: str) -> list[str]:
    """A form normalised and split into runs of letters and digits, and single marks."""
    spaced = _spaced_ascii(form.lower()) if form.isascii() else _spaced(form)
    return spaced.split()


def _spaced_ascii(form: str) -> str:
    if form.isalnum():
        return form
    return form.translate(_ASCII)


def _spaced(form: str) -> str:
    """The form in lower case without accents, with blanks around marks and CJK characters."""
    kept = "".join(map(_clean, form))
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    # character by character, as the package does: no final sigma
    return "".join(_apart(c) for c in "".join(c.lower() for c in bare))


def _clean(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character == "\ufffd" or unicodedata.category(character) in _DROPPED:
        return ""
    code = ord(character)
    if code >= 0x3400 and any(low <= code <= high for low, high in _CJK):
        return f" {character} "
    return " " if character.isspace() else character


def _apart(character: str) -> str:
    if character.isascii():
        return _ASCII.get(ord(character), character)
    return f" {character} " if unicodedata.category(character)[0] == "P" else character


_ASCII = {
    **dict.fromkeys((*range(32), 127), ""),
    **{ord(blank): " " for blank in "\t\n\r"},
    **{ord(mark): f" {mark} " for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
}
