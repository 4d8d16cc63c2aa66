"""Sentences found by their words, copies folded, with what they can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from watchdesk.answers.cited import ArticleLine, Cut, Words, article_lines, words_at
from watchdesk.answers.names import names
from watchdesk.records import Address, Interval, Verification, Watch
from watchdesk.records.span import Frozen
from watchdesk.store import Match, Matches, Narrowed, Query, Telling, Term, View, parse
from watchdesk.store.words import term_of

MOST = 1_000
"""Sentences that are put in order and counted; of more the ones read last."""
_VALUES = 14
"""Values of a facet that are shown."""
_SENTENCES = 12
"""Sentences of a story that are shown."""
_COPIES = 30
"""Copies of a sentence that are shown."""
_OFFERED = 5


class Wanted(NamedTuple):
    """What is looked for, and what it is narrowed by."""

    query: str
    """Words, as typed."""
    outlet: str | None = None
    """Name of an outlet; empty for articles whose outlet is not known."""
    period: Interval | None = None
    """Articles that can have been published in it."""
    speaker: str | None = None
    """Entity id of who says it."""
    standing: Verification | None = None
    """What the words around it say of its standing."""
    issue: str | None = None
    """Name of an issue of the watch: sentences that hold one of its terms, too."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words is asked for."""
        return self._replace(query="") != Wanted("")


class FoundWords(Frozen):
    """A sentence that holds the words."""

    words: Words
    """The sentence with its address."""
    speakers: tuple[str, ...]
    """Names of those whose words it tells."""
    standings: tuple[Verification, ...]
    """What it says of the standing of these, where it says anything."""
    copies: tuple[Words, ...] = ()
    """The same sentence in copies of the article."""


class FoundStory(Frozen):
    """The sentences of an article and its copies that hold the words."""

    family: str
    """Family id."""
    article: ArticleLine
    """The article of the best sentence."""
    sentences: tuple[FoundWords, ...]
    """The best first."""
    more: int = 0
    """How many further sentences of it hold the words."""
    copies: tuple[ArticleLine, ...] = ()
    """Its copies that hold the words, too."""


class FacetValue(Frozen):
    """What the search can be narrowed to."""

    value: str
    """As it is asked for."""
    name: str
    """As it is shown."""
    sentences: int
    """How many of the sentences it leaves."""


class Facet(Frozen):
    """One thing by which sentences can be told apart."""

    name: str
    """``outlet``, ``month``, ``speaker``, ``standing`` or ``issue``."""
    values: tuple[FacetValue, ...]
    """The most frequent first; months the newest first."""
    more: int = 0
    """How many values are left out."""


class Near(Frozen):
    """A word that no sentence holds."""

    word: str
    """As it was typed."""
    offered: tuple[str, ...]
    """Words of the ledger that are spelled almost like it."""


class Searched(Frozen):
    """What a search found."""

    stories: tuple[FoundStory, ...]
    """The best first."""
    facets: tuple[Facet, ...]
    """What it can be narrowed by, with counts."""
    sentences: int
    """How many sentences hold the words and fit; of very many, of those that were looked at."""
    looked_at: int
    """How many that hold the words were looked at."""
    is_all: bool
    """Whether these are all there are."""
    cut: Cut
    """How many stories are shown."""
    near: tuple[Near, ...] = ()
    """Words that nothing holds."""
    why_empty: str = ""
    """Why there is nothing; empty where there is something."""


def searched(
    view: View, watch: Watch, wanted: Wanted, offset: int = 0, limit: int = 20
) -> Searched:
    """The stories whose sentences hold some words, best first, with facets."""
    query = parse(wanted.query)
    found = matches(view, watch, wanted, MOST)
    told = _by_sentence(view.tellings(match.number for match in found.found))
    stories = _stories(found)
    shown = stories[offset : offset + limit]
    return Searched(
        stories=tuple(_shown(view, watch, shown, told)),
        facets=_facets(view, watch, query, found.found, told),
        sentences=len(found.found),
        looked_at=found.looked_at,
        is_all=found.is_all,
        cut=Cut(
            offset=offset,
            shown=len(shown),
            total=len(stories),
            more=offset + limit < len(stories),
        ),
        near=() if found.found else _near(view, query),
        why_empty="" if shown else _why(view, wanted, query, len(stories)),
    )


