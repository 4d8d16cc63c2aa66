"""What the gate sees in the words alone: quotations, numbers, dates, names and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.grounding.quantity_numbers import SPELLED, number
from watchdesk.language.lexicon import adjectives, known_exactly, peoples

_QUOTATION = re.compile(r"“([^“”]{1,4000})”|\"([^\"]{1,4000})\"|«([^«»]{1,4000})»")
_LEFT_OUT = re.compile(r"…|\.\.\.|\[\.\.\.\]|\[…\]")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALED = re.compile(r"\d[\d,.]*\d? (?:hundred|thousand|million|billion|trillion)\b")
_SPELLED = re.compile(rf"\b{SPELLED}\b|{_SCALED.pattern}", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Z][a-z]{2,8})\b|"
    r"\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!,?\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS_OF_PLACE = (
    "region province oblast district county city town village settlement port airport airfield "
    "island river bridge border state republic peninsula capital"
)
_KIND = "|".join(f"{kind}s?" for kind in _KINDS_OF_PLACE.split()).replace("citys?", "city|cities")
_KIND = _KIND.replace("countys?", "county|counties")
_PLACED = re.compile(
    rf"\b(?:the )?({_KIND}) of ((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)|"
    rf"((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*) ({_KIND})\b"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;—–]|\n)[\"“”‘’'»«)\]]*\s*(?:[•*-]\s*)?[\"“‘'«(\[]*$")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions trillion trillions dozen "
    "dozens half third quarter twice".split()
)
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday today yesterday tomorrow tonight".split()
)
_DATE_PHRASE = re.compile(
    r"\b(?:this|next|last|past|coming)\s+"
    r"(?:day|week|weekend|month|year|decade|spring|summer|autumn|fall|winter)s?\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    "a an the this that these those it its he she they we i you his her their our my there here "
    "and but or nor so yet for as at by in on of to from with without within into over under "
    "after before since until while when where who what which why how if although though because "
    "however meanwhile still also both all any some most many few several each every one no not "
    "such another other others more less only even then now thus according asked among amid "
    "despite during about around against between beyond".split()
)
UNCHECKED = re.compile(
    r"\b(?:could not|cannot|can not|couldn.t|ha[sd] yet to|have yet to|ha[sd] not|have not|"
    r"was not|were not|not) (?:be |been |yet |immediately )*(?:independently )?"
    r"(?:verif|confirm|check)\w*|"
    r"\bun(?:verified|confirmed)\b|\bno (?:independent )?(?:evidence|confirmation)\b|"
    r"\bwithout (?:giving |providing |offering )?(?:evidence|proof)\b",
    re.IGNORECASE,
)
"""Words by which a report says that it could not be checked."""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys('‘’‛“”„‟"«»', "'"),
        **dict.fromkeys("–—‒―", " - "),
        "\u00a0": " ",
    }
)
_INSIDE_NAMES = frozenset(
    "of the and for de la del di da du der den von van bin al el ibn y".split()
)


class Finding(NamedTuple):
    """Something in a bullet that its cited words do not hold."""

    kind: str
    word: str


def fold(text: str) -> str:
    """Without case, with one kind of quotation mark and dash, white space folded."""
    return " ".join(text.translate(_PLAIN).casefold().split())


def quoted_parts(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each quotation in a text, and its parts where words are left out ("…")."""
    for match in _QUOTATION.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        yield words, tuple(part for part in _LEFT_OUT.split(words) if part.strip())


