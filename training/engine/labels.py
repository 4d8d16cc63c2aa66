"""What the engine can say about a word: heads, classes, and gold labels as numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.examples import MASKED, DocumentExample, Role, Sentence, Span

IGNORED = -100
"""The label of a word about which its data set says nothing: no loss is counted there."""
ABSENT = "_"
"""The class of a word that does not have a feature."""
SENTENCE = "sentence"
UPOS = "upos"
UPOS_CLASSES = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
FEATURE_CLASSES: Mapping[str, tuple[str, ...]] = {
    "Tense": (ABSENT, "Past", "Pres"),
    "VerbForm": (ABSENT, "Fin", "Inf", "Part", "Ger"),
    "Number": (ABSENT, "Sing", "Plur"),
    "Person": (ABSENT, "1", "2", "3"),
    "Mood": (ABSENT, "Ind", "Imp", "Sub"),
    "Voice": (ABSENT, "Pass"),
    "PronType": (ABSENT, "Art", "Dem", "Ind", "Int", "Neg", "Prs", "Rcp", "Rel", "Tot"),
}
BIO = ("O", "B", "I")
ROOT = "root"
Labels = NDArray[np.int16]


def names_head(guideline: str) -> str:
    """The head that names things by one annotation guideline."""
    return f"names.{guideline}"


@dataclass(frozen=True)
class Inventory:
    """Every head with its classes, in the order of the model's columns, and the relations."""

    heads: tuple[tuple[str, tuple[str, ...]], ...]
    relations: tuple[str, ...]

    @property
    def width(self) -> int:
        """The number of columns of all heads together."""
        return sum(len(classes) for _, classes in self.heads)

    def columns(self) -> dict[str, slice]:
        """Head -> its columns."""
        return {
            name: slice(start, start + len(classes))
            for name, (start, classes) in self.layout().items()
        }

    def layout(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Head -> its first column and its classes, as the model's description has it."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        start = 0
        for name, classes in self.heads:
            found[name] = (start, classes)
            start += len(classes)
        return found

    def guidelines(self) -> tuple[str, ...]:
        """The annotation guidelines of names that have a head."""
        prefix = names_head("")
        return tuple(name.removeprefix(prefix) for name, _ in self.heads if name.startswith(prefix))

    def relation(self, label: str) -> int:
        """The number of a relation; a rare subtype counts as its type, a rare type is ignored."""
        for known in (label, label.partition(":")[0]):
            if known in self.relations:
                return self.relations.index(known)
        return IGNORED

    def to_json(self) -> dict[str, Any]:
        """A form JSON can hold; `from_json` reads it back."""
        heads = [[name, list(classes)] for name, classes in self.heads]
        return {"heads": heads, "relations": list(self.relations)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Inventory":
        """The inventory that `to_json` wrote, or the one a model's description gives."""
        heads = tuple((str(name), tuple(classes)) for name, classes in kept["heads"])
        return cls(heads, tuple(kept["relations"]))


def inventory_of(
    documents: Iterable[DocumentExample], rare: int = 10, rare_names: int = 10
) -> Inventory:
    """The heads and classes that the training documents can teach.

    A relation met fewer than `rare` times and a type of name that begins fewer than `rare_names`
    times get no class. Words of such a type are ignored in the loss, not called nothing.
    """
    relations: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for document in documents:
        for sentence in document.sentences:
            relations.update(sentence.relations or ())
            for guideline, tags in sentence.names.items():
                counted = names.setdefault(guideline, Counter())
                counted.update(tag[2:] for tag in tags if tag.startswith("B-"))
    kept = tuple(label for label, count in relations.most_common() if count >= rare)
    heads: list[tuple[str, tuple[str, ...]]] = [
        (SENTENCE, ("inside", "start")),
        (UPOS, UPOS_CLASSES),
        *FEATURE_CLASSES.items(),
    ]
    for guideline in sorted(names):
        types = [name for name, count in names[guideline].most_common() if count >= rare_names]
        classes = ("O", *(f"{part}-{name}" for name in types for part in "BI"))
        heads.append((names_head(guideline), classes))
    heads += [(role.value, BIO) for role in Role]
    return Inventory(tuple(heads), kept if ROOT in kept else (ROOT, *kept))


def sentence_labels(sentence: Sentence, inventory: Inventory) -> Labels:
    """Gold classes [words, heads] of a sentence, IGNORED where nothing is known.

    The heads of attributions are filled by `attribution_labels`, which needs the whole document.
    """
    rows = np.full((len(sentence), len(inventory.heads)), IGNORED, np.int16)
    for column, (name, classes) in enumerate(inventory.heads):
        values = _values(sentence, name)
        if values is not None:
            known = {label: number for number, label in enumerate(classes)}
            rows[:, column] = [known.get(value, IGNORED) for value in values]
    return rows


def _values(sentence: Sentence, head: str) -> tuple[str, ...] | None:
    if head == SENTENCE:
        # Only data sets with trees were cut into sentences by hand.
        follow = ("inside",) * (len(sentence) - 1)
        return ("start", *follow) if sentence.heads is not None else None
    if head == UPOS:
        return sentence.upos
    if head in FEATURE_CLASSES:
        features = sentence.features
        return None if features is None else tuple(_feature(given, head) for given in features)
    return sentence.names.get(head.removeprefix(names_head("")))


def _feature(given: str, wanted: str) -> str:
    for pair in given.split("|"):
        name, _, value = pair.partition("=")
        if name == wanted:
            return value
    return ABSENT


def attribution_labels(document: DocumentExample) -> Labels:
    """Gold classes [words, 3] of source, cue and content; of nested spans the outermost counts."""
    annotated = np.concatenate(
        [np.full(len(one), one.attributions is not None) for one in document.sentences]
    )
    rows = np.zeros((len(document), len(Role)), np.int16)
    for column, role in enumerate(Role):
        for start, end in _outermost(_spans(document, role)):
            rows[start, column] = BIO.index("B")
            rows[start + 1 : end, column] = BIO.index("I")
    rows[~annotated] = IGNORED
    return rows


def _spans(document: DocumentExample, role: Role) -> set[Span]:
    return {
        span
        for sentence in document.sentences
        for attribution in sentence.attributions or ()
        for played, span in attribution.spans()
        if played is role
    }


def _outermost(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    return kept


def unmasked(tag: str) -> str:
    """A BIO tag with a masked word read as outside."""
    return "O" if tag == MASKED else tag
