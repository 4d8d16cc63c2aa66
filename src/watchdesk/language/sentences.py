"""Where sentences end."""

from __future__ import annotations

import re

from watchdesk.records import Span


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_STOP = re.compile(
    r"(?P<stop>[.!?…]+(?:[ \u00a0]…|[ \u00a0]\.\.\.)?)"
    r"(?P<close>(?:[\"”’'»)\]]|\[\d{1,3}\]){0,8})"
)
_NEXT = re.compile(r"(?P<space>\s{0,200})(?P<open>[\"“‘'«(\[„¿¡•*·—–\-\s]{0,12})(?P<word>\S{0,40})")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'«—–/]{1,30}\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,11}[^\W\d_]\Z")
_SPOKEN = re.compile(
    r"(?:(?:the|The)\s)?(?:[A-Z][\w'’.-]{0,30}\s){1,4}"
    r"(?:said|says|asked|asks|added|wrote|writes|told|replied|quipped|tweeted|posted|continued)\b"
    r"(?=\s?[.,;:]|\s(?:in|on|at|to|when|during|after|of|as|reporters|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)
_ENUMERATOR = re.compile(r"[(]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\Z")

_TITLES = _words(
    "Mr Mrs Ms Dr Gen Gov Sen Sens Rep Reps Lt Col Maj Capt Cmdr Sgt Cpl Pvt Spc Prof Rev Hon St "
    "Ste Mt Ft Adm Amb Pres Fr Msgr Messrs Mmes Brig Supt Insp Det Vice-Adm "
    "vs v e.g i.e cf viz approx ca c al"
)
"""A stop after these does not end a sentence (``St.`` and the like stand before a name)."""
_COUNTED = _words("No Nos Art Arts Fig Figs Vol Vols Sec p pp par para Ch ch ft")
"""Before a number only."""
_DATED = _words(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun"
)
_TRAILING = _words(
    "Inc Corp Co Ltd Jr Sr Bros Calif Colo Conn Del Fla Ga Ill Ind Ky La Mass Md Mich Minn Miss Mo "
    "Neb Nev Okla Ont Ore Pa Tenn Tex Va Vt Wash Wis Dem est dept Ph.D M.D B.A M.A"
)
_CLOCK = _words("a.m p.m A.M P.M am pm")
_ZONES = _words(
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET EEST MSK IST JST "
    "Eastern Central Mountain Pacific Moscow Kyiv Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday January February March April May June July August September October "
    "November December"
)
_STARTERS = _words(
    "The A An This That These Those It He She They We I You In On At By For From With As But And "
    "Or So Yet If When While After Before Since Although Though Because However Meanwhile Moreover "
    "Still Also Now Then There Here What Who How Why Where Which His Her Their Its Our My Your "
    "Some "
    "Many Most Several Both Each Every All Any One Two Three Four Five Six No Not Nor According "
    "Under During Despite Until Last Earlier Later Only Even Just Such Other Others Another Once "
    "Instead Indeed Perhaps Nearly About Over More Less Few Fewer Between Among Through Without "
    "Within Against Unlike Like Asked Speaking Officials Critics Analysts Police Thousands "
    "Hundreds Dozens Today Yesterday Tomorrow It's That's There's He's She's They're We're I'm "
    "It’s That’s There’s He’s She’s They’re We’re I’m Don't Don’t "
    "Let's Let’s Yes Well Next To Of"
)
"""Capitalised words that open a sentence far more often than they stand in a name."""


def sentences(text: str, region: Span) -> tuple[Span, ...]:
    """Sentences of a region, without white space at their ends.

    A sentence never crosses a line break. It takes closing quotation marks and brackets after
    its stop with it and never starts at a lower-case word. A stop inside a quotation ends a
    sentence when a new one starts after it, so a long quotation is several sentences.
    """
    found: list[Span] = []
    for line in _LINE.finditer(text, region.start, region.end):
        found.extend(_split(text, line.start(), line.end()))
    return tuple(found)


def _split(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, start, stop, end):
            sentence = Span(start, stop.end()).trim(text)
            if sentence.length:
                found.append(sentence)
            start = stop.end()
    rest = Span(start, end).trim(text)
    if rest.length:
        found.append(rest)
    return found


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    after = _NEXT.match(text, stop.end(), end)
    if after is None or not after["word"]:
        return False
    word = after["word"]
    if not (after["space"] or _glued(text, stop, after)):
        return False
    if word[0].islower() or word[0] in ",;:.!?…%)]}":
        return False
    if after["space"] and not after["open"] and word[0] in "&+/=|<>":
        return False
    if stop["stop"] == "." and not stop["close"]:
        return _full_stop_ends(text, Span(start, stop.start()), word)
    if stop["stop"][-1] in "!?" and stop["close"]:
        return _SPOKEN.match(text, after.start("word"), end) is None
    return True


def _glued(text: str, stop: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two sentences touch without a space, as they do in badly extracted text."""
    if stop["stop"] != "." and not stop["close"]:
        return False
    word = after["word"]
    before = text[max(0, stop.start() - 3) : stop.start()]
    if after["open"] or stop["close"]:
        return word[:1].isupper() and (before[-1:].isalnum() or before[-1:] in "”’)")
    return before.isalpha() and before.islower() and word[:1].isupper() and word[1:3].islower()


def _full_stop_ends(text: str, before: Span, following: str) -> bool:
    """Whether a single full stop ends a sentence, by the word it stands at."""
    last = _LAST_WORD.search(text, max(before.start, before.end - 30), before.end)
    if last is None:
        return True
    word = last[0]
    opener = re.match(r"[\w'’]*", following)
    starter = opener is not None and opener[0] in _STARTERS
    if word in _TITLES:
        return False
    if word in _COUNTED:
        return not following[0].isdigit()
    if word in _DATED:
        return not following[0].isdigit() and starter
    if word in _CLOCK:
        return re.sub(r"\W+\Z", "", following) not in _ZONES
    if word == "etc":
        return True
    opens = not text[before.start : last.start()].strip()
    if opens and _ENUMERATOR.match(word):
        return False
    if word in _TRAILING or _DOTTED.match(word):
        return starter
    if len(word) == 1 and word.isupper() and word != "I":
        return starter
    return True
