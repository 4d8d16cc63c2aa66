"""GUM documents: trees, proper names and attributions of the genres whose licences permit training.

Names come from the Entity annotation, which marks every mention, nested, with its common nouns. A
name is what is left of a mention headed by a proper noun once titles, possessors and clauses are
cut off; of nested names the longest stands. Attributions come from the discourse relations.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.corpora_conllu import (
    Block,
    CorpusError,
    documents,
    lines,
    spaced,
    starts_line,
    tree_sentence,
    with_attributions,
)
from engine.corpora_gum_names import gum_tags
from engine.corpora_spans import content_spans, overlap, runs
from engine.examples import Attribution, DocumentExample, Part, Sentence

GENRES = {
    "academic": "CC BY 4.0",
    "bio": "CC BY-SA 3.0",
    "court": "CC BY 4.0",
    "interview": "CC BY 2.5",
    "news": "CC BY 2.5",
    "speech": "public domain",
    "textbook": "CC BY (OpenStax and other open textbooks)",
    "vlog": "Creative Commons Attribution (YouTube)",
    "voyage": "CC BY-SA 3.0",
}
"""Genre -> licence of its texts (GUM's LICENSE.txt; speech, textbook and vlog, which it does not
list, as the attribution records give them). Essays, fiction, letters, podcasts and how-to guides
forbid commercial use, reddit gives no licence, and the licence of conversations is not confirmed:
none of them is read. The annotations are CC BY 4.0."""

UNCONFIRMED = "Santa Barbara Corpus"
"""Documents by this author are not read either, whatever their genre (one of the court)."""

LONG_CONTENT = 60
"""A content of more words without quotation marks is a discourse span, not what somebody said: only
the sentences of the attributing clause are kept."""

LONG_SOURCE = 25
"""A longer source is a list or a heading. Relations without a cue are left out as well: most are
references to literature."""


def splits(path: Path) -> dict[str, Part]:
    """Which part each document belongs to (`splits.md`; test2 is left out).

    Raises:
        CorpusError: The file names no document.
    """
    parts: dict[str, Part] = {}
    part: Part | None = None
    for _, line in lines(path):
        if line.startswith("#"):
            title = line.strip("# ").lower()
            part = next((known for known in ("train", "dev", "test") if title == known), None)
        elif part and (found := re.search(r"\bGUM_\w+", line)):
            parts[found.group()] = part
    if not parts:
        raise CorpusError(path, 1, "no document of train, dev or test is listed")
    return parts


def read_gum(folder: Path, attributions: Path | None = None) -> Iterator[DocumentExample]:
    """GUM documents of the permitted genres, by name.

    `folder` holds `dep/*.conllu` and `splits.md`; `attributions` the folder with
    `gum_attribution.jsonl` and the words it counts in.

    Raises:
        CorpusError: A file is malformed, a document is in no part, or words do not agree.
    """
    parts = splits(folder / "splits.md")
    relations = Relations(attributions) if attributions else None
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        genre = path.name.split("_")[1]
        if genre not in GENRES:
            continue
        for name, blocks in documents(path):
            if UNCONFIRMED in blocks[0].comments.get("meta::author", ""):
                continue
            if name not in parts:
                raise CorpusError(path, 1, f"{name} is in no part of splits.md")
            rows = [_sentence(block) for block in blocks]
            if relations:
                rows = relations.add(name, rows)
            licence = f"{GENRES[genre]} (annotations CC BY 4.0)"
            yield DocumentExample(name, "gum", parts[name], licence, genre, spaced(rows))


def _sentence(block: Block) -> Sentence:
    return replace(tree_sentence(block, starts_line(block)), names={"gum": gum_tags(block)})


@dataclass(frozen=True)
class _Words:
    """Which sentence each word of a document stands in."""

    forms: list[str]
    upos: list[str]
    sentence: list[int]

    def within(self, indices: Iterable[int], allowed: set[int]) -> list[int]:
        return [index for index in indices if self.sentence[index] in allowed]


class Relations:
    """The attribution relations of a folder, by document."""

    def __init__(self, folder: Path) -> None:
        """Read `gum_attribution.jsonl`.

        Raises:
            CorpusError: A line is no relation.
        """
        self.folder = folder
        self.path = folder / "gum_attribution.jsonl"
        self._rows: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for number, line in lines(self.path):
            try:
                row = json.loads(line)
                self._rows.setdefault(row["doc"], []).append((number, row))
            except (ValueError, KeyError, TypeError) as wrong:
                raise CorpusError(self.path, number, f"no relation: {wrong!r}") from wrong

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def add(self, name: str, sentences: list[Sentence]) -> list[Sentence]:
        """The sentences of a document with their attributions.

        A sentence of a relation that could not be used whole counts as not annotated.

        Raises:
            CorpusError: The words of the relations are not those of the document, or word numbers
                do not lead to the words they should.
        """
        words = _Words(
            [form for sentence in sentences for form in sentence.forms],
            [tag for sentence in sentences for tag in sentence.upos or ()],
            [number for number, sentence in enumerate(sentences) for _ in sentence.forms],
        )
        self._compare(name, words)
        found: dict[int, list[Attribution]] = {}
        unsure: set[int] = set()
        for number, row in self._rows.get(name, ()):
            attribution, left_out = self._attribution(number, row, words)
            unsure |= left_out
            if attribution:
                start = (attribution.cue or attribution.content)[0][0]
                found.setdefault(words.sentence[start], []).append(attribution)
        return [
            sentence if number in unsure else with_attributions(sentence, found.get(number, ()))
            for number, sentence in enumerate(sentences)
        ]

    def _compare(self, name: str, words: _Words) -> None:
        path = self.folder / f"{name}.tokens.json"
        if name not in self._rows:
            return
        try:
            given = json.loads(path.read_text(encoding="utf-8"))["tokens"]
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise CorpusError(path, 1, f"no list of words: {wrong!r}") from wrong
        if given != words.forms:
            raise CorpusError(path, 1, f"its words are not those of {name}")

    def _attribution(
        self, number: int, row: dict[str, Any], words: _Words
    ) -> tuple[Attribution | None, set[int]]:
        """The attribution, if it can be used, and the sentences whose annotation is then unsure."""
        for part in ("clause", "source", "cue", "content"):
            self._check(number, row, part, words)
        clause = {words.sentence[index] for index in row["clause"]}
        whole = {words.sentence[index] for index in row["content"]}
        near = set(whole)
        if len(row["content"]) > LONG_CONTENT and not row["quotation_marks"]:
            near &= clause
        content = content_spans(words.forms, words.upos, runs(words.within(row["content"], near)))
        if not content or len(row["source"]) > LONG_SOURCE:
            return None, clause | whole
        source = words.within(row["source"], clause)
        cue = runs(index for index in row["cue"] if index not in source)
        if not cue or overlap(runs(source), cue, content):
            return None, clause | whole
        return Attribution(runs(source), cue, content), whole - near

    def _check(self, number: int, row: dict[str, Any], part: str, words: _Words) -> None:
        try:
            read = " ".join(words.forms[index] for index in row[part])
            same = min(row[part], default=0) >= 0 and read == row[f"{part}_text"]
        except (IndexError, KeyError, TypeError) as wrong:
            raise CorpusError(self.path, number, f"{part}: {wrong!r}") from wrong
        if not same:
            raise CorpusError(
                self.path, number, f"{part} reads {read!r}, should be {row[f'{part}_text']!r}"
            )
