"""How well a model reads, by the scores that are asked of it.

`python -m engine.evaluate --data CACHE --model DIR [--part test]` prints them as JSON. Words are
the data set's own; LAS and UAS count every word, punctuation too, and ignore subtypes of relations;
names count when span and type are exact.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.batches import Cut, encode
from engine.examples import MASKED, DocumentExample, Sentence
from engine.labels import UPOS, Inventory, names_head, unmasked
from engine.prepare import load
from engine.pretrained import cut_pieces
from engine.reading import ExportedModel, Model, Reading, Scores, TorchModel, decode, read_document

Name = tuple[int, int, str]
"""First word, one past the last, type."""
NEWS = frozenset(("news", "interview"))
IMPOSSIBLE = -1e9


@dataclass
class Tally:
    """Counts over documents, and the shares they give."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, right: str, of: str) -> float | None:
        """Per cent; None where nothing was counted."""
        return _percent(self.counts[right], self.counts[of])

    def f1(self, name: str) -> float | None:
        """F1 in per cent of what was counted as NAME right, NAME said and NAME gold."""
        right, said, gold = (self.counts[f"{name} {kind}"] for kind in ("right", "said", "gold"))
        return _percent(2 * right, said + gold) if gold else None

    def found(self, name: str, said: Iterable[Any], gold: Iterable[Any]) -> None:
        """Count what was said against what is right."""
        said, gold = set(said), set(gold)
        self.counts[f"{name} right"] += len(said & gold)
        self.counts[f"{name} said"] += len(said)
        self.counts[f"{name} gold"] += len(gold)


def _percent(part: float, whole: float) -> float | None:
    return round(100 * part / whole, 2) if whole else None


def score(
    model: Model, documents: Sequence[DocumentExample], cut: Cut, words: int | None = None
) -> dict[str, float | None]:
    """Every score that the documents' annotation allows; stops after so many words."""
    own, given = Tally(), Tally()
    seen = 0
    for document in documents:
        if words is not None and seen >= words:
            break
        seen += len(document)
        encoded = encode(document, model.inventory, cut)
        windows = read_document(model, encoded)
        sentences = encoded.bounds[:-1].tolist()
        count(given, model, document, decode(model, encoded, windows, sentences))
        if document.sentences[0].heads is not None:
            count(own, model, document, decode(model, encoded, windows))
    return {"words": float(seen), **_parsing(given, own), **_names(given, model.inventory)}


def _parsing(given: Tally, own: Tally) -> dict[str, float | None]:
    if not given.counts["words"]:
        return {}
    return {
        "upos": given.share("upos", "tagged"),
        "uas": given.share("uas", "words"),
        "las": given.share("las", "words"),
        "las_own_sentences": own.share("las", "words"),
        "sentence_f1": own.f1("sentences"),
        "sentence_start_f1": own.f1("starts"),
    }


def _names(given: Tally, inventory: Inventory) -> dict[str, float | None]:
    scores = {f"names_{each}": given.f1(names_head(each)) for each in inventory.guidelines()}
    return {name: value for name, value in scores.items() if value is not None}


def count(tally: Tally, model: Model, document: DocumentExample, reading: Reading) -> None:
    """Hold a reading against the document's gold labels."""
    words = len(document)
    bounds = np.cumsum([0, *(len(sentence) for sentence in document.sentences)]).tolist()
    if document.sentences[0].heads is not None:
        tally.found("starts", reading.starts, bounds[:-1])
        tally.found("sentences", pairwise([*reading.starts, words]), pairwise(bounds))
    columns = model.inventory.columns()
    classes = dict(model.inventory.heads)
    said = reading.labels[:, columns[UPOS]].argmax(1)
    relations = [model.inventory.relations[int(each)] for each in reading.relations]
    for start, sentence in zip(bounds, document.sentences, strict=False):
        if sentence.upos is not None:
            right = [classes[UPOS].index(tag) for tag in sentence.upos]
            tally.counts["tagged"] += len(sentence)
            tally.counts["upos"] += int((said[start : start + len(right)] == right).sum())
        if sentence.heads is not None and sentence.relations is not None:
            own = reading.heads[start : start + len(sentence)] - start
            _count_tree(tally, sentence, own.tolist(), relations[start:])
        for guideline, tags in sentence.names.items():
            head = names_head(guideline)
            if head in columns:
                scores = reading.labels[start : start + len(sentence), columns[head]]
                _count_names(tally, head, best_tags(scores, classes[head]), tags)


