"""On whose side somebody speaks: the states and people that words name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from watchdesk.grounding.gazetteer import demonym
from watchdesk.ledger.page import Page
from watchdesk.records import Attribution, Link, LinkKind, Mention, MentionKind, Span

_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}\b")
_BOTH = re.compile(
    r"\bboth\s+(?:countries|sides|governments|nations|states|armies|capitals|parties)\b", re.I
)
_WHERE = re.compile(r"\b(?:in|at|near|from|outside|around|into|across|over)\s+(?:the\s+)?$", re.I)
_OFFICE = re.compile(
    r"\b(?:governor|minist(?:er|ry)|mayor|spokes(?:man|woman|person)|commander|official|head|chief|"
    r"president|premier|ambassador|envoy|general|secretary|senator|lawmaker|officer|service)\b",
    re.IGNORECASE,
)
_STATE_OFFICE = re.compile(
    r"\b(?:minist(?:er|ry|ries)|governor|mayor|president|presidency|premier|chancellor|army|navy|"
    r"military|police|commander|general|ambassador|envoy|secretary|treasury|authority|commission|"
    r"agency|service|cabinet|government|kremlin|white\s+house|pentagon|parliament|court|prosecutor|"
    r"spokes(?:man|woman|person)|chief|king|emir|sultan|foreign\s+office)\b",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(
    r"\b(?:former|ex-|opposition|rebels?|lawyers?|attorney|union|analyst|retired|candidate|"
    r"activist|exiled|deposed|rights|aid|league|watchdog|bloggers?|experts?|observers?|"
    r"channels?|newspapers?|media|witness(?:es)?|residents?|volunteers?|companion|relatives?)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:its|his|her|their)\s+(?:own\s+)?(?:\w+\s+){0,2}(?:minist(?:er|ry)|president|presidency|premier|"
    r"chancellor|government|army|general\s+staff|cabinet|spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
"""An office of the state named before."""
_BESIDE = 70
"""Code points beside a name in which its office stands."""


def is_office(words: str) -> bool:
    """Whether words name an office of state; those of opponents and lawyers are none."""
    return bool(_STATE_OFFICE.search(words)) and not _NO_OFFICE.search(words)


class Sides:
    """Who stands where in one article. A side is a set of state codes and of ids of entities."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._offices: dict[str, frozenset[str]] = {}

    def named(self, span: Span) -> frozenset[str]:
        """States, people and bodies that take part in what a span tells; not mere whereabouts."""
        text = self.page.text
        out: set[str] = set(self._peoples(span))
        for mention in self.page.mentions_in(span):
            if mention.entity is None:
                continue
            state = mention.entity.id.startswith("country:")
            if mention.kind is MentionKind.PLACE:
                led = _WHERE.search(text, max(0, mention.start - 20), mention.start)
                if led and not state:
                    continue
            else:
                out.add(mention.entity.id)
            if mention.entity.country:
                out.add(mention.entity.country)
        if _BOTH.search(text, span.start, span.end):
            out.update(self._two)
        return frozenset(out)

    def speaker(self, one: Attribution | None, chain: Iterable[Link]) -> frozenset[str]:
        """The side of who told something in the end."""
        links = [link for link in chain if link.kind is not LinkKind.OUTLET or link.span]
        if not links:
            return frozenset()
        last, out = links[-1], set[str]()
        if last.kind in {LinkKind.DOCUMENT, LinkKind.UNKNOWN}:
            return frozenset()
        if last.entity is not None:
            out.add(last.entity.id)
            if last.entity.country:
                out.add(last.entity.country)
            else:
                out |= self._by_office(last.entity.id)
        if not out:
            out |= self._by_name(last.name)
        if not out and last.span is not None and _THEIRS.match(last.name):
            at = self.page.text.rfind(last.name, 0, last.span.end)  # "he" stands for who was named
            out |= self._before(Span(at, last.span.end)) if at >= 0 else frozenset()
        if one is not None and one.source is not None:
            out |= self.named(one.source)
        elif last.span is not None:
            out |= self.named(last.span)
        return frozenset(out)

    def _before(self, span: Span) -> frozenset[str]:
        """The state named last before "its prime minister", in that sentence or the one before."""
        sentences = self.page.reading.sentences
        at = bisect_right(sentences, span.start, key=lambda one: one.start) - 1
        for one in reversed(sentences[max(0, at - 1) : at + 1]):
            before = Span(one.start, max(one.start, min(one.end, span.start)))
            named = [m.entity.country for m in self.page.mentions_in(before) if m.entity]
            states = [*dict.fromkeys(name for name in named if name), *self._peoples(before)]
            if states:
                return frozenset({states[0]}) if len(set(states)) == 1 else frozenset()
        return frozenset()

    def _by_name(self, name: str) -> frozenset[str]:
        """The state of who is named in "the government of …"."""
        found = {
            state
            for known, state in self._known
            if known in name and len(known) > len("XX") and known != name
        }
        return frozenset(found) if len(found) == 1 else frozenset()

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        entities = {m.entity for m in self.page.reading.mentions if m.entity is not None}
        return frozenset((one.name, one.country) for one in entities if one.country)

    def _by_office(self, entity: str) -> frozenset[str]:
        """States named beside a person's office, as in "the governor of …, …"."""
        if entity not in self._offices:
            found: set[str] = set()
            for mention in self._of_entity.get(entity, ()):
                around = self._beside(mention)
                if _OFFICE.search(self.page.text, around.start, around.end):
                    found.update(self._peoples(around))
                    near = self.page.mentions_in(around)
                    known = [m.entity.country for m in near if m.entity and m.entity.id != entity]
                    found.update(country for country in known if country)
            self._offices[entity] = frozenset(found) if len(found) == 1 else frozenset()
        return self._offices[entity]

    def _beside(self, mention: Mention) -> Span:
        """The words of a sentence before a name, back to a comma; and behind it, if apposed."""
        text, sentence = self.page.text, self.page.sentence(mention.span)
        low = max(sentence.start, mention.start - _BESIDE)
        lead = text[low : mention.start].rstrip(", ")
        start = low + lead.rfind(",") + 1
        if text[mention.end : mention.end + 1] != ",":
            return Span(start, mention.end)
        stop = text.find(",", mention.end + 1, min(sentence.end, mention.end + _BESIDE))
        return Span(start, stop if stop > 0 else mention.end)

    def _peoples(self, span: Span) -> Iterable[str]:
        for match in _CAPITALISED.finditer(self.page.text, span.start, span.end):
            state = demonym(match.group())
            if state:
                yield state

    @cached_property
    def _of_entity(self) -> dict[str, list[Mention]]:
        out: dict[str, list[Mention]] = {}
        for mention in self.page.reading.mentions:
            if mention.entity is not None:
                out.setdefault(mention.entity.id, []).append(mention)
        return out

    @cached_property
    def _two(self) -> tuple[str, ...]:
        """The two states the article names most often."""
        states: Counter[str] = Counter()
        for mention in self.page.reading.mentions:
            if mention.entity is not None and mention.entity.id.startswith("country:"):
                states[mention.entity.id.removeprefix("country:")] += 1
        return tuple(state for state, _ in states.most_common(2))
