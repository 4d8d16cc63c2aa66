"""``watchdesk read --explain attribution``: no word lost, every mark at its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from helpers_attribution import article_of
from helpers_desk import CAPTURES, STORY, run
from watchdesk import pipeline
from watchdesk.cli.output import LOOKS
from watchdesk.records import (
    Act,
    Attribution,
    Capture,
    Declared,
    Entity,
    Interval,
    Link,
    PartKind,
    Polarity,
    Reading,
    Span,
    Speech,
    Strength,
    Telling,
    Verification,
)
from watchdesk.shown_attribution import explain, page
from watchdesk.shown_attribution.marks import Close, Look, Mark, Open, cut, told
from watchdesk.shown_attribution.text import _broken

TEXT = (
    "The Lantern said that Ana Orl told it the well may be dry. Nobody could check it.\nIt rained."
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
VOID = {"meta", "br", "link"}


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def link(name: str, kind: str, **more: object) -> Link:
    return Link.model_validate({"name": name, "kind": kind, **more})


LANTERN = link("Lantern", "outlet")
ANA = link(
    "Ana Orl",
    "person",
    entity=Entity(id="person:ana-orl", name="Ana Orl", role="engineer"),
    said=Interval(earliest=date(2026, 11, 18), latest=date(2026, 11, 18)),
    venue="on state radio",
)


def one(number: int, **fields: object) -> Attribution:
    plain: dict[str, object] = {
        "id": f"att-{number}",
        "source": None,
        "cue": None,
        "content": (),
        "speech": Speech.INDIRECT,
        "act": Act.SPEECH,
        "chain": (),
    }
    return Attribution.model_validate(plain | fields)


OUTER = one(
    1,
    source=at("The Lantern"),
    cue=at("said"),
    content=(at("Ana Orl told it the well may be dry"),),
    chain=(LANTERN,),
)
INNER = one(
    2,
    source=at("Ana Orl"),
    cue=at("told"),
    content=(at("the well may be dry"),),
    chain=(LANTERN, ANA),
    within="att-1",
    verification=Verification.UNVERIFIED,
    evidence=(at("Nobody could check it"),),
    hedges=(at("may"),),
)


def reading_of(
    text: str, *found: Attribution, kinds: Sequence[PartKind] = (), uri: str = "a.txt"
) -> Reading:
    capture = Capture(
        id="cap-0000000000000000",
        uri=uri,
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(),
        text=text,
    )
    return Reading(capture=capture, article=article_of(text, kinds), attributions=found)


def shown(reading: Reading, width: int = 100) -> str:
    return "\n".join(explain([reading], width=width))


def body(reading: Reading, width: int) -> list[str]:
    """The lines below an article's head."""
    lines = list(explain([reading], width=width))
    return lines[1 + next(n for n, line in enumerate(lines) if line.endswith("before")) :]


@pytest.mark.parametrize("field", ["telling", "mood"])
def test_every_way_of_telling_has_its_words(field: str) -> None:
    told_of = {shown(reading_of(TEXT, one(1, cue=at("said"), **{field: way}))) for way in Telling}
    assert len(told_of) == len(Telling)


def test_marks_numbers_and_chains_as_they_read() -> None:
    assert body(reading_of(TEXT, INNER, OUTER), width=92) == [
        "",
        "{1:The Lantern} <1:said> that [1:{2:Ana Orl} <2:told> it [2:the well may be dry]]. Nobody",
        "could check it.",
        "  1  Lantern (outlet)",
        "     speech, indirect",
        "  2  Lantern (outlet) → Ana Orl, engineer, 18 November 2026, on state radio (person)",
        "     speech, indirect; hedged (“may”); in 1",
        "     standing: unverified (“Nobody could check it”)",
        "",
        "It rained.",
        "",
        "2 attributions: 2 speech, 1 told inside of another",
    ]


def test_what_is_out_of_the_ordinary_is_told() -> None:
    said = Interval(earliest=None, latest=date(2026, 11, 18))
    odd = one(
        1,
        cue=at("said"),
        act=Act.SILENCE,
        strength=Strength.WEAK,
        polarity=Polarity.NEGATIVE,
        telling=Telling.PLANNED,
        mood=Telling.CONDITIONAL,
        said=said,
        venue="in a letter",
        verification=Verification.NO_COMMENT,
    )
    told_of = shown(reading_of(TEXT, odd), width=80)
    assert (
        "  1  nobody is named\n"
        "     silence; weak strength; against the content; to be said; content under a\n"
        "     condition; said 18 November 2026 or earlier; venue in a letter\n"
        "     standing: no comment\n"
    ) in told_of
    assert "1 attribution: 1 silence, 1 that names nobody" in told_of