def quotations(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Quoted words that do not stand so, and in this order, in one of the citations."""
    for words, parts in quoted_parts(text):
        wanted = [fold(part).strip(" ,.;'") for part in parts]
        if not any(_in_order(wanted, told) for told in cited):
            yield Finding("quotation", words)


def _in_order(parts: Sequence[str], told: str) -> bool:
    at = 0
    for part in parts:
        found = told.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def caveats(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """That a report could not be checked, said right behind the words taken, and left out."""
    words = fold(text)
    for told in map(fold, cited):
        at = told.find(words)
        behind = told[at + len(words) :].partition(". ")[0] if at >= 0 else ""
        found = UNCHECKED.search(behind)
        if found and words:
            yield Finding("hedge", found.group())


def _values(text: str) -> set[str]:
    digits = {
        _value(match.group())
        for match in _NUMBER.finditer(text)
        if not _SCALED.match(text, match.start())
    }
    spelled = {_plain_value(value) for _, value in spelled_in(text)}
    return digits | spelled


def spelled_in(text: str) -> Iterator[tuple[str, float]]:
    """Numbers in words that stand in a text, or in digits with a word of scale behind them, with
    what they are worth."""
    for match in _SPELLED.finditer(text):
        value = number(match.group())
        if value is not None:
            yield match.group(), value


def _plain_value(value: float) -> str:
    return _value(f"{value:.6f}")


def _value(digits: str) -> str:
    whole, _, fraction = digits.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


def numbers(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Numbers, in digits or words, whose value no citation has."""
    known = set().union(*(_values(words) for words in cited)) if cited else set()
    for match in _NUMBER.finditer(text):
        scaled = _SCALED.match(text, match.start())
        value = number(scaled.group()) if scaled else None
        told = _value(match.group()) if value is None else _plain_value(value)
        if told not in known:
            yield Finding("number", match.group())
    words = _tokens(cited)
    spelled = " ".join(told for told, value in spelled_in(text) if _plain_value(value) in known)
    fine = words | _tokens([fold(spelled)])
    for match in _WORD.finditer(text):
        for word in match.group().casefold().split("-"):
            if word in _NUMBER_WORDS and word not in fine:
                yield Finding("number", match.group())


def _tokens(cited: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for words in cited:
        for match in _WORD.finditer(words):
            token = match.group().strip(".")
            out.update((token, *token.split("-")))
    return out


def dates(text: str, cited: Sequence[str], as_written: Sequence[str]) -> Iterator[Finding]:
    """Names of days and months, days of a month, and phrases such as "next week" that no citation
    has."""
    words = _tokens(cited)
    for match in _WORD.finditer(text):
        word = match.group().casefold().strip(".").removesuffix("'s").removesuffix("’s")
        lower_case_homonym = word in {"may", "march", "sun"} and match.group()[0].islower()
        if word in DATE_WORDS and not lower_case_homonym and not _has(word, words):
            yield Finding("date", match.group())
    for match in _DATE_PHRASE.finditer(text):
        wanted = fold(match.group())
        if not any(wanted in words for words in cited):
            yield Finding("date", match.group())
    known = {day for told in as_written for day, _ in _days_of_months(told)}
    months = {month for month, _ in known}
    for (month, day), words_ in _days_of_months(text):
        if (month, day) not in known and month in months:
            yield Finding("date", words_)


def _days_of_months(text: str) -> Iterator[tuple[tuple[str, int], str]]:
    for match in _DAY_MONTH.finditer(text):
        day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        short = month.casefold()[:3]
        if short in _MONTHS:
            yield (short, int(day)), match.group()


def places(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Kinds of place beside a name ("the city of", "district") that no citation has beside it."""
    known = {pair for words in cited for pair, _ in _placed(words)}
    named = {name for name, _ in known}
    for (name, kind), words in _placed(text):
        if name in named and (name, kind) not in known:
            yield Finding("place", words)


def _placed(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    for match in _PLACED.finditer(text):
        kind, name = (match[1], match[2]) if match[1] else (match[4], match[3])
        last = name.casefold().removesuffix("'s").removesuffix("’s").split()[-1]
        yield (last, kind.casefold()), match.group()


def _has(word: str, words: set[str]) -> bool:
    if word in words or f"{word}'s" in words:
        return True
    return word[:3] in _MONTHS and any(_is_month(other) for other in words if other[:3] == word[:3])


def _is_month(word: str) -> bool:
    return word in DATE_WORDS and word[:3] in _MONTHS


def names(text: str, cited: Sequence[str]) -> Iterator[Finding]:
    """Runs of capitalised words that no citation has; a state may be named for its adjective."""
    plain = [" ".join(_bare(words)) for words in cited]
    padded = [f" {words} " for words in plain]
    for run in _capital_runs(text):
        bare = _bare(fold(" ".join(run)))
        while bare and bare[-1] in _INSIDE_NAMES:
            bare.pop()
        if bare and not any(f" {' '.join(bare)} " in words for words in padded):
            name = " ".join(run)
            if _is_state_of(
                " ".join(word.removesuffix("'s").removesuffix("’s") for word in run), cited
            ):
                continue
            yield Finding("place" if _is_place(name) else "name", name)


def _is_state_of(name: str, cited: Sequence[str]) -> bool:
    """Whether a name is that of a state, or of its people, that a citation has in another form."""
    state = state_of(name)
    if state is None:
        return False
    words = (match.group().rstrip(".") for told in cited for match in _WORD.finditer(told))
    return any(state_of(word.removesuffix("'s").capitalize()) == state for word in words)


def state_of(word: str) -> str | None:
    """The state a name, adjective or people's name belongs to (``Ukrainian`` to ``UA``); capitals
    stand for themselves."""
    found = adjectives().get(word) or peoples().get(word)
    if found is not None:
        return found
    known = known_exactly(word)
    if known is None or not known.id.startswith("country:"):
        return None
    return None if known.is_capital else known.country


def _bare(folded: str) -> list[str]:
    """Words without possessives and final stops."""
    tokens = (match.group().rstrip(".") for match in _WORD.finditer(folded))
    return [token.removesuffix("'s") for token in tokens]


def _capital_runs(text: str) -> Iterator[list[str]]:
    run: list[str] = []
    previous_end = 0
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".") if not _is_initialism(match.group()) else match.group()
        joined = bool(run) and text[previous_end : match.start()] == " "
        if not joined and run:
            yield run
            run = []
        opens = not run and _SENTENCE_START.search(text[max(0, match.start() - 12) : match.start()])
        if word != word.lower() and word.casefold() not in DATE_WORDS:
            if not (opens and word.casefold() in _OPENERS | _NUMBER_WORDS):
                run.append(word)
        elif run and word.casefold() in _INSIDE_NAMES:
            run.append(word)
        elif run:
            yield run
            run = []
        previous_end = match.end()
        if match.group().endswith(".") and not _is_initialism(match.group()) and run:
            yield run
            run = []
    if run:
        yield run


def _is_initialism(word: str) -> bool:
    return word.count(".") > 1 or (len(word.rstrip(".")) == 1 and word.endswith("."))


def _is_place(name: str) -> bool:
    from watchdesk import grounding  # noqa: PLC0415 — the gazetteer is only asked on a finding

    return bool(grounding.notable(name))
