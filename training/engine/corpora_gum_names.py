"""Proper names out of GUM's mentions, as BIO tags.

Classes are GUM's (person, organization, place, object, event, abstract) and "nationality" for
adjectives and nouns of nationality. Names of times are no names here. Masked are the names of
animals, plants and substances, and what no rule here can tell: proper nouns outside every name, and
capitalised adjectives that are not of a nationality.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.corpora_conllu import Block
from engine.examples import MASKED, Span
from watchdesk.grounding.gazetteer import demonym

CLASSES = frozenset("person organization place object event abstract".split())
MASKED_CLASSES = frozenset("animal plant substance".split())

TITLES = frozenset(
    """
    president minister secretary senator governor mayor king queen prince princess pope bishop
    general colonel captain judge justice chairman chairwoman chancellor ambassador professor
    doctor dr mr mrs ms miss sir lord lady congressman congresswoman representative director
    """.split()
)
"""A mention of a person headed by one of these ("the President") is no name."""

INNER = frozenset("flat compound goeswith".split())
"""Relations of the words of one name to each other."""

JOINING = frozenset("of for de du da del von van der al and & the".split())
"""Words that may stand inside a name, between its proper nouns."""

MARKS_INSIDE = frozenset("- – . 's ’s ' ’".split())

_MARK = re.compile(r"\(([^()]{1,400})(\))?|([^()]{1,40})\)")


@dataclass(frozen=True)
class Mention:
    """A mention: a half-open range of words and GUM's entity type."""

    start: int
    end: int
    kind: str


def mentions(block: Block) -> Iterator[Mention]:
    """The mentions of a sentence, inner ones before those around them.

    Raises:
        CorpusError: A mention is closed that was not opened, or left open.
    """
    opened: list[tuple[str, int, str]] = []
    for index, row in enumerate(block.rows):
        field = next((part for part in row[9].split("|") if part.startswith("Entity=")), "")
        for mark in _MARK.finditer(field.removeprefix("Entity=")):
            if mark[1] is not None:
                group, _, rest = mark[1].partition("-")
                kind = rest.partition("-")[0]
                if mark[2]:
                    yield Mention(index, index + 1, kind)
                else:
                    opened.append((group, index, kind))
                continue
            match = next((item for item in reversed(opened) if item[0] == mark[3]), None)
            if match is None:
                raise block.wrong(f"word {row[0]} closes entity {mark[3]!r}, which is not open")
            opened.remove(match)
            yield Mention(match[1], index + 1, match[2])
    if opened:
        raise block.wrong(f"entity {opened[0][0]!r} is never closed")


def name_of(block: Block, mention: Mention, others: Collection[Mention] = ()) -> Span | None:
    """The proper name in a mention; None if a common noun or a title stands alone.

    `others` are the mentions of the sentence: a possessor that is one is no part of the name.
    """
    heads = [int(row[6]) - 1 for row in block.rows]
    outside = [
        index
        for index in range(mention.start, mention.end)
        if not mention.start <= heads[index] < mention.end
    ]
    if len(outside) != 1:
        return None
    top, person = outside[0], mention.kind == "person"
    ends = {other.end for other in others if other != mention}
    named = _words_of_name(block, heads, top, mention, ends)
    if block.rows[top][3] != "PROPN" or (person and _title(block.rows[top])):
        # "actor Orsk", "King Orsk": what hangs flat on the noun is the name
        flat = {index for index in named - {top} if index > top and block.rows[index][7] == "flat"}
        if not flat:
            return None
        named, top = flat, min(flat)
    return _stretch(block, named, top)


def _title(row: list[str]) -> bool:
    return row[2].lower().strip(".") in TITLES


def _words_of_name(
    block: Block, heads: list[int], top: int, mention: Mention, ends: Collection[int]
) -> set[int]:
    """The proper nouns of the name: those that hang together with its head."""
    person = mention.kind == "person"
    named, fresh = {top}, [top]
    while fresh:
        above = fresh.pop()
        for index in range(mention.start, mention.end):
            own = index + 1 in ends or index + 2 in ends  # a possessor's mention holds its 's
            if (
                heads[index] == above
                and index not in named
                and _belongs(block.rows[index], person, own)
            ):
                named.add(index)
                fresh.append(index)
    return named


def _belongs(row: list[str], person: bool, own: bool) -> bool:
    """Whether a word is part of the name it hangs on; `own`: it is a mention itself."""
    relation = row[7].partition(":")[0]
    proper = row[3] == "PROPN" or row[4].startswith("NNP")
    if relation in INNER:
        return proper or row[3] in ("NUM", "X") or (row[1][:1].isupper() and relation == "flat")
    if relation == "amod":
        return proper
    if relation == "nummod":
        return not person and row[3] == "NUM"
    if row[7] == "nmod:desc":
        return proper and not person and not _title(row)
    if row[7] == "nmod:poss":
        return proper and not person and not own
    return not person and proper and relation in ("nmod", "conj")


def _stretch(block: Block, named: set[int], head: int) -> Span:
    """The range around the head without gaps other than joining words and hyphens."""
    start = end = head
    for step in (-1, 1):
        index, edge = head, head
        while 0 <= index + step < len(block.rows):
            index += step
            form = block.rows[index][1].lower()
            if index in named:
                edge = index
            elif form not in JOINING and form not in MARKS_INSIDE:
                break
        start, end = min(start, edge), max(end, edge)
    return start, end + 1


def gum_tags(block: Block) -> tuple[str, ...]:
    """BIO tags of the proper names of a sentence; of nested names the longest is kept."""
    tags = ["O"] * len(block.rows)
    names: dict[Span, str] = {}
    found = list(mentions(block))
    for mention in found:
        if mention.kind in CLASSES | MASKED_CLASSES and (span := name_of(block, mention, found)):
            names.setdefault(span, mention.kind)
    for (start, end), kind in sorted(names.items(), key=lambda item: item[0][0] - item[0][1]):
        if any(tag != "O" for tag in tags[start:end]):
            continue
        if end == start + 1 and kind == "person" and demonym(block.rows[start][1]):
            kind = "nationality"  # noqa: PLW2901 - "Americans" are people by their nation
        for index in range(start, end):
            tags[index] = MASKED if kind in MASKED_CLASSES else f"I-{kind}"
        if kind not in MASKED_CLASSES:
            tags[start] = f"B-{kind}"
    times = {
        index for item in found if item.kind == "time" for index in range(item.start, item.end)
    }
    for index, row in enumerate(block.rows):
        if tags[index] == "O" and row[1][:1].isupper() and index not in times:
            tags[index] = _capital_word(row, index)
    return tuple(tags)


def _capital_word(row: list[str], index: int) -> str:
    """The tag of a capitalised word outside every name and every time."""
    if row[3] in ("ADJ", "NOUN", "PROPN") and demonym(row[1]):
        return "B-nationality"
    unsure = (row[3] == "ADJ" and index > 0) or (row[3] == "PROPN" and not _title(row))
    return MASKED if unsure else "O"
