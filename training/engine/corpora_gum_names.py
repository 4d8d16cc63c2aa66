"""Proper names out of GUM's mentions, as BIO tags.

Classes are GUM's (person, organization, place, object, event, abstract) and "nationality" for
adjectives and nouns of nationality. Names of times are no names here; names of animals, plants and
substances, and capitalised adjectives that are not of a nationality, are masked.
"""

import re
from collections.abc import Iterator
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


def name_of(block: Block, mention: Mention) -> Span | None:
    """The proper name that heads a mention, None if a common noun or a title does."""
    heads = [int(row[6]) - 1 for row in block.rows]
    outside = [
        index
        for index in range(mention.start, mention.end)
        if not mention.start <= heads[index] < mention.end
    ]
    if len(outside) != 1 or block.rows[outside[0]][3] != "PROPN":
        return None
    head = outside[0]
    person = mention.kind == "person"
    named = _words_of_name(block, heads, head, mention, person)
    if person and named == {head} and block.rows[head][2].lower().strip(".") in TITLES:
        return None
    return _stretch(block, named, head)


def _words_of_name(
    block: Block, heads: list[int], head: int, mention: Mention, person: bool
) -> set[int]:
    """The proper nouns of the name: those that hang together with its head."""
    named, fresh = {head}, [head]
    while fresh:
        above = fresh.pop()
        for index in range(mention.start, mention.end):
            if heads[index] == above and index not in named and _belongs(block, index, person):
                named.add(index)
                fresh.append(index)
    return named


def _belongs(block: Block, index: int, person: bool) -> bool:
    row = block.rows[index]
    relation = row[7].partition(":")[0]
    proper = row[3] == "PROPN" or row[4].startswith("NNP")
    if relation in INNER:
        return proper or row[3] in ("NUM", "X") or (row[1][:1].isupper() and relation == "flat")
    if relation == "amod":
        return proper
    if relation == "nummod":
        return not person and row[3] == "NUM"
    if row[7] == "nmod:desc":
        return proper and row[2].lower().strip(".") not in TITLES and not person
    return not person and proper and relation in ("nmod", "conj") and row[7] != "nmod:poss"


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
            elif form not in JOINING and form not in ("-", "–", "."):
                break
        start, end = min(start, edge), max(end, edge)
    return start, end + 1


def gum_tags(block: Block) -> tuple[str, ...]:
    """BIO tags of the proper names of a sentence; of nested names the longest is kept."""
    tags = ["O"] * len(block.rows)
    names: dict[Span, str] = {}
    for mention in mentions(block):
        if mention.kind in CLASSES | MASKED_CLASSES and (span := name_of(block, mention)):
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
    for index, row in enumerate(block.rows):
        if tags[index] == "O" and row[1][:1].isupper():
            tags[index] = _capital_word(row, index)
    return tuple(tags)


def _capital_word(row: list[str], index: int) -> str:
    """The tag of a capitalised word outside every name."""
    if row[3] in ("ADJ", "NOUN", "PROPN") and demonym(row[1]):
        return "B-nationality"
    return MASKED if row[3] == "ADJ" and index > 0 else "O"
