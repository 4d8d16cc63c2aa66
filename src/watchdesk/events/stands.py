"""Stands: who is for or against what, where the words say so plainly."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.around import Around
from watchdesk.events.parties import Parties
from watchdesk.events.stance_cues import Cues
from watchdesk.events.stance_holders import Holders
from watchdesk.events.stance_limits import Limits
from watchdesk.events.stance_moves import Moves, own_times
from watchdesk.events.stance_told import Told
from watchdesk.events.stance_turns import Turns
from watchdesk.events.stance_words import stance_words
from watchdesk.language.document import Document
from watchdesk.language.listed import Range
from watchdesk.records import (
    Article,
    Attribution,
    Link,
    Mention,
    Place,
    Span,
    Stance,
    Stand,
    Strength,
    Time,
    content_id,
)

_SO = frozenset({"so", "neither", "nor"})
_DID = frozenset({"has", "have", "did", "does", "do", "is", "are", "was"})
_NAMES = frozenset({"PROPN", "NOUN"})
_LONGEST = 400
"""Words of a sentence that is still looked at; longer ones are lists."""


class _Finder:
    """What the stands of one article are made from."""

    def __init__(
        self, tree: Tree, article: Article, cues: Cues, holders: Holders, around: Around
    ) -> None:
        self._tree = tree
        self._article = article
        self._cues = cues
        self._holders = holders
        self._around = around
        self._limits = Limits(tree)
        self._moves = Moves(tree, stance_words(), cues)
        self._turns = Turns(tree, stance_words(), cues.targets)
        self._last: list[Stand] = []

    def of_sentence(self, start: int, end: int) -> list[Stand]:
        """The stands of a sentence, in its order."""
        read = self._turns.of(list(self._cues.of_sentence(start, end)), start, end)
        told = self._moves.of(read, start, end)
        found = [self._stand(one) for one in told]
        stands = sorted((s for s in found if s is not None), key=lambda s: (s.cue, s.id))
        stands = own_times(stands, self._tree.text)
        if not stands and self._last:
            stands = self._likewise(start, end)
        self._last = stands
        return stands

    def _likewise(self, start: int, end: int) -> list[Stand]:
        """ "So has the defence minister of Kenya", "Neither did Ghana": as the one told before."""
        tree, last = self._tree, self._last[-1]
        first, second = tree.low[start : start + 2] if end - start > 2 else ("", "")
        if first not in _SO or second not in _DID:
            return []
        heads = [k for k in range(start + 2, end) if tree.heads[k] in (start, start + 1)]
        who = self._holders.of([k for k in heads if tree.upos[k] in _NAMES][:1], None)
        if not who:
            return []
        cue = tree.span(Range(start, start + 2))
        name = content_id("std", self._article.id, cue.start, cue.end, last.stance)
        told = {"id": name, "cue": cue, "who": tuple(who), "time": None, "attribution": None}
        return [last.model_copy(update=told)]

    def _stand(self, told: Told) -> Stand | None:
        attribution = self._around.attribution(told.cue)
        if told.by_speaker:
            who = self._holders.speaker(attribution)
            attribution = self._cues.within(attribution)
        else:
            who = self._holders.of(told.subjects, attribution)
            if self._tree.lemmas[told.cue] == "opposition":
                who = [self._holders.state_of(link) for link in who]
            if not who and told.passive:
                who = self._holders.speaker(attribution)
            if self._holders.tells_another(attribution, who):
                return None
            who += self._holders.of_own_state(attribution, who)
        if not who:
            return None
        return self._made(told, who, attribution)

    def _made(self, told: Told, who: list[Link], attribution: str | None) -> Stand | None:
        targets, aim = self._cues.targets, told.aim
        passed = aim.passed if aim else []
        bounded = told.bounded and told.stance is Stance.FOR
        limits = self._limits.of(told.cue, passed, bounded=bounded)
        limits = None if told.settled else limits
        if told.limits is not None:
            limits = self._tree.span(told.limits)
        if told.conditional and limits is None:
            return None
        stance = self._limited(told, limits)
        if stance in (Stance.AGAINST, Stance.RESERVED):
            limits = None
        cue = targets.span(told.cue)
        when = self._around.time(told.cue)
        return Stand(
            id=content_id("std", self._article.id, cue.start, cue.end, stance),
            cue=cue,
            who=tuple(who),
            stance=stance,
            basis=told.basis,
            target=targets.spans(aim) if aim else (),
            turned=tuple(targets.span(word) for word in aim.turned) if aim else (),
            limits=limits,
            strength=self._strength(told, limits),
            time=when.span if when else None,
            attribution=attribution,
            former=told.former,
        )

    def _limited(self, told: Told, limits: Span | None) -> Stance:
        """A stance with its limits: who is for a thing within limits, or only lifts part of what
        holds it back, or restricts it, lets some of it be."""
        aim = told.aim
        eased = aim is not None and aim.partial and not told.deep
        within = limits is not None
        match told.stance:
            case Stance.FOR if within or told.partial or eased:
                return Stance.CONDITIONAL
            case Stance.AGAINST if told.partial or (limits and self._is_unless(limits.start)):
                return Stance.CONDITIONAL
            case Stance.RESERVED if within and told.conditional:
                return Stance.CONDITIONAL  # "would consider it only if"
        return told.stance

    def _strength(self, told: Told, limits: Span | None) -> Strength:
        """A stand whose condition is told is told plainly."""
        weak = told.strength is Strength.WEAK and limits is not None
        return Strength.MEDIUM if weak else told.strength

    def _is_unless(self, start: int) -> bool:
        return self._tree.text[start : start + 6].lower().startswith(("unless", "until"))


def find_stands(  # noqa: PLR0913, PLR0917 — what a reading has given so far
    doc: Document,
    article: Article,
    mentions: Sequence[Mention],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
) -> tuple[Stand, ...]:
    """Stands told in the body of an article, in the order of the text.

    A word of the table ``stance.toml`` counts where the tree gives it what it is about, or it
    points back at what was told before, and where somebody known takes the stand. What may be,
    is only asked or supposed, and what a speaker says of another's stand is left out.
    """
    tree = Tree(doc, article)
    parties = Parties(tree, mentions, places, attributions)
    around = Around(tree, places, times, attributions, ())
    holders = Holders(tree, parties, mentions, attributions)
    cues = Cues(tree, stance_words(), attributions)
    finder = _Finder(tree, article, cues, holders, around)
    found: dict[str, Stand] = {}
    for sentence in tree.told_sentences():
        if sentence.end - sentence.start <= _LONGEST:
            found |= {one.id: one for one in finder.of_sentence(sentence.start, sentence.end)}
    return tuple(found.values())
