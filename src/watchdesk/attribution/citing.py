""" "…, citing X": whom a teller has its words from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.attribution.contents import complete, less, without_that
from watchdesk.attribution.cue_words import cue_range
from watchdesk.attribution.found import Found
from watchdesk.attribution.holders import can_tell
from watchdesk.attribution.sources import phrase
from watchdesk.attribution.speech import spoken
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act

_FARTHEST = 16
"""Words from "quoted" to "saying"."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CITING = frozenset({"citing", "quoting"})


def citings(tree: Tree, found: Sequence[Found]) -> Iterator[Found]:
    """What a teller passes on from somebody it cites, with that one as the source.

    The cited words are taken out of the contents of the attributions of their sentence. Where
    nobody else tells what is passed on, it is the clause that "citing" hangs on.
    """
    by_sentence: dict[int, list[Found]] = {}
    for one in found:
        if one.cue is not None:
            by_sentence.setdefault(tree.sentence[one.cue.start], []).append(one)
    for at, low in enumerate(tree.low):
        if low in _CITING and tree.upos[at] == "VERB" and tree.paragraph[at] >= 0:
            made = _citing(tree, at, by_sentence.get(tree.sentence[at], []))
            if made is not None:
                yield made


def quoted_at(tree: Tree, at: int) -> Found | None:
    """ "Y quoted X as saying that …": X is the source, Y passes it on."""
    if tree.lemmas[at] not in ("quote", "cite") or tree.upos[at] != "VERB":
        return None
    end = min(tree.sentence_of(at).end, at + _FARTHEST)
    saying = next((k for k in range(at + 2, end) if _as_saying(tree, k)), None)
    if saying is None or tree.kid(at, "aux:pass") is not None:
        return None
    source = tree.trim(Range(at + 1, saying - 1))
    content = spoken(tree, at, None) + spoken(tree, saying, None)
    if not content:
        words = [w for k in tree.kids_of(saying, "ccomp", "obj", "xcomp") for w in tree.under(k)]
        content = complete(tree, tree.runs(w for w in words if w > saying))
    content = [without_that(tree, r) for r in content]
    if source is None or not content:
        return None
    return Found(
        kind="quoted",
        head=at,
        source=source,
        cue=cue_range(tree, at),
        content=sorted(set(content)),
        act=Act.SPEECH,
    )


def is_quoted_saying(tree: Tree, at: int) -> bool:
    """Whether a word is the "saying" of "quoted X as saying"."""
    if not _as_saying(tree, at):
        return False
    low = max(tree.sentence_of(at).start, at - _FARTHEST)
    return any(tree.lemmas[k] in ("quote", "cite") for k in range(low, at - 1))


def _as_saying(tree: Tree, at: int) -> bool:
    return tree.low[at] in ("saying", "telling") and tree.low[at - 1] == "as"


def _citing(tree: Tree, at: int, beside: list[Found]) -> Found | None:
    cited = next((k for k in tree.kids_of(at, "obj", "nsubj", "ccomp", "xcomp") if k > at), None)
    if cited is None or tree.upos[cited] not in _NOMINAL:
        return None
    source = phrase(tree, cited)
    if source.start <= at:
        return None
    words = Range(at, source.end)
    for one in beside:
        one.content = [r for c in less(one.content, words) if (r := tree.trim(c)) is not None]
        if one.source is not None and one.source.start < at < one.source.end:
            one.source = tree.trim(Range(one.source.start, at))
    teller = _teller(tree, at, beside)
    if not can_tell(tree, cited):
        return _given(at, source, teller)
    content = _host(tree, at) if teller is None else list(teller.content)
    if not content:
        return None
    cue = Range(at, at + 1)
    return Found(
        kind="citing",
        head=at,
        source=source,
        cue=cue,
        content=content,
        act=Act.SPEECH,
        parent=teller,
    )


def _given(at: int, grounds: Range, teller: Found | None) -> Found | None:
    """ "…, citing the cold": grounds that a teller gives."""
    if teller is None or teller.source is None or teller.source.meets(grounds):
        return None
    cue = Range(at, at + 1)
    return Found(
        kind="object",
        head=at,
        source=teller.source,
        cue=cue,
        content=[grounds],
        act=Act.SPEECH,
        shares=teller,
    )


def _teller(tree: Tree, at: int, beside: list[Found]) -> Found | None:
    """Whose citing it is: who tells in the clause it hangs on, or the last one before it."""
    vouching = [one for one in beside if one.kind == "accord" and one.content and one.head < at]
    if vouching and vouching[-1].source is not None and at - vouching[-1].source.end <= 1:
        return vouching[-1]
    hosts = [one for one in beside if one.head == tree.heads[at] and one.content]
    if hosts:
        return hosts[0]
    telling = [one for one in beside if one.content and one.kind != "citing"]
    if tree.rel(at) == "acl":
        owners = [one for one in telling if one.source and tree.heads[at] in range(*one.source)]
        if owners:
            return owners[0]
    before = [one for one in telling if one.head < at]
    return max(before, key=lambda one: one.head) if before else None


def _host(tree: Tree, at: int) -> list[Range]:
    head = tree.heads[at]
    if head < 0 or tree.rel(at) != "advcl":
        return []
    words = set(tree.under(head)) - set(tree.under(at))
    return tree.runs(words)
