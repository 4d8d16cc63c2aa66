"""Whether a capital or a state acts where it is named, or is only where something happens."""

from __future__ import annotations

from watchdesk.language.listed import Listed, Range
from watchdesk.language.vocabulary import REPORTS

_BODILY = frozenset(
    "lie burn shake wake sit stand sleep celebrate host flood grow fall see experience suffer "
    "house boast shelter cover border stretch bustle wither smoulder smolder sink freeze awake "
    "awaken mourn rise sprawl have get look become come feature contain lack".split()
)
"""What a town itself may do."""
_MINDED = frozenset(
    "ready willing unwilling reluctant concerned determined keen open wary angry able unable sure "
    "right wrong guilty responsible furious prepared interested committed adamant aware confident "
    "eager hesitant opposed serious silent skeptical sceptical worried alarmed desperate bent "
    "afraid happy unhappy likely unlikely hopeful nervous cautious isolated loath loth behind "
    "complicit firm".split()
)
_ADDRESSED = frozenset(
    "accuse urge ask tell pressure press blame warn force help provoke anger allow supply arm "
    "isolate sanction punish deter convince criticize criticise condemn persuade push pressurise "
    "threaten back support oblige invite thank praise antagonize infuriate irritate embarrass "
    "embolden weaken defy appease alienate inform notify assure remind lobby court support trust "
    "repay owe compel enable assist deny expect require suspect want".split()
)
"""What is done to states, not to towns."""
_SHARED = frozenset(
    "talk talks relation relations tie ties negotiation negotiations war conflict agreement deal "
    "treaty pact ceasefire truce alliance dispute rivalry tension tensions cooperation contact "
    "contacts dialogue dialog trade standoff rift exchange friction partnership understanding "
    "negotiate cooperate ally side align work clash compete agree disagree deal trade share "
    "consult coordinate engage contract border diplomacy meeting".split()
)
"""What states have with or between each other."""
_GIVEN = frozenset(
    "pressure support aid threat statement response reaction criticism demand request approval "
    "permission signal message pushback concession letter order instruction denial protest "
    "objection reassurance guarantee help backing assistance offer proposal word comment "
    "condemnation retaliation assessment "
    "weapon weapons funding money independence warning sanction sanctions attack "
    "loyalty supply delivery deliver give send offer sell provide loyal close friendly hostile "
    "belong answer appeal concede lose propose hand transfer ship lend pledge turn aligned "
    "opposition blow gift victory defeat".split()
)
"""What comes from states, goes to them or is put on them."""
_ON = frozenset(
    "pressure sanction sanctions tariff tariffs war blame depend dependence dependent reliance "
    "reliant impose embargo rely influence leverage press constraint call".split()
)
_TOWN = frozenset(
    "street streets airport mayor resident residents subway metro outskirts suburb suburbs center "
    "centre square downtown neighborhood neighbourhood skyline district districts hospital "
    "station hotel theater theatre museum river weather stadium university road roads zoo cafe "
    "restaurant port harbor harbour bridge population cathedral".split()
)
"""What a town has and a state has not."""
_LOCATIVE = frozenset("in near outside around into inside across throughout".split())
_REACHING = frozenset("reach leave enter visit flee cross evacuate near approach".split())
_TELLING = frozenset(
    "say tell add claim note argue explain recall write insist believe think ask reply warn "
    "acknowledge admit stress describe predict state announce deny".split()
)
_CONTACT = frozenset({"with", "between", "against"})
_DEEPEST = 4


def acts(listed: Listed, words: Range) -> bool:
    """Whether a seat of government stands for its state: as who says or does something, is
    addressed, owns a policy, or has relations with others."""
    if words.start >= words.end:
        return False
    head = next((k for k in range(*words) if not words.start <= listed.heads[k] < words.end), -1)
    return head >= 0 and _acts(listed, head, 0)


def _acts(listed: Listed, head: int, depth: int) -> bool:
    above, rel = listed.heads[head], listed.rel(head)
    if above < 0 or depth > _DEEPEST:
        return False
    case = listed.kid(head, "case")
    if rel == "conj" and (case is None or listed.low[case] in ("'s", "’s")):
        return _acts(listed, above, depth + 1)
    if listed.rels[head] == "nmod:poss":
        return listed.low[above] not in _TOWN and listed.lemmas[above] not in _TOWN
    if case is not None:
        return _by_case(listed, head, above, listed.low[case])
    if listed.rels[head] in ("nsubj:pass", "obj", "iobj"):
        return listed.lemmas[above] in _ADDRESSED
    if rel == "nsubj":
        return _does(listed, above)
    return False


def _does(listed: Listed, verb: int) -> bool:
    """Whether a state, rather than a town, does or is this."""
    if listed.upos[verb] in ("VERB", "AUX") and listed.kid(verb, "cop") is None:
        return listed.lemmas[verb] not in _BODILY or _has_will(listed, verb)
    return listed.lemmas[verb] in _MINDED or listed.low[verb] in _MINDED


def _has_will(listed: Listed, verb: int) -> bool:
    """ "has agreed", "sees no reason", "has no intention"."""
    if listed.low[verb] in REPORTS:
        return True
    told = listed.kid(verb, "obj", "xcomp", "ccomp")
    return told is not None and (
        listed.rel(told) != "obj"
        or listed.lemmas[told] in ("reason", "intention", "choice", "interest", "plan", "right")
    )


def _by_case(listed: Listed, head: int, above: int, case: str) -> bool:
    noun = listed.lemmas[above]
    if case == "by":
        return listed.rels[head] == "obl:agent" or listed.kid(above, "aux:pass") is not None
    if case in _CONTACT:
        return noun in _SHARED or listed.low[above] in _SHARED or noun in _GIVEN
    if case == "of" and noun in ("support", "backing", "criticism", "condemnation"):
        return listed.rel(head) == "nmod"
    if case in ("from", "to", "for"):
        return noun in _GIVEN and listed.rel(head) in ("nmod", "obl")
    return case in ("on", "upon") and noun in _ON


def tells(listed: Listed, words: Range) -> bool:
    """Whether a word is the subject of one that tells: "Paris claims that …"."""
    if words.end - words.start != 1 or listed.rels[words.start] != "nsubj":
        return False
    return listed.lemmas[listed.heads[words.start]] in _TELLING


def is_reached(listed: Listed, words: Range) -> bool:
    """Whether a name stands as that of a place: "in Houston", "reached Houston"."""
    if words.end - words.start != 1:
        return False
    head = words.start
    above = listed.heads[head]
    case = listed.kid(head, "case")
    if case is not None:
        return listed.low[case] in _LOCATIVE and case < head
    return above >= 0 and listed.rels[head] == "obj" and listed.lemmas[above] in _REACHING
