"""Noun phrases as they stand: modifiers, noun, and what makes one term or one count with it."""

from __future__ import annotations

from watchdesk.language.listed import Listed, Range

_NOUNS = frozenset(("NOUN", "PROPN", "X", "SYM"))
_MODIFIERS = frozenset(
    "amod compound flat nmod goeswith advmod obl dep nummod appos punct conj cc case acl "
    "advcl".split()
)
_NEVER = frozenset(("det", "det:predet", "nmod:poss", "case", "nummod"))
_NO_PART = frozenset(
    "the a an this that these those some any all both each every such other others more additional "
    "further extra another its his her their our my your of no fewer less than most least various "
    "only just even still as many much whose which about around nearly almost additional remaining "
    "up to at or and".split()
)
"""Words at the left edge that are no part of what is counted."""
_VAGUE = frozenset("dozens scores hundreds thousands millions billions others more".split())
_TERMS = {
    "prisoner": {"war", "conscience"}, "member": {"parliament", "congress"},
    "head": {"state", "government"}, "chief": {"staff"}, "minister": {"state"},
    "weapon": {"war", "mass"}, "case": set(), "man": {"war"}, "act": {"war", "parliament"},
    "place": {"worship"}, "house": {"worship"}, "round": {"ammunition"}, "order": {"magnitude"},
    "piece": {"legislation"}, "code": {"conduct"}, "right": {"way"},
}  # fmt: skip
"""Nouns that make one term with "of" and another; ``of mass destruction`` by its first word."""


def phrase_of(listed: Listed, noun: int, start: int) -> Range | None:
    """The noun phrase around a noun, none of it before ``start``: ``elite Lorvian troops``.

    Without determiners, numerals and possessors in front; with nouns coordinated under the same
    numeral and with what makes one term (``prisoners of war``) behind.
    """
    left = noun
    while left - 1 >= start and (_is_glued(listed, left) or _belongs(listed, left - 1, noun)):
        left -= 1
    while left < noun and _is_edge(listed, left, noun):
        left += 1
    return Range(left, _right(listed, noun) + 1)


_EDGE = frozenset(("PUNCT", "DET", "PRON", "ADP", "CCONJ", "PART", "SCONJ", "AUX"))


def _is_glued(listed: Listed, word: int) -> bool:
    """Whether a word goes on behind a hyphen, or is the hyphen: ``MiG-31s``."""
    near = listed.ends[word - 1] == listed.starts[word]
    return near and "-" in (listed.low[word - 1], listed.low[word])


def _is_edge(listed: Listed, word: int, noun: int) -> bool:
    if listed.low[word] in ("most", "least") and listed.heads[word] != noun:
        return False
    if listed.low[word] in _NO_PART or listed.upos[word] in _EDGE:
        return True
    return listed.upos[word] == "ADV" and listed.heads[word] == noun


def _belongs(listed: Listed, word: int, noun: int) -> bool:
    """Whether a word before a noun modifies it, directly or through other such words."""
    at = word
    if listed.heads[word] == noun and listed.rels[word] in _NEVER:
        return False
    for _ in range(6):
        if at == noun:
            return True
        if at < 0 or listed.rel(at) not in _MODIFIERS or listed.rels[at] == "nmod:poss":
            return False
        if listed.heads[at] == noun and _is_phrase(listed, at):
            return False
        at = listed.heads[at]
    return False


def _is_phrase(listed: Listed, word: int) -> bool:
    """Whether a word before a noun heads a phrase of its own: a clause, or one with "of"."""
    if listed.rel(word) in ("acl", "advcl", "appos", "case", "conj", "cc"):
        return True
    return any(listed.rel(kid) == "case" and listed.low[kid] != "’s" for kid in listed.kids[word])


def _right(listed: Listed, noun: int) -> int:
    end = _glued_end(listed, noun)
    if end > noun:
        return end
    term = _term_end(listed, noun)
    return _joined_end(listed, noun) if term is None else term


def _glued_end(listed: Listed, noun: int) -> int:
    """The last word of a name that goes on behind a hyphen: ``Su-27s``."""
    end = noun
    while end + 1 < len(listed) and listed.starts[end + 1] == listed.ends[end]:
        if listed.low[end + 1] in ("-", "–") or listed.low[end] in ("-", "–"):
            end += 1
        else:
            break
    return end if listed.low[end] not in ("-", "–") else noun


def _term_end(listed: Listed, noun: int) -> int | None:
    of = noun + 1
    if of + 1 >= len(listed) or listed.low[of] != "of":
        return None
    seconds = _TERMS.get(listed.lemmas[noun])
    if not seconds or listed.low[of + 1] not in seconds:
        return None
    end = of + 1
    if listed.low[end] == "mass" and end + 1 < len(listed):
        return end + 1
    more = listed.low[end + 1 : end + 3]
    if listed.low[end] == "state" and more == ["and", "government"]:
        return end + 2
    return end


def _joined_end(listed: Listed, noun: int) -> int:
    """The last of the bare nouns that are coordinated right behind a noun."""
    end = noun
    joined = [k for k in listed.kids[noun] if listed.rel(k) == "conj" and k > noun]
    if not joined or not listed.kids_of(joined[-1], "cc"):
        return end
    if len(joined) == 1 and listed.low[noun + 1] == ",":
        return end
    for kid in joined:
        if not _is_bare(listed, kid, end + 1):
            break
        end = kid
    return end if end == noun or end == joined[-1] or _closed(listed, end) else noun


def _closed(listed: Listed, word: int) -> bool:
    """Whether the coordination ends with this word: an "and" or "or" stands before it."""
    return bool(listed.kids_of(word, "cc"))


def _is_bare(listed: Listed, word: int, start: int) -> bool:
    """Whether a coordinated noun has no number, owner or determiner of its own."""
    if listed.upos[word] not in _NOUNS or word - start > 5:
        return False
    if listed.low[word] in _VAGUE or (word + 1 < len(listed) and listed.low[word + 1] == "more"):
        return False
    if listed.upos[word] == "PROPN" and not listed.low[word].endswith("s"):
        return False
    for at in range(start, word):
        if listed.upos[at] in ("NUM", "DET", "PRON", "VERB", "AUX", "ADP", "SCONJ"):
            return listed.upos[at] == "VERB" and listed.rel(at) == "amod"
        if listed.upos[at] == "SYM":
            return False
    return not any(listed.rel(k) in ("cop", "nsubj", "aux") for k in listed.kids[word])