def test_time_and_venue_are_told_once() -> None:
    again = INNER.model_copy(update={"said": ANA.said, "venue": ANA.venue})
    assert body(reading_of(TEXT, OUTER, again), 92) == body(reading_of(TEXT, OUTER, INNER), 92)


def test_a_time_of_which_nothing_is_known_is_not_told() -> None:
    vague = OUTER.model_copy(update={"said": Interval(earliest=None, latest=None)})
    assert "date not known" not in " ".join(body(reading_of(TEXT, vague), 100))


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    first = one(1, content=(at("The Lantern said that"),))
    second = one(2, content=(at("said that Ana Orl"),))
    told_of = shown(reading_of(TEXT, first, second))
    assert "[1:The Lantern [2:said that]] [2:" not in told_of
    assert "[1:The Lantern [2:said that]][…2: Ana Orl] told" in told_of


def test_content_of_two_lines_goes_on_in_the_second() -> None:
    whole = one(1, content=(Span(0, len(TEXT)),))
    assert "\n[…1:It rained.]\n" in shown(reading_of(TEXT, whole))


def test_parts_that_are_not_read_are_counted_and_others_named() -> None:
    text = "A title\nThe mayor said it rained.\nA picture of rain"
    kinds = [PartKind.TITLE, PartKind.BODY, PartKind.CAPTION]
    found = one(1, content=(at("picture", text),))
    told_of = shown(reading_of(text, found, kinds=kinds))
    assert "(title) A title\n" in told_of
    assert "picture" not in told_of
    assert "in none of the lines above\n  1  nobody is named" in told_of
    assert told_of.endswith("parts not shown: 1 caption")
    assert "<h3>In none of the lines above</h3>" in page([reading_of(text, found, kinds=kinds)])


def test_nothing_found_is_said() -> None:
    assert shown(reading_of(TEXT)).endswith("\nno attributions")
    assert "No attributions." in page([reading_of(TEXT)])
    assert "Nothing was read." in page([])


def test_a_reading_without_its_text_is_refused() -> None:
    bare = reading_of(TEXT, OUTER).without_text()
    with pytest.raises(ValueError, match="has no text"):
        list(explain([bare]))
    with pytest.raises(ValueError, match="has no text"):
        page([bare])


@pytest.mark.parametrize("field", ["content", "evidence", "hedges"])
def test_spans_beyond_the_text_are_refused(field: str) -> None:
    beyond = one(1, **{field: (Span(3, 4000),)})
    with pytest.raises(ValueError, match="beyond its text's end"):
        told(reading_of(TEXT, beyond))


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda p: (p[0], p[0] + p[1]))
LETTERS = st.text(st.sampled_from("ab éß漢字،\u0301 \t\u202e\x1b-"), min_size=1, max_size=40)
LINES = st.lists(LETTERS, min_size=1, max_size=4).map("\n".join)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(LINES)
    size = len(text)

    def span(pair: tuple[int, int]) -> Span:
        return Span(min(pair[0], size), min(pair[1], size))

    found = []
    for number in range(draw(st.integers(0, 5))):
        content = tuple(map(span, draw(st.lists(SPANS, max_size=3))))
        source, cue = draw(st.none() | SPANS), draw(st.none() | SPANS)
        found.append(
            one(
                number,
                source=span(source) if source else None,
                cue=span(cue) if cue else None,
                content=content,
                within=draw(st.none() | st.sampled_from(["att-0", "att-1", "att-9"])),
            )
        )
    return reading_of(text, *found)


def steered(text: str) -> str:
    """Without white space and what must not be printed."""
    return re.sub(r"\s", "", STEERING.sub("", text))


@settings(max_examples=40)
@given(readings(), st.sampled_from([40, 41, 60, 100]))
def test_no_character_of_the_text_is_lost(reading: Reading, width: int) -> None:
    assert isinstance(reading.capture, Capture)
    lines = list(explain([reading], width=width))
    assert not any(STEERING.search(line) for line in lines)
    first = len(lines) - len(body(reading, width))
    assert max(map(cell_len, lines[first:])) <= width
    marked = list(explain([reading], only_text, width))[first:]
    assert steered("".join(marked)) == steered(reading.capture.text)


def only_text(words: str, style: str) -> str:
    """The words of the text alone."""
    if style in {"head", "faint", "relation", "name", "lack"}:
        return ""
    return re.sub(r"[{<\[]…?\d+:|[]}>]", "", words)