def _count_tree(
    tally: Tally, gold: Sentence, heads: Sequence[int], relations: Sequence[str]
) -> None:
    """heads, relations: what was said, heads relative to the sentence (the root's: itself)."""
    for word, (head, relation) in enumerate(
        zip(gold.heads or (), gold.relations or (), strict=True)
    ):
        right = heads[word] == (word if head < 0 else head)
        same = _type(relations[word]) == _type(relation)
        tally.counts["words"] += 1
        tally.counts["uas"] += int(right)
        tally.counts["las"] += int(right and same)


def _type(relation: str) -> str:
    return relation.partition(":")[0]


def _count_names(tally: Tally, head: str, said: Sequence[str], gold: Sequence[str]) -> None:
    masked = {word for word, tag in enumerate(gold) if tag == MASKED}
    kept = (name for name in spans(said) if masked.isdisjoint(range(name[0], name[1])))
    tally.found(head, kept, spans(map(unmasked, gold)))


def spans(tags: Iterable[str]) -> Iterator[Name]:
    """The names that BIO tags mark; an I that follows nothing of its type begins a name."""
    start, kind = 0, ""
    end = 0
    for end, tag in enumerate([*tags, "O"]):
        part, _, name = tag.partition("-")
        if kind and (part != "I" or name != kind):
            yield start, end, kind
            kind = ""
        if part != "O" and not kind:
            start, kind = end, name


def best_tags(scores: Scores, classes: Sequence[str]) -> list[str]:
    """The best row of BIO tags (Viterbi) in which every I follows its B; scores [words, tags]."""
    if not len(scores):
        return []
    allowed = _follow(classes)
    best = scores[0] + np.array([IMPOSSIBLE if tag.startswith("I") else 0.0 for tag in classes])
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        ways = best[:, None] + allowed
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return [classes[tag] for tag in reversed(path)]


def _follow(classes: Sequence[str]) -> NDArray[np.float64]:
    allowed = np.zeros((len(classes), len(classes)))
    for column, tag in enumerate(classes):
        part, _, kind = tag.partition("-")
        if part == "I":
            allowed[:, column] = IMPOSSIBLE
            for row, before in enumerate(classes):
                if before != "O" and before.partition("-")[2] == kind:
                    allowed[row, column] = 0.0
    return allowed


def data_sets(documents: Iterable[DocumentExample], part: str) -> dict[str, list[DocumentExample]]:
    """The data sets that scores are given for, by name.

    GUM's news and interviews are a set of their own, which at the end, for "test", holds dev too:
    either part alone is small.
    """
    found: dict[str, list[DocumentExample]] = {}
    for document in documents:
        news = document.corpus == "gum" and document.genre in NEWS
        if document.part == part or (news and part == "test" and document.part == "dev"):
            name = "gum news+interview" if news else document.corpus
            found.setdefault(name, []).append(document)
    return found


def development_scores(
    model: Model, documents: Iterable[DocumentExample], cut: Cut, words: int | None = None
) -> dict[str, dict[str, float | None]]:
    """The scores of a model on each development set, on at most so many words of each."""
    sets = data_sets(documents, "dev")
    return {name: score(model, held, cut, words) for name, held in sets.items()}


def loss_of(
    exact: Mapping[str, Mapping[str, float | None]], small: Mapping[str, Mapping[str, float | None]]
) -> dict[str, dict[str, float]]:
    """How many points a quantised model loses on each score."""
    return {
        name: {
            key: round(value - less, 2)
            for key, value in row.items()
            if key != "words" and value is not None and (less := small[name][key]) is not None
        }
        for name, row in exact.items()
    }


def open_model(path: Path) -> Model:
    """A network file (.pt), or an exported model by its .onnx file."""
    if path.suffix == ".onnx":
        return ExportedModel.load(path.parent, path.stem)
    from engine.trainer import load_network  # noqa: PLC0415  # exported models need no torch

    return TorchModel(*load_network(path))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print scores; of two models also what the second loses."""
    parser = argparse.ArgumentParser(description="Score models of the language engine.")
    parser.add_argument("--data", type=Path, required=True, help="what engine.prepare wrote")
    parser.add_argument("--model", type=Path, required=True, help=".pt or .onnx file")
    parser.add_argument("--against", type=Path, help="a quantised model of the same network")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--words", type=int, help="at most so many of each data set")
    chosen = parser.parse_args(arguments)
    held = data_sets(load(chosen.data), chosen.part)
    found = []
    for path in filter(None, (chosen.model, chosen.against)):
        model = open_model(path)
        found.append({n: score(model, d, cut_pieces(), chosen.words) for n, d in held.items()})
    result: dict[str, Any] = {"part": chosen.part, "scores": found[0]}
    if chosen.against:
        result |= {"against": found[1], "loss": loss_of(*found)}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
