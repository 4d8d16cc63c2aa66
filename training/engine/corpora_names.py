"""Data sets that only name things: wikigold, WNUT17 and CrossNER.

They come as words with tags, one to a line, without the white space of the text; it is put back by
the rules of `plausible_spaces`. Each sentence of WNUT17 and CrossNER stands for itself and becomes
a document; those of wikigold form documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.corpora_conllu import CorpusError, lines
from engine.examples import MASKED, DocumentExample, Part, Sentence

WIKIGOLD_CLASSES = frozenset("PER LOC ORG MISC".split())
WNUT_CLASSES = frozenset("person location group creative-work corporation product".split())
WNUT_FILES: tuple[tuple[Part, str], ...] = (
    ("train", "wnut17train.conll"),
    ("dev", "emerging.dev.conll"),
    ("test", "emerging.test.annotated"),
)

CROSSNER_DOMAINS = ("ai", "literature", "music", "politics", "science")
CROSSNER_FILES: tuple[tuple[str, Part], ...] = (
    ("train", "train"),
    ("dev", "train"),
    ("test", "test"),
)
"""The official training files are a few hundred sentences made for few-shot learning, so the
official dev files are trained on too; nothing here is chosen by them. The test files are kept out.
"""

CROSSNER_COARSE = {
    kind: coarse
    for coarse, kinds in {
        "person": "person politician scientist writer musicalartist researcher",
        "place": "country location",
        "organization": "organisation politicalparty university band",
        "event": "event election conference",
        "product": "product programlang musicalinstrument",
        "work": "book poem song album magazine academicjournal",
        "award": "award",
        "field": "discipline field task theory algorithm metrics literarygenre musicgenre",
        "substance": "chemicalcompound chemicalelement protein enzyme",
        "misc": "misc astronomicalobject",
    }.items()
    for kind in kinds.split()
}
"""CrossNER's fine types -> ten coarse ones. Politicians are people, parties organisations, and
countries places; elections are events."""

CROSSNER_AS_WIKIGOLD = {
    kind: plain
    for plain, kinds in {
        "PER": "person politician scientist writer musicalartist researcher",
        "LOC": "country location",
        "ORG": "organisation politicalparty university band",
        "MISC": "event election conference book poem song album award misc",
    }.items()
    for kind in kinds.split()
}
"""CrossNER's fine types -> wikigold's. Both extend the guideline of CoNLL-2003 and tag text of
Wikipedia; types left out are tagged otherwise, or not at all, in wikigold and are masked there."""

_NO_SPACE_BEFORE = frozenset(
    ", . ; : ! ? % ) ] } ... … ” ’ '' 's 'm 're 've 'll 'd n't ’s ’m ’re ’ve ’ll ’d n’t".split()
)
_NO_SPACE_AFTER = frozenset("( [ { $ £ € “ ‘ `` # @".split())
_ENTITIES = frozenset("amp lt gt quot apos nbsp".split())


def plausible_spaces(forms: Sequence[str]) -> tuple[bool, ...]:
    """Whether white space follows each word, by the customs of English print.

    None before closing punctuation and clitics nor after opening brackets; straight quotation marks
    open and close in turn; "&amp;" and "and/or" are written in one.
    """
    spaces = [True] * len(forms)
    opened = {'"': False, "'": False}
    for index, form in enumerate(forms):
        before, after = index > 0, index + 1 < len(forms)
        lowered = form.lower()
        if lowered in _NO_SPACE_BEFORE and before:
            spaces[index - 1] = False
        if form in _NO_SPACE_AFTER:
            spaces[index] = False
        if form == "'" and before and not opened["'"] and forms[index - 1].endswith("s"):
            spaces[index - 1] = False
        elif form in opened:
            _quote(spaces, index, opened[form])
            opened[form] = not opened[form]
        if form == "/" and before and after:
            spaces[index - 1] = spaces[index] = False
        if form == "&" and after and forms[index + 1].lower() in _ENTITIES:
            spaces[index] = False
    return tuple(spaces)


def _quote(spaces: list[bool], index: int, closes: bool) -> None:
    if not closes:
        spaces[index] = False
    elif index:
        spaces[index - 1] = False


@dataclass(frozen=True)
class Tagged:
    """A sentence of a column file; `opens` says that a document begins with it."""

    line: int
    forms: tuple[str, ...]
    tags: tuple[str, ...]
    opens: bool


def columns(path: Path, separator: str, classes: Mapping[str, str]) -> Iterator[Tagged]:
    """Sentences of a file with a word and a BIO or IOB1 tag to a line, as BIO.

    `classes` maps the classes of the file to those wanted.

    Raises:
        CorpusError: A line has no word and tag, or the tag is of no known class.
    """
    start, opens = 1, True
    forms, tags = list[str](), list[str]()
    for number, line in lines(path):
        word, found, tag = line.strip(" \t").rpartition(separator)
        blank = not line.strip()
        if blank or word.startswith("-DOCSTART-"):
            if forms:
                yield Tagged(start, tuple(forms), bio(tags), opens)
                forms, tags, opens = [], [], False
            opens = opens or not blank
            continue
        if not (found and word.strip()):
            raise CorpusError(path, number, f"no word and tag in {line!r}")
        start = start if forms else number
        forms.append("".join(word.split()))
        tags.append(_tag(path, number, tag.strip(), classes))
    if forms:
        yield Tagged(start, tuple(forms), bio(tags), opens)


def _tag(path: Path, number: int, tag: str, classes: Mapping[str, str]) -> str:
    mark, _, kind = tag.partition("-")
    if tag == "O":
        return tag
    if mark not in ("B", "I") or kind not in classes:
        raise CorpusError(path, number, f"{tag!r} is no tag of {', '.join(sorted(classes))}")
    return f"{mark}-{classes[kind]}"


def bio(tags: Sequence[str]) -> tuple[str, ...]:
    """IOB1 or broken BIO as BIO: what continues nothing begins."""
    row, before = [], "O"
    for tag in tags:
        continues = tag.startswith("I-") and before[2:] == tag[2:]
        row.append(tag if continues or tag == "O" else f"B-{tag[2:]}")
        before = tag
    return tuple(row)


def renamed(tags: Sequence[str], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """BIO tags with other kinds; a name of a kind that has none is masked."""
    row = []
    for tag in tags:
        mark, _, kind = tag.partition("-")
        row.append(tag if tag == "O" else f"{mark}-{kinds[kind]}" if kind in kinds else MASKED)
    return tuple(row)


def _sentence(guideline: str, tagged: Tagged) -> Sentence:
    return Sentence(
        forms=tagged.forms,
        spaces=plausible_spaces(tagged.forms),
        breaks=(tagged.opens, *[False] * (len(tagged.forms) - 1)),
        names={guideline: tagged.tags},
    )


def read_wikigold(path: Path) -> Iterator[DocumentExample]:
    """wikigold (`wikigold.conll.txt`): of its documents the last fifth is test, the tenth before
    it dev.
    """
    held: list[list[Sentence]] = []
    for tagged in columns(path, " ", {kind: kind for kind in WIKIGOLD_CLASSES}):
        if tagged.opens:
            held.append([])
        held[-1].append(_sentence("wikigold", tagged))
    dev, test = len(held) * 7 // 10, len(held) * 8 // 10
    for number, sentences in enumerate(held):
        part: Part = "train" if number < dev else "dev" if number < test else "test"
        yield DocumentExample(
            f"wikigold-{number:03}", "wikigold", part, "CC BY 4.0", "wiki", tuple(sentences)
        )


def read_wnut(folder: Path) -> Iterator[DocumentExample]:
    """WNUT17 train, dev and test; a post is a document."""
    classes = {kind: kind for kind in WNUT_CLASSES}
    for part, name in WNUT_FILES:
        for tagged in columns(folder / name, "\t", classes):
            sentences = (_sentence("wnut17", replace(tagged, opens=True)),)
            title = f"wnut17-{part}-{tagged.line}"
            yield DocumentExample(title, "wnut17", part, "CC BY 4.0", "social", sentences)


def read_crossner(folder: Path) -> Iterator[DocumentExample]:
    """CrossNER's five domains (never its `conll2003` folder); a sentence is a document.

    The name says which official file and line it comes from; the genre is the domain. The same
    names are given by wikigold's guideline too, as far as the two agree.
    """
    licence = "CC BY-SA 3.0 (Wikipedia text; repository MIT)"
    for domain in CROSSNER_DOMAINS:
        for file, part in CROSSNER_FILES:
            path = folder / "ner_data" / domain / f"{file}.txt"
            for tagged in columns(path, "\t", {kind: kind for kind in CROSSNER_COARSE}):
                names = {
                    "crossner": renamed(tagged.tags, CROSSNER_COARSE),
                    "wikigold": renamed(tagged.tags, CROSSNER_AS_WIKIGOLD),
                }
                plain = _sentence("crossner", replace(tagged, opens=True))
                sentences = (replace(plain, names=names),)
                title = f"crossner-{domain}-{file}-{tagged.line}"
                yield DocumentExample(title, "crossner", part, licence, domain, sentences)
