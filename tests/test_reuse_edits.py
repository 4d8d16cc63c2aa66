"""What an edit did to the sentences of a page, and what it touched."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_ledger import Writer, group, person
from watchdesk.records import (
    Declared,
    MentionKind,
    Part,
    PartKind,
    Passage,
    Reading,
    RelationKind,
    Span,
    Verification,
)
from watchdesk.records.edit import (
    Comparison,
    Declaration,
    EditKind,
    EditOrder,
    HeadPart,
    Touch,
    TouchHow,
    TouchKind,
)
from watchdesk.reuse.compare import compare
from watchdesk.reuse.notices import is_note
from watchdesk.versions import compared

FIRST = (
    "The foreign ministry of Tarnova said on Thursday that the talks would be resumed next week."
)
SECOND = (
    "The two sides had last met in spring, when a truce for the fishing grounds was agreed upon."
)
THIRD = (
    "Neither of the embassies in the capital wished to speak about the plan for the two islands."
)
FOURTH = "The harbour master counted eleven trawlers on Monday and nine of them were let go again."
FIFTH = "A council of elders from both shores is to meet in the old custom house before the winter."
STORY = (FIRST, SECOND, THIRD, FOURTH, FIFTH)


@dataclass
class Both:
    """Two versions and what differs between them."""

    a: Reading
    b: Reading
    told: Comparison

    def words(self, side: int, span: Span) -> str:
        reading = (self.a, self.b)[side]
        return span.text_of(reading.capture.text)  # type: ignore[attr-defined]

    def changes(self) -> list[tuple[str, str]]:
        return [
            (self.words(0, change.a), self.words(1, change.b))
            for edit in self.told.edits
            for change in edit.changes
        ]

    def kinds(self) -> list[EditKind]:
        return [edit.kind for edit in self.told.edits]


def both(old: Writer | Reading, new: Writer | Reading) -> Both:
    a, b = (one if isinstance(one, Reading) else one.reading() for one in (old, new))
    return Both(a, b, compare(a, b))


def version(*paragraphs: str, uri: str = "a.txt", **head: str) -> Writer:
    return Writer(*paragraphs, uri=uri, **head)  # type: ignore[arg-type]


def edited(old: tuple[str, ...], new: tuple[str, ...]) -> Both:
    return both(version(*old), version(*new, uri="b.txt"))


# Sentences


def test_words_changed_in_one_sentence_are_told_together() -> None:
    new = THIRD.replace("Neither", "None").replace("capital", "city")
    found = edited(STORY, (FIRST, SECOND, new, FOURTH, FIFTH))
    (edit,) = found.told.edits
    assert edit.kind is EditKind.REWORDED
    assert found.words(0, edit.a) == THIRD
    assert found.words(1, edit.b) == new
    assert found.changes() == [("Neither", "None"), ("capital", "city")]


def test_a_sentence_put_in_and_one_taken_out_are_told_with_their_places() -> None:
    found = edited(STORY, (FIRST, "No ship was seen that night.", SECOND, THIRD, FOURTH))
    added, removed = found.told.edits
    assert (added.kind, removed.kind) == (EditKind.ADDED, EditKind.REMOVED)
    assert found.words(1, added.b) == "No ship was seen that night."
    assert added.a == Span(len(FIRST), len(FIRST))
    assert found.words(0, removed.a) == FIFTH
    assert removed.b.length == 0
    assert removed.b.end == found.b.article.parts[-1].end


def test_another_sentence_in_the_same_place_is_a_replacement() -> None:
    found = edited(STORY, (FIRST, SECOND, "Rain fell upon empty quays all night.", FOURTH, FIFTH))
    assert found.kinds() == [EditKind.REPLACED]
    assert found.told.edits[0].sentences == (1, 1)


def test_a_paragraph_that_moved_is_told_as_moved() -> None:
    found = edited(STORY, (FIFTH, FIRST, SECOND, THIRD, FOURTH))
    (edit,) = found.told.edits
    assert edit.kind is EditKind.MOVED
    assert found.words(0, edit.a) == found.words(1, edit.b) == FIFTH
    assert edit.changes == ()
    assert found.told.touched == ()


def test_words_changed_on_the_way_are_told_inside_the_move() -> None:
    found = edited(STORY, (FIFTH.replace("winter", "autumn"), FIRST, SECOND, THIRD, FOURTH))
    assert found.kinds() == [EditKind.MOVED]
    assert found.changes() == [("winter", "autumn")]


def test_a_sentence_cut_in_two_is_one_edit() -> None:
    parted = SECOND.replace(", when a truce", ". Then a truce")
    found = edited(STORY, (FIRST, parted, THIRD, FOURTH, FIFTH))
    (edit,) = found.told.edits
    assert edit.sentences == (1, 2)
    assert found.changes() == [("when", "Then")]


def test_typesetting_is_told_apart_and_is_no_edit() -> None:
    new = THIRD.replace("Neither", "NEITHER").replace("capital wished", "capital — wished")
    found = edited(STORY, (FIRST, SECOND, new, FOURTH, FIFTH))
    assert found.told.edits == ()
    assert found.told.same_words
    (setting,) = found.told.setting
    assert found.words(1, setting.b) == new
    assert found.told.declared is Declaration.UNCHANGED


def test_white_space_is_nothing() -> None:
    found = edited(STORY, tuple(line.replace(" the ", "  the ") for line in STORY))
    assert (found.told.edits, found.told.setting) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("$5 million", "€5 million", ("$5", "€5")),
        ("5% of it", "5 of it", ("5%", "5")),
        ("+5 degrees", "−5 degrees", ("+5", "−5")),
        ("1,5 tons", "15 tons", ("1,5", "15")),
    ],
)
def test_signs_that_tell_something_are_words(old: str, new: str, change: tuple[str, str]) -> None:
    line = "The harbour master put the damage to the quay at {} in all on Monday evening."
    found = edited((*STORY, line.format(old)), (*STORY, line.format(new)))
    assert found.kinds() == [EditKind.REWORDED]
    assert found.changes() == [change]


def test_thousands_may_be_grouped_or_not() -> None:
    line = "The harbour master counted {} crates on the quay that nobody had asked about."
    found = edited((*STORY, line.format("12,000")), (*STORY, line.format("12000")))
    assert found.told.edits == ()
    assert len(found.told.setting) == 1


def test_a_line_that_was_only_read_otherwise_is_no_edit() -> None:
    new = version(*STORY, uri="b.txt").reading()
    parts = [
        part.model_copy(update={"kind": PartKind.PROMO}) if part is new.article.parts[2] else part
        for part in new.article.parts
    ]
    article = new.article.model_copy(update={"parts": tuple(parts)})
    found = both(version(*STORY), new.model_copy(update={"article": article}))
    (edit,) = found.told.edits
    assert (edit.kind, edit.read_as) == (EditKind.RELABELLED, PartKind.PROMO)
    assert found.told.same_words
    assert found.told.furniture == ()
    assert found.told.declared is Declaration.UNCHANGED


# Any texts

WORD = st.sampled_from(["envoy", "ship", "the", "quay", "met", "7", "Tarnova", "said", "and", "no"])
SENTENCE = st.lists(WORD, min_size=1, max_size=9).map(lambda w: " ".join(w).capitalize() + ".")
TEXT = st.lists(SENTENCE, max_size=12).map(tuple)


@given(TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_edits_tell_all_that_differs_and_each_sentence_once(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    found = both(
        version(*STORY, *old, url="https://a.example/1"),
        version(*STORY, *new, uri="b.txt", url="https://a.example/1"),
    )
    told = found.told
    for side in (0, 1):
        spans = [(edit.a, edit.b)[side] for edit in told.edits]
        held = [span for span in spans if span.length]
        assert all(not x.overlaps(y) for n, x in enumerate(held) for y in held[n + 1 :])
        for edit in told.edits:
            inside = [(change.a, change.b)[side] for change in edit.changes]
            assert all((edit.a, edit.b)[side].contains(one) for one in inside if one.length)
    left, right = (sorted(rest(found, side)) for side in (0, 1))
    assert left == right


def rest(found: Both, side: int) -> list[str]:
    """Folded words of a body outside of its edits."""
    reading = (found.a, found.b)[side]
    spans = [(e.a, e.b)[side] for e in found.told.edits if e.kind is not EditKind.MOVED]
    changed = [
        (c.a, c.b)[side] for e in found.told.edits if e.kind is EditKind.MOVED for c in e.changes
    ]
    out = []
    for part in reading.article.parts:
        at = part.start
        for word in found.words(side, part.span).split():
            span = Span(at, at + len(word))
            at += len(word) + 1
            if not any(one.overlaps(span) for one in (*spans, *changed)):
                out.append(word.strip(".").lower())
    return out


@given(TEXT)
@settings(max_examples=40, deadline=None)
def test_a_text_does_not_differ_from_itself(text: tuple[str, ...]) -> None:
    told = edited((*STORY, *text), (*STORY, *text)).told
    assert (told.edits, told.setting, told.touched, told.head) == ((), (), (), ())
    assert told.share_a == told.share_b == 1.0


# What was touched


def touches(found: Both, what: TouchKind) -> list[Touch]:
    return [touch for touch in found.told.touched if touch.what is what]


def aspects(touch: Touch) -> dict[str, tuple[str, str]]:
    return {aspect.of: (aspect.old, aspect.new) for aspect in touch.aspects}


FUEL = "The navy said that it had sent 2,000 tonnes of fuel to the island on Tuesday morning."


def test_a_cue_and_the_standing_of_what_was_said() -> None:
    new = FUEL.replace("said", "denied")
    old_version, new_version = version(*STORY, FUEL), version(*STORY, new, uri="b.txt")
    content = "it had sent 2,000 tonnes of fuel to the island on Tuesday morning"
    old = old_version.said(content, group("The navy"), cue="said that it")
    changed = new_version.said(
        content, group("The navy"), cue="denied", verification=Verification.DENIED
    )
    (touch,) = touches(both(old_version, new_version), TouchKind.ATTRIBUTION)
    assert (touch.how, touch.a_id, touch.b_id) == (TouchHow.CHANGED, old.id, changed.id)
    told = aspects(touch)
    assert told["cue"] == ("said that it", "denied")
    assert told["standing"] == ("unmarked", "denied")
    assert "content" not in told


def test_another_speaker_and_another_content() -> None:
    new = FUEL.replace("The navy", "Anna Orlova").replace("2,000", "3,000")
    old_version, new_version = version(*STORY, FUEL), version(*STORY, new, uri="b.txt")
    old_version.said("it had sent 2,000 tonnes", group("The navy"), cue="The navy said")
    new_version.said("it had sent 3,000 tonnes", person("Anna Orlova"), cue="Anna Orlova said")
    (touch,) = touches(both(old_version, new_version), TouchKind.ATTRIBUTION)
    told = aspects(touch)
    assert told["speaker"] == ("The navy", "Anna Orlova")
    assert told["content"] == ("it had sent 2,000 tonnes", "it had sent 3,000 tonnes")


def test_an_attribution_put_in_where_the_words_stood_before() -> None:
    plain = "It had sent 2,000 tonnes of fuel to the island on Tuesday morning."
    new_version = version(*STORY, FUEL, uri="b.txt")
    new_version.said("it had sent 2,000 tonnes", group("The navy"), cue="The navy said")
    (touch,) = touches(both(version(*STORY, plain), new_version), TouchKind.ATTRIBUTION)
    assert (touch.how, touch.a, touch.edit) == (TouchHow.ADDED, None, 0)


def test_an_attribution_that_is_only_read_in_one_version_was_not_touched() -> None:
    new_version = version(*STORY, FUEL, "Rain fell.", uri="b.txt")
    new_version.said("it had sent 2,000 tonnes", group("The navy"), cue="The navy said")
    found = both(version(*STORY, FUEL), new_version)
    assert touches(found, TouchKind.ATTRIBUTION) == []


def test_nested_attributions_are_paired_with_themselves() -> None:
    line = "According to the wire, bloggers were saying that the ships had left the northern port."
    made = []
    for uri in ("a.txt", "b.txt"):
        one = version(*STORY, line, uri=uri)
        whole = "bloggers were saying that the ships had left the northern port"
        outer = one.said(whole, group("the wire"), cue="According to")
        one.said("the ships had left", group("bloggers"), cue="were saying", within=outer)
        made.append(one)
    made[1].attributions.reverse()
    assert both(*made).told.touched == ()


def test_she_said_names_another_speaker_since_an_edit_before() -> None:
    line = "She said that the ships had left the northern port before the sun was up."
    made = []
    for uri, name in (("a.txt", "Anna Orlova"), ("b.txt", "Mira Sand")):
        one = version(*STORY, f"{name} spoke to the press at noon.", line, uri=uri)
        said = one.said("the ships had left", person(name), cue="said that the ships")
        source = Span(one.text.index("She"), one.text.index("She") + 3)
        one.attributions[0] = said.model_copy(update={"source": source})
        made.append(one)
    (touch,) = touches(both(*made), TouchKind.ATTRIBUTION)
    assert aspects(touch) == {"speaker": ("Anna Orlova", "Mira Sand")}
    assert touch.edit is None


def test_numbers_are_paired_by_their_place() -> None:
    line = "They took {} crates to the quay and {} crates to the old custom house by noon."
    found = both(
        version(*STORY, line.format("300", "200"))
        .quantity("300", 300, 300, "crates")
        .quantity("200", 200, 200, "crates"),
        version(*STORY, line.format("200", "250"), uri="b.txt")
        .quantity("200", 200, 200, "crates")
        .quantity("250", 250, 250, "crates"),
    )
    told = [(touch.old, touch.new) for touch in touches(found, TouchKind.NUMBER)]
    assert told == [("300", "200"), ("200", "250")]


def test_a_bound_is_part_of_a_number() -> None:
    line = "They took {} crates to the quay and left the others at the old custom house."
    found = both(
        version(*STORY, line.format("at least 300")).quantity("at least 300", 300, None, "crates"),
        version(*STORY, line.format("300"), uri="b.txt").quantity("300", 300, 300, "crates"),
    )
    (touch,) = touches(found, TouchKind.NUMBER)
    assert aspects(touch) == {"bound": ("at least", "exactly")}


def test_the_same_number_in_other_words_was_not_touched() -> None:
    line = "They took {} crates to the quay and left the others at the old custom house."
    found = both(
        version(*STORY, line.format("two")).quantity("two crates", 2, 2, "crates"),
        version(*STORY, line.format("2"), uri="b.txt").quantity("2 crates", 2, 2, "crates"),
    )
    assert touches(found, TouchKind.NUMBER) == []


def test_digits_that_were_not_read_as_a_quantity_are_told_too() -> None:
    line = "They moored at pier {} and left the crates at the old custom house by noon."
    found = edited((*STORY, line.format("17")), (*STORY, line.format("71")))
    (touch,) = touches(found, TouchKind.NUMBER)
    assert (touch.old, touch.new) == ("17", "71")


def test_names_that_appear_or_vanish_and_names_spelled_otherwise() -> None:
    old = version(*STORY, "Then Viktor Halden met Pavel Lind at the pier for an hour or so.")
    new = version(
        *STORY, "Then Victor Halden met Oskar Brandt at the pier for an hour or so.", uri="b.txt"
    )
    old.names("Viktor Halden", "Pavel Lind", kind=MentionKind.PERSON)
    new.names("Victor Halden", "Oskar Brandt", kind=MentionKind.PERSON)
    one, other = touches(both(old, new), TouchKind.NAME)
    assert aspects(one) == {"spelling": ("Viktor Halden", "Victor Halden")}
    assert aspects(other) == {"name": ("Pavel Lind", "Oskar Brandt")}


def test_a_name_that_is_still_named_elsewhere_did_not_vanish() -> None:
    old = version("Pavel Lind came to the pier early.", *STORY, "Pavel Lind left it late at night.")
    new = version("Pavel Lind came to the pier early.", *STORY, uri="b.txt")
    for one in (old, new):
        one.names("Pavel Lind", kind=MentionKind.PERSON)
    assert touches(both(old, new), TouchKind.NAME) == []


def test_times_that_changed() -> None:
    found = both(
        version(*STORY).time("Monday", "2024-08-05"),
        version(*STORY[:3], FOURTH.replace("Monday", "Tuesday"), FIFTH, uri="b.txt").time(
            "Tuesday", "2024-08-06"
        ),
    )
    (touch,) = touches(found, TouchKind.TIME)
    assert (touch.old, touch.new) == ("Monday", "Tuesday")


def test_every_touch_stands_where_it_says() -> None:
    new = FUEL.replace("2,000", "3,000")
    found = both(
        version(*STORY, FUEL).quantity("2,000 tonnes", 2e6, 2e6, None),
        version(*STORY, new, uri="b.txt").quantity("3,000 tonnes", 3e6, 3e6, None),
    )
    (touch,) = found.told.touched
    assert touch.a is not None
    assert touch.b is not None
    assert (found.words(0, touch.a), found.words(1, touch.b)) == (touch.old, touch.new)
    assert touch.edit == 0


# Head, order, stories


def test_a_changed_headline_is_told_with_its_numbers() -> None:
    found = both(
        version(*STORY, title="Eleven ships held").quantity("Eleven", 11, 11, "ships"),
        version(*STORY, title="Nine ships held", uri="b.txt").quantity("Nine", 9, 9, "ships"),
    )
    (edit,) = found.told.head
    assert (edit.part, edit.old, edit.new) == (
        HeadPart.TITLE,
        "Eleven ships held",
        "Nine ships held",
    )
    (touch,) = found.told.touched
    assert (touch.head, touch.edit) == (HeadPart.TITLE, None)
    assert found.told.declared is Declaration.SILENT


def captured(writer: Writer, when: datetime | None) -> Reading:
    writer.capture = writer.capture.model_copy(update={"captured_at": when})
    return writer.reading()


def test_the_older_capture_stands_first() -> None:
    early, late = datetime(2024, 8, 8, 9, tzinfo=UTC), datetime(2024, 8, 8, 11)
    old, new = captured(version(*STORY), early), captured(version(*STORY[1:], uri="b.txt"), late)
    for told in (compare(old, new), compare(new, old)):
        assert told.order is EditOrder.CAPTURED
        assert told.a.capture == old.capture.id
        assert told.edits[0].kind is EditKind.REMOVED


def test_else_the_one_published_first_else_the_one_given_first() -> None:
    old, new = version(*STORY, published="2024-08-08"), version(*STORY, published="2024-08-09")
    told = compare(new.reading(), old.reading())
    assert (told.order, told.a.article) == (EditOrder.PUBLISHED, old.article.id)
    bare = version(*STORY).reading()
    told = compare(new.reading(), bare)
    assert (told.order, told.a.article) == (EditOrder.UNKNOWN, new.article.id)


OTHER = (
    "Bakers in the hill towns have sold out of rye since the mills were closed for their repairs.",
    "A guild of millers wants to have two of the wheels turning before the first snow comes down.",
)


def test_different_stories_are_told_by_what_they_share() -> None:
    told = edited(STORY, OTHER).told
    assert (told.one_story, told.relation, told.passages, told.edits) == (False, None, (), ())
    shared = " ".join(STORY[:2])
    found = edited((shared, *OTHER, *OTHER[::-1]), (shared, *STORY[2:], *STORY[2:], *STORY[2:]))
    if found.told.one_story:  # shares of the two differ by design; passages come with stories apart
        pytest.fail("these are different stories")
    assert found.told.relation is RelationKind.SHARES_PASSAGES
    (passage,) = found.told.passages
    assert found.words(0, passage.a).startswith("The foreign ministry")
    assert found.words(1, passage.b).startswith("The foreign ministry")


def test_one_address_is_one_page_however_much_was_rewritten() -> None:
    old = version(*STORY, url="https://a.example/1?utm_source=x")
    told = both(old, version(*OTHER, uri="b.txt", url="http://www.a.example/1")).told
    assert told.one_page is True
    assert [edit.kind for edit in told.edits] == [EditKind.REPLACED]


def test_an_article_at_another_address_is_no_silent_edit() -> None:
    more = (*STORY[:4], *OTHER)
    old = version(*STORY, url="https://a.example/1", outlet="The Pier")
    told = both(old, version(*more, uri="b.txt", url="https://a.example/2", outlet="The Pier")).told
    assert told.one_story
    assert told.declared is Declaration.APART


# Notes and furniture


def with_lines(writer: Writer, *lines: tuple[PartKind, str]) -> Reading:
    """The reading with lines around its article."""
    for kind, words in lines:
        writer._add(kind, words)
    article = writer.article.model_copy(update={"parts": tuple(writer.parts)})
    capture = writer.capture.model_copy(update={"text": writer.text})
    return writer.reading().model_copy(update={"article": article, "capture": capture})


NOTE = "Correction: This article first gave a wrong number of trawlers."
SHORTER = STORY[:4]


def test_an_edit_without_a_note_is_silent() -> None:
    assert edited(STORY, SHORTER).told.declared is Declaration.SILENT


@pytest.mark.parametrize("kind", [PartKind.OTHER, PartKind.PROMO, PartKind.CAPTION])
def test_a_note_anywhere_on_the_newer_page_declares_the_edit(kind: PartKind) -> None:
    note = NOTE.replace("Correction: ", "") if kind is PartKind.OTHER else NOTE
    note = note.replace("first gave", "originally gave")
    found = both(version(*STORY), with_lines(version(*SHORTER, uri="b.txt"), (kind, note)))
    assert found.told.declared is Declaration.DECLARED
    (notice,) = found.told.notices
    assert notice.b is not None
    assert found.words(1, notice.b) == note == notice.words


def test_a_note_in_the_body_is_told_as_a_note() -> None:
    found = edited(STORY, (*SHORTER, NOTE))
    assert found.told.declared is Declaration.DECLARED
    assert [(edit.kind, edit.note) for edit in found.told.edits] == [
        (EditKind.REMOVED, False),
        (EditKind.ADDED, True),
    ]
    assert all(touch.edit != 1 for touch in found.told.touched)


def test_a_note_that_stood_there_before_or_a_bare_stamp_declares_nothing() -> None:
    old = with_lines(version(*STORY), (PartKind.PROMO, NOTE))
    new = with_lines(version(*SHORTER, uri="b.txt"), (PartKind.PROMO, NOTE))
    assert compare(old, new).declared is Declaration.UNCLEAR
    stamp = (PartKind.BYLINE, "Updated 8 August 2024, 11:40")
    new = with_lines(version(*SHORTER, uri="b.txt"), stamp)
    told = compare(version(*STORY).reading(), new)
    assert (told.declared, told.notices[0].stamp) == (Declaration.UNCLEAR, True)


def test_a_note_that_was_taken_off_the_older_page_leaves_the_edit_silent() -> None:
    old = with_lines(version(*STORY, published="2024-08-08"), (PartKind.PROMO, NOTE))
    new = version(*SHORTER, published="2024-08-09").reading()
    told = compare(old, new)
    assert told.order is EditOrder.PUBLISHED
    assert [(n.a is None, n.b is None) for n in told.notices] == [(False, True)]
    assert told.declared is Declaration.SILENT


@pytest.mark.parametrize(
    "line",
    [
        "Correction: The ship’s name is Vesk.",
        "Correction (Aug. 9): the ship is the Vesk.",
        "Correction, August 9, 2024: the ship is the Vesk.",
        "Correction to a story of 8 August: the ship is the Vesk.",
        "EDITOR’S NOTE: The second paragraph was taken out.",
        "Editor's note — The name of the ship was wrong.",
        "Clarification: The talks are open to the press.",
        "An earlier version of this story named the wrong ship.",
        "This article has been updated to include a reply by the navy.",
        "This report was amended on 9 August to correct a figure.",
        "The headline was changed after publication.",
        "Updated to add a reply by the navy.",
        "• This article originally said the ship was the Vesk.",
    ],
)
def test_what_notes_say(line: str) -> None:
    assert is_note(line, PartKind.BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Top | Archive | Corrections | Contact",
        "An earlier version of the treaty named the wrong island.",
        "The report was revised by the auditors in May.",
        "The market saw a correction on Monday.",
        "The law was updated to include fishing boats.",
        "Correction officers went on strike: nobody came to work.",
        "This agreement was amended twice.",
    ],
)
def test_what_news_says(line: str) -> None:
    assert not is_note(line, PartKind.BODY)


def test_lines_around_the_article_are_told_apart_by_kind() -> None:
    old = with_lines(
        version(*STORY),
        (PartKind.NAVIGATION, "Home | World"),
        (PartKind.TEASER, "Ten bridges"),
        (PartKind.TEASER, "Ten bridges"),
    )
    new = with_lines(
        version(*STORY, uri="b.txt"),
        (PartKind.TEASER, "Ten bridges"),
        (PartKind.PROMO, "Subscribe now"),
        (PartKind.RELATED, "HOME | world"),
    )
    found = both(old, new)
    told = {
        item.kind: (
            [found.words(0, span) for span in item.removed],
            [found.words(1, span) for span in item.added],
        )
        for item in found.told.furniture
    }
    assert told == {
        PartKind.TEASER: (["Ten bridges"], []),
        PartKind.PROMO: ([], ["Subscribe now"]),
    }
    assert found.told.furniture_same == 2
    assert found.told.edits == ()


# Hostile and large input


def test_a_page_without_words_can_be_compared() -> None:
    empty = version(uri="b.txt").reading()
    told = compare(version(*STORY).reading(), empty)
    assert told.b.words == 0
    assert not told.one_story
    assert compare(empty, empty).edits == ()


def test_a_reading_without_its_text_is_refused() -> None:
    reading = version(*STORY).reading()
    with pytest.raises(ValueError, match="the text is needed"):
        compare(reading, reading.without_text())


@pytest.mark.parametrize("kind", ["refrain", "edited", "other"])
def test_large_texts_come_back_in_seconds(kind: str) -> None:
    chosen = random.Random(7)
    words = ["".join(letters) for letters in product("aeioumnrst", repeat=4)]

    def text(seed: int) -> list[str]:
        pick = random.Random(seed)
        return [" ".join(pick.choices(words, k=90)).capitalize() + "." for _ in range(1400)]

    old = ["The same line once more for all."] * 15000 if kind == "refrain" else text(1)
    new = text(2) if kind == "other" else [*old[:-20], "Here it ends."]
    if kind == "edited":
        new[chosen.randrange(1000)] = "Something else altogether was put here."
    one, other = one_part(old, "a.txt"), one_part(new, "b.txt")
    start = time.process_time()
    told = compare(one, other)
    assert time.process_time() - start < 20
    if kind == "edited":
        assert told.too_long
        (edit,) = told.edits
        assert len(edit.changes) == 1


def one_part(lines: list[str], uri: str) -> Reading:
    """A long text as one part, each line a sentence; a ``Writer`` would take long."""
    base = version("x", uri=uri, url="https://a.example/1").reading()
    text, spans = "\n".join(lines), []
    at = 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    part = Part(start=0, end=len(text), kind=PartKind.BODY, reason="by hand")
    declared = Declared(url="https://a.example/1")
    capture = base.capture.model_copy(update={"text": text, "declared": declared})
    article = base.article.model_copy(update={"parts": (part,)})
    changed = {"capture": capture, "article": article, "sentences": tuple(spans)}
    return base.model_copy(update=changed)


def test_passages_have_the_side_of_the_first_capture_first() -> None:
    shared = " ".join(STORY[:2])
    left = version(shared, *OTHER, *OTHER[::-1]).reading()
    right = version(shared, *STORY[2:], *STORY[2:], *STORY[2:], uri="b.txt").reading()
    for one, other in ((left, right), (right, left)):
        told = compare(one, other)
        assert all(isinstance(passage, Passage) for passage in told.passages)
        texts = one.capture.text, other.capture.text  # type: ignore[attr-defined]
        first = [passage.a.text_of(texts[0]) for passage in told.passages]
        assert first == [passage.b.text_of(texts[1]) for passage in told.passages] != []


def test_a_number_that_changed_tells_what_both_versions_count() -> None:
    line = "They took {} to the quay and left the others at the old custom house."
    found = both(
        version(*STORY, line.format("300 crates")).quantity("300", 300, 300, "crates"),
        version(*STORY, line.format("400 crates"), uri="b.txt").quantity("400", 400, 400, "crates"),
    )
    (touch,) = touches(found, TouchKind.NUMBER)
    assert (touch.counted, aspects(touch)) == ("crates", {"value": ("300", "400")})
    other = both(
        version(*STORY, line.format("300 crates")).quantity("300", 300, 300, "crates"),
        version(*STORY, line.format("400 bales"), uri="b.txt").quantity("400", 400, 400, "bales"),
    )
    assert [one.counted for one in touches(other, TouchKind.NUMBER)] == [None]


REWRITTEN = (
    "By nightfall 12 sailors had been found dead in the cold water off the northern breakwater.",
    "Rescue teams have now brought ashore the bodies of 15 sailors, and they search no longer.",
)


@pytest.mark.parametrize(("second", "how"), [("sailors", "changed"), ("boats", "removed added")])
def test_a_number_in_a_sentence_put_for_another_is_known_by_what_it_counts(
    second: str, how: str
) -> None:
    old, new = REWRITTEN
    new = new.replace("sailors", second)
    found = both(
        version(*STORY, old).quantity("12", 12, 12, "sailors"),
        version(*STORY, new, uri="b.txt").quantity("15", 15, 15, second),
    )
    numbers = touches(found, TouchKind.NUMBER)
    assert sorted(one.how.value for one in numbers) == sorted(how.split())


def test_quantities_that_changed_between_captures_are_flagged() -> None:
    line = "They took {} crates to the quay and 30 crates to the old custom house by noon."
    made = compared(
        version(*STORY, line.format("300"))
        .quantity("300", 300, 300, "crates")
        .quantity("30 crates", 30, 30, "crates")
        .reading(),
        version(*STORY, line.format("400"), uri="b.txt")
        .quantity("400", 400, 400, "crates")
        .quantity("30 crates", 30, 30, "crates")
        .reading(),
    )
    flags = [[one.flags for one in reading.quantities] for reading in made.readings]
    assert flags == [[("changed_between_captures",), ()]] * 2
