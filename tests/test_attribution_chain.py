"""Who a source is, through whom the words came, when and where they were said."""

from __future__ import annotations

from datetime import date

import pytest

from helpers_attribution import article_of, read, read_grounded
from watchdesk import language
from watchdesk.attribution import attribute, is_outlet
from watchdesk.records import (
    Anchor,
    Attribution,
    Entity,
    Grain,
    Interval,
    LinkKind,
    Mention,
    MentionKind,
    PartKind,
    Span,
    Time,
)

PETROVA = Entity(id="person:ana-petrova", name="Ana Petrova", country="AV", role="deputy envoy")


def mention(text: str, words: str, entity: Entity, kind: MentionKind) -> Mention:
    start = text.index(words)
    return Mention(
        id="men-0000000000000000",
        start=start,
        end=start + len(words),
        kind=kind,
        entity=entity,
    )


def only(found: tuple[Attribution, ...]) -> Attribution:
    assert len(found) == 1, found
    return found[0]


def test_the_article_s_own_outlet_comes_first() -> None:
    one = only(read("The mayor said the well was dry.", outlet="Dolna Gazette"))
    assert [(link.name, link.kind, link.span is None) for link in one.chain] == [
        ("Dolna Gazette", LinkKind.OUTLET, True),
        ("the mayor" if one.chain[1].name[0] == "t" else "The mayor", LinkKind.PERSON, False),
    ]


def test_an_unknown_outlet_is_not_made_up() -> None:
    one = only(read("Ana Petrova said the well was dry."))
    assert [link.name for link in one.chain] == ["Ana Petrova"]


def test_three_tellers_outermost_first() -> None:
    text = "According to Northline News, Ana Petrova said the offer was final."
    inner = read(text, outlet="Dolna Gazette")[1]
    assert [(link.name, link.kind) for link in inner.chain] == [
        ("Dolna Gazette", LinkKind.OUTLET),
        ("Northline News", LinkKind.OUTLET),
        ("Ana Petrova", LinkKind.PERSON),
    ]


def test_officials_the_audience_has_heard_speak_through_who_says_so() -> None:
    text = "“By now you will have heard U.S. officials say that the door is shut,” Ivan Smith said."
    inner = next(a for a in read(text) if a.content[0].text_of(text) == "the door is shut")
    assert inner.source is not None
    assert inner.source.text_of(text) == "U.S. officials"
    assert [link.name for link in inner.chain] == ["Ivan Smith", "U.S. officials"]


def test_the_own_outlet_is_not_named_twice() -> None:
    text = "The convoy left, a diplomat told the Dolna Gazette."
    one = only(read(text, outlet="Dolna Gazette"))
    assert [link.kind for link in one.chain] == [LinkKind.OUTLET, LinkKind.ANONYMOUS]


def test_a_paper_that_was_told_stands_in_the_chain() -> None:
    one = only(read("“We are broke,” a senior aide told the Meridian Post."))
    assert [(link.name, link.kind) for link in one.chain] == [
        ("Meridian Post", LinkKind.OUTLET),
        ("a senior aide", LinkKind.ANONYMOUS),
    ]


def test_a_report_from_an_agency_is_the_agency_s() -> None:
    one = only(read("Rates will rise, according to a report from Northline News."))
    assert [link.kind for link in one.chain] == [LinkKind.OUTLET, LinkKind.DOCUMENT]
    assert one.chain[0].name == "Northline News"


def test_a_mention_gives_the_full_name_and_the_entity() -> None:
    text = "Petrova said the well was dry."
    who = mention(text, "Petrova", PETROVA, MentionKind.PERSON)
    one = only(read(text, mentions=[who]))
    assert one.chain[-1].name == "Ana Petrova"
    assert one.chain[-1].entity == PETROVA


def test_an_apposed_name_is_the_teller() -> None:
    text = "The deputy envoy of Averia, Ana Petrova, said the well was dry."
    who = mention(text, "Ana Petrova", PETROVA, MentionKind.PERSON)
    one = only(read(text, mentions=[who]))
    assert one.chain[-1].entity == PETROVA
    assert one.source is not None
    assert one.source.text_of(text) == "The deputy envoy of Averia, Ana Petrova"


def test_a_pronoun_keeps_its_place_and_gets_a_name() -> None:
    text = "Ana Petrova said the well was dry. She added that the river was low."
    second = read(text)[1]
    assert second.chain[-1].name == "Ana Petrova"
    assert second.source is not None
    assert second.source.text_of(text) == "She"


