"""Noise for training: what happens to text between the newsroom and us, with the labels kept.

`noisy(document, rates, seed)` is pure: the same document, rates and seed give the same result.
Words are put in (datelines, quotation marks around a content) or taken out (final full stops),
rewritten (case, quotation marks, dashes, abbreviations, typing errors) and laid out anew (missing
spaces, line breaks, glued paragraphs). Every row of every sentence keeps one entry for each word,
and trees stay trees.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from engine.corpora_spans import MARKS
from engine.examples import DocumentExample, Sentence
from engine.noise_words import Added, Edit, drop_final, edits, put_dateline, put_quotes, rebuilt

WRAP_WIDTHS = (45, 60, 72, 80)
"""Characters after which hard-wrapped lines break."""

ABBREVIATIONS = {"U.S.": "US", "U.K.": "UK", "U.N.": "UN", "E.U.": "EU", "U.S.A.": "USA"}
_DASHES = "- -- – —".split()
_APOSTROPHES = "' ’ ` ´".split()


@dataclass(frozen=True)
class Rates:
    """How often each thing happens, as probabilities from 0 to 1."""

    dateline: float = 0.03
    """per paragraph"""
    quoted_content: float = 0.1
    """per content without quotation marks"""
    final_dropped: float = 0.03
    """per sentence"""
    abbreviations: float = 0.3
    """per document: "U.S." and the like without points, or the other way round"""
    quotes: float = 0.5
    """per document: all quotation marks and apostrophes in another style"""
    dashes: float = 0.3
    """per document: all dashes in another style"""
    headline_upper: float = 0.25
    """per paragraph of one sentence without a full stop: in capitals"""
    headline_title: float = 0.25
    """per such paragraph: every word with a capital"""
    sentence_upper: float = 0.01
    sentence_lower: float = 0.03
    typos: float = 0.003
    """per word of four letters or more"""
    space_missing: float = 0.02
    """per sentence end inside a paragraph"""
    line_each: float = 0.05
    """per document: every sentence on a line of its own"""
    wrapped: float = 0.1
    """per document: hard line breaks inside sentences"""
    joined: float = 0.1
    """per document: all line breaks between paragraphs become spaces"""
    glued: float = 0.02
    """per paragraph: no white space before it"""

    def __post_init__(self) -> None:
        """Check.

        Raises:
            ValueError: A rate is not between 0 and 1.
        """
        for rate in fields(self):
            if not 0 <= getattr(self, rate.name) <= 1:
                raise ValueError(f"{rate.name} is {getattr(self, rate.name)}, not from 0 to 1")


CLEAN = Rates(**{rate.name: 0.0 for rate in fields(Rates)})
"""Nothing happens."""


def noisy(document: DocumentExample, rates: Rates, seed: int) -> DocumentExample:
    """The document with noise; the same for the same seed."""
    rng = random.Random(f"{seed}:{document.name}")
    document = _words(document, rates, rng)
    sentences = list(document.sentences)
    for step in (_abbreviations, _quotes, _dashes, _case, _typos, _layout):
        sentences = step(sentences, rates, rng)
    return replace(document, sentences=tuple(sentences))


def _words(document: DocumentExample, rates: Rates, rng: random.Random) -> DocumentExample:
    changes = edits(document)
    for edit in changes:
        sentence = edit.sentence
        contents = {span for item in sentence.attributions or () for span in item.content}
        for span in sorted(contents)[:1]:
            if rng.random() < rates.quoted_content:
                put_quotes(edit, span, rng)
        if rng.random() < rates.final_dropped and not _quoted_end(edit):
            drop_final(edit)
        if sentence.breaks[0] and _ends(sentence) and rng.random() < rates.dateline:
            put_dateline(edit, rng)
    return rebuilt(document, changes)


def _quoted_end(edit: Edit) -> bool:
    """Whether a mark was put in at the end."""
    return any(isinstance(item, Added) for item in edit.order[-2:])


def _ends(sentence: Sentence) -> bool:
    """Whether the sentence ends like one (headings do not)."""
    return any(form[-1] in ".!?" for form in sentence.forms[-2:])


def _forms(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, forms=tuple(change(form) or form for form in sentence.forms))


def _abbreviations(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    if rng.random() >= rates.abbreviations:
        return rows
    pointed = rng.random() < 0.5
    table = {short: full for full, short in ABBREVIATIONS.items()} if pointed else ABBREVIATIONS
    return [_forms(row, lambda form: table.get(form, form)) for row in rows]


def _quotes(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    if rng.random() >= rates.quotes:
        return rows
    opening, closing, apostrophe = rng.choice(
        (("“", "”", "’"), ('"', '"', "'"), ("``", "''", "'"), ("''", "''", "'"), ('"', '"', "’"))
    )
    changed, before = [], True
    for row in rows:
        forms = []
        for form, space, line in zip(row.forms, row.spaces, row.breaks, strict=True):
            opens = form in ("“", "``") or (form not in ("”",) and (before or line) and not space)
            new = (opening if opens else closing) if form in MARKS else form
            if form == "'" and opens and apostrophe == "’":
                new = "‘"
            elif form not in MARKS:
                for known in _APOSTROPHES[:2]:
                    new = new.replace(known, apostrophe)
            forms.append(new)
            before = space
        changed.append(replace(row, forms=tuple(forms)))
    return changed


def _dashes(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    if rng.random() >= rates.dashes:
        return rows
    dash = rng.choice(_DASHES)
    return [_dashed(row, dash) for row in rows]


def _dashed(row: Sentence, dash: str) -> Sentence:
    """Dashes with white space on both sides (a hyphen inside a word is none) in one style."""
    return replace(
        row,
        forms=tuple(
            dash if form in _DASHES and space and (index == 0 or row.spaces[index - 1]) else form
            for index, (form, space) in enumerate(zip(row.forms, row.spaces, strict=True))
        ),
    )


def _case(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    changed = []
    for index, row in enumerate(rows):
        alone = index + 1 == len(rows) or rows[index + 1].breaks[0]
        heading = row.breaks[0] and alone and not _ends(row)
        draw = rng.random()
        upper = rates.headline_upper if heading else rates.sentence_upper
        title = rates.headline_title if heading else 0.0
        if draw < upper:
            changed.append(_forms(row, str.upper))
        elif draw < upper + title:
            changed.append(_forms(row, lambda form: form[:1].upper() + form[1:]))
        elif draw > 1 - rates.sentence_lower:
            changed.append(_forms(row, str.lower))
        else:
            changed.append(row)
    return changed


def _typos(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    if not rates.typos:
        return rows
    return [
        _forms(
            row,
            lambda form: (
                _typo(form, rng)
                if len(form) >= 4 and form.isalpha() and rng.random() < rates.typos
                else form
            ),
        )
        for row in rows
    ]


def _typo(form: str, rng: random.Random) -> str:
    """The word with one letter swapped, lost, doubled or replaced; never the first."""
    at = rng.randrange(1, len(form) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    if kind == 1:
        return form[:at] + form[at + 1 :]
    if kind == 2:
        return form[: at + 1] + form[at:]
    return form[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + form[at + 1 :]


def _layout(rows: list[Sentence], rates: Rates, rng: random.Random) -> list[Sentence]:
    if rng.random() < rates.joined:
        rows = [_broken(row, row.breaks[0] and index == 0) for index, row in enumerate(rows)]
    elif rng.random() < rates.line_each:
        rows = [_broken(row, True) for row in rows]
    for index in range(1, len(rows)):
        rate = rates.glued if rows[index].breaks[0] else rates.space_missing
        if rng.random() < rate:
            rows[index] = _broken(rows[index], False)
            rows[index - 1] = _last_space(rows[index - 1], False)
        elif rows[index].breaks[0]:
            rows[index - 1] = _last_space(rows[index - 1], True)
    if rng.random() < rates.wrapped:
        return _wrapped(rows, rng.choice(WRAP_WIDTHS))
    return rows


def _broken(row: Sentence, line: bool) -> Sentence:
    """The sentence with or without a line break before it."""
    return replace(row, breaks=(line, *row.breaks[1:]))


def _last_space(row: Sentence, space: bool) -> Sentence:
    return replace(row, spaces=(*row.spaces[:-1], space))


def _wrapped(rows: Sequence[Sentence], width: int) -> list[Sentence]:
    """The sentences in lines of at most `width` characters (longer words stand alone)."""
    changed, column, space = [], 0, True
    for row in rows:
        breaks = []
        for form, follows, line in zip(row.forms, row.spaces, row.breaks, strict=True):
            wraps = line or (space and column > 0 and column + len(form) > width)
            column = (0 if wraps else column) + len(form) + follows
            breaks.append(wraps)
            space = follows
        changed.append(replace(row, breaks=tuple(breaks)))
    return changed
