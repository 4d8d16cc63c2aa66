"""What training data looks like once it has been read, whichever data set it came from.

A document is a row of sentences, a sentence is a row of words with whatever its data set says about
them. What a data set does not say is None (or a guideline that is absent), never an empty label: a
loss is only counted where somebody annotated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Part = Literal["train", "dev", "test"]

MASKED = "X"
"""The tag of a word whose annotation by a guideline cannot be trusted: no loss is counted there."""


class ExampleError(ValueError):
    """An example whose parts do not fit together; the message names the part."""


class Role(StrEnum):
    """The three parts of an attribution."""

    SOURCE = "SOURCE"
    CUE = "CUE"
    CONTENT = "CONTENT"


Span = tuple[int, int]
"""A half-open range of words of the document: [first, one past the last)."""


@dataclass(frozen=True)
class Attribution:
    """Who said what: half-open word ranges relative to the document.

    A part may be broken up ("The plan, she said, has failed": one CONTENT in two ranges), so each
    is a row of ranges in order. The source may be empty (nobody is named); cue and content may not
    both be.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def spans(self) -> Iterator[tuple[Role, Span]]:
        """Every range with its role, sources first."""
        for role, spans in zip(Role, (self.source, self.cue, self.content), strict=True):
            for span in spans:
                yield role, span


@dataclass(frozen=True)
class Sentence:
    """One sentence; every row that is given has one entry for each word."""

    forms: tuple[str, ...]
    spaces: tuple[bool, ...]
    """True: white space follows the word."""
    breaks: tuple[bool, ...]
    """True: a line break comes before the word."""
    upos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    """0-based index of the head in the sentence, -1 for the root."""
    relations: tuple[str, ...] | None = None
    """Universal Dependencies relations, subtypes kept as given."""
    lemmas: tuple[str, ...] | None = None
    features: tuple[str, ...] | None = None
    """The FEATS column as it stands ("_" where empty)."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Guideline -> BIO tags; a guideline that is absent was not annotated. MASKED: no loss here."""
    attributions: tuple[Attribution, ...] | None = None
    """The attributions whose cue (or content, if there is no cue) begins in this sentence, in word
    ranges of the whole document. None: this sentence was not annotated; (): it has none."""

    def __len__(self) -> int:
        return len(self.forms)


@dataclass(frozen=True)
class DocumentExample:
    """A document with its gold labels and where it comes from."""

    name: str
    corpus: str
    part: Part
    licence: str
    genre: str
    sentences: tuple[Sentence, ...]

    def __len__(self) -> int:
        return sum(len(sentence) for sentence in self.sentences)


def text(sentences: tuple[Sentence, ...]) -> str:
    """The running text: words joined by the white space and line breaks the example gives."""
    pieces: list[str] = []
    gap = ""
    for sentence in sentences:
        for form, space, line in zip(sentence.forms, sentence.spaces, sentence.breaks, strict=True):
            pieces += ["\n" if line and pieces else gap, form]
            gap = " " if space else ""
    return "".join(pieces)


def check(document: DocumentExample) -> None:
    """Hold a document against what its records promise.

    Raises:
        ExampleError: Rows of unequal length, a tree that is none, BIO tags that do not follow, a
            range outside the document. The message names document, sentence and row.
    """
    words = len(document)
    for number, sentence in enumerate(document.sentences):
        try:
            _check_rows(sentence)
            _check_tree(sentence)
            _check_tags(sentence)
            _check_attributions(sentence, words)
        except ExampleError as wrong:
            raise ExampleError(f"{document.name}, sentence {number}: {wrong}") from None


def _check_rows(sentence: Sentence) -> None:
    rows: dict[str, tuple[object, ...] | None] = {
        "spaces": sentence.spaces,
        "breaks": sentence.breaks,
        "upos": sentence.upos,
        "heads": sentence.heads,
        "relations": sentence.relations,
        "lemmas": sentence.lemmas,
        "features": sentence.features,
        **{f"names[{guideline}]": tags for guideline, tags in sentence.names.items()},
    }
    if not sentence.forms:
        raise ExampleError("it has no words")
    for name, row in rows.items():
        if row is not None and len(row) != len(sentence):
            raise ExampleError(f"{name} has {len(row)} entries for {len(sentence)} words")
    for index, form in enumerate(sentence.forms):
        if not form or form != form.strip():
            raise ExampleError(f"word {index} is {form!r}")


def _check_tree(sentence: Sentence) -> None:
    if sentence.heads is None:
        return
    if sum(head == -1 for head in sentence.heads) != 1:
        raise ExampleError("heads has not exactly one root")
    for start in range(len(sentence)):
        word, steps = start, 0
        while word != -1:
            if not 0 <= word < len(sentence):
                raise ExampleError(f"heads of word {start} leads to {word}, outside the sentence")
            word, steps = sentence.heads[word], steps + 1
            if steps > len(sentence):
                raise ExampleError(f"heads runs in a circle from word {start}")


def _check_tags(sentence: Sentence) -> None:
    for guideline, tags in sentence.names.items():
        before = "O"
        for index, tag in enumerate(tags):
            if tag not in ("O", MASKED) and tag[:2] not in ("B-", "I-"):
                raise ExampleError(f"names[{guideline}], word {index}: {tag!r} is no BIO tag")
            if tag.startswith("I-") and before[2:] != tag[2:]:
                raise ExampleError(f"names[{guideline}], word {index}: {tag} after {before}")
            before = tag


def _check_attributions(sentence: Sentence, words: int) -> None:
    for attribution in sentence.attributions or ():
        if not (attribution.cue or attribution.content):
            raise ExampleError("an attribution has neither cue nor content")
        for role, (start, end) in attribution.spans():
            if not 0 <= start < end <= words:
                raise ExampleError(f"{role} [{start}, {end}) lies outside the document")
