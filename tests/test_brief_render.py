"""A brief as Markdown, HTML and JSON: every line leads to its words, and nothing is obeyed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html
from markdown_it import MarkdownIt

from watchdesk.brief import page, render, wording
from watchdesk.brief.markdown import escape
from watchdesk.records import (
    Address,
    Basis,
    Brief,
    Bullet,
    Citation,
    Counts,
    Interval,
    Published,
    Section,
    SectionKind,
    SourceLine,
    Span,
    Stopped,
    Verification,
)

SCHEMA = Path(__file__).parent.parent / "docs/schema/brief.json"
WEEK = Interval.between(date(2024, 8, 5), date(2024, 8, 11))
HOSTILE = [
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "[press](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    "](javascript:alert(1)) [^1]: taken over",
    "`code` ``more`` ~~~ fence",
    "a | b || c \\| d",
    "# heading",
    "1. list",
    "- list",
    "+ list",
    "=== rule",
    "> quoted",
    "*strong* __strong__ ~~gone~~",
    "&lt;b&gt; &amp; &#x202e;",
    "<https://auto.example> www.auto.example https://auto.example a@auto.example",
    "{{ 7 * 7 }} {% raw %}",
    "$x^2$ and $$y$$",
    "x" * 3000,
]
UNSEEN = "ab\u202ecd\u2066ef\u0007gh\u001b[31mij\u200f\u2028kl\U000e0041mn"


def published(day: str | None = "2024-08-08", basis: Basis = Basis.METADATA) -> Published:
    if day is None:
        return Published()
    when = date.fromisoformat(day)
    return Published(earliest=when, latest=when, basis=basis)


def citation(number: int = 1, quote: str = "The bridge is shut.", **more: object) -> Citation:
    values: dict[str, object] = {
        "number": number,
        "at": Address(capture="cap-0a", article=f"art-{number}", span=Span(10, 10 + len(quote))),
        "quote": quote,
        "outlet": "Harrow Evening Post",
        "title": "Ferry town waits",
        "uri": "https://harrowpost.example/ferry",
        "published": published(),
    }
    return Citation.model_validate({**values, **more})


def bullet(text: str = "The bridge is shut.", *numbers: int, **more: object) -> Bullet:
    values: dict[str, object] = {
        "id": "bul-1",
        "text": text,
        "citations": numbers or (1,),
        "told_by": ("Harrow Evening Post", "the harbour master"),
    }
    return Bullet.model_validate({**values, **more})


def source(**more: object) -> SourceLine:
    values: dict[str, object] = {
        "article": "art-1",
        "capture": "cap-0a",
        "uri": "https://harrowpost.example/ferry",
        "outlet": "Harrow Evening Post",
        "title": "Ferry town waits",
        "published": published(),
        "family": "fam-1",
    }
    return SourceLine.model_validate({**values, **more})


def section(*bullets: Bullet, title: str = "Lead", note: str | None = None) -> Section:
    return Section(kind=SectionKind.LEAD, title=title, bullets=bullets, note=note)


def brief(*sections: Section, **more: object) -> Brief:
    values: dict[str, object] = {
        "desk": "Ferry watch",
        "period": WEEK,
        "counts": Counts(articles=1, families=1, origins=1),
        "sections": sections,
        "citations": (citation(),),
        "sources": (source(),),
    }
    return Brief.model_validate({**values, **more})


def hostile_brief(text: str) -> Brief:
    """The text in every field that can come from outside."""
    return brief(
        section(
            bullet(text, 1, told_by=(text, text), note=text, verification=Verification.DENIED),
            title=text,
            note=text,
        ),
        desk=text,
        as_of=text,
        citations=(citation(1, text, before=text, after=text, outlet=text, title=text, uri=text),),
        sources=(source(outlet=text, title=text, uri=text, family=text, reliability=text),),
        stopped=(Stopped(text=text, kind="name", word=text, reason=text),),
    )


def tree(one: Brief) -> html.HtmlElement:
    return html.document_fromstring(render(one, "html"))


def folded(text: str) -> str:
    return " ".join(text.split())


def shown(node: html.HtmlElement) -> str:
    return folded(str(node.text_content()))


def by_id(root: html.HtmlElement, anchor: str) -> html.HtmlElement:
    (found,) = [node for node in root.iter() if node.get("id") == anchor]
    return found


def markdown_html(text: str) -> html.HtmlElement:
    """What CommonMark with tables and strikethrough makes of it, raw HTML let through."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return html.document_fromstring(parser.render(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_page_shows_markup_in_any_field_and_obeys_none(text: str) -> None:
    root = tree(hostile_brief(text))
    plain = tree(hostile_brief("word"))
    assert [str(n.tag) for n in root.iter()] == [str(n.tag) for n in plain.iter()]
    assert not [a for n in root.iter() for a in n.attrib if a.startswith("on")]
    assert [a for n in root.iter() for a in n.attrib] == [a for n in plain.iter() for a in n.attrib]
    assert {str(a.get("href"))[:1] for a in root.iter("a")} == {"#"}
    for where in ("h1", "title", "main/section/h2"):
        assert folded(text) in shown(root.findall(f".//{where}")[0])
    assert shown(root.find(".//mark")) == folded(text)
    assert shown(by_id(root, "bul-1")).count(folded(text)) == 3
    assert shown(root.find(".//tbody")).count(folded(text)) == 3
    assert shown(by_id(root, "gate")).count(folded(text)) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_markup_in_any_field_and_obeys_none(text: str) -> None:
    root = markdown_html(render(hostile_brief(text), "md"))
    plain = markdown_html(render(hostile_brief("word"), "md"))
    assert [str(n.tag) for n in root.iter()] == [str(n.tag) for n in plain.iter()]
    words = shown(root)
    assert words.count(folded(text)) == shown(plain).count("word")
    assert not list(root.iter("a", "img", "script"))


