"""Where a text says whose it is: tags, bylines, sign-offs, credits, copyright, reprints.

The patterns are ours, collected from how agencies sign and how outlets credit them. Each looks at
one short line or at the head or end of a paragraph; an agency that is mentioned in a sentence, or
credited for a picture, is no sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from watchdesk.grounding import is_outlet
from watchdesk.records import Article, Part, PartKind, Span
from watchdesk.reuse.agencies import agency, agency_of
from watchdesk.reuse.houses import outlet_key
from watchdesk.reuse.sign import Sign, SignKind
from watchdesk.reuse.sign_words import (
    AFTER_THE,
    BY_SEPARATOR,
    CLOSING,
    CONTRIBUTED,
    CONTRIBUTION,
    COPYRIGHT,
    DATELINE,
    EDITION,
    ENDING,
    FEED,
    JOINED,
    MARKS,
    NO_OUTLET,
    NO_PLACE,
    PLAIN_TAG,
    REPUBLISHED,
    REUTERS,
    ROLE,
    SEPARATOR,
    SMALL,
    SOURCE,
    TRUST,
    UNNAMED,
    WITH,
)


class _Line(NamedTuple):
    """A line of a part, with where it starts in the text."""

    text: str
    start: int
    kind: PartKind
    pictured: bool
    """Whether it stands below a caption, where a name is that of a photographer or agency."""

    def sign(self, name: str | None, kind: SignKind, whole: bool, at: tuple[int, int]) -> Sign:
        """A sign whose words stand at a place of the line."""
        return Sign(name, kind, whole, Span(self.start + at[0], self.start + at[1]))


_LINE = 600
"""Code points; no credit is longer."""
_HEAD = 160
"""Code points of the first paragraph in which a tag is looked for: after city and date."""
_SHORT = 80
"""Code points; a paragraph is longer than a name that closes a text."""
_PARAGRAPHS = 60
"""Paragraphs, from the last, that are looked at for tags behind the items of a digest."""
_BY_WORDS = 12
"""A line of more words that opens with "By" is a sentence."""
_LINES = 40
"""Lines before the text, and behind it, that are looked at."""
_UNREAD = frozenset(
    {PartKind.CAPTION, PartKind.RELATED, PartKind.TEASER, PartKind.REPEAT, PartKind.TITLE}
)
_SITE = frozenset({PartKind.NAVIGATION, PartKind.PROMO, PartKind.OTHER, PartKind.SECTION})
Names = Mapping[str, str]
"""Folded names of the outlets a desk knows, to the name each is shown by."""


def signs(article: Article, text: str, known: Names | None = None) -> tuple[Sign, ...]:
    """Every place where an article says whose text it is, in the order of the text.

    ``known`` are outlets beside the agencies of the table whose tags count too. The article's own
    outlet is no sign, unless it is an agency.
    """
    reader = _Reader(article, text, known or {})
    found = dict.fromkeys(reader.all())
    own = outlet_key(article.outlet) if article.outlet else None
    return tuple(
        sign
        for sign in sorted(found, key=_place)
        if sign.name is None or outlet_key(sign.name) != own or agency(sign.name)
    )


def _place(sign: Sign) -> tuple[int, int, str]:
    return (sign.span.start, sign.span.end, sign.kind) if sign.span else (-1, -1, sign.kind)


class _Reader:
    """Looks for signs in one article."""

    def __init__(self, article: Article, text: str, known: Names) -> None:
        self.article, self.text, self.known = article, text, known
        told = [i for i, p in enumerate(article.parts) if p.kind is PartKind.BODY]
        first = told[0] if told else len(article.parts)
        last = told[-3] if len(told) > 3 else first
        self.end = self._end()
        self.head = list(self._lines(article.parts[: first + 1]))[:_LINES]
        self.tail = list(self._lines(article.parts[last + 1 :]))[:_LINES]
        self.opening = self._opening(told)
        self.paragraphs = [article.parts[i].span for i in told[-_PARAGRAPHS:]]

    def _lines(self, parts: tuple[Part, ...]) -> Iterator[_Line]:
        before: PartKind | None = None
        for part in parts:
            words = self.text[part.start : part.end]
            glued = part.kind is PartKind.OTHER and "\n" in words.strip()
            if part.kind not in _UNREAD and not glued:
                at = part.start
                for raw in words.split("\n")[:_LINES]:
                    lead = len(raw) - len(raw.lstrip())
                    line = raw.strip()
                    if 1 < len(line) <= _LINE:
                        pictured = before is PartKind.CAPTION
                        yield _Line(line, at + lead, part.kind, pictured)
                    at += len(raw) + 1
            before = part.kind

    def _end(self) -> int:
        """Where the last paragraph or caption ends: a bare name before it is a picture's."""
        for part in reversed(self.article.parts):
            told = part.kind is PartKind.BODY and part.end - part.start > _SHORT
            if told or part.kind is PartKind.CAPTION:
                return part.end
        return 0

    def _opening(self, told: list[int]) -> list[Span]:
        """Where the story begins: its dateline, and the first line of its text."""
        parts = self.article.parts
        first = told[0] if told else 0
        heads = [p.span for p in parts if p.kind in {PartKind.DATELINE, PartKind.SUBHEADING}][
            :2
        ] + [parts[i].span for i in told[:2]]
        return [s for s in heads if told and s.start <= parts[first].end + _LINE]

    def name(self, words: str) -> str | None:
        """The agency or known outlet that goes by these words in a tag."""
        words = words.strip(" \t\xa0.*")
        found = agency_of(words)
        return found.name if found else self.known.get(outlet_key(words))

    def all(self) -> Iterator[Sign]:
        """All signs, in no order."""
        if (own := agency_of(self.article.outlet)) and own.is_agency:
            yield Sign(own.name, SignKind.OUTLET, True)
        yield from self._authors()
        yield from self._datelines()
        for line in self.head:
            by = line.text.startswith(("By ", "BY ")) and line.text.count(" ") <= _BY_WORDS
            if by or line.kind in {PartKind.BYLINE, PartKind.DATELINE}:
                yield from self._byline(line)
            if line.kind not in {PartKind.CREDIT, PartKind.DATELINE}:
                yield from self._credits(line, at_end=False)
        for line in self.tail:
            yield from self._credits(line, at_end=True)
            if line.kind is PartKind.BYLINE:
                yield from self._byline(line)
        yield from self._endings()

    def _authors(self) -> Iterator[Sign]:
        shown = " ".join(line.text for line in self.head if line.kind is PartKind.BYLINE)
        for author in self.article.authors:
            line = _Line(author, 0, PartKind.BYLINE, False)
            for sign in self._byline(line):
                if author not in shown:
                    yield sign._replace(span=None)

    def _byline(self, line: _Line) -> Iterator[Sign]:
        """Agencies named in a byline; with a reporter and no name of an agency they contribute."""
        pieces = list(_pieces(line.text, BY_SEPARATOR))
        lent = re.search(r"\b(?:with|additional reporting|inputs? from)\b", line.text, re.I)
        for words, at in pieces:
            whole = lent is None or at[0] < lent.start()
            joined = JOINED.search(line.text[: at[0]])
            whole = whole and not (joined and self._in_byline(joined["name"]) is None)
            name = self._in_byline(words)
            if name:
                yield line.sign(name, SignKind.BYLINE, whole, at)
            elif UNNAMED.fullmatch(words):
                desk = all(w == words or _is_desk(w) for w, _ in pieces)
                yield line.sign(None, SignKind.BYLINE, lent is None and desk, at)

    def _in_byline(self, words: str) -> str | None:
        """``Associated Press``, ``JANE DOE Associated Press``, ``AP Sports Writer``."""
        if found := self.name(words):
            return found
        parts = words.split()
        for size in range(min(3, len(parts) - 1), 0, -1):
            front, back = " ".join(parts[:size]), " ".join(parts[-size:])
            if ROLE.fullmatch(parts[-1]) and (found := self.name(front)):
                return found
            sure = agency_of(back, tagged=False)
            if sure and size > 1:
                return sure.name
        return None

    def _datelines(self) -> Iterator[Sign]:
        for span in self.opening:
            head = self.text[span.start : min(span.end, span.start + _HEAD)].split("\n")[0]
            line = _Line(head, span.start, PartKind.BODY, False)
            yield from self._dateline(line)

    def _dateline(self, line: _Line) -> Iterator[Sign]:
        match = DATELINE.match(line.text)
        if match is not None:
            group = "names" if match["names"] else "slashed"
            place = match["place"].strip()
            dashed = bool(match["dash"]) or match.end() == len(line.text) or group == "slashed"
            dashed = dashed or match["opens"] is not None
            if dashed and _is_place_and_day(place):
                yield from self._listed(line, match, group, SignKind.DATELINE)
                return
        plain = PLAIN_TAG.match(line.text)
        if plain is not None and _is_place_and_day(plain["place"]):
            yield from self._listed(line, plain, "names", SignKind.DATELINE)

    def _listed(
        self, line: _Line, match: re.Match[str], group: str, kind: SignKind, whole: bool = True
    ) -> Iterator[Sign]:
        """The agencies of a list, and those that have no name."""
        for words, at in _pieces(match[group], SEPARATOR):
            place = (match.start(group) + at[0], match.start(group) + at[1])
            name = self.name(words)
            if name or UNNAMED.fullmatch(words):
                yield line.sign(name, kind, whole, place)

    def _all_known(self, words: str) -> bool:
        pieces = [piece for piece, _ in _pieces(words, SEPARATOR)]
        return bool(pieces) and all(self.name(p) or UNNAMED.fullmatch(p) for p in pieces)

    def _credits(self, line: _Line, at_end: bool) -> Iterator[Sign]:
        """What a line before or behind the text says of all of it."""
        site = line.kind in _SITE
        if any(mark in line.text for mark in MARKS):
            yield from self._copyright(line)
        yield from self._reprint(line)
        if match := SOURCE.fullmatch(line.text):
            yield from self._source(line, match)
        if FEED.fullmatch(line.text):
            yield line.sign(None, SignKind.CREDIT, True, (0, len(line.text)))
        if at_end and TRUST.fullmatch(line.text):
            yield line.sign("Reuters", SignKind.SIGN_OFF, True, (0, len(line.text)))
        if not at_end or (site and line.kind is not PartKind.OTHER):
            return
        yield from self._contributions(line)
        if REUTERS.fullmatch(line.text.rstrip(" .)") + ")"[: line.text.startswith("(")]):
            yield line.sign("Reuters", SignKind.SIGN_OFF, True, (0, len(line.text)))
        closing = CLOSING.fullmatch(line.text) if len(line.text) <= 70 else None
        bare = line.start >= self.end and not line.pictured
        if closing and bare and self._closes(line.text, closing["names"]):
            whole = closing["edited"] is None  # "ab/cd (AFP, dpa)": their own editors' work
            yield from self._listed(line, closing, "names", SignKind.SIGN_OFF, whole)

    def _closes(self, line: str, words: str) -> bool:
        """Whether a line is nothing but who signs. The bare name of an outlet that is no agency
        may be that of a link."""
        marked = line[0] in "([/*—–-"
        pieces = [piece for piece, _ in _pieces(words, SEPARATOR)]
        return self._all_known(words) and (marked or all(agency_of(p) for p in pieces))

    def _contributions(self, line: _Line) -> Iterator[Sign]:
        for pattern in (CONTRIBUTION, WITH):
            match = pattern.fullmatch(line.text)
            if match and (pattern is CONTRIBUTION or self._all_known(match["names"])):
                yield from self._listed_persons(line, match)
                return
        if "contributed" in line.text and (match := CONTRIBUTED.fullmatch(line.text)):
            yield from self._listed_persons(line, match)

    def _listed_persons(self, line: _Line, match: re.Match[str]) -> Iterator[Sign]:
        """Contributing agencies, alone or as those whose writers are named."""
        words = match["names"].rstrip(" .)]*")
        for piece, at in _pieces(words, BY_SEPARATOR):
            place = (match.start("names") + at[0], match.start("names") + at[1])
            front = next((piece[: m.end()] for m in re.finditer(r"[Ww]riters?\b", piece)), piece)
            name = self._in_byline(front)
            if name or UNNAMED.fullmatch(piece):
                yield line.sign(name, SignKind.CREDIT, False, place)

    def _source(self, line: _Line, match: re.Match[str]) -> Iterator[Sign]:
        words = match["names"]
        if self._all_known(words):
            yield from self._listed(line, match, "names", SignKind.CREDIT)
            return
        first = words.split("|")[0].strip()
        if match["lead"].lower().startswith("source"):
            found = list(self._listed(line, match, "names", SignKind.CREDIT, False))
            yield from found
            if not found and (self.name(first) or is_outlet(first)):
                at = match.start("names"), match.start("names") + len(first)
                yield line.sign(self.name(first) or first, SignKind.CREDIT, True, at)

    def _copyright(self, line: _Line) -> Iterator[Sign]:
        match = COPYRIGHT.fullmatch(line.text)
        if match is None or not self._all_known(match["names"]):
            return
        rest = (match["rest"] or "").lower()
        sure = match["year"] or match["last"] or match["word"] or "rights" in rest
        if sure and not any(word in rest for word in ("photo", "getty", "image", "data")):
            yield from self._listed(line, match, "names", SignKind.COPYRIGHT)

    def _reprint(self, line: _Line) -> Iterator[Sign]:
        match = REPUBLISHED.search(line.text)
        if match is None or EDITION.search(line.text[match.start("name") :][:80]):
            return
        words = match["name"].rstrip(".,’' ")
        if NO_OUTLET.match(words) or len(line.text) > 400:
            return
        if not _is_about_itself(line, match, words):
            return
        at = match.start("name"), match.start("name") + len(words)
        words = words.removeprefix("the ")
        yield line.sign(self.name(words) or words, SignKind.REPUBLISHED, True, at)

    def _endings(self) -> Iterator[Sign]:
        """A tag behind the last sentence; where others stand behind earlier paragraphs, each is
        the source of one item of a digest, not of the text."""
        ends = [found for span in self.paragraphs if (found := list(self._ending(span)))]
        if len({tuple(sign.name for sign in found) for found in ends}) == 1:
            first = self.paragraphs[-2:][0].start
            yield from (sign for sign in ends[-1] if sign.span and sign.span.start >= first)
        for span in self.paragraphs[-2:]:
            yield from self._bracketed(span)

    def _ending(self, span: Span) -> Iterator[Sign]:
        start = max(span.start, span.end - 60)
        line = _Line(self.text[start : span.end].rstrip(), start, PartKind.BODY, False)
        match = ENDING.search(line.text)
        if match is not None:
            group = next(g for g in "abcd" if match[g])
            if self._all_known(match[group]):
                yield from self._listed(line, match, group, SignKind.SIGN_OFF)

    def _bracketed(self, span: Span) -> Iterator[Sign]:
        """``(Reporting by A; Editing by B)`` or ``(With inputs from ANI)`` behind a sentence."""
        tail = self.text[max(span.start, span.end - _LINE) : span.end].rstrip()
        at = tail.rfind("(")
        if at < 1 or not tail.endswith((")", ").")) or tail[:at].rstrip()[-1:] not in ".!?”\"’'":
            return
        line = _Line(tail[at:], max(span.start, span.end - _LINE) + at, PartKind.BODY, False)
        yield from self._contributions(line)
        if REUTERS.fullmatch(line.text.rstrip(" .")):
            yield line.sign("Reuters", SignKind.SIGN_OFF, True, (0, len(line.text)))


