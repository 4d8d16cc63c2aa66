"""How a line reads as the first line of a story: what stands before it, its form, its names.

News is written so that a story can be picked up anywhere: its first paragraph names people in full,
says the day, and refers back to nothing; later paragraphs take up what was named. Each cue here is
one such observation about the gap between two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.cleaning.cohesion import Words
from watchdesk.cleaning.labels import dateline_end
from watchdesk.cleaning.scene import Scene, common
from watchdesk.records import PartKind

_BEFORE_WORDS, _BEFORE_LINES = 300, 12
_AFTER_WORDS, _AFTER_LINES = 200, 8
_RETOLD_LINES = 30
_AROUND = 12
_FAREWELL_WORDS = 60
_CUT_WORDS = 5
_BACK = frozenset(
    "he she it they his her its their we i that this these those him you my our but and however "
    "meanwhile also still yet so instead nevertheless moreover besides furthermore or then "
    "afterwards similarly likewise additionally separately earlier later asked elsewhere "
    "nonetheless indeed even either neither other others another both many some most".split()
)
"""First words that take up what was said before."""
_GOING_ON = frozenset(
    "also these those i we my me us our do did does added told had would there because them such "
    "him can should if though although however but so very then both neither nor same another "
    "other others it's he'd they'd can't don't didn't".split()
)
"""Words of closed classes that first paragraphs of news do without."""
_DAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAID = frozenset(("said", "added", "told", "says", "according"))
_DESK = re.compile(r"\([A-Z]{2,8}\) ")
_PICTURED = re.compile(
    r"(?:getty|ap\b|associated press|reuters|afp|pa\b|epa|rex\b|shutterstock|alamy|twitter|"
    r"facebook|instagram|youtube|photos?:|image|picture|video:)",
    re.IGNORECASE,
)
_CLOSED_POST = re.compile(r"(?:\d|\)|#\w{1,40}|/\w{1,40}|@\w{1,40}|[\"”'’])$")
_FAREWELL = re.compile(
    r"(?:reporting|editing|writing|compiled|translated|translation|edited|produced) by |"
    r"\bcontributed to (?:this|the) |"
    r"\b(?:read or share|share|follow|e-?mail|contact|call|visit|subscribe|sign up|like us|send us|"
    r"click here|tell us)\b.{0,80}(?:\bhere\b|facebook|twitter|\bus\b|@|https?:|www|this "
    r"(?:story|article|post))|copyright|all rights reserved|"
    r"\bwith (?:reporting|assistance|files|inputs)\b|"
    r"this (?:story|article|post|report) (?:was|has been|originally|first)|news team|"
    r"see more stories",
    re.IGNORECASE,
)
_FAREWELLS = frozenset(
    "reporting editing writing compiled translated translation edited produced contributed share "
    "follow email e-mail contact call visit subscribe sign like send click tell copyright reserved "
    "reserved. assistance files inputs this (reporting (editing (with news stories".split()
)
"""One of these is in every farewell: to look for them first is faster."""
Cues = Iterator[tuple[str, float]]


def read_form(scene: Scene, number: int) -> dict[str, float]:
    """What the form of a line, and of the lines around it, says for and against a story that
    starts there. Not for the first line of a scene."""
    lead = scene.lead(number)
    above = range(max(0, number - _AROUND), max(0, number - 1))
    share = scene.open_share(above, range(lead, min(len(scene.at), lead + _AROUND)))
    found = {"open_ends": share}
    found.update(_form(scene, number, lead))
    found.update(_end_before(scene, number, lead, share))
    found.update(_headline(scene, number, lead, share))
    return found


def read_names(scene: Scene, number: int) -> dict[str, float]:
    """What its names and words say, beside those of the lines above."""
    lead = scene.lead(number)
    above = scene.above(number, _BEFORE_WORDS, _BEFORE_LINES)
    below = scene.below(number, _AFTER_WORDS, _AFTER_LINES)
    found: dict[str, float] = {"style": scene.style_breaks(above, below)}
    found.update(_names(scene, number, below))
    short = set().union(*(words.alone for words in scene.words[above.start : above.stop]))
    if any(last in short and scene.introduced[last] < number for last in scene.words[lead].full):
        found["renamed"] = 1.0
    found["new_names"] = float(_none_shared(scene, above, below))
    if len(scene.words[lead].opening) > 1:
        found["full_name_first"] = 1.0
    mine = scene.words[lead].bag
    far = scene.words[max(0, number - _RETOLD_LINES) : max(0, number - 2)]
    found["told_before"] = common(mine, far) / (len(mine) + 4)
    return found


def _end_before(scene: Scene, number: int, lead: int, share: float) -> Cues:
    """How the text before ends."""
    page = scene.page
    here = scene.at[number]
    between = range(scene.at[number - 1] + 1, here)
    if between or scene.sizes[number - 1] <= _FAREWELL_WORDS:
        parting = any((label := page.labels[i]) is not None and label.closes for i in between)
        last = [scene.text(number - 1), *(page.lines[i].text for i in between)]
        if (parting or any(map(_is_farewell, last))) and not _is_farewell(scene.text(number)):
            yield "farewell", 1.0
    signed = any(page.kind(i) is PartKind.BYLINE for i in range(here, scene.at[lead]))
    signs = any(page.kind(i) is PartKind.BYLINE for i in between)
    cut = is_cut(scene, number - 1)
    if signed or (signs and (scene.told[number - 1] or cut)):
        yield "byline", 1.0
    if signed and scene.shaped_as_headline(number):
        yield "signed_headline", 1.0
    if cut:
        if scene.ends_open[number - 1]:
            yield "cut_word", 1.0
        if share < 0.12:
            yield "cut", 1.0
        elif share < 0.3:
            yield "cut_among", 1.0


def _is_farewell(text: str) -> bool:
    """Words with which a page takes leave of its reader."""
    if len(text) > 400:
        text = text[-160:]
    low = text.lower()
    return not _FAREWELLS.isdisjoint(low.split()) and _FAREWELL.search(low) is not None


def is_cut(scene: Scene, number: int) -> bool:
    """Whether a line may stop in the middle of a sentence: no full stop, no caption, no post, and
    no headline in capitals, as pages set the links to other stories between paragraphs."""
    if not scene.unended[number] or scene.sizes[number] < _CUT_WORDS:
        return False
    text = scene.text(number)
    return not text.isupper() and not _CLOSED_POST.search(text[-60:]) and not _PICTURED.match(text)


def _headline(scene: Scene, number: int, lead: int, share: float) -> Cues:
    """Whether the line is a headline, as the first line of the text is one or is none."""
    text = scene.text(number)
    pictured = _PICTURED.match(text)
    if pictured if scene.unended[number] else _PICTURED.match(scene.text(lead)):
        yield "pictured", 1.0
    headed = not pictured and scene.shaped_as_headline(number)
    if scene.headed and not headed:
        yield "headline_missing", 1.0
    elif scene.headed and not scene.sectioned:
        yield "headline_too", 1.0
        yield "headline_alone", float(scene.is_lone(number))
    if not headed or share >= 0.3:
        return
    mine = scene.words[number].bag
    below = len(mine & scene.words[lead].bag)
    if below >= 2 and below > common(mine, scene.words[max(0, number - 3) : number]):
        yield "headline_echo", 1.0


def _form(scene: Scene, number: int, lead: int) -> Cues:
    """The form of the first running text."""
    text, words = scene.text(lead), scene.words[lead]
    first = words.first.lower()
    if first in _BACK:
        yield "refers_back", 1.0
    elif first == "the":
        yield "the", 1.0
    elif first in ("a", "an"):
        yield "a", 1.0
    if text[0] in "\"'“‘«„":
        yield "quote", 1.0
    end = dateline_end(text)
    if (end is not None and text[:end].rstrip()[-1] != ":") or _DESK.match(text):
        yield "dateline", 1.0
    elif _shouts(text, words) and not any(
        words.first in scene.words[i].names
        for i in scene.above(number, _BEFORE_WORDS, _BEFORE_LINES)
    ):
        yield "capitals", 1.0
    if _DAYS.search(text[:400]):
        yield "day", 1.0
    elif not _SAID.isdisjoint(words.start):
        yield "said", 1.0
    yield "going_on", min(3, len(words.start & _GOING_ON))
    if lead + 1 < len(scene.at):
        yield "next_going_on", min(3, len(scene.words[lead + 1].start & _GOING_ON))


def _shouts(text: str, words: Words) -> bool:
    """The first word is set in capitals, as some papers open a story."""
    first = words.first
    if len(first) < 2 or not first.isalpha() or not first.isupper():
        return False
    rest = text[:120].split(maxsplit=2)
    return len(rest) > 1 and rest[1][0].islower()


def _none_shared(scene: Scene, above: range, below: range) -> bool:
    """Several names on both sides, and none of them on both."""
    names = [
        set().union(*(words.names for words in scene.words[part.start : part.stop]))
        for part in (above, below)
    ]
    return min(map(len, names)) >= 3 and names[0].isdisjoint(names[1])


def _names(scene: Scene, number: int, below: range) -> Cues:
    """Whether people are introduced anew, or called by the short name they got before."""
    introduced = scene.introduced
    anew = short = 0
    seen: set[str] = set()
    for words in scene.words[below.start : below.stop]:
        for last in words.full.keys() - seen:
            anew += introduced[last] < number
        for name in words.alone - seen - words.full.keys():
            short += introduced.get(name, number) < number
        seen |= words.full.keys() | words.alone
    yield "named_anew", min(3, anew)
    yield "named_short", min(3, short)
