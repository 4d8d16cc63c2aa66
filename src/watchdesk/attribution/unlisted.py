"""Quotations told by a word the table of cues does not know, seen by where it stands."""

from __future__ import annotations

from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.sources import is_expletive, nearest, phrase, subject_of, up_to_cue
from watchdesk.attribution.speech import begins_sentence, is_speech, says_more
from watchdesk.attribution.tree import Quoted, Range, Tree
from watchdesk.records import Act

_NEAR = 14
"""Most words between a quotation and the verb after it."""
_STOPS = frozenset(". ? ! ; : - – —".split())
_TELLING = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})
_NO_TELLING = frozenset("seem appear become have include happen follow come mean look get".split())
"""Verbs that a colon follows without anybody's speaking."""


def told_by_position(tree: Tree, quote: Quoted, cues: Cues) -> Found | None:
    """The attribution of a quotation whose clause has a verb no rule takes for a cue.

    Three places are sure enough: "“…,” the envoy thundered", "the envoy thundered, “…”" and a
    sentence with a subject that leads to the quotation by a colon.
    """
    if not is_speech(tree, quote):
        return None
    paragraph = tree.paragraphs[tree.paragraph[quote.start]]
    bounds = Range(paragraph.start, paragraph.end)
    if says_more(tree, quote) and begins_sentence(tree, quote, bounds):
        found = _after(tree, quote, cues, bounds)
        if found:
            return found
    return _before(tree, quote, cues, bounds)


def _after(tree: Tree, quote: Quoted, cues: Cues, bounds: Range) -> Found | None:
    for word in range(quote.end, min(quote.end + _NEAR, bounds.end)):
        if tree.low[word] in _STOPS or tree.quote[word] >= 0:
            return None
        if tree.upos[word] == "VERB" and tree.rel(word) not in ("acl", "amod"):
            return _made(tree, word, quote, cues, Range(quote.end, bounds.end))
    return None


def _before(tree: Tree, quote: Quoted, cues: Cues, bounds: Range) -> Found | None:
    """By the clause that ends in a colon or comma right before a quotation."""
    mark = quote.start - 1
    if mark < 0 or tree.paragraph[mark] < 0:
        return None
    if tree.paragraph[mark] == tree.paragraph[quote.start]:
        low = bounds.start
    elif tree.paragraph[mark] == tree.paragraph[quote.start] - 1 and tree.low[mark] == ":":
        low = tree.paragraphs[tree.paragraph[mark]].start
    else:
        return None
    if tree.low[mark] == ",":
        verb = mark - 2 if tree.low[mark - 1] in ("it", "in", "out", "back") else mark - 1
        if verb < low or tree.upos[verb] != "VERB" or tree.quote[verb] >= 0:
            return None
        return _made(tree, verb, quote, cues, Range(low, mark))
    return _by_colon(tree, quote, cues, Range(low, mark)) if tree.low[mark] == ":" else None


def _by_colon(tree: Tree, quote: Quoted, cues: Cues, words: Range) -> Found | None:
    start = words.end
    while start > words.start and tree.low[start - 1] not in _STOPS and tree.quote[start - 1] < 0:
        start -= 1
    for verb in range(start, words.end):
        if tree.upos[verb] == "VERB" and tree.kid(verb, "nsubj") is not None:
            main = tree.rel(verb) in ("root", "conj", "parataxis", "ccomp", "acl")
            if main and tree.lemmas[verb] not in _NO_TELLING:
                return _made(tree, verb, quote, cues, Range(start, words.end))
    return None


def _made(tree: Tree, verb: int, quote: Quoted, cues: Cues, within: Range) -> Found | None:
    subject = subject_of(tree, verb)
    head = subject.head if subject and not subject.passive else nearest(tree, verb)
    if head is None or not within.start <= head < within.end or tree.quote[head] >= 0:
        return None
    if is_expletive(tree, head) or tree.upos[head] not in ("PROPN", "NOUN", "PRON"):
        return None
    cue = cue_range(tree, verb)
    source = phrase(tree, head)
    if source.end <= cue.start:
        source = up_to_cue(tree, source, cue)
    if source.meets(cue) or source.meets(quote.words) or cue.meets(quote.words):
        return None
    entry = cues.get("verb", tree.lemmas[verb])
    act = entry.act if entry and entry.act in _TELLING else Act.SPEECH
    return Found("quotation", verb, source, cue, [quote.words], act, entry)
