"""Who acts and to whom, from where the frame says they stand."""

from __future__ import annotations

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import arguments_of, clause_head, joined
from watchdesk.events.match import Trigger
from watchdesk.events.parties import Parties
from watchdesk.events.party_words import FIRST, LYING, PRONOUNS
from watchdesk.records import Party

_HIT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID", "CONCEDE"})
"""Types done to places as well as to people."""
_BOTH = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
WEAPONS = frozenset(
    "drone missile rocket shell bomb mine artillery tank warplane jet plane helicopter aircraft "
    "airstrike strike attack raid bombing shelling bombardment blast bomber mortar shelling "
    "gunfire fire warship gunboat minefield barrage bullet sniper attacker ambush assault "
    "offensive explosion".split()
)
"""What does harm by itself, whoever stands behind it."""
_PATIENT = frozenset(
    "destruction assassination killing murder arrest kidnapping abduction release torture "
    "deportation massacre".split()
)
"""Nouns whose possessor is the one it is done to."""
_DEEP = ("to", "with", "against", "on", "by", "from", "of", "for", "in")
_ABOUT = frozenset({"AGREE", "THREATEN", "REJECT", "PROTEST", "REQUEST", "MOBILIZE"})
"""Types that may name whom they are for only in what is agreed, threatened or asked."""
_OFFICIAL = frozenset("GOV LEG JUD MIL COP ELI".split())
_VOICES = frozenset(
    "statement resolution report letter editorial newspaper communique court ruling".split()
)


