"""Stands told by who somebody is, by whose support a thing has, or like the one told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from watchdesk.events.arguments import arguments_of
from watchdesk.events.modality import negated, of_word
from watchdesk.events.stance_ought import Oughts
from watchdesk.events.stance_told import OPPOSITE, Told
from watchdesk.events.stance_words import Entry
from watchdesk.records import Modality, PositionBasis, Stance, Strength

_BELONGING = frozenset("belong join count rank remain number become side".split())
_ONE = frozenset("one some part most many leader chief".split())
_GETTING = frozenset(
    "have enjoy win get draw meet face find attract earn secure receive gain encounter command "
    "run provoke trigger come".split()
)
"""Verbs whose subject is what somebody's support or opposition is about."""
_OWNED = frozenset("have enjoy win get secure gain command".split())
_HELD = frozenset(
    "support backing approval endorsement blessing consent opposition resistance criticism "
    "condemnation objection praise misgiving reservation rejection".split()
)
_AUXILIARY = frozenset("do have be will would can could".split())
_SIDE = ("of", "to", "behind")


class Sides(Oughts):
    """Finds stands that hang on no word of their own of who takes them."""

    def _side(self, word: int) -> Told | None:
        """A partisan, or whose support a thing has."""
        return self._partisan(word) or self._received(word) or self._nothing_to_do(word)

    def _partisan(self, word: int) -> Told | None:
        """ "Is a supporter of the truce", "Kenya, a critic of it", "among the opponents are"."""
        tree = self._tree
        stance = self._table.partisans.get(tree.lemmas[word])
        if stance is None or tree.upos[word] != "NOUN":
            return None
        at, subjects = self._who_is(word)
        entry = _plain(stance, _SIDE)
        aim = self.targets.of_noun(word, entry) if subjects else None
        if aim is None or of_word(tree, at) in (Modality.POSSIBLE, Modality.CONDITIONAL):
            return None
        if negated(tree, at):
            return None
        stance = OPPOSITE.get(stance, stance) if aim.sign < 0 else stance
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = subjects
        return told

    def _who_is(self, word: int) -> tuple[int, list[int]]:
        """The head of what somebody is said to be, and who that is."""
        tree = self._tree
        for _ in range(3):
            own = tree.kids_of(word, "nsubj")
            if own:
                return word, own
            head, rel = tree.heads[word], tree.rel(word)
            if head < 0:
                break
            if rel == "appos" or (rel == "parataxis" and tree.upos[head] == "PROPN"):
                return word, [head]
            if rel in ("obl", "obj", "xcomp") and tree.lemmas[head] in _BELONGING:
                return head, arguments_of(tree, head).subjects
            if rel not in ("nmod", "conj") or tree.lemmas[head] not in _ONE:
                break
            word = head
        return word, []

    def _received(self, word: int) -> Told | None:
        """ "The plan has the support of Kenya", "criticism came from Ghana"."""
        tree = self._tree
        if tree.lemmas[word] not in _GETTING or tree.upos[word] not in ("VERB", "AUX"):
            return None
        args = arguments_of(tree, word)
        own = tree.lemmas[word] == "come"
        nouns = [*(args.subjects if own else args.objects), *args.led.get("with", ())]
        nouns += tree.kids_of(word, "xcomp")  # "won praise", where the tree errs
        noun = next((k for k in nouns if tree.lemmas[k] in _HELD), None)
        if noun is None or of_word(tree, word) is not Modality.ASSERTED or negated(tree, word):
            return None
        holders = self._givers(word, noun)
        if not holders or (holders[0] in args.subjects and not own):
            return None
        entry = self._table.nouns[tree.lemmas[noun]][0]
        about = replace(entry, at=tuple(role for role in entry.at if role != "of"))
        aim = self.targets.of_noun(noun, about)
        if aim is None and not own and args.subjects:
            aim = self.targets.of_phrase(args.subjects[0])
        if aim is None:
            return None
        stance = OPPOSITE.get(entry.stance, entry.stance) if aim.sign < 0 else entry.stance
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = holders
        aim.passed.append(noun)
        return told

    def _givers(self, word: int, noun: int) -> list[int]:
        """Whose a support is: of "from Kenya", and, of what is had, "of Kenya", "Kenya's"."""
        tree = self._tree
        leads = ("from", "of") if tree.lemmas[word] in _OWNED else ("from",)
        for kid in (*tree.kids_of(noun, "nmod"), *tree.kids_of(word, "obl", "nmod")):
            led = any(tree.low[c] in leads for c in tree.kids_of(kid, "case"))
            if led and tree.upos[kid] in ("PROPN", "NOUN"):
                return [kid]
        owned = tree.lemmas[word] in _OWNED
        poss = tree.kids_of(noun, "nmod:poss") if owned else []
        return [k for k in poss if tree.upos[k] == "PROPN"]

    def _nothing_to_do(self, word: int) -> Told | None:
        """ "Wants nothing to do with"."""
        tree = self._tree
        if tree.lemmas[word] not in ("want", "have") or word + 5 >= len(tree):
            return None
        after = tree.low[word + 1 : word + 5]
        if after != ["nothing", "to", "do", "with"] or tree.lemmas[word] != "want":
            return None
        with_ = tree.heads[word + 4]
        aim = self.targets.of_phrase(with_)
        aim.passed += [word, word + 1, word + 3]
        stance = Stance.AGAINST if aim.sign > 0 else Stance.FOR
        told = Told(word, stance, PositionBasis.WORDS, Strength.STRONG, aim)
        told.subjects = arguments_of(tree, word).subjects
        return told

    def _cleft(self, word: int) -> int | None:
        """Kenya of "it was Kenya that blocked the deal"."""
        tree = self._tree
        head = tree.heads[word]
        if head < 0 or tree.rels[word] not in ("advcl:relcl", "acl:relcl"):
            return None
        subject = tree.kid(word, "nsubj")
        pointing = subject is not None and tree.low[subject] in ("that", "who", "which")
        said = tree.kid(head, "cop") is not None
        it = any(tree.low[k] == "it" for k in tree.kids_of(head, "nsubj", "expl"))
        return head if pointing and said and it else None

    def _owners(self, noun: int) -> list[int]:
        """Who has a noun: Kenya of "Kenya's support"; for "its no" who its verb is about."""
        tree = self._tree
        had = any(tree.lemmas[k] == "have" for k in tree.kids_of(noun, "aux"))
        if had:  # "has misgivings about it", the noun taken for a predicate
            return tree.kids_of(noun, "nsubj")
        owners = tree.kids_of(noun, "nmod:poss")
        named = [k for k in owners if tree.upos[k] != "PRON"]
        if not owners and tree.rel(noun) in ("nsubj", "nsubj:pass"):  # "the Kenyan refusal of"
            peoples = [k for k in tree.kids_of(noun, "amod") if tree.forms[k][:1].isupper()]
            return peoples[:1]
        head = tree.heads[noun]
        held = tree.rel(noun) in ("obl", "obj") and head >= 0 and tree.upos[head] == "VERB"
        if named or not held or not any(tree.low[k] in ("its", "their") for k in owners):
            return named
        if of_word(tree, head) is not Modality.ASSERTED or self._table.carry.get(tree.lemmas[head]):
            return []
        return arguments_of(tree, head).subjects

    def _is_had(self, word: int) -> bool:
        """ "Has misgivings", where the tree takes the noun for a verb."""
        tree = self._tree
        has = any(tree.lemmas[k] == "have" for k in tree.kids_of(word, "aux"))
        return has and tree.low[word] == f"{tree.lemmas[word].removesuffix('s')}s"

    def _echoes(self, words: Sequence[int], found: Mapping[int, Told]) -> Iterator[Told]:
        """ "And so did Kenya", "Ghana did not": as, or unlike, the one told in the sentence."""
        tree = self._tree
        for word in words:
            if tree.upos[word] != "AUX" or tree.lemmas[word] not in _AUXILIARY:
                continue
            like = found.get(tree.heads[word])
            subjects = tree.kids_of(word, "nsubj")
            if like is None or not subjects or tree.rel(word) not in ("conj", "parataxis", "advcl"):
                continue
            marks = {tree.low[k] for k in tree.kids_of(word, "mark", "advmod")}
            if marks & {"as", "if", "than"}:
                continue
            unlike = "not" in marks or "n't" in marks
            stance = OPPOSITE.get(like.stance) if unlike else like.stance
            if stance is None or not (unlike or marks & {"so", "neither", "nor", "too"}):
                continue
            weak = unlike and like.strength is not Strength.STRONG
            strength = Strength.WEAK if weak else like.strength
            yield replace(
                like,
                cue=word,
                stance=stance,
                strength=strength,
                subjects=subjects,
                by_speaker=False,
            )


def _plain(stance: Stance, at: tuple[str, ...]) -> Entry:
    return Entry(
        stance,
        at,
        Strength.STRONG,
        PositionBasis.WORDS,
        frozenset(),
        bounded=False,
        partial=False,
        alone=False,
        negated=False,
    )
