"""A page's visible text in blocks: one line each, with where it stands and how much is linked.

Menus, footers and captions are passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from watchdesk.intake.decode import printable
from watchdesk.intake.html_signs import NO_SIGN, Role, Sign, sign_of_names, sign_of_tag

_UNSEEN = frozenset(
    "script style noscript template svg iframe object embed applet canvas audio video picture map "
    "head link meta button select option datalist input textarea progress meter math".split()
)
_PASSED_OVER = frozenset("nav footer menu dialog figcaption".split())
# Never the article, however much they hold; to walk them would take a third of the time.
_SKIPPED = _UNSEEN | _PASSED_OVER
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr img".split()
)
_KINDS = {
    "h1": "h1",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "h"),
    "p": "p",
    **dict.fromkeys(("li", "dt", "dd"), "li"),
    "blockquote": "q",
    "pre": "pre",
    "tr": "tr",
}
_LANDMARKS = frozenset(
    "navigation complementary banner contentinfo search dialog alertdialog alert menu "
    "toolbar".split()
)
# WAI-ARIA 1.2, 5.3.4: regions of a page beside its main content.
_PROPS = {
    "articlebody": Role.BODY,
    "description": Role.DECK,
    "alternativeheadline": Role.DECK,
    "author": Role.HEAD,
    "datepublished": Role.HEAD,
}
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|clip\s{0,3}:\s{0,3}rect\([01]",
    re.I,
)
_UNHEARD = re.compile(
    r"(?:^|[\s_-])(?:screen-?reader\w{0,8}|sr-only|visually-?hidden|offscreen)(?=$|[\s_-])", re.I
)
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
# Soft hyphens, zero-width spaces and joiners: hints for line breaking, inside words.
_ODD = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)
_STYLE = 300
_ENDS = frozenset(".!?…。！？؟۔।።။។:")
_CLOSERS = "\"'”’»›)]}*†"
_LONG_WORDS, _PROSE_WORDS = 25, 8
_UNSPACED = (("\u0e00", "\u10a0", 5), ("\u1780", "\u1800", 5), ("\u2e80", "\ua000", 2))
# Thai to Burmese, Khmer, ideographs and kana: first and last but one, letters to a word.


class Block(NamedTuple):
    """A line of text as a reader sees it."""

    text: str
    """White space levelled; never empty. Cells of a table's row are parted by tabs."""
    kind: str
    """``p`` paragraph or bare text, ``h1`` and ``h`` headings, ``li`` item of a list, ``q`` bare
    text in a quotation, ``tr`` row of a table, ``pre``, ``time`` nothing but a time."""
    linked: int
    """How many of its code points lead to other pages."""
    room: int
    """Index of the element it stands in."""


class Room(NamedTuple):
    """An element that lays out text."""

    tag: str
    parent: int
    """Index of the element around it, always smaller than its own; -1 for the page."""
    sign: Sign
    """What its name says of the text in it."""


class Layout(NamedTuple):
    """All of a page's text in order, but for what is passed over."""

    rooms: list[Room]
    blocks: list[Block]
    characters: int
    """How many code points the page shows, white space included."""


def lay_out(tree: HtmlElement) -> Layout:
    """The blocks of a parsed page; takes time in proportion to its size, at any depth."""
    body = tree.find("body")
    walk = _Walk()
    walk.run(body if body is not None else tree)
    return Layout(walk.rooms, walk.blocks, walk.characters)


