"""The events of an article as they are compared with those of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from event_coreference_rule import EventWords
from watchdesk.language.lemmas import lemma
from watchdesk.ledger.book import Similar
from watchdesk.ledger.page import Page
from watchdesk.ledger.stories_sketch import Bag, bag
from watchdesk.ledger.stories_words import WORD, base, rarity, weighed
from watchdesk.records import Event, Interval, PartKind, Span

_WORDS = 400
"""Words from the top that tell what an article is about."""
_ABOUT = frozenset({PartKind.TITLE, PartKind.DECK, PartKind.DATELINE, PartKind.BODY})


def event_words(page: Page, events: Iterable[Event], similar: Similar) -> list[EventWords]:
    """Some events of an article, ready to be compared."""
    events = list(events)
    triggers = [event.trigger.text_of(page.text) for event in events]
    vectors = similar(triggers) if triggers else np.zeros((0, 384), np.float32)
    about = about_of(page)
    return [
        _words(page, event, told, vector, about)
        for event, told, vector in zip(events, triggers, vectors, strict=True)
    ]


def _words(
    page: Page, event: Event, trigger: str, vector: NDArray[np.float32], about: Bag
) -> EventWords:
    sentence = page.sentence(event.trigger)
    times = {(one.start, one.end): one for one in page.times_in(sentence)}
    time = times.get((event.time.start, event.time.end)) if event.time else None
    parties = [party.span for party in (*event.who, *event.whom)]
    return EventWords(
        article=page.reading.article.id,
        sentence=f"{sentence.start}",
        lemma=lemma_of(trigger),
        vector=vector,
        parties=words_of(page.text, parties),
        about=about,
        when=time.interval if time else Interval(),
    )


def lemma_of(trigger: str) -> str:
    """The dictionary form of the last telling word of a trigger: *attack* of ``carried out
    attacks``, *shoot* of ``shot down``."""
    forms = [form_of(match.group()) for match in WORD.finditer(trigger)]
    return next((form for form in reversed(forms) if rarity(form)), (forms or [trigger])[0])


def form_of(word: str) -> str:
    """The dictionary form of a verb or noun of which neither is known."""
    low = word.lower()
    form = lemma(low, "VERB")
    return form if form != low else lemma(low, "NOUN")


def words_of(text: str, spans: Sequence[Span]) -> Bag:
    """The telling words of some stretches of a text, as a bag."""
    return bag(weighed(base(match.group()) for span in spans for match in _matches(text, span)))


def _matches(text: str, span: Span) -> Iterable[re.Match[str]]:
    return WORD.finditer(text, span.start, span.end)


def about_of(page: Page) -> Bag:
    """What an article is about: its telling words from the top."""
    parts = sorted(part.span for part in page.reading.article.parts if part.kind in _ABOUT)
    found = (match.group() for span in parts for match in _matches(page.text, span))
    return bag(weighed(base(word) for word in islice(found, _WORDS)))
