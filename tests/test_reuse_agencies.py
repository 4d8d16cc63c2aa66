from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk import cleaning
from watchdesk.records import Capture, Declared, Role
from watchdesk.reuse import agency, agency_tag
from watchdesk.reuse.agencies import agency_of
from watchdesk.reuse.sign import Sign, SignKind
from watchdesk.reuse.signs import signs

BODY = (
    "The harbour of Ilmen opened again on Monday after a week of storms, and the first nine ships "
    "left for the islands before noon.",
    "Fishermen had waited for the pilots to come back, and many of them said that they had lost "
    "the best days of the season.",
    "The port office wants to build a longer wall before the winter, and will ask the council "
    "for money in the autumn.",
    "No one was hurt, and the ferries will run as usual from Tuesday on.",
)
HEAD = "Harbour of Ilmen opens again after a week of storms"


def page(*lines: str, outlet: str | None = None, authors: tuple[str, ...] = ()) -> Capture:
    text = "\n\n".join(lines)
    return Capture(
        id="cap-0123456789abcdef",
        uri="texts/one.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        declared=Declared(outlet=outlet, authors=authors),
        text=text,
    )


def read(capture: Capture, known: dict[str, str] | None = None) -> tuple[Sign, ...]:
    (article,) = (a for a in cleaning.articles(capture) if a.role is Role.MAIN)
    found = signs(article, capture.text, known)
    for sign in found:
        assert sign.span is None or sign.span.text_of(capture.text).strip()
    return found


def told(*lines: str, **declared: object) -> set[tuple[str | None, str, bool]]:
    found = read(page(*lines, **declared))  # type: ignore[arg-type]
    return {(sign.name, sign.kind.value, sign.whole) for sign in found}


AP, AFP = "Associated Press", "Agence France-Presse"
PTI, ANI = "Press Trust of India", "ANI"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ILMEN, May 4 (Reuters) - ", "Reuters"),
        ("ILMEN, Norland (AP) — ", AP),
        ("ILMEN, May 4, 2024 (AFP) – ", AFP),
        ("Ilmen (dpa) - ", "Deutsche Presse-Agentur"),
        ("New Ilmen [Norland], May 4 (ANI): ", ANI),
        ("ILMEN, May 4. /TASS/. ", "TASS"),
        ("ILMEN. May 4 (Interfax-Ukraine) – ", "Interfax-Ukraine"),
        ("ILMEN/SUND, May 4 (Reuters) - ", "Reuters"),
        ("ILMEN, May 4 (Xinhua) -- ", "Xinhua"),
        ("(CNN) ", "CNN"),
        ("(Reuters) - ", "Reuters"),
        ("Ilmen, Norland (CNN) ", "CNN"),
        ("ILMEN, IRNA – ", "IRNA"),
        ("The Hague (AFP) - ", AFP),
        ("ILMEN (AA) - ", "Anadolu Agency"),
    ],
)
def test_a_tag_in_the_dateline_makes_the_text_the_agencys(tag: str, name: str) -> None:
    assert told(HEAD, tag + BODY[0], *BODY[1:]) >= {(name, "dateline", True)}


@pytest.mark.parametrize(
    ("byline", "sign"),
    [
        ("By Mira Tolland, Associated Press", (AP, "byline", True)),
        ("By MIRA TOLLAND Associated Press", (AP, "byline", True)),
        ("By Mira Tolland, AP Sports Writer", (AP, "byline", True)),
        ("By Reuters", ("Reuters", "byline", True)),
        ("By The Associated Press", (AP, "byline", True)),
        ("By Agence France-Presse in Ilmen", (AFP, "byline", True)),
        ("By Staff and agencies", (None, "byline", True)),
        ("By Mira Tolland and agencies", (None, "byline", False)),
        ("By Mira Tolland with AFP", (AFP, "byline", False)),
        ("By Mira Tolland and AFP", (AFP, "byline", False)),
        ("By Mira Tolland and Jon Vale, AFP", (AFP, "byline", True)),
    ],
)
def test_a_byline_names_the_agency(byline: str, sign: tuple[str | None, str, bool]) -> None:
    assert told(HEAD, byline, *BODY) == {sign}


def test_agencies_joined_in_a_byline_both_have_the_text() -> None:
    found = told(HEAD, "By Associated Press and Reuters", *BODY)
    assert found == {(AP, "byline", True), ("Reuters", "byline", True)}


