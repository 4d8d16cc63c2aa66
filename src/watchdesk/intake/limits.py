"""How much intake takes before it refuses."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input. Rows of a JSON Lines file are bounded each; the file is not."""

    file_bytes: int = 20 * MEBIBYTE
    """Largest plain text or HTML file, in bytes."""
    row_bytes: int = 20 * MEBIBYTE
    """Longest row of a JSON Lines file, in bytes."""
    bad_rows: int = 100
    """How many rows at the start of a JSON Lines file may be broken before it is given up."""
    text_characters: int = 5_000_000
    """Longest captured text, in code points."""
    min_letters: int = 1
    """Fewest letters and digits a text must have to be worth reading."""
    html_depth: int = 250
    """Deepest nesting of HTML elements."""
    html_elements: int = 50_000
    """Most elements on one HTML page; bounds the time its extraction takes."""
    copy_bytes: int = 1024 * MEBIBYTE
    """Largest temporary copy of a file that cannot be read as a stream (a zip or Parquet file from
    standard input or inside an archive), in bytes."""