def matches(view: View, watch: Watch, wanted: Wanted, most: int) -> Matches:
    """The sentences that hold what is wanted, and where they stand."""
    narrowed = Narrowed(
        outlet=wanted.outlet,
        period=wanted.period,
        speaker=wanted.speaker,
        verification=wanted.standing.value if wanted.standing else None,
        any_of=_terms(watch, wanted.issue) if wanted.issue is not None else (),
    )
    if wanted.issue is not None and not narrowed.any_of:
        return Matches((), 0, True)
    return view.find(parse(wanted.query), narrowed, most)


def _terms(watch: Watch, issue: str) -> tuple[Term, ...]:
    """The words by which an issue of the watch is known; none for an issue it does not name."""
    typed = (term for one in watch.issue if one.name == issue for term in (*one.terms, one.name))
    return tuple(dict.fromkeys(filter(None, map(term_of, typed))))


def _by_sentence(tellings: Iterable[Telling]) -> dict[int, list[Telling]]:
    out: dict[int, list[Telling]] = {}
    for one in tellings:
        out.setdefault(one.sentence, []).append(one)
    return out


def _stories(found: Matches) -> list[list[Match]]:
    """The sentences by their families, those with the best sentence first."""
    by_family: dict[str, list[Match]] = {}
    for match in found.found:
        by_family.setdefault(match.family, []).append(match)
    return list(by_family.values())


def _shown(
    view: View,
    watch: Watch,
    stories: Sequence[Sequence[Match]],
    told: Mapping[int, Sequence[Telling]],
) -> Iterable[FoundStory]:
    near = [match for story in stories for match in story[: _SENTENCES + _COPIES]]
    words = words_at(view, watch, (match.at for match in near))
    lines = {at.article: one.source for at, one in words.items()}
    others = {match.article for story in stories for match in story[: 4 * _COPIES]}
    lines |= article_lines(view, watch, others - lines.keys())
    called = names(view, (t.speaker for m in near for t in told.get(m.number, ()) if t.speaker))
    for story in stories:
        yield _story(story, words=words, lines=lines, told=told, called=called)


def _story(
    story: Sequence[Match],
    *,
    words: Mapping[Address, Words],
    lines: Mapping[str, ArticleLine],
    told: Mapping[int, Sequence[Telling]],
    called: Mapping[str, str],
) -> FoundStory:
    """A story with its sentences; those that copies tell alike are one."""
    alike: dict[str, list[Match]] = {}
    for match in story[: _SENTENCES + _COPIES]:
        if match.at in words:
            key = " ".join(words[match.at].quote.split()).casefold()
            alike.setdefault(key, []).append(match)
    groups = list(alike.values())
    sentences = tuple(_sentence(group, words, told, called) for group in groups[:_SENTENCES])
    first = story[0].article
    copies = dict.fromkeys(match.article for match in story if match.article != first)
    left = len(story) - sum(len(group) for group in groups[:_SENTENCES])
    return FoundStory(
        family=story[0].family,
        article=lines[first],
        sentences=sentences,
        more=left,
        copies=tuple(lines[one] for one in copies if one in lines),
    )


def _sentence(
    group: Sequence[Match],
    words: Mapping[Address, Words],
    told: Mapping[int, Sequence[Telling]],
    called: Mapping[str, str],
) -> FoundWords:
    mine = told.get(group[0].number, ())
    standings = dict.fromkeys(one.verification for one in mine)
    return FoundWords(
        words=words[group[0].at],
        speakers=tuple(dict.fromkeys(called[one.speaker] for one in mine if one.speaker)),
        standings=tuple(Verification(s) for s in standings if s != Verification.UNMARKED),
        copies=tuple(words[match.at] for match in group[1 : _COPIES + 1]),
    )


