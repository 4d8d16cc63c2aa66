"""The section on actors in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """\
## Who: names, offices and speakers

`python bench/actors.py --data PATH`. {pairs} pairs of names, {offices} offices and {rollups}
metonyms and roll-ups, written by the project with their answers before the rules were, in twins of
which a coin put one out of sight (*unseen*); conventions in `tests/data/grounding/README.md`. Pairs
are read twice: each name in an article of its own (*apart*), both in one (*together*); a name
without an entity is wrong. The peer is rapidfuzz's ratio of the bare names, called the same from
{threshold:.1f} on, the best threshold on the half worked on; it knows no texts, so it is scored
once a pair. Speakers: pronouns and descriptions that are the source of what the product
finds in GUM's news and interviews, where GUM's annotators have them stand for somebody the text
names or describes; dev and test are unseen, train was worked on.
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    unseen = result["pairs"]["unseen"]
    head = _HEAD.format(
        pairs=2 * unseen["ours"]["whole"]["of"],
        offices=sum(half["whole"]["of"] for half in result["offices"].values()),
        rollups=sum(half["whole"]["of"] for half in result["rollups"].values()),
        threshold=result["pairs"]["threshold"],
    )
    blocks = [
        head.rstrip("\n"),
        _lines(_written(result)),
        _lines(_speakers(result["speakers"])),
        "*Named* is a name that is not the source's own word; whether it was rightly left open is "
        "not counted. *I, we, you* are mostly the voices of interviews without labels.",
    ]
    return "\n\n".join(blocks) + "\n"


def _written(result: dict[str, Any]) -> Iterator[list[str]]:
    yield ["own cases, share that is right", "rapidfuzz, unseen", "unseen", "worked on"]
    yield ["---", "---:", "---:", "---:"]
    pairs = result["pairs"]
    parts = [pairs[half]["ours"] for half in ("unseen", "worked_on")]
    for key, label in (
        ("whole", "pairs of names, apart and together"),
        ("apart", "apart"),
        ("together", "together"),
        ("same", "pairs that are the same"),
        ("different", "pairs that differ"),
    ):
        peer = f"{pairs['unseen']['ratio']['share']:.3f}" if key == "whole" else ""
        yield [label, peer, *_shares(parts, key)]
    for room, label, keys in (
        ("offices", "offices", ("whole", "office", "country", "body")),
        ("rollups", "metonyms and roll-ups", ("whole", "stands", "entity", "country")),
    ):
        halves = [result[room][half] for half in ("unseen", "worked_on")]
        for key in keys:
            told = f"{label}, all that is asked" if key == "whole" else f"{label}: {_TOLD[key]}"
            yield [told, "", *_shares(halves, key)]


_TOLD = {
    "office": "office",
    "country": "country",
    "body": "body",
    "stands": "actor or place",
    "entity": "entity",
}


def _shares(parts: list[dict[str, Any]], key: str) -> list[str]:
    shown = [f"{part[key]['share']:.3f} ({part[key]['of']})" for part in parts]
    return [f"**{shown[0]}**", *shown[1:]]


def _speakers(speakers: dict[str, dict[str, int]]) -> Iterator[list[str]]:
    yield ["speakers: rightly named / named / all", "dev + test", "train"]
    yield ["---", "---:", "---:"]
    parts = [speakers[half] for half in ("unseen", "worked_on")]
    yield ["texts", *(str(part["texts"]) for part in parts)]
    for group, label in (
        ("third", "he, she, they, it"),
        ("described", "descriptions (the spokesman, the ministry)"),
        ("own", "I, we, you"),
    ):
        yield [
            label,
            *(
                " / ".join(str(part[f"{group} {what}"]) for what in ("right", "answered", "all"))
                for part in parts
            ),
        ]


def _lines(rows: Iterator[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
