"""The written cases of attribution can be read, and their scorer tells right from wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers_cases import (
    DATA,
    ChainCase,
    MalformedCase,
    SureCase,
    Teller,
    chain_exact,
    chains,
    details,
    flagged,
    reading_of,
    verifications,
    verified,
)
from watchdesk.records import (
    Act,
    Attribution,
    Link,
    LinkKind,
    Reading,
    Span,
    Speech,
    Verification,
)

GAZETTE, LANTERN = "Dolna Gazette:outlet", "Lantern:outlet"
TEXT = "The Lantern said that Ana Orl told it the well was dry."
CHAINS = f"{GAZETTE} > {LANTERN} > Ana Orl:person / Ana Orl:person"
ROWS = f"""
@1 first | outlet=Dolna Gazette
{TEXT}
The Lantern | said | Ana Orl told it the well was dry | chain={GAZETTE} > {LANTERN}
Ana Orl | told | the well was dry | in=1, v=unverified, chain={CHAINS}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cases.txt"
    path.write_text(text, encoding="utf-8")
    return path


def case_of(tmp_path: Path) -> ChainCase:
    return chains(written(tmp_path, ROWS))[0]


def named(*links: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(Link(name=name, kind=LinkKind(kind), span=Span(0, 3)) for name, kind in links)


def told(number: int, source: str, content: str, *links: tuple[str, str]) -> Attribution:
    at = {
        words: Span(TEXT.index(words), TEXT.index(words) + len(words))
        for words in (source, content)
    }
    return Attribution(
        id=f"att-{number}",
        source=at[source],
        cue=None,
        content=(at[content],),
        speech=Speech.INDIRECT,
        act=Act.SPEECH,
        chain=named(*links),
        within="att-1" if number > 1 else None,
    )


OWN = ("dolna gazette", "outlet")
OUTER = told(1, "The Lantern", "Ana Orl told it the well was dry", OWN, ("The Lantern", "outlet"))
INNER = told(2, "Ana Orl", "the well was dry", OWN, ("lantern", "outlet"), ("Ana Orl", "person"))


def reading(case: ChainCase | SureCase, *found: Attribution) -> Reading:
    return reading_of(case).model_copy(update={"attributions": found})


@pytest.mark.parametrize("half", ["dev", "held"])
def test_sixty_chains_and_fifty_standings_in_each_half(half: str) -> None:
    cases = chains(DATA / f"{half}_chains.txt")
    assert len(cases) == len({case.name for case in cases}) == 60
    assert 4 <= sum(not case.expected for case in cases) <= 10
    assert len(verifications(DATA / f"{half}_verification.txt")) == 50


@pytest.mark.parametrize("kind", ["chains", "verification"])
def test_each_case_has_a_twin_with_other_words(kind: str) -> None:
    read = chains if kind == "chains" else verifications
    halves = [{c.name: c.text for c in read(DATA / f"{h}_{kind}.txt")} for h in ("dev", "held")]
    assert halves[0].keys() == halves[1].keys()
    assert not set(halves[0].values()) & set(halves[1].values())


def test_words_are_placed_where_they_stand(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    outer, inner = case.expected
    assert case.outlet == "Dolna Gazette"
    assert inner.source is not None and inner.source.text_of(TEXT) == "Ana Orl"
    assert inner.cue.text_of(TEXT) == "told"
    assert outer.content[0].contains(inner.content[0])
    assert inner.within == 0
    assert inner.chains[1] == (Teller("Ana Orl", LinkKind.PERSON),)


def test_of_two_places_a_source_is_the_nearer_one(tmp_path: Path) -> None:
    text = "@1 x\nHe slept. He said it rained.\nHe | said | it rained | chain=He:unknown\n"
    want = chains(written(tmp_path, text))[0].expected[0]
    assert want.source == Span(10, 12)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("He | said | it snowed | chain=He:person", "does not stand in the text"),
        ("He | said | it | chain=He:person", "stands 2 times"),
        ("He | said | it rained#2 | chain=He:person", "does not stand in the text"),
        ("He | said | it rained", "a row is source"),
        ("He | said | it rained | v=denied", "without a chain"),
        ("He | said | it rained | chain=He", "no name:kind"),
        ("He | said | it rained | chain=He:ghost", "no LinkKind"),
        ("He | said | it rained | chain=He:person, v=sure", "no Verification"),
        ("He | said | it rained | chain=He:person, in=1", "no row before row 1"),
        ("He | said | it rained | chain=He:person, mood=sad", "none of the keys"),
        ("He | said | it rained | chain=He:person, v=denied, v=denied", "none of the keys"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: str, what: str) -> None:
    path = written(tmp_path, f"# a comment\n@1 rain\nHe said it rained, and it did.\n{row}\n")
    with pytest.raises(MalformedCase, match=what) as raised:
        chains(path)
    assert str(raised.value).startswith("cases.txt:2: 1 rain: ")


@pytest.mark.parametrize(
    "text", ["@1 rain\nIt rained.\n", "@\n", "@1 x | town=Y\nIt rained.\nnone\n"]
)
def test_a_malformed_case_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedCase, match=r"cases\.txt:1: "):
        chains(written(tmp_path, text))


@pytest.mark.parametrize(
    "row", ["it | sure", "it | unmarked | sad", "it", "It rained. | unmarked\nx | y"]
)
def test_a_malformed_standing_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(MalformedCase, match=r"cases\.txt:1: 1 rain: "):
        verifications(written(tmp_path, f"@1 rain\nSo it rained.\n{row}\n"))


def test_exact_takes_the_whole_chain(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert chain_exact(case, reading(case, INNER, OUTER)) == [True, True]
    short = INNER.model_copy(update={"chain": INNER.chain[1:]})
    assert chain_exact(case, reading(case, OUTER, short)) == [True, False]
    alone = INNER.model_copy(update={"chain": INNER.chain[2:]})
    assert chain_exact(case, reading(case, OUTER, alone)) == [True, True]
    other = named(OWN, ("Lantern", "organisation"))
    wrong = OUTER.model_copy(update={"chain": other})
    assert chain_exact(case, reading(case, wrong, INNER)) == [False, True]
    assert chain_exact(case, reading(case)) == [False, False]


def test_one_found_attribution_answers_one_expected(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    whole = OUTER.model_copy(update={"chain": INNER.chain})
    assert chain_exact(case, reading(case, whole)) == [False, False]


def test_in_and_standing_are_asked_for(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    sure = INNER.model_copy(update={"verification": Verification.UNVERIFIED})
    assert details(case, reading(case, OUTER, sure)) == {"in": [True], "v": [True]}
    flat = INNER.model_copy(update={"within": None})
    assert details(case, reading(case, OUTER, flat)) == {"in": [False], "v": [False]}


def test_where_nothing_may_be_found_anything_is_wrong(tmp_path: Path) -> None:
    case = chains(written(tmp_path, f"@1 none\n{TEXT}\nnone\n"))[0]
    assert chain_exact(case, reading(case)) == [True]
    assert chain_exact(case, reading(case, OUTER)) == [False]


def test_a_link_that_names_nobody_is_no_link(tmp_path: Path) -> None:
    row = "The Lantern | said | the well was dry | chain=-"
    case = chains(written(tmp_path, f"@1 x\n{TEXT}\n{row}\n"))[0]
    nobody = Link(name="somebody", kind=LinkKind.UNKNOWN)
    found = INNER.model_copy(update={"chain": (nobody,)})
    assert chain_exact(case, reading(case, found)) == [True]


def test_a_standing_is_the_statement_s_own(tmp_path: Path) -> None:
    text = f"@1 x\n{TEXT}\nthe well was dry | disputed / denied | hedged\n"
    case = verifications(written(tmp_path, text))[0]
    denied = INNER.model_copy(update={"verification": Verification.DENIED})
    assert verified(case, reading(case, OUTER, denied))
    assert not verified(case, reading(case, OUTER, INNER))
    assert flagged(case, reading(case, OUTER, denied)) is False


def test_nobody_s_statement_is_unmarked(tmp_path: Path) -> None:
    case = verifications(written(tmp_path, f"@1 x\n{TEXT}\nthe well was dry | unmarked\n"))[0]
    assert verified(case, reading(case))
    assert flagged(case, reading(case)) is None
