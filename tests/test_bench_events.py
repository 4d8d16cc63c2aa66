"""The bench of events counts what its modules and docs/events.md say it counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from watchdesk.records import Modality

BENCH = Path(__file__).parent.parent / "bench"
TEXT = "Lorvia condemned Averia on Monday."


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import events as whole
        import events_baseline as baseline
        import events_factuality as factuality
        import events_petrarch as petrarch
        import events_plover as plover
        import events_read as product
        import events_scores as scores
        import grounding_speed as speed
        from tables import events as tables
        from tables import grounding_speed as speed_tables

        yield SimpleNamespace(
            whole=whole,
            baseline=baseline,
            factuality=factuality,
            petrarch=petrarch,
            plover=plover,
            product=product,
            scores=scores,
            speed=speed,
            tables=tables,
            speed_tables=speed_tables,
        )
    finally:
        sys.path.remove(str(BENCH))


# PLOVER's records


def record(kind: str, **fields: Any) -> dict[str, Any]:
    """A row as the gold file has them."""
    text = fields.pop("text", TEXT)
    info = {"markup": fields.pop("markup", text)}
    return {"event": kind, "text": text, "textInfo": info, **fields}


def gold(bench: SimpleNamespace, folder: Path, *rows: dict[str, Any]) -> list[Any]:
    path = folder / "gold_standard_records"
    path.mkdir()
    about = {"event": "DOCUMENT"}
    (path / "PLOVER_GSR_CAMEO.txt").write_text(json.dumps([about, *rows]), encoding="utf-8")
    found: list[Any] = bench.plover.plover(folder)
    return found


def test_old_types_modes_and_contexts_are_read_as_those_of_the_manual(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    rows = [
        record("DISAPPROVE", text="A", context="political, refugee"),
        record("FIGHT", text="B", mode="assassinate", context="unknown"),
        record("COERCE", text="C", mode="destroy"),
        record("THREATEN", text="D", mode="curfew"),
        record("COERCE", text="E", mode="curfew"),
        record("FIGHT", text="F", mode="other"),
        record("DEMAND", text="G", mode=None, context=None),
    ]
    found = gold(bench, tmp_path, *rows)
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [sorted(one.types) for one in found] == [
        ["ACCUSE"],
        ["ASSAULT"],
        ["ASSAULT"],
        ["THREATEN"],
        ["COERCE"],
        ["ASSAULT"],
        ["REQUEST"],
    ]
    assert [sorted(one.modes) for one in found] == [
        [],
        [("ASSAULT", "targeted")],
        [("ASSAULT", "destroy")],
        [("THREATEN", "restrict")],
        [("COERCE", "curfew")],
        [],
        [],
    ]
    assert found[0].contexts[1] == ("ACCUSE", ("migration", "asylum"))
    assert [len(one.contexts) for one in found] == [2, 0, 0, 0, 0, 0, 0]


def test_two_records_of_a_sentence_are_one_sentence(bench: SimpleNamespace, tmp_path: Path) -> None:
    other = record("FIGHT", text="B")
    found = gold(bench, tmp_path, record("AID"), other, record("CONSULT"))
    assert [(one.number, sorted(one.types)) for one in found] == [
        (1, ["AID", "CONSULT"]),
        (2, ["ASSAULT"]),
    ]


def test_codes_sectors_and_marked_words_of_a_record(bench: SimpleNamespace, tmp_path: Path) -> None:
    row = record(
        "DISAPPROVE",
        markup="(SRC: Lorvia) (EVT: condemned) (TAR: Averia) on Monday.",
        source=[{"actorText": "Lorvia", "code": "JAP", "sector": "GOV"}],
        target=[{"actorText": "Averia", "code": "ALB", "sector": "REBalb"}],
    )
    (one,) = gold(bench, tmp_path, row)
    assert one.actors["ACCUSE"] == [("JPN", "", "Lorvia")]
    assert one.recipients["ACCUSE"] == [("ALB", "REB", "Averia")]
    assert {TEXT[start:end] for start, end in one.trigger} == {"condemned"}


def test_what_is_no_list_of_actors_names_nobody(bench: SimpleNamespace, tmp_path: Path) -> None:
    (one,) = gold(bench, tmp_path, record("AID", source="diplomatic", target=""))
    assert one.actors == {"AID": []} and one.recipients == {"AID": []}


# Scores


def sentence(bench: SimpleNamespace, kind: str = "ACCUSE", **fields: Any) -> Any:
    one = bench.plover.Sentence(1, TEXT, types={kind}, **fields)
    one.trigger = {(7, 16)}
    return one


def event(bench: SimpleNamespace, kind: str = "ACCUSE", **fields: Any) -> Any:
    plain = {"modes": (), "contexts": (), "actors": (), "recipients": (), "done": True}
    return bench.product.Found(**{"type": kind, "start": 7, "end": 16, **plain, **fields})


def scored(bench: SimpleNamespace, one: Any, *found: Any) -> dict[str, Any]:
    scorer = bench.scores.Scorer()
    scorer.add(one, found)
    result: dict[str, Any] = scorer.result()
    return result


def test_types_are_those_told_as_done(bench: SimpleNamespace) -> None:
    found = [
        event(bench, "AID", done=False, start=20, end=22),
        event(bench),
        event(bench, "PROTEST", start=20, end=22),
    ]
    types = scored(bench, sentence(bench), *found)["type"]
    assert [types[name]["found"] for name in ("done", "all", "marked")] == [2, 3, 1]
    assert [types[name]["f1"] for name in ("done", "all", "marked")] == [66.7, 50.0, 100.0]


def test_the_first_done_event_is_asked_for_its_type(bench: SimpleNamespace) -> None:
    late = event(bench, "AID", done=False)
    assert scored(bench, sentence(bench), late, event(bench))["first"]["percent"] == 100
    assert (
        scored(bench, sentence(bench), event(bench, "AID"), event(bench))["first"]["percent"] == 0
    )
    assert scored(bench, sentence(bench))["first"]["percent"] == 0


def test_actors_are_right_when_their_codes_are(bench: SimpleNamespace) -> None:
    actor = bench.plover.Actor
    lorvia, army = actor("LOR", "", "Lorvia"), actor("LOR", "MIL", "army")
    asked = sentence(bench, actors={"ACCUSE": [lorvia]})
    right = scored(bench, asked, event(bench, actors=(lorvia,)))["actor"]
    assert right["exact"]["percent"] == right["sectors"]["percent"] == 100
    other = scored(bench, asked, event(bench, actors=(army,)))["actor"]
    assert (other["exact"]["percent"], other["sectors"]["percent"]) == (100, 0)
    more = scored(bench, asked, event(bench, actors=(lorvia, actor("AVE", "", "A"))))["actor"]
    assert (more["exact"]["percent"], more["f1"]["precision"], more["f1"]["recall"]) == (0, 50, 100)


def test_the_share_of_right_types_leaves_missed_events_out(bench: SimpleNamespace) -> None:
    actor = bench.plover.Actor("LOR", "", "Lorvia")
    scorer = bench.scores.Scorer()
    scorer.add(sentence(bench, actors={"ACCUSE": [actor]}), [event(bench, actors=(actor,))])
    scorer.add(sentence(bench, actors={"ACCUSE": [actor]}), [event(bench, "AID")])
    who = scorer.result()["actor"]
    assert (who["exact"], who["of_right"]) == (
        {"percent": 50.0, "of": 2},
        {"percent": 100.0, "of": 1},
    )
    assert (who["f1"]["recall"], who["f1_of_right"]["recall"]) == (50, 100)


def test_nobody_is_asked_apart(bench: SimpleNamespace) -> None:
    actor = bench.plover.Actor("LOR", "", "Lorvia")
    kept = scored(bench, sentence(bench), event(bench))["recipient"]
    given = scored(bench, sentence(bench), event(bench, recipients=(actor,)))["recipient"]
    assert kept["exact"]["of"] == 0
    assert (kept["none_kept"]["percent"], given["none_kept"]["percent"]) == (100, 0)


def test_names_are_met_by_a_shared_word(bench: SimpleNamespace) -> None:
    actor = bench.plover.Actor
    asked = sentence(bench, actors={"ACCUSE": [actor("X", "", "the Lorvian army")]})
    near = scored(bench, asked, event(bench, actors=(actor("", "", "army chief"),)))
    far = scored(bench, asked, event(bench, actors=(actor("", "", "the police"),)))
    assert near["actor"]["text"]["f1"] == 100 and far["actor"]["text"]["f1"] == 0


def test_modes_and_contexts_count_where_the_record_has_some(bench: SimpleNamespace) -> None:
    asked = sentence(
        bench,
        modes={("ACCUSE", "allege")},
        contexts=[("ACCUSE", ("migration", "asylum")), ("ACCUSE", ("military",))],
    )
    given = event(bench, modes=("allege", "investigate"), contexts=("asylum", "legal"))
    result = scored(bench, asked, given)
    assert (result["mode"]["precision"], result["mode"]["recall"]) == (50, 100)
    assert (result["context"]["precision"], result["context"]["recall"]) == (50, 50)
    free = scored(bench, sentence(bench), given)
    assert free["mode"]["found"] == free["context"]["found"] == 0


# Peers


def test_the_peer_reads_verbs_and_names_of_the_dictionaries(
    bench: SimpleNamespace, tmp_path: Path
) -> None:
    (tmp_path / "CAMEO2PLOVER-2021.txt").write_text(
        "# a table\n11: ACCUSE\n111: ACCUSE, disapprove,  # Criticize\n07: AID\n070: AID, , #\n",
        encoding="utf-8",
    )
    (tmp_path / "CAMEO.verbpatterns.txt").write_text(
        "--- BLAME [111] ---\nBLAME\nCONDEMN {CONDEMNS CONDEMNED} # x\n- * HELP [070]\n"
        "+GIVE_IN [070]\n"
        "--- GIVE [---] ---\nGIVE\nDONATE [070]\n",
        encoding="latin-1",
    )
    for name in ("Countries", "International", "MilNonState"):
        (tmp_path / f"Phoenix.{name}.actors.txt").write_text("", encoding="latin-1")
    (tmp_path / "Phoenix.Countries.actors.txt").write_text(
        "LORVIA_  [LOR]\n+NEW_LORVIA_ # x\nANA_VELD_\n+VELD_\n\t[AVEGOV 1990]\n\t[AVEELI > 1999]\n",
        encoding="latin-1",
    )
    peer = bench.baseline.Dictionaries(tmp_path)
    assert peer.verbs == {
        **dict.fromkeys(("BLAME", "BLAMES", "BLAMED", "BLAMING"), "ACCUSE"),
        **dict.fromkeys(("CONDEMN", "CONDEMNS", "CONDEMNED"), "ACCUSE"),
        **dict.fromkeys(("DONATE", "DONATES", "DONATED", "DONATING"), "AID"),
    }
    (found,) = peer.found("In May New Lorvia condemned Veld and Lorvia.")
    assert (found.type, found.actors, found.recipients) == (
        "ACCUSE",
        (("LOR", "", "New Lorvia"),),
        (("AVE", "", "Veld"),),
    )
    assert peer.found("Lorvia gives.") == []


def test_the_other_peer_always_says_the_same(bench: SimpleNamespace) -> None:
    golds = [sentence(bench, "AID"), sentence(bench, "ACCUSE"), sentence(bench, "AID")]
    kind = bench.baseline.commonest(golds)
    assert kind == "AID" and [one.type for one in bench.baseline.one_type(kind, TEXT)] == ["AID"]


# Whether it happened


def test_tokens_become_running_text_with_their_places(bench: SimpleNamespace) -> None:
    tokens = "`` I did n't go ( yet ) , '' he 's said .".split()
    text, places = bench.factuality.joined(tokens)
    assert text == "\"I didn't go (yet),\" he's said."
    assert [text[start:end] for start, end in places][1:5] == ["I", "did", "n't", "go"]


def test_scored_words_are_found_in_the_text(bench: SimpleNamespace, tmp_path: Path) -> None:
    row = {"text": "They did n't leave .", "targets": [{"span1": [3, 4], "label": -2.5}]}
    (tmp_path / "part.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    golds = list(bench.factuality.sentences(tmp_path / "part.jsonl"))
    assert golds[0].text == "They didn't leave."
    asked: list[str] = []

    def of_word(listed: Any, word: int) -> Modality:
        asked.append(listed.forms[word])
        return Modality.NEGATED

    found, counts = bench.factuality.told(golds, of_word)
    assert asked == ["leave"] and found == [(-2.5, Modality.NEGATED)]
    assert counts == {"exact": 1, "within": 0, "lost": 0}


def test_modalities_stand_for_the_middle_and_mean_of_their_scores(bench: SimpleNamespace) -> None:
    told = bench.factuality.Told
    worked_on = [told(score, Modality.ASSERTED) for score in (3.0, 2.0, -1.0)]
    worked_on += [told(-3.0, Modality.NEGATED), told(-2.0, Modality.PLANNED)]
    scores = bench.factuality.stands_for(worked_on)
    assert scores[Modality.ASSERTED] == (2.0, pytest.approx(4 / 3))
    assert {scores[Modality.NEGATED], scores[Modality.PLANNED]} == {(-3, -3), (-2, -2)}
    unseen = [
        told(3.0, Modality.ASSERTED),
        told(-3.0, Modality.PLANNED),
        told(0.0, Modality.POSSIBLE),
        told(2.0, Modality.NEGATED),
    ]
    result = bench.factuality.scored(unseen, scores)
    assert result["mae"] == (1 + 1 + 0 + 5) / 4
    means = [4 / 3, -2.0, 0.0, -3.0]
    right = bench.factuality.pearson([one.score for one in unseen], means)
    assert result["pearson"] == round(right, 3)
    assert (result["accuracy"], result["accuracy_plain"]) == (75.0, 50.0)
    assert (result["commonest"], result["accuracy_of_commonest"]) == ("happened", 50.0)
    assert result["classes"]["uncertain"]["f1"] == 100


def test_correlation(bench: SimpleNamespace) -> None:
    pearson = bench.factuality.pearson
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert pearson([1, 2, 3], [5, 5, 5]) == 0


def test_the_window_of_words(bench: SimpleNamespace) -> None:
    one = bench.factuality.Scored("He will go. She did not go. It may never rain.", ())
    listed = bench.factuality.parsed(one).listed

    def told(form: str, nth: int = 0) -> Modality:
        at = [k for k, low in enumerate(listed.low) if low == form][nth]
        answer: Modality = bench.factuality.by_words(listed, at)
        return answer

    assert told("go") is Modality.PLANNED and told("go", 1) is Modality.NEGATED
    assert told("rain") is Modality.NEGATED and told("will") is Modality.ASSERTED


# PETRARCH-2's sentences


def test_unit_sentences_and_their_sides(
    bench: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the table of codes is that of the builder of the gazetteer, which tests do without
    monkeypatch.setattr(bench.product, "_alpha3", {"DK": "DNK", "NO": "NOR"}.copy)
    (tmp_path / "data/text").mkdir(parents=True)
    (tmp_path / "data/dictionaries").mkdir()
    (tmp_path / "data/text/PETR.UnitTest.records.xml").write_text(
        '<Sentence id="a"><EventCoding sourcecode="DNKGOV" targetcode="NOR" eventcode="1"/>\n'
        "<Text>\n"
        "Denmark condemned\nNorway.\n</Text></Sentence>\n"
        '<Sentence id="b"><Text>Nothing happened.</Text></Sentence>',
        encoding="utf-8",
    )
    (tmp_path / "data/dictionaries/PETR.Validate.actors.txt").write_text(
        "DENMARK  [DNK]\n+DANISH \nNORWAY  [NOR] # x\n<!-- A -->\nFRODO  [HOB < 950601]\n",
        encoding="utf-8",
    )
    units = bench.petrarch.units(tmp_path)
    assert [unit.text for unit in units] == ["Denmark condemned Norway.", "Nothing happened."]
    assert [sorted(unit.pairs) for unit in units] == [[("DNK", "NOR")], []]
    assert bench.petrarch.names(tmp_path) == {"DENMARK": "DNK", "DANISH": "DNK", "NORWAY": "NOR"}
    result = bench.petrarch.measured(tmp_path)
    assert result["sentences"] == 2 and result["with_events"]["percent"] == 50
    assert result["both_sides"] == result["either_order"] == {"percent": 100.0, "of": 1}


# Speed and tables


def test_every_step_is_timed_where_the_pipeline_calls_it(bench: SimpleNamespace) -> None:
    clock = bench.speed.Clock()
    bench.speed._read("Lorvia condemned Averia on Monday, 3 August, in Geneva.", clock)
    assert {*bench.speed.OURS, "engine", "lists", "attribution"} <= set(clock.spent)
    assert all(spent >= 0 for spent in clock.spent.values())


def test_texts_of_the_sample_have_the_words_that_are_told(bench: SimpleNamespace) -> None:
    texts = bench.speed.sample()
    assert len(texts) > 15 and {len(text.split()) for text in texts} == {500}


@pytest.mark.parametrize(
    ("name", "part"), [("events", "tables"), ("grounding_speed", "speed_tables")]
)
def test_the_table_is_made_of_the_result(bench: SimpleNamespace, name: str, part: str) -> None:
    result = json.loads((BENCH / "results" / f"{name}.json").read_text(encoding="utf-8"))
    section = getattr(bench, part).table(result)
    assert section.startswith("## ") and section.endswith("\n")
    widths = [line.count("|") for line in section.split("\n") if line.startswith("|")]
    assert widths and "None" not in section and "nan" not in section
