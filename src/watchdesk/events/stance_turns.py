"""Turns: words that tell a stand and the one before it by themselves ("is no longer sure")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import arguments_of
from watchdesk.events.modal_words import CAN
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_targets import Aim, Targets
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.events.stance_words import Words
from watchdesk.language.listed import Range
from watchdesk.records import Modality, PositionBasis, Stance, Strength

_SURE = frozenset("sure certain convinced keen confident persuaded enthusiastic".split())
_BACKING = frozenset(
    "support backing consent approval blessing agreement endorsement participation yes vote".split()
)
_HANGING = frozenset({"depend", "hinge", "rest", "hang"})
_TIED = frozenset({"conditional", "contingent", "dependent"})
_STRINGS = frozenset({"string", "condition", "caveat", "proviso"})
_LEAVING = frozenset(
    "withdrawal abandonment renunciation lifting dropping removal relinquishment".split()
)
_AWAY = frozenset("retreat departure reversal climbdown shift turn break".split())
_WANING = frozenset("cool wane fade evaporate ebb falter waver weaken dwindle".split())
_WARMTH = frozenset("enthusiasm appetite interest zeal ardour ardor keenness".split())
_LOSING = frozenset({"foot", "feet", "thought", "thoughts"})
_COLD = frozenset({"cold", "second"})


class Turns:
    """Finds turns in one article."""

    def __init__(self, tree: Tree, table: Words, targets: Targets) -> None:
        self._tree = tree
        self._table = table
        self._targets = targets

    def of(self, told: list[Told], start: int, end: int) -> list[Told]:
        """What is told in a sentence, turns in place of what is read of their words already."""
        turns = [one for word in range(start, end) for one in self._read(word, told)]
        taken = {word for one in turns if one.aim for word in (one.cue, *one.aim.passed)}
        return [one for one in told if one.cue not in taken] + turns

    def _read(self, word: int, told: list[Told]) -> Iterable[Told]:
        tree = self._tree
        match tree.upos[word]:
            case "VERB":
                return (
                    self._no_more(word)
                    or self._round(word)
                    or self._hanging(word)
                    or self._cooled(word)
                )
            case "ADJ":
                return self._unsure(word) or self._hanging(word)
            case "NOUN":
                return (
                    self._leaving(word)
                    or self._away(word, told)
                    or self._cold(word)
                    or self._off_board(word)
                )
        return ()

    def _no_more(self, word: int) -> list[Told]:
        """ "Can no longer support the dam"."""
        tree = self._tree
        if not self._no_longer(word) or not any(
            tree.low[k] in CAN for k in tree.kids_of(word, "aux")
        ):
            return []
        args = arguments_of(tree, word)
        for entry in self._targets.entries(word):
            aim = self._targets.of_verb(word, entry, args)
            now = OPPOSITE.get(entry.stance)
            if aim is not None and now is not None and entry.stance is Stance.FOR:
                return self._both(word, now, entry.stance, aim, args.subjects)
        return []

    def _round(self, word: int) -> list[Told]:
        """ "Barbados has come round", "relented": it is for it now."""
        tree = self._tree
        way = {tree.low[k] for k in tree.kids_of(word, "advmod", "compound:prt")}
        come = tree.lemmas[word] == "come" and way & {"round", "around"}
        if not (come or tree.lemmas[word] == "relent") or not self._is_so(word):
            return []
        args = arguments_of(tree, word)
        if args.objects:
            return []
        behind = args.led.get("to", ())
        aim = self._targets.of_phrase(behind[0]) if behind else Aim(1)
        return [self._told(word, Stance.FOR, aim, args.subjects)]

    def _hanging(self, word: int) -> list[Told]:
        """ "Kenya's backing depends on", "is conditional on", "comes with strings"."""
        tree = self._tree
        noun = next(
            (k for k in tree.kids_of(word, "nsubj") if tree.lemmas[k] in _BACKING),
            None,
        )
        owners = tree.kids_of(noun, "nmod:poss") if noun is not None else []
        if noun is None or not owners:
            return []
        aim = self._about(noun)
        aim.passed.append(noun)
        strings = [k for k in tree.kids_of(word, "obl") if tree.lemmas[k] in _STRINGS]
        if tree.lemmas[word] == "come" and strings:
            if self._no_longer(word):
                return self._both(word, Stance.FOR, Stance.CONDITIONAL, aim, owners)
            return [self._told(word, Stance.CONDITIONAL, aim, owners)] if self._is_so(word) else []
        tied = tree.lemmas[word] in _HANGING or tree.lemmas[word] in _TIED
        led = self._led(word, ("on", "upon")) if tied and self._is_so(word) else None
        if led is None:
            return []
        return [replace(self._told(word, Stance.CONDITIONAL, aim, owners), limits=led)]

    def _about(self, noun: int) -> Aim:
        for entry in self._table.nouns.get(self._tree.lemmas[noun], ()):
            aim = self._targets.of_noun(noun, entry)
            if aim is not None:
                return aim
        return Aim(1)

    def _led(self, word: int, leads: tuple[str, ...]) -> Range | None:
        """The phrase behind a word that a preposition leads."""
        tree = self._tree
        for kid in tree.kids_of(word, "obl", "nmod", "advcl"):
            case = [k for k in tree.kids_of(kid, "case", "mark") if tree.low[k] in leads]
            if case and kid > word:
                return Range(case[0], max(tree.under(kid)) + 1)
        return None

    def _unsure(self, word: int) -> list[Told]:
        """ "Barbados is no longer sure"."""
        tree = self._tree
        cop = tree.kid(word, "cop")
        if tree.lemmas[word] not in _SURE or cop is None or not self._no_longer(word):
            return []
        subjects = tree.kids_of(word, "nsubj")
        if not subjects and cop > 0 and tree.upos[cop - 1] == "PROPN":
            subjects = [cop - 1]  # the tree hung the subject on the dateline
        return self._both(word, Stance.RESERVED, Stance.FOR, Aim(1), subjects)

    def _leaving(self, word: int) -> list[Told]:
        """ "Guyana's withdrawal of its protest", "Norway's abandonment of it"."""
        tree = self._tree
        owners = [k for k in tree.kids_of(word, "nmod:poss") if tree.upos[k] != "PRON"]
        if tree.lemmas[word] not in _LEAVING or not owners:
            return []
        for noun in tree.kids_of(word, "nmod"):
            if not any(tree.low[k] == "of" for k in tree.kids_of(noun, "case")):
                continue
            if tree.upos[noun] == "PRON":
                return self._both(word, Stance.AGAINST, Stance.FOR, Aim(1), owners)
            entries = self._table.nouns.get(tree.lemmas[noun])
            own = any(tree.low[k] in ("its", "his", "her", "their") for k in tree.kids[noun])
            if entries and own:
                was = entries[0].stance
                now = Stance.AGAINST if was is Stance.FOR else Stance.RESERVED
                return self._both(word, now, was, self._about(noun), owners)
        return []

    def _away(self, word: int, told: list[Told]) -> list[Told]:
        """ "In a retreat from the backing given in June": what the sentence's actor stood for."""
        tree = self._tree
        if tree.lemmas[word] not in _AWAY or not told:
            return []
        for noun in tree.kids_of(word, "nmod"):
            entries = self._table.nouns.get(tree.lemmas[noun])
            if entries and any(tree.low[k] == "from" for k in tree.kids_of(noun, "case")):
                was = self._told(noun, entries[0].stance, self._about(noun), told[0].subjects)
                return [replace(was, former=True, by_speaker=told[0].by_speaker)]
        return []

    def _cold(self, word: int) -> list[Told]:
        """ "Is getting cold feet", "has second thoughts"."""
        tree = self._tree
        verb = tree.heads[word]
        adjective = {tree.low[k] for k in tree.kids_of(word, "amod")} & _COLD
        if tree.low[word] not in _LOSING or not adjective or verb < 0:
            return []
        if tree.lemmas[verb] not in ("get", "have", "develop") or not self._is_so(verb):
            return []
        subjects = arguments_of(tree, verb).subjects
        return self._both(word, Stance.RESERVED, Stance.FOR, self._about(word), subjects)

    def _cooled(self, word: int) -> list[Told]:
        """ "Venezuela's enthusiasm has cooled"."""
        tree = self._tree
        if tree.lemmas[word] not in _WANING or not self._is_so(word):
            return []
        for noun in tree.kids_of(word, "nsubj"):
            owners = [k for k in tree.kids_of(noun, "nmod:poss") if tree.upos[k] != "PRON"]
            if owners and tree.lemmas[noun] in _BACKING | _WARMTH:
                about = self._about(noun)
                aim = about if max(about.words, default=noun) < word else Aim(1)
                return self._both(word, Stance.RESERVED, Stance.FOR, aim, owners)
        return []

    def _off_board(self, word: int) -> list[Told]:
        """ "Is no longer on the government's side", "no longer on board"."""
        tree = self._tree
        on = any(tree.low[k] == "on" for k in tree.kids_of(word, "case"))
        if tree.lemmas[word] not in ("side", "board") or not on or not self._no_longer(word):
            return []
        was = self._told(word, Stance.FOR, Aim(1), tree.kids_of(word, "nsubj"))
        return [replace(was, former=True)]

    def _is_so(self, word: int) -> bool:
        return of_word(self._tree, word) is Modality.ASSERTED and not negated(self._tree, word)

    def _no_longer(self, word: int) -> bool:
        tree = self._tree
        return any(
            tree.low[k] == "longer" and k > 0 and tree.low[k - 1] == "no" for k in tree.kids[word]
        )

    def _both(self, word: int, now: Stance, was: Stance, aim: Aim, who: list[int]) -> list[Told]:
        told = self._told(word, now, aim, who)
        bare = Aim(1, set(aim.words), passed=list(aim.passed))
        return [told, replace(told, stance=was, aim=bare, former=True)]

    def _told(self, word: int, stance: Stance, aim: Aim, subjects: list[int]) -> Told:
        told = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, aim)
        return replace(told, subjects=list(subjects))
