"""A brief as a Word document: real styles, endnotes with the exact words, and nothing obeyed."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from lxml import etree

from helpers_brief import HOSTILE, QUOTES, brief, bullet, citation, hostile_brief
from watchdesk.brief import docx, hands
from watchdesk.brief.xml_text import plain
from watchdesk.records import Brief, Section, SectionKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def words(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def notes(held: dict[str, bytes]) -> dict[str, etree._Element]:
    root = etree.fromstring(held["word/endnotes.xml"])
    return {note.get(f"{W}id"): note for note in root.iter(f"{W}endnote")}


def targets(held: dict[str, bytes], part: str) -> dict[str, str]:
    root = etree.fromstring(held[f"word/_rels/{part}.xml.rels"])
    return {
        one.get("Id"): one.get("Target")
        for one in root.iter(f"{PACKAGE}Relationship")
        if one.get("TargetMode") == "External"
    }


def test_document_has_headings_lists_and_properties_that_word_knows() -> None:
    made = docx.render(brief(), datetime(2024, 8, 12, 9, tzinfo=UTC))
    document = Document(io.BytesIO(made))
    styled = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None]
    assert styled[0] == ("Title", "Ferry watch")
    assert [text for name, text in styled if name == "Heading 1"] == [
        "Lead",
        "Harbours",
        "What changed",
        "What to expect next",
        "Sources",
        "Gate",
        "Cited words",
    ]
    assert [text for name, text in styled if name == "List Bullet"] == [
        *(f"{QUOTES[0]},", QUOTES[1], f"{QUOTES[2]},", QUOTES[3])
    ]
    told = document.core_properties
    assert (told.title, told.author) == ("Ferry watch: 5–11 August 2024", "Ferry watch")
    assert told.created == datetime(2024, 8, 12, 9, tzinfo=UTC)
    table: Any = document.tables[0]._tbl
    cells = list(table.iter_tcs())
    assert [words(cell) for cell in cells[5:]] == [
        *("1", "Harrow Evening Post", "Ferry town waits", "8 August 2024", "F")
    ]


def test_every_endnote_holds_the_exact_words_and_leads_to_their_source() -> None:
    held = parts(docx.render(brief()))
    body = etree.fromstring(held["word/document.xml"])
    marks = [one.get(f"{W}id") for one in body.iter(f"{W}endnoteReference")]
    found = notes(held)
    assert marks == ["1", "2", "3", "4"]
    assert set(found) == {"-1", "0", *marks}
    links = targets(held, "endnotes")
    for number, mark in enumerate(marks):
        cited = (0, 1, 2, 3)[number]
        assert f"“{QUOTES[cited]}”" in words(found[mark])
        assert f"cap-0a#char=10,{10 + len(QUOTES[cited])}" in words(found[mark])
        link = next(found[mark].iter(f"{W}hyperlink"))
        address = f"https://harrowpost.example/ferry/{cited + 1}"
        assert links[link.get(f"{R}id")].startswith(f"{address}#:~:text=")
        assert words(link) == address


def test_words_cited_twice_have_one_endnote_and_are_led_to_by_its_number() -> None:
    body = etree.fromstring(parts(docx.render(brief()))["word/document.xml"])
    fields = [(one.get(f"{W}instr").split(), words(one)) for one in body.iter(f"{W}fldSimple")]
    assert fields == [(["NOTEREF", f"_cited{n}", "\\f", "\\h"], n) for n in ("2", "1")]
    assert [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")] == [
        f"_cited{number}" for number in range(1, 5)
    ]


def test_package_is_whole_and_holds_no_macro() -> None:
    held = parts(docx.render(brief()))
    types = etree.fromstring(held["[Content_Types].xml"])
    told = {one.get("PartName"): one.get("ContentType") for one in types}
    assert told["/word/endnotes.xml"].endswith("wordprocessingml.endnotes+xml")
    assert not [name for name in held if "vba" in name.lower() or name.endswith(".bin")]
    assert "macro" not in " ".join(told[name] for name in told if name).lower()
    styles = etree.fromstring(held["word/styles.xml"])
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    used: set[str | None] = set()
    for name in ("word/document.xml", "word/endnotes.xml"):
        root = etree.fromstring(held[name])
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used |= {one.get(f"{W}val") for one in root.iter(f"{W}{tag}")}
    assert used <= known
    settings = [one.tag for one in etree.fromstring(held["word/settings.xml"])]
    assert settings.index(f"{W}endnotePr") < settings.index(f"{W}compat")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_any_field_is_shown_and_makes_nothing(text: str) -> None:
    held, usual = (parts(docx.render(hostile_brief(one))) for one in (text, "word"))
    for name in ("word/document.xml", "word/endnotes.xml"):
        root, other = etree.fromstring(held[name]), etree.fromstring(usual[name])
        assert [n.tag for n in root.iter()] == [n.tag for n in other.iter()]
        assert not list(root.iter(f"{W}hyperlink", f"{W}object"))
        assert plain(text) in words(root)
    Document(io.BytesIO(docx.render(hostile_brief(text))))


def test_addresses_that_are_none_are_printed_and_not_followed() -> None:
    bad = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://x.example/" + "a" * 3000,
        "\\\\x\\y",
    )
    made = brief(
        sections=(
            Section(
                kind=SectionKind.LEAD,
                title="Lead",
                bullets=(bullet(1, "All of it.", 1, 2, 3, 4),),
            ),
        ),
        citations=tuple(citation(number, uri=uri) for number, uri in enumerate(bad, 1)),
    )
    held = parts(docx.render(made))
    assert "word/_rels/endnotes.xml.rels" not in held or not targets(held, "endnotes")
    assert all(any(uri in words(note) for note in notes(held).values()) for uri in bad)


def test_gate_report_and_what_an_editor_did_stand_in_the_document() -> None:
    lead = Section(
        kind=SectionKind.LEAD,
        title="Lead",
        bullets=(
            bullet(
                1,
                "The bridge is shut.",
                original=QUOTES[0],
                reworded_by="editor",
                editor_note="Ask.",
            ),
        ),
    )
    made = brief(
        sections=(lead,),
        stopped=({"text": "No.", "kind": "name", "word": "x", "reason": "why", "by": "model"},),
    )
    text = "\n".join(p.text for p in Document(io.BytesIO(docx.render(made))).paragraphs)
    assert f"Reworded by the editor; extracted: “{QUOTES[0]}”" in text
    assert "Note of the desk: Ask." in text
    for group in hands.groups(made):
        assert group.title in text
        assert all(line in text for line in group.lines)


def test_brief_of_an_empty_period_is_a_document_too() -> None:
    empty = Brief.model_validate({**brief().model_dump(), "citations": (), "sources": ()})
    empty = empty.model_copy(
        update={"sections": (Section(kind=SectionKind.LEAD, title="Lead", note="Nothing found."),)}
    )
    document = Document(io.BytesIO(docx.render(empty)))
    assert "Nothing found." in [p.text for p in document.paragraphs]
    assert not document.tables
