"""A bullet and its cited words as the parser reads them, for the gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from watchdesk.brief.gate_words import state_of
from watchdesk.language import Document, parse
from watchdesk.language.listed import Listed
from watchdesk.records import Span

SAYING = frozenset(
    "say tell announce add claim state report assert insist confirm acknowledge admit warn argue "
    "declare note explain write accuse call describe estimate believe think suggest allege "
    "maintain stress repeat promise pledge vow hint signal predict expect assess conclude comment "
    "respond reply answer concede caution contend recall remark reveal testify disclose put ask "
    "deny dispute criticize criticise welcome praise condemn urge demand propose speak".split()
)
"""Verbs whose subject stands behind what they govern."""
_BESIDE = frozenset("nsubj obl advmod conj aux parataxis".split())
"""Relations of what stands beside a verb of saying and is not what is said."""
_BEING = frozenset("be is are was were been being 's got gets".split())
_NO_PREDICATE = frozenset("amod case fixed mark compound".split())


@lru_cache(maxsize=64)
def parsed(texts: tuple[str, ...]) -> Document:
    """Texts, each a paragraph of its own."""
    regions, start = [], 0
    for text in texts:
        regions.append(Span(start, start + len(text)))
        start += len(text) + 2
    return parse("\n\n".join(texts), [one for one in regions if one.length])


def predicates(listed: Listed) -> Iterator[int]:
    """Verbs that are no auxiliaries, and what a copula says of something."""
    for word in range(len(listed)):
        verb = listed.upos[word] == "VERB" and not listed.rel(word).startswith("aux")
        stands = verb and listed.rel(word) not in _NO_PREDICATE
        if stands or any(listed.rel(kid) == "cop" for kid in listed.kids[word]):
            yield word


def keys(listed: Listed, head: int) -> frozenset[str]:
    """Words by which a noun phrase is known: its head and the parts of its name; states by their
    code, whatever the form."""
    out = {_key(listed, head)}
    for kid in listed.kids[head]:
        if listed.rel(kid).split(":")[0] in ("flat", "appos", "conj") or (
            listed.rel(kid) == "compound" and listed.upos[kid] == "PROPN"
        ):
            out |= keys(listed, kid)
    return frozenset(out)


def _key(listed: Listed, word: int) -> str:
    return state_of(listed.forms[word]) or listed.lemmas[word].removesuffix("'s")


def is_passive(listed: Listed, verb: int) -> bool:
    """Whether a verb is told of whom it is done to."""
    being = any(
        listed.low[kid] in _BEING for kid in listed.kids[verb] if listed.rel(kid).startswith("aux")
    )
    return being and not listed.low[verb].endswith("ing")


def subject(listed: Listed, verb: int) -> int | None:
    """Who does it: the subject, or whom "by" names in the passive; shared with a verb before."""
    if is_passive(listed, verb):
        return _agent(listed, verb)
    for kid in listed.kids[verb]:
        if listed.rel(kid).startswith("nsubj"):
            return kid
    over = listed.heads[verb]
    if over >= 0 and listed.rel(verb) in ("conj", "xcomp", "advcl"):
        return subject(listed, over)
    return _agent(listed, verb)


def _agent(listed: Listed, verb: int) -> int | None:
    for kid in listed.kids[verb]:
        by = any(listed.low[k] == "by" for k in listed.kids[kid] if listed.rel(k) == "case")
        if listed.rel(kid).startswith("obl") and (by or listed.rel(kid) == "obl:agent"):
            return kid
    return None


def target(listed: Listed, verb: int) -> int | None:
    """To whom it is done: the object, or the subject of the passive."""
    wanted = ("nsubj",) if is_passive(listed, verb) else ("obj", "iobj")
    for kid in listed.kids[verb]:
        if listed.rel(kid).split(":")[0] in wanted:
            return kid
    return None


def content(listed: Listed, head: int) -> set[str]:
    """Lemmas of the nouns, verbs, adjectives and numbers under a word."""
    out, todo = set(), [head]
    while todo:
        word = todo.pop()
        if listed.upos[word] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM"):
            out.add(_key(listed, word))
        todo.extend(listed.kids[word])
    return out


def tellers(listed: Listed, word: int) -> tuple[int, ...]:
    """Heads of those who tell what a word stands in, innermost first."""
    out: list[int] = []
    at = word
    for _ in range(20):
        out.extend(_beside(listed, at, word))
        head = listed.heads[at]
        if head < 0:
            break
        says = listed.lemmas[head] in SAYING and listed.upos[head] == "VERB"
        if says and listed.rel(at).split(":")[0] not in _BESIDE:
            who = subject(listed, head)
            if who is not None:
                out.append(who)
        at = head
    return tuple(dict.fromkeys(out))


def _beside(listed: Listed, at: int, word: int) -> Iterator[int]:
    """ "according to X" and ", X said" beside a word that is told."""
    for kid in listed.kids[at]:
        case = [listed.low[k] for k in listed.kids[kid]]
        if "according" in case and kid != word:
            yield kid
        inserted = listed.rel(kid) in ("parataxis", "advcl") and kid != word
        if inserted and listed.lemmas[kid] in SAYING | {"cite"}:
            who = subject(listed, kid) if listed.lemmas[kid] != "cite" else target(listed, kid)
            if who is not None and (listed.rel(kid) == "parataxis" or listed.lemmas[kid] == "cite"):
                yield who


def sentence_words(listed: Listed, word: int) -> range:
    """The words of the sentence a word stands in."""
    number = listed.sentence[word]
    return range(listed.bounds[number], listed.bounds[number + 1])


def texts_of(words: Sequence[str]) -> tuple[str, ...]:
    """Texts that hold something, on one line each, as the parser is given them."""
    return tuple(line for text in words if (line := " ".join(text.split())))
