"""Who a source is, and through whom the words came."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

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
from watchdesk.grounding import is_outlet
from watchdesk.language import Document
from watchdesk.records import Article, Entity, Link, LinkKind, Mention, MentionKind, Span

_WORD = re.compile(r"[\w.'’&/-]+")
_PRONOUNS = {
    "he": "he",
    "she": "she",
    "they": "they",
    "it": "it",
    "his": "he",
    "her": "she",
    "their": "they",
    "its": "it",
}
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
    r"anonym|unnamed|not (?:to )?(?:be )?(?:named|identified)|familiar with|briefed on|"
    r"declined to be"
)
_PLACES = {MentionKind.PLACE, MentionKind.FACILITY}
_REACH = 4
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

    def link(self, source: Span | None, around: Around) -> tuple[Link, ...]:
        """The tellers a source span names, outermost first; nearly always one."""
        if source is None:
            return (Link(name="unknown", kind=LinkKind.UNKNOWN),)
        words = source.text_of(self.text)
        low = words.lower()
        here = self.doc.sentence_index(source.start) or 0
        before: tuple[Link, ...] = ()
        if low in _PRONOUNS:
            link = self._pronoun(_PRONOUNS[low], source, here, around)
        else:
            link = self._named(source, words)
            before = self._through(source, words, link)
        if link.kind is not LinkKind.UNKNOWN and not around.quoted:
            self.known.append((here, link, low))
            self._note_gender(link, low)
        return (*before, link)

    def _through(self, source: Span, words: str, link: Link) -> tuple[Link, ...]:
        """ "a report from Reuters": the agency tells what its report says."""
        if link.kind is not LinkKind.DOCUMENT:
            return ()
        match = re.search(r" (?:from|by|in|of) ((?:the )?[A-Z][^,]{1,60})", words)
        if match is None or not is_outlet(match[1]):
            return ()
        span = Span(source.start + match.start(1), source.start + match.end(1))
        return (Link(name=_without_article(match[1]), kind=LinkKind.OUTLET, span=span),)

    def _note_gender(self, link: Link, low: str) -> None:
        if _WOMEN.search(low):
            self.gender[link.name] = "she"
        elif _MEN.search(low):
            self.gender[link.name] = "he"

    def _pronoun(self, low: str, source: Span, here: int, around: Around) -> Link:
        spoken = None if around.quoted else self._spoken(low, here)
        silent = self._subject(low, around.subjects)
        best = spoken
        if silent is not None and (spoken is None or silent[0] > spoken[0]):
            best = silent
        if low in _SINGULAR and not around.quoted:
            best = self._mentioned(low, source, here, best, around)
        if best is None:
            return Link(name=source.text_of(self.text), kind=LinkKind.UNKNOWN, span=source)
        return best[1].model_copy(update={"span": source})

    def _subject(self, low: str, subjects: Sequence[Span]) -> tuple[int, Link] | None:
        for span in subjects:
            words = span.text_of(self.text)
            link = self._named(span, words)
            if self._fits(low, link, words.lower()):
                return self.doc.sentence_index(span.start) or 0, link
        return None

    def _mentioned(
        self, low: str, source: Span, here: int, best: tuple[int, Link] | None, around: Around
    ) -> tuple[int, Link] | None:
        """A person named before the pronoun, where no speaker or subject is nearer or likelier."""
        found: tuple[int, Mention] | None = None
        k = bisect_left(self.mention_starts, source.start)
        for mention in reversed(self.mentions[max(0, k - 12) : k]):
            index = self.doc.sentence_index(mention.start)
            if index is None or here - index > 2 or (found is not None and index < found[0]):
                break
            if index == here and around.trailing:
                continue
            if mention.kind is not MentionKind.PERSON or mention.entity is None:
                continue
            if self.text[mention.end : mention.end + 2] in ("'s", "’s"):
                continue
            if self.gender.get(mention.entity.name, low) == low:
                found = (index, mention)
        if found is None:
            return best
        index, mention = found
        assert mention.entity is not None
        weak = best is None or best[1].kind is LinkKind.ANONYMOUS or index - best[0] > 2
        if not (index == here or weak) or (best is not None and best[0] >= index):
            return best
        entity = mention.entity
        return index, Link(name=entity.name, kind=LinkKind.PERSON, entity=entity)

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
        if re.search(r", whose(?: [\w’'-]{1,30}){1,3}$", words):
            return Link(name=words, kind=LinkKind.ORGANISATION, span=source)
        if _several(head) and not is_outlet(head):
            return Link(name=_shown(words), kind=LinkKind.GROUP, span=source)
        entity, kind = self._entity(source, head)
        bare = _without_article(head)
        if is_outlet(bare if bare[:1].isupper() else head):
            return Link(name=bare, kind=LinkKind.OUTLET, span=source, entity=entity)
        if re.match(r"(?:a|an|one|another)\s", head, re.I) and kind is not LinkKind.PERSON:
            entity = None
        if entity is not None:
            name = entity.name
            if kind is LinkKind.ORGANISATION and re.search(r"['’]s? ", head):
                name = head
            return Link(name=name, kind=kind, span=source, entity=entity)
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
        rows = _WORD.findall(head)
        name, titled = _personal_name(rows)
        if name and (titled or len(name.split()) > 1) and not _is_body(name):
            return Link(name=self._full(name), kind=LinkKind.PERSON, span=source)
        low = [w.lower() for w in rows] or [""]
        shown = _shown(words)
        kind = _kind_by_noun(low)
        if _HIDDEN.search(words.lower()):
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        if low[0] == "the" and len(low) <= 3 and (low[-1] in PEOPLE or low[-1] in ROLES):
            return self._role(source, low, low[-1], shown)
        if kind is LinkKind.PERSON:
            return self._role(source, low, low[-1], shown)
        if low[0] == "the" and len(low) == 2 and low[-1] in BODIES:
            return self._body(source, low[-1], shown)
        if kind is not LinkKind.UNKNOWN or _is_body(head):
            known = kind if kind is not LinkKind.UNKNOWN else LinkKind.ORGANISATION
            bare = _without_article(shown)
            if known is LinkKind.ORGANISATION and bare[:1].isupper():
                shown = bare
            return Link(name=shown, kind=known, span=source)
        if name and len(rows) == len(name.split()) and low[-1] not in GROUPS:
            full = self._full(name)
            kind = LinkKind.PERSON if full != name else self._kind_of(name)
            return Link(name=full, kind=kind, span=source)
        if name and rows[-1][0].isupper() and low[-1] not in GROUPS:
            return Link(name=shown, kind=_kind_by_article(low), span=source)
        plural = low[-1] in GROUPS or low[-1].endswith("s")
        return Link(name=shown, kind=LinkKind.GROUP if plural else LinkKind.UNKNOWN, span=source)

    def _body(self, source: Span, noun: str, shown: str) -> Link:
        """ "the ministry": the last one named."""
        k = bisect_left(self.mention_starts, source.start)
        for mention in reversed(self.mentions[max(0, k - 12) : k]):
            words = self.text[mention.start : mention.end].lower()
            entity = mention.entity
            if entity and mention.kind is MentionKind.ORGANISATION and noun in words.split():
                return Link(
                    name=entity.name, kind=LinkKind.ORGANISATION, span=source, entity=entity
                )
        return Link(name=shown, kind=LinkKind.ORGANISATION, span=source)

    def _role(self, source: Span, low: list[str], role: str, shown: str) -> Link:
        """ "the spokesman": whoever was last named with that word; "a senator": nobody named."""
        if low[0] in ("the", "that", "this") and len(low) <= 3:
            for _, link, words in reversed(self.known[-_MEMORY:]):
                if link.kind in (LinkKind.PERSON, LinkKind.ANONYMOUS) and re.search(
                    rf"\b{re.escape(role)}\b", words
                ):
                    return link.model_copy(update={"span": source})
            kind = LinkKind.ANONYMOUS if role in PEOPLE else LinkKind.PERSON
            return Link(name=shown, kind=kind, span=source)
        if low[0] in DETERMINERS:
            return Link(name=shown, kind=LinkKind.ANONYMOUS, span=source)
        return Link(name=shown, kind=LinkKind.PERSON, span=source)

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


def _kind_by_noun(low: list[str]) -> LinkKind:
    """What the head noun of a description makes of it."""
    last = low[-1]
    if last in DOCUMENTS:
        return LinkKind.DOCUMENT
    some = low[0] in ("one", "two", "several", "some") and low[1:2] == ["of"]
    if some or (set(low) & PEOPLE and last not in BODIES):
        return LinkKind.ANONYMOUS
    if last in ROLES:
        return LinkKind.PERSON
    return LinkKind.ORGANISATION if last in BODIES else LinkKind.UNKNOWN


def _kind_by_article(low: list[str]) -> LinkKind:
    """ "One Lorvian" is nobody named, "the Lorvians" are many, "Lorvia" acts as a state."""
    if low[0] in ("a", "an", "one", "another"):
        return LinkKind.ANONYMOUS
    if low[0] in DETERMINERS and low[-1].endswith("s"):
        return LinkKind.GROUP
    return LinkKind.ORGANISATION


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", name)


def _several(head: str) -> bool:
    """Whether two names or nouns are joined: "Both France and Germany"."""
    left, joint, right = head.partition(" and ")
    if not joint:
        return False
    return bool(re.match(r"(?:both|Both) ", left)) or (
        left[:1].isupper()
        and right[:1].isupper()
        and (
            " " not in left.strip()
            or not re.search(
                r"\b(?:of|for)\b|(?i:minister|secretary|department|ministry|"
                r"committee|council|office|institute|center|centre)",
                left,
            )
        )
    )


def _head(words: str) -> str:
    """A source up to its first comma, preposition or relative clause."""
    cut = re.search(r"[,(—–]| (?:who|which|that|whose)\b", words)
    head = words[: cut.start()] if cut else words
    pieces = head.split(" ")
    for i, piece in enumerate(pieces):
        if not i or piece not in NOUN_PREPOSITIONS:
            continue
        if piece == "of" and i == 1 and pieces[0].lower() in DETERMINERS:
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
    while (i > 0 and rows[i - 1][0].isupper()) or (
        i > 1 and rows[i - 1].lower() in ("al", "bin", "van", "von", "de", "der", "el", "ibn")
    ):
        i -= 1
    run = rows[i:]
    titled = i > 0 and rows[i - 1].lower() in _TITLES
    for k in range(len(run) - 1, -1, -1):
        if run[k].lower().rstrip(".") in _TITLES:
            titled = True
            run = run[k + 1 :]
            break
    if i > 1 and len(run) > 2 and rows[i - 1] == "of" and rows[i - 2].lower() in _TITLES:
        return " ".join(run[-2:]), True
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
    return any(w in GROUPS for w in last) or bool(last and last[-1].endswith("s"))
