"""Scores count what they say they count, and long documents are read whole."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine.batches import Encoded, encode
from engine.evaluate import best_tags, data_sets, loss_of, score, spans
from engine.examples import DocumentExample, Part, Sentence
from engine.labels import Inventory, inventory_of
from engine.reading import overlapping
from watchdesk.language.pieces import Pieces

FORMS = ("Envoys", "from", "Arlen", "met", "Otto", ".")
HEADS = (3, 2, 0, -1, 3, 3)
RELATIONS = ("nsubj", "case", "nmod", "root", "obj", "punct")
UPOS = ("NOUN", "ADP", "PROPN", "VERB", "PROPN", "PUNCT")
NAMES = ("O", "O", "B-place", "O", "B-person", "O")


def cut(forms: Sequence[str], breaks: Sequence[bool]) -> Pieces:
    """A word is a piece, which says which word of the sentence it is."""
    ids = np.array([200 + FORMS.index(form) for form in forms], np.int32)
    return Pieces(ids, np.array(breaks, np.int8), np.arange(len(forms), dtype=np.int32))


def sentence(line: bool = False) -> Sentence:
    return Sentence(
        forms=FORMS,
        spaces=(True,) * 6,
        breaks=(line,) + (False,) * 5,
        upos=UPOS,
        heads=HEADS,
        relations=RELATIONS,
        names={"gum": NAMES},
    )


def document(sentences: int = 10, paragraph: int = 10) -> DocumentExample:
    rows = tuple(sentence(number % paragraph == 0) for number in range(sentences))
    return DocumentExample("d", "gum", "dev", "CC0", "news", rows)


class Oracle:
    """A model that knows the one sentence by heart, but for what a test makes it forget."""

    rows = 4

    def __init__(self, wrong: dict[str, Any] | None = None) -> None:
        self.inventory: Inventory = inventory_of([document()], rare=1, rare_names=1)
        count = len(self.inventory.relations)
        self.arc_distance = np.zeros(24, np.float32)
        # A word as dependent names its relation alone: [dependent, 1] W [head, 1].
        self.rel_weight = np.zeros((count, 7, 7), np.float32)
        told = {"upos": UPOS, "names.gum": NAMES, "relations": RELATIONS, **(wrong or {})}
        for word, relation in enumerate(told["relations"]):
            self.rel_weight[self.inventory.relations.index(relation), word, 6] = 5
        self.labels = np.zeros((6, self.inventory.width), np.float32)
        columns, classes = self.inventory.columns(), dict(self.inventory.heads)
        for head in ("upos", "names.gum"):
            for word, label in enumerate(told[head]):
                self.labels[word, columns[head].start + classes[head].index(label)] = 3
        self.labels[told.get("start", 0), 1] = 3
        self.arcs = np.zeros((6, 6), np.float32)
        for word, head in enumerate(told.get("heads", HEADS)):
            self.arcs[word, word if head < 0 else head] = 9

    def run(self, ids: Any, shapes: Any, mask: Any) -> list[Any]:
        """The outputs that the word at each piece deserves."""
        word = np.clip(ids - 200, 0, 5)
        offered = np.concatenate([np.eye(6, dtype=np.float32), np.zeros((6, 1), np.float32)], 1)
        eye = np.eye(6, dtype=np.float32)
        return [self.labels[word], self.arcs[word], offered[word], eye[word], eye[word]]


def scores(**wrong: Any) -> dict[str, float | None]:
    return score(Oracle(wrong), [document()], cut)


def test_what_is_all_right_scores_a_hundred() -> None:
    found = scores()
    assert found.pop("words") == 60
    assert set(found.values()) == {100.0}
    assert set(found) == {
        "upos",
        "uas",
        "las",
        "las_own_sentences",
        "sentence_f1",
        "sentence_start_f1",
        "names_gum",
    }


def test_one_wrong_relation_costs_a_sixth_and_subtypes_nothing() -> None:
    wrong = scores(relations=("obj", *RELATIONS[1:]))
    assert wrong["uas"] == 100
    assert wrong["las"] == pytest.approx(100 * 5 / 6, abs=0.01)
    rows = tuple(replace(sentence(), relations=("nsubj:pass", *RELATIONS[1:])) for _ in range(3))
    assert score(Oracle(), [replace(document(), sentences=rows)], cut)["las"] == 100


def test_a_wrong_head_costs_both() -> None:
    wrong = scores(heads=(3, 3, 0, -1, 3, 3))
    assert wrong["uas"] == wrong["las"] == pytest.approx(100 * 5 / 6, abs=0.01)


def test_a_sentence_needs_both_its_ends() -> None:
    late = scores(start=1)
    # The paragraph's start is always found, every other start is one word late.
    assert late["sentence_f1"] == 0
    assert late["sentence_start_f1"] == pytest.approx(200 / 21, abs=0.01)
    assert late["las"] == 100
    assert (late["las_own_sentences"] or 0) < 70  # the first word is cut from its head


def test_names_need_span_and_type() -> None:
    assert scores(**{"names.gum": ("O", "O", "B-person", "O", "B-person", "O")})["names_gum"] == 50
    assert scores(**{"names.gum": ("O", "O", "B-place", "I-place", "O", "O")})["names_gum"] == 0


def test_names_on_masked_words_are_not_counted() -> None:
    rows = (replace(sentence(), names={"gum": ("O", "O", "X", "O", "B-person", "O")}),)
    assert score(Oracle(), [replace(document(), sentences=rows)], cut)["names_gum"] == 100


def test_tags_follow_each_other() -> None:
    classes = ("O", "B-a", "I-a", "B-b", "I-b")
    rows = np.zeros((3, 5), np.float32)
    rows[0, 1], rows[1, 4], rows[1, 2], rows[2, 2] = 2, 3, 2.5, 2
    assert best_tags(rows, classes) == ["B-a", "I-a", "I-a"]
    assert best_tags(rows[1:2], classes) == ["O"]
    assert best_tags(rows[:0], classes) == []


def test_spans_of_tags() -> None:
    assert list(spans(["B-a", "I-a", "B-a", "O", "I-b", "I-a"])) == [
        (0, 2, "a"),
        (2, 3, "a"),
        (4, 5, "b"),
        (5, 6, "a"),
    ]


@pytest.mark.parametrize(
    ("part", "sizes"), [("dev", {"gum news+interview": 1}), ("test", {"gum news+interview": 2})]
)
def test_small_news_parts_are_joined_only_at_the_end(part: Part, sizes: dict[str, int]) -> None:
    parts: tuple[Part, ...] = ("train", "dev", "test")
    given = [replace(document(), part=each) for each in parts]
    others = [replace(document(), part=each, genre="bio") for each in parts]
    found = {name: len(held) for name, held in data_sets([*given, *others], part).items()}
    assert found == {**sizes, "gum": 1}


def test_the_loss_of_a_quantised_model_is_told_score_by_score() -> None:
    exact = {"ewt": {"words": 9.0, "las": 88.5, "uas": None}}
    small = {"ewt": {"words": 9.0, "las": 88.1, "uas": None}}
    assert loss_of(exact, small) == {"ewt": {"las": 0.4}}


def long_document(paragraph: int) -> Encoded:
    given = document(sentences=100, paragraph=paragraph)
    return encode(given, inventory_of([given], rare=1, rare_names=1), cut)


@pytest.mark.parametrize("paragraph", [1, 7, 100])
def test_windows_cover_every_word_and_never_leave_a_paragraph(paragraph: int) -> None:
    ranges = overlapping(long_document(paragraph), limit=100, shared=30)
    assert sorted({word for each in ranges for word in range(*each)}) == list(range(600))
    assert all(end - start <= 100 for start, end in ranges)
    size = paragraph * 6
    assert all(start // size == (end - 1) // size for start, end in ranges)
    shared = [before[1] - after[0] for before, after in pairwise(ranges)]
    assert set(shared) <= ({0, 30} if paragraph == 100 else {0})


def test_a_document_longer_than_any_window_is_parsed_whole() -> None:
    given = document(sentences=200, paragraph=200)
    assert score(Oracle(), [given], cut)["las_own_sentences"] == 100


def test_a_sentence_longer_than_any_window_ends() -> None:
    long = Sentence(("met",) * 900, (True,) * 900, (False,) * 900)
    given = DocumentExample("long", "web", "dev", "CC0", "social", (long,))
    assert score(Oracle(), [given], cut)["words"] == 900
