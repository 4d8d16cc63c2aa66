"""Quotations told by a clause no frame of the table fits, seen by where it stands."""

from __future__ import annotations

from watchdesk.attribution.cue_verb import is_measure
from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.cues import Cue, Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.sources import is_expletive, nearest, phrase, subject_of, up_to_cue
from watchdesk.attribution.speech import begins_sentence, is_speech, says_more, tells_nothing_else
from watchdesk.attribution.tree import Quoted, Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_NEAR = 14
"""Most words between a quotation and the verb after it."""
_LONGEST = 80
"""Most words that lead to a quotation."""
_TITLE = 8
"""Most words, with marks, of a quotation that is a mere name in a sentence."""
_ADJUNCT = 6
"""Most words between a verb and the stop before what it tells."""
_STOPS = frozenset(". ? ! ;".split())
_PARTING = _STOPS | frozenset(": - – —".split())
_TELLING = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})
_NO_TELLING = frozenset("seem appear become have include happen follow come mean look get".split())
"""Verbs that a colon follows without anybody's speaking."""
_READERS = frozenset({"i", "we", "you", "one"})
_PARTICLES = frozenset({"it", "in", "out", "back"})
_MAIN = frozenset({"root", "conj", "parataxis", "ccomp", "acl"})
_NOMINAL = frozenset({"PROPN", "NOUN", "DET", "ADJ", "ADP"})


def told_by_position(tree: Tree, quote: Quoted, cues: Cues) -> Found | None:
    """The attribution of a quotation whose clause has a verb no rule takes for a cue.

    The places that are sure enough: "“…,” the envoy thundered"; "the envoy thundered, “…”";
    "as the envoy put it, “…”"; a sentence with a subject that leads to the quotation by a
    colon; and one that tells nothing itself: "The envoy said in a statement. “…”".
    """
    paragraph = tree.paragraphs[tree.paragraph[quote.start]]
    bounds = Range(paragraph.start, paragraph.end)
    speech = is_speech(tree, quote)
    if says_more(tree, quote) and begins_sentence(tree, quote, bounds):
        verb = _verb_after(tree, quote, bounds)
        if not speech and verb != quote.end:
            verb = None
        found = None
        if verb is not None:
            found = _made(tree, verb, quote, cues, Range(quote.end, bounds.end))
        if found:
            return found
    mark = quote.start - 1
    words = _lead_in(tree, quote, bounds)
    if words is None:
        return None
    if tree.low[mark] == ",":
        return _by_comma(tree, quote, cues, words)
    if not speech:
        return None
    if tree.low[mark] == ":":
        return _by_colon(tree, quote, cues, words)
    return _by_stop(tree, quote, cues, words) if tree.low[mark] == "." else None


def told_in_part(tree: Tree, quote: Quoted, cues: Cues) -> Found | None:
    """The attribution of a few quoted words inside a clause of a listed verb with a subject.

    For clauses that fit no frame of their verb: "he admitted “one or two faults” in the plan".
    The content is what follows the verb, up to the end of the piece the quotation stands in.
    """
    if not _is_wording(tree, quote):
        return None
    sentence = tree.sentence_of(quote.start)
    low = max(sentence.start, quote.start - _NEAR)
    verb = quote.start - 1
    while verb >= low and tree.upos[verb] != "VERB" and tree.quote[verb] < 0:
        verb -= 1
    if verb < low or tree.upos[verb] != "VERB" or tree.quote[verb] >= 0:
        return None
    if cues.get("verb", tree.lemmas[verb]) is None:
        return None
    one = _made(tree, verb, quote, cues, sentence)
    if one is None or one.cue is None or one.source is None or one.source.start > verb:
        return None
    if tree.low[one.source.start] in _READERS or _restarts(tree, one.cue.end, quote.start):
        return None
    start = one.cue.end
    if tree.upos[start] == "ADP" and start < quote.start:
        start += 1
        one.cue = Range(one.cue.start, start)
    elif tree.low[start] == "that":
        start += 1
    one.content = [Range(min(start, quote.start), _piece_end(tree, verb, quote, sentence))]
    one.kind = "object"
    return one


def _restarts(tree: Tree, start: int, end: int) -> bool:
    """Whether the sentence goes on with another verb after a comma: "whom he met, were “…”"."""
    words = range(start, end)
    comma = next((k for k in words if tree.low[k] == ","), start - 1)
    return any(tree.upos[k] == "AUX" for k in words if k == start or 0 < k - comma <= 1)


def _is_wording(tree: Tree, quote: Quoted) -> bool:
    """Whether more than one word is quoted, and not as a title."""
    words = [w for w in range(quote.start, quote.end) if tree.is_word(w)]
    long = [w for w in words if len(tree.forms[w]) > 3]
    return len(words) > 1 and not all(tree.forms[w][:1].isupper() for w in long)


def _piece_end(tree: Tree, verb: int, quote: Quoted, sentence: Range) -> int:
    """The end of the dependent of a verb that holds a quotation."""
    holder = quote.end - 2
    for _ in range(_NEAR):
        head = tree.heads[holder]
        if head < 0 or head == verb:
            break
        holder = head
    if tree.heads[holder] != verb or holder < verb:
        return quote.end
    runs = tree.runs(tree.under(holder))
    return min(max(quote.end, runs[-1].end if runs else 0), sentence.end)


