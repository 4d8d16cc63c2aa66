"""A brief and what changed as Atom and JSON Feed: permanent ids, honest dates, nothing obeyed."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from helpers_brief import HOSTILE, brief, citation, hostile_brief
from watchdesk.answers import feeding
from watchdesk.brief import feeds
from watchdesk.brief.feeds import ATOM, Entry, atom, brief_entry, change_entry, feed_of, json_feed
from watchdesk.brief.xml_text import plain
from watchdesk.briefs import Wanted, brief_of
from watchdesk.desk import Desk
from watchdesk.periods import week
from watchdesk.records import Address, Change, ChangeKind, Interval, Span

THEN = datetime(2024, 8, 12, 9, 30, tzinfo=UTC)
NOW = datetime(2024, 9, 1, tzinfo=UTC)
# RFC 4287 as RELAX NG, as far as what we write: what must be there, once, and in which form.
RULES = etree.RelaxNG(
    etree.fromstring(f"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{ATOM}"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><attribute name="xml:lang"/><interleave>
 <ref name="id"/><ref name="title"/><ref name="updated"/>
 <element name="author"><element name="name"><ref name="some"/></element></element>
 <element name="generator"><text/></element>
 <zeroOrMore><ref name="link"/></zeroOrMore>
 <zeroOrMore><element name="entry"><interleave>
  <ref name="id"/><ref name="title"/><ref name="updated"/>
  <optional><element name="published"><ref name="moment"/></element></optional>
  <zeroOrMore><ref name="link"/></zeroOrMore>
  <oneOrMore><element name="category"><attribute name="term"/></element></oneOrMore>
  <element name="summary"><text/></element>
  <element name="content"><attribute name="type"><value>html</value></attribute><text/></element>
 </interleave></element></zeroOrMore>
</interleave></element></start>
<define name="id"><element name="id"><data type="anyURI">
 <param name="pattern">urn:uuid:[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}</param>
</data></element></define>
<define name="title"><element name="title"><ref name="some"/></element></define>
<define name="some"><data type="string"><param name="minLength">1</param></data></define>
<define name="updated"><element name="updated"><ref name="moment"/></element></define>
<define name="moment"><data type="dateTime">
 <param name="pattern">[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T.*Z</param></data></define>
<define name="link"><element name="link"><attribute name="rel"/><attribute name="type"/>
 <attribute name="href"><data type="anyURI"/></attribute></element></define>
</grammar>""")
)


def change(**more: object) -> Change:
    values: dict[str, object] = {
        "kind": ChangeKind.STANDING,
        "record": "clm-0000000000000001",
        "on": Interval.on(date(2024, 8, 8)),
        "before": "reported",
        "after": "denied",
        "at": (Address(capture="cap-0a", article="art-1", span=Span(10, 20)),),
        "who": "Ines Tolland",
    }
    return Change.model_validate({**values, **more})


def entries(text: str = "word") -> tuple[Entry, Entry]:
    told = change(who=text, about=text)
    return (
        brief_entry(hostile_brief(text), THEN, "/brief/2024-W32"),
        change_entry(told, [citation(1, text, outlet=text, title=text)], THEN, "/go/clm-1"),
    )


