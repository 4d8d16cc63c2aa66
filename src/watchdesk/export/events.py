"""Events of which the copies of a story are folded into one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from watchdesk.export.format import Given, Left
from watchdesk.export.happenings import Happening, happenings, happenings_of
from watchdesk.records import Attribution, Polarity, Verification

DENIED = "events told as denied by whoever the article names"
"""Why one is left out."""
Key = tuple[str, ...]


class Told(NamedTuple):
    """An event, once for all copies of a story that tell it in the same sentence."""

    first: Happening
    """As the copy with the first article id tells it."""
    every: tuple[Happening, ...]
    """As each copy tells it, this one first, in the order of article ids."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Names of the outlets that are known, each once, in order."""
        return tuple(sorted({one.reading.article.outlet or "" for one in self.every} - {""}))

    @property
    def articles(self) -> int:
        """How many articles tell it."""
        return len({one.reading.article.id for one in self.every})


def said_of(one: Happening) -> Attribution | None:
    """The attribution an event is told inside of."""
    within = one.event.attribution
    return next((each for each in one.reading.attributions if each.id == within), None)


def is_denied(one: Happening) -> bool:
    """Whether the words that carry it deny it, or are denied."""
    said = said_of(one)
    return said is not None and (
        said.polarity is Polarity.NEGATIVE or said.negated
        or said.verification is Verification.DENIED
    )  # fmt: skip


def key_of(one: Happening) -> Key | None:
    """What the copies of an event share: family, type, modality, and sentence and place in it,
    white space aside. Null when it can be folded with nothing."""
    told = one.sentence
    if one.family is None or told is None:
        return None
    sentence, trigger = told[1], one.event.trigger
    words = " ".join(sentence.text_of(one.text).split())
    before = " ".join(one.text[sentence.start : trigger.start].split())
    said = " ".join(trigger.text_of(one.text).split())
    event = one.event
    return (one.family, event.type, *event.mode, "", event.modality, words, before, said)


def folded(given: Given) -> Iterator[Told]:
    """Events, story by story, in the order of the first article id of each. Copies of a story are
    read together, so that no more than one family is held; a copy published outside the period
    adds to an event but starts none. Denied ones only if everything is asked for."""
    done: set[str] = set()
    quiet = given._replace(left=Left())  # the stream of articles counts what is left out
    for reading, family, every in happenings_by_article(given):
        if family is not None and family in done:
            continue
        copies: list[Happening] = []
        if family is not None:
            done.add(family)
            others = sorted(one.article for one in given.view.family(family))
            for other in others:
                copy = given.view.reading(other) if other != reading else None
                if copy is not None:
                    copies.extend(happenings_of(quiet, copy, family))
        yield from _fold(given, [*every, *copies])


def happenings_by_article(given: Given) -> Iterator[tuple[str, str | None, list[Happening]]]:
    """The events of each article together, with its id and that of its family."""
    now: list[Happening] = []
    for one in happenings(given):
        if now and now[0].reading.article.id != one.reading.article.id:
            yield now[0].reading.article.id, now[0].family, now
            now = []
        now.append(one)
    if now:
        yield now[0].reading.article.id, now[0].family, now


def _fold(given: Given, every: list[Happening]) -> Iterator[Told]:
    alone: list[Happening] = []
    groups: dict[Key, list[Happening]] = {}
    for one in every:
        if not given.asked.everything and is_denied(one):
            given.left[DENIED] += 1
            continue
        key = key_of(one)
        if key is None:
            alone.append(one)
        else:
            groups.setdefault(key, []).append(one)
    for group in chain(groups.values(), ([one] for one in alone)):
        yield Told(group[0], tuple(group))
