"""Judgements on a thing: what somebody calls it, says it is, or says it does."""

from __future__ import annotations

from watchdesk.events.arguments import Arguments, arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_moods import Moods
from watchdesk.events.stance_targets import Aim
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.records import Modality, PositionBasis, Stance, Strength

_TALKING = frozenset({"negotiate", "talk", "discuss"})
_PURSUITS = frozenset("pursuit search hope wish call desire quest effort".split())
"""What a speaker does besides, and no answer to the matter at hand."""


class Judgements(Moods):
    """Finds judgements."""

    def _judging(self, word: int, args: Arguments) -> Told | None:
        """ "Called the raid a mistake", "described it as a good sign"."""
        tree = self._tree
        if tree.lemmas[word] not in self._table.judging or not args.subjects:
            return None
        verdicts = [*tree.kids_of(word, "xcomp"), *args.led.get("as", ())]
        after = [k for o in args.objects for k in tree.kids_of(o, "amod") if k > o]
        verdicts += after  # "called the idea dangerous"
        objects = [k for k in args.objects if k not in verdicts]
        objects += [k for v in tree.kids_of(word, "xcomp") for k in tree.kids_of(v, "nsubj")]
        if tree.rels[word] == "acl:relcl" and tree.lemmas[word] in ("call", "brand", "dub"):
            own = tree.kids_of(word, "obj", "xcomp")
            verdicts, objects = own or verdicts, [tree.heads[word]]
        stance = next((s for v in verdicts if (s := self._verdict(v))), None)
        if stance is None or not objects or of_word(tree, word) is Modality.POSSIBLE:
            return None
        if negated(tree, word):
            return None
        if tree.rels[word] == "acl:relcl":
            aim = self._before_relative(word)
        else:
            aim = self.targets.of_phrase(objects[0])
        if aim is not None and aim.sign < 0:
            stance = OPPOSITE.get(stance, stance)
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = args.subjects
        return told

    def _before_relative(self, word: int) -> Aim | None:
        """What "which he called" is about: the noun before the comma."""
        tree = self._tree
        relative = [k for k in tree.kids[word] if tree.low[k] in ("which", "that")]
        at = min(relative, default=word) - 1
        while at > 0 and tree.upos[at] in ("PUNCT", "ADV"):
            at -= 1
        noun = at if at >= 0 and tree.upos[at] in ("NOUN", "PROPN") else tree.heads[word]
        return Aim(1, {noun, *tree.kids_of(noun, "compound", "amod", "det")}, passed=[noun])

    def _verdict(self, word: int) -> Stance | None:
        """What a word of praise or blame comes to."""
        tree, table = self._tree, self._table.judgement
        near = [word, *tree.kids_of(word, "amod", "conj", "compound")]
        leads = [tree.low[k] for k in tree.kids_of(word, "case", "amod") if k < word]
        phrase = "_".join([*leads, tree.lemmas[word]])  # "out of the question", "a red line"
        found = table.get(phrase) if leads else None
        if found is None:
            found = next((table[t] for k in near for t in self._forms(k) if t in table), None)
        if found is None:  # "an act of war"
            below = [k for k in tree.kids_of(word, "nmod") if k > word]
            found = next((s for k in below if (s := table.get(self._of(word, k)))), None)
        if found is not None and negated(tree, word):
            return OPPOSITE.get(found)
        return found

    def _of(self, word: int, below: int) -> str:
        return f"{self._tree.lemmas[word]}_of_{self._tree.lemmas[below]}"

    def _forms(self, word: int) -> tuple[str, str]:
        return self._tree.low[word], self._tree.lemmas[word]

    def _unchanged(self, word: int, args: Arguments) -> Told | None:
        """ "The raid did not change Poland's support": still for it."""
        tree = self._tree
        if tree.lemmas[word] not in ("change", "alter", "affect", "shake", "weaken", "diminish"):
            return None
        if not negated(tree, word):
            return None
        nouns = (*args.objects, *tree.kids_of(word, "nsubj"))
        for noun in nouns:
            entries = self._table.nouns.get(tree.lemmas[noun])
            owners = tree.kids_of(noun, "nmod:poss")
            if not entries or not owners:
                continue
            entry = entries[0]
            subject = tree.kid(word, "nsubj")
            if subject is not None and subject != noun:
                aim = self.targets.of_phrase(subject)
                if tree.lemmas[subject] in _PURSUITS:
                    aim = Aim(1)
            else:
                aim = self.targets.of_noun(noun, entry) or Aim(1)
            told = Told(word, entry.stance, PositionBasis.WORDS, Strength.MEDIUM, aim)
            told.subjects = owners
            aim.passed.append(noun)
            return told
        return None

    def _sided(self, word: int) -> Told | None:
        """ "Is against the truce", "is neither for nor against it", "is in favour of it"."""
        tree = self._tree
        before = [k for k in tree.kids_of(word, "case", "mark") if k < word]
        leads = {tree.low[k] for k in before}
        subjects = [s for k in (word, *before) for s in tree.kids_of(k, "nsubj")]
        if tree.low[word] in ("favour", "favor", "support") and "in" in leads:
            led = arguments_of(tree, word).led.get("of", [])
            aim = self.targets.of_phrase(led[0]) if led else Aim(1)
            stance = Stance.FOR
        elif leads == {"behind"} or (leads == {"for"} and self._is_name(subjects)):
            aim = self.targets.of_phrase(word)
            aim.words = {k for k in aim.words if k > max(before)}
            stance = Stance.FOR
        elif "against" in leads:
            aim = self.targets.of_phrase(word)
            aim.words = {k for k in aim.words if k > max(before)}
            stance = Stance.AGAINST
            if any(
                tree.low[k] == "neither" for s in (word, *subjects, *before) for k in tree.kids[s]
            ):
                stance = Stance.RESERVED
        else:
            return None
        if not subjects or aim is None:
            return None
        if of_word(tree, word) in (Modality.POSSIBLE, Modality.CONDITIONAL):
            return None
        if aim.sign < 0 and stance in OPPOSITE:
            stance = OPPOSITE[stance]
        denied = stance in OPPOSITE and (negated(tree, word) or self._no_longer(word))
        if denied:
            stance = OPPOSITE[stance]
        strength = Strength.MEDIUM if denied else Strength.STRONG
        told = Told(word, stance, PositionBasis.WORDS, strength, aim)
        told.subjects = subjects
        for other in tree.kids_of(word, "conj"):  # "is for the force, but will send nobody"
            aim.words -= set(tree.under(other)) if tree.upos[other] == "VERB" else set()
        return told

    def _is_name(self, subjects: list[int]) -> bool:
        return bool(subjects) and self._tree.upos[subjects[0]] == "PROPN"

    def _judged(self, word: int) -> Told | None:
        """What a speaker says a thing is: "the raid was a mistake", "it is wrong to sign"."""
        tree = self._tree
        if self._content[word] is None:
            return None
        stance = self._verdict(word)
        subject = tree.kid(word, "nsubj", "nsubj:pass", "csubj")
        if stance is None or subject is None or self._is_supposed(word):
            return None
        below = tree.kid(word, "csubj") or next(
            (k for k in tree.kids_of(word, "xcomp", "advcl", "ccomp", "acl") if tree.has_to(k)),
            None,
        )
        aim = self.targets.of_phrase(below if below is not None else subject)
        if aim.sign < 0:
            stance = OPPOSITE.get(stance, stance)
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    def _effect(self, word: int) -> Told | None:
        """What a speaker says a thing does or will do: "the raid will inflame the region"."""
        tree = self._tree
        stance = self._table.effect.get(tree.lemmas[word])
        if tree.lemmas[word] == "push" and {"away", "off"} & {tree.low[k] for k in tree.kids[word]}:
            stance = Stance.AGAINST
        subject = tree.kid(word, "nsubj")
        if stance is None or subject is None or self._content[word] is None:
            return None
        if tree.upos[word] != "VERB" or tree.rels[word] == "acl:relcl" or self._is_supposed(word):
            return None
        if negated(tree, word):
            stance = OPPOSITE[stance]
        aim = self.targets.of_phrase(subject)
        if aim.sign < 0:
            stance = OPPOSITE[stance]
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    def _asked_back(self, word: int) -> Told | None:
        """ "Asked what there was to talk about": that there is nothing."""
        tree = self._tree
        after = tree.low[word + 1 : word + 12]
        for k in range(len(after) - 4):
            there = after[k : k + 2] == ["what", "there"] and after[k + 3] == "to"
            if there and after[k + 4] in _TALKING:
                talk = word + 1 + k + 4
                aim = Aim(1, {talk - 1, talk}, passed=[talk])
                told = Told(word, Stance.AGAINST, PositionBasis.WORDS, Strength.MEDIUM, aim)
                told.subjects = arguments_of(tree, word).subjects
                return told
        return None

    def _nothing(self, word: int) -> Told | None:
        """ "There is nothing to negotiate about", as somebody says."""
        tree = self._tree
        if tree.low[word] != "nothing" or self._content[word] is None:
            return None
        clauses = [k for k in tree.kids_of(word, "acl", "advcl", "xcomp") if tree.has_to(k)]
        if not clauses or tree.lemmas[clauses[0]] not in _TALKING:
            return None
        aim = Aim(1, set(tree.under(clauses[0])), passed=[clauses[0]])
        strength = Strength.MEDIUM
        return Told(word, Stance.AGAINST, PositionBasis.WORDS, strength, aim, by_speaker=True)
