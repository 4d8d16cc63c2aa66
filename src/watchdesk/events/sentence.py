"""What an article has near an event: places, times, whose words it is told in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from watchdesk.events.triggers import Token
from watchdesk.events.words import PLACE_PREPOSITIONS
from watchdesk.records import Article, Attribution, Mention, Place, Span, Spanned, Time

_NEAR = 8
"""How many places or times on either side of a trigger are looked at."""
_PLACE_REACH = 60
"""Characters between a trigger and its place; what lies farther off belongs to other words."""
_STRUCK_TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_LEADING = PLACE_PREPOSITIONS | {"into", "toward", "towards"}
_Item = TypeVar("_Item", bound=Spanned)


def _distance(span: Span, trigger: Span) -> int:
    if span.overlaps(trigger):
        return 0
    return span.start - trigger.end if span.start >= trigger.end else trigger.start - span.end


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without those that lie inside another."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not (out and out[-1].contains(span)):
            out.append(span)
    return out


def _nearest(spans: Sequence[Span], trigger: Span, taken: Container[Span] = ()) -> Span | None:
    """The nearest of sorted spans that is not taken."""
    middle = bisect_left(spans, trigger)
    near = spans[max(0, middle - _NEAR) : middle + _NEAR]
    free = (span for span in near if span not in taken)
    return min(free, key=lambda s: (_distance(s, trigger), s), default=None)


def _led(tokens: Sequence[Token], starts: Sequence[int], place: Place) -> bool:
    """Whether a word like "in" stands before a place, over at most one word more."""
    at = bisect_left(starts, place.start)
    return any(token.lower in _LEADING for token in tokens[max(0, at - 2) : at])


class _ByStart(Generic[_Item]):
    """Records in the order of the text, to be cut out by sentence."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self._items = sorted(items, key=lambda item: (item.start, -item.end))
        self._starts = [item.start for item in self._items]

    def within(self, sentence: Span) -> list[_Item]:
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, sentence.end)
        return [item for item in self._items[low:high] if item.end <= sentence.end]


@dataclass(frozen=True)
class Surroundings:
    """What one sentence has around its events."""

    article: Article
    parties: dict[str, Span]
    """Mention id to where it stands."""
    places: Sequence[Span]
    """Places that say where, sorted."""
    named_places: frozenset[Span]
    """All places."""
    times: dict[Span, Time]
    contents: Sequence[tuple[Span, str]]
    """What others are told to have said, with the id of the attribution."""

    def attribution(self, trigger: Span) -> str | None:
        """The innermost attribution whose content holds the trigger."""
        holding = [(span.length, name) for span, name in self.contents if span.contains(trigger)]
        return min(holding)[1] if holding else None

    def time(self, trigger: Span) -> Time | None:
        """The nearest time."""
        found = _nearest(sorted(self.times), trigger)
        return self.times[found] if found else None

    def place(
        self, trigger: Span, kind: str, actors: Sequence[str], recipients: Sequence[str]
    ) -> Span | None:
        """The nearest place that takes no part; else who was struck, who is also where."""
        struck = recipients if kind in _STRUCK_TYPES else ()
        taken = {self.parties[name] for name in (*actors, *recipients) if name not in struck}
        where = _nearest(self.places, trigger, taken)
        if where is not None and _distance(where, trigger) > _PLACE_REACH:
            where = None
        hit = (self.parties[name] for name in struck)
        return where or next((span for span in hit if span in self.named_places), None)


class Around:
    """What the steps before have found in the article."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
    ) -> None:
        self._article = article
        self._mentions = _ByStart(mentions)
        self._places = _ByStart(places)
        self._times = _ByStart(times)
        contents = [(span, each.id) for each in attributions for span in each.content]
        self._contents = sorted(contents)
        self._longest = max((span.length for span, _ in contents), default=0)

    def mentions_in(self, sentence: Span) -> list[Mention]:
        """Those that stand in a sentence."""
        return self._mentions.within(sentence)

    def of_sentence(
        self, sentence: Span, mentions: Sequence[Mention], tokens: Sequence[Token]
    ) -> Surroundings:
        """What stands around the events of a sentence."""
        places = self._places.within(sentence)
        starts = [token.start for token in tokens]
        told = [p.span for p in places if p.relative is not None or _led(tokens, starts, p)]
        first = max(0, sentence.start - self._longest)
        low = bisect_left(self._contents, first, key=lambda c: c[0].start)
        high = bisect_left(self._contents, sentence.end, key=lambda c: c[0].start)
        contents = [c for c in self._contents[low:high] if c[0].overlaps(sentence)]
        return Surroundings(
            article=self._article,
            parties={mention.id: mention.span for mention in mentions},
            places=_outermost(told),
            named_places=frozenset(place.span for place in places),
            times={time.span: time for time in self._times.within(sentence)},
            contents=contents,
        )
