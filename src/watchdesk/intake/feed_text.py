"""Markup inside a feed's entry to text: blocks on lines of their own, nothing that is not shown.

An entry's markup is a fragment, not a page: there is no furniture to tell from an article, so all
of it is kept. It is read as a flat run of tags and text, without a tree, in one pass: neither deep
nesting nor a tag with a million attributes costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from watchdesk.intake.decode import printable

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p section summary table tbody tfoot thead tr ul".split()
)
_UNSHOWN = frozenset(
    "script style noscript template svg math iframe object embed select textarea button audio "
    "video head".split()
)
_SWALLOWS = frozenset({"script", "style"})
# Unclosed, these hide the rest of the fragment, as in a browser.
_KNOWN = (
    *_BLOCKS,
    *_UNSHOWN,
    *"a abbr acronym b bdi bdo big br cite code data del em font i img ins kbd mark nobr".split(),
    *"picture pre q s samp small span strike strong sub sup td th time tt u var wbr".split(),
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]{0,60})|<([!?])")
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
# The end of a tag: only a quotation mark after "=" hides a ">".
_SPACE = re.compile(r"\s+")
_INLINE = re.compile(r"[^\S\t]+")
_MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(_KNOWN))})\b[^<>]{{0,2000}}>"
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
    re.IGNORECASE,
)


def has_markup(text: str) -> bool:
    """Whether a text that may be plain holds a tag of HTML or a character reference."""
    return _MARKUP.search(text) is not None


def plain_text(text: str) -> str:
    """Plain text as lines, white space within and around them made one space."""
    return _laid_out(printable(text))


def block_text(markup: str) -> str:
    """The text a reader of the fragment sees, each block on a line of its own.

    Line breaks end a line and are kept in ``pre``; cells of a table row are parted by a tab;
    scripts, styles, frames and forms' choices are left out; pictures have no text. A fragment
    without any tag is plain text, whose line breaks count, unless it was escaped twice.
    """
    markup = markup.replace("<![CDATA[", "").replace("]]>", "")
    if _TAG.search(markup) is None:
        markup = unescape(markup)
        if not has_markup(markup):
            return plain_text(markup)
    out: list[str] = []
    kept = 0
    for token in _tokens(markup):
        if token.text is not None:
            text = unescape(token.text)
            out.append(text if kept else _SPACE.sub(" ", text))
        elif token.name == "pre":
            kept = max(0, kept + (-1 if token.end else 1))
            out.append("\n")
        elif token.name in _BLOCKS or token.name == "br":
            out.append("\n")
        elif token.name in ("td", "th") and not token.end:
            out.append("\t")
        elif token.name == "q":
            out.append("”" if token.end else "“")
    return _laid_out(printable("".join(out)))


def _laid_out(text: str) -> str:
    lines = (_INLINE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class _Token(NamedTuple):
    name: str = ""
    end: bool = False
    text: str | None = None


def _tokens(markup: str) -> Iterator[_Token]:
    """Tags that matter and the text between them."""
    scan = _Scan(markup)
    at = 0
    while match := _TAG.search(markup, at):
        yield _Token(text=markup[at : match.start()])
        if match[3]:
            at = scan.after_declaration(match.start())
            continue
        name = match[2].lower().rpartition(":")[2]
        at = scan.after_tag(match.end())
        if at < 0:
            yield _Token(text=markup[match.start() :])
            return
        if name in _UNSHOWN and not match[1] and markup[at - 2 : at - 1] != "/":
            at = scan.after_element(name, at)
        yield _Token(name, bool(match[1]))
    yield _Token(text=markup[at:])


class _Scan:
    """Finds where things end; what was looked for in vain to the end is not looked for again."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._missing: set[str] = set()

    def after_tag(self, at: int) -> int:
        """Where a tag ends whose name ended at ``at``; -1 when it never does."""
        if "quotes" not in self._missing:
            if match := _REST.match(self._markup, at):
                return match.end()
            self._missing.add("quotes")
        return self._markup.find(">", at) + 1 or -1

    def after_declaration(self, at: int) -> int:
        """Where a comment or the like ends; of an unclosed one only its mark is passed over."""
        begin, end = ("<!--", "-->") if self._markup.startswith("<!--", at) else ("<!", ">")
        found = -1 if end in self._missing else self._markup.find(end, at + len(begin))
        if found < 0:
            self._missing.add(end)
            return at + len(begin)
        return found + len(end)

    def after_element(self, name: str, at: int) -> int:
        """Where the end tag of an element that is not shown begins."""
        if name not in self._missing:
            if match := re.compile(rf"</{name}\b", re.IGNORECASE).search(self._markup, at):
                return match.start()
            self._missing.add(name)
        return len(self._markup) if name in _SWALLOWS else at
