"""The bench of the language engine counts what it says it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engine.evaluate import Tally
from engine.examples import MASKED, DocumentExample, Sentence, text
from watchdesk.language.syntax import Labels, Syntax

BENCH = Path(__file__).parent.parent / "bench"
UPOS = ("NOUN", "ADP", "PROPN", "VERB", "PUNCT")
RELATIONS = ("root", "nsubj", "nsubj:pass", "case", "nmod", "obj", "punct")


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import language_peers
        import language_scores
        import language_speed
        from tables import language as tables

        yield SimpleNamespace(
            peers=language_peers, scores=language_scores, speed=language_speed, tables=tables
        )
    finally:
        sys.path.remove(str(BENCH))


def sentence(line: bool = False) -> Sentence:
    return Sentence(
        forms=("Envoys", "from", "Arlen", "met", "Otto", "."),
        spaces=(True, True, True, True, False, True),
        breaks=(line,) + (False,) * 5,
        upos=("NOUN", "ADP", "PROPN", "VERB", "PROPN", "PUNCT"),
        heads=(3, 2, 0, -1, 3, 3),
        relations=("nsubj", "case", "nmod", "root", "obj", "punct"),
        names={"gum": ("O", "O", "B-place", "O", "B-person", "O")},
    )


def document(*sentences: Sentence, name: str = "d") -> DocumentExample:
    rows = sentences or (sentence(), sentence(line=True))
    return DocumentExample(name, "gum", "dev", "CC0", "news", rows)


def said(bench: SimpleNamespace, given: DocumentExample, **changed: Any) -> Syntax:
    """What an engine that makes no mistake says of a document, but for what is changed."""
    gold = bench.scores.placed(given)
    starts, ends = (np.array(side, np.int32) for side in zip(*gold.words, strict=True))
    heads, names = list[int](), list[tuple[int, int, int]]()
    for low, one in zip(gold.bounds, given.sentences, strict=False):
        heads += [low + head if head >= 0 else -1 for head in one.heads or ()]
        names += [(low + 2, low + 3, 0), (low + 4, low + 5, 1)]
    exact = Syntax(
        text=gold.text,
        starts=starts,
        ends=ends,
        breaks=np.zeros(len(starts), bool),
        bounds=np.array(gold.bounds, np.int32),
        upos=np.array([UPOS.index(tag) for one in given.sentences for tag in one.upos or ()]),
        heads=np.array(heads, np.int32),
        relations=np.array(
            [RELATIONS.index(label) for one in given.sentences for label in one.relations or ()]
        ),
        features={},
        names={"gum": np.array(names, np.int32)},
        tags=np.zeros((len(starts), 0, 3), np.float16),
        labels=Labels(UPOS, RELATIONS, {}, {"gum": ("place", "person")}, ()),
    )
    return replace(exact, **changed)


def scores(bench: SimpleNamespace, given: DocumentExample, read: Syntax) -> dict[str, Any]:
    tally = Tally()
    bench.scores.count(tally, bench.scores.placed(given), read)
    found: dict[str, Any] = bench.scores.shares(tally)
    return found


def test_gold_words_are_placed_in_the_text_the_data_set_gives(bench: SimpleNamespace) -> None:
    given = document()
    gold = bench.scores.placed(given)
    assert gold.text == text(given.sentences)
    forms = [form for one in given.sentences for form in one.forms]
    assert [gold.text[start:end] for start, end in gold.words] == forms
    assert gold.bounds == [0, 6, 12]


def test_what_is_all_right_scores_a_hundred(bench: SimpleNamespace) -> None:
    found = scores(bench, document(), said(bench, document()))
    assert set(found) == {
        "word", "upos", "uas", "las", "sentence", "sentence_start", "names_gum",
    }  # fmt: skip
    assert set(found.values()) == {100.0}


def test_a_word_cut_otherwise_costs_on_both_sides(bench: SimpleNamespace) -> None:
    given = document(sentence())
    whole = said(bench, given)
    kept = np.array([0, 1, 2, 3, 5])
    # "Otto" and the stop are one word; nothing else depends on either.
    starts, ends = whole.starts[[0, 1, 2, 3, 4]], whole.ends[kept]
    joined = replace(
        whole,
        starts=starts,
        ends=ends,
        upos=whole.upos[:5],
        heads=whole.heads[:5],
        relations=whole.relations[:5],
        bounds=np.array([0, 5], np.int32),
        names={"gum": np.array([(2, 3, 0), (4, 5, 1)], np.int32)},
    )
    found = scores(bench, given, joined)
    expected = round(100 * 2 * 4 / (5 + 6), 2)
    assert found["word"] == found["upos"] == found["las"] == expected
    assert found["names_gum"] == 50.0  # "Otto." is no gold name
    assert found["sentence"] == 100.0


def test_a_head_is_right_when_it_is_the_same_word(bench: SimpleNamespace) -> None:
    given = document(sentence())
    heads = said(bench, given).heads.copy()
    heads[0] = 4
    found = scores(bench, given, said(bench, given, heads=heads))
    assert found["uas"] == found["las"] == round(100 * 5 / 6, 2)
    relations = said(bench, given).relations.copy()
    relations[0] = RELATIONS.index("nsubj:pass")
    assert scores(bench, given, said(bench, given, relations=relations))["las"] == 100.0
    relations[0] = RELATIONS.index("obj")
    labelled = scores(bench, given, said(bench, given, relations=relations))
    assert (labelled["uas"], labelled["las"]) == (100.0, round(100 * 5 / 6, 2))


def test_a_start_may_be_right_where_an_end_is_not(bench: SimpleNamespace) -> None:
    given = document()
    found = scores(bench, given, said(bench, given, bounds=np.array([0, 3, 6, 12], np.int32)))
    assert found["sentence_start"] == 80.0  # 2 of 3 said, 2 of 2 gold
    assert found["sentence"] == 40.0  # 1 of 3 said, 1 of 2 gold


def test_names_need_their_kind_and_masked_words_do_not_count(bench: SimpleNamespace) -> None:
    given = document(sentence())
    wrong = np.array([(2, 3, 1), (4, 5, 1)], np.int32)
    assert scores(bench, given, said(bench, given, names={"gum": wrong}))["names_gum"] == 50.0
    tags = ("O", "O", MASKED, "O", "B-person", "O")
    masked = document(replace(sentence(), names={"gum": tags}))
    assert scores(bench, masked, said(bench, given, names={"gum": wrong}))["names_gum"] == 100.0


def test_documents_do_not_lend_each_other_their_words(bench: SimpleNamespace) -> None:
    tally = Tally()
    for name in "ab":
        given = document(name=name)
        bench.scores.count(tally, bench.scores.placed(given), said(bench, given))
    assert tally.counts["word gold"] == 24


def test_sentences_of_lines_are_placed_in_the_text(bench: SimpleNamespace) -> None:
    def split(line: str) -> list[tuple[int, int]]:
        return [(0, 8), (8, len(line))] if line else []

    lines = "It held. He left. \n\nShe won. "
    found = list(bench.peers.by_line(split, lines))
    assert [lines[start:end] for start, end in found] == ["It held.", "He left.", "She won."]


def test_merged_tags_are_those_that_penn_tags_lead_to(bench: SimpleNamespace) -> None:
    kept = set("NOUN PROPN VERB ADJ ADV ADP PRON CCONJ NUM INTJ PUNCT".split())
    assert set(bench.peers.PENN.values()) | {"PUNCT"} == kept
    assert {bench.peers.merged(tag) for tag in (*kept, *bench.peers.MERGED)} == kept


def test_a_peer_that_is_absent_is_said_so(
    bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.peers, "_ours", lambda *_: 97.0)
    for name in ("pysbd", "syntok.segmenter", "blingfire", "spacy", "textblob.en"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "nltk.tokenize.punkt", None)
    found = bench.peers.measured([document()], None, None)
    assert set(found["sentences"].values()) == {None}
    assert found["tags"]["textblob"] is None


def test_articles_have_five_hundred_words_and_keep_all(bench: SimpleNamespace) -> None:
    lines = [" ".join(f"w{number}" for number in range(size)) for size in (700, 300, 1, 1200)]
    cut = ["\n".join(one).split() for one in bench.speed.cut(iter(lines))]
    assert [len(one) for one in cut] == [500] * 4
    assert [word for one in cut for word in one] == " ".join(lines).split()[:2000]


def test_too_little_text_is_an_error(bench: SimpleNamespace, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="0 articles of 2"):
        bench.speed.articles(tmp_path, 2)
    folder = tmp_path / "giveme5w1h/news_cluster/data"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(json.dumps({"text": "one two\n\n" * 500}))
    first, second = bench.speed.articles(tmp_path, 2)
    assert first == second == "\n".join(["one two"] * 250)


def result() -> dict[str, Any]:
    read = {"word": 99.1, "upos": 96.0, "las": 86.5, "sentence_start": 93.5, "sentence": 86.0}
    given = {"words": 9.0, "upos": 96.6, "las": 88.6, "sentence_start_f1": 94.9}
    return {
        "part": "dev",
        "model": {"version": "3", "sha256": "0", "bytes": 25_800_000},
        "scores": {
            "from_text": {"int8": {"ewt": read, "wikigold": {"names_wikigold": 84.0}}},
            "gold_words": {"int8": {"ewt": given, "wikigold": {"names_wikigold": 84.5}}},
            "loss": {
                "from_text": {"ewt": {"las": 0.61}},
                "gold_words": {"ewt": {"upos": 0.1, "las": 0.49}},
            },
        },
        "speed": {
            "corpus": "clusters", "articles": 60, "words_an_article": 500, "tokens": 33_000,
            "runs": 5, "tokens_per_s": 7000, "articles_per_s": 12.5,
            "memory": {"start_mb": 40.0, "one_mb": 200.0, "all_mb": 250.0},
        },
        "peers": {
            "tried": {"one": "measured", "two": "holds no model"},
            "sentences": {
                "one": {
                    "version": "1", "sentence_f1": 80.0, "sentence_start_f1": 90.0,
                    "words_per_s": 40_000,
                },
                "two": None,
            },
            "tags": {"ours": {"upos": 97.0}, "textblob": {"version": "1", "upos": 88.9}},
        },
    }  # fmt: skip


def test_the_table_says_what_is_below_what_was_asked(bench: SimpleNamespace) -> None:
    section = bench.tables.table(result())
    assert "| EWT: parts of speech | 96.5 | 96.60 | 0.10 | 96.00 |  |" in section
    below = next(one for one in section.splitlines() if one.startswith("Below what was asked"))
    assert below == (
        "Below what was asked: EWT: sentence starts (93.5 of 94); wikigold: names (84.5 of 85)."
    )
    assert "cost more than 0.5 points in: EWT: LAS, own sentences." in section
    assert "the settings of training were chosen by it" in section
    assert "| one 1 | 90.00 | 80.00 | 40,000 |" in section
    assert "| two | not installed |" in section
    assert "too slow" not in section


def test_the_table_leaves_out_what_was_not_measured(bench: SimpleNamespace) -> None:
    given = result()
    section = bench.tables.table({"part": "test", "model": given["model"]})
    assert section.startswith("## Words, sentences, trees, names")
    assert "|" not in section
    slow = {**given, "speed": {**given["speed"], "articles_per_s": 7.9}}
    assert "too slow" in bench.tables.table(slow)
