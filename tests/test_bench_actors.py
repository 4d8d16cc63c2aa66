"""The bench of actors, and the loaders of its cases, count what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import helpers_grounding as cases
import helpers_who_cases as who
from helpers_attribution import read
from watchdesk.records import Entity, Link, LinkKind, Mention, MentionKind, Span

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    sys.path.insert(0, str(BENCH))
    try:
        import actors
        import actors_gum
        import attribution_gum
        from tables import actors as tables

        yield SimpleNamespace(
            actors=actors, described=actors_gum, gum=attribution_gum, tables=tables
        )
    finally:
        sys.path.remove(str(BENCH))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "case.txt"
    path.write_text(text, encoding="utf-8")
    return path


# Names and offices


def mention(start: int, end: int, entity: Entity | None, kind: str = "person") -> Mention:
    return Mention(
        start=start,
        end=end,
        id="men-0123456789abcdef",
        kind=MentionKind(kind),
        entity=entity,
    )


def with_mentions(*mentions: Mention) -> Any:
    return SimpleNamespace(mentions=mentions, places=[])


def test_a_pair_needs_an_entity_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "@1 x\na: Ana Vale left.\nb: Mr. Vale left.\nAna Vale | Vale | apart=-, together=same\n"
    text += "@2 y\na: Ana Vale left.\nb: Ida Vale left.\n"
    text += "Ana Vale | Ida Vale | apart=different, together=different\n"
    one, other = who.pairs(written(tmp_path, text))
    assert (one.same, other.same) == (True, False)
    ids: dict[str, str | None] = {}

    def reading(text: str) -> Any:
        found = [(name, text.find(name)) for name in ("Ana Vale", "Ida Vale", "Mr. Vale")]
        return with_mentions(
            *(
                mention(at, at + len(name), Entity(id=value, name=name) if value else None)
                for name, at in found
                if at >= 0
                for value in (ids.get(name),)
            )
        )

    monkeypatch.setattr(who, "read_text", reading)
    assert who.pair_right(other) == {"apart": False, "together": False}
    ids.update({"Ana Vale": "person:a", "Mr. Vale": "person:a", "Ida Vale": "person:b"})
    assert who.pair_right(one) == {"together": True}
    assert who.pair_right(other) == {"apart": True, "together": True}
    ids["Ida Vale"] = "person:a"
    assert who.pair_right(other) == {"apart": False, "together": False}


@pytest.mark.parametrize(
    "row", ["Ana | Ida | apart=yes", "Ana | Ida | near=same", "Ana | Ida", "Ana | Eva | apart=same"]
)
def test_a_malformed_pair_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(cases.MalformedCase):
        who.pairs(written(tmp_path, f"@1 x\na: Ana left.\nb: Ida left.\n{row}\n"))


def test_an_office_is_compared_with_those_accepted(tmp_path: Path) -> None:
    row = "Ana Vale | envoy of Tarn / envoy | NO | Foreign Ministry"
    (case,) = who.offices(written(tmp_path, f"@1 x\nAna Vale, the envoy of Tarn, left.\n{row}\n"))
    (office,) = case.offices
    body = Entity(id="org:no-foreign-ministry", name="the Foreign Ministry")
    ana = Entity(id="person:ana-vale", name="Ana Vale", role="the Envoy", country="NO")
    right = who.office_right(office, with_mentions(mention(0, 8, ana)))
    assert right == {"office": True, "country": True, "body": False}
    held = ana.model_copy(update={"part_of": body.id, "role": "aide"})
    reading = with_mentions(mention(0, 8, held), mention(14, 27, body, "organisation"))
    assert who.office_right(office, reading) == {"office": False, "country": True, "body": True}
    nobody = who.office_right(office, with_mentions(mention(0, 8, None)))
    assert not any(nobody.values())


def test_what_is_not_asked_is_not_scored(tmp_path: Path) -> None:
    (case,) = who.offices(written(tmp_path, "@1 x\nAna Vale left.\nAna Vale | - | ? | - / ?\n"))
    ana = Entity(id="person:ana-vale", name="Ana Vale", country="NO")
    right = who.office_right(case.offices[0], with_mentions(mention(0, 8, ana)))
    assert right == {"office": True}


def test_an_actor_is_told_from_a_place(tmp_path: Path) -> None:
    text = (
        "@1 x\nOslo said so in Oslo.\nOslo#1 | actor | country:NO | NO\nOslo#2 | place | ? | NO\n"
    )
    (case,) = who.rollups(written(tmp_path, text))
    state = Entity(id="country:NO", name="Norway", country="NO")
    town = Entity(id="place:oslo", name="Oslo")
    reading = with_mentions(mention(0, 4, state, "organisation"), mention(16, 20, town, "place"))
    reading.places = [SimpleNamespace(start=16, end=20, country="NO")]
    actor, place = (who.standing_right(one, reading) for one in case.standings)
    assert actor == {"stands": True, "entity": True, "country": True}
    assert place == {"stands": True, "country": True}
    swapped = with_mentions(mention(0, 4, town, "place"), mention(16, 20, state, "place"))
    actor, place = (who.standing_right(one, swapped) for one in case.standings)
    assert actor == {"stands": False, "entity": False, "country": False}
    assert place == {"stands": False, "country": True}


def test_the_best_threshold_is_the_lowest_of_the_best(bench: SimpleNamespace) -> None:
    def pair(one: str, other: str, same: bool) -> who.Pair:
        return who.Pair("", ("", ""), (one, other), (Span(0, 1), Span(0, 1)), (("apart", same),))

    listed = [pair("anna", "anna", True), pair("anna", "anne", True), pair("anna", "otto", False)]
    assert bench.actors.best_threshold(listed) == pytest.approx(75)
    assert bench.actors.by_ratio(listed, 75) == {"share": 1.0, "of": 3}
    assert bench.actors.by_ratio(listed, 90) == {"share": 0.667, "of": 3}


# Speakers that are described

GUM = """\
# newdoc id = GUM_news_x
1\tAna\t_\tPROPN\t_\t_\t3\t_\t_\tEntity=(1-person-new-x
2\tVale\t_\tPROPN\t_\t_\t1\t_\t_\tEntity=1)
3\tleft\t_\tVERB\t_\t_\t0\t_\t_\tSpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t3\t_\t_\t_

