"""The section on amounts in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """\
## How much: amounts and casualties

`python bench/quantities.py`. {phrases} phrases and {sentences} sentences with casualties, written
by the project with their answers before the rules were, in twins of which a coin put one out of
sight; conventions in `tests/data/grounding/README.md`. A phrase is right when each of its amounts
has low, high, unit and counted noun, and nothing else is found. The rules were worked on with the
first half; the second is *unseen*. Peers run in the same process as they come: quantulum3 and the
number and number-with-unit models of recognizers-text, their units brought to ours, lengths of
time left out of what they find. Neither tells what is counted, nor open bounds: *value* gives
credit for a number that is one of the bounds.
"""
_ASKED = 0.92
_SYSTEMS = (("ours", "ours"), ("quantulum3", "quantulum3"), ("recognizers", "recognizers-text"))
_ROWS = (
    ("right", "phrases", "phrases, low, high, unit and counted noun, nothing besides"),
    ("bounds", "amounts", "amounts: low, high and unit"),
    ("low", "amounts", "low"),
    ("high", "amounts", "high"),
    ("unit", "amounts", "unit"),
    ("counted", "amounts", "counted noun"),
    ("value", "amounts", "value: a number that is one of the bounds"),
    ("quiet", "empty", "phrases without an amount in which none is found"),
)


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    unseen, worked = result["unseen"], result["worked_on"]
    halves = (unseen, worked)
    phrases = sum(half["phrases"]["ours"]["phrases"] for half in halves)
    sentences = sum(half["casualties"]["sentences"] for half in halves)
    blocks = [
        _HEAD.format(phrases=phrases, sentences=sentences).rstrip("\n"),
        "\n".join(f"| {' | '.join(row)} |" for row in _rows(unseen["phrases"], worked["phrases"])),
        _besides(unseen["phrases"]),
        _casualties(unseen["casualties"], worked["casualties"]),
        _below(unseen["phrases"]["ours"]),
    ]
    return "\n\n".join(blocks) + "\n"


def _rows(unseen: dict[str, Any], worked: dict[str, Any]) -> Iterator[list[str]]:
    yield ["", "asked", *(f"{label}, unseen" for _, label in _SYSTEMS), "ours, worked on"]
    yield ["---", *["---:"] * (len(_SYSTEMS) + 2)]
    for key, of, label in _ROWS:
        shown = [_of(unseen[name], key, of) for name, _ in _SYSTEMS]
        shown[0] = f"**{shown[0]}**"
        asked = f"{_ASKED:g}" if key == "right" else ""
        yield [label, asked, *shown, _of(worked["ours"], key, of)]


def _of(counts: dict[str, int], key: str, of: str) -> str:
    return f"{counts[key] / counts[of]:.3f} ({counts[key]} of {counts[of]})" if counts[of] else ""


def _besides(unseen: dict[str, Any]) -> str:
    asides = "; ".join(
        f"{key} {one['right']} of {one['of']}" for key, one in unseen["asides"].items()
    )
    failed = ", ".join(
        f"{label} on {unseen[name]['failed']}" for name, label in _SYSTEMS if unseen[name]["failed"]
    )
    told = f" Failed with an error: {failed}." if failed else ""
    return f"Unseen, of the amounts that are found, also right: {asides}.{told}"


def _casualties(unseen: dict[str, int], worked: dict[str, int]) -> str:
    shown = (
        f"{part['right']} of {part['sentences']} sentences wholly right, {part['tolls_right']} of "
        f"{part['tolls']} numbers with their fate, bounds and people"
        for part in (unseen, worked)
    )
    return "Casualties: unseen {}; worked on {}.".format(*shown)


def _below(ours: dict[str, int]) -> str:
    share = ours["right"] / ours["phrases"]
    missed = f"phrases, unseen ({share:.3f} of {_ASKED:g})" if share < _ASKED else "nothing"
    return f"Below what was asked: {missed}."