def _is_about_itself(line: _Line, match: re.Match[str], name: str) -> bool:
    """Whether a reprint is told of the text that it stands in, and of nothing in its story."""
    if match["which"]:
        return match["which"].lower() == "this" or line.kind is not PartKind.BODY
    before = line.text[: match.start()].rstrip(" (*—–")
    if not before or before[-1] in ".!?":
        return True
    return "originally" in match[0] and (is_outlet(name) or "." in name.rstrip("."))


def _pieces(text: str, separator: re.Pattern[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """What stands between separators, with its place."""
    at = 0
    for match in separator.finditer(text):
        if match.start() > at:
            yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" \t\xa0([*—–-"))
    bare = words.strip(" \t\xa0()[]*—–-.:")
    if bare:
        yield bare, (start + lead, start + lead + len(bare))


def _is_desk(words: str) -> bool:
    """Whether a piece of a byline names no person: "Staff", "Tide staff", "our correspondent"."""
    last = words.rsplit(maxsplit=1)[-1]
    return bool(ROLE.fullmatch(last) or UNNAMED.fullmatch(words)) or not words[0].isupper()


def _is_place_and_day(words: str) -> bool:
    """Whether words can be a city with a day: capitals, figures and small words between them."""
    tokens = [w for w in re.split(r"[\s,.;:/\[\]–—-]+", words) if w]
    if not tokens:
        return True
    if len(tokens) > 10 or (tokens[0].lower() in NO_PLACE and tokens[1:2] not in AFTER_THE):
        return False
    return all(w[0].isupper() or w[0].isdigit() or w in SMALL for w in tokens)
