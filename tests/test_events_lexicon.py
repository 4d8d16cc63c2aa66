"""The event lexicon: what its lines mean, and that they hold together."""

from __future__ import annotations

from importlib.resources import files

import pytest

from watchdesk.events.lexicon import TYPES, agents, context_words, lexicon, parse

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL "
    "SOC".split()
)
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "ACCUSE": "disapprove investigate allege",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation "
    "cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
"""The modes of PLOVER 0.8; the types that are not here have none."""


def test_every_type_has_frames() -> None:
    table = lexicon()
    frames = [f for heads in (table.verbs, table.nouns) for each in heads.values() for f in each]
    assert {frame.type for frame in frames} == set(TYPES)


def test_modes_are_those_of_their_type() -> None:
    table = lexicon()
    for heads in (table.verbs, table.nouns, table.adjectives):
        for head, frames in heads.items():
            for frame in frames:
                assert set(frame.modes) <= set(MODES.get(frame.type, "").split()), head


def test_frames_that_need_more_come_first() -> None:
    for frames in lexicon().verbs.values():
        needed = [max((len(each) for each in frame.needs), default=0) for frame in frames]
        assert needed == sorted(needed, reverse=True)


def test_no_frame_is_listed_twice() -> None:
    text = (files("watchdesk.events") / "lexicon.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("name", ["agents.tsv", "contexts.tsv"])
def test_no_word_is_listed_twice(name: str) -> None:
    text = (files("watchdesk.events") / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    words = [word for row in rows for word in row[1].split()]
    assert sorted(words) == sorted(set(words))


def test_sectors_and_contexts() -> None:
    assert set(agents().values()) <= SECTORS | {""}
    assert (agents()["rebel"], agents()["police"], agents()["group"]) == ("REB", "COP", "")
    assert context_words()["refugee"] == "migration"


def test_what_a_line_means() -> None:
    table = parse(
        "@tie\ttie relation\n"
        "SANCTION\tdiscontinue\tv:break_off\tobj:@tie,link with:+obj!\twith\n"
        "REQUEST\t-\tv:urge\t*\tobj"
    )
    (cut,) = table.verbs["break_off"]
    (urge,) = table.verbs["urge"]
    first, second = cut.needs
    assert first[0].role == "obj" and first[0].words == {"tie", "relation", "link"}
    assert [(need.role, need.named) for need in second] == [("with", False), ("obj", True)]
    assert (cut.modes, cut.whom) == (("discontinue",), ("with",))
    assert (urge.needs, urge.modes) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "AGREE\tv:agree",
        "JOKE\t-\tv:agree\t*\tobj",
        "AGREE\t-\tagree\t*\tobj",
        "AGREE\t-\tv:agree\tobj:@nothing\tobj",
    ],
)
def test_lines_that_are_no_frames_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse(line)
