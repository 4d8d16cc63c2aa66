"""The peers: one type for all, and the public dictionaries of PETRARCH read word by word.

PETRARCH-2 itself runs on Python 2 only, is in no package registry, and wants constituency trees of
CoreNLP; it is not in the run. Its dictionaries are: *words* takes the first small word of a
sentence that is a verb of the CAMEO dictionary (MIT) with a code, turned into a PLOVER type by the
table of the PLOVER project; the actor is the last name of the dictionaries of countries and
organisations before it, the recipient the first behind. An afternoon with the files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from events_plover import Actor, Sentence
from events_read import Found

_BLOCK = re.compile(r"^---\s*\S+\s*\[([\d-]+)[^\]]*\]\s*---")
_VERB = re.compile(r"^(\+?[A-Z][A-Z_+-]*)\s*(?:\{([^}]*)\})?\s*(?:\[(\d+)[^\]]*\])?")
_CODE = re.compile(r"\[([A-Z]{3})[A-Z]*[^\]]*\]")
_TOKEN = re.compile(r"[A-Za-z][\w.'-]*|\S")
_LONGEST = 6
"""Words of a name."""


def commonest(golds: Iterable[Sentence]) -> str:
    """The type that most sentences have."""
    return Counter(kind for gold in golds for kind in gold.types).most_common(1)[0][0]


def one_type(kind: str, text: str) -> list[Found]:
    """One event of a type in every sentence."""
    return [Found(kind, (), (), (), (), 0, len(text), True)]


class Dictionaries:
    """Verbs with PLOVER types, and names with codes. ``data`` is the folder ``actors``."""

    def __init__(self, data: Path) -> None:
        table = _table(data / "CAMEO2PLOVER-2021.txt")
        self.verbs = dict(_verbs(data / "CAMEO.verbpatterns.txt", table))
        self.names: dict[tuple[str, ...], str] = {}
        for name in ("Countries", "International", "MilNonState"):
            for words, code in _names(data / f"Phoenix.{name}.actors.txt"):
                self.names.setdefault(words, code)

    def found(self, text: str) -> list[Found]:
        """At most one event."""
        places = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
        upper = [text[start:end].upper() for start, end in places]
        for at, word in enumerate(upper):
            kind = self.verbs.get(word)
            if kind and text[places[at][0]].islower():
                named = list(self._named(text, places, upper))
                before = [actor for actor, stop in named if stop <= at]
                after = [actor for actor, stop in named if stop > at]
                start, end = places[at]
                ends = tuple(before[-1:]), tuple(after[:1])
                return [Found(kind, (), (), *ends, start, end, True)]
        return []

    def _named(
        self, text: str, places: Sequence[tuple[int, int]], upper: Sequence[str]
    ) -> Iterator[tuple[Actor, int]]:
        """Names from left to right, the longest first, with the token behind each."""
        at = 0
        while at < len(upper):
            for length in range(_LONGEST, 0, -1):
                code = self.names.get(tuple(upper[at : at + length]))
                if code and at + length <= len(upper):
                    start, end = places[at][0], places[at + length - 1][1]
                    yield Actor(code, "", text[start:end]), at + length
                    at += length
                    break
            else:
                at += 1


def _table(path: Path) -> dict[str, str]:
    """PLOVER types by CAMEO code."""
    rows = (row.partition(":") for row in path.read_text(encoding="utf-8").splitlines())
    return {
        code.strip(): rest.split(",")[0].strip()
        for code, colon, rest in rows
        if colon and code.strip().isdigit() and "," in rest
    }


def _verbs(path: Path, table: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Forms of verbs of one word, in capitals, with their type."""
    block = ""
    for line in path.read_text(encoding="latin-1").splitlines():
        if head := _BLOCK.match(line):
            block = head[1]
            continue
        verb = _VERB.match(line)
        if not block or not verb or verb[1].startswith("+"):
            continue
        kind = table.get(verb[3] or block)
        if kind and "_" not in verb[1]:
            yield from ((form, kind) for form in (verb[1], *_forms(verb[1], verb[2])))


def _forms(verb: str, written: str | None) -> Iterable[str]:
    if written is not None:
        return [form for form in written.split() if not form.startswith("+")]
    stem = verb.removesuffix("E")
    return [f"{verb}S", f"{stem}ED", f"{stem}ING"]


def _names(path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names of words in capitals with their country, or IGO; synonyms wait for their code."""
    waiting: list[tuple[str, ...]] = []
    code = ""
    for row in path.read_text(encoding="latin-1").splitlines():
        line = row.partition("#")[0].rstrip()
        found = _CODE.search(line)
        name = tuple(line.lstrip("+").partition("[")[0].replace("_", " ").split())
        if name and not line.startswith(("\t", " ", "<", "+")):
            waiting, code = [], ""
        if name and not line.startswith(("\t", " ", "<")):
            waiting.append(name)
        if found and not code:
            code = {"IMG": "IGO", "YUG": "SRB"}.get(found[1], found[1])
        if code:
            yield from ((words, code) for words in waiting)
            waiting = []
