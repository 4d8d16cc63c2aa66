"""Entering what was recorded into the ledger's records: each capture once, as it comes in.

What stands afterwards depends on the captures alone, not on the order in which they came. When the
rules change, or what they take from watch.toml, everything is posted anew in the order of
recording, each capture with the moment at which it was recorded, so that the ledger can still be
asked as of a past day.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b

from watchdesk.ledger.book import Posted, Tools
from watchdesk.ledger.page import Page
from watchdesk.ledger.post import RULES_VERSION, post, similar_shipped
from watchdesk.neighbours import Neighbours
from watchdesk.records import Reading, Removal, Role, Watch
from watchdesk.store import Event, LedgerBook, Posting, Writer

_STEP_SECONDS = 1.0
"""How long is posted before it is made durable."""


def taken_from(watch: Watch) -> str:
    """A digest of what the records take from watch.toml: how reliable an outlet is, and where its
    feeds are, is none of it."""
    plain = {"reliability": "F", "feeds": ()}
    sources = [one.model_copy(update=plain) for one in watch.source]
    outlets = [one for one in sources if one.domains or one.aliases or one.owner]
    told = [one.model_dump_json() for one in (*watch.issue, *outlets)]
    return blake2b("\n".join(told).encode(), digest_size=8).hexdigest()


def is_present(posting: Posting | None, watch: Watch) -> bool:
    """Whether a posting was made by the present rules with the present settings."""
    wanted = RULES_VERSION, taken_from(watch)
    return posting is not None and (posting.rules, posting.watch) == wanted


def post_new(writer: Writer, watch: Watch) -> None:
    """Post what the transaction recorded, so that both are durable together.

    Left to :func:`catch_up` when the ledger is just being posted anew.
    """
    writer.begin()
    posting = writer.posting()
    while posting is not None and posting.finished and is_present(posting, watch):
        event = writer.next_event(posting)
        if event is None:
            return
        _post(writer, posting, event, watch)
        posting = writer.posting()


def catch_up(
    writer: Writer,
    watch: Watch,
    tell: Callable[[int, int], None] | None = None,
    *,
    anew: bool = False,
) -> int:
    """Post what is recorded but not posted, everything when that was done by other rules or with
    other settings, or ``anew``; how many captures and rulings.

    Durable in steps; when it is stopped, the next call goes on. ``tell`` is given how many are
    done, of how many.
    """
    writer.begin()
    posting = writer.posting()
    if posting is None or not is_present(posting, watch) or (anew and posting.finished):
        posting = writer.begin_posting(RULES_VERSION, taken_from(watch))
        writer.commit()
    done = 0
    while True:
        count = _step(writer, posting.number, watch)
        done += count
        if not count:
            return done
        if tell is not None:
            tell(done, done + writer.unposted())


def _step(writer: Writer, number: int, watch: Watch) -> int:
    """Post for a while; how many events. 0 when all is posted, or another process began anew."""
    end = time.monotonic() + _STEP_SECONDS
    done = 0
    writer.begin()
    posting = writer.posting()
    while posting is not None and posting.number == number:
        event = writer.next_event(posting)
        if event is None:
            if not posting.finished:
                writer.finish_posting(posting)
            break
        _post(writer, posting, event, watch)
        done += 1
        if time.monotonic() > end:
            break
        posting = writer.posting()
    writer.commit()
    if done == 0 and posting is not None:
        while not writer.tidy(posting):
            writer.commit()
        writer.commit()
    return done


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave rubbish that hangs together lying: what a posting makes goes as it is let go, and a
    search through all that is cached takes longer than the posting."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _post(writer: Writer, posting: Posting, event: Event, watch: Watch) -> None:
    known_at = max(event.known_at, posting.known_at)
    near = _near(writer, posting, event, watch)
    book = near.book
    with _uncollected():
        if event.capture:
            now, ever = writer.articles_at(event)
            _enter(book, near, now, sorted(set(ever) - set(now)))
        else:
            _enter_again(book, near, writer.ruled(event))
        book.flush(known_at)
    writer.reach(posting, event, known_at)


def _enter(book: LedgerBook, near: Neighbours, now: list[str], gone: list[str]) -> None:
    """Enter the articles of a capture that was read, or read again."""
    readings = [reading for one in now if (reading := near.load(one)) is not None]
    seeds = {*now, *gone}
    before = near.sharing(seeds)
    former = {one: known.family for one, known in near.known(sorted(seeds)).items()}
    members = {one for name in former.values() for one in book.family(name)}
    near.leave(gone)
    near.enter(readings)
    changed, around = near.learn({*seeds, *members})
    around |= before | near.sharing(set(now))
    _into_rooms(book, near, changed | set(now), gone, around)


def take_out(writer: Writer, watch: Watch, removal: Removal, capture: str) -> list[str] | None:
    """Take a capture out of the ledger, with all that was read in it, and put what other captures
    tell right; ids of its articles. ``None`` when the records are not posted yet, or not by the
    present rules: see :func:`catch_up`.

    All in one transaction, which is durable when this returns.
    """
    writer.begin()
    posting = writer.posting()
    if posting is None or not posting.finished or not is_present(posting, watch):
        return None
    if writer.unposted():
        return None
    event = writer.removal_event(posting, capture)
    _, gone = writer.articles_at(event)
    seeds = set(gone)
    near = _near(writer, posting, event, watch)
    known = near.known(gone).values()
    members = {one for told in known for one in near.book.family(told.family)}
    around = near.sharing(seeds) | near.copies(seeds) | members
    writer.untie(removal, capture, gone)
    near = _near(writer, posting, event, watch)  # that knows no more of what they shared
    with _uncollected():
        near.leave(gone)
        changed, others = near.learn(around - seeds)
        _into_rooms(near.book, near, changed - seeds, gone, (around | others) - seeds)
        near.book.flush(event.known_at)
    writer.reach(posting, event, event.known_at)
    writer.take_out(removal, posting, capture, gone)
    writer.commit()
    return gone


def _near(writer: Writer, posting: Posting, event: Event, watch: Watch) -> Neighbours:
    @cache
    def load(article: str) -> Reading | None:
        return writer.reading_at(article, event)

    return Neighbours(writer.book(posting, event), watch, load)


def _enter_again(book: LedgerBook, near: Neighbours, articles: list[str]) -> None:
    """Enter articles that something was ruled of."""
    _into_rooms(book, near, set(near.known(articles)), [], set())


def _into_rooms(
    book: LedgerBook, near: Neighbours, changed: set[str], gone: list[str], around: set[str]
) -> None:
    told: list[Posted] = []
    teasers: list[str] = []
    group_of = book.groups(changed)
    for one, known in sorted(near.known(sorted(changed)).items()):
        reading = near.reading(one)
        if reading is None:
            continue
        if reading.article.role is Role.TEASER:
            teasers.append(one)
            continue
        near.sign(reading)
        told.append(Posted(reading, Page(reading), group_of.get(one, known.family)))
    tools = Tools(
        watch=near.watch, similar=similar_shipped, tellers=near.tellers, reading=near.reading
    )
    beside = sorted(near.known(sorted(around - changed)))
    post(book, told, [*gone, *teasers], tools, beside)
