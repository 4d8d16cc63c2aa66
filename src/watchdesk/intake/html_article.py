"""Which of a page's blocks are its article.

Found in three steps: set apart what by its name, or by being made of links, is not the article;
go down from the page to the element that still holds nearly all running text; cut off what stands
before the first and behind the last of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.intake.html_blocks import Block, Layout, is_prose
from watchdesk.intake.html_signs import Role

_MOST = 0.75
_FAMILY = 0.4
_TEASERS, _TEASER = 0.4, 160
_DESCEND, _DESCEND_BODY, _LEAVE_BODY = 0.85, 0.6, 0.95
_NEVER_KIN = frozenset("comment comments commenting respond disqus related hidden".split())
_INNER = frozenset("ul ol dl table tbody thead blockquote center".split())
_HEADINGS = ("h", "h1")
_NO_HEAD = (Role.FURNITURE, Role.PICTURE)
_HEAD_LINES = 40
_QUOTED, _MANY_QUOTED, _LONG = 20, 200, 300_000
_QUOTE_MARKS = '“”"‘’«»„. '


class Found(NamedTuple):
    """An article and how sure it is."""

    blocks: tuple[Block, ...]
    """Its lines."""
    share: float
    """How much of the page's running text they hold, furniture left out, from 0 to 1."""
    left_out: int
    """Code points of running text that were set apart, by name or as lists of links."""
    head: tuple[Block, ...]
    """What stands between the main heading and the first line, website words left out."""

    @property
    def prose(self) -> int:
        """Code points of running text."""
        return sum(len(block.text) for block in self.blocks if is_prose(block.text))

    @property
    def paragraphs(self) -> int:
        """Lines of running text."""
        return sum(is_prose(block.text) for block in self.blocks)


class _Sums(NamedTuple):
    """Totals for each element and all below it."""

    lines: list[int]
    size: list[int]
    linked: list[int]
    links: list[int]
    """Lines that are links as a whole."""
    prose: list[int]
    """Code points of running text, links counted against it."""
    told: list[int]
    """Lines of running text."""
    titled: list[int]
    """Main headings."""


def find_article(layout: Layout) -> Found:
    """The blocks of the page's article; none where nothing reads as running text."""
    rooms = layout.rooms
    sums = _sum(layout, [False] * len(rooms))
    apart = _apart(layout, sums)
    kept = _sum(layout, apart)
    top = _descend(layout, kept.prose)
    inside = _below(layout, [index == top for index in range(len(rooms))])
    chosen = [b for b in layout.blocks if inside[b.room] and not apart[b.room] and _speaks(b)]
    blocks = _told_once(_trim(layout, chosen, _homes(layout, kept)))
    share = kept.prose[top] / (kept.prose[0] or 1)
    head = _head(layout, blocks[0]) if blocks else []
    return Found(tuple(blocks), share, sums.prose[0] - kept.prose[0], tuple(head))


def _head(layout: Layout, first: Block) -> list[Block]:
    """Lines above the first one, from the last main heading before it on."""
    end = next(i for i, block in enumerate(layout.blocks) if block is first)
    start = next((i for i in range(end - 1, -1, -1) if layout.blocks[i].kind == "h1"), end)
    furniture = _below(layout, [room.sign.role in _NO_HEAD for room in layout.rooms])
    return [block for block in layout.blocks[start:end][:_HEAD_LINES] if not furniture[block.room]]


def _below(layout: Layout, marks: Sequence[bool]) -> list[bool]:
    """Marks of elements, given on to all below them."""
    marked = list(marks)
    for index, room in enumerate(layout.rooms[1:], start=1):
        marked[index] = marked[index] or marked[room.parent]
    return marked


def _sum(layout: Layout, apart: Sequence[bool]) -> _Sums:
    rooms = layout.rooms
    sums = _Sums(*([0] * len(rooms) for _ in _Sums._fields))
    for block in layout.blocks:
        room, size = block.room, len(block.text)
        if apart[room]:
            continue
        weight = 0 if layout.rooms[room].sign.role is Role.DECK else _weight(block)
        sums.lines[room] += 1
        sums.size[room] += size
        sums.linked[room] += block.linked
        sums.links[room] += block.linked * 10 >= size * 8
        sums.prose[room] += weight
        sums.told[room] += weight > 0
        sums.titled[room] += block.kind == "h1"
    for column in sums:
        for index in range(len(rooms) - 1, 0, -1):
            column[rooms[index].parent] += column[index]
    return sums


def _weight(block: Block) -> int:
    if block.kind in _HEADINGS or not is_prose(block.text):
        return 0
    return max(0, len(block.text) - 2 * block.linked)


def _apart(layout: Layout, sums: _Sums) -> list[bool]:
    """Elements whose text is not the article's, by their name or by what they are made of."""
    families = _families(layout, sums)
    apart = [False] * len(layout.rooms)
    for index, room in enumerate(layout.rooms[1:], start=1):
        if apart[room.parent]:
            apart[index] = True
        elif room.sign.role in (Role.FURNITURE, Role.PICTURE, Role.HEAD):
            kin = sums.lines[index] <= 2 and families.get(room.sign.word, 0) >= _FAMILY
            apart[index] = not (kin or _is_main(sums, index))
        elif room.sign.role is not Role.BODY:
            apart[index] = _is_list_of_links(sums, index)
    return apart


