"""Who a source is, and through whom the words came."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from watchdesk.attribution.outlets import is_outlet
from watchdesk.attribution.words import (
    BODIES,
    DETERMINERS,
    DOCUMENTS,
    GROUPS,
    NOUN_PREPOSITIONS,
    PEOPLE,
    POSSESSIVES,
    ROLES,
)
from watchdesk.language import Document
from watchdesk.records import Article, Entity, Link, LinkKind, Mention, MentionKind, Span

_WORD = re.compile(r"[\w.'’&/-]+")
_SINGULAR = frozenset({"he", "she"})
_PLURAL = frozenset({"they"})
_WOMEN = re.compile(
    r"\b(?:mrs|ms|spokeswoman|chairwoman|congresswoman|queen|she|her|woman|lady)\b", re.I
)
_MEN = re.compile(r"\b(?:mr|spokesman|chairman|congressman|king|he|his|man|sir)\b", re.I)
_TITLES = (
    frozenset(
        "mr mrs ms dr gen sen rep gov col lt maj capt sgt adm prof rev hon sir lady amb".split()
    )
    | ROLES
)
_HIDDEN = re.compile(
    r"anonym|unnamed|not (?:be )?(?:named|identified)|familiar with|briefed on|declined to be"
)
_PLACES = {MentionKind.PLACE, MentionKind.FACILITY}
_REACH = 4


class Tellers:
    """Resolves sources of one article to links, in the order of the text."""

    def __init__(self, doc: Document, article: Article, mentions: Sequence[Mention]) -> None:
        self.text = doc.text
        self.doc = doc
        self.outlet = article.outlet
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.mention_starts = [m.start for m in self.mentions]
        self.known: list[tuple[int, Link, str]] = []
        """Sentence index, link, and the words it was named with."""
        self.gender: dict[str, str] = {}

    def own_outlet(self) -> tuple[Link, ...]:
        """The article's publication as the outermost teller, where it is known."""
        if not self.outlet:
            return ()
        return (Link(name=self.outlet, kind=LinkKind.OUTLET),)

    def link(self, source: Span | None, subjects: Sequence[Span]) -> Link:
        """The teller a source span names.

        ``subjects`` are subjects of the sentences before, nearest first, for pronouns whose
        antecedent has not spoken yet.
        """
        if source is None:
            return Link(name="unknown", kind=LinkKind.UNKNOWN)
        words = source.text_of(self.text)
        low = words.lower()
        here = self.doc.sentence_index(source.start) or 0
        if low in _SINGULAR | _PLURAL | {"it", "his", "her", "their", "its"}:
            link = self._pronoun(low, source, here, subjects)
        else:
            link = self._named(source, words)
        if link.kind is not LinkKind.UNKNOWN:
            self.known.append((here, link, low))
            self._note_gender(link, low)
        return link

    def _note_gender(self, link: Link, low: str) -> None:
        if _WOMEN.search(low):
            self.gender[link.name] = "she"
        elif _MEN.search(low):
            self.gender[link.name] = "he"

    def _pronoun(self, low: str, source: Span, here: int, subjects: Sequence[Span]) -> Link:
        low = {"his": "he", "her": "she", "their": "they", "its": "it"}.get(low, low)
        spoken = self._spoken(low, here)
        silent: tuple[int, Link] | None = None
        for span in subjects:
            link = self._named(span, span.text_of(self.text))
            if self._fits(low, link, span.text_of(self.text).lower()):
                silent = (self.doc.sentence_index(span.start) or 0, link)
                break
        best = spoken
        if silent is not None and (spoken is None or silent[0] > spoken[0]):
            best = silent
        if best is None:
            return Link(name=source.text_of(self.text), kind=LinkKind.UNKNOWN, span=source)
        return best[1].model_copy(update={"span": source})

    def _spoken(self, low: str, here: int) -> tuple[int, Link] | None:
        for index, link, words in reversed(self.known):
            if here - index > _REACH:
                return None
            if self._fits(low, link, words):
                return index, link
        return None

    def _fits(self, low: str, link: Link, words: str) -> bool:
        if low in _SINGULAR:
            if self.gender.get(link.name, low) != low:
                return False
            other = _WOMEN if low == "he" else _MEN
            if other.search(words) and words not in ("he", "she"):
                return False
            return link.kind is LinkKind.PERSON or (
                link.kind is LinkKind.ANONYMOUS and not _plural_head(words)
            )
        if low in _PLURAL:
            return link.kind in (LinkKind.GROUP, LinkKind.ORGANISATION) or (
                link.kind is LinkKind.ANONYMOUS and _plural_head(words)
            )
        return link.kind in (LinkKind.ORGANISATION, LinkKind.OUTLET, LinkKind.DOCUMENT)

    def _named(self, source: Span, words: str) -> Link:
        head = _head(words)
        entity, kind = self._entity(source, head)
        bare = re.sub(r"^(?:the|The)\s+", "", head)
        if is_outlet(bare if bare[:1].isupper() else head):
            return Link(name=bare, kind=LinkKind.OUTLET, span=source, entity=entity)
        if entity is not None:
            return Link(name=entity.name, kind=kind, span=source, entity=entity)
        return self._described(source, words, head)

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

    def _described(self, source: Span, words: str, head: str) -> Link:
        rows = _WORD.findall(head)
        name, titled = _personal_name(rows)
        if name and (titled or len(name.split()) > 1) and not _is_body(name):
            return Link(name=self._full(name), kind=LinkKind.PERSON, span=source)
        low = [w.lower() for w in rows]
        last = low[-1] if low else ""
        shown = _shown(words)
        if last in DOCUMENTS:
            return Link(name=shown, kind=LinkKind.DOCUMENT, span=source)
        if _HIDDEN.search(words.lower()) or last in PEOPLE:
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        if last in ROLES:
            return self._role(source, low, last, shown)
        if _is_body(head) or last in BODIES:
            return Link(name=shown, kind=LinkKind.ORGANISATION, span=source)
        if name and len(rows) == len(name.split()):
            full = self._full(name)
            kind = LinkKind.PERSON if full != name else self._kind_of(name)
            return Link(name=full, kind=kind, span=source)
        if name and rows and rows[-1][0].isupper():
            return Link(name=shown, kind=LinkKind.ORGANISATION, span=source)
        if last in GROUPS or last.endswith("s"):
            return Link(name=shown, kind=LinkKind.GROUP, span=source)
        return Link(name=shown, kind=LinkKind.UNKNOWN, span=source)

    def _role(self, source: Span, low: list[str], role: str, shown: str) -> Link:
        """ "the spokesman": whoever was last named with that word; "a senator": nobody named."""
        if low[0] in ("the", "that", "this") and len(low) <= 3:
            for _, link, words in reversed(self.known):
                if link.kind is LinkKind.PERSON and re.search(rf"\b{re.escape(role)}\b", words):
                    return link.model_copy(update={"span": source})
            return Link(name=shown, kind=LinkKind.PERSON, span=source)
        if low[0] in DETERMINERS:
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        return Link(name=shown, kind=LinkKind.PERSON, span=source)

    def _full(self, name: str) -> str:
        """The fuller form under which a person spoke before."""
        for _, link, _ in reversed(self.known):
            if link.kind is LinkKind.PERSON and (
                link.name == name or link.name.endswith(" " + name)
            ):
                return link.name
        return name

    def _kind_of(self, name: str) -> LinkKind:
        for _, link, _ in reversed(self.known):
            if link.name == name:
                return link.kind
        return LinkKind.UNKNOWN