def _verb_after(tree: Tree, quote: Quoted, bounds: Range) -> int | None:
    for word in range(quote.end, min(quote.end + _NEAR, bounds.end)):
        if tree.low[word] in _STOPS or tree.low[word] == ":" or tree.quote[word] >= 0:
            return None
        if tree.upos[word] == "VERB" and tree.rel(word) not in ("acl", "amod"):
            firm = word == quote.end or "," in (tree.low[quote.end - 2], tree.low[quote.end])
            return word if firm or tells_nothing_else(tree, word + 1, bounds.end) else None
    return None


def _lead_in(tree: Tree, quote: Quoted, bounds: Range) -> Range | None:
    """The words of the sentence that ends right before a quotation, without its mark."""
    mark = quote.start - 1
    if mark < 0 or tree.paragraph[mark] < 0 or tree.quote[mark] >= 0:
        return None
    low = bounds.start
    if tree.paragraph[mark] != tree.paragraph[quote.start]:
        if tree.low[mark] != ":":
            return None
        low = tree.paragraphs[tree.paragraph[mark]].start
    start = mark
    low = max(low, mark - _LONGEST)
    while start > low and tree.low[start - 1] not in _PARTING:
        number = tree.quote[start - 1]
        if number >= 0 and tree.quotes[number].end - tree.quotes[number].start > _TITLE:
            break
        start -= 1
    return Range(start, mark) if start < mark else None


def _by_comma(tree: Tree, quote: Quoted, cues: Cues, words: Range) -> Found | None:
    last = words.end - 1
    verb = last - 1 if tree.low[last] in _PARTICLES else last
    ended = tree.low[quote.end - 2] in (".", "!", "?") or is_speech(tree, quote)
    if verb <= words.start or tree.upos[verb] != "VERB" or not ended:
        return None
    if tree.low[words.start] == "as":
        source = tree.trim(Range(words.start + 1, verb))
        if source is None or any(tree.upos[k] in ("VERB", "AUX") for k in range(*source)):
            return None
        entry = cues.get("verb", tree.lemmas[verb])
        return _found(quote, entry, source, Range(verb, words.end))
    return _made(tree, verb, quote, cues, words)


def _by_colon(tree: Tree, quote: Quoted, cues: Cues, words: Range) -> Found | None:
    verbs = [k for k in range(*words) if tree.upos[k] == "VERB" and tree.quote[k] < 0]
    if verbs and verbs[-1] == words.end - 1 > words.start:
        found = _made(tree, verbs[-1], quote, cues, words)
        if found:
            return found
    owned = [k for k in verbs if tree.kid(k, "nsubj") is not None]
    listed = [k for k in owned if _speaks(tree, cues, k)]
    main = [k for k in owned if tree.rel(k) in _MAIN and tree.lemmas[k] not in _NO_TELLING]
    for verb in [*listed[-1:], *main[:1]]:
        return _made(tree, verb, quote, cues, words)
    return _inverted(tree, quote, cues, words) if verbs == [words.start] else None


def _inverted(tree: Tree, quote: Quoted, cues: Cues, words: Range) -> Found | None:
    """ "Added the envoy: “…”" """
    verb = words.start
    source = Range(verb + 1, words.end)
    nominal = source.start < source.end and all(tree.upos[k] in _NOMINAL for k in range(*source))
    if not nominal or not _speaks(tree, cues, verb):
        return None
    return _found(quote, cues.get("verb", tree.lemmas[verb]), source, Range(verb, verb + 1))


def _by_stop(tree: Tree, quote: Quoted, cues: Cues, words: Range) -> Found | None:
    for verb in range(words.end - 1, max(words.start, words.end - _ADJUNCT) - 1, -1):
        if tree.upos[verb] != "VERB":
            continue
        bare = tree.rel(verb) == "root" and tree.kid(verb, "obj", "ccomp", "xcomp") is None
        if bare and _speaks(tree, cues, verb) and tree.kid(verb, "nsubj") is not None:
            return _made(tree, verb, quote, cues, words)
        return None
    return None


def _speaks(tree: Tree, cues: Cues, verb: int) -> bool:
    entry = cues.get("verb", tree.lemmas[verb])
    return entry is not None and entry.act in _TELLING and "quote" in entry.frames


def _made(tree: Tree, verb: int, quote: Quoted, cues: Cues, within: Range) -> Found | None:
    subject = subject_of(tree, verb)
    if (subject is not None and subject.passive) or is_measure(tree, verb):
        return None
    head = subject.head if subject else nearest(tree, verb, inverted=True)
    if head is None or not within.start <= head < within.end or tree.quote[head] >= 0:
        return None
    if is_expletive(tree, head) or tree.upos[head] not in ("PROPN", "NOUN", "PRON"):
        return None
    cue = cue_range(tree, verb)
    source = phrase(tree, head)
    if source.start < quote.end <= head:
        source = Range(quote.end, source.end)
    if source.end <= cue.start:
        source = up_to_cue(tree, source, cue)
    entry = cues.get("verb", tree.lemmas[verb])
    one = _found(quote, entry, source, cue)
    if one is not None:
        one.head = verb
    return one


def _found(quote: Quoted, entry: Cue | None, source: Range, cue: Range) -> Found | None:
    if source.meets(cue) or source.meets(quote.words) or cue.meets(quote.words):
        return None
    act = entry.act if entry and entry.act in _TELLING else Act.SPEECH
    return Found("quotation", cue.start, source, cue, [quote.words], act, entry)
