"""Which statement a remark speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from watchdesk.attribution.found import Found
from watchdesk.attribution.remarks import Remark
from watchdesk.attribution.standing_words import ANAPHORS, CLAIMS, INVOLVEMENT
from watchdesk.attribution.tree import Tree
from watchdesk.records import Act, Verification

_BACK = 40
"""Statements before a remark that are looked at."""
_NEAR = 3
"""Sentences of its paragraph that a remark reaches back over."""
_PAIR = 2
"""Statements that "neither" and "both" speak of."""
_FAR = 8
"""Paragraphs that "none of the figures" reaches back over."""
_COMPARED = 80
"""Words of a content that are compared with a clause."""
_JUDGED = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT, Act.BELIEF})


class Statements:
    """What an article tells through others, in order."""

    def __init__(self, tree: Tree, found: Sequence[Found]) -> None:
        self.tree = tree
        self.found = sorted((f for f in found if _is_statement(tree, f)), key=_first)
        self.starts = [_first(one) for one in self.found]
        self.heads = {one.head: one for one in self.found if one.head >= 0}
        self.contents = sorted(
            (c.start, c.end, n) for n, one in enumerate(self.found) for c in one.content
        )

    def of(self, remark: Remark) -> list[Found]:
        """The statements a remark speaks of; none when that is not clear."""
        holder = self._holder(remark.word)
        if remark.topic >= 0 and remark.verdict is Verification.DENIED:
            return [holder] if holder is not None else []
        own = self._attached(remark)
        told_there = own is not None and own.head == remark.thing
        if own is not None and (remark.own or told_there):
            return [own]
        if holder is not None and not self._is_aside(holder, remark):
            return self._answered(holder, remark)
        if own is not None:
            return [own]
        here = self._before(remark)
        if not here:
            return []
        if remark.thing < 0:
            return self._without_noun(here, remark)
        if self._brings_clause(remark.thing):
            return []
        found = self._with_noun(here, remark)
        return [self._outermost(one) for one in found] if self._is_picture(remark) else found

    def _brings_clause(self, noun: int) -> bool:
        """Whether a noun has its own clause: "claims that the dam broke", which is told there."""
        tree = self.tree
        return any(
            k > noun and any(tree.low[m] == "that" for m in tree.kids_of(k, "mark"))
            for k in tree.kids_of(noun, "acl", "ccomp")
        )

    def _is_picture(self, remark: Remark) -> bool:
        return self.tree.lemmas[remark.thing] in _PICTURES

    def _outermost(self, one: Found) -> Found:
        """Who shows a picture, where the picture itself is told to show something."""
        for _ in range(5):
            if one.parent is None or one.act is not Act.DOCUMENT:
                break
            one = one.parent
        return one

    def _before(self, remark: Remark) -> list[Found]:
        """Statements that begin before a remark and are near enough, nearest first."""
        at = bisect_left(self.starts, remark.evidence.start)
        near = self.found[max(0, at - _BACK) : at]
        own = (remark.word, remark.thing)
        near = [one for one in near if one.head not in own]
        return [one for one in reversed(near) if self._reaches(one, remark)]

    def _reaches(self, one: Found, remark: Remark) -> bool:
        tree = self.tree
        last = _last(one)
        there, here = tree.sentence[last], tree.sentence[remark.word]
        if there >= here:
            return True
        behind = tree.paragraph[remark.word] - tree.paragraph[last]
        if behind == 0:
            return here - there <= _NEAR
        opening = tree.sentence[tree.paragraphs[tree.paragraph[remark.word]].start]
        if _is_many(tree, remark):
            return behind <= _FAR
        return behind == 1 and here - opening == 0

    def _holder(self, word: int) -> Found | None:
        """The innermost statement in whose content a word stands."""
        at = bisect_left(self.contents, (word + 1,))
        around = [
            (end - start, n)
            for start, end, n in self.contents[max(0, at - _BACK) : at]
            if start <= word < end
        ]
        return self.found[min(around)[1]] if around else None

    def _is_aside(self, holder: Found, remark: Remark) -> bool:
        """Whether a remark stands in a content only because it follows it without a stop."""
        tree = self.tree
        if tree.quote[remark.word] >= 0:
            return False
        content = next(c for c in holder.content if c.start <= remark.word < c.end)
        before = range(content.start, remark.evidence.start)
        verbs = any(tree.upos[k] in ("VERB", "AUX") for k in before)
        return verbs and any(tree.upos[k] in ("PUNCT", "CCONJ") for k in before)

    def _answered(self, holder: Found, remark: Remark) -> list[Found]:
        """What one speaker denies or confirms of another's statement."""
        if remark.thing < 0 or remark.own or remark.here:
            return []
        others = [
            one
            for one in self._before(remark)
            if one is not holder and not self._same_source(one, holder)
        ]
        return self._with_noun(others, remark)[:1]

    def _attached(self, remark: Remark) -> Found | None:
        """The statement whose cue a remark depends on, or whose noun it describes."""
        tree = self.tree
        step = remark.thing if remark.thing >= 0 else remark.word
        if remark.thing >= 0 and tree.rel(step) == "obl" and tree.heads[step] != remark.word:
            step = tree.heads[step]
        for _ in range(3):
            one = self.heads.get(step)
            follows = one is not None and any(c.start > step for c in one.content)
            fits = step != remark.thing or follows
            if one is not None and one.head != remark.word and fits:
                return None if self._quotes(one, remark.word, remark.subject) else one
            if step < 0 or not remark.own:
                break
            step = tree.heads[step]
        return None

    def _quotes(self, one: Found, word: int, subject: int) -> bool:
        """Whether a word is the speaker's own, in quotation marks or of somebody they speak of."""
        if not any(c.start <= word < c.end for c in one.content):
            return False
        if self.tree.quote[word] >= 0:
            return True
        named = subject >= 0 and self.tree.upos[subject] != "PRON"
        inside = any(c.start <= subject < c.end for c in one.content)
        return named and inside and not self._is_by(one, subject)

    def _without_noun(self, here: list[Found], remark: Remark) -> list[Found]:
        tree = self.tree
        if remark.topic >= 0:
            at = tree.sentence[remark.word]
            near = [one for one in here if at - tree.sentence[_last(one)] <= 1]
            return [
                one
                for one in near
                if self._is_hearsay_doubted(one, remark.word)
                or self._shares_words(one, remark.topic, 2 - self._is_linking(remark.topic))
            ][:1]
        if remark.own and remark.subject >= 0:
            named = tree.upos[remark.subject] != "PRON"
            same = [one for one in here if self._is_by(one, remark.subject)]
            return same[:1] if named else here[:1]
        at = tree.sentence[remark.word]
        return [one for one in here if at - tree.sentence[_last(one)] <= 1][:1]

    def _is_linking(self, topic: int) -> bool:
        """Whether a topic is "linking them to it", which says less than a clause."""
        return self.tree.rels[topic] == "acl" and self.tree.low[topic].endswith("ing")

    def _is_hearsay_doubted(self, one: Found, word: int) -> bool:
        """Whether a doubt hangs on a mere claim: "claim to hold it, though it is unclear …"."""
        tree = self.tree
        clause = tree.heads[word] if tree.rel(word) == "xcomp" else word
        hearsay = one.entry is not None and one.entry.verification is Verification.REPORTED
        return hearsay and tree.rel(clause) == "advcl" and tree.heads[clause] == one.head

    def _with_noun(self, here: list[Found], remark: Remark) -> list[Found]:
        tree, thing = self.tree, remark.thing
        if remark.subject >= 0 and not remark.own:
            here = [one for one in here if not self._is_by(one, remark.subject)]
        noun = tree.lemmas[thing]
        if remark.here:
            reach = 0 if remark.verdict is Verification.UNVERIFIED else 1
            at = tree.sentence[remark.word]
            near = [one for one in here if at - tree.sentence[_last(one)] <= reach]
            near = [one for one in near[:1] if self._fits(one, thing)]
            return [one for one in near if self._is_close(one, thing)]
        here = [one for one in here if self._fits(one, thing)]
        if noun in INVOLVEMENT:
            told = bool(tree.kids_of(thing, "nmod", "acl"))
            line = tree.paragraph[thing]
            here = [
                one
                for one in here
                if (told and tree.paragraph[_last(one)] == line)
                or self._accuses(one, remark.subject)
            ]
        if noun in _AMOUNTS or tree.lemmas[_of(tree, thing)] in _AMOUNTS:
            here = [one for one in here if self._has_number(one)] or (
                [] if _is_many(tree, remark) else here
            )
        if _is_pair(tree, remark):
            return self._nearest_two(here)
        several = noun in _AMOUNTS and tree.syntax.feature(thing, "Number") == "Plur"
        return here if several or _is_many(tree, remark) else here[:1]

    def _nearest_two(self, here: list[Found]) -> list[Found]:
        """Two statements, the nearest first, each with what is told inside it."""
        tops: list[Found] = []
        out = []
        for one in here:
            top = one
            while top.parent is not None:
                top = top.parent
            if top not in tops and len(tops) == _PAIR:
                break
            tops += [top] if top not in tops else []
            out.append(one)
        return out

    def _is_close(self, one: Found, thing: int) -> bool:
        """Whether a noun that is no word for a statement can stand for one: "the loss" of what
        is told in its paragraph, or in the same words."""
        same = self.tree.paragraph[thing] == self.tree.paragraph[_last(one)]
        named = self.tree.lemmas[thing] in CLAIMS | ANAPHORS
        return same or named or self._shares_words(one, thing)

    def _fits(self, one: Found, thing: int) -> bool:
        """Whether what is said of a noun ("its claim", "the report on the dam") fits."""
        tree = self.tree
        for kid in tree.kids_of(thing, "nmod:poss"):
            if tree.upos[kid] == "PRON":
                if _are_other(tree, tree.low[kid], one):
                    return False
            elif not self._is_by(one, kid):
                return False
        before = [k for k in tree.kids_of(thing, "compound") if k < thing]
        named = [k for k in before if tree.upos[k] == "PROPN"]
        if named and not any(self._is_by(one, k) for k in named):
            return False
        about = [k for k in tree.kids_of(thing, "nmod", "acl") if k > thing and _restricts(tree, k)]
        about = [k for k in about if tree.upos[k] not in ("PRON", "DET")]
        pointed = any(tree.low[k] in _POINTED for k in tree.kids_of(thing, "det"))
        if pointed or tree.low[thing] == "nothing" or tree.lemmas[thing] in _TRUTHS:
            return True
        return all(self._shares_words(one, k) or self._is_by(one, k) for k in about[:2])

    def _accuses(self, one: Found, denier: int) -> bool:
        """Whether a statement is about who denies it, or is told as an accusation."""
        tree = self.tree
        if one.entry is not None and one.entry.lemma in _ACCUSING:
            return True
        if denier >= 0 and tree.upos[denier] == "PRON":
            return tree.sentence[denier] - tree.sentence[_last(one)] <= 1
        names = {tree.lemmas[k] for k in _core(tree, denier)} if denier >= 0 else set()
        return any(
            tree.lemmas[k] in names
            for c in one.content
            for k in range(c.start, min(c.end, c.start + _COMPARED))
        )

    def _is_by(self, one: Found, word: int) -> bool:
        """Whether a word names the source of a statement; a pronoun never does."""
        source, tree = one.source, self.tree
        if source is None or tree.upos[word] == "PRON":
            return False
        names = {tree.lemmas[k] for k in _core(tree, word)}
        return any(
            tree.lemmas[k] in names for k in range(source.start, min(source.end, source.start + 12))
        )

    def _same_source(self, one: Found, other: Found) -> bool:
        if one.source is None or other.source is None:
            return False
        tree = self.tree
        own = {tree.lemmas[k] for k in range(*one.source) if tree.upos[k] in _NOUNS}
        return any(tree.lemmas[k] in own for k in range(*other.source) if tree.upos[k] in _NOUNS)

    def _shares_words(self, one: Found, clause: int, least: int = 1) -> bool:
        """Whether a content has nouns, names or verbs of a clause."""
        tree = self.tree
        end = min(tree.sentence_of(clause).end, clause + 12)
        start = max(tree.sentence_of(clause).start, clause - 6)
        wanted = {
            tree.lemmas[k]
            for k in range(start, end)
            if tree.upos[k] in _TELLING_WORDS
            and tree.lemmas[k] not in CLAIMS | _PLAIN
            and _is_under(tree, k, clause)
        }
        pointing = any(
            tree.lemmas[k] in CLAIMS or (tree.low[k] in ("this", "that") and tree.upos[k] == "PRON")
            for k in tree.kids_of(clause, "nsubj", "obj")
        )
        shared = {
            tree.lemmas[k]
            for c in one.content
            for k in range(c.start, min(c.end, c.start + _COMPARED))
        }
        return pointing or len(wanted & shared) >= least

    def _has_number(self, one: Found) -> bool:
        tree = self.tree
        return any(
            tree.upos[k] == "NUM" or tree.low[k] in _VAGUE
            for c in one.content
            for k in range(c.start, min(c.end, c.start + 400))
        )


