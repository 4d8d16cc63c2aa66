"""The bench of attribution counts what docs/attribution.md says it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers_attribution import read
from watchdesk.records import Attribution, Link, LinkKind

BENCH = Path(__file__).parent.parent / "bench"
Words = tuple[int, int]


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import attribution as whole
        import attribution_baseline as baseline
        import attribution_gum as gum
        import attribution_polnear as polnear
        import attribution_read as product
        import attribution_scores as scores
        import attribution_speakers as speakers
        from tables import attribution as tables

        yield SimpleNamespace(
            whole=whole,
            baseline=baseline,
            gum=gum,
            polnear=polnear,
            product=product,
            scores=scores,
            speakers=speakers,
            tables=tables,
        )
    finally:
        sys.path.remove(str(BENCH))


def told(
    source: tuple[Words, ...] = (), cue: tuple[Words, ...] = (), content: tuple[Words, ...] = ()
) -> dict[str, list[Words]]:
    return {"source": list(source), "cue": list(cue), "content": list(content)}


def scored(bench: SimpleNamespace, written: str, found: Any, gold: Any) -> dict[str, Any]:
    scorer = bench.scores.Scorer()
    scorer.add(bench.scores.Text(written), found, gold)
    result: dict[str, Any] = scorer.result()
    return result


def figure(precision: float, recall: float, f1: float) -> dict[str, float]:
    return {"precision": precision, "recall": recall, "f1": f1}


def test_marks_are_words_and_underscores_too(bench: SimpleNamespace) -> None:
    text = bench.scores.Text("U.S. don’t a_b")
    assert text.forms == ["U", ".", "S", ".", "don", "’", "t", "a", "_", "b"]


def test_a_stretch_is_the_words_it_touches(bench: SimpleNamespace) -> None:
    text = bench.scores.Text("The mayor said no.")
    assert text.words(4, 9) == (1, 2)
    assert text.words(5, 12) == (1, 3)
    assert text.words(3, 4) is None
    assert text.told({"cue": [(3, 4), (10, 14)]}) == told(cue=((2, 3),))


@pytest.mark.parametrize(
    ("words", "trimmed"),
    [((0, 5), (1, 3)), ((1, 3), (1, 3)), ((3, 5), (4, 5)), ((0, 1), (0, 1))],
)
def test_edges_of_marks_are_cut_but_one_word_stays(
    bench: SimpleNamespace, words: Words, trimmed: Words
) -> None:
    assert bench.scores.Text("“All quiet.”").trim(words) == trimmed


def test_exact_ignores_marks_at_the_edges_alone(bench: SimpleNamespace) -> None:
    written = "“All quiet,” she said."
    gold = [told(source=((5, 6),), cue=((6, 7),), content=((0, 5),))]
    bare = [told(source=((5, 6),), cue=((6, 7),), content=((1, 3),))]
    short = [told(source=((5, 6),), cue=((6, 8),), content=((1, 2),))]
    assert scored(bench, written, bare, gold)["content"]["exact"] == figure(100, 100, 100)
    result = scored(bench, written, short, gold)
    assert result["content"]["exact"] == figure(0, 0, 0)
    assert result["cue"]["exact"] == figure(100, 100, 100)


def test_token_counts_words_covered_once(bench: SimpleNamespace) -> None:
    gold = [told(content=((0, 4),))]
    found = [told(content=((0, 3),)), told(content=((2, 5),))]
    result = scored(bench, "one two three four five six", found, gold)
    assert result["content"]["token"] == figure(80, 100, 88.9)


@pytest.mark.parametrize(
    ("found", "hit"), [((0, 2), True), ((0, 1), False), ((2, 6), True), ((3, 7), False)]
)
def test_half_overlap_is_half_of_the_longer(
    bench: SimpleNamespace, found: Words, hit: bool
) -> None:
    written = "one two three four five six seven eight"
    result = scored(bench, written, [told(source=(found,))], [told(source=((0, 4),))])
    assert result["source"]["half"]["f1"] == (100 if hit else 0)


def test_a_place_counts_once_however_often_it_serves(bench: SimpleNamespace) -> None:
    one, two = told(source=((0, 1),), cue=((1, 2),)), told(source=((0, 1),), cue=((3, 4),))
    result = scored(bench, "she said and added it", [one, two], [one])
    assert result["source"]["exact"] == figure(100, 100, 100)
    assert result["cue"]["exact"] == figure(50, 100, 66.7)


def test_pairs_need_both_ends_of_one_attribution(bench: SimpleNamespace) -> None:
    written = "he said this and she said that"
    first = told(source=((0, 1),), cue=((1, 2),), content=((2, 3),))
    second = told(source=((4, 5),), cue=((5, 6),), content=((6, 7),))
    crossed = [
        told(source=((0, 1),), cue=((5, 6),), content=((2, 3),)),
        told(source=((4, 5),), cue=((1, 2),), content=((6, 7),)),
    ]
    result = scored(bench, written, crossed, [first, second])
    assert result["source"]["exact"]["f1"] == result["cue"]["exact"]["f1"] == 100
    assert result["source-cue"]["exact"]["f1"] == result["content-cue"]["exact"]["f1"] == 0
    assert result["source-content"]["exact"]["f1"] == 100


def test_overlapping_pairs_ask_less_of_a_cue(bench: SimpleNamespace) -> None:
    written = "the old mayor had then said so"
    gold = [told(source=((0, 3),), cue=((3, 6),), content=((6, 7),))]
    near = [told(source=((1, 3),), cue=((5, 6),), content=((6, 7),))]
    far = [told(source=((2, 3),), cue=((5, 6),), content=((6, 7),))]
    overlap = scored(bench, written, near, gold)["source-cue"]["overlap"]
    assert overlap == figure(100, 100, 100)
    result = scored(bench, written, far, gold)
    assert result["source-cue"]["overlap"]["f1"] == 0
    assert result["content-cue"]["overlap"]["f1"] == 100


def test_figures_add_up_over_texts(bench: SimpleNamespace) -> None:
    scorer = bench.scores.Scorer()
    text = bench.scores.Text("she said so")
    scorer.add(text, [told(cue=((1, 2),))], [told(cue=((1, 2),))])
    scorer.add(text, [], [told(cue=((1, 2),)), told(cue=((2, 3),)), told(cue=((0, 1),))])
    result = scorer.result()
    assert (result["texts"], result["attributions"]) == (2, 4)
    assert result["cue"]["exact"] == figure(100, 25, 40)


def test_content_is_led_by_the_that_before_it(bench: SimpleNamespace) -> None:
    text = bench.scores.Text("She said that it rained; that rained.")
    assert text.with_that(told(cue=((1, 2),), content=((3, 5),)))["content"] == [(2, 5)]
    assert text.with_that(told(source=((2, 3),), content=((3, 5),)))["content"] == [(3, 5)]
    assert text.with_that(told(content=((0, 1), (2, 5))))["content"] == [(0, 1), (2, 5)]


@pytest.mark.parametrize(
    ("cue", "reporting"),
    [
        ("said", True),
        ("has been telling", True),
        ("denies", True),
        ("quipped", True),
        ("According to", True),
        ("urging", True),
        ("wants", False),
        ("supported", False),
        ("believes", False),
        ("statement", False),
    ],
)
def test_reporting_is_by_verbs_of_communication(
    bench: SimpleNamespace, cue: str, reporting: bool
) -> None:
    text = bench.scores.Text(cue)
    assert bench.scores.is_reporting(text, told(cue=((0, len(text.forms)),))) is reporting


def test_the_outer_layer_is_unquoted_and_in_nothing_but_an_according_to(
    bench: SimpleNamespace,
) -> None:
    text = bench.scores.Text("According to X she said he says and “they say”")
    layered = bench.scores.Layered
    accord = layered(told(cue=((0, 2),)), None, False)
    said = layered(told(cue=((4, 5),)), 0, False)
    nested = layered(told(cue=((6, 7),)), 1, False)
    quoted = layered(told(cue=((10, 11),)), None, True)
    bare = layered(told(content=((8, 12),)), None, False)
    found = [accord, said, nested, quoted, bare]
    assert bench.scores.outer(text, found) == [accord.told, said.told, bare.told]


def test_speech_is_told_by_words_not_by_marks(bench: SimpleNamespace) -> None:
    written = "“Quite so.” and more"
    text = bench.scores.Text(written)
    quoted = range(11).__contains__
    assert bench.scores.speech_of(text, [(0, 5)], quoted) == "direct"
    assert bench.scores.speech_of(text, [(0, 6)], quoted) == "mixed"
    assert bench.scores.speech_of(text, [(5, 7)], quoted) == "indirect"
    assert bench.scores.speech_of(text, [], quoted) == "indirect"


def test_records_become_words_with_their_layer(bench: SimpleNamespace) -> None:
    one = bench.product.read("According to the Tarn Courier, Mila Hesk said that fuel was scarce.")
    text = bench.scores.Text(one.doc.text)
    found = bench.product.layered(text, bench.product.Quoted(one), one.attributions())
    words = [" ".join(text.forms[slice(*f.told["content"][0])]) for f in found]
    assert "that fuel was scarce" in {w.removesuffix(" .") for w in words}
    assert not any(f.quoted for f in found)


def test_a_quoted_place_is_known(bench: SimpleNamespace) -> None:
    one = bench.product.read("“No fuel is left,” she said.")
    quoted = bench.product.Quoted(one)
    assert quoted(1)
    assert not quoted(one.doc.text.index("she"))


def test_the_first_annotator_is_read_with_all_pieces(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "attributions").mkdir()
    written = "“No,” Hesk said, “never.”"
    (tmp_path / "dev" / "text" / "one.txt").write_text(written, encoding="utf-8")
    (tmp_path / "dev" / "text" / "unmarked.txt").write_text("Nothing.", encoding="utf-8")
    marks = "T1\tSource 6 10\tHesk\nT2\tCue 11 15\tsaid\nT3\tContent 17 25;0 5\tx\n"
    event = "T4\tAttribution 11 15\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    folder = tmp_path / "dev" / "attributions"
    (folder / "one_aaaa.ann").write_text(marks + event, encoding="utf-8")
    (folder / "one_bbbb.ann").write_text(marks, encoding="utf-8")
    (gold,) = bench.polnear.polnear(tmp_path, "dev")
    assert gold.text == written
    assert gold.attributions == [
        {"source": [(6, 10)], "cue": [(11, 15)], "content": [(0, 5), (17, 25)]}
    ]


def test_paragraphs_without_marks_are_where_false_ones_are_counted(bench: SimpleNamespace) -> None:
    written = "Mila Hesk said it rained.\nAna Vale said it snowed a lot.\nNobody spoke."
    one = bench.product.read(written)
    gold = bench.polnear.Gold("x", written, [{"source": [], "cue": [(10, 14)], "content": []}])
    counts = list(bench.whole._in_free_paragraphs(gold, one.attributions()))
    assert sorted(counts) == ["speech", *["words"] * 9]


def test_patterns_find_quotation_report_and_according_to(bench: SimpleNamespace) -> None:
    def found(written: str) -> list[dict[str, list[str]]]:
        return [
            {role: [written[a:b] for a, b in places] for role, places in one.items()}
            for one in bench.baseline.by_pattern(written)
        ]

    assert found("“No fuel is left,” Hesk said.") == [
        {"source": ["Hesk"], "cue": ["said"], "content": ["“No fuel is left,”"]}
    ]
    (report,) = found("The mayor later admitted the bridge was closed.")
    assert report["cue"] == ["later admitted"]
    assert report["content"] == ["the bridge was closed"]
    assert found("The bridge was closed, according to the Tarn Courier.") == [
        {
            "source": ["the Tarn Courier"],
            "cue": ["according to"],
            "content": ["The bridge was closed"],
        }
    ]
    assert found("The bridge is closed.") == []


GUM = """\
# newdoc id = GUM_news_x
# newpar
1\tAna\t_\tPROPN\t_\t_\t0\t_\t_\tEntity=(1-person-new-x(2-place-y
2-3\tVale's\t_\t_\t_\t_\t_\t_\t_\t_
2\tVale\t_\tPROPN\t_\t_\t1\t_\t_\tEntity=1)
3\t's\t_\tPART\t_\t_\t2\t_\t_\t_
4\tdog\t_\tNOUN\t_\t_\t0\t_\t_\tEntity=2)|SpaceAfter=No
5\t.\t_\tPUNCT\t_\t_\t0\t_\t_\t_

