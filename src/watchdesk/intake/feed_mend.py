"""Broken, odd or hostile XML of a feed to the same feed as plain, well-formed XML.

What comes out has no document type, no entity of its own, no element that intake does not use, and
markup only as escaped text, so that the parser behind it meets nothing that could blow up. libxml2
repairs what is not well-formed; it stops at 256 levels and at ten million characters in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from itertools import islice, takewhile
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from watchdesk.intake import values
from watchdesk.intake.codes import refused
from watchdesk.intake.decode import printable

ENTRIES = 10_000
"""Most entries read of one feed."""
_TAGS = 500_000
"""Most tags read of one feed, with those in its entries' markup."""
_REFERENCES = 2_000_000
"""Most entities and character references."""
_FIELDS = 200
"""Most fields read of one entry, and of the feed itself."""
_SHORT = 4000
"""Longest field that is not an entry's text."""

_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFIXES = {
    "dc": _DC,
    "dcterms": _TERMS,
    "content": _CONTENT,
    "feedburner": _BURNER,
    "xhtml": _XHTML,
    "atom": _ATOM,
}
_OWN = frozenset(
    {"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"}
    | {_ATOM, "http://purl.org/atom/ns#", "http://backend.userland.com/rss2"}
)
"""Namespaces whose elements count as those without any."""
_LONG = frozenset({"content", "encoded", "description", "summary", "abstract", "fullitem", "body"})
_ENTRY = _LONG | frozenset(
    "title link guid id pubdate published issued created updated modified date creator author "
    "source publisher language origlink".split()
)
_HEAD = frozenset("title link language publisher".split())
_PARTS = {"author": ("name",), "source": ("title",)}
_ATTRIBUTES = (*"rel href type mode url version isPermaLink".split(), _XML + "lang", _XML + "base")
_NAMES = ("item", "entry")
_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_OTHERS = {
    "urlset": "a sitemap",
    "sitemapindex": "a list of sitemaps",
    "opml": "an OPML list of feeds",
    "newsml": "NewsML",
    "newsitem": "NewsML",
    "newsmessage": "NewsML",
    "packageitem": "NewsML",
    "nitf": "NITF",
    "html": "an HTML page",
    "svg": "an SVG picture",
    "plist": "a property list",
    "error": "an error message",
}
_START = re.compile(r"<(?:rss|feed|channel|(?:[a-z]\w{0,20}:)?rdf)(?=[\s>/])", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z_]")
_LOOSE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:(#(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});)|([A-Za-z][A-Za-z0-9]{1,31};))?"
)


class Mended(NamedTuple):
    """A feed as plain XML."""

    data: bytes
    """UTF-8 without declaration; at most ``ENTRIES`` entries."""
    is_atom: bool
    """Whether its root is ``feed``."""
    flaws: tuple[str, ...]
    """What was broken, in a few words each."""


def mend(text: str, uri: str) -> Mended:
    """The feed in some XML. Raises ``InputRefused`` W140 for other XML and W141 for none."""
    flaws: list[str] = []
    start = _start(text)
    head = text[:start]
    if "<!ENTITY" in head:
        flaws.append("defines entities, which are not expanded")
    if head.partition("<")[0].strip():
        flaws.append("text before the XML")
    whole = text[start:]
    bounded = _bounded(whole)
    root, broken = _tree(_safe(bounded, flaws), uri)
    flaws += broken if bounded == whole else ["very long; the rest was not read"]
    local = _local(root)
    if local not in _ROOTS:
        name = values.line(local, 60) or "?"
        raise refused("W140", uri, what=_OTHERS.get(local, f"XML with the root element {name}"))
    try:
        data = etree.tostring(_Plain(root).made(flaws), encoding="utf-8")
    except (ValueError, etree.LxmlError) as error:  # what libxml2 repaired, lxml may not take
        raise refused("W141", uri) from error
    return Mended(data, local == "feed", tuple(flaws))


def _start(text: str) -> int:
    """Where the root element begins; what stands before it is not parsed at all."""
    at = 0
    while True:
        comment, match = text.find("<!--", at), _START.search(text, at)
        if match is None or not 0 <= comment < match.start():
            break
        end = text.find("-->", comment)
        if end < 0:
            break
        at = end
    match = match or _ELEMENT.search(text)
    return match.start() if match else 0


