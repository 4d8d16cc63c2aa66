"""What a stand is taken on: the phrase a word governs, and what in it turns the stance round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import Arguments, arguments_of, prepositions_of
from watchdesk.events.modal_words import TELLING
from watchdesk.events.modality import negated
from watchdesk.events.stance_words import Entry, Words
from watchdesk.language.listed import Range
from watchdesk.records import Span, Stance

_DEEPEST = 6
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "csubj")
_APART = frozenset(
    "after before during since until till despite amid by while although though because when "
    "as whereas notwithstanding unless if following".split()
)
"""Words before phrases that tell when or why, and not on what."""
_ASKING = frozenset("what why how whether when where who if which".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week month year january february "
    "march april may june july august september october november december weekend".split()
)
_LEADING = frozenset("for from against on of to so that into by over about".split())
_ASIDE = frozenset({"instead", "rather", "despite", "unlike"})
"""Words before what a stand is not taken on."""
_SELVES = frozenset({"itself", "themselves", "himself", "herself", "ourselves", "myself"})
HOLDS = frozenset(
    "ban prohibition restriction limit curb embargo moratorium limitation rule constraint".split()
)
"""Nouns that hold a thing back even where the words do not say which."""


@dataclass
class Aim:
    """What a stand is taken on."""

    sign: int
    """1 or -1: whether to favour what the word governs is to favour what is at the bottom of it."""
    words: set[int] = field(default_factory=set)
    """Words of the target."""
    turned: list[int] = field(default_factory=list)
    """Words that turn the stance round, outermost first."""
    passed: list[int] = field(default_factory=list)
    """Verbs and nouns of the table on the way down."""
    bounded: bool = False
    partial: bool = False


class Targets:
    """Finds targets in one article."""

    def __init__(self, tree: Tree, table: Words) -> None:
        self._tree = tree
        self._table = table

    def of_verb(self, word: int, entry: Entry, args: Arguments) -> Aim | None:
        """What a verb governs, by where its entry looks; ``None`` where there is nothing."""
        head = self.place(word, entry.at, args)
        if head is None or self._is_kept_away(head):
            return None
        aim = Aim(1, self.pieces(word, args), bounded=entry.bounded, partial=entry.partial)
        aim.words |= set(self._below(head))
        self._follow(head, aim, 0)
        return aim

    def _is_kept_away(self, head: int) -> bool:
        """ "Called on all to keep fighting away from the plant": not about the plant."""
        tree = self._tree
        return tree.lemmas[head] == "keep" and any(tree.low[k] == "away" for k in tree.under(head))

    def of_noun(self, noun: int, entry: Entry) -> Aim | None:
        """What a noun of the table is about: Kenya's raid in "support for Kenya's raid"."""
        head = self._under(noun, entry.at)
        if head is None:
            return None
        aim = Aim(1, set(self._below(head)), bounded=entry.bounded)
        self._follow(head, aim, 0)
        return aim

    def of_clause(self, word: int) -> Aim:
        """A clause as a whole, for what should be or is said to be good or bad."""
        aim = Aim(1, set(self._below(word)))
        for inner in self.kids_to(word) if self._tree.lemmas[word] in ("come", "have") else ():
            self._follow(inner, aim, 0)
        self._follow(word, aim, 0, own=False)
        return aim

    def kids_to(self, word: int) -> list[int]:
        """The first "to …" below a verb or its object: "the time has come to", "the right to"."""
        tree = self._tree
        under = (word, *tree.kids_of(word, "obj", "nsubj"))
        found = [k for w in under for k in tree.kids_of(w, "xcomp", "advcl", "acl")]
        return [k for k in found if tree.has_to(k)][:1]

    def of_phrase(self, word: int) -> Aim:
        """A noun phrase or an -ing clause."""
        aim = Aim(1, set(self._below(word)))
        self._follow(word, aim, 0)
        return aim

    def place(self, word: int, at: Iterable[str], args: Arguments) -> int | None:
        """The head of the phrase or clause that stands where an entry looks first."""
        for role in at:
            found = self._at(word, role, args)
            if found is not None:
                return found
        return None

    def _at(self, word: int, role: str, args: Arguments) -> int | None:
        tree = self._tree
        if role == "obj":
            found = next((k for k in (*args.objects, *args.given) if k != word), None)
            done = self._done(word, found)
            if done is not None:
                return done if self.entries(done) else None
            own = found is not None and tree.low[found] in _SELVES
            return None if own else (found if found is not None else self._doing(word))
        if role in ("inf", "to"):
            for clause in tree.kids_of(word, "xcomp", "ccomp", "advcl"):
                if clause > word and tree.has_to(clause):
                    return clause
            if role == "inf":
                return None
        if role == "that":
            kids = tree.kids_of(word, "ccomp")
            return next((k for k in kids if k > word and not self.is_asked(k)), None)
        if role == "ing":
            kids = tree.kids_of(word, "xcomp", "ccomp")
            return next((k for k in kids if tree.low[k].endswith("ing")), None)
        if role == "whether":
            return self._marked(word, ("whether", "if", "how"))
        led = [k for k in args.led.get(role, ()) if k > word and not self._is_day(k)]
        if led:
            return led[0]
        return self._marked(word, (role,))

    def _done(self, word: int, found: int | None) -> int | None:
        """Shelved in "wants the plan shelved"."""
        tree = self._tree
        if found is None or tree.lemmas[word] not in ("want", "like", "see"):
            return None
        kids = [*tree.kids_of(word, "xcomp", "ccomp", "obj"), *tree.kids_of(found, "acl", "amod")]
        past = [k for k in kids if k > found and tree.upos[k] == "VERB" and not tree.has_to(k)]
        return past[0] if past and self._is_participle(past[0]) else None

    def _is_participle(self, word: int) -> bool:
        """Also where the tree takes it for an object: "wants the plan shelved"."""
        tree = self._tree
        part = tree.feature(word, "VerbForm") == "Part" or tree.rel(word) == "obj"
        return part and not tree.low[word].endswith("ing")

    def _doing(self, word: int) -> int | None:
        """The -ing form that stands for an object: "supports lifting the ban"."""
        tree = self._tree
        after = word + 1
        near = after < len(tree) and tree.heads[after] == word and tree.low[after].endswith("ing")
        return after if near and tree.rel(after) in ("xcomp", "ccomp", "advcl") else None

    def _is_day(self, word: int) -> bool:
        tree = self._tree
        return tree.lemmas[word] in _DAYS or tree.low[word][:1].isdigit()

    def is_asked(self, clause: int) -> bool:
        """Whether a clause is a question told: "asked what", "on how far"."""
        tree = self._tree
        below = tree.under(clause)
        return any(tree.low[k] in _ASKING for k in below[:3] if k < clause)

    def _marked(self, word: int, marks: tuple[str, ...]) -> int | None:
        tree = self._tree
        for clause in tree.kids_of(word, *_CLAUSES):
            if any(tree.low[k] in marks for k in tree.kids_of(clause, "mark", "case")):
                return clause
        return None

    def _under(self, noun: int, at: Iterable[str]) -> int | None:
        """What stands below a noun: behind one of some prepositions, or as "to …"."""
        tree = self._tree
        led = prepositions_of(tree, noun)
        for role in at:
            if role == "inf":
                clauses = tree.kids_of(noun, "acl")
                found = next((k for k in clauses if tree.has_to(k)), None)
                over = tree.heads[noun]
                if found is None and over >= 0:  # "gave Kenya permission to", hung on the verb
                    aside = tree.kids_of(over, "xcomp", "advcl")
                    found = next((k for k in aside if k > noun and tree.has_to(k)), None)
            else:
                found = next(iter(led.get(role, ())), None)
                if found is None:
                    found = self._marked(noun, (role,))
                over = tree.heads[noun]
                if found is None and over >= 0 and tree.upos[over] == "VERB":
                    found = self._beside(noun, over, role)
            if found is not None:
                return found
        return None

    def _beside(self, noun: int, over: int, role: str) -> int | None:
        """A phrase the tree hangs on the verb though it belongs to its object."""
        tree = self._tree
        for kid in tree.kids_of(over, "obl", "advcl"):
            leads = [tree.low[c] for c in tree.kids_of(kid, "case", "mark")]
            if kid > noun and role in leads and role in ("for", "to", "on", "from"):
                return kid
        return None

    def _follow(self, head: int, aim: Aim, depth: int, *, own: bool = True) -> None:
        """Walk down what a phrase governs, turning the sign wherever a word turns the stance."""
        tree, table = self._tree, self._table
        if depth > _DEEPEST or head in aim.passed:
            return
        aim.passed.append(head)
        if tree.upos[head] == "VERB":
            if own and negated(tree, head):
                aim.sign, aim.turned = -aim.sign, [*aim.turned, head]
            args = arguments_of(tree, head)
            if self._carried(head, args, aim, depth):
                return
            for entry in self.entries(head):
                below = self.place(head, entry.at, args)
                if below is not None and entry.stance is not Stance.RESERVED:
                    self._turn(head, entry, aim)
                    self._follow(below, aim, depth + 1)
                    return
            done = self._is_participle(head)
            for entry in self.entries(head)[:1] if done else ():
                self._turn(head, entry, aim)  # "wants the plan shelved"
            return
        for entry in table.nouns.get(tree.lemmas[head], ()):
            if not self.beside(head, entry):
                continue
            found = self._under(head, entry.at)
            aim.bounded = aim.bounded or entry.bounded
            if found is not None or tree.lemmas[head] in HOLDS:
                self._turn(head, entry, aim)
            if found is not None:
                aim.words |= set(self._below(found))
                self._follow(found, aim, depth + 1)
            return

    def _carried(self, verb: int, args: Arguments, aim: Aim, depth: int) -> bool:
        """Whether a verb only carries a noun of the table: "drop its objections to"."""
        tree, table = self._tree, self._table
        stance = table.carry.get(tree.lemmas[verb])
        noun = next((k for k in args.objects if tree.lemmas[k] in table.nouns), None)
        if stance is None or noun is None:
            return False
        entry = next((e for e in table.nouns[tree.lemmas[noun]] if self.beside(noun, e)), None)
        if entry is None:
            return False
        if stance is Stance.AGAINST:
            aim.sign, aim.turned = -aim.sign, [*aim.turned, verb]
        self._follow(noun, aim, depth + 1)
        return True

    def _turn(self, word: int, entry: Entry, aim: Aim) -> None:
        aim.bounded = aim.bounded or entry.bounded
        if entry.stance is Stance.AGAINST:
            aim.sign = -aim.sign
            aim.turned.append(word)

    def entries(self, word: int) -> tuple[Entry, ...]:
        """The entries of a verb, those of it with its particle first."""
        tree = self._tree
        particle = tree.kid(word, "compound:prt")
        lemma = tree.lemmas[word]
        if particle is not None:
            both = self._table.verbs.get(f"{lemma}_{tree.low[particle]}")
            if both:
                return both
        found = self._table.verbs.get(lemma, ())
        return tuple(entry for entry in found if self.beside(word, entry))

    def beside(self, word: int, entry: Entry) -> bool:
        """Whether a word that an entry needs stands beside it."""
        if not entry.beside:
            return True
        tree = self._tree
        return any(
            tree.low[k] in entry.beside or tree.lemmas[k] in entry.beside for k in tree.kids[word]
        )

    def pieces(self, word: int, args: Arguments) -> set[int]:
        """The words of all a verb governs but what tells when, why or on what condition."""
        tree = self._tree
        found: set[int] = set()
        kids = [
            *tree.kids_of(word, "iobj", "xcomp", "ccomp", "obl", "advcl"),
            *args.objects,
        ]
        for kid in kids:
            leads = {tree.low[c] for c in tree.kids_of(kid, "mark", "case", "advmod")}
            early = kid < word and tree.rel(kid) in ("advcl", "obl")
            if leads & _APART or early or kid in args.subjects or self._is_aside(kid, leads):
                continue
            found |= set(self._below(kid))
        return found

    def _is_aside(self, clause: int, leads: set[str]) -> bool:
        """Whether a clause tells what else was done at the time: ", raising questions about"."""
        tree = self._tree
        if tree.rel(clause) != "advcl" or tree.has_to(clause):
            return False
        return not leads & _LEADING and tree.lemmas[clause] not in TELLING

    def _below(self, head: int) -> list[int]:
        """A phrase without the clauses joined to it and without what is put beside it."""
        tree = self._tree
        apart = [
            k
            for k in tree.under(head)
            if k != head
            and (
                tree.rel(k) == "parataxis"
                or any(tree.low[c] in _ASIDE for c in tree.kids[k] if tree.rel(c) == "case")
                or (
                    tree.rel(k) in ("conj", "advcl")
                    and tree.upos[k] == "VERB"
                    and tree.kid(k, "nsubj") is not None
                )
            )
        ]
        return tree.under(head, apart)

    def spans(self, aim: Aim) -> tuple[Span, ...]:
        """The target as stretches of the text."""
        runs = self._tree.runs(aim.words)
        return tuple(self._tree.span(run) for run in runs)

    def span(self, word: int) -> Span:
        """One word."""
        return self._tree.span(Range(word, word + 1))