@given(readings())
def test_pieces_nest_and_hold_every_mark(reading: Reading) -> None:
    made = told(reading)
    for line in made.lines:
        stack: list[Mark] = []
        place, open_at = line.span.start, dict[int, set[Mark]]()
        for piece in line.pieces:
            if isinstance(piece, Open):
                stack.append(piece.mark)
            elif isinstance(piece, Close):
                assert stack.pop() == piece.mark
            else:
                assert piece.start == place
                assert piece.length
                place = piece.end
                open_at.update({offset: set(stack) for offset in range(piece.start, piece.end)})
        assert stack == []
        assert place == line.span.end
        for offset, marks in open_at.items():
            for mark in marks:
                assert mark.span.contains(offset)
    listed = [entry.number for line in made.lines for entry in line.entries]
    listed += [entry.number for entry in made.elsewhere]
    assert sorted(listed) == list(range(1, len(reading.attributions) + 1))


def test_a_mark_covers_all_its_words() -> None:
    line = Span(0, 10)
    marks = [Mark(n, Look.CONTENT, Span(n, n + 4)) for n in range(1, 5)]
    covered: dict[int, list[int]] = {n: [] for n in range(1, 5)}
    stack: list[int] = []
    for piece in cut(line, marks):
        if isinstance(piece, Open):
            stack.append(piece.mark.number)
        elif isinstance(piece, Close):
            stack.pop()
        else:
            for number in stack:
                covered[number] += range(piece.start, piece.end)
    assert covered == {n: list(range(n, n + 4)) for n in range(1, 5)}


def test_thousands_of_marks_that_cross_do_not_make_a_page_quadratic() -> None:
    size = 2000
    text = "word " * size
    found = [one(n, content=(Span(2 * n, 2 * n + size),)) for n in range(size)]
    html = page([reading_of(text, *found)])
    assert len(html) < 10_000_000
    assert steered("".join(sound(html).lines)) == "word" * size


