"""Which frame of the lexicon a verb or noun of the tree fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import Arguments, arguments_of, core, joined, prepositions_of
from watchdesk.events.lexicon import Frame, Lexicon, Need
from watchdesk.events.parties import Parties
from watchdesk.events.party_words import LYING

_DOING = frozenset(
    "launch conduct stage mount make hold perform wage deliver undertake commit unleash "
    "intensify resume continue begin start carry_out step_up take_part set_off lead escalate "
    "complete renew plan prepare order observe have repeat host attend join give".split()
)
"""Verbs that add nothing to the noun they take: "carried out strikes"."""
_INTO = {"engage": "in", "take": "in", "participate": "in", "respond": "with", "open": ""}
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Types that are an AGREE as long as they are only meant."""
_PARTICLES = frozenset("out off up down back over aside in away into".split())
_OF_CLAUSES = frozenset({"that", "inf", "must", "wish", "coop", "not", "x"})
_EMPTY = frozenset(
    "supply effort delivery plan use state program programme end level access shipment package "
    "attempt process bid mission drive series part system assistance operation campaign deal "
    "convoy equipment amount".split()
)
"""Nouns that say nothing without the noun before them or behind their "of"."""
_EXPLICIT = 4
"""Words a frame names one by one; more are a class."""


@dataclass(slots=True)
class Trigger:
    """A word that fills a frame."""

    at: int
    frame: Frame
    arguments: Arguments
    words: list[int]
    """The words that tell it: the head, its particle, the object it needs."""
    noun: int | None = None
    """The noun that tells the event, alone or beside a verb that adds nothing."""
    bare: bool = False
    """Whether the noun stands alone."""
    intent: int | None = None
    """The word of will ("will", "promised") under which it stands."""
    modes: list[str] = field(default_factory=list)


