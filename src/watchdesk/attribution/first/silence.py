"""Those who would not say."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range, is_adverb
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.minor import filled
from watchdesk.attribution.first.phrases import noun_phrase_before
from watchdesk.attribution.first.tellers import can_tell
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import AUXILIARIES, NEGATIONS, NOT_ALONE
from watchdesk.records import Act, Verification

_REFUSE = frozenset("declined declines declining refused refuses".split())
_TELL = frozenset(
    "comment say answer discuss elaborate respond reply specify confirm disclose speak identify "
    "provide reveal name give".split()
)
_SILENT = frozenset(
    "comment respond reply answer say elaborate commented responded replied answered said "
    "elaborated mention mentioned disclose disclosed reveal revealed specify specified explain "
    "explained announce announced confirm confirmed discuss discussed".split()
)
_REPLY = frozenset("comment respond reply answer commented responded replied answered".split())
_WILLED = frozenset({"would", "wo", "will"})


def silences(units: Sentence, paragraph: int) -> list[Found]:
    """ "declined to comment", "did not respond": a source and no content."""
    made: list[Found] = []
    for i in range(len(units)):
        cue = _silence_at(units, i)
        if cue is None:
            continue
        source = noun_phrase_before(units, 0, cue.start)
        if source is None or not can_tell(units, source, strict=True):
            continue
        last = units[cue.end - 1].low
        refused = units[cue.start].low in _REFUSE | _WILLED or last in _REPLY
        made.append(
            filled(
                units,
                "silence",
                paragraph,
                source,
                cue,
                [],
                Act.SILENCE,
                Verification.NO_COMMENT if refused else Verification.UNMARKED,
            )
        )
    return made


def _silence_at(units: Sentence, i: int) -> Range | None:
    low = units[i].low
    if low in _REFUSE and i + 2 < len(units) and units[i + 1].low == "to":
        k = i + 2
        while k < len(units) - 1 and is_adverb(units[k]):
            k += 1
        return Range(_with_helpers(units, i), k + 1) if units[k].low in _TELL else None
    if low in _SILENT and i >= 2:
        k = i
        while k > 0 and is_adverb(units[k - 1]) and units[k - 1].low not in NOT_ALONE:
            k -= 1
        if k and units[k - 1].low in NEGATIONS and units[k - 1].low != "never":
            start = _with_helpers(units, k - 1)
            if start < k - 1 and not (low == "say" and _clause_follows(units, i + 1)):
                return Range(start, i + 1)
    if (
        low == "comment"
        and i >= 2
        and units[i - 1].low == "no"
        and units[i - 2].low in ("had", "made")
    ):
        return Range(i - 2, i + 1)
    return None


def _clause_follows(units: Sentence, k: int) -> bool:
    return k < len(units) and units[k].low == "that"


def _with_helpers(units: Sentence, i: int) -> int:
    while i > 0 and units[i - 1].low in AUXILIARIES and units[i - 1].low not in ("'s", "’s"):
        i -= 1
    return i
