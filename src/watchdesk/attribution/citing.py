""" "…, citing X": whom a teller has its words from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.attribution.contents import less
from watchdesk.attribution.found import Found
from watchdesk.attribution.sources import phrase
from watchdesk.attribution.tree import Range, Tree
from watchdesk.records import Act

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


def _citing(tree: Tree, at: int, beside: list[Found]) -> Found | None:
    cited = tree.kid(at, "obj")
    if cited is None or cited < at:
        return None
    source = phrase(tree, cited)
    words = Range(min(at, source.start), max(at + 1, source.end))
    for one in beside:
        one.content = [r for c in less(one.content, words) if (r := tree.trim(c)) is not None]
    teller = _teller(tree, at, beside)
    if teller is not None:
        content = list(teller.content)
    else:
        content = _host(tree, at)
    if not content:
        return None
    cue = Range(at, at + 1)
    return Found(
        kind="citing", head=at, source=source, cue=cue, content=content, act=Act.SPEECH, parent=teller
    )


def _teller(tree: Tree, at: int, beside: list[Found]) -> Found | None:
    """Whose citing it is: who tells in the clause it hangs on, or the last one before it."""
    hosts = [one for one in beside if one.head == tree.heads[at] and one.content]
    if hosts:
        return hosts[0]
    before = [one for one in beside if one.head < at and one.content and one.kind != "citing"]
    return max(before, key=lambda one: one.head) if before else None


def _host(tree: Tree, at: int) -> list[Range]:
    head = tree.heads[at]
    if head < 0 or tree.rel(at) != "advcl":
        return []
    words = set(tree.under(head)) - set(tree.under(at))
    return tree.runs(words)