def _head(words: str) -> str:
    """A source up to its first comma, preposition or relative clause."""
    cut = re.search(r"[,(—–]| (?:who|which|that|whose)\b", words)
    head = words[: cut.start()] if cut else words
    pieces = head.split(" ")
    for i, piece in enumerate(pieces):
        if not i or piece not in NOUN_PREPOSITIONS:
            continue
        if (
            piece == "of"
            and i + 1 < len(pieces)
            and pieces[i + 1][:1].isupper()
            and pieces[i - 1][:1].isupper()
        ):
            continue
        return " ".join(pieces[:i]).rstrip()
    return head.rstrip()


def _shown(words: str) -> str:
    """The description as the text has it, without relative clause and apposition."""
    cut = re.search(r",| (?:who|which|whose)\b", words)
    return (words[: cut.start()] if cut else words).strip() or words


def _personal_name(rows: list[str]) -> tuple[str, bool]:
    """The capitalised words a phrase ends in, without titles; and whether a title led to them."""
    i = len(rows)
    while (
        i > 0
        and rows[i - 1][0].isupper()
        or (i > 1 and rows[i - 1].lower() in ("al", "bin", "van", "von", "de", "der", "el", "ibn"))
    ):
        i -= 1
    run = rows[i:]
    titled = i > 0 and rows[i - 1].lower() in _TITLES
    for k in range(len(run) - 1, -1, -1):
        if run[k].lower().rstrip(".") in _TITLES:
            titled = True
            run = run[k + 1 :]
            break
    if run and run[0].lower() in DETERMINERS | POSSESSIVES:
        return " ".join(run[1:]), False
    return " ".join(run), titled and bool(run)


def _is_body(name: str) -> bool:
    return any(w.lower() in BODIES for w in name.split()[-1:]) or any(
        w in name
        for w in (
            "Ministry",
            "Department",
            "Council",
            "University",
            "Institute",
            "Committee",
            "House",
        )
    )


def _plural_head(words: str) -> bool:
    last = _WORD.findall(_head(words))
    return bool(last) and (last[-1].endswith("s") or last[-1] in GROUPS)