def checked(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    RULES.assertValid(root)
    names = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(names) == len(set(names))
    return root


def test_ids_stay_when_a_brief_is_made_again_and_differ_between_entries() -> None:
    usual, change_one = entries()
    again = brief_entry(brief(desk="word", sections=()), NOW)
    assert usual.id == again.id
    other = brief_entry(brief(desk="word", period=Interval.on(date(2024, 8, 5))), THEN)
    assert len({usual.id, other.id, change_one.id}) == 3
    assert change_entry(change(who="Another"), (), NOW).id == change_one.id
    assert change_entry(change(after="confirmed"), (), NOW).id != change_one.id
    # Written down, so that nobody changes how ids are made without seeing what it does.
    assert change_entry(change(), (), NOW).id == "urn:uuid:ebfc3cfc-054a-5c83-b933-95448f2af7b3"


def test_a_feed_is_as_new_as_its_newest_entry_and_one_of_nothing_as_now() -> None:
    old, new = entries()
    feed = feed_of("Ferry watch", [old, new._replace(updated=NOW)], THEN)
    assert feed.updated == NOW
    assert feed.entries[0].kind == "standing"
    assert feed_of("Ferry watch", (), THEN).updated == THEN
    checked(atom(feed_of("Ferry watch", (), THEN)))


@pytest.mark.parametrize("home", [None, "http://127.0.0.1:8000/"])
@pytest.mark.parametrize("text", ["word", *HOSTILE])
def test_both_forms_are_valid_whatever_an_article_holds(text: str, home: str | None) -> None:
    feed = feed_of(text, entries(text), NOW, home)
    root = checked(atom(feed))
    for content in root.iter(f"{{{ATOM}}}content"):
        page = html.fromstring(f"<div>{content.text}</div>")
        assert not list(page.iter("script", "img", "iframe"))
        assert not [name for n in page.iter() for name in n.attrib if name.startswith("on")]
        assert all(a.get("href").startswith("https://harrowpost.") for a in page.iter("a"))
        assert plain(text) in " ".join(str(page.text_content()).split())
    read = feedparser.parse(atom(feed).encode())
    assert not read.bozo
    assert [one.id for one in read.entries] == [one.id for one in feed.entries]
    told = json.loads(json_feed(feed))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    for item, entry in zip(told["items"], feed.entries, strict=True):
        assert (item["id"], item["content_html"]) == (entry.id, entry.content)
        assert datetime.fromisoformat(item["date_modified"]) == THEN
        assert ("url" in item) is (home is not None)
    assert ("feed_url" in told) is (home is not None)


def test_entry_of_a_brief_holds_the_words_and_the_report_of_the_gate() -> None:
    entry = brief_entry(brief(), THEN)
    for cited in brief().citations:
        assert f"“{cited.quote}”" in html.fromstring(entry.content).text_content()
    assert "Every bullet passed" in entry.content
    assert entry.summary == brief().sections[0].bullets[0].text


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (change(), "Standing: Ines Tolland, reported → denied"),
        (
            change(kind=ChangeKind.EXPECTATION, before=None, after="announced", about="2024-08-15"),
            "Expected: Ines Tolland, announced (due 15 August 2024)",
        ),
        (
            change(kind=ChangeKind.NO_COMMENT, after="reported", about="no comment"),
            "No comment: Ines Tolland",
        ),
        (
            change(kind=ChangeKind.CONTRADICTION, about="“4” and “5” cannot both be so"),
            "Contradiction: “4” and “5” cannot both be so",
        ),
        (change(kind=ChangeKind.WITHDRAWN, who=None, before=None, after=None), "Withdrawn"),
    ],
)
def test_a_change_is_told_in_a_line(told: Change, title: str) -> None:
    assert feeds.change_title(told) == title


@pytest.mark.slow
def test_a_desks_feed_is_dated_by_when_its_ledger_knew_and_stays_when_posted_anew(
    sample_desk: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_desk, tmp_path / "desk")
    desk = Desk.open(tmp_path / "desk")
    made = brief_of(desk, Wanted(week("2024-W33"))).brief

    def told() -> dict[str, tuple[str, datetime]]:
        with desk.view() as view:
            feed = feeding.feed(view, desk.watch, [feeding.Told(made)], now=NOW)
        checked(atom(feed))
        return {one.id: (one.kind, one.updated) for one in feed.entries}

    before = told()
    kinds = [kind for kind, _ in before.values()]
    assert kinds.count("brief") == 1
    assert {"position", "contradiction", "standing"} <= set(kinds)
    assert "claim" not in kinds
    known = {moment for _, moment in before.values()}
    assert NOW not in known
    assert max(known) <= datetime.now(UTC)
    desk.repost()
    assert told() == before