def test_declared_authors_are_a_byline_without_an_address() -> None:
    (sign,) = read(page(HEAD, *BODY, outlet="Tide", authors=("Associated Press",)))
    assert sign == Sign(AP, SignKind.BYLINE, True, None)


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("— AFP", (AFP, "sign-off", True)),
        ("AFP", (AFP, "sign-off", True)),
        ("(AP)", (AP, "sign-off", True)),
        (
            "(Reporting by Mira Tolland and Jon Vale; Editing by Ana Ruiz)",
            ("Reuters", "sign-off", True),
        ),
        (
            "Reporting by Mira Tolland; additional reporting by Jon Vale; editing by Ana Ruiz",
            ("Reuters", "sign-off", True),
        ),
        ("Our Standards: The Thomson Reuters Trust Principles.", ("Reuters", "sign-off", True)),
        (
            "(Additional reporting by Mira Tolland. Editing by Ana Ruiz and Jon Vale)",
            ("Reuters", "sign-off", True),
        ),
        ("Source: Xinhua", ("Xinhua", "credit", True)),
        ("Source: Agencies", (None, "credit", True)),
        ("Source: Tide and news agencies", (None, "credit", False)),
        ("Source: Meridian Post", ("Meridian Post", "credit", True)),
        ("via Bloomberg", ("Bloomberg", "credit", True)),
        ("With assistance from AFP.", (AFP, "credit", False)),
        ("With reporting by Reuters", ("Reuters", "credit", False)),
        ("(With inputs from ANI)", (ANI, "credit", False)),
        ("(With PTI inputs)", (PTI, "credit", False)),
        ("With inputs from agencies", (None, "credit", False)),
        ("Additional reporting from agencies", (None, "credit", False)),
        ("The Associated Press contributed to this report.", (AP, "credit", False)),
        (
            "Associated Press writers Mira Tolland in Ilmen and Jon Vale in Sund contributed to "
            "this report.",
            (AP, "credit", False),
        ),
        (
            "This report contains information from dpa.",
            ("Deutsche Presse-Agentur", "credit", False),
        ),
        ("From staff and wire reports", (None, "credit", True)),
        (
            "This story has not been edited by our staff and is published from a syndicated feed.",
            (None, "credit", True),
        ),
        ("© 2024 AFP", (AFP, "copyright", True)),
        ("Copyright 2024 The Associated Press. All rights reserved.", (AP, "copyright", True)),
        ("(c) Copyright Thomson Reuters 2024.", ("Reuters", "copyright", True)),
        (
            "This article was originally published by the Meridian Post.",
            ("Meridian Post", "republished", True),
        ),
        (
            "First published in The Meridian Post on 4 May.",
            ("The Meridian Post", "republished", True),
        ),
        (
            "Republished with permission from Sund Review.",
            ("Sund Review", "republished", True),
        ),
        (
            "This story first appeared on Harbourwatch.example and is printed here with thanks.",
            ("Harbourwatch.example", "republished", True),
        ),
    ],
)
def test_a_line_behind_the_text_says_whose_it_is(
    line: str, sign: tuple[str | None, str, bool]
) -> None:
    assert told(HEAD, *BODY, line, outlet="The Tide") == {sign}


def test_agencies_behind_the_initials_of_the_houses_editors_contributed() -> None:
    found = told(HEAD, *BODY, "mt/jv (AFP, Xinhua)", outlet="The Tide")
    assert found == {(AFP, "sign-off", False), ("Xinhua", "sign-off", False)}


@pytest.mark.parametrize(
    ("ending", "sign"),
    [
        (" — AFP", (AFP, "sign-off", True)),
        (" (PTI)", (PTI, "sign-off", True)),
        (" PTI MT JV", (PTI, "sign-off", True)),
        (" (ANI, AFP)", (ANI, "sign-off", True)),
        (" (Reporting by Mira Tolland; Editing by Ana Ruiz)", ("Reuters", "sign-off", True)),
        (" (With inputs from ANI)", (ANI, "credit", False)),
    ],
)
def test_a_tag_behind_the_last_sentence_counts(
    ending: str, sign: tuple[str | None, str, bool]
) -> None:
    assert told(HEAD, *BODY[:3], BODY[3] + ending) >= {sign}


@pytest.mark.parametrize(
    "line",
    [
        "The minister told Reuters that the port would stay open.",
        "Reuters reported that the port would stay open.",
        "AFP could not confirm the figures of the port office.",
        "Nine ships left before noon, the news agency (AFP) said.",
        "According to Xinhua, nine ships left before noon on Monday.",
        "The Associated Press (AP) was the first to report the storm.",
        "A map of the islands (MAP) hangs in the office of the pilots.",
        "The PA announced that elections would be held in the autumn.",
        "Local councils contributed to this project with a large sum.",
        "The wall was first published as a plan in 2019.",
        "With help from neighbours they saved most of the boats.",
        "Files from the port office show that the wall was planned.",
        "He had worked for Reuters, AFP and the Associated Press.",
        "“We saw it on CNN,” the pilot said.",
        "Fishermen sang on the quay – Reuters was there to hear it.",
        "An app (APP) tells the pilots when the tide turns.",
        "The report was first published by Sund Review, and the council answered it.",
        "Cards of plastic first appeared in Averia forty years ago.",
        "Her poems, first published in Sund, are read on the quay.",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_agency_in_a_sentence_is_no_sign(line: str, place: int) -> None:
    assert told(HEAD, *BODY[:place], line, *BODY[place:]) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Photo: AFP",
        "Photograph: Mira Tolland/Reuters",
        "(AP Photo/Mira Tolland)",
        "A ferry leaves the harbour of Ilmen on Monday. (Mira Tolland/Reuters)",
        "© Mira Tolland / AFP via Getty Images",
        "© AFP",
        "Image credit: Reuters",
        "Reporting by Mira Tolland",
        "Reporting by Mira Tolland. Editing by Ana Ruiz",
        "Editing by Ana Ruiz",
        "Source: Port office of Ilmen",
        "Source: World Bank",
        "© 2024 The Tide. All rights reserved.",
        "Market data © 2024 Reuters. All rights reserved.",
        "First published on Mon 6 May 2024 10.00 BST",
        "This article first appeared in the May 2024 issue.",
        "This article was originally published in French.",
        "Mira Tolland contributed to this report.",
        "With assistance from Jon Vale in Sund",
        "First published in The Tide.",
        "Follow us on Telegram",
    ],
)
@pytest.mark.parametrize("first", [False, True])
def test_credits_of_pictures_persons_and_the_own_house_are_no_signs(line: str, first: bool) -> None:
    lines = [line, *BODY] if first else [*BODY, line]
    assert told(HEAD, *lines, outlet="The Tide") == set()


