"""Which quotations a cue verb speaks, and what of a clause goes with them."""

from __future__ import annotations

from watchdesk.attribution.contents import whole
from watchdesk.attribution.cue_verb import Verb
from watchdesk.attribution.speech import spoken
from watchdesk.language.listed import Range

_INTRODUCING = frozenset({",", ":", "—", "–", "-", "--"})


def by_quotation(verb: Verb) -> tuple[list[Range], str]:
    """The quotations a verb speaks, with the kind ``quotation``; none where it only begins one."""
    if not (verb.outside and verb.has("quote")) or _has_clause(verb):
        return [], ""
    quotes = [q for q in spoken(verb.tree, verb.at, verb.source) if not _is_another_s(verb, q)]
    if not quotes or _is_partial(verb, quotes):
        return [], ""
    return _with_lead(verb, quotes), "quotation"


def _has_clause(verb: Verb) -> bool:
    """Whether a "that" follows whose clause is told: "On “This Week,” he said that …"."""
    tree = verb.tree
    marked = verb.cue.end < verb.sentence.end and tree.low[verb.cue.end] == "that"
    return marked and any(
        k > verb.at and verb.cue.end in tree.kids_of(k, "mark")
        for k in tree.kids_of(verb.at, "ccomp")
    )


def _is_partial(verb: Verb, quotes: list[Range]) -> bool:
    """Whether the first quotation goes on with a clause: "said that the plan “was dead”"."""
    tree, first = verb.tree, quotes[0]
    if first.start <= verb.cue.end:
        return False
    between = range(verb.cue.end, first.start)
    if tree.forms[first.start - 1] in _INTRODUCING or not any(tree.is_word(k) for k in between):
        return False
    beside = verb.source is not None and verb.source.start >= verb.cue.end
    if beside:
        return False
    return tree.low[verb.cue.end] == "that" or not tree.forms[first.start + 1][:1].isupper()


def _is_another_s(verb: Verb, quote: Range) -> bool:
    """Whether a quotation before an "…, adding" is what an earlier verb says."""
    tree, at = verb.tree, verb.at
    if quote.end > at or not tree.low[at].endswith("ing"):
        return False
    for k in range(quote.end, at):
        entry = verb.cues.get("verb", tree.lemmas[k]) if tree.upos[k] == "VERB" else None
        if entry is not None and "quote" in entry.frames:
            return True
    return False


def _with_lead(verb: Verb, quotes: list[Range]) -> list[Range]:
    """With the clause a quotation after the cue goes on from: "If it fails, he said, “we …”"."""
    tree, source = verb.tree, verb.source
    first = verb.sentence.start
    if source is None or not first + 1 < source.start < quotes[0].start:
        return quotes
    comma = source.start - 1
    goes_on = tree.forms[quotes[0].start + 1][:1].islower()
    if not goes_on or tree.forms[comma] != "," or tree.quote[comma] >= 0:
        return quotes
    lead = whole(tree.runs(range(first, comma)))
    return lead + quotes
