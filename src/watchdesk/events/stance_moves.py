"""Moves told in one sentence: the stand that was given up beside the one that is taken now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watchdesk.attribution.tree import Tree
from watchdesk.events.arguments import arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_cues import Cues
from watchdesk.events.stance_targets import Aim
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.events.stance_words import Words
from watchdesk.records import Modality, PositionBasis, Stance, Stand, Strength

_ONCE = frozenset(
    "once long formerly previously hitherto initially originally erstwhile former onetime".split()
)
_SPELLS = frozenset("day week month year decade spell round lifetime".split())
_SINCE = frozenset({"after", "following", "having", "despite"})
_HEDGING = frozenset(
    "hesitation silence hedging wavering dithering ambiguity indecision prevarication "
    "deliberation equivocation abstention reticence neutrality".split()
)
_HEDGED = frozenset("hesitate waver dither abstain hedge prevaricate equivocate vacillate".split())
_ENDING = frozenset("end break abandon drop shed overcome".split())
_LEFT = frozenset("drop abandon lift withdraw shelve waive renounce relinquish revoke end".split())
_BANS = frozenset("ban veto embargo moratorium prohibition block blockade boycott".split())
_CURBS = frozenset("restriction limit curb cap limitation condition constraint".split())
_TERMS = frozenset(
    "condition precondition demand insistence proviso caveat stipulation requirement".split()
)
_OWN = frozenset({"its", "his", "her", "their"})
_TURNS = frozenset(
    "course tack position stance line policy mind tune u-turn turnaround about-face about-turn "
    "volte-face somersault reversal".split()
)
_TURNING = frozenset("reverse change switch shift perform make alter swap do".split())
_SUPPOSING = frozenset("once if when until unless before whether".split())
_OPEN = frozenset({"rule", "exclude"})


class Moves:
    """Finds stands of one article that are told as given up."""

    def __init__(self, tree: Tree, table: Words, cues: Cues) -> None:
        self._tree = tree
        self._table = table
        self._cues = cues

    def of(self, told: Sequence[Told], start: int, end: int) -> list[Told]:
        """What a sentence tells as given up, by what it tells besides: its stands, those that turn
        out to be former ones marked as such, and further former ones."""
        known = [self._freed(self._perfect(one, told)) for one in told]
        done = {one.cue for one in known if one.former}
        more = [f for one in known if one.cue not in done for f in self._left(one)]
        more += self._once(start, end, known) + self._after(start, end, known)
        more += self._turned(start, end, [*known, *more])
        return [one for one in known if not _is_told(one, more)] + more

    def _perfect(self, one: Told, told: Sequence[Told]) -> Told:
        """ "Kenya, which had opposed the levy, backed it": the first is what was given up."""
        tree = self._tree
        had = any(tree.low[k] == "had" for k in tree.kids_of(one.cue, "aux"))
        clause = tree.rels[one.cue] == "acl:relcl"
        head = tree.heads[one.cue]
        others = [x for x in told if x is not one and head in x.subjects]
        if had and clause and any(x.stance is not one.stance for x in others):
            return replace(one, former=True)
        return one

    def _freed(self, one: Told) -> Told:
        """ "Kenya dropped its condition": it is for the thing now, and not against one."""
        tree, verb = self._tree, one.cue
        nouns = [k for k in arguments_of(tree, verb).objects if tree.lemmas[k] in _TERMS]
        if tree.lemmas[verb] not in _LEFT or not nouns or negated(tree, verb):
            return one
        if not any(tree.low[k] in _OWN for k in tree.kids[nouns[0]]):
            return one
        return replace(one, stance=Stance.FOR, aim=Aim(1), strength=Strength.MEDIUM)

    def _left(self, one: Told) -> list[Told]:
        """What "dropped its objections", "no longer opposes", "lifted its ban" leave behind."""
        tree, verb = self._tree, one.cue
        if self._is_no_longer(verb):
            left = tree.lemmas[verb] in _OPEN
            was = Stance.AGAINST if left else OPPOSITE.get(one.stance)
            if was is None:
                return []
            return [self._former(one, verb, was)]
        part = tree.kid(verb, "compound:prt")
        parted = tree.lemmas[verb] in ("give", "lay") and part is not None
        if not (tree.lemmas[verb] in _LEFT or parted) or negated(tree, verb):
            return []
        if of_word(tree, verb) is not Modality.ASSERTED or self._is_supposed(verb):
            return []
        for noun in arguments_of(tree, verb).objects:
            own = any(tree.low[k] in _OWN for k in tree.kids[noun])
            was = (
                self._of_noun(noun) if own or noun in (one.aim.passed if one.aim else ()) else None
            )
            if was is not None and was is not one.stance:
                return [self._former(one, noun, was)]
        return []

    def _is_supposed(self, verb: int) -> bool:
        """ "Once it withdrew its troops and gave up its plan": it may never."""
        tree = self._tree
        for _ in range(4):
            if any(tree.low[k] in _SUPPOSING for k in tree.kids_of(verb, "mark", "advmod")):
                return True
            if tree.rel(verb) != "conj":
                return False
            over = range(tree.heads[verb], verb)  # the tree may have hung it too high
            if any(tree.low[k] in _SUPPOSING and tree.rel(k) == "mark" for k in over):
                return True
            verb = tree.heads[verb]
        return False

    def _of_noun(self, noun: int) -> Stance | None:
        lemma = self._tree.lemmas[noun]
        if lemma in _BANS:
            return Stance.AGAINST
        if lemma in _CURBS | _TERMS:
            return Stance.CONDITIONAL
        entries = self._table.nouns.get(lemma)
        return entries[0].stance if entries else None

    def _former(self, one: Told, cue: int, stance: Stance) -> Told:
        aim = one.aim
        bare = Aim(1, set(aim.words), turned=[], passed=list(aim.passed)) if aim else None
        return Told(
            cue,
            stance,
            PositionBasis.WORDS,
            Strength.MEDIUM,
            bare,
            subjects=list(one.subjects),
            by_speaker=one.by_speaker,
            former=True,
        )

    def _is_no_longer(self, word: int) -> bool:
        tree = self._tree
        return any(
            tree.low[k] == "longer" and k > 0 and tree.low[k - 1] in ("no", "any")
            for k in tree.kids[word]
        )

    def _once(self, start: int, end: int, told: Sequence[Told]) -> list[Told]:
        """ "Bulgaria, once an outspoken critic", "the former supporter of the levy"."""
        tree, out = self._tree, []
        for word in range(start, end):
            stance = self._table.partisans.get(tree.lemmas[word])
            if stance is None or tree.upos[word] != "NOUN" or tree.rel(word) != "appos":
                continue
            near = {tree.low[k] for k in range(max(start, word - 4), word)}
            head = tree.heads[word]
            if not near & _ONCE or any(one.cue == word and not one.former for one in told):
                continue
            one = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, None, former=True)
            out.append(replace(one, subjects=[head]))
        return out

    def _after(self, start: int, end: int, told: Sequence[Told]) -> list[Told]:
        """ "After months of refusing, Kenya allowed", "having long opposed it", "ended weeks of
        silence": what the subject of the sentence did until then."""
        tree, out = self._tree, []
        for word in range(start, end):
            found = self._until_then(word)
            if found is None:
                continue
            stance, aim, main = found
            same = next((o for o in told if o.cue == main), None)
            subjects = same.subjects if same else arguments_of(tree, main).subjects
            if not subjects:
                continue
            one = Told(word, stance, PositionBasis.WORDS, Strength.MEDIUM, aim, former=True)
            out.append(replace(one, subjects=list(subjects)))
        return out

    def _until_then(self, word: int) -> tuple[Stance, Aim | None, int] | None:
        """The stand of a word behind "after months of", what it is on, and the verb beside it."""
        tree = self._tree
        verb = tree.upos[word] == "VERB" and tree.low[word].endswith(("ing", "ed"))
        if not verb and tree.upos[word] != "NOUN":
            return None
        main = self._beside(word, verb=verb)
        if main is None:
            return None
        lemma = tree.lemmas[word]
        if lemma in _HEDGING or lemma in _HEDGED or self._is_on_the_fence(word):
            return Stance.RESERVED, None, main
        if verb:
            for entry in self._cues.targets.entries(word):
                aim = self._cues.targets.of_verb(word, entry, arguments_of(tree, word))
                if aim is not None or entry.alone:
                    return self._signed(entry.stance, aim), aim, main
            return None
        entries = self._table.nouns.get(lemma)
        if not entries:
            return None
        aim = self._cues.targets.of_noun(word, entries[0])
        return self._signed(entries[0].stance, aim), aim, main

    def _signed(self, stance: Stance, aim: Aim | None) -> Stance:
        return OPPOSITE.get(stance, stance) if aim is not None and aim.sign < 0 else stance

    def _is_on_the_fence(self, word: int) -> bool:
        tree = self._tree
        return tree.lemmas[word] == "sit" and "fence" in tree.low[word : word + 4]

    def _beside(self, word: int, *, verb: bool) -> int | None:
        """The verb before which a stand was taken until then."""
        tree = self._tree
        marks = {tree.low[k] for k in tree.kids_of(word, "mark", "case", "aux")}
        head = tree.heads[word]
        if head < 0:
            return None
        if verb and marks & _SINCE and tree.rel(word) in ("advcl", "obl", "acl"):
            return head if tree.kid(word, "nsubj", "nsubj:pass") is None else None
        if tree.lemmas[head] in _SPELLS and "of" in marks:
            led = {tree.low[k] for k in tree.kids_of(head, "case", "mark")}
            over = tree.heads[head]
            if over >= 0 and (led & _SINCE or self._ends(over, head)):
                return over
        if not verb and tree.lemmas[word] in _HEDGING and self._ends(head, word):
            return head
        return None

    def _ends(self, verb: int, noun: int) -> bool:
        tree = self._tree
        return tree.lemmas[verb] in _ENDING and noun in arguments_of(tree, verb).objects

    def _turned(self, start: int, end: int, told: Sequence[Told]) -> list[Told]:
        """ "Reversed course and opposes it now": the other side was what it stood for."""
        tree = self._tree
        for word in range(start, end):
            if tree.lemmas[word] not in _TURNING or of_word(tree, word) is not Modality.ASSERTED:
                continue
            args = arguments_of(tree, word)
            if negated(tree, word) or not any(tree.low[k] in _TURNS for k in args.objects):
                continue
            own = [o for o in told if set(o.subjects) & set(args.subjects)]
            before = any(o.former for o in own)
            now = next((o for o in own if o.stance in OPPOSITE and not o.former), None)
            if now is not None and not before:
                return [self._former(now, word, OPPOSITE[now.stance])]
        return []


def _is_told(one: Told, known: Sequence[Told]) -> bool:
    """Whether the same is read at the same word."""
    return any(o.cue == one.cue and o.stance is one.stance for o in known)


def own_times(stands: Sequence[Stand], text: str) -> list[Stand]:
    """Stands of a sentence without a time that is that of a former one told behind them: "would
    buy it, a retreat from the backing given in June"."""
    left = [one.cue for one in stands if one.former]
    return [
        one.model_copy(update={"time": None})
        if not one.former
        and any(
            one.time and one.cue < cue < one.time and "," in text[one.cue.end : cue.start]
            for cue in left
        )
        else one
        for one in stands
    ]
