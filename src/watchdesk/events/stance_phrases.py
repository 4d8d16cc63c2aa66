"""Stands told by turns of phrase: what will not be, has no place, would bring harm."""

from __future__ import annotations

from watchdesk.events import modal_words
from watchdesk.events.arguments import Arguments, arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_sides import Sides
from watchdesk.events.stance_targets import Aim
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.records import Modality, PositionBasis, Stance, Strength

_TO_WHOM = {
    **dict.fromkeys(("acceptable", "agreeable", "tolerable", "palatable"), Stance.FOR),
    **dict.fromkeys(
        ("unacceptable", "intolerable", "anathema", "repugnant", "unwelcome", "unpalatable"),
        Stance.AGAINST,
    ),
}
_ROOM = frozenset("place room role business future".split())
_BRINGING = frozenset("mean spell bring invite cause risk pour add sow".split())
_LEADING = frozenset("put set lead drag draw plunge push tip take edge turn throw play".split())
_HARM = frozenset(
    "war risk danger peril jeopardy alight ablaze fire oil fuel gasoline petrol disaster chaos "
    "escalation catastrophe bloodshed abyss conflict ruin collapse brink famine anarchy "
    "confrontation calamity spiral".split()
)
"""What nobody wants: who says that a thing brings it is against the thing."""
_AMOUNTING = frozenset("amount constitute represent equal count".split())
_TAKING = frozenset("take treat interpret read".split())
_RETALIATING = frozenset(
    "sue retaliate veto quit leave resign walk_out block boycott strike sanction punish withdraw "
    "respond close cut suspend".split()
)
_VOWING = frozenset("threaten vow warn promise pledge swear".split())
_HINDERING = frozenset("oppose object block stand hinder obstruct reject resist veto stop".split())
_UNWILLING = frozenset("ask say comment choose get discuss answer decide draw drag speak".split())