@pytest.mark.parametrize("form", get_args(wording.Form))
def test_marks_that_turn_or_hide_text_reach_no_form(form: wording.Form) -> None:
    text = render(hostile_brief(UNSEEN), form)
    assert wording.safe(text) == text
    if form != "json":
        assert "abcdefgh[31mijklmn" in text.replace("\\", "")


def test_json_gives_back_the_same_brief_and_follows_the_schema() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for text in (*HOSTILE, UNSEEN, "plain"):
        one = hostile_brief(text)
        written = render(one, "json")
        assert Brief.model_validate_json(written) == one
        validator.validate(json.loads(written))
        assert written.endswith("}\n")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is_in_every_form(text: str) -> None:
    one = hostile_brief(text)
    words = folded(wording.safe(text))
    assert Brief.model_validate_json(render(one, "json")) == one
    mark = tree(one).find(".//mark")
    assert mark is not None
    assert shown(mark) == words
    assert shown(markdown_html(escape(text) or ".")) == (words or ".")


def two_sections() -> Brief:
    return brief(
        section(
            bullet("The bridge is shut.", 1, id="bul-a"),
            bullet("Both ferries sail again.", 2, 3, id="bul-b", told_by=()),
            title="Lead",
        ),
        section(bullet("The bridge is shut.", 1, id="bul-a"), title="What changed"),
        section(title="Harbour dues", note="Nothing found in the articles of this period."),
        section(bullet(id="bul-c"), title="Open", note="Read with care."),
        citations=(
            citation(1, before="Envoys left. ", after=" No one knows for how long."),
            citation(2, "Both ferries\nsail again.", outlet=None, title=None, uri="notes/f.txt"),
            citation(3, "“Both ferries sail.”", published=published(None)),
        ),
        sources=(
            source(),
            source(article="art-2", family="fam-2", outlet=None, title=None, uri="notes/f.txt"),
            source(article="art-9", family="fam-1", published=published(basis=Basis.INFERRED)),
        ),
    )


def test_every_number_on_the_page_leads_to_the_words_their_address_outlet_and_date() -> None:
    one = two_sections()
    root = tree(one)
    cited = {item.number: item for item in one.citations}
    lines = [b for s in one.sections for b in s.bullets]
    items = root.findall(".//ul[@class='lines']/li")
    assert len(items) == len(lines)
    for line, item in zip(lines, items, strict=True):
        marks = item.findall(".//a[@class='n']")
        assert [int(shown(mark)) for mark in marks] == list(line.citations)
        for mark in marks:
            target = by_id(root, str(mark.get("href")).removeprefix("#"))
            words = cited[int(shown(mark))]
            found = target.find(".//mark")
            assert found is not None
            assert shown(found) == folded(words.quote)
            for part in (words.at.fragment, words.outlet or "outlet not named"):
                assert part in shown(target)
            assert wording.published(words.published) in shown(target)
            back = [a.get("href") for a in target.findall(".//a[@class='back']")]
            assert f"#{item.get('id')}" in back