def _safe(text: str, flaws: list[str]) -> str:
    """The text with every ``&`` outside of CDATA written so that XML knows it."""
    seen: set[bool] = set()

    def reference(match: re.Match[str]) -> str:
        number, name = match.groups()
        seen.add(number is not None)
        if number is None and name not in html5:
            return "&amp;" + (name or "")
        return escape(printable(unescape(f"&{number or name}")))

    out, at = [], 0
    while (begin := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", begin)) >= 0:
        out += [_LOOSE.sub(reference, text[at:begin]), text[begin:end]]
        at = end
    out.append(_LOOSE.sub(reference, text[at:]))
    if False in seen:
        flaws.append("uses & or entities as XML does not allow")
    return "".join(out)


def _bounded(text: str) -> str:
    for mark, most in (("<", _TAGS), ("&", _REFERENCES)):
        if text.count(mark) > most:
            text = mark.join(text.split(mark, most)[:most])
    return text


def _tree(text: str, uri: str) -> tuple[Any, list[str]]:
    """The root of as much as could be parsed, and what was broken."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise refused("W141", uri) from error
    if root is None:
        raise refused("W141", uri)
    return root, list(_broken(parser.error_log))


def _broken(log: Any) -> Iterator[str]:
    names = [entry.type_name for entry in log]
    if "ERR_RESOURCE_LIMIT" in names:
        yield "nested too deep or with too long a text; the rest was not read"
    if "ERR_TAG_NOT_FINISHED" in names or "ERR_DOCUMENT_END" in names:
        yield "cut off before its end"
    first = next((e for e in log if not e.type_name.startswith("NS_")), None)
    if first is not None:
        yield f"broken XML, first in line {first.line}"
    elif names:
        yield "uses prefixes it does not declare"


def _local(element: Any) -> str:
    """Name of an element without namespace or prefix, lower case."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _namespace(element: Any) -> str:
    """Not asked of ``etree.QName``, which raises for a namespace with a brace in it."""
    return str(element.tag)[1:].rpartition("}")[0]


class _Plain:
    """Puts a feed together anew from what intake uses of it."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._base = _namespace(root) or None
        self._atom = _local(root) == "feed"
        self._holding: set[Any] = set()

    def made(self, flaws: list[str]) -> Any:
        """The new root."""
        entries = [e for e in self._root.iter(etree.Element) if _local(e) in _NAMES]
        if len(entries) > ENTRIES:
            flaws.append(f"very long; only its first {ENTRIES:,} entries were read")
            del entries[ENTRIES:]
        # They are copied and never removed: that takes the square of their size.
        self._holding = {up for entry in entries for up in entry.iterancestors()}
        if any(_local(up) in _NAMES for up in self._holding):
            flaws.append("entries inside one another")
        root = self._copy(self._root, None)
        channel = next((c for c in self._root.iter(etree.Element) if _local(c) == "channel"), None)
        head = self._root if channel is None else channel
        inside = root if self._atom or head is self._root else self._copy(head, root)
        for child in islice(head, _FIELDS):
            self._field(child, inside, _HEAD)
        for entry in entries:
            new = self._copy(entry, inside)
            for child in islice(entry, _FIELDS):
                self._field(child, new, _ENTRY)
            self._day(new)
        return root

    def _copy(self, element: Any, parent: Any) -> Any:
        """A new element of the same name with the attributes that matter and no content."""
        name = f"{{{_ATOM}}}{_local(element)}" if self._atom else _local(element)
        if name == "rdf":
            name = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
        spaces = {None: _ATOM} if self._atom else None
        new = (
            etree.Element(name, nsmap=spaces) if parent is None else etree.SubElement(parent, name)
        )
        for key in _ATTRIBUTES:  # asked for by name: to list them takes the square of their number
            if value := element.get(key):
                new.set(key, value[:_SHORT])
        return new

    def _space(self, element: Any) -> str | None:
        """Namespace of an element: empty for the feed's own, ``None`` for one that is not used."""
        tag = str(element.tag)
        if not tag.startswith("{"):
            prefix = tag.rpartition(":")[0]
            space = _PREFIXES.get(prefix) if prefix else ""
        else:
            space = _PREFIXES.get(element.prefix or "", _namespace(element))
        if space in _OWN or space == self._base:
            return ""
        return space if space in ("", *_PREFIXES.values()) else None

    def _field(self, element: Any, parent: Any, wanted: frozenset[str]) -> None:
        if not isinstance(element.tag, str):
            return
        local, space = _local(element), self._space(element)
        if local not in wanted or space is None:
            return
        new = self._copy(element, parent)
        if space:
            new.tag = f"{{{space}}}{'origLink' if local == 'origlink' else local}"
        for part in _PARTS.get(local, ()):
            for child in element:
                if _local(child) == part:
                    self._copy(child, new).text = _words(child)[:_SHORT]
        if not len(new):
            self._fill(new, element, local)

    def _fill(self, new: Any, element: Any, local: str) -> None:
        """Text as it is; elements in it as escaped markup."""
        if len(element):
            new.set("type", "html")
            mine = takewhile(lambda c: c not in self._holding and _local(c) not in _NAMES, element)
            inner = (etree.tostring(c, encoding="unicode", method="html") for c in mine)
            text = "".join([escape(element.text or ""), *inner])
        else:
            text = element.text or ""
            if self._atom and new.get("type") == "xhtml":
                new.set("type", "text")
        text = text if local in _LONG else text[:_SHORT]
        # In CDATA, markup reaches feedparser in lines and not in a piece for each of its "<".
        new.text = text if "]]>" in text else etree.CDATA(text)

    def _day(self, entry: Any) -> None:
        """In RSS ``dc:date`` is the day of publication where there is no other."""
        if self._atom or any(_local(c) in ("pubdate", "published", "issued") for c in entry):
            return
        for child in entry:
            if child.tag == f"{{{_DC}}}date":
                child.tag = f"{{{_TERMS}}}issued"


def _words(element: Any) -> str:
    return "".join(element.itertext())
