"""Actors a desk knows: they win over rules and tables, and are a reason to read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk import pipeline
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.grounding import Aliases, complaints, digest, find_actors
from watchdesk.language import parse
from watchdesk.records import (
    ActorAlias,
    EntityBasis,
    Interval,
    Mention,
    MentionKind,
    Span,
    Watch,
)
from watchdesk.watch import TEMPLATE, load_watch

STORY = """\
Harbour plans are told

8 August 2024

TARNOVA — Anna Petrowa said on Thursday that two ferries would sail. Petrowa left at noon.
"""
ACTOR = """
[[actor]]
name = "Ana Petrova"
aliases = ["Anna Petrowa"]
country = "UA"
role = "port commissioner"
"""


def mentions(text: str, *actors: ActorAlias) -> dict[str, Mention]:
    document = parse(text, [Span(0, len(text))])
    found = find_actors(document, "art-x", None, Aliases(actors))
    return {mention.span.text_of(text): mention for mention in found}


def test_a_desk_reads_with_its_own_actors_and_reads_again_when_they_change(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    folder = tmp_path / "desk"
    Desk.init(folder)

    def ids() -> set[str]:
        with Desk.open(folder).store.view() as view:
            (reading,) = view.readings(Interval.unknown())
        return {m.entity.id for m in reading.mentions if m.entity and "etro" in m.entity.name}

    def ingest() -> int:
        return Desk.open(folder).ingest([tmp_path / "story.txt"]).captures

    assert (ingest(), ingest()) == (1, 0)
    assert ids() == {"person:anna-petrowa"}
    (folder / "watch.toml").write_text(ACTOR, encoding="utf-8")
    assert (ingest(), ingest()) == (1, 0)
    assert ids() == {"person:ana-petrova"}
    (folder / "watch.toml").write_text("", encoding="utf-8")
    assert ingest() == 1


def test_an_alias_wins_over_tables_and_goes_for_the_family_name_too() -> None:
    desk = ActorAlias(name="Vladimir Putin of Dolna", aliases=("Vladimir Putin",), country="AT")
    found = mentions("Vladimir Putin left Russia. Putin sang.", desk)
    for name in ("Vladimir Putin", "Putin"):
        entity = found[name].entity
        assert entity is not None and entity.id == "person:vladimir-putin-of-dolna"
        assert (entity.country, entity.basis) == ("AT", EntityBasis.ALIAS)


def test_what_the_desk_leaves_out_stays_as_the_article_tells_it() -> None:
    found = mentions("Polish envoy Ana Veld left.", ActorAlias(name="Ana Veld"))
    entity = found["Ana Veld"].entity
    assert entity is not None and entity.role == "Polish envoy" and entity.country == "PL"


def test_names_that_no_rule_finds_and_kinds_are_the_desks() -> None:
    desk = ActorAlias(name="Orla Line", aliases=("the Line",), kind="organisation")
    found = mentions("Yesterday the Line sold a ferry.", desk)
    assert found["Line"].kind is MentionKind.ORGANISATION
    assert "line" not in mentions("He drew the line there.", desk)


def test_a_longer_name_is_not_cut() -> None:
    found = mentions("Reuters met Ana Petrova Veld.", ActorAlias(name="Petrova Veld"))
    assert "Ana Petrova Veld" in found and "Petrova Veld" not in found


@pytest.mark.parametrize(
    ("toml", "key", "what"),
    [
        ('[[actor]]\nname = ""', "actor.1.name", "empty"),
        ('[[actor]]\nname = "A"\naliases = [" "]', "actor.1.aliases", "empty"),
        ('[[actor]]\nname = "A"\naliases = ["A"]', "actor.1.aliases", "own name"),
        ('[[actor]]\nname = "A"\naliases = ["B", "b"]', "actor.1.aliases", "twice"),
        (
            '[[actor]]\nname = "A"\naliases = ["B"]\n[[actor]]\nname = "B"\naliases = ["A"]',
            "actor.1.aliases",
            "aliases of each other",
        ),
        (
            '[[actor]]\nname = "A"\naliases = ["B"]\n[[actor]]\nname = "B"\naliases = ["C"]\n'
            '[[actor]]\nname = "C"\naliases = ["A"]',
            "actor.1.aliases",
            "another actor",
        ),
        (
            '[[actor]]\nname = "A"\naliases = ["C"]\n[[actor]]\nname = "B"\naliases = ["The C"]',
            "actor.1.aliases",
            "two actors go by",
        ),
        ('[[actor]]\nname = "A"\n[[actor]]\nname = "a"', "actor.1.name", "two actors"),
        ('[[actor]]\nname = "A"\ncountry = "Ukraine"', "actor.1.country", "two capitals"),
        ('[[actor]]\nname = "A"\nkind = "persona"', "actor.1.kind", "person"),
        ('[[actor]]\nname = "A"\nalias = ["B"]', "actor.1.alias", "aliases"),
    ],
)
def test_a_table_that_cannot_hold_is_told_with_file_key_and_cure(
    tmp_path: Path, toml: str, key: str, what: str
) -> None:
    path = tmp_path / "watch.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(DeskError) as caught:
        load_watch(path)
    text = str(caught.value)
    assert "W204" in text and str(path) in text and key in text and what in text
    assert "watchdesk init" in text


def test_the_template_shows_a_table_that_is_valid(tmp_path: Path) -> None:
    lines = TEMPLATE.split("# [[actor]]")[1].split("\n\n")[0].split("\n")
    path = tmp_path / "watch.toml"
    text = "\n".join(["[[actor]]", *(line.removeprefix("# ") for line in lines[1:])])
    path.write_text(text, encoding="utf-8")
    assert [actor.name for actor in load_watch(path).actor] == ["Ana Petrova"]


def test_the_digest_follows_the_content_and_not_the_order() -> None:
    one, other = ActorAlias(name="A"), ActorAlias(name="B")
    assert digest([one, other]) == digest([other, one]) != digest([one])
    assert digest([]) == ""
    assert pipeline.software((), [one]).endswith(f"/actors-{digest([one])}")
    assert pipeline.Own.of(Watch()) == pipeline.SHIPPED


@given(st.lists(st.builds(ActorAlias, name=st.text(max_size=6),
                          aliases=st.lists(st.text(max_size=4), max_size=3).map(tuple)),
                max_size=4))  # fmt: skip
def test_any_table_is_judged_and_can_be_applied(actors: list[ActorAlias]) -> None:
    told = list(complaints(actors))
    assert all(0 <= number < len(actors) and what for number, _, what in told)
    assert all(one.entity or one.doubt for one in mentions("Ana Petrova met B.", *actors).values())