class _Walk:
    """One walk over the elements of a page."""

    def __init__(self) -> None:
        self.rooms = [Room("", -1, NO_SIGN)]
        self.blocks: list[Block] = []
        self.characters = 0
        self._pieces: list[str] = []
        self._linked = self._timed = 0
        self._links = self._times = 0
        self._here = [0]
        self._kinds = ["p"]
        self._cells = [0]
        self._signs: dict[str, Sign] = {}

    def run(self, root: HtmlElement) -> None:
        """Walk an element and all below it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        opened: list[str] = []
        for event, element in walker:
            if event == "start":
                done = self._start(element)
                opened.append(done)
                if done == "skip":
                    walker.skip_subtree()
                elif element.text:
                    self._say(element.text)
            else:
                done = opened.pop()
                if done not in ("skip", ""):
                    self._end(done)
                if element.tail and opened:
                    if element.tag == "br":
                        self._break(element.tail)
                    self._say(element.tail)
        self._flush()

    def _start(self, element: HtmlElement) -> str:
        """Open an element; what is given back says how to close it."""
        tag = element.tag
        if tag in _INLINE:
            return self._inline(element, tag)
        if tag in _SKIPPED or not isinstance(tag, str):
            return "skip"
        if tag == "br":
            if not element.tail:
                self._flush()
            return ""
        return self._block(element, tag)

    def _inline(self, element: HtmlElement, tag: str) -> str:
        if _is_hidden(element) or _UNHEARD.search(element.get("class") or ""):
            return "skip"
        if tag == "a" and not (element.get("href") or "#").startswith("#"):
            self._links += 1
            return "a"
        if tag == "time":
            self._times += 1
            return "time"
        return ""

    def _block(self, element: HtmlElement, tag: str) -> str:
        if tag in ("td", "th") and _is_cell(element):
            if self._pieces and self._cells[-1]:
                self._pieces.append("\t")
            self._cells[-1] += 1
            return ""
        self._flush()
        self._cells.append(0)
        kind, sign = _KINDS.get(tag), self._sign(element, tag)
        if kind is not None:
            inner = self._kinds[-1] if kind == "p" and self._kinds[-1] in ("li", "q") else kind
            self._kinds.append(inner)
        if kind is None or sign.role or kind == "q":
            self.rooms.append(Room(tag, self._here[-1], sign))
            self._here.append(len(self.rooms) - 1)
            return "room" if kind is None else "room line"
        return "line"

    def _end(self, opened: str) -> None:
        if opened == "a":
            self._links -= 1
        elif opened == "time":
            self._times -= 1
        else:
            self._flush()
            self._cells.pop()
            if opened != "room":
                self._kinds.pop()
            if opened != "line":
                self._here.pop()

    def _sign(self, element: HtmlElement, tag: str) -> Sign:
        if _is_hidden(element):
            return Sign(Role.FURNITURE, "hidden")
        if (element.get("role") or "").strip().lower() in _LANDMARKS:
            return Sign(Role.FURNITURE, "landmark")
        if (prop := element.get("itemprop")) and (role := _PROPS.get(prop.strip().lower())):
            return Sign(role, prop)
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if "-" in tag:
            names = f"{tag} {names}"
        found = self._signs.get(names)
        if found is None:
            found = self._signs[names] = sign_of_names(names)
        tagged = sign_of_tag(tag)
        if tag == "figure" and element.find(".//table") is not None:
            tagged = NO_SIGN
        return tagged if tagged.role and found.role is not Role.BODY else found

    def _say(self, text: str) -> None:
        self._pieces.append(text)
        size = len(text)
        self.characters += size
        if self._links:
            self._linked += len(text.strip())
        if self._times:
            self._timed += size

    def _break(self, after: str) -> None:
        """A line break ends the line, unless a sentence goes on behind it."""
        before = "".join(self._pieces[-3:]).rstrip()[-1:]
        if before and (before.isalnum() or before == ",") and after.lstrip()[:1].islower():
            self._pieces.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        if self._cells[-1] > 1:
            text = "\t".join(words for cell in raw.split("\t") if (words := _level(cell)))
        else:
            text = _level(raw)
        if text:
            kind = "time" if self._timed * 10 >= len(text) * 9 else self._kinds[-1]
            linked = min(self._linked, len(text))
            self.blocks.append(Block(text, kind, linked, self._here[-1]))
        self._pieces.clear()
        self._linked = self._timed = 0


def _level(text: str) -> str:
    if _ODD.search(text):
        text = printable(text.translate(_INVISIBLE))
    return " ".join(text.split())


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style[:_STYLE]))


def _is_cell(element: HtmlElement) -> bool:
    """A cell that holds no blocks of its own: part of a table of data, not of a page's layout."""
    return not any(child.tag not in _INLINE for child in element.iterchildren("*"))


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text[-8:].rstrip(_CLOSERS)[-1:] in _ENDS


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: a sentence of eight words, or 25 words of any kind."""
    words = count_words(text)
    return words >= _LONG_WORDS or (words >= _PROSE_WORDS and ends(text))


def count_words(text: str) -> int:
    """Words of a line; in scripts without spaces two ideographs or five letters count as one."""
    words = text.count(" ") + 1
    middle = text[len(text) // 2]
    if middle < _UNSPACED[0][0]:
        return words
    size = next((size for low, high, size in _UNSPACED if low <= middle < high), 0)
    return max(words, len(text) // size) if size else words
