"""The table of ``bench/cleaning_speed.py``."""

from __future__ import annotations

from typing import Any

_ROWS = {
    "sample": "texts of the sample desk, as found",
    "clean": "clean news articles",
    "pages": "whole web pages, all visible text",
}


def table(result: dict[str, Any]) -> str:
    """The Markdown section."""
    rows = [
        f"| {name} | {part['texts']} | {part['lines_per_text']} | {part['characters_per_text']} | "
        f"{part['texts_per_cpu_second']} | {part['lines_per_cpu_second']} |"
        for key, name in _ROWS.items()
        if (part := result.get(key))
    ]
    head = "| Texts | Number | Lines each | Characters each | Texts/s | Lines/s |"
    return "\n".join(
        (
            "## Cleaning, speed",
            "",
            "`python bench/cleaning_speed.py --data PATH --clean FILE`. Cleaning alone, CPU time "
            "on one core, median of five rounds.",
            "",
            head,
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        )
    )
