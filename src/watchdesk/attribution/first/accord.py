""" "According to X" and "citing X"."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range, is_nominal, is_verb
from watchdesk.attribution.first.cuts import doubt_after
from watchdesk.attribution.first.find import sentence_end, span, trim
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.tellers import can_tell
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import DETERMINERS, POSSESSIVES, PREPOSITIONS, TIME_HEADS
from watchdesk.records import Act, Verification

_NOT_TELLERS = frozenset("law rules plan plans schedule terms rumors tradition procedure".split())
_BREAKS = frozenset(", ; : — – - -- ( )".split())


def accords(units: Sentence) -> list[Range]:
    """Positions of "according to" and of "citing" with a teller after it."""
    out = []
    for i, unit in enumerate(units):
        if unit.low == "according" and i + 1 < len(units) and units[i + 1].low == "to":
            out.append(Range(i, i + 2))
        elif unit.low == "citing" and i and units[i - 1].low == ",":
            source = _source(units, i + 1, len(units))
            if source and can_tell(units, source, strict=True) and not _clausal(units, source):
                out.append(Range(i, i + 1))
    return out


def _clausal(units: Sentence, source: Range) -> bool:
    return source.end < len(units) and units[source.end].low in ("that", "as", "for", "in")


def found_accords(units: Sentence, cues: list[Range], paragraph: int) -> list[Found]:
    """An attribution for each; its content is the rest of the sentence."""
    hi = sentence_end(units)
    made: list[Found] = []
    for n, cue in enumerate(cues):
        source = _source(units, cue.end, hi)
        if source is None or any(u.low in _NOT_TELLERS for u in units[source.start : source.end]):
            continue
        citing = units[cue.start].low == "citing"
        rows = _rows(units, cue, source, hi, cues[:n])
        tight = [t for t in (trim(units, r) for r in rows) if t.start < t.end]
        if not tight and not citing:
            continue
        one = Found(
            kind="citing" if citing else "accord",
            cue=span(units, cue),
            source=span(units, source),
            content=[span(units, t) for t in tight],
            act=Act.SPEECH,
            sentence=span(units, Range(0, len(units))),
            paragraph=paragraph,
            verification=Verification.UNMARKED,
            lemma=units[cue.start].low,
        )
        when = source.end
        while when < hi and (units[when].timed or units[when].low in TIME_HEADS):
            when += 1
        if when > source.end:
            one.adjuncts.append(span(units, Range(source.end, when)))
        made.append(one)
    return made


def _source(units: Sentence, k: int, hi: int) -> Range | None:
    i = k
    while i < hi:
        unit = units[i]
        low = unit.low
        if unit.quote or low in _BREAKS:
            break
        if unit.timed and i > k and not _owned(units, i):
            while i > k + 1 and units[i - 1].low in TIME_HEADS:
                i -= 1
            break
        relative = any(units[j].low in ("who", "that", "which") for j in range(max(k, i - 4), i))
        if is_verb(units, i) and i > k and not relative:
            break
        ok = is_nominal(units, i) or low in DETERMINERS or low in POSSESSIVES
        if not (
            ok or low in PREPOSITIONS or low in ("and", "to", "who", "by", "or", "which") or i > k
        ):
            break
        i += 1
    return Range(k, i) if i > k else None


def _owned(units: Sentence, i: int) -> bool:
    return i + 1 < len(units) and units[i + 1].is_name and units[i].is_name


def _rows(units: Sentence, cue: Range, source: Range, hi: int, earlier: list[Range]) -> list[Range]:
    after = source.end
    if _leads(units, cue):
        start = _past_apposition(units, _past_citing(units, after, hi), hi)
        end = hi
        for k in range(start + 1, hi):
            if units[k].low == "according" and units[k + 1 : k + 2] and units[k + 1].low == "to":
                end = k
                break
        return [Range(start, doubt_after(units, start, end))]
    end = cue.start
    for other in earlier:
        if (other.end < end and units[other.start].low != units[cue.start].low) or (
            units[cue.start].low == "citing"
        ):
            end = min(end, other.start)
    rows = [Range(0, end)]
    if (
        after < hi
        and units[after].low == ","
        and _resumes(units, after + 1, hi)
        and (cue.start > 0 and units[cue.start - 1].low == ",")
    ):
        rows.append(Range(after + 1, hi))
    return rows


def _leads(units: Sentence, cue: Range) -> bool:
    before = units[: cue.start]
    return not any(u.is_word or u.quote for u in before) or (
        len(before) <= 3
        and all(u.low in ("and", "but", ",", "—", "–", "-", "yet", "still") for u in before)
    )


def _past_citing(units: Sentence, k: int, hi: int) -> int:
    """Over ", citing Y" between the teller and what was told."""
    if k + 2 < hi and units[k].low == "," and units[k + 1].low == "citing":
        source = _source(units, k + 2, hi)
        if source is not None and source.end < hi:
            return source.end
    return k


def _past_apposition(units: Sentence, k: int, hi: int) -> int:
    return k + 1 if k < hi and units[k].low in (",", ":") else k


def _resumes(units: Sentence, k: int, hi: int) -> bool:
    if k >= hi or units[k].low in (
        "which",
        "who",
        "and",
        "but",
        "a",
        "an",
        "citing",
        "while",
        "as",
        "though",
    ):
        return False
    if units[k].low.endswith("ing"):
        return False
    return any(is_verb(units, i) for i in range(k, min(hi, k + 4)))
