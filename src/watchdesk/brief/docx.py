"""A brief as a Word document: real styles, every line with endnotes that hold its words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from watchdesk.brief import hands, wording
from watchdesk.brief.page import to_the_words
from watchdesk.brief.xml_text import for_xml, plain
from watchdesk.records import Brief, Bullet, Citation, Section

if TYPE_CHECKING:
    from docx.document import Document

    from watchdesk.brief.docx_notes import Endnotes, Piece

_LONGEST_LINK = 2_000
"""Characters; Word will not open longer addresses."""
_LONGEST_PROPERTY = 255
"""Characters of a property of a document, at most."""
_UNDER = "Under a line"
_NOTE = "Note of the desk"
_HEADS = ("Story", "Outlet", "Headline", "Published", "Reliability")


def render(brief: Brief, made_at: datetime | None = None) -> bytes:
    """The whole document, a .docx package without macros.

    ``made_at`` is written into its properties, by default the present moment.
    """
    from docx import Document  # noqa: PLC0415 — only for this form

    from watchdesk.brief.docx_notes import Endnotes  # noqa: PLC0415 — only for this form

    document = Document()
    _styles(document)
    _properties(document, brief, made_at or datetime.now(UTC))
    notes = Endnotes(document)
    document.add_heading(plain(brief.desk), 0)
    asked = f" · as the ledger stood on {brief.as_of}" if brief.as_of else ""
    under = f"{wording.days(brief.period)} · {wording.counts(brief.counts)}{asked}"
    document.add_paragraph(plain(under), "Subtitle")
    if brief.editor_note:
        document.add_paragraph(plain(hands.noted(brief.editor_note)), _NOTE)
    cited = {citation.number: citation for citation in brief.citations}
    for section in brief.sections:
        _section(document, notes, section, cited)
    _sources(document, brief)
    _gate(document, brief)
    document.add_heading("Cited words", 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 — only for this form
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    from watchdesk.brief import docx_notes  # noqa: PLC0415 — only for this form

    styles = document.styles
    soft = RGBColor(0x5B, 0x58, 0x52)
    text = styles.add_style(docx_notes.TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size = Pt(9)
    mark = styles.add_style(docx_notes.MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    link = styles.add_style(docx_notes.LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x0B, 0x4A, 0x8F)
    for name in (_UNDER, _NOTE):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["List Continue"]
        style.font.size = Pt(9)
        style.font.color.rgb = soft
        style.font.italic = name == _NOTE
        style.paragraph_format.space_after = Pt(8)
    styles["List Bullet"].paragraph_format.space_after = Pt(0)
    styles["List Bullet"].paragraph_format.keep_with_next = True


def _properties(document: Document, brief: Brief, made_at: datetime) -> None:
    told = document.core_properties
    told.title = plain(f"{brief.desk}: {wording.days(brief.period)}")[:_LONGEST_PROPERTY]
    told.author = plain(brief.desk)[:_LONGEST_PROPERTY]
    told.last_modified_by = ""
    told.subject = wording.days(brief.period)
    told.comments = wording.counts(brief.counts)
    told.keywords = str(brief.period)
    told.language = "en"
    told.created = told.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _section(
    document: Document, notes: Endnotes, section: Section, cited: Mapping[int, Citation]
) -> None:
    document.add_heading(plain(section.title), 1)
    if section.editor_note:
        document.add_paragraph(plain(hands.noted(section.editor_note)), _NOTE)
    for bullet in section.bullets:
        _bullet(document, notes, bullet, cited)
    if section.note:
        document.add_paragraph().add_run(plain(section.note), "Emphasis")


def _bullet(
    document: Document, notes: Endnotes, bullet: Bullet, cited: Mapping[int, Citation]
) -> None:
    paragraph = document.add_paragraph(plain(bullet.text), "List Bullet")
    numbers = [number for number in dict.fromkeys(bullet.citations) if number in cited]
    for place, number in enumerate(numbers):
        if place:
            paragraph.add_run(",", "endnote reference")
        notes.cite(paragraph, number, list(_cited(cited[number])))
    told = wording.meta(bullet, cited)
    if told:
        document.add_paragraph(plain(told), _UNDER)
    for words in hands.under(bullet):
        document.add_paragraph(plain(words), _NOTE)


def _cited(citation: Citation) -> Iterator[Piece]:
    """The endnote of a citation: who printed it, the exact words, and where they stand."""
    from watchdesk.brief.docx_notes import Piece  # noqa: PLC0415 — only for this form

    yield Piece(f"{plain(wording.head(citation))}: ")
    yield Piece(f"“{plain(citation.quote)}”", is_strong=True)
    yield Piece(" — ")
    address = _link(to_the_words(citation.uri, citation.quote)) or _link(citation.uri)
    yield Piece(plain(citation.uri), address)
    yield Piece(f", {plain(citation.at.fragment)}")


def _link(address: str | None) -> str | None:
    """An address that may be followed from a document."""
    if address is None or len(address) > _LONGEST_LINK or for_xml(address) != address:
        return None
    return wording.web_address(address)


def _sources(document: Document, brief: Brief) -> None:
    from watchdesk.brief import docx_notes  # noqa: PLC0415 — only for this form

    document.add_heading("Sources", 1)
    document.add_paragraph(
        f"{wording.counts(brief.counts)}. Copies of one story share a story number. Reliability is "
        "the analyst’s Admiralty code, A to F; F: cannot be judged."
    )
    if not brief.sources:
        return
    table = document.add_table(rows=1 + len(brief.sources), cols=len(_HEADS), style="Table Grid")
    rows = list(_rows(table))
    for cell, name in zip(rows[0], _HEADS, strict=True):
        cell.paragraphs[0].add_run(name, "Strong")
    _repeated(table.rows[0])
    stories: dict[str, int] = {}
    for row, source in zip(rows[1:], brief.sources, strict=True):
        told = (
            str(stories.setdefault(source.family, len(stories) + 1)),
            source.outlet or "not named",
            source.title or "no headline",
            wording.published(source.published),
            source.reliability,
        )
        for place, (cell, words) in enumerate(zip(row, told, strict=True)):
            address = _link(source.uri) if _HEADS[place] == "Headline" else None
            if address:
                docx_notes.link(cell.paragraphs[0], plain(words), address)
            else:
                cell.paragraphs[0].add_run(plain(words))


def _rows(table: Any) -> Iterator[list[Any]]:
    """The cells of a table, row by row; asking for each cell by itself takes quadratic time."""
    cells = table._cells
    for start in range(0, len(cells), len(_HEADS)):
        yield cells[start : start + len(_HEADS)]


def _repeated(row: Any) -> None:
    """Print a row again at the top of each page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 — only for this form

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _gate(document: Document, brief: Brief) -> None:
    document.add_heading("Gate", 1)
    for group in hands.groups(brief):
        document.add_paragraph(plain(group.title))
        for words in group.lines:
            document.add_paragraph(plain(words), "List Bullet 2")
