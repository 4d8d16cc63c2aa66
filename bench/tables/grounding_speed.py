"""The section on the speed of grounding and events in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_TEXTS = {"sample": "sample desk", "news": "news"}
_STEPS = {
    "lists": "words and trees as lists",
    "time": "times",
    "published": "day of publication",
    "place": "places",
    "quantity": "amounts, casualties",
    "actor": "actors",
    "events": "events",
}
_BEFORE = {"sample": 73.2, "news": 91.6}
_ASKED = 40


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    parts = [name for name in _TEXTS if name in result]
    rows = [_row(what, [result[n]["ms"].get(step) for n in parts]) for step, what in _STEPS.items()]
    rows.append(_row("**all of these**", [result[name]["ours_ms"] for name in parts]))
    rows.append(_row("attribution", [result[name]["ms"].get("attribution") for name in parts]))
    rows.append(_row("the engine", [result[name]["ms"].get("engine") for name in parts]))
    speeds = ", ".join(
        f"{_TEXTS[name]} {result[name]['ours_per_s']:g} ({_BEFORE[name]:g} in the first version)"
        for name in parts
    )
    return "\n".join(
        (
            "## Grounding and events, speed",
            "",
            "`python bench/grounding_speed.py --data PATH`. Milliseconds of CPU time on one core "
            f"for an article of {result['sample']['words']} words, each step where the pipeline "
            f"calls it, median of {result['sample']['runs']} runs over "
            + " and ".join(f"{result[n]['articles']} texts ({_TEXTS[n]})" for n in parts)
            + ". Nothing was tuned on these texts but speed.",
            "",
            "| Step | " + " | ".join(_TEXTS[name] for name in parts) + " |",
            "| --- |" + " --- |" * len(parts),
            *rows,
            "",
            f"Articles a second by grounding and events: {speeds}; asked for were {_ASKED}. Beside "
            "the engine they take "
            + ", ".join(f"{100 * result[n]['of_engine']:.0f} % ({_TEXTS[n]})" for n in parts)
            + " of its time.",
            "",
        )
    )


def _row(what: str, values: list[float | None]) -> str:
    shown = ["–" if value is None else f"{value:.1f}" for value in values]
    return f"| {what} | " + " | ".join(shown) + " |"