@pytest.mark.parametrize("width", [40, 57, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    long = TEXT.replace("Ana Orl", "漢" * 90)
    found = one(1, content=(Span(0, len(long)),), chain=(link("w" * 130, "group"),))
    lines = body(reading_of(long, found), width)
    assert max(cell_len(line) for line in lines) <= width
    assert "".join("".join(lines).split()).count("漢") == 90


def test_styles_are_ones_the_command_knows() -> None:
    asked: set[str] = set()

    def paint(words: str, style: str) -> str:
        asked.add(style)
        return words

    reading = reading_of(TEXT, OUTER, INNER, kinds=[PartKind.BODY, PartKind.SUBHEADING])
    list(explain([reading], paint))
    assert {"source", "cue", "content", "body", "subheading"} <= asked <= set(LOOKS)


def test_colours_take_no_character_away() -> None:
    reading = reading_of(TEXT, OUTER, INNER)
    coloured = list(explain([reading], lambda words, style: f"\x1b[{len(style)}m{words}\x1b[0m"))
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == list(explain([reading]))


class Page(HTMLParser):
    """Tags in balance, ids, links within the page, marks, and the words of its lines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.lines: list[str] = []
        self.marked: dict[str, str] = {}
        self.tags: set[str] = set()
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in VOID:
            self.stack.append((tag, given.get("id") or given.get("class", "")))
        if tag == "p" and given.get("class", "").startswith("line"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = {name for _, name in self.stack}
        if classes & {"tag", "end", "part", "vh"}:
            return
        if any(name.startswith("line") for tag, name in self.stack if tag == "p"):
            self.lines[-1] += data
        for tag, name in self.stack:
            if tag == "mark":
                self.marked[name] = self.marked.get(name, "") + data


def sound(html: str) -> Page:
    """A page whose tags are in balance, ids single and inner links answered."""
    found = Page(html)
    assert len(found.ids) == len(set(found.ids))
    assert {ref[1:] for ref in found.links if ref.startswith("#")} <= set(found.ids)
    assert not found.tags & {"script", "img", "iframe", "object", "link", "form"}
    assert not re.search(r"(?:src|href)=.?https?:|url\(", html)
    return found


@given(readings())
def test_the_page_loses_no_character_either(reading: Reading) -> None:
    assert isinstance(reading.capture, Capture)
    html = page([reading])
    assert not STEERING.search(html.replace("\t", ""))
    found = sound(html)
    assert steered("".join(found.lines)) == steered(reading.capture.text)


def test_an_id_leads_to_the_first_words_of_its_attribution() -> None:
    found = sound(page([reading_of(TEXT, OUTER, INNER)]))
    assert found.marked["att-1"] == "The Lantern"
    assert found.marked["att-2"] == "Ana Orl"
    assert {"#att-1", "#att-2", "#att-1-chain", "#att-2-chain"} <= set(found.links)


def test_ids_that_are_taken_or_none_are_replaced() -> None:
    odd = [
        OUTER.model_copy(update={"id": name})
        for name in ('"><script>', "article-1", "article-1-title", "", "a b")
    ]
    sound(page([reading_of(TEXT, *odd), reading_of(TEXT, OUTER, INNER), reading_of(TEXT, OUTER)]))


def test_the_page_shows_markup_as_words_and_steers_nothing() -> None:
    evil = "<script>alert(1)</script> said \u202e“x”\x1b[31m & it <b>rained</b>."
    names = (link('<img src="x">\u202e', "outlet", venue="<i>x</i>"),)
    found = one(1, content=(Span(0, len(evil)),), chain=names, venue="<u>")
    html = page([reading_of(evil, found, uri="javascript:alert(1)")])
    page_of = sound(html)
    assert "<script>alert(1)</script> said “x”[31m & it <b>rained</b>." in page_of.lines
    assert "&lt;img src=" in html
    assert not page_of.tags & {"b", "i", "u"}
    assert 'href="javascript' not in html


def test_two_articles_have_a_list_and_ways_to_each() -> None:
    html = page([reading_of(TEXT, OUTER), reading_of(TEXT, INNER)])
    found = sound(html)
    assert {"#article-1", "#article-2"} <= set(found.links)
    assert "<nav" in html
    assert "<nav" not in page([reading_of(TEXT, OUTER)])


SAMPLE = [path for path in sorted(CAPTURES.iterdir()) if path.is_file()][:3]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_a_whole_article_is_shown_with_all_its_attributions(path: Path) -> None:
    found = list(pipeline.read([path]))
    total = sum(len(reading.attributions) for reading in found)
    assert total > 0
    text = "\n".join(explain(found))
    assert len(re.findall(r"^ +\d+  \S", text, flags=re.MULTILINE)) == total
    ids = set(sound(page(found)).ids)
    assert {a.id for reading in found for a in reading.attributions} <= ids


def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_command_shows_text_and_writes_both_forms(tmp_path: Path) -> None:
    path = story(tmp_path)
    plain = run("read", "--explain", "attribution", path)
    assert plain.exit_code == 0
    assert re.search(r"<1:[a-z ]+>", plain.stdout)
    for name, form in (("a.html", None), ("b.txt", "html"), ("c.html", "text"), ("d.txt", None)):
        out = tmp_path / name
        chosen = ["--format", form] if form else []
        done = run("read", "--explain", "attribution", *chosen, "-o", out, path)
        assert (done.exit_code, done.stdout) == (0, "")
        is_page = (form or "html" * name.endswith("html")) == "html"
        assert out.read_text(encoding="utf-8").startswith("<!doctype html>") == is_page
    text = (tmp_path / "d.txt").read_text(encoding="utf-8")
    assert text.split() == plain.stdout.split()
    shown = run("read", "--explain", "attribution", "--format", "html", path)
    assert shown.stdout == (tmp_path / "a.html").read_text(encoding="utf-8")


def test_all_captures_come_on_one_page(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(STORY.replace("a", "e"), encoding="utf-8")
    html = run("read", "--explain=attribution", "--format=html", story(tmp_path), other).stdout
    assert len(re.findall('<article id="article-', html)) >= 2
    sound(html)


def test_a_form_or_a_file_without_the_view_is_refused(tmp_path: Path) -> None:
    path = story(tmp_path)
    for more in (["-o", tmp_path / "x"], ["--format", "html"]):
        for view in ([], ["--explain", "labels"], ["--explain", "syntax"]):
            done = run("read", *view, *more, path)
            assert done.exit_code == 2
            assert "belong to --explain attribution" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    out = tmp_path / "no" / "page.html"
    done = run("read", "--explain", "attribution", "-o", out, story(tmp_path))
    assert done.exit_code not in (0, 1) or "W209" in done.stderr
    assert "cannot be written" in done.stderr


def test_an_accent_at_the_joint_of_two_marks_is_not_lost() -> None:
    word = [("a" * 50, ""), ("\u0301", "")]
    pieces = [fragment for piece in _broken(word, 40) for fragment in piece.fragments]
    assert "".join(text for text, _ in pieces) == "a" * 50 + "\u0301"
