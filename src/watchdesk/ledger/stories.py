"""Which articles tell the same happening.

Articles are nodes, copies of one story a single one. Two nodes are tied when a rule that looks at
the two alone holds them for one story; what hangs together by ties is grouped by the mean over all
pairs, so that no chain of neighbours makes one story of a whole war. What an article changes is
what it hangs together with, and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np

from watchdesk.ledger.book import Book, Facts, Posted, Tools
from watchdesk.ledger.stories_alike import Dated, alike, far_apart
from watchdesk.ledger.stories_groups import Homes, joined
from watchdesk.ledger.stories_sketch import SKETCH, Sketch, family_key, item, sketch
from watchdesk.ledger.stories_ties import (
    Known,
    compared,
    dated,
    sketches,
    tie,
    ties,
    untie,
    vectored,
)
from watchdesk.ledger.stories_words import rarity
from watchdesk.records import Address, Interval, Role, Story, content_id
from watchdesk.reuse.families import FamilyItem, first_known

_COPIES = 2000
"""Copies of one story that are listed."""
_VAGUE = 62
"""Days of publication from which it is hardly known when something was told."""
_PAPER = re.compile(
    r"(?:The\s+)?(?:[A-Z][\w’'-]{1,20}\s+){1,3}(?:Advertiser|Chronicle|Courier|Dispatch|Examiner|Gazette|"
    r"Herald|Inquirer|Journal|Mail|Mercury|News|Observer|Post|Press|Record|Register|Review|Sentinel|"
    r"Standard|Star|Telegraph|Times|Tribune)"
)
"""A name of a newspaper and nothing else."""
_TOLD = 5
"""Shared words that are told as a reason."""


def post_stories(
    book: Book,
    changed: Sequence[Posted],
    gone: Collection[str],
    tools: Tools,
    beside: Collection[str] = (),
) -> None:
    """Enter articles, known newly or otherwise than before, and take out those that are no more.

    Writes a :class:`Story` for every two or more articles that tell the same happening, and erases
    what stands no more. Teasers tell no story of their own. ``beside`` are articles that are as
    they were, but are copies of others than before.
    """
    leaving = sorted({*gone, *(one.id for one in changed)})
    before = sketches(book, {*leaving, *beside})
    coming = _coming(book, changed, before, set(beside) - set(leaving))
    families = {one.family for one in (*before.values(), *(one for one, _ in coming))}
    was = _copies(book, families)
    stood = {*leaving, *(one for copies in was.values() for one in copies)}
    old = ties(book, stood)
    untie(book, stood)
    book.drop(SKETCH, before)
    book.put(item(one, day, faces=False) for one, day in coming)
    faces = _stand(book, families)
    fresh = {face: _tied(book, face, tools) for face in faces}
    seeds = {other for tied in (*old.values(), *fresh.values()) for other in tied}
    touched = Homes(Known(book)).reached(seeds - set(faces) - stood)
    book.put(tie(a, b, score) for a, tied in fresh.items() for b, score in tied.items())
    homes = Homes(Known(book))
    touched |= homes.reached(faces)
    _write(book, touched - (stood - set(faces)), stood, homes, tools)


def _copies(book: Book, families: Iterable[str]) -> dict[str, list[str]]:
    """By family its articles, the first known first."""
    keys = {family_key(family): family for family in families}
    held = book.holding(SKETCH, keys, most=_COPIES)
    facts = book.facts({one for found in held.values() for one in found})
    order = partial(_order, facts)
    return {keys[key]: sorted(found, key=order) for key, found in held.items()}


def _order(facts: Mapping[str, Facts], article: str) -> tuple[date, date, float, str]:
    one = facts.get(article)
    if one is None:
        return first_known(FamilyItem(article))
    return first_known(FamilyItem(article, one.published, one.captured_at))


def _coming(
    book: Book,
    changed: Sequence[Posted],
    before: Mapping[str, Sketch],
    beside: Collection[str],
) -> list[tuple[Sketch, int | None]]:
    """Sketches to be kept, with their days. Vectors made of the same words are used again."""
    out: list[tuple[Sketch, int | None]] = []
    for posted in changed:
        if posted.reading.article.role is Role.TEASER:
            continue
        one, old = sketch(posted), before.get(posted.id)
        if old is not None and old.texts == one.texts:
            one = one._replace(vectors=old.vectors)
        out.append((one, posted.day))
    facts = book.facts(beside)
    for name, kept in book.items(SKETCH, sorted(beside)).items():
        family = facts[name].family if name in facts else before[name].family
        out.append((before[name]._replace(family=family), kept.day))
    return out


def _stand(book: Book, families: Iterable[str]) -> list[str]:
    """Have the first known article of each family stand for it: it alone is found by words."""
    copies = _copies(book, families)
    faces = sorted(found[0] for found in copies.values())
    kept = book.items(SKETCH, [one for found in copies.values() for one in found])
    known = sketches(book, kept)
    for name, one in known.items():
        meant = item(one, kept[name].day, faces=name in faces)
        if set(meant.keys) != set(kept[name].keys):
            book.put([meant])
    return faces


def _tied(book: Book, face: str, tools: Tools) -> dict[str, float]:
    (kept,) = book.items(SKETCH, [face]).values()
    (one,) = sketches(book, [face]).values()
    return compared(book, one, kept.day, tools)


def _write(
    book: Book, touched: Collection[str], also: Collection[str], homes: Homes, tools: Tools
) -> None:
    """Write the stories of some nodes anew, and erase those these and other articles were in."""
    written: set[str] = set()
    done: set[str] = set()
    members: set[str] = set(also)
    for node in sorted(touched):
        if node in done:
            continue
        near = homes.of(node)
        done |= near
        for story, labels in _stories(book, near, tools):
            book.write(story, labels, story.days)
            written.add(story.id)
            members.update(story.articles)
    members |= done
    before = book.labelled(Story, [f"article:{one}" for one in sorted(members)])
    book.erase(Story, sorted(set(before) - written))


def _stories(book: Book, nodes: Collection[str], tools: Tools) -> Iterable[tuple[Story, list[str]]]:
    """The stories of nodes that hang together."""
    ones = sketches(book, sorted(nodes))
    if len(ones) > 1:
        ones = {one.article: one for one in vectored(book, list(ones.values()), tools)}
    told = dated(book, [ones[name] for name in sorted(ones)])
    scores = far_apart(told, alike(told, told))
    copies = _copies(book, {one.family for one in ones.values()})
    for group in joined(scores):
        families = [copies[told[at].sketch.family] for at in group]
        if sum(map(len, families)) > 1:
            means = scores[np.ix_(group, group)].mean(axis=1)
            clearest = [told[group[at]] for at in np.argsort(-means, kind="stable").tolist()]
            yield _story(book, clearest, families)


def _story(
    book: Book, told: Sequence[Dated], families: Sequence[Sequence[str]]
) -> tuple[Story, list[str]]:
    """``told``: what stands for each family, those most like all others first."""
    listed = [one for family in families for one in family]
    facts = book.facts(listed)
    articles = sorted(listed, key=partial(_order, facts))
    story = Story(
        id=content_id("sto", articles[0]),
        articles=tuple(articles),
        families=len(families),
        headline=_headline(told, facts),
        days=_days([facts[one].published for one in articles if one in facts]),
        why=_why(told),
    )
    return story, [f"article:{one}" for one in articles]


def _headline(told: Sequence[Dated], facts: Mapping[str, Facts]) -> Address | None:
    """The first headline there is; the name of the paper, read as one, is none."""
    papers = {_plain(fact.outlet) for fact in facts.values() if fact.outlet}
    for one, _ in told:
        name = one.texts[0]
        if _PAPER.fullmatch(name) or _plain(name) in papers:
            continue
        if one.title is not None and one.article in facts:
            capture = facts[one.article].capture
            return Address(capture=capture, article=one.article, span=one.title)
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _days(published: Sequence[Interval]) -> Interval:
    """From the first to the last publication of articles whose days are known from both sides,
    those known to within two months alone if there are any; open where no article tells."""
    bounded = [one for one in published if one.is_bounded]
    near = [one for one in bounded if (one.days or 0) <= _VAGUE]
    told = near or bounded or published
    earliest = [one.earliest for one in told if one.earliest]
    latest = [one.latest for one in told if one.latest]
    return Interval(
        earliest=min(earliest) if earliest else None, latest=max(latest) if latest else None
    )


def _why(told: Sequence[Dated]) -> str:
    if len(told) == 1:
        return "copies of one story"
    counted = Counter(word for one in told for word in one.sketch.top)
    shared = [(-n, -rarity(word), word) for word, n in counted.items() if 2 * n > len(told)]
    words = ", ".join(word for _, _, word in sorted(shared)[:_TOLD])
    return f"alike in headline, lead and words: {words}" if words else "alike in headline and lead"
