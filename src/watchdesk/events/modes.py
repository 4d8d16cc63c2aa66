"""How an event was done, and what it is about: PLOVER's modes and contexts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import clause_head
from watchdesk.events.lexicon import context_words
from watchdesk.events.match import Trigger

_TOOLS = {
    "drone": "drone uav shahed",
    "heavy-weapons": "artillery rocket missile mortar tank howitzer shell shelling grad",
    "aerial": "airstrike air-strike warplane jet helicopter aircraft plane bomber fighter-jet air",
    "explosives": "bomb mine minefield explosive grenade ied roadside car-bomb",
    "suicide-attack": "suicide",
    "firearms": "rifle gun gunfire pistol gunman bullet shooting shot",
    "primitive": "machete knife axe stone spear sword arson knives",
    "crowd-control": "tear-gas teargas cannon truncheon baton",
    "unconventional": "chemical nuclear sarin chlorine radiological",
    "abduct": "hostage",
    "targeted": "assassination assassinate",
}
_ASKED = {
    "assist": "aid help support assistance weapon loan fund assist provide cooperate cooperation "
    "relation tie protect resource arms asylum refuge recognize recognise sell sanctions_relief",
    "yield": "withdraw withdrawal release ceasefire truce lift ease free stop end halt disarm "
    "return renounce surrender ceasefire restriction blockade hand_over",
    "meet": "talk meeting summit negotiation negotiate meet dialogue mediation conference",
    "change": "reform policy resign resignation constitution constitutional election removal "
    "democracy rule law",
}
_THREATS = {
    "violence": "attack strike offensive war force blow fight invade bomb retaliate kill destroy "
    "military action violence weapon retaliation revenge response",
    "restrict": "close closure airspace boycott blockade ban curfew embargo strike "
    "sanction restrict tariff",
    "arrest": "arrest detain imprison jail prosecute",
    "relations": "relation tie negotiation talk withdraw suspend aid break sever diplomatic",
    "expel": "expel deport inspector",
    "territory": "annex occupy seize territory",
}
_PHONED = {"phone": "phone telephone telephoned call video"}
_PLACES = {"multilateral": "summit"}


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: mode for mode, listed in words.items() for word in listed.split()}


_BY_TYPE = {
    "ASSAULT": _table(_TOOLS),
    "REQUEST": _table(_ASKED),
    "REJECT": _table(_ASKED),
    "THREATEN": _table(_THREATS),
    "CONSULT": _table(_PHONED),
}
_SEVERAL = frozenset({"ASSAULT"})


def modes_of(tree: Tree, trigger: Trigger, kind: str, fixed: Iterable[str] = ()) -> tuple[str, ...]:
    """The frame's own modes and those its clause names."""
    own = list(fixed)
    table = _BY_TYPE.get(kind)
    if table is None or (own and kind not in _SEVERAL):
        return tuple(own)
    for word in _clause(tree, trigger):
        mode = table.get(tree.lemmas[word]) or table.get(tree.low[word])
        if mode and mode not in own:
            own.append(mode)
            if kind not in _SEVERAL:
                break
    return tuple(own)


def _clause(tree: Tree, trigger: Trigger) -> list[int]:
    """The words of the trigger's clause: its arguments, and what they are about."""
    apart = [
        k
        for k in tree.kids[trigger.at]
        if tree.rels[k] in ("advcl", "parataxis", "conj", "acl:relcl", "ccomp")
        and trigger.frame.type not in ("REQUEST", "REJECT", "THREATEN")
    ]
    words = tree.under(trigger.at, apart)
    if trigger.bare:
        head = clause_head(tree, trigger.at)
        return words if head == trigger.at else [*words, head]
    return words


_TYPICAL = {"ASSAULT": "military", "MOBILIZE": "military", "CONSULT": "diplomatic"}
_MOST = 2
_FAR = 60
"""Words on either side that are counted."""


def contexts_of(tree: Tree, at: int, kind: str) -> tuple[str, ...]:
    """The contexts most words of the sentence around a word speak of, at most two."""
    table = context_words()
    counts: Counter[str] = Counter()
    sentence = tree.sentence_of(at)
    for word in range(max(sentence.start, at - _FAR), min(sentence.end, at + _FAR)):
        context = table.get(tree.lemmas[word])
        if context is not None:
            counts[context] += 1
    if kind in _TYPICAL and _TYPICAL[kind] in counts:
        counts[_TYPICAL[kind]] += 1
    return tuple(sorted(name for name, _ in counts.most_common(_MOST)))
