"""Finding out what articles of a ledger have in common, as they come in.

First from what each article is by itself, so that it does not matter in which order they came;
where a page has been read again beside its site, from what is left of it then as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from watchdesk import reuse
from watchdesk.records import Capture, Reading, Relation, Role
from watchdesk.store import Writer

_AT_ONCE = 256
_KEPT_LENGTH = 50_000


def compared(readings: Iterable[Reading]) -> list[Reading]:
    """The readings whose words are compared: a teaser's stand in full elsewhere."""
    return [reading for reading in readings if reading.article.role is not Role.TEASER]


def _text_of(reading: Reading) -> reuse.ReuseText:
    """An article made ready; kept for a while, since a story that many print is met again and
    again."""
    bare = Reading(capture=reading.capture, article=reading.article)
    text = reading.capture.text if isinstance(reading.capture, Capture) else ""
    return _kept_text(bare) if len(text) <= _KEPT_LENGTH else reuse.reuse_text(bare)


@lru_cache(maxsize=256)
def _kept_text(reading: Reading) -> reuse.ReuseText:
    return reuse.reuse_text(reading)


def relate_new(writer: Writer, readings: Iterable[Reading]) -> Iterator[Relation]:
    """Compare the articles of a new capture with all that are kept, and with each other."""
    for reading in compared(readings):
        mine = _text_of(reading)
        (found,) = writer.alike([(reading.article.id, reuse.fingerprints(mine.words))])
        for candidate in found:
            kept = writer.bare(candidate.article)
            if kept is None:
                continue
            by_itself, now = kept
            relation = reuse.relate(mine, _text_of(by_itself))
            if relation is not None:
                writer.add_relation(relation)
                yield relation
            if now is None or now.article.parts != by_itself.article.parts:
                latest = reuse.relate(mine, _text_of(now)) if now else None
                writer.put_relation((reading.article.id, candidate.article), latest)


def relate_again(writer: Writer, before: Iterable[Reading], after: Iterable[Reading]) -> int:
    """Compare the articles of a capture that was read again; how many relations that changed."""
    changed = 0
    told = {reading.article.id: reading for reading in compared(after)}
    for article in sorted(told.keys() | {reading.article.id for reading in compared(before)}):
        mine = _text_of(told[article]) if article in told else None
        others = set(writer.partners(article))
        if mine is not None:
            (found,) = writer.alike([(article, reuse.fingerprints(mine.words))])
            others |= {candidate.article for candidate in found}
        for other in sorted(others):
            _, theirs = writer.bare(other) or (None, None)
            relation = reuse.relate(mine, _text_of(theirs)) if mine and theirs else None
            changed += writer.put_relation((article, other), relation)
    return changed


def catch_up(writer: Writer, tell: Callable[[int, int], None] | None = None) -> int:
    """Keep the fingerprints of articles whose index was lost; how many. ``tell`` is given how many
    are done, of how many. Durable in steps, and taken up again where it was stopped."""
    articles = writer.unindexed()
    for start in range(0, len(articles), _AT_ONCE):
        part = articles[start : start + _AT_ONCE]
        readings = [kept[0] for one in part if (kept := writer.bare(one))]
        texts = [_text_of(reading).words for reading in readings]
        prints = reuse.fingerprints_all(texts)
        ids = (reading.article.id for reading in readings)
        writer.alike(list(zip(ids, prints, strict=True)))
        writer.commit()
        if tell is not None:
            tell(min(start + _AT_ONCE, len(articles)), len(articles))
    return len(articles)