def _is_statement(tree: Tree, one: Found) -> bool:
    """Whether it tells something; not a silence, nor a mere "denied it"."""
    accuses = one.entry is not None and one.entry.lemma in _ACCUSING
    if not one.content or one.kind == "silence" or not (accuses or one.act in _JUDGED):
        return False
    if len(one.content) > 1 or one.entry is None or not one.entry.negative:
        return True
    words = [k for k in range(*one.content[0]) if tree.upos[k] not in ("DET", "PUNCT", "ADJ")]
    return not all(
        tree.low[k] in ANAPHORS or tree.lemmas[k] in CLAIMS or tree.upos[k] == "PRON"
        for k in words[:6]
    )


def _are_other(tree: Tree, possessor: str, one: Found) -> bool:
    """Whether "his" or "her" cannot be the "she" or "he" who tells."""
    if one.source is None or one.source.end - one.source.start > 1:
        return False
    wanted = {"his": "he", "her": "she"}.get(possessor)
    return wanted is not None and tree.low[one.source.start] in {"he", "she"} - {wanted}


def _first(one: Found) -> int:
    starts = [c.start for c in one.content]
    if one.cue is not None:
        starts.append(one.cue.start)
    return min(starts)


def _last(one: Found) -> int:
    return max(*(c.end for c in one.content), one.cue.end if one.cue else 0) - 1


