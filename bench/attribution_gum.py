"""GUM as it is given: texts put together from words, attributions, and who is meant by a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from attribution_polnear import Stretches

_MENTION = re.compile(r"\(([^()]+)\)?|([^()]+)\)")


class Mention(NamedTuple):
    """An expression for somebody or something."""

    entity: str
    start: int
    end: int
    """Words, as GUM cuts them."""
    is_pronoun: bool


@dataclass
class GumText:
    """One text; each of its paragraphs is a line."""

    name: str
    text: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    """Code points of each word."""
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Stretches] = field(default_factory=list)

    def said(self, mention: Mention) -> str:
        """The expression as it is written."""
        return self.text[self.words[mention.start][0] : self.words[mention.end - 1][1]]


def gum(data: Path, genres: Sequence[str], parts: Sequence[str]) -> list[GumText]:
    """Texts of some genres and parts (train, dev, test), with what is marked in them."""
    rows: dict[str, list[dict[str, list[int]]]] = {}
    with (data / "gum_attribution" / "gum_attribution.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            rows.setdefault(row["doc"], []).append(row)
    texts = []
    for name in _names(data / "gum" / "splits.md", parts):
        if name.split("_")[1] in genres:
            one = _text(name, data / "gum" / "dep" / f"{name}.conllu")
            one.attributions = [_stretches(one, row) for row in rows.get(name, ())]
            texts.append(one)
    return texts


def _names(splits: Path, parts: Sequence[str]) -> Iterator[str]:
    part = ""
    for line in splits.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* ") and part in parts:
            yield line.strip()[2:]


def _stretches(one: GumText, row: dict[str, list[int]]) -> Stretches:
    return {role: list(_runs(one, row[role])) for role in ("source", "cue", "content")}


def _runs(one: GumText, words: Sequence[int]) -> Iterator[tuple[int, int]]:
    for k, word in enumerate(words):
        if k == 0 or words[k - 1] != word - 1:
            start = one.words[word][0]
        if k == len(words) - 1 or words[k + 1] != word + 1:
            yield start, one.words[word][1]


def _text(name: str, file: Path) -> GumText:
    one = GumText(name)
    pronouns: set[int] = set()
    marks: list[tuple[int, str]] = []
    gap, joined_until, after_joined = "", 0, ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and one.text:
            gap = "\n"
        fields = line.split("\t")
        if len(fields) < 10 or "." in fields[0]:
            continue
        space = "" if "SpaceAfter=No" in fields[9] else " "
        if "-" in fields[0]:
            joined_until, after_joined = int(fields[0].partition("-")[2]), space
            continue
        at = int(fields[0])
        one.text += gap
        one.words.append((len(one.text), len(one.text) + len(fields[1])))
        one.text += fields[1]
        if fields[3] == "PRON":
            pronouns.add(len(one.words) - 1)
        marks.extend((len(one.words) - 1, m) for m in _entity_of(fields[9]))
        gap = space if at > joined_until else after_joined if at == joined_until else ""
        joined_until = 0 if at == joined_until else joined_until
    one.mentions = list(_mentions(marks, pronouns))
    return one


def _entity_of(misc: str) -> Iterator[str]:
    for entry in misc.split("|"):
        if entry.startswith("Entity="):
            yield entry.removeprefix("Entity=")


def _mentions(marks: list[tuple[int, str]], pronouns: set[int]) -> Iterator[Mention]:
    opened: dict[str, list[int]] = {}
    for word, entry in marks:
        for match in _MENTION.finditer(entry):
            entity = (match[1] or match[2]).split("-")[0].split("[")[0]
            if match[1]:
                opened.setdefault(entity, []).append(word)
            if match[0].endswith(")") and opened.get(entity):
                start = opened[entity].pop()
                yield Mention(entity, start, word + 1, start == word and word in pronouns)
