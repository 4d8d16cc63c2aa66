"""The language engine held against gold documents: from their text, and with their words given.

From text, words are told apart by the engine, and what it says counts where its words are the gold
ones, as in the CoNLL 2018 evaluation (Zeman et al. 2018): precision over the engine's words, recall
over the gold words, F1 of both. A head is right when it is the same word. Subtypes of relations do
not count, punctuation does. Names count when span and kind are exact.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from engine.batches import Cut
from engine.corpora import documents
from engine.evaluate import Tally, data_sets, spans
from engine.examples import MASKED, DocumentExample, Part, Sentence
from engine.labels import unmasked
from watchdesk.language.engine import Engine
from watchdesk.language.models import Model, sha256
from watchdesk.language.pieces import Vocabulary, pieces
from watchdesk.language.syntax import Syntax

SETS = ("ewt", "gum news+interview", "gum", "wikigold", "wnut17", "crossner")
AT_ONCE = 32
"""Texts given to the engine in one call."""
Scores = dict[str, float | None]
Offsets = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """A gold document as running text, and where each of its words stands in it."""

    text: str
    words: list[Offsets]
    bounds: list[int]
    """First words of the sentences, and the number of words at the end."""
    document: DocumentExample

    @property
    def has_trees(self) -> bool:
        """Whether somebody drew trees."""
        return self.document.sentences[0].heads is not None


def placed(document: DocumentExample) -> Placed:
    """The text of a document with its line breaks, as the data set gives them."""
    written, words, gap, size = list[str](), list[Offsets](), "", 0
    for sentence in document.sentences:
        for form, space, line in zip(sentence.forms, sentence.spaces, sentence.breaks, strict=True):
            before = "\n" if line and words else gap
            start = size + len(before)
            size = start + len(form)
            written += [before, form]
            words.append((start, size))
            gap = " " if space else ""
    bounds = [0]
    for sentence in document.sentences:
        bounds.append(bounds[-1] + len(sentence))
    return Placed("".join(written), words, bounds, document)


def held(data: Path, part: Part) -> dict[str, list[DocumentExample]]:
    """The documents of a part by data set; GUM's news and interviews are a set of their own.

    For "test" these hold the development part too: either alone is small.
    """
    found = data_sets(documents(data), part)
    return {name: found[name] for name in SETS if name in found}


def from_text(engine: Engine, documents: Sequence[DocumentExample]) -> Scores:
    """Every score that the documents' annotation allows, read from their text."""
    tally = Tally()
    given = [placed(document) for document in documents]
    for start in range(0, len(given), AT_ONCE):
        batch = given[start : start + AT_ONCE]
        read = engine.analyse([(one.text, None) for one in batch])
        for gold, said in zip(batch, read, strict=True):
            count(tally, gold, said)
    return shares(tally)


def shares(tally: Tally) -> Scores:
    """What was counted as F1 in per cent."""
    names = {key.rpartition(" ")[0]: None for key in sorted(tally.counts)}
    return {name: tally.f1(name) for name in names}


def count(tally: Tally, gold: Placed, said: Syntax) -> None:
    """Hold what was read against a gold document."""
    words = list(zip(said.starts.tolist(), said.ends.tolist(), strict=True))
    if gold.has_trees:
        tally.found("word", _in(gold, words), _in(gold, gold.words))
        _count_sentences(tally, gold, said, words)
        said_rows = _rows(words, said)
        gold_rows = list(_gold_rows(gold))
        for score, columns in (("upos", (0, 1)), ("uas", (0, 2)), ("las", (0, 2, 3))):
            tally.found(
                score,
                _in(gold, ([row[column] for column in columns] for row in said_rows)),
                _in(gold, ([row[column] for column in columns] for row in gold_rows)),
            )
    guidelines = {name for sentence in gold.document.sentences for name in sentence.names}
    for guideline in sorted(guidelines & set(said.labels.names)):
        _count_names(tally, gold, said, guideline)


def _in(gold: Placed, rows: Iterable[Sequence[object]]) -> set[object]:
    """Rows that belong to a document, so that those of two are never the same."""
    return {(gold.document.name, *row) for row in rows}


def _rows(words: Sequence[Offsets], said: Syntax) -> list[tuple[object, ...]]:
    """Word, part of speech, head and relation as the engine has them."""
    heads = said.heads.tolist()
    return [
        (
            word,
            said.part_of_speech(place),
            words[heads[place]] if heads[place] >= 0 else None,
            _type(said.relation(place)),
        )
        for place, word in enumerate(words)
    ]


def _gold_rows(gold: Placed) -> Iterator[tuple[object, ...]]:
    for start, sentence in zip(gold.bounds, gold.document.sentences, strict=False):
        tags, heads, relations = sentence.upos, sentence.heads, sentence.relations
        if tags is None or heads is None or relations is None:
            raise ValueError(f"{gold.document.name}: a sentence without a tree among trees")
        for place, (tag, head, relation) in enumerate(zip(tags, heads, relations, strict=True)):
            above = gold.words[start + head] if head >= 0 else None
            yield gold.words[start + place], tag, above, _type(relation)


def _type(relation: str) -> str:
    return relation.partition(":")[0]


def _count_sentences(tally: Tally, gold: Placed, said: Syntax, words: Sequence[Offsets]) -> None:
    """Sentences by their starts alone, as the prototype was scored, and by both ends."""
    ours = [(words[low][0], words[high - 1][1]) for low, high in pairwise(said.bounds.tolist())]
    theirs = [(gold.words[low][0], gold.words[high - 1][1]) for low, high in pairwise(gold.bounds)]
    tally.found("sentence", _in(gold, ours), _in(gold, theirs))
    starts = ([one[:1] for one in row] for row in (ours, theirs))
    tally.found("sentence_start", *(_in(gold, row) for row in starts))


def _count_names(tally: Tally, gold: Placed, said: Syntax, guideline: str) -> None:
    """Names of one guideline; what overlaps a word whose annotation is masked is not counted."""
    right, masked = list[tuple[int, int, str]](), list[Offsets]()
    for start, sentence in zip(gold.bounds, gold.document.sentences, strict=False):
        right += _gold_names(gold, start, sentence, guideline)
        tags = sentence.names.get(guideline, (MASKED,) * len(sentence))
        masked += [gold.words[start + at] for at, tag in enumerate(tags) if tag == MASKED]
    ours = [
        (span.start, span.end, kind)
        for span, kind in said.named(guideline)
        if not any(low < span.end and span.start < high for low, high in masked)
    ]
    tally.found(f"names_{guideline}", _in(gold, ours), _in(gold, right))


def _gold_names(
    gold: Placed, start: int, sentence: Sentence, guideline: str
) -> Iterator[tuple[int, int, str]]:
    for first, after, kind in spans(map(unmasked, sentence.names.get(guideline, ()))):
        yield gold.words[start + first][0], gold.words[start + after - 1][1], kind


@contextmanager
def as_model(folder: Path, exact: Path) -> Iterator[Model]:
    """The model of a folder with its network in float32 instead, as the product would open it."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        for file in ("model.npz", "tokenizer.json"):
            shutil.copyfile(folder / file, made / file)
        shutil.copyfile(exact, made / "model.onnx")
        told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        told["sha256"]["model.onnx"] = sha256(exact)
        told["sha256"].pop("model.json", None)  # it was of the other network
        (made / "model.json").write_text(json.dumps(told), encoding="utf-8")
        yield Model(made)


def cut_of(folder: Path) -> Cut:
    """The cut into pieces that a model's vocabulary gives."""
    return partial(pieces, vocabulary=Vocabulary.load(folder / "tokenizer.json"))