def test_ids_on_the_page_are_unique_and_every_inner_link_has_its_target() -> None:
    root = tree(two_sections())
    ids = [str(n.get("id")) for n in root.iter() if n.get("id")]
    assert len(ids) == len(set(ids))
    inner = [str(a.get("href")) for a in root.iter("a") if str(a.get("href")).startswith("#")]
    assert {link.removeprefix("#") for link in inner} <= set(ids)
    assert "bul-a.2" in ids


def test_contents_list_every_section_in_order_with_its_number_of_lines() -> None:
    listed = [shown(item) for item in tree(two_sections()).findall(".//nav//li")]
    assert listed == [
        "Lead 2",
        "What changed 1",
        "Harbour dues –",
        "Open 1",
        "Cited words 3",
        "Sources 3",
        "Gate",
    ]


def test_a_line_says_who_told_whom_when_how_sure_and_how_widely() -> None:
    line = bullet(
        told_by=("outlet not named", "Brindle Wire", "two clerks"),
        verification=Verification.UNVERIFIED,
        counts=Counts(articles=3, families=2, origins=0),
        note="Due 2024-09, worked out from “next month”.",
    )
    expected = (
        "outlet not named › Brindle Wire › two clerks · 8 August 2024 · unverified · "
        "3 articles, 2 stories, no known origin · Due 2024-09, worked out from “next month”."
    )
    one = brief(section(line))
    assert f"*{escape(expected)}*" in render(one, "md")
    told = tree(one).find(".//p[@class='told']")
    assert told is not None
    assert shown(told).replace(" unverified", " · unverified") == f"Told by: {expected}"
    assert [shown(n) for n in told.findall(".//b[@class='unknown']")] == ["outlet not named"]
    assert [shown(n) for n in told.findall(".//span[@class='sure unverified']")] == ["unverified"]


def test_a_line_without_tellers_names_who_printed_its_words() -> None:
    root = tree(two_sections())
    told = shown(by_id(root, "bul-b").findall("p")[1])
    assert told == (
        "Printed by: outlet not named, 8 August 2024; Harrow Evening Post, date not known"
    )


def test_section_notes_stand_below_their_lines_or_in_their_place() -> None:
    one = two_sections()
    root = tree(one)
    assert shown(by_id(root, "section-3")) == "Harbour dues " + str(one.sections[2].note)
    assert shown(by_id(root, "section-4")).endswith("Read with care.")
    text = render(one, "md")
    assert "## Harbour dues\n\n*Nothing found in the articles of this period.*\n" in text
    assert "\n\n*Read with care.*\n" in text


def test_sources_share_a_story_number_when_copied_and_name_their_cited_words() -> None:
    rows = tree(two_sections()).findall(".//tbody/tr")
    cells = [[shown(cell) for cell in row.findall("td")] for row in rows]
    assert [row[0] for row in cells] == ["1", "2", "1"]
    assert [row[1] for row in cells] == ["Harrow Evening Post", "not named", "Harrow Evening Post"]
    assert [row[3] for row in cells] == ["8 August 2024"] * 2 + ["8 August 2024 (inferred)"]
    assert [row[5] for row in cells] == ["1", "2", "none"]


@pytest.mark.parametrize("form", ["md", "html"])
def test_an_empty_brief_says_so_and_has_no_dangling_marks(form: wording.Form) -> None:
    none = Counts(articles=0, families=0, origins=0)
    one = brief(section(note="Nothing found."), counts=none, citations=(), sources=())
    text = render(one, form)
    assert "Nothing found." in text
    assert "0 articles, 0 stories, 0 origins" in text
    assert "None" not in text
    assert "[^" not in text
    assert 'href="#c' not in text


def test_a_number_without_words_is_not_printed() -> None:
    one = brief(section(bullet("The bridge is shut.", 1, 7)))
    assert 'href="#c7"' not in render(one, "html")
    assert "[^7]" not in render(one, "md")


