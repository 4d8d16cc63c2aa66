"""The truth that the bench of copies plants, and the scores it gives."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

BENCH = Path(__file__).parent.parent / "bench"
NOUNS = (
    "harbour pilot tug quay lamp rope net mast keeper ferry toll crane buoy sluice anchor".split()
)
VERBS = "mended watched left counted moved painted sold praised hid measured".split()
NAMES = "Petra Holm Ilmen Veska Norland Tarn Asker Quell Sund Brandt".split()


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import reuse_corpus
        import reuse_edits
        import reuse_kinds
        import reuse_recall
        import reuse_scale
        import reuse_spans
        import reuse_systems
        from tables import reuse as tables

        yield SimpleNamespace(
            corpus=reuse_corpus,
            edits=reuse_edits,
            kinds=reuse_kinds,
            recall=reuse_recall,
            scale=reuse_scale,
            spans=reuse_spans,
            systems=reuse_systems,
            tables=tables,
        )
    finally:
        sys.path.remove(str(BENCH))


def story(bench: Any, number: int) -> Any:
    chance = random.Random(number)
    sentences = []
    for _ in range(14):
        a, b, c = chance.sample(NOUNS, 3)
        name, other = chance.sample(NAMES, 2)
        sentences.append(
            f"The {a} of {name} {chance.choice(VERBS)} a {b} near {other} and the old {c} "
            f'{chance.choice(VERBS)} "{chance.randint(11, 99)} don\'t" times.'
        )
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, 14, 2)]
    return bench.corpus.Document(f"story{number}", "\n".join(paragraphs), f"Story {number}", "Post")


@pytest.fixture(scope="module")
def documents(bench: Any) -> list[Any]:
    return [story(bench, number) for number in range(40)]


@pytest.fixture(scope="module")
def planted(bench: Any, documents: list[Any]) -> list[Any]:
    kinds = {**bench.kinds.COPIES, **bench.kinds.FORMS}
    found: list[Any] = bench.edits.plant(documents, kinds, "all", 4)
    return found


def of(planted: list[Any], kind: str) -> list[Any]:
    found = [one for one in planted if one.kind == kind]
    assert len(found) == 4
    return found


def kept(one: Any) -> int:
    return sum(len(passage.words) for passage in one.passages[one.source])


def words(bench: Any, text: str) -> int:
    return len([part for part in bench.edits._ATOM.findall(text) if part[0].isalnum()])


def test_planted_words_are_the_same_on_both_sides(documents: list[Any], planted: list[Any]) -> None:
    known = {document.id: document.text for document in documents}
    count = 0
    for one in planted:
        for name, passages in one.passages.items():
            for word in (word for passage in passages for word in passage.words):
                there = known[name][slice(*word.source)]
                assert there.lower() == one.text[slice(*word.planted)].lower()
                count += 1
    assert count > 10_000


def test_passages_go_on_in_both_texts(planted: list[Any]) -> None:
    for one in planted:
        for passage in (p for found in one.passages.values() for p in found):
            for side in ("source", "planted"):
                places = [getattr(word, side) for word in passage.words]
                assert places == sorted(places)
                assert getattr(passage, side) == (places[0][0], places[-1][1])


def test_shares_are_those_of_the_kind(bench: Any, documents: list[Any], planted: list[Any]) -> None:
    long = {document.id: words(bench, document.text) for document in documents}
    shares = {
        "exact": 1,
        "case and punctuation": 1,
        "10 % of sentences dropped": 0.93,
        "30 % of sentences dropped": 0.71,
        "30 % of sentences added": 1,
        "tail of +150 %": 1,
        "cut to 25 %": 0.25,
        "15 % of words changed": 0.85,
        "reordered": 1,
        "inside a 5x longer text": 1,
        "wire sentences": 6 / 14,
    }
    for kind, share in shares.items():
        for one in of(planted, kind):
            assert kept(one) == pytest.approx(share * long[one.source], rel=0.02)
    lengths = {"tail of +60 %": 1.6, "inside a 2x longer text": 2, "inside a 5x longer text": 5}
    for kind, times in lengths.items():
        for one in of(planted, kind):
            assert words(bench, one.text) == pytest.approx(times * long[one.source], rel=0.02)


def test_exact_is_exact_and_typesetting_is_not(documents: list[Any], planted: list[Any]) -> None:
    known = {document.id: document.text for document in documents}
    assert all(one.text == known[one.source] for one in of(planted, "exact"))
    for one in of(planted, "case and punctuation"):
        assert "“" in one.text or "’" in one.text
        assert '"' not in one.text


def test_scanning_errors_are_about_three_characters_in_a_hundred(
    bench: Any, documents: list[Any]
) -> None:
    shop = bench.edits.Workshop(documents)
    shop.chance.seed("scans")
    changed = total = 0
    for document in documents:
        for before, after in zip(
            bench.edits.atoms(document), bench.kinds.scanned(shop, document), strict=True
        ):
            total += len(before.text)
            changed += sum(a != b for a, b in zip(before.text, after.text, strict=False))
            changed += abs(len(before.text) - len(after.text))
            assert before.number < 0 or (before.text == after.text) or not after.kept
    assert 0.015 < changed / total < 0.05


def test_reordering_moves_whole_paragraphs(documents: list[Any], planted: list[Any]) -> None:
    known = {document.id: document.text for document in documents}
    for one in of(planted, "reordered"):
        assert sorted(one.text.split()) != one.text.split()
        assert one.text != known[one.source]
        assert len(one.passages[one.source]) > 2


def test_wire_sentences_stand_in_the_middle_of_another(planted: list[Any]) -> None:
    for one in of(planted, "wire sentences"):
        (host,) = set(one.passages) - {one.source}
        first, last = one.passages[host]
        (inside,) = one.passages[one.source]
        assert first.planted[1] < inside.planted[0]
        assert inside.planted[1] < last.planted[0]


def test_a_form_keeps_its_words_and_none_of_its_facts(
    bench: Any, documents: list[Any], planted: list[Any]
) -> None:
    known = {document.id: document for document in documents}
    common = bench.edits.Workshop(documents).common
    for one in of(planted, "template"):
        before = bench.edits.atoms(known[one.source])
        facts = bench.edits.details(before, common)
        assert {"Ilmen", "Holm"} & facts
        after = bench.edits._ATOM.findall(one.text)
        for old, new in zip(before, after, strict=True):
            assert (old.text == new) is (old.text not in facts)
            assert old.text[0].isdigit() == new[0].isdigit()


def test_planting_is_the_same_each_time_and_keeps_to_its_half(
    bench: Any, documents: list[Any], planted: list[Any]
) -> None:
    some = {"OCR noise": bench.kinds.COPIES["OCR noise"]}
    again = bench.edits.plant(documents, some, "all", 4)
    assert again == of(planted, "OCR noise")
    for part in ("dev", "held"):
        sources = {one.source for one in bench.edits.plant(documents, some, part, 4)}
        assert {bench.corpus.half(source) for source in sources} == {part}


def passage(bench: Any, *places: tuple[tuple[int, int], tuple[int, int]]) -> Any:
    return bench.edits.PlantedPassage(tuple(bench.edits.Kept(a, b) for a, b in places))


def test_a_word_is_found_when_one_passage_has_it_on_both_sides(bench: Any) -> None:
    truth = passage(bench, ((0, 3), (10, 13)), ((4, 7), (14, 17)))
    found = bench.spans.Found
    assert bench.spans.covered(truth, [found((0, 7), (10, 17))]) == 1
    assert bench.spans.covered(truth, [found((0, 7), (14, 17))]) == 0.5
    assert bench.spans.covered(truth, [found((0, 7), (0, 3)), found((20, 30), (10, 17))]) == 0


def test_a_false_span_is_long_unplanted_and_not_literal(bench: Any) -> None:
    text = "one two three four five six seven eight nine ten"
    other = "red blue green white black brown pink grey gold tan"
    whole, far = (0, len(text)), (0, len(other))
    assert bench.spans.is_false(text, whole, [], other, far)
    assert not bench.spans.is_false(text, whole, [whole], other, far)
    assert bench.spans.is_false(text, whole, [(0, 12)], other, far)
    assert not bench.spans.is_false(text, whole, [], text, whole)
    assert not bench.spans.is_false(text, (0, 38), [], other, far), "eight words are let pass"


def relation(a: str, b: str, kind: str) -> Any:
    from watchdesk.records import Relation

    return Relation.model_validate(
        {"a": a, "b": b, "kind": kind, "share_a": 1, "share_b": 1, "passages": []}
    )


def test_precision_counts_true_sources_and_their_relatives(bench: Any) -> None:
    here = passage(bench, ((0, 3), (0, 3)))
    made = [
        bench.edits.Planted("p1", "exact", "", "one", {"one": (here,)}),
        bench.edits.Planted("p2", "exact", "", "two", {"two": (here,)}),
        bench.edits.Planted("p3", "template", "", "one", {"one": (here,)}),
    ]
    found = [
        relation("one", "p1", "syndicated"),  # its source
        relation("one", "two", "shares_passages"),  # nature's own
        relation("p1", "two", "shares_passages"),  # a relative of its source
        relation("p1", "p2", "contained"),  # made of relatives
        relation("p1", "three", "syndicated"),  # wrong
        relation("one", "p3", "syndicated"),  # a form, counted elsewhere
    ]
    judged = bench.recall.precision(made, found)
    assert [(r.a, r.b) for r in judged.pop("wrong")] == [("p1", "three")]
    assert judged == {
        "copies": 3,
        "copies right": 2,
        "passages": 1,
        "passages right": 1,
        "precision": 0.75,
    }


def test_recall_is_a_share_of_each_kind(bench: Any) -> None:
    made = [bench.edits.Planted(f"p{n}", "exact", "", "one", {}) for n in range(4)]
    pair = bench.systems.pair
    assert bench.recall.found_by_kind(made, [pair("p0", "one"), pair("p1", "two")]) == {
        "exact": 0.25
    }


def test_far_apart_counts_copies_of_the_wire_alone(bench: Any) -> None:
    found = [
        relation("reut1", "reut5", "updated"),
        relation("reut1", "reut5000", "updated"),
        relation("reut2", "reut5000", "shares_passages"),
        relation("bbc1", "reut5000", "updated"),
    ]
    assert bench.recall.far_apart(found, "all") == {"copies": 2, "far apart": 1}
    assert [bench.corpus.half(f"reut{n}") for n in (1, 5, 5000)] == ["held", "dev", "held"]
    assert bench.recall.far_apart(found, "held") == {"copies": 1, "far apart": 1}
    assert bench.recall.far_apart(found, "dev") == {"copies": 0, "far apart": 0}


def test_ours_and_difflib_find_what_was_planted(
    bench: Any, documents: list[Any], planted: list[Any], tmp_path: Path
) -> None:
    ours = bench.systems.Ours(tmp_path)
    texts = [*documents, *bench.recall.as_documents(planted)]
    pairs = bench.recall.pairs_of(ours, texts, 16)
    some = of(planted, "exact") + of(planted, "inside a 2x longer text")
    found = bench.recall.found_by_kind(some, pairs)
    assert found == {"exact": 1, "inside a 2x longer text": 1}
    assert ours.disk() > 1000
    for one in some:
        a, b = ours.texts[one.source], ours.texts[one.id]
        for truth in one.passages[one.source]:
            assert bench.spans.covered(truth, bench.spans.difflib(a, b)) == 1
            assert bench.spans.covered(truth, bench.spans.ours(a, b)) >= 0.95


def test_recombined_texts_are_made_of_the_sentences_of_all(
    bench: Any, documents: list[Any]
) -> None:
    made = list(bench.scale.recombined(documents, 30))
    assert made == list(bench.scale.recombined(documents, 30))
    assert len({document.id for document in made}) == 30
    sentences = {s for d in documents for s in bench.scale._SENTENCE.split(d.text)}
    assert all(set(bench.scale._SENTENCE.split(d.text)) <= sentences for d in made)


def test_the_spread_of_times_is_ranked(bench: Any) -> None:
    times = [float(n) for n in range(100, 0, -1)]
    assert bench.scale._spread(times) == {"p50": 50.5, "p95": 95, "max": 100}


def test_the_table_tells_what_was_measured(
    bench: Any,
    documents: list[Any],
    planted: list[Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("datasketch")
    pytest.importorskip("rensa")
    monkeypatch.setattr(bench.recall, "Ensemble", bench.systems.Datasketch)  # slow to begin
    monkeypatch.setattr(bench.spans, "STRANGERS", 20)
    planted = of(planted, "exact") + of(planted, "OCR noise") + of(planted, "template")
    to_judge = tmp_path / "pairs.csv"
    result = {
        "articles": len(documents),
        "recall": bench.recall.recall(documents, planted, tmp_path, to_judge, "dev"),
        "templates": bench.recall.templates(documents, planted),
        "align": bench.spans.align(documents, planted),
        "growth": bench.scale.growth(documents[:8], tmp_path),
    }
    assert result["recall"]["recall"]["verified"]["exact"] == 1
    assert result["templates"]["words alone"]["texts"] == 4
    assert result["align"]["ours"]["kinds"]["exact"]["found"] == 1
    assert result["align"]["difflib"]["kinds"]["exact"]["passages"] == 4
    assert to_judge.read_text(encoding="utf-8").startswith("why,kind")
    text = bench.tables.table(result)
    assert text.startswith("## The same words elsewhere\n")
    assert "half that was in sight" in text
    assert "| exact | 1 | 1 |" in text
    assert "bytes an article" in text
    assert "documents a second" not in text, "speed was not measured"
