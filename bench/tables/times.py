"""The section on times in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_HEAD = """\
## When: times

`python bench/times.py --data AQUAINT --meantime MEANTIME`. Times found in running text and put as
TIMEX3 values, F1 in per cent as TempEval-3 counts it: *strict* with the same bounds, *relaxed* with
a character in common, *type* and *value* of those that meet loosely and say the same. AQUAINT's
first {tuned} texts by name were worked on; its other {texts} and MEANTIME ({wikinews} texts,
headline and first sentences) were not read for these rules; those for dates of publication were
worked on with MEANTIME too. *recognizers-text* and *dateparser* were run beside, their answers put
as TIMEX3 as kindly as plain rules allow. HeidelTime and SUTime need Java: their figures were
measured once, elsewhere.
"""
_SYSTEMS = {
    "watchdesk": "**Watchdesk**",
    "recognizers-text": "recognizers-text",
    "dateparser": "dateparser",
}
_ELSEWHERE = {"HeidelTime": 70.5, "SUTime": 67.7}
_VALUE, _RELAXED = 76.0, 92.0


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    aquaint, wikinews = result["aquaint"], result["meantime"]["held"]
    head = _HEAD.format(
        tuned=aquaint["worked_on"]["watchdesk"]["texts"],
        texts=aquaint["held"]["watchdesk"]["texts"],
        wikinews=wikinews["watchdesk"]["texts"],
    )
    blocks = [head.rstrip("\n"), _lines(_rows(result)), _told(result), _below(result)]
    return "\n\n".join(blocks) + "\n"


def _rows(result: dict[str, Any]) -> Iterator[list[str]]:
    yield ["F1", "times", "strict", "relaxed (P / R)", "type", "value", "value, normal form"]
    yield ["---", *["---:"] * 6]
    aquaint = result["aquaint"]
    yield from _part("AQUAINT, held out", aquaint["held"])
    yield from _part("MEANTIME, held out", result["meantime"]["held"])
    yield from _part("both, held out", result["all_held"])
    yield from _part("AQUAINT, worked on", aquaint["worked_on"])
    yield from _part("AQUAINT, whole", aquaint["whole"])
    for name, value in _ELSEWHERE.items():
        yield [f"AQUAINT, whole: {name}, elsewhere", "", "", "", "", f"{value:.1f}", ""]


def _part(label: str, part: dict[str, Any]) -> Iterator[list[str]]:
    for system, name in _SYSTEMS.items():
        score = part[system]
        relaxed = score["relaxed"]
        yield [
            f"{label}: {name}",
            f"{score['marked']}",
            f"{score['strict']['f1']:.1f}",
            f"{relaxed['f1']:.1f} ({relaxed['precision']:.0f} / {relaxed['recall']:.0f})",
            f"{score['type']['f1']:.1f}",
            f"{score['value']['f1']:.1f}",
            f"{score['normal']['f1']:.1f}",
        ]


def _told(result: dict[str, Any]) -> str:
    held = result["all_held"]["watchdesk"]
    return (
        f"Of the held-out times that meet, {held['value_of_matched']:g} % have the value that is "
        "marked. *Normal form* reads `2000-W7` and `1949-XX`, as some annotators wrote, like "
        "`2000-W07` and `1949`."
    )


def _below(result: dict[str, Any]) -> str:
    missed = []
    parts = (
        ("AQUAINT", result["aquaint"]["held"]),
        ("MEANTIME", result["meantime"]["held"]),
        ("both", result["all_held"]),
    )
    for label, part in parts:
        for measure, bar in (("value", _VALUE), ("relaxed", _RELAXED)):
            f1 = part["watchdesk"][measure]["f1"]
            if f1 < bar:
                missed.append(f"{measure} on {label} ({f1:g} of {bar:g})")
    return (
        f"Asked on what was held out: value {_VALUE:g}, relaxed {_RELAXED:g}. "
        f"Below that: {'; '.join(missed) or 'nothing'}."
    )


def _lines(rows: Iterator[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
