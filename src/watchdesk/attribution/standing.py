"""How sure: what the words around each attribution say of its standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.attribution.antecedents import Statements
from watchdesk.attribution.found import Found
from watchdesk.attribution.remarks import remarks
from watchdesk.attribution.silence import is_silence
from watchdesk.attribution.spoken_of import can_be_told
from watchdesk.attribution.standing_words import CLAIMS, group
from watchdesk.attribution.telling import hedges_of, is_raised, mood_of, telling_of, top_of
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Polarity, Strength, Telling, Verification

_INSIDE = 30
"""Attributions inside a content whose words are left out of its hedges."""
_LONGEST_SOURCE = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure one attribution is told to be. Ranges count words of the article's syntax."""

    verification: Verification = Verification.UNMARKED
    evidence: tuple[Range, ...] = ()
    """The words that carry the verification, in order."""
    strength: Strength | None = None
    """How firmly the cue has the source stand behind the content."""
    polarity: Polarity = Polarity.POSITIVE
    telling: Telling = Telling.ASSERTED
    mood: Telling = Telling.ASSERTED
    """How the content is told."""
    hedges: tuple[Range, ...] = ()
    """Words that weaken the content, in order."""

    def __or__(self, mark: tuple[Verification, Range]) -> Standing:
        """With one more mark and the words that carry it."""
        verdict, words = mark
        joined = self.verification | verdict
        kept = joined is not self.verification or verdict is self.verification
        if not kept and verdict is not Verification.UNMARKED:
            return self
        replaced = joined is verdict and verdict is not self.verification
        evidence = tuple(sorted({words} if replaced else {*self.evidence, words}))
        return replace(self, verification=joined, evidence=evidence)


def mark(tree: Tree, found: Sequence[Found]) -> dict[int, Standing]:
    """The standing of each attribution, by its ``id()``.

    From its own cue and source, from hearsay adverbs in its content, and from remarks in its
    sentence and those that follow. A remark of one source on another's statement marks that
    statement alone.
    """
    inside = _Inside(found)
    made = {id(one): _own(tree, one, inside) for one in found}
    statements = Statements(tree, found)
    for remark in remarks(tree):
        for one in statements.of(remark):
            for teller in _passed_on(one, remark.word):
                made[id(teller)] |= (remark.verdict, remark.evidence)
    return made


def _passed_on(one: Found, word: int) -> Iterator[Found]:
    """A statement a remark is on, and whoever vouches for it whole."""
    if one.head != word:
        yield one
    step = one.parent
    while step is not None and step.kind in ("accord", "citing"):
        if any(c.start <= word < c.end for c in step.content):
            break
        yield step
        step = step.parent


def _own(tree: Tree, one: Found, inside: _Inside) -> Standing:
    """What its own words say."""
    entry = one.entry
    telling = telling_of(tree, one)
    negative = entry.negative if entry is not None else False
    standing = Standing(
        strength=entry.strength if entry is not None else _strength(one),
        telling=telling,
        mood=mood_of(tree, one),
        hedges=hedges_of(tree, one, inside.of(one)),
    )
    verdict = one.verification
    if entry is not None:
        verdict |= entry.verification
    if one.kind == "passive" and one.source is None and tree.lemmas[one.head] in _ANONYMOUS:
        verdict |= Verification.REPORTED
    if one.kind == "silence":
        verdict = one.verification
    elif telling is Telling.NEGATED:
        verdict = _negated(verdict)
        negative = False
    elif telling in (Telling.CONDITIONAL, Telling.POSSIBLE, Telling.QUESTION, Telling.PLANNED):
        verdict = verdict if verdict is Verification.REPORTED else Verification.UNMARKED
    verdict = _of_object(tree, one, verdict)
    if _nobody_knows(tree, one):
        verdict |= Verification.UNVERIFIED
    if is_raised(tree, one):
        verdict, negative = Verification.DENIED, True
    standing = replace(standing, polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE)
    if verdict is not Verification.UNMARKED and one.cue is not None:
        standing |= (verdict, one.cue)
    for hint in (
        *_silenced(tree, one),
        *_of_cue(tree, one),
        *_of_source(tree, one),
        *_hearsay(tree, one),
    ):
        standing |= hint
    return standing


def _of_object(tree: Tree, one: Found, verdict: Verification) -> Verification:
    """ "rejected the suggestion that" denies it; "denied them entry" and "confirmed a judge" speak
    of nothing that was told."""
    if one.entry is None or one.kind == "silence" or len(one.content) != 1:
        return verdict
    top = top_of(tree, one.content[0])
    if top < 0 or tree.heads[top] != one.head or tree.rels[top] not in ("obj", "nsubj:pass"):
        return verdict
    if tree.lemmas[one.head] in _REJECTS and tree.lemmas[top] in CLAIMS:
        return verdict | Verification.DENIED
    if verdict is Verification.CONFIRMED and _is_aim(tree, one.head):
        return Verification.UNMARKED
    if verdict not in _OF_THINGS_TOLD or can_be_told(tree, one.head, top):
        return verdict
    return Verification.UNMARKED


def _nobody_knows(tree: Tree, one: Found) -> bool:
    """ "nobody knows whether"."""
    if one.head < 0 or tree.lemmas[one.head] != "know" or one.source is None:
        return False
    words = tree.low[one.source.start : one.source.end]
    return words in (["nobody"], ["no", "one"], ["none"], ["no-one"])


