"""Words of likelihood stand in a brief only where the cited words have them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import watchdesk.brief
from watchdesk.brief import check, estimates
from watchdesk.desk import Desk
from watchdesk.periods import week
from watchdesk.records import Interval

HOME = Path(watchdesk.brief.__file__).parent
ABOUT_WORDS = {"estimates.py", "gate.py", "gate_words.py", "gate_meaning.py", "gate_amounts.py"}
"""Files that know the words in order to find them."""


def test_the_bands_are_the_directives() -> None:
    assert [(band.low, band.high) for band in estimates.BANDS] == [
        (1, 5),
        (5, 20),
        (20, 45),
        (45, 55),
        (55, 80),
        (80, 95),
        (95, 99),
    ]
    assert all(len(band.terms) == 2 for band in estimates.BANDS)


@pytest.mark.parametrize(
    ("word", "low"),
    [
        ("almost no chance", 1),
        ("Very unlikely", 5),
        ("improbably", 20),
        ("roughly even odds", 45),
        ("likely", 55),
        ("Highly probable", 80),
        ("almost  certainly", 95),
    ],
)
def test_a_word_belongs_to_its_band(word: str, low: int) -> None:
    band = estimates.band_of(word)
    assert band is not None
    assert band.low == low


def test_longer_terms_are_found_before_shorter_ones() -> None:
    told = "It is very unlikely, or highly probable with low confidence, in a remote village."
    assert list(estimates.found(told)) == ["very unlikely", "highly probable", "low confidence"]
    assert estimates.band_of("perhaps") is None


def test_a_word_of_the_desks_own_is_stopped_and_a_cited_one_is_not() -> None:
    cited = ["The envoy called a deal likely."]
    assert not estimates.stop("A deal, called likely.", cited)
    assert [item.word for item in estimates.stop("A deal is very likely.", cited)] == [
        "very likely"
    ]
    assert {one.kind for one in check("The envoy called a deal almost certain.", cited)} >= {
        "estimate"
    }
    assert not check("The envoy called a deal likely.", cited)


def test_no_sentence_of_the_briefs_own_holds_one() -> None:
    for path in sorted(HOME.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        own = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in docs
        ]
        if path.name not in ABOUT_WORDS:
            assert not [word for text in own for word in estimates.found(text)], path.name
    for path in sorted((HOME / "templates").glob("*")):
        assert not list(estimates.found(path.read_text(encoding="utf-8"))), path.name


def test_briefs_of_the_sample_hold_none_but_cited_ones(sample_desk: Path) -> None:
    desk = Desk.open(sample_desk)
    printed = 0
    for period in (week("2024-W33"), week("2024-W44"), Interval.parse("2024-08")):
        brief = desk.brief(period)
        quotes = {one.number: one.quote for one in brief.citations}
        for section in brief.sections:
            assert not list(estimates.found(section.note or ""))
            for bullet in section.bullets:
                cited = [quotes[number] for number in bullet.citations]
                known = {word.casefold() for words in cited for word in estimates.found(words)}
                own = " ".join(filter(None, (bullet.text, bullet.note, bullet.because)))
                assert {word.casefold() for word in estimates.found(own)} <= known
                printed += 1
    assert printed
