"""Which pronoun may mean whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.attribution.first.heads import plural_head
from watchdesk.language import Document
from watchdesk.language.lexicon import fold, given_pronouns
from watchdesk.records import Entity, Link, LinkKind, Mention, MentionKind, Span

PRONOUNS = {
    "he": "he",
    "she": "she",
    "they": "they",
    "it": "it",
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
}
SINGULAR = frozenset({"he", "she"})
_WOMEN = (
    r"mrs|ms|miss|dame|queen|princess|lady|woman|mother|sister|wife|widow|daughter|actress|"
    r"(?:spokes|chair|congress|business)woman"
)
_MEN = (
    r"mr|sir|king|prince|lord|man|father|brother|husband|son|pope|"
    r"(?:spokes|chair|congress|business|states)man"
)
_WOMAN = re.compile(rf"\b(?:{_WOMEN})\b", re.I)
_MAN = re.compile(rf"\b(?:{_MEN})\b", re.I)
_TITLE = re.compile(rf"\b(?:(?P<she>{_WOMEN})|(?P<he>{_MEN}))\.?\s\Z", re.I)
_GOVERNED = re.compile(
    r"\b(?i:of|on|about|to|with|for|from|by|against|between|than|unlike|like)"
    r"(?: (?:the|Mr|Mrs|Ms|Dr|Gen|[A-Z][\w-]{1,20})\.?){0,5} \Z"
)
_BACK = 2
"""Sentences back to which a person only mentioned may be meant."""
_NEAR = 12
"""Mentions before a pronoun that are looked at."""


class Meant(NamedTuple):
    """Somebody a pronoun may mean."""

    sentence: int
    """Index of the sentence that names them."""
    link: Link


class Genders:
    """What an article and the table of given names say of each person's pronoun."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._told: dict[str, str] = {}
        for mention in mentions:
            if mention.kind is MentionKind.PERSON and mention.entity is not None:
                title = _TITLE.search(text, max(0, mention.start - 16), mention.start)
                words = mention.entity.role or ""
                if title is not None:
                    self.note(mention.entity.name, "she" if title["she"] else "he")
                elif words:
                    self.describe(mention.entity.name, words)

    def note(self, name: str, pronoun: str) -> None:
        """Keep what a pronoun or title told."""
        self._told.setdefault(name, pronoun)

    def describe(self, name: str, words: str) -> None:
        """Keep what a description such as "spokeswoman" tells."""
        she, he = _WOMAN.search(words), _MAN.search(words)
        if bool(she) != bool(he):
            self.note(name, "she" if she else "he")

    def of(self, name: str) -> str | None:
        """``he`` or ``she``; ``None`` where nothing reliable tells."""
        if name in self._told:
            return self._told[name]
        first, _, rest = name.partition(" ")
        return given_pronouns().get(fold(first)) if rest else None

    def may_be(self, pronoun: str, link: Link, words: str) -> bool:
        """Whether "he" or "she" may mean a teller that was named with these words."""
        if link.kind is LinkKind.PERSON:
            return self.of(link.name) in (None, pronoun)
        other = _MAN if pronoun == "she" else _WOMAN
        anonymous = link.kind is LinkKind.ANONYMOUS and not plural_head(words)
        return anonymous and not other.search(words)


class Named:
    """Persons by where they are named outside quotations."""

    def __init__(
        self, doc: Document, mentions: Sequence[Mention], genders: Genders, quotes: Sequence[Span]
    ) -> None:
        self.doc = doc
        self.genders = genders
        self.people = [
            m
            for m in mentions
            if m.kind is MentionKind.PERSON and m.entity and not _within(quotes, m.start)
        ]
        self.starts = [m.start for m in self.people]

    def before(self, pronoun: str, source: Span, here: int) -> list[Meant]:
        """Those named shortly before a pronoun whom it may mean, nearest first."""
        out: list[Meant] = []
        k = bisect_left(self.starts, source.start)
        for mention in reversed(self.people[max(0, k - _NEAR) : k]):
            index = self.doc.sentence_index(mention.start)
            if index is None or here - index > _BACK:
                break
            entity = mention.entity
            assert isinstance(entity, Entity)
            after = self.doc.text[mention.end : mention.end + 2]
            lead = self.doc.text[max(0, mention.start - 60) : mention.start]
            if after in ("'s", "’s") or (index == here and _GOVERNED.search(lead)):
                continue
            if self.genders.of(entity.name) in (None, pronoun):
                link = Link(name=entity.name, kind=LinkKind.PERSON, entity=entity)
                out.append(Meant(index, link))
        return out


def _within(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of sorted spans that do not overlap covers a code point."""
    k = bisect_left(spans, (offset + 1,)) - 1
    return k >= 0 and spans[k].contains(offset)


def person_meant(
    here: int, told: Meant | None, named: Sequence[Meant], trailing: bool
) -> Link | None:
    """Whom "he" or "she" means: the last speaker or subject, else the one person named.

    ``None`` where two may be meant. An anonymous speaker beside a named person is two.
    """
    inside = {m.link.name: m.link for m in named if m.sentence == here and not trailing}
    if inside and (told is None or told.sentence < here):
        if len(inside) == 1:
            return next(iter(inside.values()))
        return told.link if told is not None and told.sentence == here - 1 else None
    if told is None:
        others = {m.link.name: m.link for m in named if m.sentence < here}
        return next(iter(others.values())) if len(others) == 1 else None
    if told.link.kind is LinkKind.ANONYMOUS:
        return None if any(m.sentence >= told.sentence for m in named) else told.link
    if here - told.sentence > 1:
        later = {m.link.name for m in named if told.sentence < m.sentence < here}
        return None if later - {told.link.name} else told.link
    return told.link
