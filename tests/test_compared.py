"""Two captures side by side, in text and HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from helpers_desk import CAPTURES, ROOT
from helpers_ledger import Writer
from watchdesk.compared import of_many, of_two
from watchdesk.records import RelationKind
from watchdesk.records.edit import Comparison
from watchdesk.versions import Compared, compared, compared_files

STORY = """\
Envoys meet on the harbour dispute

By Mira Tolland
8 August 2024

TARNOVA — The foreign ministry said on Thursday that talks with its neighbour would resume in \
Geneva next week.

“We will sit down again on Monday,” Anna Orlova, a deputy minister, told reporters.

Her side had asked for a fishing zone of 40 kilometers around the island of Vesk, she said, and \
for a joint patrol in its waters. Neither had been granted so far. The embassy did not comment.

The dispute began when two trawlers were held for a week in the spring. Their crews, eleven \
people in all, were released after a fine was paid, according to the harbour master of Tarnova.

In the old custom house the council of elders is to hear the fishermen of both shores, who have \
not been at sea since the winter storms.
"""
FORMS = ("text", "html", "json")
NEW = (
    STORY.replace("40 kilometers", "60 kilometers")
    .replace("said on Thursday", "denied on Thursday")
    .replace("“We will sit", '"We will sit')
    .replace(", eleven people in all,", "")
    + "\nThe pier was closed in the evening.\n"
)
HOSTILE = "<img src=x onerror=alert(1)> \x1b[31m red \u202e turned \u2066 & “quoted” \x07 </title>"


def made(tmp_path: Path, old: str = STORY, new: str = NEW) -> Compared:
    paths = tmp_path / "old.txt", tmp_path / "new.txt"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    return compared_files(*map(str, paths))


def shown(found: Compared, form: str = "text") -> str:
    return "\n".join(of_two(found, form))  # type: ignore[arg-type]


class Page(HTMLParser):
    """Tags, ids, inner links, and the words inside of ``ins`` and ``del``."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: dict[str, list[str]] = {"ins": [], "del": []}
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        given = dict(attrs)
        assert not any(name.startswith("on") for name in given)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        if tag in self.marked:
            self.marked[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for tag in set(self.open) & set(self.marked):
            self.marked[tag][-1] += data


def test_text_marks_what_was_changed_and_names_what_was_touched(tmp_path: Path) -> None:
    text = shown(made(tmp_path))
    folded = " ".join(text.split())
    assert "{+denied+} on Thursday" in folded
    assert "[-said-] on Thursday" in folded
    assert "changed “40 kilometers” → “60 kilometers”" in folded
    assert "cue: said → denied" in folded
    assert "removed “eleven”" in folded
    assert "+ The pier was closed in the evening." in folded
    assert "Silent edit" in folded
    assert "Set otherwise, with the same words: 1 sentence." in folded


@pytest.mark.parametrize("width", [60, 100, 120])
def test_lines_are_no_wider_than_asked(tmp_path: Path, width: int) -> None:
    lines = list(of_two(made(tmp_path), "text", width=width))
    assert max(map(len, lines)) <= max(width, 95), max(lines, key=len)
    assert not any("\n" in line for line in lines)


def test_every_address_leads_to_the_words_beside_it(tmp_path: Path) -> None:
    found = made(tmp_path)
    texts = {found.record.a.capture: found.text(0), found.record.b.capture: found.text(1)}
    for touch in found.record.touched:
        for side, (span, words) in enumerate(((touch.a, touch.old), (touch.b, touch.new))):
            if span is None:
                continue
            name, _, at = found.at(side, span).partition("#char=")
            start, end = map(int, at.split(","))
            inside = " ".join(texts[name][start:end].split())
            assert all(piece.strip() in inside for piece in str(words).split("…"))
    shown_at = set(re.findall(r"(cap-\w+)#char=", shown(found)))
    assert shown_at == set(texts)


def test_the_page_marks_changes_by_ins_and_del(tmp_path: Path) -> None:
    page = Page(shown(made(tmp_path), "html"))
    assert {"denied", "60"} <= set(page.marked["ins"])
    assert {"said", "40"} <= set(page.marked["del"])
    assert "The pier was closed in the evening." in page.marked["ins"]


def test_ids_are_unique_and_inner_links_have_their_targets(tmp_path: Path) -> None:
    page = Page(shown(made(tmp_path), "html"))
    assert len(page.ids) == len(set(page.ids))
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert any(link.startswith("e") for link in inner)


def test_the_page_holds_the_whole_body_of_the_newer_capture(tmp_path: Path) -> None:
    found = made(tmp_path)
    words = " ".join(Page(shown(found, "html")).words)
    body = [p for p in found.readings[1].article.parts if p.kind.is_told]
    for part in body:
        for word in part.span.text_of(found.text(1)).split():
            assert word.strip('“”",.') in words


def test_json_follows_the_schema_and_gives_back_the_record(tmp_path: Path) -> None:
    found = made(tmp_path)
    text = shown(found, "json")
    schema = json.loads((ROOT / "docs/schema/comparison.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))
    assert Comparison.model_validate_json(text) == found.record


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_are_shown_and_obeyed_nowhere(form: str) -> None:
    sides = []
    for uri in ("a.txt", "b.txt"):
        words = f"Envoys of both shores met {HOSTILE} in the old custom house on {uri}."
        one = Writer(words, words[::-1], title=HOSTILE + uri, outlet=HOSTILE, uri=uri + HOSTILE)
        sides.append(one.names("Envoys").quantity("both", 2, 2, HOSTILE).reading())
    found = compared(*sides)
    for text in (shown(found, form), "\n".join(of_many([found], form, HOSTILE))):  # type: ignore[arg-type]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        if form == "html":
            assert not {"img", "script"} & set(Page(text).tags)
            assert "default-src 'none'" in text


def test_a_page_fetches_nothing(tmp_path: Path) -> None:
    text = shown(made(tmp_path), "html")
    assert not re.search(r"(src|srcset|action)=|@import|url\(", text)
    assert "<script" not in text


def test_equal_captures_are_said_to_be_equal(tmp_path: Path) -> None:
    found = made(tmp_path, STORY, STORY + "\n\nSubscribe to our newsletter\n")
    assert found.record.same_words
    assert "word for word the same" in shown(found)
    assert "word for word the same" in shown(found, "html")
    assert "subscribe" in shown(found).lower()


def test_what_keeps_a_difference_from_being_an_edit_is_said() -> None:
    lines = STORY.strip().split("\n\n")[2:]
    whole, cut = (
        Writer(*part, uri=uri, url="https://a.example/1")
        for part, uri in (
            (lines, "a.txt"),
            (lines[:3], "b.txt"),
        )
    )
    part = {"partial": "only its opening is shown to those who do not pay"}
    cut.capture = cut.capture.model_copy(update=part)
    for form in ("text", "html"):
        text = " ".join(shown(compared(whole.reading(), cut.reading()), form).split())
        assert "second capture is not the whole article (only its opening" in text


def test_what_was_moved_is_shown_with_both_its_places(tmp_path: Path) -> None:
    paragraphs = STORY.strip().split("\n\n")
    moved = "\n\n".join([*paragraphs[:3], paragraphs[-1], *paragraphs[3:-1]]) + "\n"
    text = " ".join(shown(made(tmp_path, STORY, moved)).split())
    assert "1 sentence moved" in text
    assert "= In the old custom house" in text
    assert "in the first one behind:" in text


def test_different_stories_are_said_to_be_different(tmp_path: Path) -> None:
    other = (CAPTURES / "courier-prisoners.txt").read_text(encoding="utf-8")
    for form in ("text", "html"):
        text = shown(made(tmp_path, STORY, other), form)
        assert "they share nothing worth telling" in " ".join(text.split())
        assert "Silent edit" not in text


def test_pages_of_one_template_are_said_to_share_what_stands_around(tmp_path: Path) -> None:
    foot = (
        "\n\nSubscribe to our weekly newsletter and never miss a story from the harbours of the "
        "north, with tide tables, letters and the crossword\n"
    )
    other = (
        "Bees return to the mills\n\nKeepers counted nine swarms this summer, more than in the "
        "seven years before. They had almost given up after the mites came.\n\nThe miller, Ada "
        "Quist, believes that it is the clover, and has no honey left to sell.\n"
    )
    record = made(tmp_path, STORY + foot, other + foot).record
    assert record.around and not record.one_story
    assert record.relation is RelationKind.SAME_TEMPLATE
    assert len(record.passages) == 1
    told = " ".join(shown(made(tmp_path, STORY + foot, other + foot)).split())
    assert "pages of one template" in told and "Subscribe to our weekly newsletter" in told


def test_furniture_is_folded_on_the_page_and_told_apart_in_text() -> None:
    names = ("meridian-area-first.txt", "meridian-area-second.txt")
    found = compared_files(*(str(CAPTURES / name) for name in names))
    page = Page(shown(found, "html"))
    assert "details" in page.tags
    text = shown(found)
    body, _, around = text.partition("\nAround the article\n")
    assert "+ SUMMER OFFER" in around
    assert "SUMMER OFFER" not in body


@pytest.mark.slow
def test_a_long_change_is_cut_in_its_middle(tmp_path: Path) -> None:
    words = " ".join(f"A crate of kind {number} came." for number in range(4000))
    found = made(tmp_path, STORY, f"{STORY}\n{words}\n")
    text = shown(found, "html")
    assert len(shown(found, "json")) > 20_000
    assert "crate of kind 0 came" in text
    assert "crate of kind 3999 came" in text
    body = text.partition('id="body"')[2]
    assert "crate of kind 2000 came" not in body
