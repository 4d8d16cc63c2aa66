"""How much intake takes before it refuses."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input: a file, an address or standard input, with all that is packed inside it.

    Rows of a JSON Lines file are bounded each; the file is not.
    """

    file_bytes: int = 20 * MEBIBYTE
    """Largest plain text or HTML file, in bytes."""
    row_bytes: int = 20 * MEBIBYTE
    """Longest row of JSON Lines, JSON and CSV, and longest cell of Parquet, in bytes."""
    bad_rows: int = 100
    """How many rows at the start of JSON Lines or CSV may be broken before the file is given up,
    and how many wait for a column that was named with ``--map``."""
    text_characters: int = 2_000_000
    """Longest captured text, in code points: more than a long book has. Reading takes time in
    proportion, for this much about two minutes."""
    min_letters: int = 1
    """Fewest letters and digits a text must have to be worth reading."""
    html_depth: int = 250
    """Deepest nesting of HTML elements."""
    html_elements: int = 50_000
    """Most elements on one HTML page; bounds the time its extraction takes."""
    page_bytes: int = 512 * MEBIBYTE
    """What the largest pages of the Parquet columns that are read may unpack to together, in
    bytes. Writers make pages of 1 MiB, but up to 1,024 cells however long they are."""
    copy_bytes: int = 1024 * MEBIBYTE
    """Largest temporary copy of a file that cannot be read as a stream (a zip or Parquet file from
    standard input or inside an archive), in bytes."""
    archive_depth: int = 3
    """How many archives may be packed inside one another; a packed tar file counts once."""
    archive_members: int = 100_000
    """Most members of all archives inside one input."""
    unpacked_free: int = 64 * MEBIBYTE
    """Bytes that may be unpacked of one file however small it was packed."""
    unpack_ratio: int = 200
    """How many times its packed size a file may unpack to beyond that. News pages pack 3 to 8 times
    in zip and gzip, a whole site in one xz file 17 times, one page saved some hundred times up to
    800 (but in less than ``unpacked_free``); zeros made to harm 1,000 times in gzip, 7,000 in xz
    and 900,000 in bzip2."""
    unpacked_bytes: int = 1024 * MEBIBYTE
    """Bytes that may be unpacked of one input, all that is packed inside it counted; more where
    ``unpack_ratio`` times its own size is more. Unpacking that much takes some seconds."""
    unpack_memory: int = 128 * MEBIBYTE
    """Memory an xz file may ask for to be unpacked; ``xz -9`` asks for 65 MiB."""


@dataclass(slots=True)
class Spent:
    """What one input has used up so far, with everything that is packed inside it."""

    packed: int = 0
    """Its own bytes: its size where that is known, else those read so far."""
    unpacked: int = 0
    """Bytes unpacked from it, those packed twice counted twice."""
    members: int = 0
    """Members of its archives."""

    def allowed(self, limits: Limits) -> int:
        """How many bytes may be unpacked of the input."""
        return max(limits.unpacked_bytes, limits.unpack_ratio * self.packed)
