"""CoNLL-U files, and UD English EWT as documents.

A multiword token ("don't") is kept as its words; the white space inside it is none. Empty nodes of
the enhanced graph are skipped. The words with their spaces must make up the "# text" comment.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from engine.examples import Attribution, DocumentExample, Part, Sentence

EWT_LICENCE = (
    "CC BY-SA 4.0 (annotations, PropBank's too; texts by their authors, portions (c) 2012 Google "
    "Inc.)"
)
EWT_PARTS: tuple[Part, ...] = ("train", "dev", "test")


class CorpusError(ValueError):
    """A data set is not as expected; the message names file, line and what is wrong."""

    def __init__(self, path: Path, line: int, wrong: str) -> None:
        super().__init__(f"{path}:{line}: {wrong}")


@dataclass
class Block:
    """One sentence of a CoNLL-U file, as its columns stand."""

    path: Path
    line: int
    comments: dict[str, str] = field(default_factory=dict)
    """Comment key -> value ("" where there is none)."""
    rows: list[list[str]] = field(default_factory=list)
    """The ten columns of each syntactic word."""
    spaces: list[bool] = field(default_factory=list)
    multiword: tuple[int, bool] = (0, True)
    """The last word of the multiword token being read, and whether white space follows it."""

    def wrong(self, message: str) -> CorpusError:
        """An error about this sentence."""
        return CorpusError(self.path, self.line, message)

    def forms(self) -> tuple[str, ...]:
        """The words."""
        return tuple(row[1] for row in self.rows)


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines (from 1) of a text file, which may be gzipped.

    Raises:
        CorpusError: The file is no UTF-8 text or no sound gzip file.
    """
    number = 0
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8", newline="\n")
            if path.suffix == ".gz"
            else (path.open(encoding="utf-8", newline="\n")) as file
        ):
            for number, line in enumerate(file, start=1):
                yield number, line.rstrip("\r\n")
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as wrong:
        raise CorpusError(path, number + 1, f"cannot be read: {wrong}") from wrong


def blocks(path: Path) -> Iterator[Block]:
    """The sentences of a CoNLL-U file.

    Raises:
        CorpusError: A line does not have ten columns, ids do not count up, a head is no number of
            the sentence, or the words do not make up the "# text".
    """
    block: Block | None = None
    for number, line in lines(path):
        if not line:
            if block is not None and block.rows:
                _finish(block)
                yield block
            block = None
            continue
        block = block or Block(path, number)
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            block.comments[key.strip()] = value.strip()
        else:
            _row(block, number, line)
    if block is not None and block.rows:
        _finish(block)
        yield block


def _row(block: Block, number: int, line: str) -> None:
    row = line.split("\t")
    if len(row) != 10:
        raise CorpusError(block.path, number, f"{len(row)} columns instead of 10")
    space = "SpaceAfter=No" not in row[9].split("|")
    first, dash, last = row[0].partition("-")
    if dash:
        if not (first.isdecimal() and last.isdecimal()):
            raise CorpusError(block.path, number, f"{row[0]!r} is no range of words")
        block.multiword = (int(last), space)
    elif "." not in row[0]:
        if row[0] != str(len(block.rows) + 1):
            raise CorpusError(
                block.path, number, f"word {row[0]!r} where {len(block.rows) + 1} should stand"
            )
        if not row[6].isdecimal():
            raise CorpusError(block.path, number, f"head {row[6]!r} is no number")
        block.rows.append(row)
        end, space_after = block.multiword
        inside = len(block.rows) <= end
        block.spaces.append((space_after if len(block.rows) == end else False) if inside else space)


def _finish(block: Block) -> None:
    for row in block.rows:
        if int(row[6]) > len(block.rows):
            raise block.wrong(f"word {row[0]} has head {row[6]} of {len(block.rows)} words")
    if block.multiword[0] > len(block.rows):
        raise block.wrong("a multiword token ends after the sentence")
    written = "".join(
        form + " " * space for form, space in zip(block.forms(), block.spaces, strict=True)
    )
    given = block.comments.get("text")
    if given is not None and written.split() != given.split():
        raise block.wrong(f"the words make up {written!r}, the text is {given!r}")


def tree_sentence(block: Block, starts: bool) -> Sentence:
    """A block as a sentence; `starts` says whether a line break comes before it."""
    columns = list(zip(*block.rows, strict=True))
    return Sentence(
        forms=columns[1],
        spaces=tuple(block.spaces),
        breaks=tuple(starts and index == 0 for index in range(len(block.rows))),
        upos=columns[3],
        heads=tuple(int(head) - 1 for head in columns[6]),
        relations=columns[7],
        lemmas=columns[2],
        features=columns[5],
    )


def starts_line(block: Block) -> bool:
    """Whether the block opens a document or a paragraph."""
    return any(key.split(" ")[0] in ("newdoc", "newpar") for key in block.comments)


def spaced(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with white space wherever a line break follows: a break is white space."""
    rows = list(sentences)
    for index, (sentence, after) in enumerate(pairwise(rows)):
        if after.breaks[0] and not sentence.spaces[-1]:
            rows[index] = replace(sentence, spaces=(*sentence.spaces[:-1], True))
    return tuple(rows)


def documents(path: Path) -> Iterator[tuple[str, list[Block]]]:
    """Names and blocks of the documents of a CoNLL-U file.

    Raises:
        CorpusError: As `blocks`, or the first sentence opens no document.
    """
    name, held = "", list[Block]()
    for block in blocks(path):
        opened = block.comments.get("newdoc id")
        if opened is not None:
            if held:
                yield name, held
            name, held = opened, []
        elif not name:
            raise block.wrong('no "# newdoc id" before the first sentence')
        held.append(block)
    if held:
        yield name, held


Frames = Callable[[Block], Sequence[Attribution] | None]
"""What is attributed in a sentence, in word ranges of the sentence; None where nobody looked."""


def read_ewt(folder: Path, frames: Frames | None = None) -> Iterator[DocumentExample]:
    """UD English EWT: `en_ewt-{train,dev,test}.conllu.gz` of the folder, in that order.

    `frames` adds attributions. Document names begin with the genre ("weblog-...").
    """
    for part in EWT_PARTS:
        for name, held in documents(folder / f"en_ewt-{part}.conllu.gz"):
            rows, offset = list[Sentence](), 0
            for block in held:
                sentence = tree_sentence(block, starts_line(block))
                found = frames(block) if frames else None
                rows.append(with_attributions(sentence, found, offset))
                offset += len(sentence)
            genre = name.partition("-")[0]
            yield DocumentExample(name, "ewt", part, EWT_LICENCE, genre, spaced(rows))


def with_attributions(
    sentence: Sentence, found: Iterable[Attribution] | None, offset: int = 0
) -> Sentence:
    """The sentence with attributions, whose ranges are moved by `offset` words."""
    if found is None:
        return sentence
    moved = tuple(
        Attribution(
            *(
                tuple((start + offset, end + offset) for start, end in spans)
                for spans in (item.source, item.cue, item.content)
            )
        )
        for item in found
    )
    return replace(sentence, attributions=moved)
