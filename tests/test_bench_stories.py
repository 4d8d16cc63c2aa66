"""What the benches of stories and of event coreference count, and how they read their data."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import event_coreference
        import event_coreference_ecb
        import event_coreference_scores
        import stories
        import stories_data
        import stories_fit
        import stories_peers
        from tables import event_coreference as events_table
        from tables import stories as stories_table

        yield SimpleNamespace(
            coreference=event_coreference,
            ecb=event_coreference_ecb,
            scores=event_coreference_scores,
            stories=stories,
            data=stories_data,
            fit=stories_fit,
            peers=stories_peers,
            tables=(stories_table, events_table),
        )
    finally:
        sys.path.remove(str(BENCH))


def sets(*members: str) -> list[frozenset[str]]:
    return [frozenset(one) for one in members]


KEY = sets("12345", "67", "89abc")
"""The example of Bagga and Baldwin (1998), which Luo (2005) scores again."""
SMALL_JOIN = sets("12345", "6789abc")
LARGE_JOIN = sets("1234589abc", "67")


@pytest.mark.parametrize(
    ("response", "muc", "b3", "ceafe"),
    [
        (KEY, 1, 1, 1),
        (SMALL_JOIN, 0.947, 0.865, 0.733),
        (LARGE_JOIN, 0.947, 0.737, 0.667),
        (sets("123456789abc"), 0.9, 0.545, 0.294),
        (sets(*"123456789abc"), 0, 0.4, 0.178),
    ],
    ids=["equal", "small joined", "large joined", "all one", "all apart"],
)
def test_known_cases_score_as_published(
    bench: SimpleNamespace, response: list[frozenset[str]], muc: float, b3: float, ceafe: float
) -> None:
    pytest.importorskip("scipy")
    scores = bench.scores
    assert scores.muc(KEY, response).f1 == pytest.approx(muc, abs=0.001)
    assert scores.b_cubed(KEY, response).f1 == pytest.approx(b3, abs=0.001)
    assert scores.ceaf_e(KEY, response).f1 == pytest.approx(ceafe, abs=0.001)
    mean = 100 * (muc + b3 + ceafe) / 3
    assert scores.conll(KEY, response)["conll"] == pytest.approx(mean, abs=0.1)


def test_precision_and_recall_are_not_exchanged(bench: SimpleNamespace) -> None:
    found = bench.scores.b_cubed(KEY, SMALL_JOIN)
    assert (found.recall, found.precision) == (1, pytest.approx(0.762, abs=0.001))
    found = bench.scores.muc(KEY, sets("123", "45", "67", "89abc"))
    assert (found.recall, found.precision) == (pytest.approx(8 / 9), 1)


def ecb(folder: Path) -> Path:
    rows = [
        "#begin document (36/36ecb/1); part 000",
        "36/36ecb/1\t0\t0\tRiver\t(HUM1)",
        "36/36ecb/1\t0\t1\tpilots\t-",
        "36/36ecb/1\t0\t2\twalked\t(ACT7",
        "36/36ecb/1\t0\t3\tout\tACT7)",
        "36/36ecb/1\t0\t4\t.\t-",
        "",
        "36/36ecb/1\t1\t0\tStrike\t(Singleton_ACTI_3_36_1ecb)| (HUM2)",
        "36/36ecb/1\t1\t1\tends\t\t(NEG9)",
        "#end document",
        "2/2ecbplus/4\t0\t0\tTalks\t(ACT8)",
        "3/3ecb/4\t0\t0\tFloods\t(ACT5)",
    ]
    path = folder / "ecbplus" / "ecbplus_clean.conll.gz"
    path.parent.mkdir()
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    return folder


def test_gold_mentions_are_read_with_their_places(bench: SimpleNamespace, tmp_path: Path) -> None:
    dev, train, test = bench.ecb.load(ecb(tmp_path))
    assert [one.part for one in (dev, train, test)] == ["dev", "train", "test"]
    assert test.text == "River pilots walked out.\nStrike ends"
    told = [(test.text[gold.start : gold.end], gold.chain) for gold in test.mentions]
    assert told == [
        ("walked out", "ACT7"),
        ("Strike", "Singleton_ACTI_3_36_1ecb"),
        ("ends", "NEG9"),
    ]


def mention(bench: SimpleNamespace, name: str, lemma: str, chain: str, subtopic: str) -> object:
    gold = bench.ecb.Gold(name, name[0], 0, 1, chain)
    return SimpleNamespace(
        gold=gold, subtopic=subtopic, words=SimpleNamespace(lemma=lemma, article=name[0])
    )


def test_the_baseline_and_what_goes_wrong(bench: SimpleNamespace) -> None:
    ones = [
        mention(bench, "a1", "strike", "x", "1"),
        mention(bench, "b1", "strike", "x", "1"),
        mention(bench, "b2", "walkout", "x", "1"),
        mention(bench, "c1", "strike", "y", "2"),
    ]
    group = bench.coreference.by_lemma
    everywhere = bench.coreference.grouped(ones, group, lambda _: "")
    assert len(set(everywhere)) == 2
    within = bench.coreference.grouped(ones, group, lambda one: one.subtopic)
    assert len(set(within)) == 3
    assert bench.coreference.mistakes(ones, everywhere, lambda _: "") == {
        "right": {"same word, one subtopic": 1},
        "missed": {"other word, one article": 1, "other word, one subtopic": 1},
        "false": {"same word, two subtopics": 2},
    }
    assert bench.coreference.mistakes(ones, within, lambda one: one.subtopic)["false"] == {}


def articles(folder: Path) -> Path:
    told = {
        "b": (4, "Ferry aground off Tarrafal", "A ferry struck a reef off Tarrafal.", 7),
        "a": (4, "Reef holds Tarrafal ferry", "The ferry on the reef off Tarrafal was freed.", 8),
        "c": (9, "Wheat levy in Hanoi", "Hanoi put a levy on imported wheat.", 8),
        "d": (12, "Truce talks in Gyumri", "Envoys met in Gyumri over a truce line.", 30),
    }
    target = folder / "giveme5w1h" / "news_cluster" / "data"
    target.mkdir(parents=True)
    for name, (event, title, text, day) in told.items():
        item = {
            "dId": name,
            "newsCluster": {"EventId": event, "Event": f"event_{event}"},
            "title": title,
            "text": text,
            "date_publish": f"2024-05-{day:02} 10:00:00",
            "source_domain": "example.org",
        }
        (target / f"{name}.json").write_text(json.dumps(item), encoding="utf-8")
    return folder


def test_halves_are_taken_by_the_place_of_the_event(bench: SimpleNamespace, tmp_path: Path) -> None:
    told = bench.data.load(articles(tmp_path))
    assert [one.id for one in told] == ["a", "b", "c", "d"]
    assert told[0].name == "event 4"
    assert bench.stories.parts_of(told) == {"tuning": [0, 1, 3], "held": [2], "all": [0, 1, 2, 3]}


def test_the_product_puts_read_articles_into_stories(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    told = bench.data.load(articles(tmp_path))
    ours = bench.stories.Ours(told, [bench.data.read(one) for one in told])
    assert [one.article.published.interval.edtf for one in ours.readings[:2]] == [
        "2024-05-08",
        "2024-05-07",
    ]
    labels = ours.labels(range(4))
    assert labels[0] == labels[1]
    assert len(set(labels.values())) == 3


def test_peers_cluster_by_words_and_days(bench: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    told = bench.data.load(articles(tmp_path))
    alike = bench.peers.tf_idf(told)
    assert np.allclose(np.diag(alike), 1)
    (labels,) = bench.peers.clustered(alike, [0.2])
    assert labels[0] == labels[1] != labels[2]
    near = bench.peers.less_days(alike, told, 0.1)
    assert alike[0, 1] - near[0, 1] == pytest.approx(0.1 * np.log(2))
    assert near[0, 3] < alike[0, 3]

    def score(found: list[int]) -> float:
        return float(bench.stories.b3(told, range(4), found)["f1"])

    cut, best = bench.peers.best_cut(alike, score)
    assert best == 100
    assert score(bench.peers.clustered(alike, [cut])[0]) == 100


def test_mistakes_tell_what_was_merged_and_split(bench: SimpleNamespace, tmp_path: Path) -> None:
    told = bench.data.load(articles(tmp_path))
    assert bench.stories.mistakes(told, range(4), [1, 2, 2, 3]) == {
        "merged": {"event 4 + event 9": 1},
        "split": {"event 4": 2},
    }
    assert bench.stories.mistakes(told, range(4), [1, 1, 2, 3]) == {"merged": {}, "split": {}}


def test_a_regression_finds_the_weights_that_made_its_data(bench: SimpleNamespace) -> None:
    numbers = np.random.default_rng(0)
    features = numbers.normal(size=(20_000, 2))
    odds = 2 * features[:, 0] - features[:, 1] - 0.5
    same = (numbers.random(20_000) < 1 / (1 + np.exp(-odds))).astype(np.float64)
    found = bench.fit.regression(features, same, np.ones(20_000))
    assert found == pytest.approx([2, -1, -0.5], abs=0.1)


def test_the_tables_tell_the_results(bench: SimpleNamespace) -> None:
    for name, table in zip(("stories", "event_coreference"), bench.tables, strict=True):
        path = BENCH / "results" / f"{name}.json"
        section = table.table(json.loads(path.read_text(encoding="utf-8")))
        assert section.startswith("## ")
        assert "| ours |" in section
