"""Running accounts in entries with a time each, and readers' comments, which look like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from watchdesk.cleaning.cards import is_strong
from watchdesk.cleaning.dates import has_date, is_date_line
from watchdesk.cleaning.label import Label
from watchdesk.cleaning.labels import bare_byline
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import Page
from watchdesk.records import PartKind

_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[ap]m)?\b|\b(?:[1-9]|1[0-2]) ?[ap]\.?m\b|"
    r"\b(?:\d{1,2}|an?) ?(?:m|h|mins?|minutes?|hrs?|hours?|days?) ago\b|\b1[5-9]\d{8}\b",
    re.IGNORECASE,
)
_STAMP_WORDS = 9
_NAME_WORDS = 4
_ENTRIES, _COMMENTS = 4, 2
"""So many entries make a running account; so many answered lines make a row of comments."""
_ABOVE = 15
_APART = 40
"""So many lines at most belong to one entry."""
_ENTRY_WORDS = 8
"""The middle one of the entries has so many words."""
_ENTRY_LINES = 6
_LARGEST = 0.6
"""No entry holds more of the words."""
_OUTWEIGHS = 1.5
"""The entries hold so many times the words of the paragraphs outside them."""
_ANSWER = re.compile(
    r"(?:reply|replies|like|likes|dislike|upvote|downvote|recommend|report|flag|respond|"
    r"\d{1,6} (?:likes?|repl(?:y|ies)|recommends?))(?: ?\(?\d{1,6}\)?)?",
    re.IGNORECASE,
)
_REASON = "time of an entry"
_CLOCKS, _AGES, _BYLINES, _DAYS = " clocks", " ages", " bylines", " days"
"""Names of kinds that no line can have as its key."""


def label_entries(lines: Sequence[Line], labels: list[Label | None]) -> range:
    """Label the times of entries, and who signs them; give the lines of the running account.

    They are none where the text is no such account. A row of comments is labelled as a whole, with
    the heading that closes the article above it.
    """
    page = Page(lines, labels)
    families = _stamps(page)
    rows = [_longest(page, family) for family in families]
    stamps = sorted(index for family in families for index in family)
    for row in rows:
        answered = _answered(page, row)
        if answered:
            _label_comments(page, labels, answered)
            return range(0)
    listed = _headings(page, stamps)
    if listed:
        return listed
    chain = max(rows, key=len)
    if len(chain) < _ENTRIES or not (_is_account(page, chain) and _frames(page, stamps, chain)):
        return range(0)
    if page.plain[chain[0]] and not _is_short(page, chain):
        return range(0)
    names = Counter(line.key for line in lines[max(0, chain[0] - 2) : chain[-1] + 3])
    for index in (i for i in stamps if _stamps_entry(page, i, chain)):
        labels[index] = Label(PartKind.SECTION, _REASON, quiet=True)
        for near in (index - 1, index + 1):
            if not 0 <= near < len(lines) or labels[near] is not None:
                continue
            shape, text = lines[near].shape, lines[near].text
            short = shape.words <= _NAME_WORDS and not shape.ends
            if short and names[lines[near].key] >= 2 and bare_byline(text) is not None:
                labels[near] = Label(PartKind.SECTION, "who wrote the entry", quiet=True)
    return range(chain[0], chain[-1] + 1)


def _headings(page: Page, again: list[int]) -> range:
    """The items of a list that have the same heading over their text again and again."""
    between = [i for i in again if page.is_told(i - 1) and i + 1 < len(page.lines)]
    over = [i for i in between if page.is_told(i + 1)]
    count = Counter(page.lines[i].key for i in over)
    own = [i for i in over if count[page.lines[i].key] >= _ENTRIES]
    return range(own[0], own[-1] + 1) if own else range(0)


def _stamps(page: Page) -> list[list[int]]:
    """Lines that may head or end an entry, those of one kind together: a time of day, an age, a
    byline, a day, or one and the same short line that comes again and again."""
    often = _often(page)
    kinds: dict[str, list[int]] = {_CLOCKS: []}
    for index, line in enumerate(page.lines):
        if line.shape.words > _STAMP_WORDS:
            continue
        if often and line.key in often:
            signed = page.kind(index) is PartKind.BYLINE
            kind = _DAYS if signed and has_date(line.text) else _BYLINES if signed else line.key
        elif _is_stamp(page, index):
            kind = _AGES if line.key.endswith("ago") else _CLOCKS
        else:
            continue
        kinds.setdefault(kind, []).append(index)
    return list(kinds.values())


def _often(page: Page) -> set[str]:
    """Short lines, none of them website words, that stand as often as entries in the text."""
    count = Counter(
        line.key
        for index, line in enumerate(page.lines)
        if line.shape.words <= _NAME_WORDS + 1
        and not line.shape.ends
        and (page.plain[index] or page.kind(index) is PartKind.BYLINE)
    )
    return {key for key, times in count.items() if times >= _ENTRIES}


def _stamps_entry(page: Page, index: int, chain: list[int]) -> bool:
    """Whether a stamp is that of an entry rather than of the whole account."""
    if not chain[0] - _APART <= index <= chain[-1] + 1:
        return False
    above = range(max(0, index - _ABOVE), index)
    return page.kind(index) is not PartKind.BYLINE or any(is_strong(page, i) for i in above)


def _is_stamp(page: Page, index: int) -> bool:
    """A time, with a date or a name beside it, and nothing else."""
    line = page.lines[index]
    if line.shape.words > _STAMP_WORDS or len(line.text) > 80:
        return False
    clock = _CLOCK.search(line.text)
    if clock is None:
        return False
    label = page.labels[index]
    if label is not None and (label.quiet or label.kind is PartKind.BYLINE):
        return True
    if label is not None:
        return False
    rest = line.text[: clock.start()] + line.text[clock.end() :]
    bare = [word for word in re.findall(r"[^\W\d_]{2,30}", rest) if not word.isupper()]
    if is_date_line(line.text) or not bare:
        return True
    named = all(word[0].isupper() or word in {"by", "at", "on", "pm", "am"} for word in bare)
    return named and len(bare) <= _NAME_WORDS + 2 * has_date(line.text)


def _longest(page: Page, stamps: list[int]) -> list[int]:
    """The longest row of stamps with running text between each two."""
    best: list[int] = []
    row: list[int] = []
    for index in stamps:
        near = bool(row) and index - row[-1] <= _APART
        if near and not any(page.is_told(i) for i in range(row[-1] + 1, index)):
            row[-1] = index
            continue
        row = [*row, index] if near else [index]
        if len(row) > len(best):
            best = row
    return best


def _between(chain: list[int]) -> list[range]:
    return [range(a + 1, b) for a, b in pairwise(chain)]


def _answered(page: Page, chain: list[int]) -> list[int]:
    """The entries of a row that can be answered or liked, as comments can: two thirds of them."""
    entries = [*_between(chain), range(chain[-1] + 1, chain[-1] + 8)] if chain else []
    lines = page.lines
    marked = [
        any(_ANSWER.fullmatch(lines[i].text) for i in entry if i < len(lines)) for entry in entries
    ]
    top = next((i for i, found in enumerate(marked) if found), len(marked))
    row = marked[top:]
    return chain[top:] if sum(row) >= _COMMENTS and 3 * sum(row) >= 2 * len(row) else []


def _label_comments(page: Page, labels: list[Label | None], chain: list[int]) -> None:
    top = chain[0]
    for index in range(chain[0], max(-1, chain[0] - 6), -1):
        label = labels[index]
        if label is not None and label.heads_list:
            top = index
            break
    for index in range(top, min(chain[-1] + 4, len(page.lines))):
        if labels[index] is None or index == top:
            labels[index] = Label(PartKind.OTHER, "comments of readers", closes=True)


def _frames(page: Page, stamps: list[int], chain: list[int]) -> bool:
    """Whether nearly all short lines between paragraphs are those of an entry's head or foot."""
    known = set(stamps)
    groups = framed = 0
    short = stamped = False
    for index in range(chain[0], chain[-1] + 1):
        if page.is_told(index):
            groups += short
            framed += short and stamped
            short = stamped = False
        else:
            stamped = stamped or index in known
            short = short or stamped or page.is_fragment(index)
    return 10 * framed >= 7 * groups


def _is_short(page: Page, chain: list[int]) -> bool:
    """Whether entries under one and the same word are short, as those of an account are."""
    told = [sum(page.is_told(i) for i in entry) for entry in _between(chain)]
    return median(told) <= _ENTRY_LINES


def _is_account(page: Page, chain: list[int]) -> bool:
    """Whether the entries are the article rather than a list of other stories behind it."""
    sizes = [page.words(i for i in e if page.is_told(i)) for e in _between(chain)]
    strong = [
        i for i in range(len(page.lines) - 1) if is_strong(page, i) and is_strong(page, i + 1)
    ]
    outside = [i for i in strong if i < chain[0] or i > chain[-1] + _APART]
    total = sum(sizes)
    even = median(sizes) >= _ENTRY_WORDS and max(sizes) <= _LARGEST * total
    return even and total >= _OUTWEIGHS * page.words(outside)
