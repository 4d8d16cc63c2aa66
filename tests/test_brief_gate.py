"""The gate stops what the cited words do not say, and lets pass what they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.brief import check, check_name

CITED = [
    "According to the Meridian Dispatch, Anna Orlova, a deputy at the ministry in Geneva, said on "
    "Thursday that “the bridge at Tarnova” was hit by at least 1,200 shells from U.S.-made guns, "
    "and that talks would resume next week.",
    "Two officials said 2.5 million people had left by 6 August.",
]


@pytest.mark.parametrize(
    "text",
    [
        *CITED,
        "Orlova said “the bridge at Tarnova” was hit.",
        'Anna Orlova said "the bridge at Tarnova" was hit by at least 1200 shells.',
        "However, the Meridian Dispatch told of U.S.-made guns.",
        "The ministry’s deputy, Anna Orlova, spoke on Thursday; two officials did too.",
        "Orlova said talks would resume next week.",
        "By 6 August, 2.5 million had left, two officials said.",
        "Officials said so.",
        "",
    ],
)
def test_what_the_words_say_may_pass(text: str) -> None:
    assert check(text, CITED) == ()


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Boris Orlova said so.", "name", "Boris Orlova"),
        ("Anna Geneva said so.", "name", "Anna Geneva"),
        ("The Ministry of Truth said so.", "name", "Ministry of Truth"),
        ("Orlova spoke in Kyiv.", "place", "Kyiv"),
        ("Orlova said “the bridge at Tarnova was gone”.", "quotation", None),
        ("Orlova said the bridge was hit by 1,201 shells.", "number", "1,201"),
        ("Three officials said so.", "number", "Three"),
        ("Some 2.6 million had left.", "number", "2.6"),
        ("Orlova spoke on Friday.", "date", "Friday"),
        ("Talks would resume next month.", "date", "next month"),
        ("They left by 7 August.", "number", "7"),
        ("They left in July.", "date", "July"),
        ("Meridian Dispatch. Dispatch Geneva told it.", "name", "Dispatch Geneva"),
    ],
)
def test_what_they_do_not_say_is_named(text: str, kind: str, word: str | None) -> None:
    findings = check(text, CITED)
    assert findings[0].kind == kind
    if word is not None:
        assert findings[0].word.rstrip(".") == word


def test_may_and_march_are_also_verbs() -> None:
    assert check("Officials may march on.", CITED) == ()
    assert check("Officials left in May.", CITED)[0].kind == "date"


def test_without_cited_words_nothing_with_a_name_passes() -> None:
    assert check("Anna Orlova spoke.", [])
    assert check("It was said 40 times.", [])


@given(st.sampled_from(CITED), st.data())
def test_any_run_of_cited_words_holds_no_word_of_its_own(cited: str, data: st.DataObject) -> None:
    words = cited.replace("“", "").replace("”", "").split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    run = " ".join(words[start:end]).removesuffix("2.5")
    found = check_name(run, [cited.replace("“", "").replace("”", "")])
    assert [f for f in found if f.kind != "name"] == []


@given(st.text(max_size=400))
def test_the_gate_never_fails_on_odd_text(text: str) -> None:
    check(text, [text])
    check(text, CITED)
