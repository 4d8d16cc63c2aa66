"""Read the data sets once and write them into one compressed file.

    python -m engine.prepare --data DATA --out examples.jsonl.gz

A line is a document. Beside the file stands a manifest (`.manifest.json`) with counts by data set
and part, licences, and the SHA-256 of every input and of the file. The same inputs give the same
bytes each time. Documents made of `silver` sentences are added with `--silver COUNT`.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from engine.corpora import CORPORA, documents
from engine.corpora_conllu import CorpusError, lines
from engine.examples import Attribution, DocumentExample, Sentence, check
from engine.silver import silver

FORMAT = 1
SILVER_SEED = 20260


def to_record(document: DocumentExample) -> dict[str, Any]:
    """A document as JSON values; what was not annotated is left out."""
    record = asdict(document)
    record["sentences"] = [_sentence_record(sentence) for sentence in document.sentences]
    return record


def _sentence_record(sentence: Sentence) -> dict[str, Any]:
    record = {key: value for key, value in asdict(sentence).items() if value is not None}
    for flags in ("spaces", "breaks"):
        record[flags] = "".join("01"[flag] for flag in record[flags])
    record["names"] = {key: list(tags) for key, tags in sorted(sentence.names.items())}
    return record


def from_record(record: dict[str, Any]) -> DocumentExample:
    """The document of a record.

    Raises:
        KeyError, TypeError: A field is missing or of another kind.
    """
    sentences = tuple(_sentence(row) for row in record["sentences"])
    return DocumentExample(**{**record, "sentences": sentences})


def _sentence(row: dict[str, Any]) -> Sentence:
    rows: dict[str, Any] = {
        key: tuple(row[key])
        for key in ("forms", "upos", "heads", "relations", "lemmas", "features")
        if key in row
    }
    for flags in ("spaces", "breaks"):
        rows[flags] = tuple(flag == "1" for flag in row[flags])
    rows["names"] = {guideline: tuple(tags) for guideline, tags in row["names"].items()}
    if "attributions" in row:
        rows["attributions"] = tuple(
            Attribution(
                *(
                    tuple((start, end) for start, end in item[role])
                    for role in ("source", "cue", "content")
                )
            )
            for item in row["attributions"]
        )
    return Sentence(**rows)


def load(path: Path) -> Iterator[DocumentExample]:
    """The documents of a file that `prepare` wrote.

    Raises:
        CorpusError: A line is no document.
    """
    for number, line in lines(path):
        try:
            yield from_record(json.loads(line))
        except (ValueError, KeyError, TypeError) as wrong:
            raise CorpusError(path, number, f"no document: {wrong!r}") from wrong


def manifest_path(out: Path) -> Path:
    """Where the manifest of a file stands."""
    return out.with_name(out.name + ".manifest.json")


def write(examples: Iterable[DocumentExample], out: Path) -> dict[str, Any]:
    """Write the documents, each checked, and give the counts and licences for the manifest.

    Raises:
        ExampleError: A document is not sound; nothing is left at `out`.
    """
    counts: dict[str, Counter[str]] = {}
    licences: dict[str, set[str]] = {}
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
            for document in examples:
                check(document)
                count = counts.setdefault(f"{document.corpus} {document.part}", Counter())
                count.update(_counts(document))
                licences.setdefault(document.corpus, set()).add(document.licence)
                record = json.dumps(to_record(document), ensure_ascii=False, separators=(",", ":"))
                file.write(record.encode() + b"\n")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return {
        "counts": {key: dict(sorted(count.items())) for key, count in sorted(counts.items())},
        "licences": {key: sorted(found) for key, found in sorted(licences.items())},
    }


def _counts(document: DocumentExample) -> dict[str, int]:
    sentences = document.sentences
    return {
        "documents": 1,
        "sentences": len(sentences),
        "words": len(document),
        "attributions": sum(len(sentence.attributions or ()) for sentence in sentences),
        "names": sum(
            tag.startswith("B-")
            for sentence in sentences
            for tags in sentence.names.values()
            for tag in tags
        ),
    }


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prepare(data: Path, out: Path, silver_documents: int = 0) -> dict[str, Any]:
    """Read everything under `data`, write `out` and its manifest, and return the manifest.

    Raises:
        CorpusError, ExampleError, FileNotFoundError: A data set is missing or not as expected.
    """
    inputs = {
        path.relative_to(data).as_posix(): digest(path)
        for corpus in CORPORA
        for path in corpus.files(data)
    }
    written = write(chain(documents(data), silver(SILVER_SEED, silver_documents)), out)
    manifest = {
        "format": FORMAT,
        "silver": {"seed": SILVER_SEED, "documents": silver_documents},
        **written,
        "inputs": dict(sorted(inputs.items())),
        "sha256": digest(out),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    manifest_path(out).write_text(text, encoding="utf-8")
    return manifest


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Read the data sets into one file.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    parser.add_argument("--out", type=Path, required=True, help="file to write (.jsonl.gz)")
    parser.add_argument("--silver", type=int, default=0, help="documents of our own sentences")
    given = parser.parse_args()
    manifest = prepare(given.data, given.out, given.silver)
    for part, count in manifest["counts"].items():
        print(part, " ".join(f"{key} {value}" for key, value in count.items()))


if __name__ == "__main__":
    main()
