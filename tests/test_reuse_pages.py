from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

import watchdesk
from helpers_desk import CAPTURES
from watchdesk.records import Capture, Reading, RelationKind, Span
from watchdesk.reuse import ReuseText, normalise, relate, reuse_text
from watchdesk.reuse.pages import relate_pages

HEAD = "Follow us on social\n\nNews | Harbour | Opinion\n\n"
FOOT = (
    "\n\nLATEST\n\nNewsletter\n\nSubscribe to our weekly newsletter for the best from our "
    "reporters in the three ports, free of charge and never more than once a week\n"
)
STORY = """\
Pilots walk out in Ilmen

By Petra Olsen

4 May 2024

ILMEN — Forty pilots left the harbour office on Tuesday and locked the door behind them, leaving
eleven grain ships at anchor outside the Sund. Their speaker said they would not come back before
the ministry had paid for the winter.

The ministry in Tarn answered within the hour that no money was owed to anybody. A clerk who asked
not to be named said the books told another story, and that the minister knew it.

Ships above 2,000 tonnes may not pass the narrows without a pilot. The last strike, in 2011, ended
after nine days when the two crowns agreed to share the cost of the boats.
"""
OTHER = """\
Reservoirs at a third of their level

By Jon Marst

9 May 2024

QUELL — A dry spring has left the lakes above the town lower than in any year since the monastery
began to measure them. Engineers started on Monday to hold back water from the lower fields.

Farmers called the order late. Some of them opened the gates at night, the council said, and a
guard has been set at the upper weir until the first rain.
"""


def page(folder: Path, name: str, text: str) -> list[Reading]:
    path = folder / f"{name}.txt"
    path.write_text(re.sub(r"(?<!\n)\n(?!\n)", " ", text), encoding="utf-8")
    return list(watchdesk.read([path]))


def test_one_page_captured_twice_shares_its_body_and_what_stands_around_it(tmp_path: Path) -> None:
    between = (
        "\n\nAdvertisement\n\nShare this\n\nPrint\n\nFollow us on Facebook\n\nSign in\n\nSearch\n"
    )
    one = page(tmp_path, "one", HEAD + STORY + FOOT)
    two = page(tmp_path, "two", HEAD + STORY + between + FOOT)
    found = relate_pages(one, two)
    assert found.kind is RelationKind.SAME_PAGE
    assert [relation.kind for relation in found.articles] == [RelationKind.SAME_PAGE]
    assert [passage.in_body for passage in found.passages] == [True, False]
    assert 0 < found.passages[0].body_words < found.passages[0].words
    assert found.passages[1].body_words == 0
    assert found.share_b < found.share_a == 1


def test_two_pages_of_one_site_share_its_furniture_only(tmp_path: Path) -> None:
    one = page(tmp_path, "one", HEAD + STORY + FOOT)
    two = page(tmp_path, "two", HEAD + OTHER + FOOT)
    found = relate_pages(one, two)
    assert found.kind is RelationKind.SAME_TEMPLATE
    assert found.articles == ()
    assert [passage.in_body for passage in found.passages] == [False]
    capture = two[0].capture
    assert isinstance(capture, Capture)
    assert found.passages[0].b.text_of(capture.text).endswith("never more than once a week")


def test_pages_of_two_sites_share_nothing(tmp_path: Path) -> None:
    one, two = page(tmp_path, "one", HEAD + STORY), page(tmp_path, "two", OTHER + FOOT)
    found = relate_pages(one, two)
    assert (found.kind, found.passages, found.share_a) == (None, (), 0)


def test_a_capture_is_itself(tmp_path: Path) -> None:
    one = page(tmp_path, "one", HEAD + STORY)
    assert relate_pages(one, one).kind is RelationKind.SAME_PAGE


def test_one_capture_a_side_is_asked_for(tmp_path: Path) -> None:
    one, two = page(tmp_path, "one", STORY), page(tmp_path, "two", OTHER)
    with pytest.raises(ValueError, match="of one capture"):
        relate_pages([], one)
    with pytest.raises(ValueError, match="of one capture"):
        relate_pages([*one, *two], one)


@pytest.fixture(scope="module")
def bodies() -> list[str]:
    """The bodies of the sample desk's articles, each longer than a hundred words."""
    texts = [
        reuse_text(reading)
        for reading in watchdesk.read([CAPTURES])
        if reading.article.role == "main"
    ]
    return [
        text.text[int(text.words.starts[0]) : int(text.words.ends[-1])]
        for text in texts
        if len(text.words) > 100
    ]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?”])\s+", text)


def shuffled(text: str, rng: random.Random) -> str:
    parts = sentences(text)
    rng.shuffle(parts)
    return " ".join(parts)


def reworded(text: str, rng: random.Random) -> str:
    pool = ["umbrella", "gently", "Monday", "orange", "Kestrel", "seven", "below", "quarry"]
    parts = (rng.choice(pool) if rng.random() < 0.15 else word for word in text.split())
    return " ".join(parts)


def misread(text: str, rng: random.Random) -> str:
    wrong = {"l": "1", "O": "0", "0": "O", "m": "rn", "e": "c", "h": "b", "u": "n"}
    return "".join(wrong[c] if c in wrong and rng.random() < 0.07 else c for c in text)


def quarter(text: str, _: random.Random) -> str:
    words = text.split()
    return " ".join(words[: len(words) // 4])


def half_of_the_sentences(text: str, rng: random.Random) -> str:
    return " ".join(part for part in sentences(text) if rng.random() < 0.7)


EDITS = [shuffled, reworded, misread, quarter, half_of_the_sentences]


def text_of(ident: str, body: str) -> ReuseText:
    return ReuseText(ident, body, normalise(body, [Span(0, len(body))]))


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_of_a_sample_article_is_found(
    bodies: list[str], edit: Callable[[str, random.Random], str]
) -> None:
    rng = random.Random(7)
    found = [
        relate(text_of("art-1", body), text_of("art-2", edit(body, rng))) for body in bodies * 3
    ]
    told = [f is not None and f.kind is not RelationKind.SAME_TEMPLATE for f in found]
    assert sum(told) >= 0.98 * len(told)


def refilled(text: str, rng: random.Random) -> str:
    """Other numbers, and another name for each word with a capital inside a sentence."""
    names = {n: "".join(rng.choices("bdfgklmnprstv", k=3)).title() + "aro" for n in range(10_000)}
    facts: dict[str, str] = {}

    def fact(match: re.Match[str]) -> str:
        word = match.group()
        if word[0].isdigit():
            return "".join(str(rng.randint(1, 9)) if c.isdigit() else c for c in word)
        return facts.setdefault(word, names[len(facts)])

    return re.sub(r"\d[\d.,]*\d|\d|(?<=[a-z,] )[A-Z][a-z]+", fact, text)


def test_an_article_with_other_facts_is_no_copy(bodies: list[str]) -> None:
    rng = random.Random(7)
    found = [
        relate(text_of("art-1", body), text_of("art-2", refilled(body, rng))) for body in bodies
    ]
    wrong = [f for f in found if f is not None and f.kind is not RelationKind.SAME_TEMPLATE]
    assert len(wrong) <= 0.02 * len(bodies)


def test_halves_of_different_articles_are_not_related(bodies: list[str]) -> None:
    texts = [text_of(f"art-{n}", body[: len(body) // 2]) for n, body in enumerate(bodies)]
    related = [pair for pair in combinations(texts, 2) if relate(*pair) is not None]
    assert len(related) < len(texts)
