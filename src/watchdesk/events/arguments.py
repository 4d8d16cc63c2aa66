"""Who and what stands beside a verb or noun in the tree: its subject, objects and prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchdesk.language.listed import Listed

_DEEPEST = 6
_OBJECT_CONTROL = frozenset(
    "urge order allow ask force tell help enable want persuade convince press pressure invite "
    "instruct require encourage beg call permit see let make authorize authorise command compel "
    "send cause get warn advise appeal push lead prompt expect bar prevent ban accuse blame "
    "suspect thank praise criticize criticise condemn fault stop dissuade discourage".split()
)
"""Verbs whose object does what their infinitive tells."""
_GIVING = frozenset({"give", "grant", "offer", "deny", "hand"})
"""Verbs that leave the deed to who is given something: "gave Kenya the right to fish"."""
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_PARTS = frozenset(
    "number series lot group part wave round string dozen hundred thousand million couple one "
    "handful score some several many majority lots member most all rest contingent batch half "
    "spate flurry barrage kind type set pair team piece amount ten tens day week hour day".split()
)
"""Nouns that say how much or how many of what follows "of"."""


@dataclass(slots=True)
class Arguments:
    """The words around a trigger, as heads of their phrases."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    """What it is done to; of a passive its grammatical subject."""
    given: list[int] = field(default_factory=list)
    """Indirect objects: Kenya in "gave Kenya a loan"."""
    led: dict[str, list[int]] = field(default_factory=dict)
    """Phrases by their prepositions, those nearest to the trigger first."""
    clauses: list[int] = field(default_factory=list)
    """Clauses below: what is said, asked or wanted."""
    passive: bool = False
    shared: bool = False
    """Whether the subject is that of another verb."""


def arguments_of(listed: Listed, word: int) -> Arguments:
    """The arguments of a verb (or of an adjective with "is")."""
    found = Arguments(passive=_is_passive(listed, word))
    own = listed.kids_of(word, "obj")
    subjects, found.shared = _subjects(listed, word, 0)
    if found.passive:
        found.objects = subjects + own
        found.subjects = _agents(listed, word)
    else:
        found.subjects, found.objects = subjects, own + _fronted(listed, word)
    found.given = listed.kids_of(word, "iobj")
    found.clauses = listed.kids_of(word, "ccomp", "xcomp") + [
        k for k in listed.kids_of(word, "advcl") if k > word
    ]
    phrases = listed.kids_of(word, "obl", "nmod")
    for phrase in phrases:
        _lead(listed, phrase, found.led)
    _add_parties(listed, phrases, found.led)
    for noun in (*own, *(subjects if found.passive else ())):
        lead_all(listed, noun, found.led)
    return found


def _add_parties(listed: Listed, phrases: list[int], led: dict[str, list[int]]) -> None:
    """ "Spoke by telephone with": with whom, where the tree hangs it on the phrase between."""
    for phrase in phrases:
        for inner in listed.kids_of(phrase, "nmod"):
            for case in listed.kids_of(inner, "case"):
                if listed.low[case] in ("with", "between", "against"):
                    led.setdefault(listed.low[case], []).append(inner)


def lead_all(listed: Listed, noun: int, led: dict[str, list[int]], depth: int = 0) -> None:
    """Add the phrases below a noun, those below them last."""
    below = listed.kids_of(noun, "nmod", "obl")
    for phrase in below:
        if listed.rels[phrase] != "nmod:poss":
            _lead(listed, phrase, led)
    if depth < 2:
        for phrase in below:
            if listed.rels[phrase] != "nmod:poss":
                lead_all(listed, phrase, led, depth + 1)


def _lead(listed: Listed, phrase: int, led: dict[str, list[int]]) -> None:
    for case in listed.kids_of(phrase, "case", "mark"):
        led.setdefault(listed.low[case], []).append(phrase)


def prepositions_of(listed: Listed, noun: int) -> dict[str, list[int]]:
    """The phrases below a noun by their prepositions."""
    led: dict[str, list[int]] = {}
    lead_all(listed, noun, led)
    return led


def core(listed: Listed, noun: int) -> int:
    """What a phrase is about: troops in "thousands of troops"."""
    for _ in range(3):
        if listed.lemmas[noun] not in _PARTS and listed.upos[noun] != "NUM":
            break
        inner = [
            k
            for k in listed.kids_of(noun, "nmod")
            if k > noun and any(listed.low[c] == "of" for c in listed.kids_of(k, "case"))
        ]
        if not inner:
            break
        noun = inner[-1]
    return noun


def joined(listed: Listed, noun: int) -> list[int]:
    """A noun and those joined to it."""
    return [noun, *(k for k in listed.kids_of(noun, "conj") if listed.upos[k] in _NOUNS)]


def _is_passive(listed: Listed, word: int) -> bool:
    if listed.kid(word, "aux:pass", "nsubj:pass") is not None:
        return True
    if listed.low[word].endswith("ing") or listed.upos[word] != "VERB":
        return False
    rel = listed.rels[word]
    loose = listed.kid(word, "nsubj", "aux", "mark") is None
    if rel in ("acl", "advcl", "amod") and loose and not listed.has_to(word):
        return listed.feature(word, "VerbForm") == "Part" or bool(_agents(listed, word))
    if rel == "conj" and loose and listed.feature(word, "VerbForm") == "Part":
        head = listed.heads[word]
        return listed.kid(head, "aux:pass") is not None and listed.kid(word, "obj") is None
    return False


def _agents(listed: Listed, word: int) -> list[int]:
    return [
        k
        for k in listed.kids_of(word, "obl", "nmod")
        if any(listed.low[c] == "by" for c in listed.kids_of(k, "case"))
    ]


def _fronted(listed: Listed, word: int) -> list[int]:
    """The noun a relative clause hangs on, where the clause has another subject."""
    if listed.rels[word] != "acl:relcl" or listed.kid(word, "obj") is not None:
        return []
    subject = listed.kid(word, "nsubj")
    if subject is None or _is_relative(listed, subject):
        return []
    return [listed.heads[word]]


def _is_relative(listed: Listed, word: int) -> bool:
    return listed.low[word] in ("who", "which", "that", "whom") and listed.upos[word] != "NOUN"


def _subjects(listed: Listed, word: int, depth: int) -> tuple[list[int], bool]:
    """Its subject, or the one it shares with the verb it hangs on."""
    own = [k for k in listed.kids_of(word, "nsubj") if not _is_relative(listed, k)]
    if not own and listed.upos[word] == "ADJ":
        own = listed.kids_of(word, "expl")  # "it was ready" of a state
    head, rel = listed.heads[word], listed.rels[word]
    if own:
        return own[:1], False
    if rel == "acl:relcl" and head >= 0:
        return [head], False
    if head < 0 or depth > _DEEPEST:
        return [], False
    beside = _beside(listed, word)
    if beside is not None:
        return [beside], False
    if rel.startswith("acl") and not listed.has_to(word):
        return [head], False
    if rel.startswith("acl"):
        return _planners(listed, head, depth), True
    base = rel.partition(":")[0]
    if base == "xcomp":
        controlled = listed.kids_of(head, "obj")
        if controlled and listed.lemmas[head] in _OBJECT_CONTROL:
            return controlled, True
        given = listed.kids_of(head, "iobj")
        if given and listed.lemmas[head] in _GIVING:
            return given, True
        return _subjects(listed, head, depth + 1)[0], True
    if base in ("conj", "advcl") and (base == "conj" or listed.kid(word, "mark") is None):
        return _subjects(listed, head, depth + 1)[0], True
    if base == "advcl":
        return _purpose(listed, word, head, depth), True
    return [], False


def _beside(listed: Listed, word: int) -> int | None:
    """The name before an -ing form, behind a preposition: "in response to Kyiv arming rebels"."""
    if not listed.low[word].endswith("ing") or listed.rel(word) not in ("advcl", "acl"):
        return None
    at = word - 1
    while at > 0 and listed.upos[at] == "ADV":
        at -= 1
    if at < 1 or listed.upos[at] != "PROPN" or listed.kid(at, "case") is None:
        return None
    lead = listed.low[listed.kids_of(at, "case")[0]]
    return at if lead in ("to", "of", "after", "with", "about", "over", "from") else None


def _purpose(listed: Listed, word: int, head: int, depth: int) -> list[int]:
    controlled = listed.kids_of(head, "obj")
    of = any(listed.low[k] in ("of", "for", "from") for k in listed.kids_of(word, "mark", "case"))
    if (listed.has_to(word) or of) and controlled and listed.lemmas[head] in _OBJECT_CONTROL:
        return controlled
    given = listed.kids_of(head, "iobj")
    if given and listed.has_to(word) and listed.lemmas[head] in _GIVING:
        return given
    return _subjects(listed, head, depth + 1)[0]


def _planners(listed: Listed, noun: int, depth: int) -> list[int]:
    """Who has the plan in "Kenya's plan to sign" and "Kenya has a plan to sign"."""
    owners = [k for k in listed.kids[noun] if listed.rels[k] == "nmod:poss"]
    head = listed.heads[noun]
    if owners or head < 0:
        return owners
    if given := listed.kids_of(head, "iobj"):
        return given
    if listed.rel(noun) in ("obj", "obl") and listed.upos[head] == "VERB":
        return _subjects(listed, head, depth + 1)[0]
    return []


def clause_head(listed: Listed, word: int) -> int:
    """The verb (or root) of the clause a word stands in; the word itself for a verb."""
    at = word
    for _ in range(24):
        if listed.heads[at] < 0 or listed.upos[at] == "VERB":
            return at
        if listed.rel(at) in ("ccomp", "advcl", "acl", "parataxis", "csubj"):
            return at
        at = listed.heads[at]
    return at


def above(listed: Listed, word: int) -> Iterator[int]:
    """The words over a word, the nearest first."""
    at = listed.heads[word]
    for _ in range(40):
        if at < 0:
            return
        yield at
        at = listed.heads[at]
