"""Events: who did what to whom, where the words say so plainly."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.attribution.tree import Tree
from watchdesk.events.around import Around
from watchdesk.events.kept import kept
from watchdesk.events.lexicon import lexicon
from watchdesk.events.match import Matcher
from watchdesk.events.modality import is_historical
from watchdesk.events.modes import contexts_of, modes_of
from watchdesk.events.parties import Parties
from watchdesk.events.roles import Roles
from watchdesk.events.told import Told, told_of
from watchdesk.language.document import Document
from watchdesk.language.listed import Range
from watchdesk.records import (
    Article,
    Attribution,
    Casualties,
    Event,
    Mention,
    Modality,
    Party,
    Place,
    Span,
    Time,
    content_id,
)

_VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Types done by words: the day beside them can be that of what is spoken of."""


class _Finder:
    """What the events of one article are made from."""

    def __init__(self, tree: Tree, article: Article, parties: Parties, around: Around) -> None:
        self._tree = tree
        self._article = article
        self._parties = parties
        self._around = around
        self._matcher = Matcher(tree, parties, lexicon())
        self._roles = Roles(tree, parties)

    def of_sentence(self, sentence: Range) -> list[Event]:
        """The events of a sentence, in its order."""
        found: list[Told] = []
        for word in range(sentence.start, sentence.end):
            trigger = self._matcher.at(word)
            if trigger is None or self._is_name(trigger.at):
                continue
            attribution = self._around.attribution(word)
            told = told_of(self._tree, self._roles, trigger, attribution)
            if told is not None:
                found.append(told)
        return [self._event(told) for told in kept(self._tree, found)]

    def _is_name(self, word: int) -> bool:
        return self._parties.mention_at(word) is not None

    def _is_to_come(self, told: Told, when: Time | None) -> bool:
        """Whether the present tense stands for a day that is still to come."""
        last = self._article.published.latest
        if when is None or when.earliest is None or last is None or when.earliest <= last:
            return False
        verbal = told.type not in _VERBAL and not told.trigger.bare
        return verbal and self._tree.feature(told.trigger.at, "Tense") != "Past"

    def _event(self, told: Told) -> Event:
        tree, trigger = self._tree, told.trigger
        span = _hull(tree, trigger.words)
        when = self._around.time(trigger.at)
        modality = told.modality
        if modality is Modality.ASSERTED and is_historical(when, self._article.published.interval):
            modality = Modality.HISTORICAL
        if modality is Modality.ASSERTED and self._is_to_come(told, when):
            modality = Modality.PLANNED
        parties = [p.span for p in (*told.who, *told.whom)]
        struck = [p.span for p in told.whom]
        where = self._around.place(
            trigger.at,
            told.type,
            [s for s in parties if s not in struck],
            struck,
        )
        return Event(
            id=content_id("evt", self._article.id, span.start, span.end, told.type),
            trigger=span,
            type=told.type,
            mode=modes_of(tree, trigger, told.type, told.modes),
            context=contexts_of(tree, trigger.at, told.type),
            who=tuple(told.who),
            whom=tuple(told.whom),
            actors=_mentions(told.who),
            recipients=_mentions(told.whom),
            place=where,
            time=when.span if when else None,
            casualties=self._around.casualties(trigger.at, told.type),
            modality=modality,
            attribution=self._around.attribution(trigger.at),
        )


def _mentions(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.mention for p in parties if p.mention is not None))


def _hull(tree: Tree, words: Sequence[int]) -> Span:
    return tree.span(Range(min(words), max(words) + 1))


def find_events(  # noqa: PLR0913, PLR0917 — the seven things a reading has given so far
    doc: Document,
    article: Article,
    mentions: Sequence[Mention],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    casualties: Sequence[Casualties] = (),
) -> tuple[Event, ...]:
    """Events told in the body of an article, in the order of the text.

    A verb or noun of the lexicon counts where the tree gives it what its frame needs and somebody
    known as its doer or receiver; types, modes and contexts are PLOVER's. A cooperative deed that
    its doer means to do is an ``AGREE``, a hostile one that he threatens with a ``THREATEN``. Time
    and place hang on the same clause. What only a headline says is not an event.
    """
    tree = Tree(doc, article)
    parties = Parties(tree, mentions, places, attributions)
    around = Around(tree, places, times, attributions, casualties)
    finder = _Finder(tree, article, parties, around)
    return tuple(e for sentence in tree.told_sentences() for e in finder.of_sentence(sentence))
