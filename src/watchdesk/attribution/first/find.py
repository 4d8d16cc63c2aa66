"""Cue verbs in a sentence: who, which words, and what was said."""

from __future__ import annotations

from watchdesk.attribution.first.clauses import Range, is_adverb
from watchdesk.attribution.first.contents import Right, Told, content_right, skip_adjuncts_after
from watchdesk.attribution.first.cues import Cue
from watchdesk.attribution.first.cuts import content_end
from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.groups import Group, group_at
from watchdesk.attribution.first.phrases import main_subject, noun_phrase_before
from watchdesk.attribution.first.tellers import can_tell, is_document
from watchdesk.attribution.first.trailing import Candidate, inverted, quote_left, trailing
from watchdesk.attribution.first.units import Sentence
from watchdesk.attribution.first.words import (
    CONNECTIVES,
    GROUPS,
    OPENERS,
    PEOPLE,
)
from watchdesk.records import Act, Span, Verification

_END = frozenset(". ! ? … ... ; :".split())
_LOOSE = frozenset({"state", "note", "report", "maintain", "add"})
_HELD = frozenset({"believe", "think", "agree", "expect", "doubt"})
_PLURALS = (
    frozenset(
        "and i we you they percent half majority people police men women who media data".split()
    )
    | GROUPS
    | PEOPLE
)
_LETTING = frozenset("let lets make makes made have had help helps helped watch see".split())


def candidates(units: Sentence) -> list[Candidate]:
    """Cue verbs of a sentence that have a source and a content, left to right."""
    hi = sentence_end(units)
    found: list[Candidate] = []
    for i in range(hi):
        group = group_at(units, i)
        if group is None or group.passive:
            continue
        candidate = _candidate(units, hi, group, found)
        if candidate is not None:
            found.append(candidate)
    return found


def sentence_end(units: Sentence) -> int:
    """Position after the last unit that is not a closing mark."""
    hi = len(units)
    while hi and units[hi - 1].low in _END:
        hi -= 1
    return hi


def _candidate(
    units: Sentence, hi: int, group: Group, earlier: list[Candidate]
) -> Candidate | None:
    made = Candidate(group, Range(group.start, group.end))
    lo = next((c.group.end for c in reversed(earlier) if not c.relative), 0)
    if inverted(units, hi, made, earlier):
        return made
    if group.participle and not _tells_on(group):
        return None
    if group.negated and not _holds_untrue(group):
        return None
    own = not group.participle and _own_source(units, lo, made)
    if not own and not _shared_source(units, made, earlier):
        return None
    source = made.source
    document = is_document(units, source)
    quoted = source is not None and quote_left(units, source, earlier) is not None
    if quoted and trailing(units, hi, made, earlier):
        return made
    made.right = content_right(
        units, group.end, hi, group.entry, Told(document, _pointed(units, made))
    )
    doubtful = made.right is not None and _relative_that(units, made.right)
    if doubtful and trailing(units, hi, made, earlier):
        made.right = None
        return made
    if made.right is not None:
        if made.right.cue_end > 0:
            made.cue = Range(made.cue.start, made.right.cue_end)
        if made.right.quoted and source is not None:
            made.left = quote_left(units, source, earlier)
        return made
    return made if trailing(units, hi, made, earlier) else None


def _holds_untrue(group: Group) -> bool:
    """Whether "not" makes the content untrue to the source: "does not believe that …".

    Who "did not say" or "has not announced" something has not spoken of it at all.
    """
    return group.entry.act is Act.BELIEF and group.entry.lemma in _HELD


def _relative_that(units: Sentence, right: Right) -> bool:
    """ "said in an interview that was broadcast": a "that" which may belong to the venue."""
    return bool(right.adjuncts) and units[right.start].low == "that"


def _pointed(units: Sentence, made: Candidate) -> bool:
    source = made.source
    if source is None or made.shares is not None or source.start == 0:
        return False
    return units[source.start - 1].low in ("what", "which")


def _tells_on(group: Group) -> bool:
    """Whether an -ing form tells what its subject said ("…, adding that")."""
    return group.entry.act in (Act.SPEECH, Act.WRITING) and group.entry.lemma != "cite"


def _own_source(units: Sentence, lo: int, made: Candidate) -> bool:
    group = made.group
    where = noun_phrase_before(units, lo, group.start)
    if where is None:
        return False
    word = units[where.start].low
    if where.end - where.start == 1 and word in ("who", "that", "which"):
        made.relative = True
        where = _antecedent(units, lo, where.start)
        if where is None:
            return False
    entry = group.entry
    bare = entry.shape == "base" and entry.lemma != "say"
    strict = entry.strength != "strong" or bare or entry.lemma in _LOOSE
    if entry.shape == "base" and where.start and units[where.start - 1].low in _LETTING:
        return False
    if where.start and units[where.start - 1].low == "than" and units[where.start].is_name:
        return False
    if group.start == group.verb and entry.shape == "base" and not _plural(units, where, entry):
        return False
    if not can_tell(units, where, strict):
        return False
    made.source = where
    owned = any(u.low == "whose" for u in units[max(where.start, where.end - 4) : where.end])
    made.relative = made.relative or owned
    before = units[where.start - 1].low if where.start else ""
    made.opener = (
        where.start > 0
        and before in OPENERS
        and (where.start == 1 or units[where.start - 2].low == ",")
    )
    return True