class Phrases(Sides):
    """Finds stands that turns of phrase tell."""

    def _phrase(self, word: int) -> Told | None:
        """The first turn of phrase that a word is the head of."""
        tree = self._tree
        if tree.upos[word] in ("VERB", "AUX"):
            return (
                self._no_such(word)
                or self._silent(word)
                or self._rather_not(word)
                or self._told_no(word)
                or self._harmful(word)
                or self._taken_as(word)
            )
        return self._to_whom(word)

    def _to_whom(self, word: int) -> Told | None:
        """ "The plan is acceptable to Kenya"."""
        tree = self._tree
        stance = _TO_WHOM.get(tree.lemmas[word])
        subject = tree.kid(word, "nsubj")
        if stance is None or subject is None or tree.kid(word, "cop") is None:
            return None
        args = arguments_of(tree, word)
        holders = [k for k in args.led.get("to", ()) if tree.upos[k] in ("PROPN", "NOUN")][:1]
        told_as = of_word(tree, word)
        if not holders or told_as is Modality.POSSIBLE:
            return None
        if negated(tree, word):
            stance = OPPOSITE[stance]
        aim = self.targets.of_phrase(subject)
        stance = OPPOSITE[stance] if aim.sign < 0 else stance
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = holders
        told.conditional = told_as is Modality.CONDITIONAL
        return told

    def _no_such(self, word: int) -> Told | None:
        """ "There will be no truce", "the militia has no place in it", as somebody says."""
        if self._content[word] is None or self._tree.lemmas[word] not in ("be", "have"):
            return None
        if self._is_supposed(word):
            return None
        noun = self._none_to_be(word) or self._has_no_place(word)
        if noun is None:
            return None
        aim = self.targets.of_phrase(noun) if noun != word else self.targets.of_clause(word)
        stance = Stance.AGAINST if aim.sign > 0 else Stance.FOR
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    def _none_to_be(self, word: int) -> int | None:
        tree = self._tree
        if tree.lemmas[word] != "be" or tree.kid(word, "expl") is None:
            return None
        will = modal_words.WILL | modal_words.WOULD | modal_words.CAN
        willed = any(tree.low[k] in will for k in tree.kids_of(word, "aux"))
        noun = tree.kid(word, "nsubj")
        if noun is None or not any(tree.low[k] == "no" for k in tree.kids_of(noun, "det")):
            return None
        if tree.lemmas[noun] in _ROOM:
            led = [k for k in tree.kids_of(noun, "nmod") if tree.kid(k, "case") is not None]
            return led[0] if led else None
        return noun if willed else None

    def _has_no_place(self, word: int) -> int | None:
        tree = self._tree
        if tree.lemmas[word] != "have":
            return None
        none = [
            k
            for k in tree.kids_of(word, "obj")
            if tree.lemmas[k] in _ROOM and any(tree.low[d] == "no" for d in tree.kids_of(k, "det"))
        ]
        return word if none else None

    def _silent(self, word: int) -> Told | None:
        """ "Refused to discuss the plan": neither for nor against it."""
        tree = self._tree
        if tree.lemmas[word] != "refuse" or negated(tree, word):
            return None
        below = [k for k in tree.kids_of(word, "xcomp") if tree.lemmas[k] == "discuss"]
        objects = [o for k in below for o in tree.kids_of(k, "obj")]
        if not objects or of_word(tree, word) is Modality.POSSIBLE:
            return None
        aim = self.targets.of_phrase(objects[0])
        aim.passed += below
        told = Told(word, Stance.RESERVED, PositionBasis.WORDS, Strength.MEDIUM, aim)
        told.subjects = arguments_of(tree, word).subjects
        return told

    def _rather_not(self, word: int) -> Told | None:
        """ "Would rather not be asked"."""
        tree = self._tree
        near = tree.low[max(0, word - 5) : word]
        if tree.lemmas[word] not in _UNWILLING or "rather" not in near or "not" not in near:
            return None
        args = arguments_of(tree, word)
        told = Told(word, Stance.RESERVED, PositionBasis.WORDS, Strength.MEDIUM, Aim(1))
        told.subjects = [*args.subjects, *(args.objects if args.passive else ())]
        return told

    def _told_no(self, word: int) -> Told | None:
        """ "Kenya was told no by Ghana"."""
        tree = self._tree
        if tree.lemmas[word] not in ("tell", "give") or tree.low[word + 1 : word + 2] != ["no"]:
            return None
        by = [k for k in range(word + 2, min(word + 4, len(tree))) if tree.low[k] == "by"]
        holders = [tree.heads[k] for k in by if tree.heads[k] > k]
        if not holders or tree.kid(word, "aux:pass") is None:
            return None
        told = Told(word, Stance.AGAINST, PositionBasis.WORDS, Strength.MEDIUM, Aim(1))
        told.subjects = holders
        return told

    def _harmful(self, word: int) -> Told | None:
        """ "It would lead to war", "to lift the limits would put us at war", as somebody says."""
        tree = self._tree
        if tree.lemmas[word] not in _BRINGING | _LEADING | _AMOUNTING:
            return None
        if self._content[word] is None or self._is_supposed(word) or negated(tree, word):
            return None
        args = arguments_of(tree, word)
        if not self._is_harm(word, args) or tree.rels[word] == "acl:relcl":
            return None
        subject = tree.kid(word, "csubj", "nsubj") or self._fronted(word)
        if subject is None:
            return None
        aim = Aim(1) if tree.upos[subject] == "PROPN" else self.targets.of_phrase(subject)
        stance = Stance.AGAINST if aim.sign > 0 else Stance.FOR
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    def _is_harm(self, word: int, args: Arguments) -> bool:
        tree = self._tree
        below = [*tree.kids_of(word, "obj", "xcomp", "advmod", "obl"), *args.objects]
        if tree.lemmas[word] in _BRINGING:
            return any(tree.lemmas[k] in _HARM for k in args.objects)
        if tree.lemmas[word] in _LEADING:  # "push the war" is no push into it
            led = [k for k in below if k > word and k not in tree.kids_of(word, "obj")]
            return any(tree.lemmas[k] in _HARM for k in led)
        if tree.lemmas[word] in _AMOUNTING:
            return any(self._verdict(k) is Stance.AGAINST for k in below if k > word)
        return False

    def _fronted(self, word: int) -> int | None:
        """ "To lift the limits, he said, would put": the tree hangs it aside."""
        tree = self._tree
        found = [k for k in tree.kids_of(word, "advcl", "xcomp") if k < word and tree.has_to(k)]
        over = tree.heads[word]
        if not found and over >= 0:
            found = [k for k in tree.kids_of(over, "advcl", "csubj") if k < over and tree.has_to(k)]
        return found[0] if found else None

    def _taken_as(self, word: int) -> Told | None:
        """ "An attack would be seen as a declaration of war", as somebody says."""
        tree = self._tree
        if self._content[word] is None or tree.lemmas[word] not in _TAKING | self._table.judging:
            return None
        args = arguments_of(tree, word)
        if not args.passive or not args.objects or self._is_supposed(word):
            return None
        verdicts = [*tree.kids_of(word, "xcomp"), *args.led.get("as", ())]
        stance = next((s for v in verdicts if (s := self._verdict(v))), None)
        if stance is None or negated(tree, word):
            return None
        aim = self.targets.of_phrase(args.objects[0])
        stance = OPPOSITE.get(stance, stance) if aim.sign < 0 else stance
        told = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, aim)
        told.subjects, told.by_speaker = args.subjects, not args.subjects
        return told

    def _threat(self, word: int, args: Arguments) -> Told | None:
        """ "Threatened them with consequences if they help": against their help; "vowed to sue
        unless it is cut": for cutting it."""
        tree = self._tree
        below = tree.kids_of(word, "xcomp")
        plain = tree.lemmas[word] == "threaten" or any(
            tree.lemmas[k] in _RETALIATING for k in below
        )
        if tree.lemmas[word] not in _VOWING or not plain or not self._stance_of_threat(word):
            return None
        for clause in [c for k in (word, *below) for c in tree.kids_of(k, "advcl")]:
            marks = {tree.low[k] for k in tree.kids_of(clause, "mark")} & {"if", "unless"}
            if not marks:
                continue
            aim = self.targets.of_phrase(clause)
            against = (aim.sign > 0) is ("if" in marks)
            stance = Stance.AGAINST if against else Stance.FOR
            told = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, aim)
            told.subjects, told.settled = args.subjects, True
            aim.passed += [clause, *below]
            aim.turned = [k for k in aim.turned if k != clause]
            return told
        return None

    def _stance_of_threat(self, word: int) -> bool:
        tree = self._tree
        return not negated(tree, word) and of_word(tree, word) is not Modality.POSSIBLE

    def _is_hindering(self, word: int) -> bool:
        """ "Sees no reason to oppose it": which is not yet to back it."""
        tree = self._tree
        nouns = [k for k in tree.kids[word] if tree.upos[k] == "NOUN"]
        below = [c for k in (word, *nouns) for c in tree.kids_of(k, "acl", "advcl", "xcomp")]
        return any(tree.lemmas[c] in _HINDERING and tree.has_to(c) for c in below)