def test_a_pronoun_with_nobody_before_it_stays_unknown() -> None:
    one = only(read("He said the well was dry."))
    assert one.chain[-1].kind is LinkKind.UNKNOWN


def test_he_is_not_the_spokeswoman() -> None:
    text = (
        "Spokeswoman Ana Petrova said the well was dry. "
        "Karim Daoud doubted it. He said it had rained."
    )
    assert read_grounded(text)[-1].chain[-1].name == "Karim Daoud"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("People familiar with the matter", LinkKind.ANONYMOUS),
        ("A senior Averian official", LinkKind.ANONYMOUS),
        ("One of the negotiators", LinkKind.ANONYMOUS),
        ("Western officials", LinkKind.ANONYMOUS),
        ("Analysts", LinkKind.GROUP),
        ("The rebels", LinkKind.GROUP),
        ("A survey", LinkKind.DOCUMENT),
        ("The foreign ministry", LinkKind.ORGANISATION),
        ("The Harbour Times", LinkKind.OUTLET),
        ("Defence Minister Lukas Brandt", LinkKind.PERSON),
        ("Both Averia and Sorland", LinkKind.GROUP),
    ],
)
def test_kinds_of_tellers(source: str, kind: LinkKind) -> None:
    one = only(read(f"{source} said that the well was dry."))
    assert one.chain[-1].kind is kind


@pytest.mark.parametrize("name", ["Reuters", "the Meridian Post", "BBC News", "Associated Press"])
def test_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize(
    "name", ["the energy agency", "International Atomic Energy Agency", "the post", "Averia", ""]
)
def test_not_outlets(name: str) -> None:
    assert not is_outlet(name)


def day(text: str, words: str) -> Time:
    start = text.index(words)
    when = Interval.on(date(2024, 8, 8))
    return Time(
        start=start,
        end=start + len(words),
        earliest=when.earliest,
        latest=when.latest,
        edtf=when.edtf,
        grain=Grain.DAY,
        anchor=Anchor.PUBLISHED,
        assumed=False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana Petrova on Thursday said the well was dry.",
        "Ana Petrova said on Thursday that the well was dry.",
        "The well was dry, Ana Petrova said on Thursday.",
        "On Thursday, Ana Petrova said the well was dry.",
    ],
)
def test_the_day_beside_the_cue_is_when_it_was_said(text: str) -> None:
    one = only(read(text, times=[day(text, "Thursday")]))
    assert one.said is not None
    assert one.said.edtf == "2024-08-08"
    assert one.content[0].text_of(text).lower() == "the well was dry"


def test_a_day_inside_the_content_is_not_when_it_was_said() -> None:
    text = "Ana Petrova said that the well ran dry on Thursday."
    assert only(read(text, times=[day(text, "Thursday")])).said is None


def test_a_day_in_a_clause_before_is_not_when_it_was_said() -> None:
    text = "Since the well failed on Thursday, Ana Petrova said they had bought water."
    assert only(read(text, times=[day(text, "Thursday")])).said is None


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Ana Petrova said on Averian TV that the well was dry.", "on Averian TV"),
        ("The well was dry, the ministry said in a statement.", "in a statement"),
        (
            "In an interview with Northline News, Brandt said that he won.",
            "In an interview with Northline News",
        ),
        ("Ana Petrova told reporters that the well was dry.", "reporters"),
        ("Ana Petrova said that the well was dry.", None),
    ],
)
def test_venues(text: str, venue: str | None) -> None:
    assert only(read(text)).venue == venue


def test_only_told_parts_are_read() -> None:
    text = "Ana Petrova said no.\nAna Petrova said the well was dry.\nBo Lind said buy now."
    kinds = [PartKind.TITLE, PartKind.BODY, PartKind.TEASER]
    one = only(read(text, kinds=kinds))
    assert one.content[0].text_of(text) == "the well was dry"


def test_ids_depend_on_article_and_place() -> None:
    text = "Ana Petrova said the well was dry."
    article = article_of(text)
    doc = language.parse(text, [Span(0, len(text))])
    first = attribute(doc, article, (), ())
    again = attribute(doc, article, (), ())
    other = attribute(doc, article.model_copy(update={"id": "art-1111111111111111"}), (), ())
    assert first == again
    assert first[0].id != other[0].id
