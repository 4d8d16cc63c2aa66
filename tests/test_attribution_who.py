"""Who says it: kinds of tellers, those unnamed, pronouns, descriptions and those between."""

from __future__ import annotations

import time

import pytest

from helpers_attribution import read_grounded
from helpers_who import Row, last, links, shown
from watchdesk.records import LinkKind

WELL = "the well was dry"


def said(source: str, cue: str = "said") -> tuple[str, Row]:
    """A sentence in which a source says something, and its row."""
    return f"{source} {cue} {WELL}.", Row(source, cue, WELL)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Defence Minister Lukas Brandt", "Lukas Brandt:person"),
        ("Ana Petrova, a former aide to President Tomas Veld,", "Ana Petrova:person"),
        ("U.S. Secretary of State Julia Marsh", "Julia Marsh:person"),
        ("The mayor of Dolna", "The mayor of Dolna:person"),
        ("Her lawyer", "Her lawyer:person"),
        ("Ana Petrova’s office", "Ana Petrova’s office:organisation"),
        ("The coast guard", "The coast guard:organisation"),
        ("The Kestrel Agency", "Kestrel Agency:outlet"),
        ("The Kestrel Energy Agency", "Kestrel Energy Agency:organisation"),
        ("The charity Open Hands", "Open Hands:organisation"),
        ("Kyiv", "Kyiv:organisation"),
        ("The Kremlin", "Kremlin:organisation"),
        ("Analysts", "Analysts:group"),
        ("Ukrainian officials", "Ukrainian officials:group"),
        ("Lorvian officials", "Lorvian officials:group"),
        ("About a quarter of voters", "About a quarter of voters:group"),
        ("Both France and Germany", "Both France and Germany:group"),
        ("The White House and the Kremlin", "The White House and the Kremlin:group"),
        ("An internal memo", "An internal memo:document"),
        ("Satellite images", "Satellite images:document"),
        ("The drummer’s echo", "The drummer’s echo:unknown"),
    ],
)
def test_kinds(source: str, expected: str) -> None:
    assert last(*said(source)).removeprefix("The ") == expected.removeprefix("The ")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Western officials", "Western officials"),
        ("Two senior officials briefed on the talks", "Two senior officials briefed on the talks"),
        (
            "A banker familiar with the matter, who declined to be named,",
            "A banker familiar with the matter",
        ),
        ("An aide to Governor Ana Petrova", "An aide to Governor Ana Petrova"),
        ("One of the negotiators", "One of the negotiators"),
        ("A source in the coast guard", "A source in the coast guard"),
        ("Three people close to the family", "Three people close to the family"),
        ("U.S. officials who asked not to be identified", "U.S. officials"),
        ("A senator", "A senator"),
        ("A deckhand", "A deckhand"),
        ("Two of the three survivors", "Two of the three survivors"),
        ("A Western diplomat and two aid workers", "A Western diplomat and two aid workers"),
    ],
)
def test_the_unnamed_are_told_by_what_is_said_of_them(source: str, name: str) -> None:
    assert last(*said(source)) == f"{name}:anonymous"


@pytest.mark.parametrize(
    "source", ["About 4,000 people", "Four in 10 voters", "Many people", "Residents"]
)
def test_a_crowd_is_not_anonymous(source: str) -> None:
    assert last(*said(source)) == f"{source}:group"


def test_a_second_official_is_not_the_first() -> None:
    text = f"One Western official said {WELL}. A second official said the river was low."
    rows = Row("One Western official", "said", WELL), Row("A second official", "said#2")
    assert shown(text, *rows) == [
        "One Western official:anonymous",
        "A second official:anonymous",
    ]


def test_named_and_unnamed_tellers_do_not_merge() -> None:
    text = (
        f"Police chief Dana Holt said {WELL}. "
        "A senior officer who asked not to be named said it was not."
    )
    rows = (
        Row("Police chief Dana Holt", "said", WELL),
        Row("A senior officer who asked not to be named", "said#2", "it was not"),
    )
    assert shown(text, *rows) == ["Dana Holt:person", "A senior officer:anonymous"]


