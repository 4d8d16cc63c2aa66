"""Words put into a document or taken out, with every label kept in place.

An `Edit` is the new order of a sentence: old words by number, new ones as `Added`. `rebuilt` moves
heads, tags and ranges accordingly.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine.corpora_spans import MARKS
from engine.examples import MASKED, Attribution, DocumentExample, Sentence, Span

CLASSES: Mapping[str, Mapping[str, str]] = {
    "place": {
        "gum": "place",
        "wikigold": "LOC",
        "wnut17": "location",
        "crossner": "place",
        "watchdesk": "place",
    },
    "organisation": {
        "gum": "organization",
        "wikigold": "ORG",
        "wnut17": "corporation",
        "crossner": "organization",
        "watchdesk": "organisation",
    },
}
"""What each guideline calls an added place or organisation; others mask it."""

CITIES = "Geneva Cairo Nairobi Ottawa Lima Jakarta Ankara Oslo Tbilisi Seoul Brussels Doha".split()
AGENCIES = "Reuters AP AFP dpa Xinhua ANSA EFE Kyodo".split()
T = TypeVar("T")
MIN_QUOTED = 3
"""Contents of fewer words are not put in quotation marks."""


@dataclass(frozen=True, eq=False)
class Added:
    """A new word; its head is an old word of the sentence or another new one."""

    form: str
    head: "int | Added"
    upos: str = "PUNCT"
    relation: str = "punct"
    space: bool = True
    line: bool = False
    name: str | None = None
    """The class of the name it is, by our own guideline."""
    inside: Span | None = None
    """The range of the old document it now belongs to."""


@dataclass
class Edit:
    """A sentence being changed: its new order, and white space and breaks of its old words."""

    sentence: Sentence
    start: int
    """The number in the document of its first word."""
    order: list[int | Added] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)

    def root(self) -> int:
        """The root, or the first word of a sentence without a tree."""
        return self.sentence.heads.index(-1) if self.sentence.heads else 0

    def leaf(self, index: int) -> bool:
        """Whether nothing hangs on a word, and it hangs on something."""
        heads = self.sentence.heads
        return heads is None or (index not in heads and heads[index] != -1)


def edits(document: DocumentExample) -> list[Edit]:
    """An edit for each sentence that changes nothing yet."""
    rows, start = [], 0
    for sentence in document.sentences:
        order: list[int | Added] = list(range(len(sentence)))
        rows.append(Edit(sentence, start, order, list(sentence.spaces), list(sentence.breaks)))
        start += len(sentence)
    return rows


def drop_final(edit: Edit) -> None:
    """Take the full stop at the end away, if nothing depends on it and words remain."""
    last = len(edit.sentence) - 1
    if last > 0 and edit.sentence.forms[last] in (".", "!", "?") and edit.leaf(last):
        edit.order.remove(last)
        edit.spaces[last - 1] = edit.spaces[last]


def put_dateline(edit: Edit, rng: random.Random) -> None:
    """Put a city, an agency in brackets (or not) and a dash before the sentence."""
    city, root = rng.choice(CITIES), edit.root()
    shown = city.upper() if rng.random() < 0.7 else city
    place = Added(shown, root, "PROPN", "parataxis", line=edit.breaks[0], name="place")
    row: list[int | Added] = [place]
    if rng.random() < 0.7:
        agency = Added(
            *(rng.choice(AGENCIES), place, "PROPN", "parataxis"), space=False, name="organisation"
        )
        row += [Added("(", agency, space=False), agency, Added(")", agency)]
    row.append(Added(rng.choice("- – —".split()), root))
    edit.breaks[0] = False
    edit.order[:0] = row


def put_quotes(edit: Edit, span: Span, rng: random.Random) -> None:
    """Put quotation marks around a content that lies in the sentence and has none."""
    first, last = span[0] - edit.start, span[1] - edit.start - 1
    forms = edit.sentence.forms
    if not 0 <= first <= last < len(forms) or last - first + 1 < MIN_QUOTED:
        return
    if any(form in MARKS for form in forms) or _cuts_name(edit.sentence, first, last):
        return
    if last + 1 < len(forms) and forms[last + 1] in (",", ".") and rng.random() < 0.8:
        last += 1
    above = _top(edit.sentence, first, span[1] - edit.start)
    opening = Added('"', above, space=False, line=edit.breaks[first], inside=span)
    closing = Added('"', above, space=edit.spaces[last], inside=span)
    edit.breaks[first] = False
    if first:
        edit.spaces[first - 1] = True
    edit.spaces[last] = False
    edit.order.insert(edit.order.index(last) + 1, closing)
    edit.order.insert(edit.order.index(first), opening)


def _cuts_name(sentence: Sentence, first: int, last: int) -> bool:
    return any(
        tags[first].startswith("I-") or (last + 1 < len(tags) and tags[last + 1].startswith("I-"))
        for tags in sentence.names.values()
    )


def _top(sentence: Sentence, first: int, end: int) -> int:
    """The word of a range whose head lies outside it."""
    if sentence.heads is None:
        return first
    outside = (index for index in range(first, end) if not first <= sentence.heads[index] < end)
    return next(outside, first)


def rebuilt(document: DocumentExample, changes: Sequence[Edit]) -> DocumentExample:
    """The document after the edits."""
    moved: dict[int, int] = {}
    joined: dict[Span, list[int]] = {}
    position = 0
    for edit in changes:
        for item in edit.order:
            if isinstance(item, Added):
                if item.inside is not None:
                    joined.setdefault(item.inside, []).append(position)
            else:
                moved[edit.start + item] = position
            position += 1
    sentences = tuple(_sentence(edit, moved, joined) for edit in changes)
    return replace(document, sentences=sentences)


def _sentence(edit: Edit, moved: dict[int, int], joined: dict[Span, list[int]]) -> Sentence:
    old = edit.sentence
    forms = _row(edit, old.forms, lambda item: item.form)
    return Sentence(
        forms=forms,
        spaces=_row(edit, edit.spaces, lambda item: item.space),
        breaks=_row(edit, edit.breaks, lambda item: item.line),
        upos=old.upos and _row(edit, old.upos, lambda item: item.upos),
        heads=old.heads and _heads(edit, old.heads),
        relations=old.relations and _row(edit, old.relations, lambda item: item.relation),
        lemmas=old.lemmas and _row(edit, old.lemmas, lambda item: item.form),
        features=old.features and _row(edit, old.features, lambda _: "_"),
        names={guideline: _tags(edit, guideline, tags) for guideline, tags in old.names.items()},
        attributions=old.attributions
        and tuple(_attribution(item, moved, joined) for item in old.attributions),
    )


def _row(edit: Edit, row: Sequence[T], given: Callable[[Added], T]) -> tuple[T, ...]:
    """A row of the sentence in the new order."""
    return tuple(given(item) if isinstance(item, Added) else row[item] for item in edit.order)


def _heads(edit: Edit, heads: Sequence[int]) -> tuple[int, ...]:
    places = {item: place for place, item in enumerate(edit.order)}
    above = _row(edit, heads, lambda _: -1)
    return tuple(
        places[item.head] if isinstance(item, Added) else -1 if head == -1 else places[head]
        for item, head in zip(edit.order, above, strict=True)
    )


def _tags(edit: Edit, guideline: str, tags: Sequence[str]) -> tuple[str, ...]:
    def tag(item: Added) -> str:
        if item.name is None:
            return "O"
        known = CLASSES.get(item.name, {}).get(guideline)
        return f"B-{known}" if known else MASKED

    return _row(edit, tags, tag)


def _attribution(
    item: Attribution, moved: Mapping[int, int], joined: Mapping[Span, list[int]]
) -> Attribution:
    def spans(old: tuple[Span, ...]) -> Iterator[Span]:
        for span in old:
            kept = [moved[word] for word in range(*span) if word in moved]
            kept += joined.get(span, ())
            if kept:
                yield min(kept), max(kept) + 1

    return Attribution(*(tuple(spans(part)) for part in (item.source, item.cue, item.content)))