def _is_aim(tree: Tree, verb: int) -> bool:
    """ "sent inspectors to verify the claim"."""
    to = tree.has_to(verb)
    head = tree.heads[verb]
    return to and head >= 0 and tree.lemmas[head] not in ("able", "manage", "help")


def _strength(one: Found) -> Strength | None:
    """The strength of cues that stand in no table."""
    return Strength.STRONG if one.cue is not None else None


def _negated(verdict: Verification) -> Verification:
    """ "could not confirm that S" leaves S open; "did not deny that S" says nothing of it."""
    if verdict is not Verification.CONFIRMED:
        return Verification.REPORTED if verdict is Verification.REPORTED else Verification.UNMARKED
    return Verification.UNVERIFIED


def _silenced(tree: Tree, one: Found) -> list[tuple[Verification, Range]]:
    """ "said he would not comment"."""
    if len(one.content) != 1 or one.kind == "silence" or one.cue is None:
        return []
    content = one.content[0]
    if one.cue.start > content.start or tree.quote[content.start] >= 0:
        return []
    top = top_of(tree, content)
    if top < 0 or not is_silence(tree, top):
        return []
    return [(Verification.NO_COMMENT, group(tree, top))]


def _of_cue(tree: Tree, one: Found) -> list[tuple[Verification, Range]]:
    """ "falsely claimed", "an unverified claim that"."""
    if one.head < 0:
        return []
    made = []
    for kid in tree.kids_of(one.head, "advmod", "amod")[:8]:
        verdict = _ABOUT_CUES.get(tree.low[kid])
        if verdict is not None:
            made.append((verdict, Range(kid, kid + 1)))
    return made


def _of_source(tree: Tree, one: Found) -> list[tuple[Verification, Range]]:
    """ "early reports", "unconfirmed reports", "rumours"."""
    if one.source is None:
        return []
    words = range(one.source.start, min(one.source.end, one.source.start + _LONGEST_SOURCE))
    for noun in words:
        if tree.lemmas[noun] in _RUMOURS and not _is_dependent(tree, noun, one.source):
            return [(Verification.REPORTED, Range(noun, noun + 1))]
        if tree.lemmas[noun] in _PAPERS and not _is_dependent(tree, noun, one.source):
            for kid in tree.kids_of(noun, "amod"):
                if tree.low[kid] in _SO_CALLED:
                    return [(Verification.REPORTED, Range(kid, noun + 1))]
        if tree.lemmas[noun] not in _TELLERS | _PAPERS | CLAIMS:
            continue
        for kid in tree.kids_of(noun, "amod", "advmod", "compound"):
            verdict = _ABOUT_SOURCES.get(tree.low[kid])
            if verdict is not None:
                return [(verdict, Range(kid, noun + 1))]
    return []


def _is_dependent(tree: Tree, noun: int, source: Range) -> bool:
    return source.start <= tree.heads[noun] < source.end


def _hearsay(tree: Tree, one: Found) -> list[tuple[Verification, Range]]:
    """An adverb of hearsay, or "indeed", on the main verb of the content."""
    made = []
    for content in one.content[:2]:
        top = top_of(tree, content)
        for kid in tree.kids_of(top, "advmod")[:8] if top >= 0 else ():
            outside = one.cue is None or not one.cue.start <= kid < one.cue.end
            verdict = _IN_CONTENT.get(tree.low[kid])
            if outside and verdict is not None and content.start <= kid < content.end:
                made.append((verdict, Range(kid, kid + 1)))
    return made


class _Inside:
    """Contents that lie inside others, by who holds them."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._of: dict[int, list[Range]] = {}
        for one in found:
            if one.parent is not None:
                rows = self._of.setdefault(id(one.parent), [])
                if len(rows) < _INSIDE:
                    rows.extend(one.content)

    def of(self, one: Found) -> list[Range]:
        """Contents told inside those of one attribution."""
        return self._of.get(id(one), [])


_ANONYMOUS = frozenset("say believe think report rumour rumor allege purport claim".split())
"""What is done by nobody named: "is said to"."""
_REJECTS = frozenset({"reject", "dismiss"})
_OF_THINGS_TOLD = frozenset(
    {Verification.CONFIRMED, Verification.DENIED, Verification.DISPUTED, Verification.UNVERIFIED}
)
_IN_CONTENT = {
    **dict.fromkeys(
        ("reportedly", "allegedly", "purportedly", "supposedly"), Verification.REPORTED
    ),
    "indeed": Verification.CONFIRMED,
}
_RUMOURS = frozenset({"rumour", "rumours", "rumor", "speculation", "gossip", "hearsay"})
_PAPERS = frozenset("letter document memo recording tape video film note list file".split())
_SO_CALLED = frozenset({"purported", "alleged", "supposed", "so-called"})
_TELLERS = frozenset("report account claim information word estimate indication".split())
_ABOUT_CUES = {
    **dict.fromkeys(("falsely", "wrongly", "false", "debunked"), Verification.DENIED),
    **dict.fromkeys(
        "unverified unconfirmed unsubstantiated uncorroborated unproven baseless unfounded "
        "baselessly groundless".split(),
        Verification.UNVERIFIED,
    ),
    **dict.fromkeys(("disputed", "contested", "conflicting"), Verification.DISPUTED),
}
_ABOUT_SOURCES = {
    **dict.fromkeys(("early", "initial", "first", "preliminary"), Verification.REPORTED),
    **{k: v for k, v in _ABOUT_CUES.items() if k not in ("falsely", "wrongly")},
}