class Roles:
    """The parties of triggers."""

    def __init__(self, tree: Tree, parties: Parties) -> None:
        self._tree = tree
        self._parties = parties

    def of(
        self, trigger: Trigger, attribution: str | None
    ) -> tuple[list[Party], list[Party]] | None:
        """Who acts, and whom it is done to; ``None`` where the one who acts is nobody at all."""
        if trigger.bare:
            who = self._doers_of_noun(trigger)
            whom = [p for p in self._whom(trigger) if p not in who]
        else:
            found = self._doers(trigger, attribution)
            if found is None:
                return None
            who = found
            whom = [p for p in self._whom(trigger) if p not in who]
        return self._settled(trigger, who, whom)

    def knows_one(self, parties: list[Party]) -> bool:
        """Whether one of them is somebody known."""
        return any(self._parties.knows(p) for p in parties)

    def are_powers(self, who: list[Party]) -> bool:
        """Whether they are states or those who govern and fight for them."""
        return all(p.sector in ("MIL", "GOV", "COP") or self._parties.is_state(p) for p in who)

    def tellers(self, attribution: str | None) -> set[str]:
        """The states of those an attribution has tell."""
        return {p.country for p in self._parties.tellers(attribution) if p.country}

    def _settled(
        self, trigger: Trigger, who: list[Party], whom: list[Party]
    ) -> tuple[list[Party], list[Party]]:
        frame = trigger.frame
        head = self._tree.lemmas[trigger.at]
        if frame.type == "CONSULT" and head in ("host", "receive", "welcome", "greet"):
            return (whom, who) if whom else (who, [])
        if frame.type == "CONSULT" and "visit" not in frame.modes:
            return who + whom, []
        return self._at_home(trigger, who, whom), self._at_home(trigger, whom, who)

    def _at_home(self, trigger: Trigger, own: list[Party], other: list[Party]) -> list[Party]:
        """Officials without a state are taken for those of the one state that is spoken of."""
        states = {p.country for p in other if self._parties.is_state(p)}
        own = [
            p.model_copy(update={"country": None, "assumed": False})
            if p.assumed and p.country in states
            else p
            for p in own
        ]
        if all(p.country or p.mention or p.sector not in _OFFICIAL for p in own):
            return own
        here = self._parties.around(trigger.at)
        if here is None or any(p.country == here for p in other):
            return own
        return [
            p.model_copy(update={"country": here, "assumed": True})
            if p.country is None and p.mention is None and p.sector in _OFFICIAL
            else p
            for p in own
        ]

    def _doers(self, trigger: Trigger, attribution: str | None) -> list[Party] | None:
        found: list[Party] = []
        subjects = trigger.arguments.subjects
        for subject in subjects:
            for each in joined(self._tree, subject):
                found += self._doer(each, attribution)
        if found or trigger.arguments.passive:
            return list(dict.fromkeys(found))
        if not subjects:
            return []
        return None if all(self._is_nobody(trigger, s) for s in subjects) else []

    def _is_nobody(self, trigger: Trigger, subject: int) -> bool:
        """Whether a subject is a thing that does nothing to anybody: "the storm hit"."""
        tree = self._tree
        if tree.low[subject] in PRONOUNS or tree.upos[subject] in ("PROPN", "PRON", "NUM", "DET"):
            return False
        if tree.lemmas[subject] in WEAPONS and tree.lemmas[subject] != "strike":
            return trigger.frame.type != "ASSAULT"
        return True

    def _doer(self, subject: int, attribution: str | None) -> list[Party]:
        tree = self._tree
        if tree.low[subject] in PRONOUNS:
            return self._meant(subject, attribution)
        found = self._parties.of(subject, doer=True)
        if found and (owner := self._possessor(subject)) is not None:
            meant = self._meant(owner, attribution)
            if meant and meant[0].country and not any(p.country for p in found):
                state = {"country": meant[0].country, "assumed": False}
                return [p.model_copy(update=state) for p in found]
        if found or tree.lemmas[subject] not in WEAPONS | _VOICES:
            return found
        return self._of_weapon(subject)

    def _possessor(self, noun: int) -> int | None:
        """The pronoun of "its troops"."""
        tree = self._tree
        own = (k for k in tree.kids[noun] if tree.rels[k] == "nmod:poss")
        return next((k for k in own if tree.low[k] in PRONOUNS), None)

    def _of_weapon(self, noun: int) -> list[Party]:
        """Whose strike or weapon it is: "Israeli strikes", "a raid by rebels"."""
        tree = self._tree
        for kid in tree.kids[noun]:
            lead = {tree.low[c] for c in tree.kids_of(kid, "case")}
            if tree.rels[kid] == "nmod:poss" or "by" in lead:
                if tree.low[kid] in PRONOUNS:
                    continue
                found = self._parties.of(kid, doer=True)
                if found:
                    return found
        for kid in tree.kids_of(noun, "amod", "compound", "nmod:desc"):
            found = self._parties.before(kid)
            if found:
                return found
        return []

    def _meant(self, pronoun: int, attribution: str | None) -> list[Party]:
        """Who a pronoun means: the subject of the clause over it, or who says it."""
        tree = self._tree
        at = clause_head(tree, pronoun)
        for _ in range(4):
            head = tree.heads[at]
            if head < 0:
                break
            for subject in tree.kids_of(head, "nsubj"):
                if subject == pronoun or tree.low[subject] in PRONOUNS or subject > pronoun:
                    continue
                found = self._parties.of(subject, doer=True)
                if found and self._parties.agrees(pronoun, subject, found):
                    return found
            at = clause_head(tree, head)
            if at == head and tree.heads[head] >= 0:
                at = head
        top = tree.rel(clause_head(tree, pronoun)) in ("ccomp", "parataxis", "root")
        if not top and tree.low[pronoun] not in FIRST:
            return []
        return self._parties.source(attribution, pronoun)

    def _doers_of_noun(self, trigger: Trigger) -> list[Party]:
        noun = trigger.noun if trigger.noun is not None else trigger.at
        led = trigger.arguments.led
        if trigger.frame.type in ("CONSULT", "ASSAULT") and led.get("between"):
            return self._parties.of(led["between"][0])
        if self._tree.lemmas[noun] in _PATIENT and "of" not in led:
            return self._parties.of(led["by"][0], doer=True) if "by" in led else []
        if found := self._of_weapon(noun):
            return found
        aimed = trigger.frame.type == "ASSAULT" and {"into", "on", "against"} & led.keys()
        if aimed and "of" in led and self._tree.lemmas[noun] not in _PATIENT:
            # "The raid of rebels on the town", where "of" tells who and not whom.
            return self._parties.of(led["of"][0], doer=True)
        return []

    def _whom(self, trigger: Trigger) -> list[Party]:
        hit = trigger.frame.type in _HIT
        for word in trigger.arguments.given:
            if self._tree.low[word] not in PRONOUNS and (found := self._parties.of(word)):
                return found
        for role in trigger.frame.whom:
            for word in self._at(trigger, role):
                if self._tree.low[word] in PRONOUNS:
                    continue
                found = self._parties.of(word, hit=hit)
                if found:
                    return found
        if found := self._where_struck(trigger):
            return found
        if trigger.bare and self._tree.lemmas[trigger.at] in _PATIENT:
            return self._of_weapon(trigger.at)
        if trigger.frame.type in _ABOUT and trigger.frame.whom:
            return self._in_what_is_told(trigger, hit=True)
        return []

    def _is_own(self, clause: int) -> bool:
        """Whether who acts is the subject of a clause, too."""
        subject = self._tree.kid(clause, "nsubj")
        return subject is None or self._tree.low[subject] in PRONOUNS

    def _where_struck(self, trigger: Trigger) -> list[Party]:
        """The place of what was hit, where the tree hangs it on the verb: "fired at targets in"."""
        tree, arguments = self._tree, trigger.arguments
        if trigger.frame.type not in ("ASSAULT", "COERCE", "MOBILIZE"):
            return []
        nouns = [
            *arguments.objects,
            *(w for r in trigger.frame.whom for w in arguments.led.get(r, ())),
        ]
        if not any(tree.lemmas[noun] in LYING for noun in nouns):
            if trigger.frame.type != "MOBILIZE":
                return []
            under = [w for n in arguments.led.get("for", ()) for w in self._against(n)]
            return next((found for w in under if (found := self._parties.of(w))), [])
        for lead in ("in", "near", "outside", "around", "inside", "into"):
            for word in arguments.led.get(lead, ()):
                if found := self._parties.of(word, hit=True):
                    return found
        return []

    def _against(self, noun: int) -> list[int]:
        """Iraq in "a war against Iraq"."""
        tree = self._tree
        return [
            k
            for k in tree.kids_of(noun, "nmod", "obl")
            if any(tree.low[c] in ("against", "with", "on") for c in tree.kids_of(k, "case"))
        ]

    def _in_what_is_told(self, trigger: Trigger, *, hit: bool) -> list[Party]:
        """Whom it is for, from the clause below: "threatened to ban voting in East Jerusalem"."""
        tree = self._tree
        clauses = [c for c in trigger.arguments.clauses if self._is_own(c)]
        for clause in clauses[:2]:
            inner = arguments_of(tree, clause)
            for word in (*inner.given, *(w for lead in _DEEP for w in inner.led.get(lead, ()))):
                if tree.low[word] not in PRONOUNS and (found := self._parties.of(word, hit=hit)):
                    return found
            for word in inner.objects:
                if tree.low[word] not in PRONOUNS and (found := self._parties.of(word, hit=hit)):
                    return found
            for deeper in inner.clauses:
                for word in arguments_of(tree, deeper).objects:
                    if found := self._parties.of(word, hit=hit):
                        return found
        return []

    def _at(self, trigger: Trigger, role: str) -> list[int]:
        """The phrases that stand where a frame looks for those it is done to."""
        tree, arguments = self._tree, trigger.arguments
        if role == "obj":
            asked = [c for c in arguments.clauses if tree.has_to(c)]
            return arguments.objects or [s for c in asked for s in tree.kids_of(c, "nsubj")]
        first, _, second = role.partition(".")
        if first == "that":
            below = [*tree.kids_of(trigger.at, "ccomp")]
            for noun in arguments.objects:
                below += tree.kids_of(noun, "acl", "ccomp")
            return [s for clause in below for s in tree.kids_of(clause, "nsubj")]
        if first == "x":
            return [word for c in arguments.clauses for word in self._in_clause(c, second)]
        return arguments.led.get(role, [])

    def _in_clause(self, clause: int, second: str) -> list[int]:
        tree = self._tree
        if second == "subj":
            return tree.kids_of(clause, "nsubj")
        if second == "obj":
            return tree.kids_of(clause, "obj")
        return [
            k
            for k in tree.kids_of(clause, "obl")
            if any(tree.low[c] == second for c in tree.kids_of(k, "case"))
        ]
