"""PolNeAR as it is given: texts, and the first annotator's attributions as stretches of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROLES = ("source", "cue", "content")

Stretches = dict[str, list[tuple[int, int]]]
"""Of each role, code points of the text; a role may have none or several."""

_TAKEN = 240
"""Documents of the training part that are scored: every third or fourth."""


class Gold(NamedTuple):
    """One annotated text."""

    name: str
    text: str
    attributions: list[Stretches]


def polnear(folder: Path, split: str) -> list[Gold]:
    """The texts of ``dev``, all, or of ``train``, 240 evenly spread over it."""
    files = sorted((folder / split / "text").glob("*.txt"))
    if split == "train":
        files = [files[i * len(files) // _TAKEN] for i in range(_TAKEN)]
    marked = sorted((folder / split / "attributions").glob("*.ann"))
    golds = []
    for file in files:
        first = next((m for m in marked if m.name.startswith(file.stem)), None)
        if first is None:
            continue
        text = file.read_text(encoding="utf-8")
        golds.append(Gold(file.stem, text, list(_annotated(first))))
    return golds


def _annotated(file: Path) -> Iterator[Stretches]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            places = fields[1].partition(" ")[2].split(";")
            stretches[fields[0]] = [(int(a), int(b)) for a, b in map(str.split, places)]
        elif line.startswith("E"):
            events.append(fields[1])
    for event in events:
        found: Stretches = {role: [] for role in ROLES}
        for argument in event.split()[1:]:
            name, _, key = argument.partition(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in found:
                found[role].extend(stretches[key])
        yield {role: sorted(places) for role, places in found.items()}