def _families(layout: Layout, sums: _Sums) -> dict[str, float]:
    """How much running text stands in elements of one or two lines that share a word in their
    names: sites that mark every paragraph behind the first as ``paywall`` mean the article."""
    total = sums.prose[0] or 1
    shares: dict[str, float] = {}
    for index, room in enumerate(layout.rooms):
        word = room.sign.word
        if word and sums.lines[index] <= 2 and word not in _NEVER_KIN:
            shares[word] = shares.get(word, 0) + sums.prose[index] / total
    return shares


def _is_main(sums: _Sums, index: int) -> bool:
    """An element with the headline and half of the running text, or with nearly all of it."""
    prose, total = sums.prose[index], sums.prose[0]
    titled = sums.titled[index] == sums.titled[0] > 0
    return total > 0 and (prose >= _MOST * total or (titled and prose * 2 > total))


def _is_list_of_links(sums: _Sums, index: int) -> bool:
    """Links to other pages, alone or each with a line or two of what is to be read there."""
    if sums.titled[index] or sums.links[index] < 2:
        return False
    if not sums.prose[index]:
        return sums.linked[index] * 2 > sums.size[index]
    few = sums.prose[index] <= _TEASERS * sums.prose[0]
    short = sums.prose[index] < _TEASER * sums.links[index]
    return few and short and sums.told[index] <= sums.links[index]


def _descend(layout: Layout, prose: Sequence[int]) -> int:
    """The innermost element that holds nearly all running text."""
    rooms = layout.rooms
    children: list[list[int]] = [[] for _ in rooms]
    named = [room.sign.role is Role.BODY for room in rooms]
    held = [0] * len(rooms)
    for index in range(len(rooms) - 1, 0, -1):
        parent = rooms[index].parent
        children[parent].append(index)
        held[index] = prose[index] if named[index] else held[index]
        held[parent] += held[index]
    top = 0
    while children[top]:
        best = max(children[top], key=prose.__getitem__)
        leads = held[best] * 10 >= max(prose[best], held[top]) * 9
        enough = _LEAVE_BODY if named[top] else _DESCEND_BODY if leads else _DESCEND
        if not prose[best] or prose[best] < enough * prose[top]:
            break
        top = best
    return top


def _speaks(block: Block) -> bool:
    """Whether a line says something here: no link as a whole, no time, no sign, no page number."""
    text = block.text
    if block.kind == "time" or block.linked * 10 > len(text) * 6:
        return False
    if len(text) <= 3:
        return any(map(str.isalpha, text))
    return any(map(str.isalnum, text))


def _homes(layout: Layout, sums: _Sums) -> list[int]:
    """For each element the one whose running text its lines belong to: wrappers of single lines,
    lists, tables and quotations belong where they stand."""
    homes = list(range(len(layout.rooms)))
    for index, room in enumerate(layout.rooms[1:], start=1):
        if sums.lines[index] <= 1 or room.tag in _INNER:
            homes[index] = homes[room.parent]
    return homes


def _trim(layout: Layout, blocks: Sequence[Block], homes: Sequence[int]) -> Sequence[Block]:
    """From the first line of running text to the last, with the lines beside them that stand in
    the same element, and a heading right above."""
    told = [i for i, b in enumerate(blocks) if is_prose(b.text) and not _is_head(layout, b)]
    if not told:
        return ()
    first, last = told[0], told[-1]
    inside = {homes[blocks[index].room] for index in told}
    # Above the text, a line in a wrapper of its own is a byline or a date.
    while (
        first > 0 and blocks[first - 1].room in inside and not _is_head(layout, blocks[first - 1])
    ):
        first -= 1
    if first > 0 and blocks[first - 1].kind == "h":
        first -= 1
    end = last + 1
    while end < len(blocks) and homes[blocks[end].room] in inside and blocks[end].kind != "h1":
        end += 1
    while blocks[end - 1].kind in _HEADINGS:
        end -= 1
    return blocks[first:end]


def _is_head(layout: Layout, block: Block) -> bool:
    return block.kind in _HEADINGS or layout.rooms[block.room].sign.role is Role.DECK


def _told_once(blocks: Sequence[Block]) -> list[Block]:
    """Without quotations set apart that repeat what a paragraph says."""
    quoted = [block for block in blocks if block.kind == "q" and len(block.text) >= _QUOTED]
    if not quoted or len(quoted) > _MANY_QUOTED or sum(len(b.text) for b in blocks) > _LONG:
        return list(blocks)
    whole = "\n".join(block.text for block in blocks if block.kind != "q")
    again = {block for block in quoted if block.text.strip(_QUOTE_MARKS) in whole}
    return [block for block in blocks if block not in again]
