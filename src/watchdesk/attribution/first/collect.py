"""All finds of one paragraph, with doubles and clashes settled."""

from __future__ import annotations

from itertools import pairwise

from watchdesk.attribution.first.accord import accords, found_accords
from watchdesk.attribution.first.clauses import Range
from watchdesk.attribution.first.find import candidates, span, trim, verbs
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.minor import colons, hearsay, nouns, quoting
from watchdesk.attribution.first.silence import silences
from watchdesk.attribution.first.trailing import Candidate
from watchdesk.attribution.first.units import Paragraph, Sentence
from watchdesk.attribution.first.words import OBJECTS, OPENERS
from watchdesk.records import Span, Verification

_SELF = frozenset({"i", "we", "you", "it"})
_NESTED = 8
_ASIDES = OPENERS | {"which", "who", "where", "whose"}


def collect(paragraph: Paragraph) -> list[Found]:
    """Attributions of a paragraph, those inside quotations included."""
    made: list[Found] = []
    before: Sentence | None = None
    for n, row in enumerate(paragraph.sentences):
        units = row if n else row[dateline_length(row) :]
        found = _sentence(units, paragraph.index)
        _point_back(found, units, before)
        made.extend(found)
        before = units
    for quote, rows in paragraph.inner.items():
        if quote.end - quote.start < 40:
            continue
        for units in rows:
            for one in _inner(units, paragraph.index):
                one.quote = quote
                made.append(one)
    return made


def dateline_length(units: Sentence) -> int:
    """Units of a dateline that opens a paragraph ("DOLNA, Averia (Wire) — "); 0 without one."""
    if not units or not (units[0].text.isupper() and len(units[0].text) > 2):
        return 0
    for i in range(1, min(14, len(units) - 1)):
        if units[i].quote or units[i].low in (".", ";", ":"):
            return 0
        if units[i].low in ("—", "–", "--", "-"):
            return i + 1
    return 0


def _point_back(found: list[Found], units: Sentence, before: Sentence | None) -> None:
    """ "That is according to X": the content is the sentence before."""
    for one in found:
        if one.kind != "accord" or not one.content or len(one.content) > 1:
            continue
        words = [u for u in units if one.content[0].contains(Span(u.start, u.end))]
        if len(words) > 2 or words[0].low not in ("that", "this"):
            continue
        one.content = []
        if before is not None:
            row = trim(before, Range(0, len(before)))
            one.content = [span(before, row)] if row.start < row.end else []


def _inner(units: Sentence, paragraph: int) -> list[Found]:
    """Tellers named inside a quotation; the speaker's own "I think" is not one."""
    if len(units) < _NESTED:
        return []
    cands = [c for c in candidates(units) if c.group.entry.strength == "strong" and c.right]
    kept = [c for c in cands if c.source and units[c.source.start].low not in _SELF | OBJECTS]
    marks = accords(units)
    return verbs(units, kept, marks, paragraph) + found_accords(units, marks, paragraph)


def _sentence(units: Sentence, paragraph: int) -> list[Found]:
    if len(units) < 3:
        return []
    quiet = silences(units, paragraph)
    cands = [c for c in candidates(units) if not _outside(units, c)]
    marks = accords(units)
    told = [v for v in verbs(units, cands, marks, paragraph) if not _silenced(v, quiet)]
    told += found_accords(units, marks, paragraph)
    told = _citings(told)
    told += [q for q in quoting(units, paragraph) if not _clashes(q, told)]
    if not any(t.kind == "verb" for t in told):
        told += colons(units, paragraph)
    quiet = _quiet(quiet, told)
    announced = nouns(units, paragraph)
    told = [t for t in told if not _announces(t, announced)]
    rest = [n for n in announced if not _doubles(n, told)]
    return told + quiet + rest + _hearsay(units, hearsay(units, paragraph), told)


def _outside(units: Sentence, c: Candidate) -> bool:
    """The narrator's own "we believe"."""
    return c.source is not None and units[c.source.start].low in ("i", "we", "you")