RELAYED = [
    (
        f"The Meridian Post, citing people familiar with the matter, reported that {WELL}.",
        Row("people familiar with the matter", "citing", WELL),
        "Meridian Post:outlet > people familiar with the matter:anonymous",
    ),
    (
        "The plant will close, the Meridian Post reported on Tuesday, citing two people close to "
        "the board.",
        Row("two people close to the board", "citing", "The plant will close"),
        "Meridian Post:outlet > two people close to the board:anonymous",
    ),
    (
        f"Ana Petrova told the Meridian Post that {WELL}.",
        Row("Ana Petrova", "told", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"Ana Petrova was quoted by the Meridian Post as saying that {WELL}.",
        Row("Ana Petrova", "was quoted by the Meridian Post as saying", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"Ana Petrova was quoted as saying in the Meridian Post that {WELL}.",
        Row("Ana Petrova", "was quoted as saying", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"The Meridian Post quoted Ana Petrova as saying that {WELL}.",
        Row("Ana Petrova", "quoted", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"In an interview with the Meridian Post, Ana Petrova said that {WELL}.",
        Row("Ana Petrova", "said", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"Speaking to Northline News, Ana Petrova said that {WELL}.",
        Row("Ana Petrova", "said", WELL),
        "Northline News:outlet > Ana Petrova:person",
    ),
    (
        f"In remarks carried by the Kestrel Agency, Ana Petrova said {WELL}.",
        Row("Ana Petrova", "said", WELL),
        "Kestrel Agency:outlet > Ana Petrova:person",
    ),
    (
        "Rates will rise, according to a report in the Harbour Times.",
        Row("a report in the Harbour Times", "according to", "Rates will rise"),
        "Harbour Times:outlet > a report in the Harbour Times:document",
    ),
    (
        "Rates will rise, according to a letter seen by the Harbour Times.",
        Row("a letter seen by the Harbour Times", "according to", "Rates will rise"),
        "Harbour Times:outlet > a letter seen by the Harbour Times:document",
    ),
    (
        f"On an audio tape obtained by the Meridian Post, Ana Petrova can be heard saying {WELL}.",
        Row("Ana Petrova", "can be heard saying", WELL),
        "Meridian Post:outlet > Ana Petrova:person",
    ),
    (
        f"Ana Petrova said on Averian television that {WELL}.",
        Row("Ana Petrova", "said", WELL),
        "Ana Petrova:person",
    ),
    (
        "Two divers were found, according to the Vellin Tribune, citing the interior ministry.",
        Row("the interior ministry", "citing", "Two divers were found"),
        "Vellin Tribune:outlet > the interior ministry:organisation",
    ),
]


@pytest.mark.parametrize(("text", "row", "chain"), RELAYED)
def test_those_between_stand_before_the_speaker(text: str, row: Row, chain: str) -> None:
    assert shown(text, row) == [chain]
    assert shown(text, row, outlet="Dolna Gazette") == [f"Dolna Gazette:outlet > {chain}"]


def test_the_audience_that_heard_officials_is_no_teller() -> None:
    text = f"“You have heard U.S. officials say {WELL},” Ivan Smith said."
    rows = (
        Row("Ivan Smith", "said", f"“You have heard U.S. officials say {WELL},”"),
        Row("You", "have heard", f"U.S. officials say {WELL}", within=0),
        Row("U.S. officials", "say", WELL, within=1),
    )
    assert shown(text, *rows)[-1] == "Ivan Smith:person > U.S. officials:group"


def test_a_column_that_quotes_a_paper_that_quotes_a_minister() -> None:
    text = f"The column said the Harbour Times had quoted Minister Bo Rask as saying {WELL}."
    whole = f"the Harbour Times had quoted Minister Bo Rask as saying {WELL}"
    rows = (
        Row("The column", "said", whole),
        Row("the Harbour Times", "had quoted", f"Minister Bo Rask as saying {WELL}", within=0),
        Row("Minister Bo Rask", "saying", WELL, within=1),
    )
    assert shown(text, *rows, outlet="Dolna Gazette")[-1] == (
        "Dolna Gazette:outlet > The column:document > Harbour Times:outlet > Bo Rask:person"
    )


@pytest.mark.parametrize("own", ["Meridian Post", "The Meridian Post"])
def test_the_own_outlet_stands_once(own: str) -> None:
    text = f"Ana Petrova told the Meridian Post that {WELL}."
    (chain,) = links(text, Row("Ana Petrova", "told", WELL), outlet=own)
    assert [link.name for link in chain] == [own, "Ana Petrova"]
    assert chain[0].span is None


def test_an_outlet_is_known_again_by_its_short_form() -> None:
    text = f"Ana Petrova told the FT that {WELL}."
    (chain,) = links(text, Row("Ana Petrova", "told", WELL), outlet="Financial Times")
    assert [link.name for link in chain] == ["Financial Times", "Ana Petrova"]


PRONOUNS = [
    (
        "Defence Minister Anna Keld visited the front. The weather was poor. She said no.",
        "She",
        "Anna Keld:person",
    ),
    (
        "The hearing pitted lawyer Greta Olin against Stefan Roth. Roth left. She said no.",
        "She",
        "Greta Olin:person",
    ),
    ("Maria Lindqvist praised the plan. He said no.", "He", "He:unknown"),
    (
        "The letter names Peter Aldous and Viktor Sandrin. He said no.",
        "He",
        "He:unknown",
    ),
    ("A captain left the ship. He said no.", "He", "A captain:anonymous"),
    ("A woman left the ship. He said no.", "He", "He:unknown"),
    ("Teachers in Kestow walked out. They said no.", "They", "Teachers in Kestow:group"),
    ("The committee met the envoys. It said no.", "It", "The committee:organisation"),
    ("The rain fell on the roofs. They said no.", "They", "They:unknown"),
    ("The rain fell on the roof. It said no.", "It", "It:unknown"),
    ("Nobody knew them. They [the envoys] said no.", "They [the envoys]", "the envoys:group"),
]


@pytest.mark.parametrize(("text", "source", "expected"), PRONOUNS)
def test_pronouns(text: str, source: str, expected: str) -> None:
    assert last(text, Row(source, "said")) == expected


def test_the_one_who_spoke_speaks_on() -> None:
    text = f"Peter Aldous told Viktor Sandrin that {WELL}. He said the river was low."
    rows = Row("Peter Aldous", "told", WELL), Row("He", "said")
    assert last(text, *rows) == "Peter Aldous:person"


def test_i_and_we_are_whoever_is_quoted() -> None:
    text = "“I said that we knew the well was dry,” Ana Petrova said."
    rows = (
        Row("Ana Petrova", "said#2", "“I said that we knew the well was dry,”"),
        Row("I", "said", "we knew the well was dry", within=0),
        Row("we", "knew", "the well was dry", within=1),
    )
    assert shown(text, *rows) == ["Ana Petrova:person"] * 3


def test_i_outside_quotations_is_the_sole_author() -> None:
    text = f"I said {WELL}."
    row = Row("I", "said", WELL)
    (one,) = links(text, row, authors=("Ana Petrova",))
    (two,) = links(text, row, authors=("Ana Petrova", "Bo Rask"))
    assert [(link.name, link.kind) for link in one] == [("Ana Petrova", LinkKind.PERSON)]
    assert [(link.name, link.kind) for link in two] == [("I", LinkKind.UNKNOWN)]


def test_a_man_is_not_taken_for_the_woman_of_his_name() -> None:
    text = "Mr. Dahl said he would stay. His wife, Ida Dahl, said no. She said yes."
    rows = (
        Row("Mr. Dahl", "said"),
        Row("His wife, Ida Dahl", "said#2"),
        Row("She", "said#3"),
    )
    assert shown(text, *rows) == ["Dahl:person", "Ida Dahl:person", "Ida Dahl:person"]


def test_a_pronoun_settled_late_tells_of_a_name_early() -> None:
    text = (
        "Hanna Voss met the envoys. Iluwe Tarn owes the bank money. She said no. "
        "Rain fell. Iluwe Tarn came home late. She said yes."
    )
    assert last(text, Row("She", "said")) == "Iluwe Tarn:person"


def test_a_document_that_an_outlet_saw_is_no_outlet() -> None:
    text = f"Documents seen by Northline News show {WELL}."
    row = Row("Documents seen by Northline News", "show", WELL)
    assert shown(text, row) == ["Northline News:outlet > Documents seen by Northline News:document"]


def test_the_charity_is_the_one_named_with_that_word() -> None:
    text = "The charity Open Wells said no. The charity said yes."
    rows = Row("The charity Open Wells", "said"), Row("The charity#2", "said#2")
    assert last(text, *rows) == "Open Wells:organisation"


DESCRIBED = [
    (
        "A parcel exploded, said Hugo Brandt, a spokesman for the police. The spokesman said no.",
        "The spokesman",
        "Hugo Brandt:person",
    ),
    (
        "Russian President Vladimir Putin met Ukrainian President Volodymyr Zelensky. "
        "The Ukrainian leader said no.",
        "The Ukrainian leader",
        "Volodymyr Zelensky:person",
    ),
    (
        "President Ana Petrova met President Tomas Veld. The president said no.",
        "The president",
        "The president:person",
    ),
    (
        "Judge Clara Wend will hear the case. The foreign judge said no.",
        "The foreign judge",
        "The foreign judge:person",
    ),
    (
        "The Harbour Times published records. The payments came late. The paper said no.",
        "The paper",
        "Harbour Times:outlet",
    ),
    (
        "The Harbour Times and the Vellin Tribune published records. The paper said no.",
        "The paper",
        "The paper:document",
    ),
    (
        "The Brennian central bank raised rates. Prices rose. The bank said no.",
        "The bank",
        "Brennian central bank:organisation",
    ),
    ("A bank raised rates. The bank said no.", "The bank", "The bank:organisation"),
    (
        "Judge Clara Wend will hear the case. The hearing was postponed. Wend said no.",
        "Wend",
        "Clara Wend:person",
    ),
]


@pytest.mark.parametrize(("text", "source", "expected"), DESCRIBED)
def test_descriptions(text: str, source: str, expected: str) -> None:
    cue = "said#2" if text.count("said") > 1 else "said"
    assert last(text, Row(source, cue)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("MR. BRANDT", "Lukas Brandt:person"),
        ("Lukas Brandt (@brandt)", "Lukas Brandt:person"),
        ("Q", "Q:unknown"),
        ("@nobody", "@nobody:unknown"),
        ("RT @nobody", "@nobody:unknown"),
    ],
)
def test_labels(source: str, expected: str) -> None:
    text = f"Lukas Brandt came to the hall.\n{source}: The well is dry."
    assert last(text, Row(source + ("#2" if text.count(source) > 1 else ""), ":")) == expected


def test_when_and_where_belong_to_the_teller_they_stand_with() -> None:
    text = f"According to the Tarn Courier, Ana Petrova said on Averian radio in 2019 that {WELL}."
    rows = (
        Row("the Tarn Courier", "According to", f"Ana Petrova said on Averian radio in 2019 "
            f"that {WELL}"),
        Row("Ana Petrova", "said", WELL, within=0),
    )  # fmt: skip
    outer, inner = links(text, *rows)[1]
    assert (outer.said, outer.venue) == (None, None)
    assert inner.venue == "on Averian radio"
    assert inner.said is not None
    assert inner.said.edtf == "2019"


def test_nobody_named_is_unknown_and_has_no_place() -> None:
    text = f"It is alleged that {WELL}."
    (chain,) = links(text, Row("", "is alleged", WELL), outlet="Dolna Gazette")
    assert [(link.kind, link.span) for link in chain] == [
        (LinkKind.OUTLET, None),
        (LinkKind.UNKNOWN, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The man said he said the paper said they said no. " * 400,
        "“I said “he said “the spokesman said no. " * 400,
        " ".join(f"Mr. Aa{chr(97 + n % 26)}{chr(97 + n // 26)} said no." for n in range(400)),
        "The envoy and " * 1500 + "the man said no.",
    ],
)
def test_thousands_of_tellers_take_no_more_than_their_share_of_time(text: str) -> None:
    rows = _rows(text)
    began = time.process_time()
    chains = links(text, *rows)
    assert len(chains) == len(rows)
    assert time.process_time() - began < 20


def _rows(text: str) -> list[Row]:
    """Every "WORD said" as an attribution inside the one before, as deep as they come."""
    words = text.split()
    counts: dict[str, int] = {}
    rows: list[Row] = []
    for word in words:
        if word == "said":
            counts[word] = counts.get(word, 0) + 1
            rows.append(Row("", f"said#{counts[word]}", within=len(rows) - 1 if rows else None))
    return rows[:300]


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        (
            "France will not withdraw its soldiers, its foreign ministry said.",
            "France’s foreign ministry",
            "org:fr-foreign-ministry",
        ),
        (
            "China condemned the sale. It would answer in kind, its foreign ministry announced.",
            "China’s foreign ministry",
            "org:cn-foreign-ministry",
        ),
    ],
)
def test_the_ministry_of_a_state_that_its_stands_for(text: str, name: str, entity: str) -> None:
    link = read_grounded(text)[-1].chain[-1]
    assert link.name == name
    assert link.entity is not None
    assert link.entity.id == entity


@pytest.mark.parametrize(
    "text",
    [
        "Berlin and Paris disagreed. Its foreign ministry said that this was normal.",
        "The club closed. Its command said that staff were safe.",
    ],
)
def test_where_it_may_be_anybodys_it_stays_as_told(text: str) -> None:
    link = read_grounded(text)[-1].chain[-1]
    assert link.entity is None
    assert link.name.lower().startswith("its")
