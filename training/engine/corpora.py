"""The data sets the engine is trained and measured on: where each lies and how it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.corpora_conllu import read_ewt
from engine.corpora_gum import read_gum
from engine.corpora_names import read_crossner, read_wikigold, read_wnut
from engine.corpora_propbank import PropBank
from engine.examples import DocumentExample

_PROPBANK = "propbank_ewt/propbank_ewt.jsonl.gz"
_WIKIGOLD = "ner_wikigold/CONLL-format/data/wikigold.conll.txt"


@dataclass(frozen=True)
class Corpus:
    """A data set: `read` gives its documents, `inputs` are the files it reads (patterns)."""

    name: str
    inputs: tuple[str, ...]
    read: Callable[[Path], Iterator[DocumentExample]]

    def files(self, data: Path) -> list[Path]:
        """The files under the data folder, sorted.

        Raises:
            FileNotFoundError: A pattern finds none.
        """
        found: set[Path] = set()
        for pattern in self.inputs:
            matches = list(data.glob(pattern))
            if not matches:
                raise FileNotFoundError(f"{self.name}: no {pattern} in {data}")
            found.update(matches)
        return sorted(found)


CORPORA = (
    Corpus(
        "ewt",
        ("ud_ewt/en_ewt-*.conllu.gz", _PROPBANK),
        lambda data: read_ewt(data / "ud_ewt", PropBank(data / _PROPBANK)),
    ),
    Corpus(
        "gum",
        (
            "gum/dep/GUM_*.conllu",
            "gum/splits.md",
            "gum_attribution/gum_attribution.jsonl",
            "gum_attribution/GUM_*.tokens.json",
        ),
        lambda data: read_gum(data / "gum", data / "gum_attribution"),
    ),
    Corpus("wikigold", (_WIKIGOLD,), lambda data: read_wikigold(data / _WIKIGOLD)),
    Corpus(
        "wnut17",
        tuple(
            f"ner_wnut17/{name}"
            for name in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated")
        ),
        lambda data: read_wnut(data / "ner_wnut17"),
    ),
    Corpus(
        "crossner",
        tuple(
            f"ner_crossner/ner_data/{domain}/*.txt"
            for domain in ("ai", "literature", "music", "politics", "science")
        ),
        lambda data: read_crossner(data / "ner_crossner"),
    ),
)


def documents(data: Path) -> Iterator[DocumentExample]:
    """Every document of every data set under the data folder, in a fixed order."""
    for corpus in CORPORA:
        yield from corpus.read(data)