def _is_pair(tree: Tree, remark: Remark) -> bool:
    """Whether a remark speaks of two statements: "neither account", "both claims"."""
    thing = remark.thing
    words = [tree.low[thing], *(tree.low[k] for k in tree.kids_of(thing, "det"))]
    return not {"neither", "both"}.isdisjoint(words)


def _is_many(tree: Tree, remark: Remark) -> bool:
    """Whether a remark speaks of all that was told: "none of the figures", "both accounts"."""
    thing = remark.thing
    if thing < 0:
        return False
    if tree.low[thing] in ("none", "neither", "both"):
        return True
    return any(tree.low[k] in ("neither", "both", "no") for k in tree.kids_of(thing, "det"))


def _of(tree: Tree, thing: int) -> int:
    noun = tree.kid(thing, "nmod")
    return noun if noun is not None else thing


def _restricts(tree: Tree, word: int) -> bool:
    if tree.rel(word) == "acl":
        return "relcl" not in tree.rels[word] and tree.kid(word, "mark") is not None
    cases = {tree.low[k] for k in tree.kids_of(word, "case")}
    return bool(cases & {"about", "for", "on", "of", "regarding", "concerning", "over"}) and (
        tree.lemmas[word] not in CLAIMS
    )


def _core(tree: Tree, word: int) -> list[int]:
    """A noun and the names that belong to it."""
    return [word, *(k for k in tree.kids_of(word, "flat", "compound", "appos")[:6])]


def _is_under(tree: Tree, word: int, top: int) -> bool:
    for _ in range(6):
        if word == top:
            return True
        if word < 0:
            return False
        word = tree.heads[word]
    return False


_ACCUSING = frozenset("accuse allege blame charge claim allegation accusation".split())
_POINTED = frozenset({"this", "that", "these", "those"})
_TRUTHS = frozenset({"authenticity", "veracity", "accuracy", "truth"})
_PICTURES = frozenset("picture footage video image photograph photo recording document".split())
_NOUNS = frozenset({"NOUN", "PROPN"})
_TELLING_WORDS = frozenset({"NOUN", "PROPN", "VERB"})
_PLAIN = frozenset("have be do say make take get go come happen occur know".split())
_AMOUNTS = frozenset("figure number toll tally estimate".split())
_VAGUE = frozenset("dozens hundreds thousands millions dozen hundred thousand million".split())