def test_markdown_footnotes_are_all_defined_once_and_all_used() -> None:
    text = render(two_sections(), "md")
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = re.findall(r"(?<!^)\[\^(\d+)\]", text, re.MULTILINE)
    assert defined == ["1", "2", "3"]
    assert set(used) == set(defined)
    assert (
        "[^2]: outlet not named, no headline, 8 August 2024: “Both ferries sail again.” — "
        "notes/f.txt, `cap-0a#char=10,34`\n" in text
    )
    assert "[^1]: Harrow Evening Post, “Ferry town waits”, 8 August 2024: " in text
    assert " — <https://harrowpost.example/ferry>, `cap-0a#char=10,29`\n" in text


def test_what_the_gate_stopped_is_listed_with_its_reason() -> None:
    stop = Stopped(text="Orla Finch sailed.", kind="name", word="Orla Finch", reason="No such name")
    for form in ("md", "html"):
        text = render(brief(section(), stopped=(stop,)), "md" if form == "md" else "html")
        assert "1 finding stopped a bullet" in text
        assert "No such name: “Orla Finch sailed.”" in text
        assert "Every" not in text


def test_page_forbids_scripts_and_fetches_nothing() -> None:
    root = tree(two_sections())
    policy = root.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert "default-src 'none'" in str(policy.get("content"))
    assert "script-src" not in str(policy.get("content"))
    assert not list(root.iter("script", "img", "link", "iframe", "object", "form", "base"))
    assert not [n for n in root.iter() if n.get("src") or n.get("style") or n.get("action")]
    styles = " ".join(str(n.text) for n in root.iter("style"))
    assert "url(" not in styles
    assert "@import" not in styles


@pytest.mark.parametrize(
    ("uri", "link"),
    [
        (
            "https://harrowpost.example/a",
            "https://harrowpost.example/a#:~:text=Shut%2C%20he%20said",
        ),
        (
            "http://harrowpost.example/a#b",
            "http://harrowpost.example/a#b:~:text=Shut%2C%20he%20said",
        ),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT://x.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/hostname", None),
        ("notes/ferry.txt", None),
        ("//harrowpost.example/a", None),
        ("https://", None),
        ("https://[broken/a", None),
        ("https://harrowpost.example/\u202egpj", None),
        ("https://harrowpost.example/a b", None),
    ],
)
def test_only_web_addresses_become_links_and_open_at_the_words(uri: str, link: str | None) -> None:
    assert page.to_the_words(uri, "Shut, he said") == link
    one = brief(section(bullet()), citations=(citation(1, "Shut, he said", uri=uri),), sources=())
    root = tree(one)
    outward = [a.get("href") for a in root.iter("a") if not str(a.get("href")).startswith("#")]
    assert outward == ([link] if link else [])
    if link is None:
        assert folded(wording.safe(uri)) in shown(by_id(root, "c1"))


def test_long_quotations_are_looked_up_by_both_ends() -> None:
    words = " ".join(f"w{n}-x" for n in range(40))
    link = page.to_the_words("https://harrowpost.example/a", words)
    assert link is not None
    first, _, last = link.partition(":~:text=")[2].partition(",")
    assert first == "%20".join(f"w{n}%2Dx" for n in range(5))
    assert last == "%20".join(f"w{n}%2Dx" for n in range(35, 40))


def test_long_context_is_cut_between_words_and_the_quote_never() -> None:
    words = "harbour " * 40
    one = brief(
        section(bullet()), citations=(citation(1, words.strip(), before=words, after=words),)
    )
    item = by_id(tree(one), "c1")
    before, after = (shown(n) for n in item.findall(".//span[@class='context']"))
    assert set(before.split()) == set(after.split()) == {"…", "harbour"}
    mark = item.find(".//mark")
    assert mark is not None
    assert shown(mark) == words.strip()


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-08-08", "8 August 2024"),
        ("2024-08-05/2024-08-11", "5–11 August 2024"),
        ("2024-07-29/2024-08-04", "29 July – 4 August 2024"),
        ("2024-12-30/2025-01-05", "30 December 2024 – 5 January 2025"),
        ("2024-08-08/..", "8 August 2024 or later"),
        ("../2024-08-08", "8 August 2024 or earlier"),
        ("XXXX", "date not known"),
    ],
)
def test_intervals_in_words(edtf: str, words: str) -> None:
    assert wording.days(Interval.parse(edtf)) == words
