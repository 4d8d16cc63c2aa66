"""Words are cut as in the treebanks, lie where they say, and hostile text costs linear time."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.language.ud_words import ud_words

LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "Gen. Orla Venn didn't say who'd pay.",
                "The U.S.-backed force cannot hold Inc.",
                "2. 40-year-old e-mails cost $3.5bn (12%)",
                "Prof.",
                "12/5",
                "gonna",
                "it's 7pm",
                "",
            ]
        ),
    ).map(lambda line: "".join(line.splitlines())),
    max_size=5,
)


def cut(text: str) -> str:
    return " ".join(ud_words(text).forms(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn't, and he won't.", "She did n't , and he wo n't ."),
        ("Orla’s aides can’t say", "Orla ’s aides ca n’t say"),
        ("We cannot; they're gonna", "We can not ; they 're gon na"),
        ("a well-known non-profit", "a well - known non-profit"),
        ("the pro-Veldian ex-minister", "the pro-Veldian ex-minister"),
        ("the U.S.-backed plan", "the U.S. - backed plan"),
        ("Gen. Venn met Dr. Asch.", "Gen. Venn met Dr. Asch ."),
        ("J. K. Venn of Tarn Inc. said", "J. K. Venn of Tarn Inc. said"),
        ("see https://tarn.example/a_(b)?c=1.", "see https://tarn.example/a_(b)?c=1 ."),
        ("write to desk@tarn.example, please", "write to desk@tarn.example , please"),
        ("at tarn.com/news.", "at tarn.com/news ."),
        ("US$5.2bn or €3,000", "US$ 5.2bn or € 3,000"),
        ("up 12% on 11/29/2024", "up 12 % on 11/29/2024"),
        ("1990-1995, call 555-0134", "1990 - 1995 , call 555-0134"),
        ("Wait... what?!", "Wait ... what ?!"),
        ("“No,” he said—twice", "“ No , ” he said — twice"),
        ("workers' rights, O'Hara", "workers ' rights , O'Hara"),
        ("7:30pm and 5 a.m.", "7:30 pm and 5 a.m."),
        ("the F-16 and IE6", "the F - 16 and IE6"),
        ("AT&T and/or P&L", "AT&T and / or P&L"),
        ("北京和平", "北 京 和 平"),
        ("😀👍🏽 ok", "😀 👍🏽 ok"),
        ("No. 5? No.", "No. 5 ? No ."),
        ("Naïve cafe\u0301s", "Naïve cafe\u0301s"),
        ("zero\u200bwidth\u200f \ufeffmarks", "zero\u200bwidth marks"),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, words: str) -> None:
    assert cut(text) == words


def test_offsets_count_from_the_whole_text_and_breaks_are_seen() -> None:
    text = "Skipped.\n\nTarn falls.\nAides flee"
    words = ud_words(text, 10)
    assert words.forms(text) == ["Tarn", "falls", ".", "Aides", "flee"]
    assert words.breaks.tolist() == [True, False, False, True, False]
    assert words.starts.dtype == words.ends.dtype == np.int32


@given(st.text(max_size=200))
def test_words_are_in_order_hold_no_blank_and_leave_nothing_out(text: str) -> None:
    words = ud_words(text)
    assert (words.starts < words.ends).all()
    assert (words.ends[:-1] <= words.starts[1:]).all()
    inside = np.zeros(len(text), dtype=bool)
    for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True):
        inside[start:end] = True
        assert not any(map(str.isspace, text[start:end]))
    assert not any(c.isalnum() for c, kept in zip(text, inside.tolist(), strict=True) if not kept)


@given(LINES, LINES)
def test_a_line_gives_the_same_words_wherever_it_stands(
    before: list[str], after: list[str]
) -> None:
    line = "On Aug. 5 Sen. Asch didn't call 40-odd U.S. aides, etc."
    alone = ud_words(line)
    lead = "".join(f"{other}\n" for other in before)
    tail = "".join(f"\n{other}" for other in after)
    words = ud_words(lead + line + tail)
    here = (words.starts >= len(lead)) & (words.ends <= len(lead) + len(line))
    assert (words.starts[here] - len(lead)).tolist() == alone.starts.tolist()
    assert (words.ends[here] - len(lead)).tolist() == alone.ends.tolist()
    assert words.breaks[here].tolist() == alone.breaks.tolist()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["a", "a-", "a.", "\n", "http://a)", "www.", "a@", "1/", "'", "n't", "com.", "😀\u200d"]
)
def test_hostile_text_costs_time_in_proportion(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        ud_words(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 12 * max(seconds(100_000), 0.02)


def test_a_text_of_nothing_gives_no_word() -> None:
    for text in ("", "\n" * 10_000, " \t\u200f"):
        assert len(ud_words(text)) == 0
