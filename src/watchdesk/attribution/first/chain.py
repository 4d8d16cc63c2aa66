"""Who a source is, and through whom the words came."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from watchdesk.attribution.first.heads import (
    WORD,
    head_of,
    is_body,
    is_list,
    kind_by_article,
    kind_by_noun,
    personal_name,
    plural_head,
    several,
    shown_as,
    without_article,
)
from watchdesk.attribution.first.pronouns import (
    PRONOUNS,
    SINGULAR,
    Genders,
    Meant,
    Named,
    person_meant,
)
from watchdesk.attribution.first.words import BODIES, DETERMINERS, GROUPS, OUTLETS, PEOPLE, ROLES
from watchdesk.grounding import is_outlet
from watchdesk.language import Document
from watchdesk.records import Article, Entity, Link, LinkKind, Mention, MentionKind, Span

_HIDDEN = re.compile(
    r"anonym|unnamed|not (?:to )?(?:be )?(?:named|identified)|familiar with|briefed on|"
    r"declined to be"
)
_SOME = re.compile(
    r"(?:a|an|one|another|two|three|four|five|six|seven|eight|nine|ten|some|several|many|most|"
    r"few|dozens|other|\d{1,6})\s",
    re.I,
)
_PLACES = {MentionKind.PLACE, MentionKind.FACILITY}
_REACH = 4
_NEARBY = 12
_MEMORY = 200
"""How many earlier tellers are looked at: bounds the work on huge texts."""


class Around(NamedTuple):
    """What stands around a source, for pronouns."""

    subjects: Sequence[Span]
    """Subjects of the sentences before, nearest first."""
    trailing: bool = False
    """The source follows what it said."""
    quoted: bool = False
    """The source stands inside a quotation."""


class Tellers:
    """Resolves sources of one article to links, in the order of the text."""

    def __init__(
        self, doc: Document, article: Article, mentions: Sequence[Mention], quotes: Sequence[Span]
    ) -> None:
        self.text = doc.text
        self.doc = doc
        self.outlet = article.outlet
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.mention_starts = [m.start for m in self.mentions]
        self.known: list[tuple[int, Link, str]] = []
        """Sentence index, link, and the words it was named with."""
        self.genders = Genders(doc.text, self.mentions)
        self.named = Named(doc, self.mentions, self.genders, quotes)

    def own_outlet(self) -> tuple[Link, ...]:
        """The article's publication as the outermost teller, where it is known."""
        if not self.outlet:
            return ()
        return (Link(name=self.outlet, kind=LinkKind.OUTLET),)

    def link(self, source: Span | None, around: Around) -> tuple[Link, ...]:
        """The tellers a source span names, outermost first; nearly always one."""
        if source is None:
            return (Link(name="unknown", kind=LinkKind.UNKNOWN),)
        words = source.text_of(self.text)
        low = words.lower()
        here = self.doc.sentence_index(source.start) or 0
        before: tuple[Link, ...] = ()
        if low in PRONOUNS:
            link = self._pronoun(PRONOUNS[low], source, here, around)
        else:
            link = self._named(source, words)
            before = self._through(source, words, link)
        if link.kind is not LinkKind.UNKNOWN and not around.quoted:
            self.known.append((here, link, low))
            if low in PRONOUNS and link.kind is LinkKind.PERSON:
                self.genders.note(link.name, PRONOUNS[low])
            elif link.kind is LinkKind.PERSON:
                self.genders.describe(link.name, shown_as(low))
        return (*before, link)

    def _through(self, source: Span, words: str, link: Link) -> tuple[Link, ...]:
        """ "a report from Reuters": the agency tells what its report says."""
        if link.kind is not LinkKind.DOCUMENT:
            return ()
        match = re.search(r" (?:from|by|in|of) ((?:the )?[A-Z][^,]{1,60})", words)
        if match is None or not is_outlet(match[1]):
            return ()
        span = Span(source.start + match.start(1), source.start + match.end(1))
        return (Link(name=without_article(match[1]), kind=LinkKind.OUTLET, span=span),)

    def _pronoun(self, low: str, source: Span, here: int, around: Around) -> Link:
        spoken = None if around.quoted else self._spoken(low, here)
        silent = self._subject(low, around.subjects)
        told = spoken
        if silent is not None and (spoken is None or silent.sentence > spoken.sentence):
            told = silent
        link = told.link if told else None
        if low in SINGULAR and not around.quoted:
            named = self.named.before(low, source, here)
            link = person_meant(here, told, named, around.trailing)
        elif told is not None and not around.quoted and self._doubtful(low, told, silent):
            link = None
        if link is None:
            return Link(name=source.text_of(self.text), kind=LinkKind.UNKNOWN, span=source)
        return link.model_copy(update={"span": source})

    def _doubtful(self, low: str, told: Meant, silent: Meant | None) -> bool:
        """Whether another body than the subject spoke in the same sentence."""
        if silent is not None and silent.link.name == told.link.name:
            return False
        names = {
            link.name
            for index, link, words in self.known[-_NEARBY:]
            if index == told.sentence and self._fits(low, link, words)
        }
        return len(names) > 1

    def _subject(self, low: str, subjects: Sequence[Span]) -> Meant | None:
        for span in subjects:
            words = span.text_of(self.text)
            if words.lower() in PRONOUNS:
                continue
            link = self._named(span, words)
            if self._fits(low, link, words.lower()):
                return Meant(self.doc.sentence_index(span.start) or 0, link)
        return None

    def _spoken(self, low: str, here: int) -> Meant | None:
        for index, link, words in reversed(self.known):
            if here - index > _REACH:
                return None
            if self._fits(low, link, words):
                return Meant(index, link)
        return None

    def _fits(self, low: str, link: Link, words: str) -> bool:
        if low in SINGULAR:
            return self.genders.may_be(low, link, words)
        if low == "they":
            return link.kind in (LinkKind.GROUP, LinkKind.ORGANISATION) or (
                link.kind is LinkKind.ANONYMOUS and plural_head(words)
            )
        return link.kind in (LinkKind.ORGANISATION, LinkKind.OUTLET, LinkKind.DOCUMENT)

    def _named(self, source: Span, words: str) -> Link:
        head = head_of(words)
        if re.search(r", whose(?: [\w’'-]{1,30}){1,3}$", words):
            return Link(name=words, kind=LinkKind.ORGANISATION, span=source)
        if is_list(words):
            return Link(name=words, kind=LinkKind.GROUP, span=source)
        if (several(head) or self._pair(source, head)) and not is_outlet(head):
            return Link(name=shown_as(words), kind=LinkKind.GROUP, span=source)
        entity, kind = self._entity(source, head)
        outlet = self._outlet(source, head, entity)
        if outlet is not None:
            return outlet
        if _SOME.match(head) and kind is not LinkKind.PERSON:
            entity = None
        if kind is LinkKind.GROUP and kind_by_noun(head.lower().split()) is LinkKind.ANONYMOUS:
            entity = None
        if entity is not None:
            name = entity.name
            if kind is LinkKind.ORGANISATION and re.search(r"['’]s? ", head):
                name = head
            return Link(name=name, kind=kind, span=source, entity=entity)
        return self._described(source, words, head)

    def _pair(self, source: Span, head: str) -> bool:
        """Whether "and" joins two names of the article: "The White House and the Kremlin"."""
        joint = head.find(" and ")
        if joint < 0:
            return False
        at, end = source.start + joint, source.start + len(head)
        low = bisect_left(self.mention_starts, source.start)
        inside = [m for m in self.mentions[low : low + _NEARBY] if m.end <= end and m.entity]
        left = any(m.end == at for m in inside)
        return left and any(m.start in (at + 5, at + 9) and m.end == end for m in inside)

    def _outlet(self, source: Span, head: str, entity: Entity | None) -> Link | None:
        """The outlet a head names, under the full name the article gives it elsewhere."""
        bare = without_article(head)
        by_words = is_outlet(bare if bare[:1].isupper() else head)
        if not by_words and (entity is None or not is_outlet(entity.name)):
            return None
        name = bare
        if entity is not None and is_outlet(entity.name) and entity.name in self.text:
            name = without_article(entity.name)
        return Link(name=name, kind=LinkKind.OUTLET, span=source, entity=entity)

    def _entity(self, source: Span, head: str) -> tuple[Entity | None, LinkKind]:
        end = source.start + len(head)
        low = bisect_left(self.mention_starts, source.start)
        inside = []
        for mention in self.mentions[low:]:
            if mention.start >= end:
                break
            if mention.end <= end and self.text[mention.end : mention.end + 2] not in ("'s", "’s"):
                inside.append(mention)
        for mention in reversed(inside):
            if mention.kind is MentionKind.PERSON and mention.entity:
                return mention.entity, LinkKind.PERSON
        apposed = self._apposed(source, end)
        if apposed is not None:
            return apposed, LinkKind.PERSON
        if inside and inside[-1].end == end and inside[-1].entity:
            last = inside[-1]
            kind = LinkKind.ORGANISATION
            if last.kind is MentionKind.GROUP:
                kind = LinkKind.GROUP
            elif last.kind is MentionKind.DOCUMENT:
                kind = LinkKind.DOCUMENT
            elif last.kind in _PLACES:
                kind = LinkKind.ORGANISATION
            return last.entity, kind
        return None, LinkKind.UNKNOWN

    def _apposed(self, source: Span, end: int) -> Entity | None:
        """The person in "the commander, Ivan Orsk, …" or "a spokesman for X, Ivan Orsk"."""
        comma = re.match(r"[^,]{0,80},\s", self.text[end : source.end])
        if comma is None:
            return None
        at = end + comma.end()
        stop = self.text.find(",", at, source.end)
        stop = source.end if stop < 0 else stop
        for mention in self.mentions[bisect_left(self.mention_starts, at) :][:4]:
            if mention.start >= stop:
                break
            title = self.text[at : mention.start].split()
            apposed = mention.end == stop and all(w[0].isupper() for w in title)
            if apposed and mention.kind is MentionKind.PERSON:
                return mention.entity
        return None

    def _described(self, source: Span, words: str, head: str) -> Link:
        """A teller told by its words alone: no mention says who it is."""
        rows = WORD.findall(head)
        name, titled = personal_name(rows)
        if name and (titled or len(name.split()) > 1) and not is_body(name):
            return Link(name=self._full(name), kind=LinkKind.PERSON, span=source)
        low = [w.lower() for w in rows] or [""]
        shown = shown_as(words)
        kind = kind_by_noun(low)
        if _HIDDEN.search(words.lower()):
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        if low[0] == "the" and len(low) <= 3 and (low[-1] in PEOPLE or low[-1] in ROLES):
            return self._role(source, low, low[-1], shown)
        if kind is LinkKind.PERSON:
            return self._role(source, low, low[-1], shown)
        if low[0] == "the" and len(low) == 2 and low[-1] in BODIES:
            return self._body(source, low[-1], shown)
        if kind is not LinkKind.UNKNOWN or is_body(head):
            known = kind if kind is not LinkKind.UNKNOWN else LinkKind.ORGANISATION
            bare = without_article(shown)
            if known is LinkKind.ORGANISATION and bare[:1].isupper():
                shown = bare
            return Link(name=shown, kind=known, span=source)
        if name and len(rows) == len(name.split()) and low[-1] not in GROUPS:
            full = self._full(name)
            kind = LinkKind.PERSON if full != name else self._kind_of(name)
            return Link(name=full, kind=kind, span=source)
        if name and rows[-1][0].isupper() and low[-1] not in GROUPS:
            return Link(name=shown, kind=kind_by_article(low), span=source)
        plural = low[-1] in GROUPS or low[-1].endswith("s")
        return Link(name=shown, kind=LinkKind.GROUP if plural else LinkKind.UNKNOWN, span=source)

    def _body(self, source: Span, noun: str, shown: str) -> Link:
        """ "the ministry", "the paper": the one named before, where only one was."""
        found: dict[str, Link] = {}
        k = bisect_left(self.mention_starts, source.start)
        for mention in self.mentions[max(0, k - _MEMORY) : k]:
            words = self.text[mention.start : mention.end].lower()
            entity = mention.entity
            if entity is None or mention.kind is not MentionKind.ORGANISATION:
                continue
            paper = noun in OUTLETS and is_outlet(entity.name) and entity.name != self.outlet
            if noun in words.split() or paper:
                kind = LinkKind.OUTLET if is_outlet(entity.name) else LinkKind.ORGANISATION
                found[entity.name] = Link(name=entity.name, kind=kind, span=source, entity=entity)
        if noun in OUTLETS:
            for _, link, _ in self.known[-_MEMORY:]:
                if link.kind is LinkKind.OUTLET:
                    found[link.name] = link.model_copy(update={"span": source})
        if len(found) == 1:
            return next(iter(found.values()))
        return Link(name=shown, kind=LinkKind.ORGANISATION, span=source)

    def _role(self, source: Span, low: list[str], role: str, shown: str) -> Link:
        """ "the spokesman": the one teller named with that word; "a senator": nobody named.

        Of two the one of this or the last sentence is meant; else it stays open.
        """
        if low[0] in ("the", "that", "this") and len(low) <= 3:
            here = self.doc.sentence_index(source.start) or 0
            found: dict[str, tuple[int, Link]] = {}
            for index, link, words in self.known[-_MEMORY:]:
                if link.kind not in (LinkKind.PERSON, LinkKind.ANONYMOUS):
                    continue
                told = f"{words} {link.entity.role or ''}".lower() if link.entity else words
                if set(low[1:]) <= set(WORD.findall(told)) and not plural_head(words):
                    found[link.name] = index, link
            near = [link for index, link in found.values() if here - index <= 1]
            meant = near if len(found) > 1 else [link for _, link in found.values()]
            if len(meant) == 1:
                return meant[0].model_copy(update={"span": source})
            kind = LinkKind.ANONYMOUS if role in PEOPLE else LinkKind.PERSON
            return Link(name=shown, kind=kind, span=source)
        if low[0] in DETERMINERS:
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        return Link(name=shown, kind=LinkKind.PERSON, span=source)

    def listener(self, span: Span) -> Link | None:
        """The outlet in "told the Meridian Post" or "told the newspaper", if it is one."""
        words = span.text_of(self.text)
        low = words.lower().split()
        if is_outlet(words):
            return self._outlet(span, words, None)
        if len(low) == 2 and low[0] == "the" and low[1] in OUTLETS:
            link = self._body(span, low[1], words)
            return link if link.kind is LinkKind.OUTLET else None
        return None

    def _full(self, name: str) -> str:
        """The fuller form under which a person spoke before."""
        for _, link, _ in reversed(self.known[-_MEMORY:]):
            if link.kind is LinkKind.PERSON and (
                link.name == name or link.name.endswith(" " + name)
            ):
                return link.name
        return name

    def _kind_of(self, name: str) -> LinkKind:
        for _, link, _ in reversed(self.known[-_MEMORY:]):
            if link.name == name:
                return link.kind
        return LinkKind.UNKNOWN
