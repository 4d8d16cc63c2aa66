"""Stories glued together without a separator, and single texts that only look like that."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_cleaning import BODY, OP_EDS, capture
from helpers_glued import (
    BRIEFS,
    CAPTIONED,
    CHESS,
    DAM,
    FEATURE,
    FERRY,
    INTERVIEW,
    LIVE,
    OP_ED,
    TOLL,
    WRAPPED,
    cut,
)
from test_cleaning_properties import check
from watchdesk.cleaning import articles
from watchdesk.records import Article, Basis, PartKind, Role

SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024" / "captures"


def read(*stories: Sequence[str]) -> tuple[tuple[Article, ...], list[int], list[int]]:
    """Articles of some stories glued together, where each behind the first starts, and should."""
    lines = [line for story in stories for line in story]
    text = "\n".join(lines)
    starts = [0]
    for story in stories:
        starts.append(starts[-1] + sum(len(line) + 1 for line in story))
    found = articles(capture(text))
    check(text, found)
    return found, [article.parts[0].start for article in found[1:]], starts[1:-1]


@pytest.mark.parametrize(
    "stories",
    [
        (DAM, CHESS),
        (CHESS, DAM, FERRY),
        (cut(DAM, 2, 11), cut(CHESS, 1, 13), cut(FERRY, 3, 9)),
        (("Night ferry to run again", *FERRY), ("Brenn plans a toll for the coast", *TOLL)),
        (
            (f"SUND (Norwire) — {FERRY[0]}", *FERRY[1:]),
            (f"MARL (Norwire) — {TOLL[0]}", *TOLL[1:]),
        ),
        ((*FERRY, "Reporting by Ines Carro; editing by Pal Reen"), TOLL),
        (cut(FERRY, 2, 10), TOLL),
    ],
    ids=[
        "two",
        "three",
        "cut off",
        "one minister, headlines",
        "one minister, datelines",
        "one minister, a closing line",
        "one minister, cut off",
    ],
)
def test_glued_stories_are_articles_of_their_own(stories: Sequence[Sequence[str]]) -> None:
    found, starts, true = read(*stories)
    assert starts == true
    assert {article.role for article in found[1:]} == {Role.OTHER}


@pytest.mark.parametrize(
    "story",
    [INTERVIEW, OP_ED, BRIEFS, FEATURE, LIVE, DAM, CHESS, FERRY, TOLL, CAPTIONED, WRAPPED],
    ids=("interview op-ed briefs feature live dam chess ferry toll captions hard-wrapped".split()),
)
def test_a_single_text_is_one_article(story: Sequence[str]) -> None:
    _, starts, _ = read(story)
    assert starts == []


def test_each_story_has_a_head_and_a_date_of_its_own() -> None:
    first = ("Night ferry to run again", "By Ines Carro", "May 2, 2024", *FERRY)
    second = ("Brenn plans a toll for the coast", "By Pal Reen", "May 10, 2024", *TOLL)
    third = ("Champion beaten by a girl from Skarv", "By Tove Aas", *CHESS)
    (main, toll, chess), starts, true = read(first, second, third)
    assert starts == true
    assert [a.title for a in (main, toll, chess)] == [s[0] for s in (first, second, third)]
    assert toll.authors == ("Pal Reen",)
    assert toll.published.earliest == toll.published.latest == date(2024, 5, 10)
    assert toll.published.basis is Basis.BYLINE
    assert main.published.earliest == date(2024, 5, 2)
    assert chess.published.is_unknown
    assert len(toll.spans(PartKind.BODY)) == len(TOLL)


def test_the_declared_date_is_that_of_the_main_article_alone() -> None:
    text = "\n".join((*DAM, *CHESS))
    main, other = articles(capture(text, published="2024-03-04"))
    assert main.published.earliest == date(2024, 3, 4)
    assert other.published.is_unknown


def test_a_reason_says_what_was_seen() -> None:
    text = "\n".join((*cut(DAM, 2, 12), *cut(CHESS, 3, 12)))
    main = articles(capture(text))[0]
    (part,) = [part for part in main.parts if part.kind is PartKind.OTHER]
    assert part.reason.startswith("another story glued on, behind a line that is cut off")


def test_lines_behind_the_last_story_belong_to_it() -> None:
    found, starts, true = read(DAM, (*CHESS, "The purse is forty crowns"))
    assert starts == true
    assert found[0].parts[-1].kind is PartKind.OTHER


def test_paragraphs_cut_off_one_by_one_are_stories_where_they_share_no_names() -> None:
    _, starts, true = read(BODY, *((line,) for line in OP_EDS))
    assert starts == true


STORY = st.sampled_from([DAM, CHESS, FERRY, TOLL, INTERVIEW, OP_ED, FEATURE, LIVE, CAPTIONED])
EXTRA = st.sampled_from(
    "By Ada Lund/May 10, 2024/SUND (Norwire) — It rained on Monday./Read more/Menu/and the/"
    "Follow us on Twitter/Photo: Bo Lind, Norwire/A headline of a story//Why now?".split("/")
)


@st.composite
def glued(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for story in draw(st.lists(STORY, min_size=1, max_size=5)):
        kept = list(story)[: draw(st.integers(1, len(story)))]
        if draw(st.booleans()):
            kept[-1] = kept[-1][: draw(st.integers(1, len(kept[-1])))].strip() or "."
        lines += [*draw(st.lists(EXTRA, max_size=2)), *kept, *draw(st.lists(EXTRA, max_size=2))]
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(glued())
def test_stories_nest_in_the_text_in_order_and_never_overlap(text: str) -> None:
    check(text, articles(capture(text)))


@settings(max_examples=40, deadline=None)
@given(glued())
def test_the_same_text_is_split_the_same_way(text: str) -> None:
    assert articles(capture(text)) == articles(capture(text))


@pytest.mark.parametrize(
    "text",
    [
        "".join(
            f"The w{i} x{i % 77} y{i % 991} went to z{i % 313} and on.\n" for i in range(10_000)
        ),
        "".join(
            f"KYIV (Wire) — On Tuesday the w{i} came to x{i % 77} again.\n" for i in range(10_000)
        ),
        "".join(f"Aa{i % 500} Bb{i % 77} met Cc{i % 91} Dd{i} of the\n" for i in range(10_000)),
        f"Head of a story\nBy Ada Lund\n{DAM[0]}\n{CHESS[1]}\n{FERRY[2]}\n" * 2_000,
        "Follow us on Twitter and share this story with @news today.\nIt rained.\n" * 5_000,
        " ".join(f"w{i} Aa{i}" for i in range(300_000)) + f".\n{DAM[0]}\n" * 50,
    ],
    ids=["told", "datelines", "cut", "headed", "farewells", "one long line"],
)
def test_long_texts_take_seconds(text: str) -> None:
    started = time.process_time()
    assert articles(capture(text))[0].parts
    assert time.process_time() - started < 6


def _sample_stories() -> list[tuple[str, ...]]:
    """Headline and paragraphs of the sample's longer main articles, without copies."""
    found: list[tuple[str, ...]] = []
    for path in sorted(SAMPLE.glob("*.txt")):
        if "wire" in path.name or path.stem.endswith("-second"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        main = articles(capture(text))[0]
        body = [text[s.start : s.end] for s in main.spans(PartKind.BODY)]
        if main.title and len(body) >= 5:
            found.append((main.title, *body))
    return found


@pytest.mark.parametrize(("kind", "floor"), [("headline", 0.9), ("bare", 0.38), ("cut off", 0.56)])
def test_glued_texts_of_the_sample_desk(kind: str, floor: float) -> None:
    """All of them are about one war: the same names stand on both sides of each boundary."""
    stories = _sample_stories()
    assert len(stories) >= 10
    right = wrong = all_true = 0
    for number in range(len(stories) - 2):
        chosen: list[tuple[str, ...]] = stories[number : number + 3]
        if kind != "headline":
            chosen = [story[1:] for story in chosen]
        if kind == "cut off":
            chosen = [cut(story, 2 + number % 2, 12) for story in chosen]
        _, starts, true = read(*chosen)
        right += len(set(starts) & set(true))
        wrong += len(set(starts) - set(true))
        all_true += len(true)
    assert 2 * right / (right + wrong + all_true) >= floor
