"""One JSON value after the other from a stream, none longer than a limit held."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from watchdesk.errors import InputRefused
from watchdesk.intake.codes import refused
from watchdesk.intake.piece import Piece
from watchdesk.intake.sources import system_refused

_CHUNK = 1 << 18
_SPACE = re.compile("[ \t\r\n\x00\x1e]*+")
_BRACKET = re.compile(r'["\[\]{}]')
_STRING_STOP = re.compile(r'["\\]')
_AFTER_SCALAR = re.compile(r"[,\]}\s]")
_DIGITS = 4000
# Python refuses to read longer whole numbers: the time it takes is quadratic.
_TAIL = 16
# A literal, number or escape that is cut off is reported at most this far before the end.
_MARK = "\xef\xbb\xbf"


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)


class Skipped(NamedTuple):
    """A value that is not taken; the scan stands before it."""

    code: str
    what: str
    limit: int


class Scan:
    """A place in a text of JSON. Bytes are read as Latin-1: one character each."""

    def __init__(self, piece: Piece, limit: int) -> None:
        """``limit`` is in bytes and holds for one value."""
        self._uri = piece.uri
        self._stream = piece.stream
        self._limit = limit
        self._text = ""
        self._at = 0
        self._gone = 0
        self._ended = False
        self._decoder = json.JSONDecoder(strict=False, parse_int=_whole)
        if self._more() and self._text.startswith(_MARK):
            self._at = len(_MARK)

    def peek(self) -> str:
        """The next character that is no white space; an empty string at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def step(self) -> None:
        """Go past the character that ``peek`` gave."""
        self._at += 1

    def value(self) -> tuple[str, Any] | Skipped:
        """The value that begins here, as found and read, or why it was not taken.

        The scan stands behind it if it was taken. Raises ``InputRefused`` W120.
        """
        while True:
            if (found := self._try()) is not None:
                return found
            if len(self._text) - self._at > self._limit:
                return self._over()
            self._more()

    def _try(self) -> tuple[str, Any] | Skipped | None:
        try:
            value, end = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            cut = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _TAIL
            if cut and not self._ended:
                return None
            raise self.broken(error.msg[:1].lower() + error.msg[1:], error.pos) from error
        except RecursionError:
            return Skipped("W116", "it is nested too deep", self._limit)
        if end == len(self._text) and not self._ended:
            return None  # a number may go on
        raw = self._text[self._at : end]
        if len(raw) > self._limit:
            return self._over()
        self._at = end
        return raw, value

    def _over(self) -> Skipped:
        return Skipped("W119", "", self._limit)

    def pass_over(self, inside: int = 0) -> None:
        """Go past the value that begins here, or to the end of the ``inside`` brackets around
        here, without holding it. Raises ``InputRefused`` W120 where the file ends before."""
        if not inside and self.peek() not in '"[{':
            self._seek(_AFTER_SCALAR)
            self._at -= 1
            return
        while True:
            bracket = self._seek(_BRACKET)
            if bracket == '"':
                self._pass_string()
            else:
                inside += 1 if bracket in "[{" else -1
            if inside <= 0:
                return

    def _pass_string(self) -> None:
        while self._seek(_STRING_STOP) == "\\":
            if self._at >= len(self._text) and not self._more():
                raise self.broken("it breaks off inside a string")
            self._at += 1

    def _seek(self, pattern: re.Pattern[str]) -> str:
        while (match := pattern.search(self._text, self._at)) is None:
            self._at = len(self._text)
            if not self._more():
                raise self.broken("it breaks off")
        self._at = match.end()
        return match[0]

    def _more(self) -> bool:
        """Read on, as much as is waiting; what was passed is let go."""
        rest = self._text[self._at :]
        try:
            chunk = b"" if self._ended else self._stream.read(max(_CHUNK, len(rest)))
        except OSError as error:
            raise system_refused(error, self._uri) from error
        self._ended = not chunk
        self._gone += self._at
        self._text, self._at = rest + chunk.decode("latin-1"), 0
        return not self._ended

    def broken(self, what: str, at: int | None = None) -> InputRefused:
        """The refusal of a file that is no JSON from here on."""
        place = self._gone + (self._at if at is None else at)
        return refused("W120", self._uri, what=f"{what}, byte {place:,}")
