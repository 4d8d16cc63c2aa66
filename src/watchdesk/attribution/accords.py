""" "According to X": a source that stands outside the clause it vouches for."""

from __future__ import annotations

from watchdesk.attribution.contents import complete, joined, less, whole
from watchdesk.attribution.found import Found
from watchdesk.attribution.holders import can_tell
from watchdesk.attribution.sources import phrase
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_PARTS = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "ADV", "PRON"})
_CLAUSES = frozenset({"root", "conj", "ccomp", "parataxis", "acl:relcl", "advcl", "advcl:relcl"})
_CLIMB = frozenset("advcl acl parataxis xcomp nmod obl dep appos conj obj".split())
_SETTING_APART = frozenset(", — – - ( ; :".split())
_RULES = frozenset("law constitution charter protocol rule tradition custom treaty".split())
_CONNECTING = frozenset({"because", "although", "while", "though"})


def accord_at(tree: Tree, at: int) -> Found | None:
    """The attribution of an "according to", ``at`` being the first of the two words."""
    head = _head(tree, at)
    if head is None or not at + 2 < tree.sentence_of(at).end:
        return None
    running_on = at > tree.sentence_of(at).start and tree.upos[at - 1] != "PUNCT"
    if running_on and not can_tell(tree, head):
        return None  # "was changed according to the rules"
    apart = at == tree.sentence_of(at).start or tree.forms[at - 1] in _SETTING_APART
    if not apart and tree.lemmas[head] in _RULES:
        return None  # "has the right to it according to international law"
    cue = Range(at, at + 2)
    source = phrase(tree, head)
    if source.start < cue.end:
        source = Range(cue.end, max(source.end, cue.end + 1))
    source = _up_to_clause(tree, at, source)
    content = _content(tree, at, head, source)
    content = less(less(content, source), cue)
    if tree.quote[at] >= 0:
        content = [r for r in (_inside(tree, at, one) for one in content) if r]
    first = tree.sentence_of(at).start
    if "that" in tree.low[max(first, at - 2) : at]:  # "said that, according to X, …"
        content = [r for r in content if r.start >= source.end]
    if at - first <= 1 and content and content[-1].end > source.end:
        rest = tree.trim(Range(source.end, content[-1].end))
        content = [rest] if rest else content
    if not content:
        return None
    return Found(kind="accord", head=at, source=source, cue=cue, content=content, act=Act.SPEECH)


def _inside(tree: Tree, at: int, words: Range) -> Range | None:
    """A content without the marks of the quotation it is told in."""
    quote = tree.quotes[tree.quote[at]]
    start, end = max(words.start, quote.start + 1), min(words.end, quote.end - quote.closed)
    return tree.trim(Range(start, end)) if start < end else None


def _up_to_clause(tree: Tree, at: int, source: Range) -> Range:
    """A source that opens its sentence, without the subject of the clause it vouches for."""
    first, last = tree.sentence_of(at)
    if at - first > 1 or source.end >= last:
        return source
    comma = next((k for k in range(*source) if tree.forms[k] == ","), None)
    if comma is None or tree.forms[source.end] == ",":
        return source
    return Range(source.start, comma)


def _head(tree: Tree, at: int) -> int | None:
    head = tree.heads[at]
    if head > at and tree.rel(at) in ("case", "mark", "advmod", "fixed"):
        while tree.rel(head) in ("compound", "nummod") and tree.heads[head] > head:
            head = tree.heads[head]
        return head
    below = [k for k in tree.kids[at] if k > at + 1 and tree.rel(k) in ("obl", "obj", "nmod")]
    if below:
        return below[0]
    end = tree.sentence_of(at).end
    first = next((k for k in range(at + 2, min(at + 9, end)) if tree.upos[k] in _NOMINAL), None)
    if first is None:
        return None
    while first + 1 < end and tree.upos[first + 1] in ("PROPN", "NOUN"):
        first += 1
    return first


def _content(tree: Tree, at: int, head: int, source: Range) -> list[Range]:
    first, last = tree.sentence_of(at)
    top = head if tree.heads[at] == head or not at <= tree.heads[head] < head else at
    if tree.heads[head] == at:
        top = at
    host = tree.heads[top]
    if host < 0 or at <= host < source.end:
        rest = range(first, at) if at - first > 4 else range(source.end, last)
        return complete(tree, whole(tree.runs(rest)))
    aside = host if tree.low[host] in ("citing", "quoting") and tree.heads[host] >= 0 else None
    host = _clause(tree, host if aside is None else tree.heads[host], at)
    left_out = {top} if aside is None else {top, aside}
    left_out |= {k for k in tree.kids[host] if tree.upos[k] == "CCONJ" and k < min(at, host)}
    if tree.rel(host) != "root":
        left_out |= {k for k in tree.kids_of(host, "mark") if tree.low[k] in _CONNECTING}
    words = tree.under(host, left_out)
    if at < host:
        words = [w for w in words if w >= source.end or w < at]
        if all(tree.forms[k] == "," or k < at for k in range(first, at)) and at - first <= 1:
            words = [w for w in words if w >= source.end]
    words = [w for w in words if not at <= w < source.end]
    cue = Range(at, at + 2)
    return complete(tree, joined(tree, tree.runs(words), source, cue))


def _clause(tree: Tree, host: int, at: int) -> int:
    """The head of the clause that a word belongs to."""
    while tree.upos[host] in _PARTS and tree.rels[host] not in _CLAUSES and tree.heads[host] >= 0:
        host = tree.heads[host]
    if at < host:
        return host
    while tree.heads[host] >= 0 and tree.rel(host) in _CLIMB:
        if tree.rel(host) == "conj" and tree.kid(host, "nsubj", "nsubj:pass") is not None:
            break
        host = tree.heads[host]
    return host
