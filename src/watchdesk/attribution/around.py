"""What a cue verb tells where commas show it better than the tree: "A, X said, B"."""

from __future__ import annotations

from watchdesk.attribution.contents import whole
from watchdesk.attribution.cue_verb import Verb
from watchdesk.attribution.lexicon import OPENERS, TIMELY
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_TELLING = frozenset({Act.SPEECH, Act.WRITING})
_SAID = frozenset({"said", "says", "say", "saying"})
_LATE = 12
_CONNECTING = frozenset({"but", "and", "yet", "still", "so"})


def around(verb: Verb, content: list[Range], kind: str) -> tuple[list[Range], str]:
    """What stands before "…, X said" and goes on after it, read off the commas."""
    tree, source, cue = verb.tree, verb.source, verb.cue
    if not (source and verb.has("quote")) or kind not in ("", "clause", "apart"):
        return content, kind
    if tree.low[verb.at].endswith("ing") or tree.low[source.start] == "which":
        return content, kind
    first, last = verb.sentence
    if source.end <= cue.start and cue.start - source.end <= 6:
        comma = source.start - 1
        if comma > first and tree.forms[comma] == "," and tree.quote[comma] < 0 and cue.end < last:
            told = _before(verb, comma)
            if told is not None:
                return told
    inverted = source.start == cue.end and verb.at > first + 3 and not tree.lines[verb.at]
    if inverted and tree.forms[verb.at - 1] == "," and tree.quote[verb.at - 1] < 0:
        return whole(tree.runs(range(first, verb.at - 1))), "around"
    if not content and kind == "" and _clause_follows(verb, last):
        return _to_the_end(verb, cue.end), "clause"
    if not content and kind == "" and verb.has("clause"):
        that = _late_that(verb)
        if that is not None:
            return _to_the_end(verb, that), "clause"
    return content, kind


def _to_the_end(verb: Verb, start: int) -> list[Range]:
    """A clause from a word to where its sentence, or what this verb tells, ends."""
    end = told_on(verb, Range(start, verb.sentence.end)) or verb.sentence.end
    end = _added(verb, Range(start, end)) or end
    return whole(verb.tree.runs(range(start, end)))


def _late_that(verb: Verb) -> int | None:
    """The "that" after a listener or a place: "assured her in a call that …"."""
    tree = verb.tree
    end = min(verb.sentence.end, verb.cue.end + _LATE)
    for k in range(verb.cue.end, end):
        if tree.upos[k] in ("VERB", "AUX"):
            return None
        if tree.low[k] == "that" and tree.upos[k] == "SCONJ":
            return k
    return None


def _before(verb: Verb, comma: int) -> tuple[list[Range], str] | None:
    tree, cue = verb.tree, verb.cue
    first, last = verb.sentence
    before = tree.runs(range(first, comma))
    if before and tree.low[before[0].start] in _CONNECTING:
        before[0] = Range(before[0].start + 1, before[0].end)
        before = [r for r in before if r.start < r.end]
    if tree.forms[cue.end] == "," and cue.end + 3 < last and tree.quote[cue.end + 1] < 0:
        aside = {
            w
            for k in tree.kids_of(verb.at, "advcl", "conj", "obl", "parataxis")
            if k > verb.at
            for w in tree.under(k)
        }
        after = tree.runs(w for w in range(cue.end + 1, last) if w not in aside)
        return before + after, "around"
    if comma <= first + 2:
        return None
    ends = tree.forms[cue.end] in (".", ";") or cue.end + 1 >= last
    timed = tree.low[cue.end] in TIMELY and cue.end + 1 < last and tree.forms[cue.end + 1] == "."
    return (before, "around") if ends or timed else None


def _clause_follows(verb: Verb, last: int) -> bool:
    tree, cue = verb.tree, verb.cue
    if verb.passive or cue.end >= last:
        return False
    plain = tree.low[verb.at] in _SAID and tree.upos[cue.end] in (
        "PRON",
        "PROPN",
        "DET",
        "NOUN",
        "ADJ",
        "SCONJ",
        "VERB",
    )
    if not (plain or tree.low[cue.end] in OPENERS):
        return False
    return any(tree.upos[k] in ("VERB", "AUX") for k in range(cue.end, last))


def told_on(verb: Verb, content: Range) -> int | None:
    """Where "… and added that …" begins inside a content."""
    tree = verb.tree
    for k in range(content.start + 2, content.end - 2):
        if tree.low[k] not in ("and", "but") or tree.quote[k] >= 0:
            continue
        entry = verb.cues.get("verb", tree.lemmas[k + 1]) if tree.upos[k + 1] == "VERB" else None
        if entry is None or entry.act not in _TELLING or "quote" not in entry.frames:
            continue
        head = tree.heads[k + 1]
        if head == verb.at or head < content.start or tree.low[k + 1] == tree.low[verb.at]:
            return k
        if tree.low[k] == "but" and _in_step(tree, verb.at, k + 1):
            return k
    return None


def _in_step(tree: Tree, verb: int, other: int) -> bool:
    """Whether a verb has the tense of the cue and not that of the clause it is joined to."""
    past = [tree.syntax.feature(k, "Tense") == "Past" for k in (verb, other)]
    finite = [tree.syntax.feature(k, "VerbForm") == "Fin" for k in (verb, other, tree.heads[other])]
    return all(past) and finite[0] and finite[1] and not finite[2]


def _added(verb: Verb, content: Range) -> int | None:
    """Where "…, adding that …" begins."""
    tree = verb.tree
    for k in range(content.start + 3, content.end - 1):
        if tree.quote[k] >= 0 or tree.upos[k] != "VERB" or not tree.low[k].endswith("ing"):
            continue
        entry = verb.cues.get("verb", tree.lemmas[k])
        set_off = tree.forms[k - 1] == "," or tree.quote[k - 1] >= 0
        if set_off and entry is not None and entry.act in _TELLING and "quote" in entry.frames:
            return k
    return None
