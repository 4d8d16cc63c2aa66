"""The section on places in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """\
## Where: places

`python bench/places.py --data LGL_XML`. The Local-Global Lexicon corpus: local news, full of small
towns with the names of great ones. Of its {texts} texts every second was worked on, the others were
not read. A place is right with the same GeoNames id or within 161 km (100 miles); one that is not
resolved is wrong. {without} of {marked} marked names have no coordinates: they count only where
spans do. *Population* takes the most populous place of a name, *context* lets the text's other
names vote for a state, a division and what is near; both know what the gazetteer that ships knows.
With another gazetteer these two reached 60.3 and 65.5 elsewhere.
"""
_GIVEN = {"watchdesk": "**Watchdesk**", "context": "context", "population": "population"}
_FOUND = {"watchdesk": "**Watchdesk**", "names and population": "the engine's names, population"}
_PARTS = {"held": "held out", "worked_on": "worked on"}
_BAR = 78.0


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    parts = [result[part] for part in _PARTS]
    head = _HEAD.format(
        texts=sum(part["texts"] for part in parts),
        without=sum(part["without_coordinates"] for part in parts),
        marked=sum(part["marked"] for part in parts),
    )
    blocks = [
        head.rstrip("\n"),
        _lines(_given(result)),
        _lines(_found(result)),
        _recalls(result["held"]["recall"]),
        _below(result["held"]["given"]["watchdesk"]["right"]),
    ]
    return "\n\n".join(blocks) + "\n"


def _given(result: dict[str, Any]) -> Iterator[list[str]]:
    yield [
        "given names, per cent",
        "names",
        "right",
        "same id",
        "resolved",
        "right of resolved",
        "median km",
    ]
    yield ["---", *["---:"] * 6]
    for part, label in _PARTS.items():
        for system, name in _GIVEN.items():
            score = result[part]["given"][system]
            yield [
                f"{label}: {name}",
                f"{score['toponyms']:,}",
                *(
                    f"{score[key]:.1f}"
                    for key in ("right", "same_id", "resolved", "right_of_resolved")
                ),
                "" if score["median_km"] is None else f"{score['median_km']:g}",
            ]


def _found(result: dict[str, Any]) -> Iterator[list[str]]:
    yield ["from running text, F1 (P / R)", "names", "same bounds", "overlap", "in the right place"]
    yield ["---", *["---:"] * 4]
    for part, label in _PARTS.items():
        for system, name in _FOUND.items():
            score = result[part]["found"][system]
            shown = (
                f"{s['f1']:.1f} ({s['precision']:.0f} / {s['recall']:.0f})"
                for s in (score["exact"], score["overlap"], score["resolved"])
            )
            yield [f"{label}: {name}", f"{score['marked']:,}", *shown]


def _recalls(recall: dict[str, Any]) -> str:
    def told(kind: str) -> str:
        one = recall.get(kind, {"percent": 0.0, "of": 0})
        return f"{one['percent']:g} % of {one['of']:,}"

    return (
        "The corpus marks words like “Georgian” as places, and states that act; here the first are "
        "no places and the second actors, on purpose. Recall of spans, held out: all "
        f"{told('all')}; demonyms {told('demonym')}; states and capitals that are subjects "
        f"{told('acting')}; the rest {told('plain')}. Median distances are of what was resolved, 0 "
        "with the same id."
    )


def _below(right: float) -> str:
    below = "" if right >= _BAR else f" Below that: {right:g}."
    return f"Asked on what was held out: {_BAR:g} of given names right.{below}"


def _lines(rows: Iterator[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