def _facets(
    view: View,
    watch: Watch,
    query: Query,
    found: Sequence[Match],
    told: Mapping[int, Sequence[Telling]],
) -> tuple[Facet, ...]:
    outlets = Counter(match.outlet or "" for match in found)
    months = Counter(_month(match.published) for match in found)
    speakers = Counter(
        name for m in found for name in {t.speaker for t in told.get(m.number, ()) if t.speaker}
    )
    standings = Counter(
        name for m in found for name in {t.verification for t in told.get(m.number, ())}
    )
    del months[""]
    del standings[Verification.UNMARKED.value]
    numbers = [match.number for match in found]
    issues = Counter(
        {issue.name: view.among(query, _terms(watch, issue.name), numbers) for issue in watch.issue}
    )
    top = [name for name, _ in _most(speakers)]
    facets = (
        _facet("outlet", outlets, {"": "outlet not known"}),
        _facet("month", months, {}, newest_first=True),
        _facet("speaker", speakers, names(view, top)),
        _facet("standing", standings, {}),
        _facet("issue", +issues, {}),
    )
    return tuple(facet for facet in facets if facet.values)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_VALUES]


def _facet(
    name: str, counts: Counter[str], called: Mapping[str, str], *, newest_first: bool = False
) -> Facet:
    shown = sorted(counts.items(), reverse=True)[:_VALUES] if newest_first else _most(counts)
    return Facet(
        name=name,
        values=tuple(
            FacetValue(value=value, name=called.get(value, value.replace("_", " ")), sentences=n)
            for value, n in shown
        ),
        more=len(counts) - len(shown),
    )


def _month(published: Interval) -> str:
    """The month an article was published in, such as 2024-08; empty where that is not known."""
    first, last = published.earliest, published.latest
    known = first is not None and last is not None
    if not known or (first.year, first.month) != (last.year, last.month):  # type: ignore[union-attr]
        return ""
    return f"{first:%Y-%m}"


def _near(view: View, query: Query) -> tuple[Near, ...]:
    """The words of a query that no sentence holds, with what may have been meant."""
    return tuple(
        Near(word=str(term), offered=tuple(_offered(view, term)))
        for term in query.terms
        if not view.is_held(term)
    )


def _offered(view: View, term: Term) -> Iterable[str]:
    """For a word those spelled almost like it; for a phrase, it with its strange words replaced."""
    parts = term.words.split()
    if len(parts) == 1:
        return view.near_words(term.words, _OFFERED)
    strange = [part for part in parts if (one := term_of(part)) and not view.is_held(one)]
    near = {part: view.near_words(part, 1) for part in strange[:_OFFERED]}
    if not strange or not all(near.get(part) for part in strange):
        return ()
    return (" ".join(near[part][0] if part in near else part for part in parts),)


def _why(view: View, wanted: Wanted, query: Query, stories: int) -> str:
    if stories:
        return "The list ends before this page."
    if not query.terms:
        return (
            "Nothing to look for: type a word, “a phrase” in double quotes, or the start of a word "
            "with a star."
        )
    if not view.newest_articles(Interval.unknown(), 1):
        return "The ledger holds no article yet, or held none on the day that was asked for."
    lacking = [term for term in query.terms if not view.is_held(term)]
    if lacking:
        return (
            f"No sentence in the ledger holds {', '.join(f'“{one.words}”' for one in lacking)}. "
            "No article of this desk says it in these words; that is not to say that it is not so."
        )
    if wanted.is_narrowed and view.find(query, Narrowed(), 1).found:
        return "Sentences hold these words, but none of them fits all it was narrowed by."
    if len(query.terms) > 1:
        return (
            "Each of these words stands in the ledger, but no single sentence holds them all. "
            "Look for fewer words at once."
        )
    return (
        "A sentence held these words, but none does as the ledger stands here: its article was "
        "read anew, came later, or holds what you left out."
    )
