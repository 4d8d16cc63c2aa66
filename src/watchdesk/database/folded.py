"""Words as SQLite's full-text search takes them from a text: the same words are found anywhere.

What it does with a code point depends on nothing around it: it parts words, or is dropped (a mark
above or below a letter), or stands for one without case and marks. So it is asked once for each.
"""

from __future__ import annotations

import sqlite3
from threading import Lock

LONGEST = 500
"""Code points of a word by which it is told from others."""


class Folding(dict[int, str]):
    """What each code point becomes: nothing, a space where a word ends, or another one."""

    def __init__(self) -> None:
        """Ready to be asked by any thread."""
        super().__init__()
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.execute(
            "CREATE VIRTUAL TABLE one USING fts5 (x, tokenize='unicode61 remove_diacritics 2')"
        )
        self._db.execute("CREATE VIRTUAL TABLE word USING fts5vocab(one, instance)")

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._asked(chr(code))
        return folded

    def _asked(self, letter: str) -> str:
        if 0xD800 <= ord(letter) <= 0xDFFF:
            return " "  # half of a code point
        with self._lock:
            self._db.execute("DELETE FROM one")
            self._db.execute("INSERT INTO one VALUES (?)", (f"a{letter}a",))
            rows = self._db.execute('SELECT term FROM word ORDER BY "offset"').fetchall()
        return " " if len(rows) > 1 else str(rows[0][0])[1:-1]

    def words(self, text: str) -> list[str]:
        """The words of a text, in their order."""
        return [word[:LONGEST] for word in text.translate(self).split(" ") if word]
