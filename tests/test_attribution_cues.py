"""The table of cue words, and what nouns, adjectives, adverbs and the engine's tags carry."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from helpers_attribution import article_of, read_grounded, rows
from watchdesk import language
from watchdesk.attribution import attribute, cues
from watchdesk.attribution.cues import Cue, Cues, shipped
from watchdesk.attribution.find import find
from watchdesk.attribution.found import Found
from watchdesk.attribution.tree import Tree
from watchdesk.records import Act, Strength, Verification

FRAMES = {
    "verb": set(
        "clause quote listener to object object_if_quoted called called_as accused placed".split()
    ),
    "noun": set("that to of for about hearsay".split()),
    "adjective": set("that to of noun".split()),
    "adverb": set[str](),
}
NOUNS = [
    (
        "The governor made the claim that spies had burned the mill.",
        "The governor | made the claim | spies had burned the mill",
    ),
    (
        "The governor repeated his claim that spies burned the mill.",
        "The governor | repeated his claim | spies burned the mill",
    ),
    (
        "The navy issued a statement that the strait was closed.",
        "The navy | issued a statement | the strait was closed",
    ),
    (
        "The mayor’s warning that the ice was thin went unheard.",
        "The mayor | warning | the ice was thin",
    ),
    (
        "A statement by the army that the valley was empty was read aloud.",
        "the army | statement | the valley was empty",
    ),
    ("The envoy voiced support for the truce.", "The envoy | voiced support for | the truce"),
    ("The mayor expressed concern about the dam.", "The mayor | expressed concern about | the dam"),
    ("Lorvia gave a promise to open the gates.", "Lorvia | gave a promise | to open the gates"),
    ("Its demand for a new vote was ignored.", "Its | demand for | a new vote"),
    ("The claim that the dam had broken was false.", " | claim | the dam had broken"),
    ("There were reports that the dam had cracked.", " | reports | the dam had cracked"),
]
ADJECTIVES = [
    (
        "The mayor is confident that the dam will hold.",
        "The mayor | is confident | the dam will hold",
    ),
    ("Orsk was worried the ice was thin.", "Orsk | was worried | the ice was thin"),
    (
        "The crew is certain that the boat will float.",
        "The crew | is certain | the boat will float",
    ),
    (
        "The rebels are unwilling to leave the valley.",
        "The rebels | are unwilling | to leave the valley",
    ),
    ("The union is reluctant to strike.", "The union | is reluctant | to strike"),
    ("The council is critical of the plan.", "The council | is critical of | the plan"),
    ("The mayor is wary of the plan.", "The mayor | is wary of | the plan"),
]
HEARSAY = [
    ("The tower reportedly collapsed.", " | reportedly | The tower // collapsed"),
    ("The captain has allegedly sold the ship.", " | allegedly | The captain has // sold the ship"),
    ("Reportedly, the tower fell at dawn.", " | Reportedly | the tower fell at dawn"),
    (
        "The tunnel was purportedly flooded, and two men were hurt.",
        " | purportedly | The tunnel was // flooded",
    ),
    (
        "The mayor said the tower had reportedly collapsed.",
        "The mayor | said | the tower had reportedly collapsed",
    ),
    (
        "The envoy believes the general is reportedly ill.",
        "The envoy | believes | the general is reportedly ill",
    ),
    (
        "According to Orsk, the general is reportedly ill.",
        "Orsk | According to | the general is reportedly ill",
    ),
]
TAGGED = [
    "Rain is near, warned Mirela Ostan.",
    "The minister knew who had sunk the boat.",
    "Orsk said nothing about the dam.",
    "The envoy pointed out that the ice was thin, and hailed the pilots.",
    "The mayor, he said, knew. They told of a fire. Veld said hello to the crew.",
    "Many think so; few say it. The envoy told a story, and the crew heard it.",
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_a_noun_carries_a_clause_or_a_matter(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The belief that the dam would hold faded.",
        "The hope that the rain would end was slim.",
        "The chance that the dam holds is small.",
        "The support of the roof was weak.",
        "The mayor’s view of the sea is fine.",
        "The mayor’s idea of a bridge is old.",
        "The road to support for farmers is long.",
    ],
)
def test_a_noun_of_nobody_carries_nothing_unless_it_is_hearsay(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(("text", "expected"), ADJECTIVES)
def test_an_adjective_carries_what_its_subject_holds(text: str, expected: str) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that the dam will hold.",
        "It is certain that the ice will melt.",
        "The road is clear.",
        "A critical bridge is shut.",
        "The valve is ready to open.",
    ],
)
def test_an_adjective_of_nobody_carries_nothing(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(("text", "expected"), HEARSAY)
def test_hearsay_names_nobody_and_gives_way_to_a_teller(text: str, expected: str) -> None:
    assert rows(text) == [expected]


def found_in(text: str) -> list[Found]:
    article = article_of(text)
    doc = language.parse(text, [part.span for part in article.parts])
    return find(Tree(doc, article), shipped())


@pytest.mark.parametrize("text", TAGGED)
def test_tags_add_only_words_of_the_table_with_a_source(text: str) -> None:
    made = [one for one in found_in(text) if one.kind == "tags"]
    assert all(one.entry is not None for one in made)
    assert all(one.source is not None and one.cue is not None and one.content for one in made)


def test_tags_do_add_something() -> None:
    kinds = [one.kind for text in TAGGED for one in found_in(text)]
    assert "tags" in kinds


def test_tags_without_the_word_in_the_table_add_nothing() -> None:
    text = TAGGED[1]
    article = article_of(text)
    doc = language.parse(text, [part.span for part in article.parts])
    assert attribute(doc, article, (), ())
    less = {key: cue for key, cue in shipped().entries.items() if key != ("verb", "know")}
    assert attribute(doc, article, (), (), Cues(less)) == ()


def test_every_entry_is_well_formed() -> None:
    for (kind, lemma), cue in shipped().entries.items():
        assert (cue.kind, cue.lemma) == (kind, lemma)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma)
        assert cue.frames <= FRAMES[kind], lemma
        assert all(re.fullmatch("[a-z]+", word) for word in cue.prepositions)
        assert kind == "verb" or not cue.prepositions
        assert kind == "adverb" or cue.frames or cue.prepositions, lemma
        assert cue.act is not Act.SILENCE
        assert not cue.negative or cue.verification in _AGAINST, lemma


_AGAINST = {Verification.UNMARKED, Verification.DENIED, Verification.DISPUTED}


def test_no_group_says_a_word_twice() -> None:
    path = resources.files(cues.__package__ or "") / "cues.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table) == set(FRAMES)
    for groups in table.values():
        for group in groups:
            words = group["words"].split()
            assert len(words) == len(set(words))


def test_the_first_group_of_a_word_says_what_it_is_and_all_say_how_it_is_used() -> None:
    agree = shipped().get("verb", "agree")
    assert agree is not None
    assert (agree.act, agree.strength) == (Act.BELIEF, Strength.MEDIUM)
    assert {"clause", "to", "quote"} <= agree.frames
    assert {"with", "on"} <= agree.prepositions
    reveal = shipped().get("verb", "reveal")
    assert reveal is not None
    assert reveal.act is Act.SPEECH
    assert shipped().get("noun", "agree") is None


def groups(**fields: str) -> dict[str, list[dict[str, str]]]:
    group = {"act": "speech", "strength": "weak", "frames": "clause prep:about", "words": "mumble"}
    table: dict[str, list[dict[str, str]]] = {kind: [] for kind in FRAMES}
    return {**table, "verb": [group | fields]}


def test_a_group_becomes_an_entry_for_each_word() -> None:
    made = list(cues._cues(groups(words="mumble mutter", polarity="negative")))
    assert [cue.lemma for cue in made] == ["mumble", "mutter"]
    assert made[0].frames == {"clause"}
    assert made[0].prepositions == {"about"}
    assert made[0].negative
    assert made[0].verification is Verification.UNMARKED
    (denied,) = cues._cues(groups(verification="denied", words="mumble"))
    assert denied.verification is Verification.DENIED


@pytest.mark.parametrize(
    ("field", "value"),
    [("act", "singing"), ("strength", "huge"), ("verification", "perhaps")],
)
def test_an_unknown_grade_is_an_error(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=value):
        list(cues._cues(groups(**{field: value})))


def test_a_word_added_by_a_desk_is_found_and_one_that_replaces_is_taken() -> None:
    text = "Ana Petrova mumbled that the pier was lost."
    article = article_of(text)
    doc = language.parse(text, [part.span for part in article.parts])
    assert attribute(doc, article, (), ()) == ()
    mumble = Cue("mumble", "verb", Act.SPEECH, Strength.WEAK, frozenset({"clause"}))
    table = shipped().extended([mumble])
    (one,) = attribute(doc, article, (), (), table)
    assert (one.act, one.strength) == (Act.SPEECH, Strength.WEAK)
    written = Cue("mumble", "verb", Act.WRITING, Strength.STRONG, frozenset({"clause"}))
    (one,) = attribute(doc, article, (), (), table.extended([written]))
    assert (one.act, one.strength) == (Act.WRITING, Strength.STRONG)
    assert shipped().get("verb", "mumble") is None


def test_a_record_says_what_the_table_says() -> None:
    (one,) = read_grounded("Sorland disputed the figure.")
    assert one.verification is Verification.DISPUTED
    (one,) = read_grounded("The senator praised the plan.")
    assert (one.act, one.strength) == (Act.STANCE, Strength.MEDIUM)
