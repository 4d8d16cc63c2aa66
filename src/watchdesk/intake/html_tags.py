"""Tags with absurdly many attributes, cut down before a page is parsed.

libxml2 takes the square of the number of attributes of one tag: 40,000 of them, in a page of
340 KB, take minutes. No page needs a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 1000
"""So many attributes of one tag are left alone."""
_LONG = 3 * MOST
_TAG = re.compile(r"<(?P<name>[A-Za-z][^\s/>]*+)[^>]*+>?")
_ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?|[\s/=]++"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noframes"})
"""Elements whose content is no markup."""


def without_absurd_tags(markup: str) -> str:
    """The page with every tag of more than ``MOST`` attributes reduced to its name.

    Takes time in proportion to the page.
    """
    cuts = list(_absurd(markup))
    if not cuts:
        return markup
    out, end = [], 0
    for start, stop, name in cuts:
        out += [markup[end:start], f"<{name}>"]
        end = stop
    return "".join([*out, markup[end:]])


def _absurd(markup: str) -> Iterator[tuple[int, int, str]]:
    position, unclosed = 0, set[str]()
    while match := _TAG.search(markup, position):
        tag, name = match[0], match["name"]
        position = match.end()
        # A quotation mark left open means that the ">" stood inside a value.
        if len(tag) > _LONG or tag.count('"') & 1 or tag.count("'") & 1:
            count, position = _attributes(markup, match.end("name"))
            if count > MOST:
                yield match.start(), position, name
        raw = name.lower()
        if raw in _RAW and raw not in unclosed:
            closing = re.compile(f"</{raw}", re.IGNORECASE).search(markup, position)
            position = closing.end() if closing else position
            unclosed |= set() if closing else {raw}


def _attributes(markup: str, position: int) -> tuple[int, int]:
    """How many attributes stand from here to the end of the tag, and where it ends."""
    count = 0
    while match := _ATTRIBUTE.match(markup, position):
        count += 1
        position = match.end()
    return count, position + (markup[position : position + 1] == ">")
