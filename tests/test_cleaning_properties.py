"""What holds for any text whatever."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_cleaning import BODY, OP_EDS, PAGE, capture
from watchdesk.cleaning import articles
from watchdesk.cleaning.lines import read_lines
from watchdesk.cleaning.repeats import find_repeats
from watchdesk.records import Article, PartKind, Role

LINE = st.one_of(
    st.sampled_from([*BODY, *OP_EDS, *PAGE.splitlines(), "Read more", "Related", "By Ada Lund"]),
    st.text(max_size=60),
    st.sampled_from(["", " ", "Why?", "“Yes.”", "Aug. 8, 2024", "SUND (Norwire) —", "\ufeff", "…"]),
)
BREAK = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(line + draw(BREAK) for line in draw(st.lists(LINE, max_size=40)))


def check(text: str, found: tuple[Article, ...]) -> None:
    main, *others = found
    assert main.role is Role.MAIN
    for article in found:
        end = 0
        for part in article.parts:
            words = text[part.start : part.end]
            assert part.start >= end
            assert words == words.strip() != ""
            assert part.reason
            end = part.end
    for line in read_lines(text):
        assert sum(p.start <= line.start and line.end <= p.end for p in main.parts) == 1
    stories = main.spans(PartKind.TEASER, PartKind.OTHER)
    assert [a.parts[0].start for a in others] == sorted(a.parts[0].start for a in others)
    for article in others:
        inside = [s for s in stories if all(s.contains(p.span) for p in article.parts)]
        assert len(inside) == 1
        covered = [line for line in read_lines(text) if inside[0].contains(line.span)]
        assert all(any(p.span.contains(line.span) for p in article.parts) for line in covered)


@settings(max_examples=250, deadline=None)
@given(texts())
def test_parts_cover_every_line_once(text: str) -> None:
    check(text, articles(capture(text)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(BODY), min_size=2, max_size=5, unique=True))
def test_clean_texts_lose_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    (main,) = articles(capture(text))
    assert [text[s.start : s.end] for s in main.spans(PartKind.BODY)] == lines


@settings(max_examples=60, deadline=None)
@given(texts())
def test_line_breaks_change_no_label(text: str) -> None:
    plain = "\n".join(text.splitlines())
    labels = [
        [(p.kind, p.reason) for a in articles(capture(t)) for p in a.parts]
        for t in (plain, plain.replace("\n", "\r\n"))
    ]
    assert labels[0] == labels[1]


@pytest.mark.parametrize(
    "text",
    [
        "google cta\n" * 60_000,
        f"{BODY[0]}\n" * 20_000,
        f"A headline of a story\n{BODY[0]}\nkeep reading\n" * 5_000,
        f"A headline of a story\nBy Ada Lund\n{BODY[1]}\n" * 5_000,
        f"With assistance from Ada Lund\n{BODY[2]}\n" * 5_000,
        "a" * 1_000_000,
        "(" * 1_000_000,
        '"“' * 500_000,
        "Aa " * 300_000,
        "By Aa Bb, " * 100_000,
        f"10:42\nA heading of an entry\n{BODY[0]}\nShare\n" * 3_000,
        f"3 hours ago\n{BODY[1]}\nReply\nLike 3\n" * 3_000,
        f"Menu\nSport\nA headline of some words\n{BODY[3]}\nBy Ada Lund\n" * 3_000,
        f"{BODY[4]} More of it.\nLog in\nRelated\none\ntwo three\nfour\n" * 2_000,
        "Here is the whole list:\nan item\n" * 10_000,
        f"{BODY[2]} More.\n" + f"a fragment\nAdvertisement\n{BODY[0]}\n" * 4_000,
    ],
    ids=lambda text: text[:12],
)
def test_huge_texts_take_seconds(text: str) -> None:
    started = time.perf_counter()
    found = articles(capture(text))
    assert time.perf_counter() - started < 5
    assert found[0].parts


def test_near_repeats_are_found_without_comparing_all_pairs() -> None:
    words = [f"w{number}" for number in range(40)]
    lines = read_lines("\n".join(" ".join([*words, f"n{i}", *words[::-1], "x."]) for i in range(3)))
    assert find_repeats(lines) == {1: (0, False), 2: (0, False)}
