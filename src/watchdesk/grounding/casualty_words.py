"""Tables for casualties: words of each fate, and what no casualty can be."""

from __future__ import annotations

from enum import StrEnum


class Fate(StrEnum):
    """What befell people; the names are those of the fields of ``Casualties``."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"


def _table(**lines: str) -> dict[str, Fate]:
    return {word: Fate(name) for name, words in lines.items() for word in words.split()}


SUFFERED = _table(
    killed="kill murder execute massacre slay slaughter drown assassinate behead bury electrocute",
    wounded="wound injure hurt maim hospitalize hospitalise burn",
    captured="capture kidnap abduct imprison intern",
    displaced="displace uproot evacuate",
)
"""Lemmas of verbs whose object has the fate, or whose subject in the passive."""
UNDERGONE = _table(killed="die perish drown succumb", missing="disappear vanish")
"""Lemmas of verbs whose subject has it."""
STATES = _table(
    killed="dead killed slain deceased",
    wounded="wounded injured hurt maimed hospitalized hospitalised",
    missing="missing unaccounted",
    captured="captured captive kidnapped abducted",
    displaced="displaced homeless evacuated uprooted",
)
"""Words for those who have it, as predicate or beside the number; lower case."""
DEEDS = _table(
    killed="death fatality killing murder massacre slaughter slaying execution body corpse",
    wounded="injury wounding wound",
    missing="disappearance",
    captured="capture abduction kidnapping",
    displaced="displacement evacuation",
)
"""Lemmas of nouns for what befell those behind "of", or that are counted themselves."""
SELVES = _table(killed="death fatality body corpse life", wounded="injury")
"""Lemmas of nouns that are counted for those who have the fate."""
TOLLS = _table(killed="death dead fatality killed", wounded="wounded injured injury",
               missing="missing", displaced="displaced", captured="captured")  # fmt: skip
"""Lemmas beside "toll" and behind "number of"."""

THINGS = frozenset(
    "tank vehicle truck car lorry bus train plane aircraft jet helicopter drone missile rocket "
    "shell ship boat vessel submarine warship gun howitzer mortar launcher battery system radar "
    "bridge building house home school hospital church mosque village town city settlement "
    "position kilometer kilometre mile hectare acre area district region stronghold base depot "
    "warehouse trawler tanker ferry yacht barge tug tugboat frigate destroyer "
    "carrier animal sheep cow cattle goat horse pig dog cat camel bird chicken livestock fish "
    "whale deer elephant hen duck herd tree factory plant pipeline weapon rifle round mine bomb "
    "flight job piece item station checkpoint hill trench point shop business company ton tonne "
    "barrel artillery equipment outpost island port airfield facility seat vote bear wolf lion "
    "tiger buffalo ox oxen bull calf lamb donkey mule swine poultry goose turkey dolphin "
    "seal".split()
)
"""Lemmas of what can be destroyed, taken or lost, but is nobody."""
