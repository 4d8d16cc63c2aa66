"""Words that tell a stand in one sentence, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.events import modal_words
from watchdesk.events.arguments import Arguments, arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_phrases import Phrases
from watchdesk.events.stance_targets import HOLDS, Aim
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.events.stance_words import Entry
from watchdesk.records import Modality, PositionBasis, Stance, Strength

_RULING = frozenset("forbid prohibit ban bar outlaw restrict limit suspend".split())
"""Deeds of authority: told in the passive they are those of the authority that tells them."""
_BY_ITSELF = frozenset(
    "support backing opposition hostility objection resistance reservation misgiving unease "
    "endorsement approval consent blessing rejection refusal veto "
    "doubt feeling ".split()
)
"""Nouns that tell a stand even where the words do not say on what."""
_STANCES = frozenset("stance tone position rhetoric line language".split())
"""What somebody moves without the words telling where to: "softened its stance"."""
_DELAYS = frozenset({"ultimatum", "deadline"})
"""What is moved without a word on the matter itself: "wants the deadline extended"."""
_WISHING = frozenset("want promise demand seek ask request urge offer pledge call".split())
_EMPTY = frozenset(
    "decision answer explanation clarity time detail "
    "reply word restraint calm caution "
    "patience".split()
)
"""What is wished for by who has not yet made up their mind."""
_TYING = frozenset({"tie", "link", "peg"})
"""Verbs that make support hang on something else."""
_ABOUT = frozenset("on to with about over at against from".split())
"""Prepositions of what a word is about, so that it does not point back."""
_SILENT = frozenset({"decline", "refuse", "unable"})
_BEING = frozenset({"be", "remain", "seem", "appear", "stay", "become", "declare"})


class Cues(Phrases):
    """Finds words that tell a stand in one article."""

    def of_sentence(self, start: int, end: int) -> Iterator[Told]:
        """What a sentence tells; of words over each other the highest counts."""
        tree = self._tree
        if tree.forms[end - 1] == "?":
            return
        self._used = set()
        words = sorted(range(start, end), key=lambda k: (self._depth(k), k))
        found: dict[int, Told] = {}
        readers = (
            *(self._idiom, self._phrase, self._side, self._ought),
            *(self._predicate, self._verb, self._noun),
        )
        for read in readers:
            for word in words:
                if word in self._used:
                    continue
                told = read(word)
                if told is not None:
                    self._used.add(word)
                    if told.aim is not None:
                        self._used.update(told.aim.passed)
                    found[word] = told
                    yield told
        yield from self._echoes(words, found)

    def _depth(self, word: int) -> int:
        depth = 0
        while (word := self._tree.heads[word]) >= 0 and depth < 60:
            depth += 1
        return depth

    def _idiom(self, word: int) -> Told | None:
        entries = self._table.idioms.get(self._tree.lemmas[word])
        if not entries:
            return None
        args = arguments_of(self._tree, word)
        for entry in entries:
            beside = self._beside(word, entry, args)
            if beside is None:
                continue
            aim = self.targets.of_verb(word, entry, args) or self.targets.of_noun(beside, entry)
            if aim is None and entry.stance is not Stance.RESERVED and not entry.alone:
                continue
            if "be" in entry.beside:
                args.subjects = args.objects  # who would not be drawn
            if aim is not None and beside != word:
                aim.words -= {beside, *self._tree.kids_of(beside, "nmod:poss", "amod", "det")}
            told = self._weighed(word, entry, args, aim)
            if told is not None:
                if entry.negated and told.stance in OPPOSITE and self._is_hindering(word):
                    told.stance = Stance.RESERVED
                self._used |= {beside, *self._over(word)}
                return told
        return None

    def _beside(self, word: int, entry: Entry, args: Arguments) -> int | None:
        tree = self._tree
        if "be" in entry.beside and args.passive:
            return word
        if "whether" in entry.beside:
            return self._withheld(word)
        for kid in (*tree.kids[word], *args.objects):
            if tree.lemmas[kid] in entry.beside or tree.low[kid] in entry.beside:
                return kid
        return None

    def _withheld(self, word: int) -> int | None:
        """The "whether" of "declined to say whether": not of what simply was not said."""
        tree = self._tree
        over = self._over(word)
        will = any(
            tree.low[k] in modal_words.WILL | modal_words.WOULD for k in tree.kids_of(word, "aux")
        )
        if not (over and tree.lemmas[over[0]] in _SILENT) and not (will and negated(tree, word)):
            return None
        for clause in tree.kids_of(word, "ccomp", "advcl"):
            for mark in tree.kids_of(clause, "mark"):
                if tree.low[mark] in ("whether", "if"):
                    return mark
        return None

    def _over(self, word: int) -> list[int]:
        """The verbs a clause hangs on: "declined to take a side"."""
        tree, found = self._tree, []
        while tree.rel(word) == "xcomp" and tree.heads[word] >= 0:
            word = tree.heads[word]
            found.append(word)
        return found

    def _verb(self, word: int) -> Told | None:
        tree = self._tree
        if tree.upos[word] not in ("VERB", "AUX"):
            return None
        if tree.rels[word] == "acl" and tree.has_to(word) and self._singled_out(word) is None:
            return None  # "its plan to join": who has the plan takes the stand
        if tree.lemmas[word] in ("ask", "wonder") and (told := self._asked_back(word)):
            return told
        args = arguments_of(tree, word)
        if told := self._threat(word, args):
            return told
        carried = self._carried(word, args)
        if carried is not None:
            return carried
        voted = self._voted(word, args)
        if voted is not None:
            return voted
        judged = self._judging(word, args) or self._unchanged(word, args)
        if judged is not None:
            return judged
        for entry in self.targets.entries(word):
            aim = self.targets.of_verb(word, entry, args)
            if aim is not None and self._is_empty(word, args):
                return None
            alone = entry.alone and not args.objects and not args.clauses
            alone = alone and not _ABOUT & args.led.keys()
            if aim is not None or alone:
                return self._weighed(word, entry, args, aim)
        return self._left_to(word)

    def _voted(self, word: int, args: Arguments) -> Told | None:
        """ "Voted against", "voted yes": on what stands before."""
        tree = self._tree
        if tree.lemmas[word] != "vote" or not self._stance_of_threat(word):
            return None
        after = tree.low[word + 1] if word + 1 < len(tree) else ""
        stance = {"against": Stance.AGAINST, "no": Stance.AGAINST, "yes": Stance.FOR}.get(after)
        behind = tree.forms[word + 2] if word + 2 < len(tree) else "."
        bare = after != "against" or behind in (",", ".", ";", ":") or "against" not in args.led
        if stance is None or not bare:
            return None
        told = Told(word, stance, PositionBasis.ACTION, Strength.STRONG, None)
        told.subjects = [*args.subjects, *self._together(word)]
        return told

    def _together(self, word: int) -> list[int]:
        """Those of "together with Hungary and Malta"."""
        tree = self._tree
        end = tree.sentence_of(word).end
        for k in range(word + 1, min(word + 6, end)):
            if tree.low[k] in ("together", "along", "alongside"):
                return [n for n in range(k + 1, min(k + 5, end)) if tree.upos[n] == "PROPN"][:1]
        return []

    def _is_empty(self, word: int, args: Arguments) -> bool:
        """ "Promised a decision", "keep fighting away from": neither for nor against it."""
        tree = self._tree
        off = {tree.low[k] for k in tree.kids_of(word, "advmod")} & {"away", "out", "off"}
        away = off and tree.lemmas[word] != "come"
        wished = tree.lemmas[word] in _WISHING and any(
            tree.lemmas[k] in _EMPTY for k in args.objects
        )
        own = any(tree.lemmas[k] in _STANCES | _DELAYS for k in args.objects)
        return bool(away) or wished or own

    def _weighed(self, word: int, entry: Entry, args: Arguments, aim: Aim | None) -> Told | None:
        """What an entry comes to with the words around it; ``None`` where it tells no stand."""
        tree = self._tree
        stance = self._stance(word, entry)
        if stance is None:
            return None
        told = Told(word, stance, entry.basis, entry.strength, aim)
        told.subjects = self._subjects(word, args)
        ruling = entry.bounded or tree.lemmas[word] in _RULING
        loose = tree.rel(word) in ("acl", "advcl")
        told.passive = args.passive and not told.subjects and ruling and not loose
        told.subjects = [*told.subjects, *self._likewise(word)]
        supposed = self._told_as(word) is Modality.CONDITIONAL or self._could(word)
        told.conditional = supposed and tree.lemmas[word] != "live"
        if aim is not None:
            if aim.sign < 0 and stance in OPPOSITE:
                told.stance = OPPOSITE[stance]
            if entry.stance is Stance.AGAINST and entry.bounded and word not in aim.turned:
                aim.turned.insert(0, word)
            told.bounded = aim.bounded
            told.partial = entry.partial
            if aim.bounded and told.strength is Strength.WEAK:
                told.strength = Strength.MEDIUM  # "extended the permission"
        return told

    def _subjects(self, word: int, args: Arguments) -> list[int]:
        tree = self._tree
        over = self._singled_out(word)
        if over is not None:
            return tree.kids_of(over, "nsubj")
        cleft = self._cleft(word)
        if cleft is not None:
            return [cleft]
        head = tree.heads[word]
        if not args.subjects and not args.passive and tree.rel(word) == "ccomp" and head > word:
            # "Germany, which voted no, would accept it, its minister said": hung on the telling
            return [k for k in tree.kids_of(head, "nsubj") if k < word][:1]
        aside = tree.rel(word) == "parataxis" and 0 <= head < word
        if aside and not args.subjects and not args.passive and tree.upos[head] == "PROPN":
            return [head]  # "Kenya, which nobody asked, wants it", the name taken for the root
        return args.subjects

    def _likewise(self, word: int) -> list[int]:
        """Those of "as did the United States"."""
        tree = self._tree
        return [
            subject
            for clause in tree.kids_of(word, "advcl", "parataxis", "conj")
            if clause > word and tree.lemmas[clause] in ("do", "have")
            for mark in tree.kids_of(clause, "mark", "advmod")
            if tree.low[mark] in ("as", "so")
            for subject in tree.kids_of(clause, "nsubj", "obj")
        ]

    def _carried(self, word: int, args: Arguments) -> Told | None:
        """ "Voiced support for", "dropped its objections to", "gave it the green light"."""
        tree, table = self._tree, self._table
        particle = tree.kid(word, "compound:prt")
        verb = tree.lemmas[word] + (f"_{tree.low[particle]}" if particle is not None else "")
        stance = table.carry.get(verb)
        noun = next((k for k in args.objects if tree.lemmas[k] in table.nouns), None)
        if stance is None or noun is None:
            return None
        for entry in table.nouns[tree.lemmas[noun]]:
            if not self.targets.beside(noun, entry):
                continue
            aim = self.targets.of_noun(noun, entry)
            if aim is None and args.given:
                aim = self.targets.of_phrase(args.given[0])  # "gave the plan its blessing"
            if aim is None and tree.lemmas[noun] in _BY_ITSELF:
                aim = Aim(1)
            if aim is None:
                continue
            aim.passed.append(noun)
            turning = ((stance, word), (entry.stance, noun))
            aim.turned = [k for s, k in turning if s is Stance.AGAINST] + aim.turned
            both = entry.stance if stance is Stance.FOR else OPPOSITE.get(entry.stance, Stance.FOR)
            if self._is_none(noun, entry) and tree.rels[word] != "acl:relcl":
                return self._unlimited(word, args, aim)
            dropped = stance is Stance.AGAINST and not aim.words
            if dropped and entry.stance is Stance.AGAINST:
                both = Stance.RESERVED  # who drops an objection does not yet back a thing
            carried = Entry(
                both,
                entry.at,
                Strength.MEDIUM if dropped else Strength.STRONG,
                PositionBasis.ACTION if entry.bounded else PositionBasis.WORDS,
                frozenset(),
                bounded=entry.bounded,
                partial=False,
                alone=False,
                negated=False,
            )
            told = self._weighed(word, carried, args, aim)
            if told is not None and not told.subjects:
                told.subjects = self._owners(noun)  # "its objections, voiced in a letter"
            if told is not None and tree.lemmas[word] in _TYING:
                told.stance = Stance.CONDITIONAL
            return told
        return None

    def _is_none(self, noun: int, entry: Entry) -> bool:
        """ "No limits", "no new conditions"."""
        tree = self._tree
        held = entry.stance is Stance.AGAINST and tree.lemmas[noun] in HOLDS
        return held and any(tree.low[k] == "no" for k in tree.kids_of(noun, "det"))

    def _unlimited(self, word: int, args: Arguments, aim: Aim) -> Told | None:
        """ "Put no limits on the jets", "no limits would be put on their use"."""
        tree = self._tree
        if of_word(tree, word) is Modality.POSSIBLE:
            return None
        stance = Stance.FOR if aim.sign > 0 else Stance.AGAINST
        told = Told(word, stance, PositionBasis.ACTION, Strength.MEDIUM, aim)
        told.subjects, told.passive = args.subjects, args.passive and not args.subjects
        return told

    def _predicate(self, word: int) -> Told | None:
        """ "Is opposed to", "is against", "has been reserved"; "is a mistake", "would hurt"."""
        tree = self._tree
        copula = tree.kid(word, "cop", "aux:pass")
        if copula is None and not (
            tree.rel(word) == "xcomp" and tree.lemmas[tree.heads[word]] in _BEING
        ):
            return self._effect(word)
        sided = self._sided(word)
        if sided is not None:
            return sided
        for form in self._forms(word):
            for entry in self._table.adjectives.get(form, ()):
                told = self._adjective(word, entry)
                if told is not None:
                    return told
        return self._judged(word)

    def _adjective(self, word: int, entry: Entry) -> Told | None:
        tree = self._tree
        args = arguments_of(tree, word)
        if args.passive:
            args.subjects = tree.kids_of(word, "nsubj", "nsubj:pass")
        if not args.subjects:
            return None
        if tree.kids_of(word, "obl:agent") and tree.lemmas[word] in self._table.verbs:
            return None  # "is opposed by Kenya"
        aim = self.targets.of_verb(word, entry, args)
        if aim is None and (entry.stance is Stance.FOR or tree.kid(word, "ccomp", "xcomp")):
            return None
        told = self._weighed(word, entry, args, aim)
        if told is not None:
            told.passive = False
        return told

    def _noun(self, word: int) -> Told | None:
        """ "Turkey's support for the treaty", "despite Berlin's opposition to it"."""
        tree = self._tree
        if tree.low[word] == "nothing":
            return self._nothing(word)
        if tree.upos[word] != "NOUN" and not self._is_had(word):
            return None
        owners = self._owners(word)
        for entry in self._table.nouns.get(tree.lemmas[word], ()) if owners else ():
            if entry.beside or of_word(tree, word) is not Modality.ASSERTED:
                continue
            done_to = tree.heads[word] >= 0 and tree.rel(word) != "nsubj"
            if done_to and tree.lemmas[tree.heads[word]] in self._table.verbs:
                return None
            aim = self.targets.of_noun(word, entry)
            if aim is None and tree.lemmas[word] in _BY_ITSELF and tree.rel(word) == "nsubj":
                aim = Aim(1)  # "Germany's opposition has not budged"
            if aim is None:
                continue
            stance = entry.stance if aim.sign > 0 else OPPOSITE.get(entry.stance, entry.stance)
            told = Told(word, stance, PositionBasis.WORDS, entry.strength, aim)
            told.subjects = owners
            return told
        return None