def test_tags_behind_the_items_of_a_digest_are_not_the_texts() -> None:
    items = [f"{p} ({n})" for p, n in zip(BODY, ("Reuters", "CNN", "AFP", "Reuters"), strict=True)]
    assert told(HEAD, *items) == set()


def test_several_agencies_are_told_one_by_one_each_with_its_words() -> None:
    capture = page(HEAD, "ILMEN, May 4 (AP/Reuters) - " + BODY[0], *BODY[1:], outlet="Tide")
    found = [(s.name, s.span.text_of(capture.text)) for s in read(capture) if s.span]
    assert found == [(AP, "AP"), ("Reuters", "Reuters")]


def test_a_short_name_of_many_meanings_counts_only_in_a_tag_and_as_it_is_written() -> None:
    assert agency_of("MAP").name == "Maghreb Arabe Presse"  # type: ignore[union-attr]
    for words in ("map", "Map"):
        assert agency_of(words) is None
    for words in ("MAP", "PA", "AP", "Petra", "TT", "WAM"):
        assert agency_of(words, tagged=False) is None
    assert agency("AFP") == agency("agence france-presse") == AFP
    assert agency("CNN") is None and agency("Tide") is None and agency(None) is None


def test_an_outlet_the_desk_knows_is_found_in_a_tag() -> None:
    known = {"continental wire": "Continental Wire", "cw": "Continental Wire"}
    capture = page(HEAD, "ILMEN, May 4 (CW) — " + BODY[0], *BODY[1:], outlet="Tide")
    assert [s.name for s in read(capture, known)] == ["Continental Wire"]
    assert read(capture) == ()


def test_the_bare_name_of_an_outlet_behind_a_text_is_no_sign_but_a_signed_one_is() -> None:
    known = {"gull gazette": "Gull Gazette"}
    assert read(page(HEAD, *BODY, "Gull Gazette", outlet="Tide"), known) == ()
    signed = read(page(HEAD, *BODY, "— Gull Gazette", outlet="Tide"), known)
    assert [sign.name for sign in signed] == ["Gull Gazette"]


def test_an_article_of_an_agency_is_its_own() -> None:
    assert told(HEAD, *BODY, outlet="Xinhua") == {("Xinhua", "outlet", True)}
    capture = page(HEAD, *BODY, outlet="Xinhua")
    assert agency_tag(cleaning.articles(capture)[0], capture.text) == "Xinhua"


def test_the_table_is_whole_and_says_who_owns_whom() -> None:
    tass, reuters = agency_of("ТАСС"), agency_of("REUTERS")
    assert tass and reuters
    assert tass.facts == "Russia, state-owned"
    assert reuters.facts == "United Kingdom, privately owned (Thomson Reuters)"
    wanted = "AFP dpa UPI PA CNS UNIAN BelTA DHA Jiji LUSA UNI IANS APP BSS ISNA Fars Tasnim Mehr"
    wanted += " KCNA SANA NNA Petra SPA WAM KUNA QNA MENA MAP APS TAP ČTK PAP MTI Agerpres BTA"
    wanted += " Tanjug HINA BNS LETA STT NTB TT Ritzau APA ATS Belga ANP Bernama Antara VNA CNA AAP"
    assert [name for name in wanted.split() if agency_of(name) is None] == []


@given(st.text(alphabet="()[]©–— .,/ABab14\nReuters", max_size=400))
def test_any_text_can_be_looked_at(words: str) -> None:
    read_all = [signs(a, words) for a in cleaning.articles(page(words))]
    for found in read_all:
        assert all(s.span is None or 0 <= s.span.start < s.span.end <= len(words) for s in found)


def test_hostile_lines_take_no_time() -> None:
    lines = ["with " * 100 + "AFP", "(" * 500, "© 2024 " + "a, " * 150, "Reporting by " + ";" * 500]
    lines += ["AAA " * 120 + "(AP)", "and " * 140 + "contributed to this report", "—" * 500]
    start = time.process_time()
    told(HEAD, *BODY, *lines * 30)
    assert time.process_time() - start < 2