def _plural(units: Sentence, where: Range, entry: Cue) -> bool:
    """Whether "state" or "back" can be the verb of this subject; "put" and "read" are pasts."""
    if entry.lemma in ("put", "read"):
        return True
    return any(u.low in _PLURALS or u.low.endswith("s") for u in units[where.start : where.end])


def _antecedent(units: Sentence, lo: int, who: int) -> Range | None:
    end = who - 1 if who and units[who - 1].low == "," else who
    return noun_phrase_before(units, lo, end) if end > lo else None


def _shared_source(units: Sentence, made: Candidate, earlier: list[Candidate]) -> bool:
    """Take the source of an earlier cue, or of the main clause, for "…, adding that"."""
    k = made.group.start
    while k > 0 and (is_adverb(units[k - 1]) or units[k - 1].timed):
        k -= 1
    before = units[k - 1].low if k else ""
    if made.group.participle:
        after_quote = k > 0 and units[k - 1].quote is not None
        if before not in (",", "and", "—", "–") and not after_quote:
            return _noun_participle(units, made, k)
    elif before not in ("and", "but", ","):
        return False
    if made.group.entry.shape == "base":
        return False
    owner = next((c for c in reversed(earlier) if not c.relative or c is earlier[-1]), None)
    if owner is not None and owner.source is not None:
        made.shares = owner
        made.source = owner.source
        return True
    where = main_subject(units, 0, k)
    if where is not None and units[where.start].low == "who":
        where = _antecedent(units, 0, where.start)
    if where is None or not can_tell(units, where, True):
        return False
    made.source = where
    return True


def _noun_participle(units: Sentence, made: Candidate, k: int) -> bool:
    """ "a statement saying that …" """
    where = noun_phrase_before(units, max(0, k - 8), k)
    if where is None or not is_document(units, where):
        return False
    made.source = where
    return True


def verbs(
    units: Sentence, cands: list[Candidate], accords: list[Range], paragraph: int
) -> list[Found]:
    """The candidates as attributions with contents."""
    made: list[Found] = []
    for c in cands:
        content = _content(units, c, cands, accords)
        if not content or c.source is None:
            continue
        c.found = Found(
            kind="verb",
            cue=span(units, c.cue),
            source=span(units, c.source),
            content=content,
            act=_act(units, c),
            sentence=span(units, Range(0, len(units))),
            paragraph=paragraph,
            verification=_verification(c),
            lemma=c.group.entry.lemma,
            adjuncts=_adjuncts(units, c),
            shares=c.shares.found if c.shares else None,
        )
        made.append(c.found)
    return made


def _act(units: Sentence, c: Candidate) -> Act:
    act = c.group.entry.act
    if act in (Act.SPEECH, Act.WRITING) and is_document(units, c.source):
        head = units[c.source.start : c.source.end] if c.source else []
        if not any(u.low in ("statement", "statements") for u in head):
            return Act.DOCUMENT
    return act


def _verification(c: Candidate) -> Verification:
    entry = c.group.entry
    if c.group.negated:
        return Verification.DENIED
    return entry.verification


def _adjuncts(units: Sentence, c: Candidate) -> list[Span]:
    rows = list(c.right.adjuncts) if c.right else []
    out = [span(units, r) for r in rows if r.start < r.end]
    if c.source and c.source.end < c.cue.start:
        out.append(span(units, Range(c.source.end, c.cue.start)))
    if c.left is not None:
        k = max(c.cue.end, c.source.end if c.source else 0)
        end = skip_adjuncts_after(units, k, sentence_end(units))
        if end > k:
            out.append(span(units, Range(k, end)))
    return out


def _content(
    units: Sentence, c: Candidate, cands: list[Candidate], accords: list[Range]
) -> list[Span]:
    rows: list[Range] = []
    if c.left is not None:
        rows.append(Range(_past_connective(units, c.left), c.left.end))
    if c.right is not None:
        rows.append(Range(c.right.start, content_end(units, c, cands, accords)))
    if c.second is not None:
        rows.append(c.second)
    out = []
    for row in rows:
        tight = trim(units, row)
        if tight.start < tight.end:
            out.append(span(units, tight))
    return out


def _past_connective(units: Sentence, row: Range) -> int:
    """Leave "However," and "But" out of what was said."""
    k = row.start
    if k + 2 < row.end and units[k].low in CONNECTIVES:
        if units[k + 1].low == ",":
            return k + 2
        if units[k].low in ("but", "and", "yet"):
            return k + 1
    return k


def trim(units: Sentence, row: Range) -> Range:
    """Without marks at either end; quotations and brackets stay."""
    start, end = row
    while (
        start < end
        and units[start].quote is None
        and units[start].low in ", ; : — – - -- .".split()
    ):
        start += 1
    while (
        start < end
        and units[end - 1].quote is None
        and units[end - 1].low in (", ; : — – - -- . ! ? … ...".split())
    ):
        end -= 1
    return Range(start, end)


def span(units: Sentence, row: Range) -> Span:
    """The code points of a stretch of units."""
    return Span(units[row.start].start, units[row.end - 1].end)