def _silenced(verb: Found, quiet: list[Found]) -> bool:
    return any(q.cue and verb.cue and q.cue.overlaps(verb.cue) for q in quiet)


def _citings(told: list[Found]) -> list[Found]:
    """ "X reported …, citing Y": Y told X what X tells."""
    out = []
    for one in told:
        if one.kind == "citing":
            before = [t for t in told if t.kind != "citing" and _tells_through(t, one)]
            if not before:
                continue
            owner = max(before, key=lambda t: (t.kind == "accord", t.cue.start if t.cue else 0))
            one.content = list(owner.content)
            one.parent = owner
        out.append(one)
    return out


def _tells_through(told: Found, citing: Found) -> bool:
    """Whether the teller stands before "citing Y", with its cue or as "X, citing Y, said"."""
    if told.cue is None or citing.cue is None:
        return False
    if told.cue.start < citing.cue.start:
        return True
    return told.source is not None and told.source.end <= citing.cue.start + 1


def _quiet(quiet: list[Found], told: list[Found]) -> list[Found]:
    """Drop "he would not comment" where it is itself what somebody said."""
    out = []
    for one in quiet:
        owner = next(
            (t for t in told if any(one.cue and c.contains(one.cue) for c in t.content)), None
        )
        if owner is None:
            out.append(one)
        elif owner.kind == "verb":
            owner.verification |= one.verification
        else:
            out.append(one)
    return out


def _announces(verb: Found, announced: list[Found]) -> bool:
    """ "repeated his claim that …" is told by the claim, not by the verb as well."""
    return any(
        n.cue and n.source == verb.source and any(c.contains(n.cue) for c in verb.content)
        for n in announced
    )


def _doubles(noun: Found, told: list[Found]) -> bool:
    for one in told:
        if one.cue and noun.cue and one.cue.overlaps(noun.cue):
            return True
        if one.source and noun.cue and one.source.contains(noun.cue):
            return True
        if one.content and noun.content and one.content[-1] == noun.content[-1]:
            return True
    return False


def _hearsay(units: Sentence, found: list[Found], told: list[Found]) -> list[Found]:
    """Hearsay inside somebody's words marks those; elsewhere it stands for itself."""
    out: list[Found] = []
    for one in found:
        assert one.cue is not None
        if one.kind == "verb":
            for t in told:
                _cut_before(one, t)
            out.append(one)
            continue
        owners = [t for t in told if any(c.contains(one.cue) for c in t.content)]
        if owners:
            inner = min(owners, key=lambda t: sum(c.length for c in t.content))
            if _main_part(units, inner, one.cue):
                inner.verification |= Verification.REPORTED
        elif not any(t.cue and t.cue.overlaps(one.cue) for t in told) and not _near(one, told):
            out.append(one)
    return out


def _main_part(units: Sentence, owner: Found, cue: Span) -> bool:
    """Whether a hearsay word bears on what was said, not on ", as troops were reported to …"."""
    start = min(c.start for c in owner.content)
    inside = [u for u in units if start <= u.start < cue.start]
    return not any(a.low == "," and b.low in _ASIDES for a, b in pairwise(inside))


def _clashes(one: Found, told: list[Found]) -> bool:
    return any(one.cue and t.cue and one.cue.overlaps(t.cue) for t in told)


def _cut_before(one: Found, outer: Found) -> None:
    """End what was said where ", X reported" tells who told of it."""
    if outer.source is None or not any(one.cue and c.contains(one.cue) for c in outer.content):
        return
    at = outer.source.start
    end = max((c.end for c in outer.content if c.end <= at), default=at)
    one.content = [
        Span(c.start, end) if c.start < end and c.contains(at) else c for c in one.content
    ]


def _near(one: Found, told: list[Found]) -> bool:
    """Whether the hearsay clause would swallow an attribution."""
    hull = Span(one.start, one.end)
    return any(t.cue and hull.contains(t.cue) for t in told)
