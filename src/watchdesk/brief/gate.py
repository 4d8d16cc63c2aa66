"""The gate: what a bullet may not say, because its cited words do not say it.

It judges the printed words alone and does not care who wrote them. Whole sentences taken from the
citations pass as they are. Reworded ones are judged twice: their words (``gate_words``), and what
they say of it (``gate_meaning``, ``gate_amounts``), which reads both with the parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.brief import estimates, gate_words
from watchdesk.brief.gate_words import Finding, fold
from watchdesk.records import Stopped

AGAINST = "Against that:"
"""Printed between the two sides of a dispute."""
KINDS = {
    "quotation": "these words do not stand so in the cited words",
    "name": "the name does not stand in the cited words",
    "place": "the place does not stand so in the cited words",
    "number": "the number does not stand in the cited words",
    "date": "the cited words do not give this date, or not for this",
    "negation": "the cited words say the opposite",
    "hedge": "the cited words leave this open",
    "modality": "the cited words tell it as planned, possible or done, and not so",
    "comparison": "the cited words bound this amount in another way",
    "unit": "the cited words count something else by this amount",
    "attribution": "the cited words have somebody say so, and the bullet does not",
    "speaker": "the cited words have somebody else say so",
    "roles": "the cited words have another do it, or to another",
    "estimate": "the word of likelihood does not stand in the cited words",
}
"""What the gate finds, and what that means."""
_INSERTED = re.compile(r" ?\[[^\[\]]{1,200}\]")
_JOINING = frozenset("became and in another capture".split())
_ENDS = re.compile(r"[.!?…:;]['’”\")\]»]*\s*$")
_STARTS = re.compile(r"^\s*$")


def check(text: str, cited: Sequence[str]) -> tuple[Finding, ...]:
    """What in ``text`` the words in ``cited`` do not say; empty when the bullet may pass.

    Kinds are those of ``KINDS``. Words are compared without case, quotation marks and dashes are
    folded, numbers by value ("1,000" is "a thousand"), states by name, adjective and people.
    """
    folded = [fold(words) for words in cited]
    findings = list(_of_words(text, cited, folded))
    if not _is_extract(text, cited):
        from watchdesk.brief import gate_amounts, gate_meaning  # noqa: PLC0415 — needs the parser

        findings += gate_amounts.findings(text, cited)
        findings += gate_meaning.findings(text, cited)
    return tuple(dict.fromkeys(findings))


def _of_words(text: str, cited: Sequence[str], folded: Sequence[str]) -> list[Finding]:
    known = {word.casefold() for words in cited for word in estimates.found(words)}
    own = [word for word in estimates.found(text) if word.casefold() not in known]
    plain = text.replace(AGAINST, "")
    return [
        *gate_words.quotations(plain, folded),
        *gate_words.numbers(plain, folded),
        *gate_words.dates(plain, folded, cited),
        *gate_words.names(plain, folded),
        *gate_words.places(plain, cited),
        *gate_words.caveats(plain, cited),
        *(Finding("estimate", word) for word in own),
    ]


def stop(text: str, cited: Sequence[str]) -> tuple[Stopped, ...]:
    """The same as records for the gate's report."""
    return _stopped(text, check(text, cited))


def check_name(text: str, cited: Sequence[str]) -> tuple[Finding, ...]:
    """The same for a name and office, which tell nothing that could be turned."""
    folded = [fold(words) for words in cited]
    return tuple(dict.fromkeys(_of_words(text, cited, folded)))


def stop_name(text: str, cited: Sequence[str]) -> tuple[Stopped, ...]:
    """The same as records."""
    return _stopped(text, check_name(text, cited))


def _stopped(text: str, found: Sequence[Finding]) -> tuple[Stopped, ...]:
    return tuple(
        Stopped(text=text, kind=one.kind, word=one.word, reason=f"{KINDS[one.kind]}: {one.word!r}")
        for one in found
    )


def _is_extract(text: str, cited: Sequence[str]) -> bool:
    """Whether a bullet is whole sentences of its citations, side by side, and nothing else."""
    sides = [side.strip() for side in text.split(AGAINST)]
    whole = [_letters(_INSERTED.sub("", side)) for side in sides]
    as_told = [_letters(side) for side in sides]
    return all(
        not words
        or any(_is_whole(form, told) for form in (words, plain) for told in cited)
        or _is_quoted(side)
        for side, words, plain in zip(sides, whole, as_told, strict=True)
    )


def _letters(text: str) -> str:
    return fold(text).strip(" -•")


def _is_whole(words: str, told: str) -> bool:
    """Whether these are sentences of a citation from a beginning to an end."""
    folded = fold(told)
    at = folded.find(words)
    while at >= 0:
        before, after = folded[:at].strip(" -•"), folded[at + len(words) :]
        starts = not before or _ENDS.search(before)
        if starts and (not after.strip() or _ENDS.search(words)):
            return True
        at = folded.find(words, at + 1)
    return False


def _is_quoted(side: str) -> bool:
    """Whether it is verbatim quotations with no more than the words that join them."""
    rest = side
    for words, _ in gate_words.quoted_parts(side):
        rest = rest.replace(words, " ")
    return {*re.findall(r"\w+", rest.casefold())} <= _JOINING