class Matcher:
    """Finds the frames that the words of one article fill."""

    def __init__(self, tree: Tree, parties: Parties, lexicon: Lexicon) -> None:
        self._tree = tree
        self._parties = parties
        self._lexicon = lexicon

    def at(self, word: int) -> Trigger | None:
        """The event a word tells, if any."""
        tree = self._tree
        upos = tree.upos[word]
        if upos == "VERB" or (upos == "NOUN" and self._is_clause(word)):
            return self._verb(word)
        if upos == "ADJ":
            return self._of(word, self._lexicon.adjectives.get(tree.lemmas[word], ()), None)
        if upos == "NOUN":
            return self._noun(word)
        return None

    def _is_clause(self, word: int) -> bool:
        """A verb taken for a noun, as in headlines: it has a subject."""
        tree = self._tree
        return tree.kid(word, "nsubj") is not None and tree.kid(word, "cop", "det") is None

    def _verb(self, word: int) -> Trigger | None:
        tree, verbs = self._tree, self._lexicon.verbs
        lemma = tree.lemmas[word]
        if word > 1 and tree.low[word - 2 : word] == ["test", "-"]:
            lemma = f"test-{lemma}"  # "test-fired" is three words of the tree
        particle = self._particle(word)
        if particle is not None:
            key = f"{lemma}_{tree.low[particle]}"
            found = self._of(word, verbs.get(key, ()), particle) or self._light(word, key)
            if found is not None:
                return found
        return self._of(word, verbs.get(lemma, ()), None) or self._light(word, lemma)

    def _particle(self, word: int) -> int | None:
        tree = self._tree
        for kid in tree.kids[word]:
            if kid > word and tree.low[kid] in _PARTICLES and not tree.kids[kid]:
                return kid
        after = word + 1
        if after < len(tree) and tree.low[after] in _PARTICLES and tree.heads[after] != word:
            lemma = tree.lemmas[word]
            if f"{lemma}_{tree.low[after]}" in self._lexicon.verbs:
                return after
        return None

    def _of(self, word: int, frames: tuple[Frame, ...], particle: int | None) -> Trigger | None:
        if not frames:
            return None
        arguments = arguments_of(self._tree, word)
        for frame in frames:
            met = self._meets(frame, word, arguments)
            if met is not None:
                words = sorted({word, *met, *([particle] if particle is not None else [])})
                return Trigger(word, frame, arguments, words)
        return None

    def _meets(self, frame: Frame, word: int, arguments: Arguments) -> list[int] | None:
        """The words that meet a frame's needs; ``None`` where they are not met."""
        if not frame.needs:
            return []
        for alternative in frame.needs:
            met: list[int] = []
            for need in alternative:
                found = self._met(need, word, arguments)
                if found is None:
                    break
                met += found
            else:
                return met
        return None

    def _met(self, need: Need, word: int, arguments: Arguments) -> list[int] | None:
        """The words that meet a need; ``None`` where none do."""
        if need.role == "obj":
            return self._object(need, arguments)
        if need.role in _OF_CLAUSES:
            return [] if self._has_clause(need, word, arguments) else None
        if need.role == "none":
            return None if arguments.objects else []
        if need.role == "c":
            return [] if self._has_word(word, need.words) else None
        return self._phrase(need, word, arguments)

    def _phrase(self, need: Need, word: int, arguments: Arguments) -> list[int] | None:
        """The phrase behind a preposition."""
        tree = self._tree
        phrases = arguments.led.get(need.role, [])
        if need.named:
            return [] if any(self._parties.of(phrase, hit=True) for phrase in phrases) else None
        if need.role in ("out", "back") and not phrases:
            phrases = [k for k in tree.kids[word] if tree.low[k] == need.role]
        for phrase in phrases:
            if not need.words or self._names(phrase, need.words) is not None:
                return [phrase] if need.words else []
        return None

    def _has_clause(self, need: Need, word: int, arguments: Arguments) -> bool:
        """Whether a clause below is such as a need asks for."""
        tree, clauses = self._tree, arguments.clauses
        match need.role:
            case "that":
                return any(not tree.has_to(k) for k in tree.kids_of(word, "ccomp"))
            case "inf":
                return any(tree.has_to(k) for k in clauses)
            case "must":
                return self._is_obliged(word)
            case "wish":
                return self._is_wished(word)
            case "coop":
                return any(self._cooperates(k) for k in clauses)
            case "not":
                return any(tree.low[m] == "not" for k in clauses for m in tree.kids[k])
        return any(not need.words or tree.lemmas[k] in need.words for k in clauses)

    def _cooperates(self, clause: int) -> bool:
        """Whether a clause tells a friendly deed: "willing to withdraw"."""
        if not self._tree.has_to(clause):
            return False
        inner = self.at(clause)
        return inner is not None and inner.frame.type in COOPERATIVE

    def _is_obliged(self, word: int) -> bool:
        """Whether a clause tells what somebody else must do: "said that Kenya must leave"."""
        tree = self._tree
        for clause in tree.kids_of(word, "ccomp"):
            must = any(tree.low[k] == "must" for k in tree.kids_of(clause, "aux"))
            subject = tree.kid(clause, "nsubj")
            if not must or subject is None or tree.upos[subject] == "PRON":
                continue
            if self._parties.of(subject, doer=True):
                return True
        return False

    def _is_wished(self, word: int) -> bool:
        """Whether a clause tells what ought to be: "insisted that they leave"."""
        tree = self._tree
        for clause in tree.kids_of(word, "ccomp"):
            helpers = {tree.low[k] for k in tree.kids_of(clause, "aux")}
            verb = tree.upos[clause] == "VERB"
            plain = verb and tree.low[clause] == tree.lemmas[clause] and not helpers
            subject = tree.kid(clause, "nsubj")
            single = subject is not None and tree.feature(subject, "Number") != "Plur"
            if helpers & {"must", "should"} or (plain and single):
                return True
        return False

    def _has_word(self, noun: int, words: frozenset[str]) -> bool:
        tree = self._tree
        return any(tree.lemmas[k] in words for k in tree.kids_of(noun, "amod", "compound"))

    def _object(self, need: Need, arguments: Arguments) -> list[int] | None:
        for noun in arguments.objects:
            for each in joined(self._tree, noun):
                if need.named:
                    lying = self._tree.lemmas[each] in LYING and self._parties.of(each, hit=True)
                    if lying or self._parties.of(each, doer=True):
                        return []
                    continue
                if not need.words or (hit := self._names(each, need.words)) is None:
                    continue
                return [hit]
        return None

    def _names(self, noun: int, words: frozenset[str]) -> int | None:
        """The head of a phrase that is one of the words, or is about one."""
        tree = self._tree
        head = core(tree, noun)
        if tree.lemmas[head] in words or tree.low[head] in words:
            return head
        if len(words) <= _EXPLICIT or tree.lemmas[head] in _EMPTY:
            for kid in tree.kids_of(head, "compound", "amod"):
                if tree.lemmas[kid] in words and tree.upos[kid] in ("NOUN", "ADJ"):
                    return head
        for kid in tree.kids_of(head, "nmod"):
            near = any(tree.low[c] in ("of", "for") for c in tree.kids_of(kid, "case"))
            if near and tree.lemmas[kid] in words and tree.lemmas[head] in _EMPTY:
                return head
        return None

    def _light(self, word: int, key: str) -> Trigger | None:
        """ "Carried out strikes on": the noun tells the event, the verb who does it."""
        tree = self._tree
        lemma = key.partition("_")[0]
        arguments = arguments_of(tree, word)
        nouns = list(arguments.objects) if key in _DOING else []
        if lemma in _INTO:
            nouns = list(arguments.led.get(_INTO[lemma], ()))
        for noun in nouns:
            for each in joined(tree, noun):
                head = core(tree, each)
                for frame in self._frames_of(head):
                    beside = prepositions_of(tree, head)
                    for lead, phrases in arguments.led.items():
                        beside.setdefault(lead, []).extend(phrases)
                    inner = Arguments(led=beside)
                    needed = frame.always or any(n.role == "c" for a in frame.needs for n in a)
                    if needed and self._meets(frame, head, inner) is None:
                        continue
                    if frame.type == "CONSULT" or key not in ("attend", "join", "host", "have"):
                        arguments.led = beside
                        return Trigger(word, frame, arguments, sorted({word, head}), noun=head)
        return None

    def _frames_of(self, noun: int) -> tuple[Frame, ...]:
        """The frames of a noun, or of the one before it ("a mediation effort")."""
        tree, nouns = self._tree, self._lexicon.nouns
        found = nouns.get(tree.lemmas[noun], ())
        if found or tree.lemmas[noun] not in _EMPTY:
            return found
        before = tree.kids_of(noun, "compound")
        return next((nouns[tree.lemmas[k]] for k in before if tree.lemmas[k] in nouns), ())

    def _noun(self, word: int) -> Trigger | None:
        tree = self._tree
        frames = self._lexicon.nouns.get(tree.lemmas[word], ())
        if not frames or tree.rel(word) in ("compound", "amod"):
            return None
        arguments = Arguments(led=prepositions_of(tree, word))
        for frame in frames:
            own = any(n.role == "c" for alternative in frame.needs for n in alternative)
            if (own or frame.always) and self._meets(frame, word, arguments) is None:
                continue
            return Trigger(word, frame, arguments, [word], noun=word, bare=True)
        return None
