"""Endnotes, links and bookmarks of a Word document, which python-docx has no words for.

Elements and their order follow WordprocessingML (ISO/IEC 29500-1, 17.11 and 17.16).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

TEXT_STYLE = "endnote text"
MARK_STYLE = "endnote reference"
LINK_STYLE = "Hyperlink"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""What stands between text and notes; a document with endnotes has both."""


class Piece(NamedTuple):
    """Some words of an endnote."""

    text: str
    """The words."""
    link: str | None = None
    """The address they lead to."""
    is_strong: bool = False
    """Whether they are the words cited."""


class Endnotes:
    """The endnotes of one document, numbered in the order in which they are first cited."""

    def __init__(self, document: Document) -> None:
        """Add an empty part for endnotes to a document."""
        self._numbers: dict[int, int] = {}
        root = parse_xml(f"<w:endnotes {nsdecls('w', 'r')}/>")
        for number, kind in _SEPARATORS:
            note = _made("w:endnote", {"w:type": kind, "w:id": str(number)})
            run = _made("w:r")
            run.append(_made(f"w:{kind}"))
            paragraph = _made("w:p")
            paragraph.append(run)
            note.append(paragraph)
            root.append(note)
        self._part = XmlPart(
            PackURI("/word/endnotes.xml"), CONTENT_TYPE.WML_ENDNOTES, root, document.part.package
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.ENDNOTES)
        _numbered_plainly(document.settings.element)

    def cite(self, paragraph: Paragraph, key: int, pieces: Sequence[Piece]) -> None:
        """Put the mark of an endnote at the end of a paragraph; a note that was cited before is
        led to by its number."""
        if key in self._numbers:
            _refer(paragraph, self._numbers[key])
            return
        number = len(self._numbers) + 1
        self._numbers[key] = number
        self._part.element.append(self._note(number, pieces))
        mark = _run(MARK_STYLE)
        mark.append(_made("w:endnoteReference", {"w:id": str(number)}))
        _bookmarked(paragraph, f"_cited{number}", number, mark)

    def _note(self, number: int, pieces: Sequence[Piece]) -> Any:
        note = _made("w:endnote", {"w:id": str(number)})
        paragraph = _made("w:p")
        properties = _made("w:pPr")
        properties.append(_made("w:pStyle", {"w:val": _id_of(TEXT_STYLE)}))
        paragraph.append(properties)
        mark = _run(MARK_STYLE)
        mark.append(_made("w:endnoteRef"))
        paragraph.append(mark)
        paragraph.append(_run(None, " "))
        for piece in pieces:
            run = _run(
                LINK_STYLE if piece.link else "Strong" if piece.is_strong else None, piece.text
            )
            paragraph.append(linked(self._part, piece.link, run) if piece.link else run)
        note.append(paragraph)
        return note


def link(paragraph: Paragraph, text: str, address: str) -> None:
    """Put words that lead to an address at the end of a paragraph."""
    paragraph._p.append(linked(paragraph.part, address, _run(LINK_STYLE, text)))


def linked(part: Any, address: str, run: Any) -> Any:
    """A run that leads to an address, in a part of a document."""
    name = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = _made("w:hyperlink", {"r:id": name, "w:history": "1"})
    element.append(run)
    return element


def _refer(paragraph: Paragraph, number: int) -> None:
    """A field that shows the number of a note cited before, and leads there."""
    field = _made("w:fldSimple", {"w:instr": f" NOTEREF _cited{number} \\f \\h "})
    field.append(_run(MARK_STYLE, str(number)))
    paragraph._p.append(field)


def _bookmarked(paragraph: Paragraph, name: str, number: int, run: Any) -> None:
    paragraph._p.append(_made("w:bookmarkStart", {"w:id": str(number), "w:name": name}))
    paragraph._p.append(run)
    paragraph._p.append(_made("w:bookmarkEnd", {"w:id": str(number)}))


def _numbered_plainly(settings: Any) -> None:
    """Endnotes at the end of the document, as 1, 2, 3; by themselves they are i, ii, iii."""
    rules = _made("w:endnotePr")
    rules.append(_made("w:pos", {"w:val": "docEnd"}))
    rules.append(_made("w:numFmt", {"w:val": "decimal"}))
    for number, _ in _SEPARATORS:
        rules.append(_made("w:endnote", {"w:id": str(number)}))
    before = settings.find(qn("w:compat"))
    if before is None:
        settings.append(rules)
    else:
        before.addprevious(rules)


def _made(name: str, attributes: dict[str, str] | None = None) -> Any:
    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element


def _run(style: str | None, text: str | None = None) -> Any:
    run = _made("w:r")
    if style is not None:
        properties = _made("w:rPr")
        properties.append(_made("w:rStyle", {"w:val": _id_of(style)}))
        run.append(properties)
    if text is not None:
        words = _made("w:t", {"xml:space": "preserve"})
        words.text = text
        run.append(words)
    return run


def _id_of(style: str) -> str:
    """The id python-docx gives a style it makes."""
    return style.replace(" ", "")
