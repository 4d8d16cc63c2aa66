"""How much a word tells of what a text is about, by a table that ships: its rank in English.

The pieces of the encoder's vocabulary stand in the order of their frequency (BERT, Devlin et al.
2019: Wikipedia and books). What a word weighs depends on the word alone, not on what else is in
the ledger, so two articles are as alike today as in a year.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from watchdesk.language.models import SYNTAX, shipped
from watchdesk.language.pieces import Vocabulary
from watchdesk.ledger.lexicon import date_words, plain_words
from watchdesk.reuse.words import word_hash

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word; hyphens and points part words."""
_FIRST_WORD = 1995
"""Pieces before the first word of several letters: signs, letters, places left free."""
_TOLD_BY_NONE = 400
"""Up to this rank a word says nothing of what a text is about."""
_UNLISTED = 400_000
"""Rank at which a word is taken that the vocabulary only has in pieces."""
_ALWAYS = 1.0
"""What words of states, capitals and heads of state tell at most: they are in the news whatever
happens, however rare they are in books."""
_TABLES = {
    "countries.tsv": ("names", "capitals", "adjectives", "peoples"),
    "leaders.tsv": ("family",),
    "people.tsv": ("names",),
}
"""Columns of tables that ship which hold such words."""
_LONGEST = 40


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load(shipped(SYNTAX) / "tokenizer.json")


def _rank(word: str) -> int | None:
    """Place of a word in the order of frequency; ``None`` for one known in pieces alone."""
    known = _vocabulary()
    pieces, _ = known.word(word)
    if len(pieces) != 1 or pieces[0] == known.unknown:
        return None
    return pieces[0] - _FIRST_WORD


@lru_cache(maxsize=1 << 15)
def base(form: str) -> str:
    """A word as it is compared: small letters, without a genitive or a plural ending."""
    word = form[:_LONGEST].lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if _rank(word[:-1]) is not None:
        return word[:-1]
    if word.endswith("es") and _rank(word) is None and _rank(word[:-2]) is not None:
        return word[:-2]
    return word


@lru_cache(maxsize=1 << 15)
def rarity(word: str) -> float:
    """How much a word in its base form tells, 0 to 7; nothing for words of grammar and telling,
    months and days."""
    if len(word) < 2 or word_hash(word) in plain_words() | date_words():
        return 0.0
    rank = _rank(word)
    told = log(max(_TOLD_BY_NONE, _UNLISTED if rank is None else rank) / _TOLD_BY_NONE)
    return min(told, _ALWAYS) if word in _always() else told


@cache
def _always() -> frozenset[str]:
    """Words in the names of states, their people, capitals and heads."""
    folder = files("watchdesk.resources")
    out: set[str] = set()
    for name, columns in _TABLES.items():
        with folder.joinpath(name).open(encoding="utf-8") as table:
            for row in csv.DictReader(table, delimiter="\t"):
                told = " ".join(row[column] or "" for column in columns).replace("|", " ")
                out.update(base(word) for word in WORD.findall(told))
    return frozenset(out)


def weighed(words: Iterable[str]) -> dict[str, float]:
    """The words of a text in base form that tell something, with their weights: rarity, times one
    and the logarithm of how often each stands there."""
    counted = Counter(words)
    return {
        word: (1 + log(count)) * rarity(word) for word, count in counted.items() if rarity(word)
    }
