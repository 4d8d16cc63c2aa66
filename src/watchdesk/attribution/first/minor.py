"""Hearsay without a teller, nouns that announce a statement, and colons."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range, is_adverb, is_verb, opens_noun_phrase
from watchdesk.attribution.first.contents import skip_adjuncts
from watchdesk.attribution.first.cues import hearsay_adverbs, noun_cues
from watchdesk.attribution.first.find import sentence_end, span, trim
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.phrases import noun_phrase_before
from watchdesk.attribution.first.tellers import can_tell
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    IRREGULAR_VERBS,
    NEGATIONS,
    OPENERS,
    POSSESSIVES,
    SUBORDINATORS,
)
from watchdesk.records import Act, Span, Verification

_SAYING = frozenset({"saying", "telling"})
_HEARSAY = frozenset(
    "said reported believed thought alleged rumored rumoured understood feared claimed estimated "
    "suspected".split()
)
_GIVEN = frozenset(
    "made make makes repeated repeats rejected rejects dismissed issued issues issue voiced voices "
    "expressed express expresses issuing making repeating voicing expressing rejecting "
    "reiterated raised denied denies".split()
)


def hearsay(units: Sentence, paragraph: int) -> list[Found]:
    """Passives and adverbs that say something is told without saying by whom."""
    made: list[Found] = []
    for i in range(len(units)):
        low = units[i].low
        if low in _HEARSAY and i and not units[i].quote:
            one = _passive(units, i, paragraph)
        elif low == "quoted" and i + 2 < len(units) and units[i + 1].low == "as":
            one = _quoted_as(units, i, paragraph)
        elif low in hearsay_adverbs():
            one = _adverb(units, i, paragraph)
        else:
            one = None
        if one is not None:
            made.append(one)
    return made


def _passive(units: Sentence, i: int, paragraph: int) -> Found | None:
    start = i
    while start > 0 and (units[start - 1].low in AUXILIARIES or is_adverb(units[start - 1])):
        start -= 1
    if not any(units[k].low in BE for k in range(start, i)) or i + 1 >= len(units):
        return None
    if any(units[k].low in NEGATIONS for k in range(start, i)):
        return None
    while start < i and units[start].low not in AUXILIARIES:
        start += 1
    hi = sentence_end(units)
    if units[i + 1].low == "that" and start and units[start - 1].low == "it" and i + 2 < hi:
        rows = [Range(i + 2, hi)]
    elif units[i + 1].low == "to":
        subject = noun_phrase_before(units, 0, start)
        if subject is None:
            return None
        rows = [subject, Range(i + 1, _clause_end(units, i + 1, hi))]
    else:
        return None
    return filled(
        units,
        "passive",
        paragraph,
        None,
        Range(start, i + 1),
        rows,
        Act.SPEECH,
        Verification.REPORTED,
    )


def _quoted_as(units: Sentence, i: int, paragraph: int) -> Found | None:
    """ "X was quoted as saying that …" """
    start = _with_verb(units, i)
    hi = sentence_end(units)
    if units[i + 2].low not in _SAYING or i + 3 >= hi:
        return None
    adjuncts: list[Range] = []
    k = skip_adjuncts(units, i + 3, hi, adjuncts)
    k += k + 1 < hi and units[k].low == "that"
    source = noun_phrase_before(units, 0, start)
    rows = [Range(k, hi)]
    if source is None:
        return None
    after = source.start > 0 and (
        units[source.start - 1].low == "," or units[source.start - 1].quote is not None
    )
    if after and any(u.quote for u in units[: source.start]):
        rows.insert(0, Range(0, source.start))
        rows = rows[:1] if units[k].low == "," else rows
    one = _told(units, paragraph, source, Range(start, i + 3), rows)
    one.adjuncts += [span(units, a) for a in adjuncts]
    return one


def _with_verb(units: Sentence, i: int) -> int:
    """Back over auxiliaries and adverbs."""
    while i > 0 and (units[i - 1].low in AUXILIARIES or is_adverb(units[i - 1])):
        i -= 1
    return i


def quoting(units: Sentence, paragraph: int) -> list[Found]:
    """ "the Dispatch quoted an envoy as saying …": what the paper tells, and what the envoy does.

    Also "made (it) clear that …".
    """
    made: list[Found] = []
    hi = sentence_end(units)
    for i in range(1, hi - 2):
        low = units[i].low
        if low in ("quoted", "quotes"):
            made += _quotes(units, i, hi, paragraph)
        elif low in ("made", "makes", "make"):
            k = i + 1 + (units[i + 1].low == "it")
            if units[k].low not in ("clear", "plain", "known") or k + 3 >= hi:
                continue
            k += 1
            if units[k].low != "that" and not opens_noun_phrase(units, k):
                continue
            source = noun_phrase_before(units, 0, _with_verb(units, i))
            if source is not None and can_tell(units, source, strict=True):
                rows = [Range(k + (units[k].low == "that"), _clause_end(units, k, hi))]
                made.append(_told(units, paragraph, source, Range(_with_verb(units, i), k), rows))
    return made


def _quotes(units: Sentence, i: int, hi: int, paragraph: int) -> list[Found]:
    owner = noun_phrase_before(units, 0, _with_verb(units, i))
    if owner is None or any(u.low in BE for u in units[_with_verb(units, i) : i]):
        return []
    for k in range(i + 2, min(hi - 2, i + 20)):
        if units[k].low == "as" and units[k + 1].low in _SAYING:
            source, after = Range(i + 1, k), k + 2 + (units[k + 2].low == "that")
            if after >= hi:
                return []
            outer = _told(units, paragraph, owner, Range(i, i + 1), [Range(i + 1, hi)])
            inner = _told(units, paragraph, source, Range(k, k + 2), [Range(after, hi)])
            return [outer, inner]
        if units[k].low in (",", ";") or is_verb(units, k):
            return []
    return []


def _told(units: Sentence, paragraph: int, source: Range, cue: Range, rows: list[Range]) -> Found:
    return filled(units, "verb", paragraph, source, cue, rows, Act.SPEECH, Verification.UNMARKED)


def _adverb(units: Sentence, i: int, paragraph: int) -> Found | None:
    hi = sentence_end(units)
    start = i
    while start > 0:
        unit = units[start - 1]
        if (
            unit.quote
            or unit.low in (",", ";", ":", "—", "–", "but")
            or unit.low in (SUBORDINATORS - {"that"})
        ):
            break
        start -= 1
    end = _clause_end(units, i + 1, hi)
    if units[start].low == "with":
        start += 1
        end = next((k for k in range(i + 1, end) if units[k].low == ","), end)
    rows = [Range(start, i), Range(i + 1, end)]
    if not any(is_verb(units, k) or units[k].low.endswith("ing") for k in range(start, end)):
        return None
    return filled(
        units, "adverb", paragraph, None, Range(i, i + 1), rows, Act.SPEECH, Verification.REPORTED
    )


def _clause_end(units: Sentence, k: int, hi: int) -> int:
    for i in range(k, hi - 1):
        low = units[i].low
        if low in (";", "—", "–"):
            return i
        if low == "," and (
            units[i + 1].low in OPENERS | {"but", "which", "according", "who"}
            or (units[i + 1].low == "and" and opens_noun_phrase(units, i + 2))
        ):
            return i
    return hi


def nouns(units: Sentence, paragraph: int) -> list[Found]:
    """ "his claim that …", "a warning from X that …"."""
    made: list[Found] = []
    hi = sentence_end(units)
    for i in range(hi):
        entry = noun_cues().get(units[i].low)
        if entry is None or (units[i].is_name and i):
            continue
        k = i + 1
        owner = _owner(units, i)
        if k < hi and units[k].low in ("by", "from", "of"):
            while k < hi and units[k].low not in ("that", ",", ";") and not is_verb(units, k):
                k += 1
            if units[i + 1].low != "of" and owner is None and k > i + 2:
                owner = Range(i + 2, k)
        if k + 1 >= hi or units[k].low != "that" or is_verb(units, k + 1):
            continue
        owner = owner or _giver(units, i)
        if owner is None and not entry.sourceless:
            continue
        if owner is not None and not can_tell(units, owner, strict=False):
            owner = None
        end = _clause_end(units, k + 1, hi)
        if _giver(units, i) is None:
            end = _before_main_verb(units, k + 1, end)
        content = [Range(k + 1, end)]
        made.append(
            filled(
                units,
                "noun",
                paragraph,
                owner,
                Range(i, i + 1),
                content,
                Act.SPEECH,
                entry.verification,
            )
        )
    return made


def _before_main_verb(units: Sentence, k: int, hi: int) -> int:
    """End of the that-clause of a subject: "The claim that it sank | was rejected"."""
    seen = False
    for i in range(k, hi):
        if units[i].low in ("and", "or", ",", "that", "which", "who", "to", "while", "as"):
            seen = False
        elif is_verb(units, i) and not (i > k and is_verb(units, i - 1)):
            if seen and units[i].low in AUXILIARIES | IRREGULAR_VERBS:
                return i
            seen = True
    return hi


def _owner(units: Sentence, i: int) -> Range | None:
    """Whose: "Veld’s claim", "his latest claim"."""
    k = i - 1
    while k >= 0 and i - k <= 4:
        low = units[k].low
        if low in ("'s", "’s", "’", "'"):
            return noun_phrase_before(units, 0, k)
        if low in POSSESSIVES:
            whose = _giver(units, i)
            return whose if whose is not None else Range(k, k + 1)
        if low in DETERMINERS or not units[k].is_word:
            return None
        k -= 1
    return None


def _giver(units: Sentence, i: int) -> Range | None:
    """Who, in "X repeated his claim that" or "X issued a warning that"."""
    for k in range(i - 1, max(-1, i - 7), -1):
        if units[k].low in _GIVEN:
            start = k
            while start > 0 and (
                units[start - 1].low in AUXILIARIES or is_adverb(units[start - 1])
            ):
                start -= 1
            return noun_phrase_before(units, 0, start)
        if not units[k].is_word:
            return None
    return None


def colons(units: Sentence, paragraph: int) -> list[Found]:
    """ "X on Wednesday: “…”" and "X: “…”" at the start of a sentence."""
    for i in range(1, min(14, len(units) - 1)):
        if units[i].low != ":":
            if is_verb(units, i) or units[i].quote:
                return []
            continue
        if units[i + 1].quote is None or len(units[i + 1].text.split()) < 3:
            return []
        source = noun_phrase_before(units, 0, i)
        if source is None or source.start > 2 or not can_tell(units, source, strict=True):
            return []
        one = filled(
            units,
            "colon",
            paragraph,
            source,
            Range(i, i + 1),
            [Range(i + 1, i + 2)],
            Act.SPEECH,
            Verification.UNMARKED,
        )
        if source.end < i:
            one.adjuncts.append(span(units, Range(source.end, i)))
        return [one]
    return []


def filled(  # noqa: PLR0913, PLR0917 — one place fills the record for all these finders
    units: Sentence,
    kind: str,
    paragraph: int,
    source: Range | None,
    cue: Range,
    rows: list[Range],
    act: Act,
    verification: Verification,
) -> Found:
    """An attribution of one sentence, its contents without marks at their ends."""
    content: list[Span] = []
    for row in rows:
        tight = trim(units, row)
        if tight.start < tight.end:
            content.append(span(units, tight))
    return Found(
        kind=kind,
        cue=span(units, cue),
        source=span(units, source) if source else None,
        content=content,
        act=act,
        sentence=span(units, Range(0, len(units))),
        paragraph=paragraph,
        verification=verification,
        lemma=units[cue.end - 1].low,
    )