1\tThe\t_\tDET\t_\t_\t2\t_\t_\tEntity=(1-person-ana
2\tmayor\t_\tNOUN\t_\t_\t3\t_\t_\tEntity=1)
3\tsaid\t_\tVERB\t_\t_\t0\t_\t_\t_
4\tit\t_\tPRON\t_\t_\t5\t_\t_\t_
5\train\t_\tVERB\t_\t_\t3\t_\t_\tSpaceAfter=No
6\t.\t_\tPUNCT\t_\t_\t3\t_\t_\t_
"""


@pytest.mark.parametrize(
    ("name", "counts"),
    [("Ana Vale", (1, 1, 1)), ("Vale", (1, 1, 1)), ("the mayor", (1, 0, 0)), ("Eva", (1, 1, 0))],
)
def test_described_speakers_are_counted(
    bench: SimpleNamespace, tmp_path: Path, name: str, counts: tuple[int, int, int]
) -> None:
    folder = tmp_path / "gum" / "dep"
    folder.mkdir(parents=True)
    (folder / "GUM_news_x.conllu").write_text(GUM, encoding="utf-8")
    one = bench.gum._text("GUM_news_x", folder / "GUM_news_x.conllu")
    words = bench.described.words_of(tmp_path, "GUM_news_x")
    assert one.text == "Ana Vale left. The mayor said it rain."
    assert words.heads[:2] == [2, 0]
    assert words.heads[4:7] == [5, 6, -1]
    (found,) = read("Ana Vale left.\nThe mayor said it rained.")
    assert found.source == Span(15, 24)
    link = Link(name=name, kind=LinkKind.PERSON, span=found.source)
    counted = bench.described.named(one, words, [found.model_copy(update={"chain": (link,)})])
    keys = ("all", "answered", "right")
    assert tuple(counted[f"described {key}"] for key in keys) == counts


# The table


def test_the_table_of_actors_shows_every_room(bench: SimpleNamespace) -> None:
    share = {"share": 0.9, "of": 30}
    ours = dict.fromkeys(("whole", "apart", "together", "same", "different"), share)
    keys = ("whole", "office", "country", "body", "stands", "entity")
    half = dict.fromkeys(keys, share)
    counts = {f"{g} {w}": 4 for g in ("third", "own", "described")
              for w in ("all", "answered", "right")}  # fmt: skip
    pairs = {"ours": ours, "ratio": {"share": 0.7, "of": 30}}
    result = {
        "pairs": {"threshold": 80.0, "unseen": pairs, "worked_on": pairs},
        "offices": {"unseen": half, "worked_on": half},
        "rollups": {"unseen": half, "worked_on": half},
        "speakers": {half: {"texts": 9, **counts} for half in ("unseen", "worked_on")},
    }
    shown = bench.tables.table(result)
    assert shown.startswith("## Who")
    assert "60 pairs of names, 60 offices" in shown
    assert "| pairs of names, apart and together | 0.700 | **0.900 (30)** | 0.900 (30) |" in shown
    assert "| descriptions (the spokesman, the ministry) | 4 / 4 / 4 | 4 / 4 / 4 |" in shown
