"""Other people's sentence splitters and taggers that work once installed, without a download.

What was tried is in ``TRIED``; no parser and no finder of names was among what works.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from engine.batches import Cut, encode
from engine.evaluate import Tally
from engine.examples import DocumentExample
from engine.labels import UPOS
from engine.reading import Model, decode, read_document
from language_scores import Offsets, Placed, placed

TRIED = {
    "pysbd": "splits sentences by rules: measured",
    "syntok": "splits sentences by rules: measured",
    "blingfire": "splits sentences by automata in the package: measured",
    "spacy": "its package holds no model (E050); the rule-based sentencizer: measured",
    "nltk": "taggers, parsers and trained Punkt need a download; Punkt untrained: measured",
    "textblob": "its usual tagger needs a download; the lexicon tagger in the package: measured",
    "ufal.udpipe": "installs, holds no model",
    "stanza": "installs, holds no model and needs torch",
    "pattern": "what installs under that name is not the tagger of CLiPS",
}
"""Packages that were installed from the index to see whether they work without a download."""

Splitter = Callable[[str], list[Offsets]]
Tagger = Callable[[Sequence[str]], list[str]]

MERGED = {"AUX": "VERB", "SCONJ": "ADP", "PART": "ADP", "DET": "PRON", "SYM": "PUNCT", "X": "NOUN"}
"""Distinctions of UD that Penn tags do not make; merged on both sides."""
PENN = {
    **dict.fromkeys("NN NNS FW".split(), "NOUN"),
    **dict.fromkeys("NNP NNPS".split(), "PROPN"),
    **dict.fromkeys("VB VBD VBG VBN VBP VBZ MD".split(), "VERB"),
    **dict.fromkeys("JJ JJR JJS".split(), "ADJ"),
    **dict.fromkeys("RB RBR RBS WRB".split(), "ADV"),
    **dict.fromkeys("IN TO RP POS".split(), "ADP"),
    **dict.fromkeys("DT PDT PRP PRP$ WDT WP WP$ EX".split(), "PRON"),
    "CC": "CCONJ",
    "CD": "NUM",
    "UH": "INTJ",
}
"""Penn tag to UD's, the distinctions above merged; all other tags are marks."""


def pysbd() -> Splitter:
    """Sadvilkar and Neumann 2020."""
    segmenter = import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(one.start, one.end) for one in segmenter.segment(text)]


def syntok() -> Splitter:
    """Leitner's segmenter."""
    segmenter = import_module("syntok.segmenter")

    def split(text: str) -> list[Offsets]:
        return [
            (sentence[0].offset, sentence[-1].offset + len(sentence[-1].value))
            for paragraph in segmenter.process(text)
            for sentence in paragraph
        ]

    return split


def blingfire() -> Splitter:
    """Microsoft's finite-state splitter."""
    package = import_module("blingfire")
    return lambda text: list(package.text_to_sentences_and_offsets(text)[1])


def spacy() -> Splitter:
    """The sentencizer of a blank pipeline."""
    pipeline = import_module("spacy").blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda text: [(one.start_char, one.end_char) for one in pipeline(text).sents]


def nltk() -> Splitter:
    """Punkt (Kiss and Strunk 2006) as it is before any training."""
    tokenizer = import_module("nltk.tokenize.punkt").PunktSentenceTokenizer()
    return lambda text: list(tokenizer.span_tokenize(text))


def textblob() -> Tagger:
    """Pattern's lexicon and rules (De Smedt and Daelemans 2012), as TextBlob ships them."""
    package = import_module("textblob.en")

    def tagged(words: Sequence[str]) -> list[str]:
        joined = " ".join(word.replace(" ", "_") for word in words)
        return [PENN.get(penn, "PUNCT") for _, penn in package.tag(joined, tokenize=False)]

    return tagged


SPLITTERS = {one.__name__: one for one in (pysbd, syntok, blingfire, spacy, nltk)}


def measured(documents: Sequence[DocumentExample], model: Model, cut: Cut) -> dict[str, Any]:
    """Sentences and tags of the peers that are installed, on documents with trees.

    Splitters are given a line at a time: that a line break ends a sentence is taken for granted.
    """
    given = [placed(document) for document in documents]
    result: dict[str, Any] = {"tried": TRIED, "sentences": {}, "tags": {}}
    for name, make in SPLITTERS.items():
        try:
            split = make()
        except ImportError:
            result["sentences"][name] = None
            continue
        result["sentences"][name] = {"version": version(name), **_sentences(split, given)}
    result["tags"]["ours"] = {"upos": _ours(model, cut, documents)}
    try:
        result["tags"]["textblob"] = {
            "version": version("textblob"),
            "upos": _tags(textblob(), documents),
        }
    except ImportError:
        result["tags"]["textblob"] = None
    return result


def _sentences(split: Splitter, given: Sequence[Placed]) -> dict[str, float | None]:
    tally = Tally()
    spent = 0.0
    for one in given:
        start = time.process_time()
        found = list(by_line(split, one.text))
        spent += time.process_time() - start
        gold = [(one.words[low][0], one.words[high - 1][1]) for low, high in pairwise(one.bounds)]
        name = one.document.name
        tally.found("both", {(name, *row) for row in found}, {(name, *row) for row in gold})
        starts = ({(name, row[0]) for row in rows} for rows in (found, gold))
        tally.found("start", *starts)
    return {
        "sentence_f1": tally.f1("both"),
        "sentence_start_f1": tally.f1("start"),
        "words_per_s": round(sum(len(one.words) for one in given) / spent) if spent else None,
    }


def by_line(split: Splitter, text: str) -> Iterator[Offsets]:
    """The sentences of each line, white space at their ends left out."""
    begin = 0
    for line in text.split("\n"):
        for start, end in split(line):
            kept = line[start:end]
            left = len(kept) - len(kept.lstrip())
            if kept.strip():
                yield begin + start + left, begin + start + left + len(kept.strip())
        begin += len(line) + 1


def merged(tag: str) -> str:
    """A part of speech without the distinctions that Penn tags do not make."""
    return MERGED.get(tag, tag)


def _tags(tagger: Tagger, documents: Sequence[DocumentExample]) -> float | None:
    tally = Tally()
    for document in documents:
        for sentence in document.sentences:
            said = tagger(sentence.forms)
            gold = [merged(tag) for tag in sentence.upos or ()]
            tally.counts["all"] += len(gold)
            if len(said) == len(gold):
                tally.counts["right"] += sum(map(str.__eq__, said, gold))
    return tally.share("right", "all")


def _ours(model: Model, cut: Cut, documents: Sequence[DocumentExample]) -> float | None:
    """The same for the engine's tags, the gold words given."""
    tally = Tally()
    columns, classes = model.inventory.columns()[UPOS], dict(model.inventory.heads)[UPOS]
    for document in documents:
        encoded = encode(document, model.inventory, cut)
        windows = read_document(model, encoded)
        reading = decode(model, encoded, windows, encoded.bounds[:-1].tolist())
        said = [merged(classes[at]) for at in reading.labels[:, columns].argmax(1).tolist()]
        gold = [merged(tag) for one in document.sentences for tag in one.upos or ()]
        tally.counts["all"] += len(gold)
        tally.counts["right"] += sum(map(str.__eq__, said, gold))
    return tally.share("right", "all")
