"""Texts with marked times: TimeML's AQUAINT, and MEANTIME's Wikinews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

TUNED = 40
"""The AQUAINT texts, the first by name, that rules were written on; the others were not read."""
_DATELINE, _MARKED = "1", 5
"""MEANTIME's sentences: the headline, a line that is the date, and the last that is marked."""
_CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'", "”", "''"})
_OPENING = frozenset({"(", "[", "£", "€", "“", "``"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_QUOTES = {"``": '"', "''": '"'}


class Timex(NamedTuple):
    """A time as it is marked, or as a system told it. Offsets count code points."""

    start: int
    end: int
    type: str
    """``DATE``, ``TIME``, ``DURATION`` or ``SET``."""
    value: str
    """TIMEX3 value; empty when there is none."""
    mod: str = ""


class Text(NamedTuple):
    """A news text with its day and the times marked in it."""

    name: str
    text: str
    day: date
    times: tuple[Timex, ...]


def aquaint(folder: Path) -> list[Text]:
    """The texts of a folder of TimeML files, by name."""
    return [_timeml(path) for path in sorted(folder.glob("[!.]*.tml"))]


def _tree(path: Path) -> Any:
    return etree.parse(str(path), etree.XMLParser(recover=True, resolve_entities=False)).getroot()


def _timeml(path: Path) -> Text:
    root = _tree(path)
    made = next(t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
    pieces: list[str] = []
    found: list[Timex] = []
    _walk(root.find(".//TEXT"), 0, pieces, found)
    day = date.fromisoformat(made.get("value")[:10])
    return Text(path.stem, "".join(pieces), day, tuple(sorted(found)))


def _walk(node: Any, at: int, pieces: list[str], found: list[Timex]) -> int:
    """Take down the text below a node and the times marked in it; the offset behind it."""
    start = at
    pieces.append(node.text or "")
    at += len(pieces[-1])
    for child in node:
        at = _walk(child, at, pieces, found)
        pieces.append(child.tail or "")
        at += len(pieces[-1])
    if node.tag == "TIMEX3":
        value, mod = node.get("value") or "", node.get("mod") or ""
        found.append(Timex(start, at, node.get("type"), value, mod))
    return at


def meantime(folder: Path) -> list[Text]:
    """The English texts as far as they are marked, without the line that is the date itself."""
    paths = sorted((folder / "intra_cross-doc_annotation").glob("*/[!.]*.xml"))
    return [_wikinews(path) for path in paths]


def _wikinews(path: Path) -> Text:
    root = _tree(path)
    tokens = {t.get("t_id"): t for t in root.iter("token")}
    told = " ".join(t.text for t in tokens.values() if t.get("sentence") == _DATELINE)
    kept = [t for t in tokens.values() if int(t.get("sentence")) <= _MARKED]
    text, places = _laid_out(t for t in kept if t.get("sentence") != _DATELINE)
    times = []
    for node in root.iter("TIMEX3"):
        words = [places.get(a.get("t_id")) for a in node.iter("token_anchor")]
        if words and words[0] and words[-1]:
            value = node.get("value") or ""
            times.append(Timex(words[0][0], words[-1][1], node.get("type"), value))
    day = datetime.strptime(told, "%B %d , %Y").date()
    return Text(path.stem, text, day, tuple(sorted(times)))


def _laid_out(tokens: Iterable[Any]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Running text from words, a line for each sentence, and where each word came to stand."""
    out, places = "", {}
    sentence = None
    for space, token in _spaced(tokens):
        if token.get("sentence") != sentence:
            out += "\n\n" if out else ""
            sentence = token.get("sentence")
        else:
            out += space
        start = len(out)
        out += _QUOTES.get(token.text, token.text)
        places[token.get("t_id")] = (start, len(out))
    return out, places


def _spaced(tokens: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each word with the space that belongs before it."""
    before, quoted = "", False
    for token in tokens:
        word = token.text
        closes = (
            word in _CLOSING
            or (word == '"' and quoted)
            or (word in _ORDINALS and before[-1:].isdigit())
            or re.fullmatch(r"'[a-z]{1,2}", word) is not None
        )
        opened = before in _OPENING or (before == '"' and quoted and word != '"')
        opened = opened or before.endswith("$")
        if word == '"':
            quoted = not quoted
        yield "" if closes or opened else " ", token
        before = word
