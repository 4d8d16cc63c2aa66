"""Words that tell a stand in one sentence, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from watchdesk.attribution.tree import Tree
from watchdesk.events import modal_words
from watchdesk.events.arguments import Arguments, arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_targets import Aim, Targets
from watchdesk.events.stance_words import Entry, Words
from watchdesk.records import Attribution, Modality, PositionBasis, Stance, Strength, Telling

_OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}
_OUGHT = frozenset({"should", "must", "ought"})
_TAKEN_BACK = frozenset(
    "join attend sign accept participate approve ratify allow permit authorize authorise adopt "
    "recognize recognise contribute take_part".split()
)
"""Deeds that not to do tells a stand."""
_RULING = frozenset("forbid prohibit ban bar outlaw restrict limit suspend".split())
"""Deeds of authority: told in the passive they are those of the authority that tells them."""
_DOUBTING = frozenset(
    "concern fear worry suspicion speculation belief possibility risk prospect impression rumour "
    "rumor wonder doubt suspect speculate idea notion assumption".split()
)
_EMPTY = frozenset(
    "decision answer explanation clarity time detail reply word restraint calm caution patience".split()
)
"""What is wished for by who has not yet made up their mind."""
_LEFT_OPEN = frozenset({"exclude", "rule"})
"""Verbs by which, denied, somebody leaves a thing open."""
_SILENT = frozenset({"decline", "refuse"})
_PURSUITS = frozenset("pursuit search hope wish call desire quest effort".split())
"""What a speaker does besides, and no answer to the matter at hand."""
_DECIDING = frozenset({"decide", "choose", "determine"})
_BEING = frozenset({"be", "remain", "seem", "appear", "stay", "become"})
_SPEAKING = frozenset({"speech", "writing", "belief", "document"})


@dataclass
class Told:
    """A word that tells a stand."""

    cue: int
    stance: Stance
    basis: PositionBasis
    strength: Strength
    aim: Aim | None
    """What on; ``None`` where the words name nothing and point back."""
    subjects: list[int] = field(default_factory=list)
    by_speaker: bool = False
    """Whether it is the stand of whoever says it."""
    passive: bool = False
    """Whether who does it is left out."""
    bounded: bool = False
    partial: bool = False
    conditional: bool = False
    deep: bool = False
    """Whether the word that only goes part of the way stands below another."""


class Cues:
    """Finds words that tell a stand in one article."""

    def __init__(self, tree: Tree, table: Words, attributions: Sequence[Attribution]) -> None:
        self._tree = tree
        self._table = table
        self.targets = Targets(tree, table)
        self._attributions = {a.id: a for a in attributions}
        self._content = self._holders(attributions)
        self._used: set[int] = set()

    def within(self, attribution: str | None) -> str | None:
        """The attribution one is told inside of."""
        one = self._attributions.get(attribution or "")
        return one.within if one else None

    def of_sentence(self, start: int, end: int) -> Iterator[Told]:
        """What a sentence tells; of words over each other the highest counts."""
        tree = self._tree
        if tree.forms[end - 1] == "?":
            return
        self._used = set()
        words = sorted(range(start, end), key=lambda k: (self._depth(k), k))
        for read in (self._idiom, self._ought, self._predicate, self._verb, self._noun):
            for word in words:
                if word in self._used:
                    continue
                told = read(word)
                if told is not None:
                    self._used.add(word)
                    if told.aim is not None:
                        self._used.update(told.aim.passed)
                    yield told

    def _depth(self, word: int) -> int:
        depth = 0
        while (word := self._tree.heads[word]) >= 0 and depth < 60:
            depth += 1
        return depth

    def _holders(self, attributions: Sequence[Attribution]) -> list[str | None]:
        """Of each word the innermost speech whose content holds it."""
        found: list[str | None] = [None] * len(self._tree)
        spans = [(s.length, s, a.id) for a in attributions if _speaks(a) for s in a.content]
        for _, span, name in sorted(spans, key=lambda row: row[0], reverse=True):
            words = self._tree.words(span)
            found[words.start : words.end] = [name] * max(0, words.end - words.start)
        return found

    # ------------------------------------------------------------ idioms

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
            if aim is None and entry.stance is not Stance.RESERVED:
                continue
            if "be" in entry.beside:
                args.subjects = args.objects  # who would not be drawn
            told = self._weighed(word, entry, args, aim)
            if told is not None:
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

    # ------------------------------------------------------------ verbs

    def _verb(self, word: int) -> Told | None:
        tree = self._tree
        if tree.upos[word] not in ("VERB", "AUX"):
            return None
        if tree.rels[word] == "acl" and tree.has_to(word) and self._singled_out(word) is None:
            return None  # "its plan to join": who has the plan takes the stand
        args = arguments_of(tree, word)
        carried = self._carried(word, args)
        if carried is not None:
            return carried
        judged = self._judging(word, args) or self._unchanged(word, args)
        if judged is not None:
            return judged
        for entry in self.targets.entries(word):
            aim = self.targets.of_verb(word, entry, args)
            if aim is not None and self._is_empty(word, args):
                return None
            alone = entry.alone and not args.objects and not args.clauses
            if aim is not None or alone:
                return self._weighed(word, entry, args, aim)
        return self._left_to(word)

    def _is_empty(self, word: int, args: Arguments) -> bool:
        """ "Promised a decision", "keep fighting away from": neither for nor against it."""
        tree = self._tree
        away = {tree.low[k] for k in tree.kids_of(word, "advmod")} & {"away", "out", "off"}
        return bool(away) or any(tree.lemmas[k] in _EMPTY for k in args.objects)

    def _left_to(self, word: int) -> Told | None:
        """ "It is up to Kyiv to decide", "it was for Ukraine to decide when": takes no side."""
        tree = self._tree
        if tree.lemmas[word] not in _DECIDING or not tree.has_to(word):
            return None
        if self._content[word] is None:
            return None
        start = max(tree.sentence_of(word).start, word - 8)
        before = tree.low[start:word]
        told = any(
            before[k : k + 2] == ["up", "to"] or before[k] in ("for", "matter")
            for k in range(len(before))
        )
        if not told:
            return None
        aim = self.targets.of_phrase(word)
        aim.sign, aim.turned = 1, []
        return Told(word, Stance.RESERVED, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

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
        told.conditional = of_word(tree, word) is Modality.CONDITIONAL
        if aim is not None:
            if aim.sign < 0 and stance in _OPPOSITE:
                told.stance = _OPPOSITE[stance]
            if entry.stance is Stance.AGAINST and entry.bounded:
                aim.turned.insert(0, word)
            told.bounded = aim.bounded
            told.partial = entry.partial
            if aim.bounded and told.strength is Strength.WEAK:
                told.strength = Strength.MEDIUM  # "extended the permission"
        return told

    def _subjects(self, word: int, args: Arguments) -> list[int]:
        over = self._singled_out(word)
        return self._tree.kids_of(over, "nsubj") if over is not None else args.subjects

    def _likewise(self, word: int) -> list[int]:
        """Those of "as did the United States"."""
        tree = self._tree
        return [
            subject
            for clause in tree.kids_of(word, "advcl", "parataxis")
            if clause > word and tree.lemmas[clause] in ("do", "have")
            for mark in tree.kids_of(clause, "mark", "advmod")
            if tree.low[mark] == "as"
            for subject in tree.kids_of(clause, "nsubj")
        ]

    def _singled_out(self, word: int) -> int | None:
        """The noun of "was the first minister to criticise", "are among those to push for"."""
        tree = self._tree
        if not tree.has_to(word):
            return None
        at = min(tree.kids_of(word, "mark")) - 1
        while at > 0 and tree.upos[at] in ("ADV", "PUNCT"):
            at -= 1
        if at < 0 or tree.upos[at] not in ("NOUN", "PROPN") or tree.kid(at, "cop") is None:
            return None
        return at

    def _stance(self, word: int, entry: Entry) -> Stance | None:
        tree = self._tree
        told = of_word(tree, word)
        if self._is_doubted(word):
            return None
        if self._singled_out(word) is not None:
            told = Modality.ASSERTED
        if told is Modality.POSSIBLE and self._is_unable(word):
            told = Modality.NEGATED
        if told is Modality.POSSIBLE or (told is Modality.CONDITIONAL and self._may(word)):
            return None
        neither = self._neither(word, entry)
        if neither is not None:
            return neither
        if told is not Modality.NEGATED:
            if self._no_longer(word):
                return _OPPOSITE.get(entry.stance)
            if entry.strength is Strength.WEAK and entry.stance is Stance.RESERVED:
                return entry.stance if self._goes_on(word, told) else None
            return None if entry.negated else entry.stance
        if entry.negated:
            return entry.stance
        if self._no_longer(word):
            return _OPPOSITE.get(entry.stance)
        return self._denied(word, entry)

    def _denied(self, word: int, entry: Entry) -> Stance | None:
        """What it is not to do so."""
        if self._tree.lemmas[word] in _LEFT_OPEN:
            return Stance.RESERVED
        if entry.stance is not Stance.FOR:
            return None
        if entry.basis is PositionBasis.WORDS or self._tree.lemmas[word] in _TAKEN_BACK:
            return Stance.AGAINST
        aux = {self._tree.low[k] for k in self._tree.kids_of(word, "aux")}
        willed = bool(aux & (modal_words.WILL | modal_words.WOULD | modal_words.CAN))
        return Stance.AGAINST if willed else None

    def _is_doubted(self, word: int) -> bool:
        """Whether it is what others fear, suppose or claim: "concerns that Washington is open"."""
        tree, at = self._tree, word
        for _ in range(6):
            head = tree.heads[at]
            if head < 0:
                return False
            if tree.rel(at) in ("acl", "ccomp") and tree.rels[at] != "acl:relcl":
                if tree.lemmas[head] in _DOUBTING and not tree.has_to(at):
                    return True
            at = head
        return False

    def _goes_on(self, word: int, told: Modality) -> bool:
        """ "Is studying", "is being discussed", "would consider it only if"."""
        tree = self._tree
        if told is Modality.CONDITIONAL:
            return True
        forms = {tree.low[word], *(tree.low[k] for k in tree.kids_of(word, "aux", "aux:pass"))}
        being = "being" in forms or tree.low[word].endswith("ing")
        return being and tree.kid(word, "aux", "aux:pass") is not None

    def _may(self, word: int) -> bool:
        aux = {self._tree.low[k] for k in self._tree.kids_of(word, "aux")}
        return bool(aux & modal_words.MAY)

    def _is_unable(self, word: int) -> bool:
        """ "Cannot support", "could not accept"."""
        tree = self._tree
        able = any(tree.low[k] in modal_words.CAN for k in tree.kids_of(word, "aux"))
        return able and negated(tree, word)

    def _neither(self, word: int, entry: Entry) -> Stance | None:
        """What "neither endorsed nor condemned" comes to: no side; but against, where both words
        are for: "neither encourages nor enables"."""
        tree = self._tree
        first = any(tree.low[k] == "neither" for k in tree.kids[word])
        other = [k for k in tree.kids_of(word, "conj") if self.targets.entries(k)]
        if not first or not other:
            return None
        self._used.update(other)
        same = all(self.targets.entries(k)[0].stance is entry.stance for k in other)
        return Stance.AGAINST if same and entry.stance is Stance.FOR else Stance.RESERVED

    def _no_longer(self, word: int) -> bool:
        tree = self._tree
        return any(
            tree.low[k] == "longer" and k > 0 and tree.low[k - 1] == "no" for k in tree.kids[word]
        )

    def _carried(self, word: int, args: Arguments) -> Told | None:
        """ "Voiced support for", "dropped its objections to", "gave it the green light"."""
        tree, table = self._tree, self._table
        stance = table.carry.get(tree.lemmas[word])
        noun = next((k for k in args.objects if tree.lemmas[k] in table.nouns), None)
        if stance is None or noun is None or tree.kid(word, "compound:prt") is not None:
            return None
        for entry in table.nouns[tree.lemmas[noun]]:
            aim = self.targets.of_noun(noun, entry) if self.targets.beside(noun, entry) else None
            if aim is None:
                continue
            aim.passed.append(noun)
            both = entry.stance if stance is Stance.FOR else _OPPOSITE[entry.stance]
            carried = Entry(
                both,
                entry.at,
                Strength.STRONG,
                PositionBasis.ACTION if entry.bounded else PositionBasis.WORDS,
                frozenset(),
                bounded=entry.bounded,
                partial=False,
                alone=False,
                negated=False,
            )
            return self._weighed(word, carried, args, aim)
        return None

    def _ought(self, word: int) -> Told | None:
        """What a speaker says should be or must not be."""
        tree = self._tree
        if self._content[word] is None or tree.upos[word] not in ("VERB", "AUX", "ADJ"):
            return None
        modal = any(tree.low[k] in _OUGHT for k in tree.kids_of(word, "aux"))
        entitled = self._is_entitled(word)
        if not (modal or entitled or self._is_permitted(word)):
            return None
        if self._is_supposed(word, may=False) or self.targets.is_asked(word):
            return None
        aim = self.targets.of_clause(word)
        sign = aim.sign * (-1 if negated(tree, word) else 1)
        stance = Stance.FOR if sign > 0 else Stance.AGAINST
        plain = bool(aim.turned) or aim.bounded or self._is_permitted(word)
        strength = Strength.MEDIUM if plain else Strength.WEAK
        told = Told(word, stance, PositionBasis.WORDS, strength, aim, by_speaker=True)
        if any(
            tree.lemmas[k] in ("act", "do") for k in (word, *tree.kids_of(word, "acl", "xcomp"))
        ):
            told.aim, told.strength = None, Strength.MEDIUM  # "had every right to act as it does"
        elif entitled and any(tree.lemmas[k] == "act" for k in tree.under(word)):
            told.aim, told.strength = None, Strength.MEDIUM
        told.bounded = aim.bounded or tree.lemmas[word] == "use"
        told.deep = True
        return told

    def _is_permitted(self, word: int) -> bool:
        """ "Ukraine may use British weapons", told by who gave them."""
        tree = self._tree
        if tree.lemmas[word] != "use" or negated(tree, word) or tree.kid(word, "obj") is None:
            return False
        allowed = any(tree.low[k] in ("may", "can", "could") for k in tree.kids_of(word, "aux"))
        subject = tree.kid(word, "nsubj")
        return allowed and subject is not None and tree.upos[subject] == "PROPN"

    def _is_entitled(self, word: int) -> bool:
        """ "Has the right to", "has every right to"."""
        tree = self._tree
        if tree.lemmas[word] == "come":
            time = tree.kid(word, "nsubj")
            below = any(tree.has_to(k) for k in tree.kids_of(word, "advcl", "xcomp", "acl"))
            return time is not None and tree.lemmas[time] == "time" and below
        if tree.lemmas[word] != "have":
            return False
        return any(tree.lemmas[k] == "right" for k in tree.kids_of(word, "obj"))

    # ------------------------------------------------------------ judgements

    def _judging(self, word: int, args: Arguments) -> Told | None:
        """ "Called the raid a mistake", "described it as a good sign"."""
        tree = self._tree
        if tree.lemmas[word] not in self._table.judging or not args.subjects:
            return None
        verdicts = [*tree.kids_of(word, "xcomp"), *args.led.get("as", ())]
        objects = [k for k in args.objects if k not in verdicts]
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
            stance = _OPPOSITE[stance]
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
        found = next((table[t] for k in near for t in self._forms(k) if t in table), None)
        if found is not None and negated(tree, word):
            return _OPPOSITE[found]
        return found

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
            told = Told(word, entry.stance, PositionBasis.WORDS, Strength.WEAK, aim)
            told.subjects = owners
            aim.passed.append(noun)
            return told
        return None

    # ------------------------------------------------------------ predicates

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
        aim = self.targets.of_verb(word, entry, args)
        if aim is None and (entry.stance is Stance.FOR or tree.kid(word, "ccomp", "xcomp")):
            return None
        told = self._weighed(word, entry, args, aim)
        if told is not None:
            told.passive = False
        return told

    def _sided(self, word: int) -> Told | None:
        """ "Is against the truce", "is neither for nor against it", "is in favour of it"."""
        tree = self._tree
        before = [k for k in tree.kids_of(word, "case", "mark") if k < word]
        leads = {tree.low[k] for k in before}
        subjects = [s for k in (word, *before) for s in tree.kids_of(k, "nsubj")]
        if tree.low[word] in ("favour", "favor") and "in" in leads:
            led = arguments_of(tree, word).led.get("of", [])
            aim = self.targets.of_phrase(led[0]) if led else None
            stance = Stance.FOR
        elif "against" in leads:
            aim = self.targets.of_phrase(word)
            aim.words -= set(subjects)
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
        if aim.sign < 0 and stance in _OPPOSITE:
            stance = _OPPOSITE[stance]
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = subjects
        return told

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
            stance = _OPPOSITE[stance]
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    def _is_supposed(self, word: int, *, may: bool = True) -> bool:
        """Whether it only may be so, or would be if something else were."""
        tree = self._tree
        aux = {tree.low[k] for k in tree.kids_of(word, "aux")}
        for clause in tree.kids_of(word, "advcl"):
            if may and any(tree.low[k] == "if" for k in tree.kids_of(clause, "mark")):
                return True
        if (may and aux & modal_words.MAY) or tree.feature(word, "Mood") == "Imp":
            return True
        return any(tree.low[k] in modal_words.IF for k in tree.kids_of(word, "mark", "advmod"))

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
            stance = _OPPOSITE[stance]
        aim = self.targets.of_phrase(subject)
        if aim.sign < 0:
            stance = _OPPOSITE[stance]
        return Told(word, stance, PositionBasis.WORDS, Strength.WEAK, aim, by_speaker=True)

    # ------------------------------------------------------------ nouns

    def _nothing(self, word: int) -> Told | None:
        """ "There is nothing to negotiate about", as somebody says."""
        tree = self._tree
        if tree.low[word] != "nothing" or self._content[word] is None:
            return None
        clauses = [k for k in tree.kids_of(word, "acl", "advcl", "xcomp") if tree.has_to(k)]
        if not clauses or tree.lemmas[clauses[0]] not in ("negotiate", "talk", "discuss"):
            return None
        aim = Aim(1, set(tree.under(clauses[0])), passed=[clauses[0]])
        strength = Strength.MEDIUM
        return Told(word, Stance.AGAINST, PositionBasis.WORDS, strength, aim, by_speaker=True)

    def _noun(self, word: int) -> Told | None:
        """ "Turkey's support for the treaty", "despite Berlin's opposition to it"."""
        tree = self._tree
        if tree.low[word] == "nothing":
            return self._nothing(word)
        if tree.upos[word] != "NOUN":
            return None
        owners = [k for k in tree.kids_of(word, "nmod:poss") if tree.upos[k] != "PRON"]
        for entry in self._table.nouns.get(tree.lemmas[word], ()) if owners else ():
            if entry.beside or of_word(tree, word) is not Modality.ASSERTED:
                continue
            if tree.lemmas[tree.heads[word]] in self._table.verbs and tree.heads[word] >= 0:
                return None
            aim = self.targets.of_noun(word, entry)
            if aim is None:
                continue
            stance = entry.stance if aim.sign > 0 else _OPPOSITE[entry.stance]
            told = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, aim)
            told.subjects = owners
            return told
        return None


def _speaks(one: Attribution) -> bool:
    """Whether somebody says the content, and says it as so."""
    asked = one.mood is Telling.QUESTION or one.telling is not Telling.ASSERTED
    return one.act.value in _SPEAKING and not asked