# newpar
1\tShe\t_\tPRON\t_\t_\t2\t_\t_\tEntity=(1-person-ana)
2\tsaid\t_\tVERB\t_\t_\t0\t_\t_\t_
3\tso\t_\tADV\t_\t_\t2\t_\t_\tSpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t2\t_\t_\t_
"""


def gum_folder(tmp_path: Path) -> Path:
    (tmp_path / "gum" / "dep").mkdir(parents=True)
    (tmp_path / "gum_attribution").mkdir()
    names = "## dev\n\n  * GUM_news_x\n  * GUM_bio_y\n\n## test\n\n  * GUM_news_z\n"
    (tmp_path / "gum" / "splits.md").write_text(names, encoding="utf-8")
    (tmp_path / "gum" / "dep" / "GUM_news_x.conllu").write_text(GUM, encoding="utf-8")
    row = {"doc": "GUM_news_x", "source": [5], "cue": [6], "content": [0, 1, 7]}
    lines = json.dumps(row) + "\n"
    (tmp_path / "gum_attribution" / "gum_attribution.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_gum_texts_are_put_together(bench: SimpleNamespace, tmp_path: Path) -> None:
    (one,) = bench.gum.gum(gum_folder(tmp_path), ("news",), ("dev",))
    assert one.text == "Ana Vale's dog.\nShe said so."
    said = [(m.entity, one.said(m), m.is_pronoun) for m in one.mentions]
    assert said == [("1", "Ana Vale", False), ("2", "Ana Vale's dog", False), ("1", "She", True)]
    assert one.attributions == [
        {"source": [(16, 19)], "cue": [(20, 24)], "content": [(0, 8), (25, 27)]}
    ]


@pytest.mark.parametrize(
    ("name", "counts"),
    [("Ana Vale", (1, 1, 1)), ("Vale", (1, 1, 1)), ("the dog", (1, 1, 0)), ("She", (1, 0, 0))],
)
def test_speakers_behind_pronouns_are_counted(
    bench: SimpleNamespace, tmp_path: Path, name: str, counts: tuple[int, int, int]
) -> None:
    (one,) = bench.gum.gum(gum_folder(tmp_path), ("news",), ("dev",))
    (found,) = read("Ana Vale's dog.\nShe said it rained.")
    link = Link(name=name, kind=LinkKind.PERSON, span=found.source)
    found = found.model_copy(update={"chain": (link,)})
    assert isinstance(found, Attribution)
    counted = bench.speakers.named(one, [found])
    assert tuple(counted[f"third {k}"] for k in ("all", "answered", "right")) == counts


def test_a_name_written_just_so_for_somebody_else_is_wrong(bench: SimpleNamespace) -> None:
    expressions = [
        bench.speakers.Expression("1", "the mayor of Tarn, Mila Hesk"),
        bench.speakers.Expression("2", "Tarn"),
        bench.speakers.Expression("3", "Hesk"),
        bench.speakers.Expression("1", "Mr. Hesk"),
    ]
    right = bench.speakers.is_called
    assert right("Mila Hesk", "1", expressions)
    assert not right("Tarn", "1", expressions)
    assert right("Hesk", "1", expressions)
    assert not right("Ana Vale", "1", expressions)
    assert not right("", "1", expressions)


def layers(f1: float) -> dict[str, Any]:
    one = dict.fromkeys(("exact", "token", "half", "overlap"), figure(f1, f1, f1))
    roles = ("source", "cue", "content", "source-cue", "content-cue", "source-content")
    scores = {"texts": 84, "attributions": 2193, **dict.fromkeys(roles, one)}
    return dict.fromkeys(("all", "outer", "reporting"), scores)


def result(f1: float, share: float, rate: float) -> dict[str, Any]:
    recall = {"percent": f1, "exact": f1, "of": 10}
    free = {"words": 500, "acts": {"speech": 2}, "per_article": 2.0, "speech_per_article": 2.0}
    part = {
        "ours": layers(f1),
        "pattern": layers(40),
        "cue_recall": dict.fromkeys(("direct", "mixed", "indirect"), recall),
        "acts": {"speech": {"percent": 90.0, "of": 10}},
        "unmarked_paragraphs": free,
    }
    keys = [f"{g} {w}" for g in ("third", "own") for w in ("all", "answered", "right")]
    gum = {"scores": layers(50)["all"], "speakers": dict.fromkeys(keys, 7)}
    given = {"share": share, "of": 50}
    asked = {"chain": given, "case": given, "details": {"v": given}, "standing": given}
    return {
        "dev": part,
        "train": part,
        "gum": {"held": gum, "worked_on": gum, "texts_without": free},
        "cases": {half: {**asked, "flags": given} for half in ("worked_on", "unseen")},
        "speed": {"articles_per_s": rate, "runs": 5, "tree_ms": 0.9},
    }


def test_the_table_says_what_is_below_what_was_asked(bench: SimpleNamespace) -> None:
    good = bench.tables.table(result(98, 0.95, 100))
    assert good.startswith("## Who said what")
    assert good.rstrip().endswith("Below what was asked: nothing.")
    poor = bench.tables.table(result(76.9, 0.8, 59))
    last = poor.rstrip().split("\n")[-1]
    assert "source, exact (76.9 of 77)" in last
    assert "reporting cue (76.9 of 90)" in last
    assert "chains, exact, unseen (0.8 of 0.85)" in last
    assert "articles a second (59 of 60)" in last
    assert "; cue, exact" not in last
    assert "content, exact" not in last
