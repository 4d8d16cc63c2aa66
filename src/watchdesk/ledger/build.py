"""A book made from a whole set of readings at once, for tests, measures and single files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from watchdesk.ledger.book import Facts, MemoryBook, Posted, Tools
from watchdesk.ledger.page import Page
from watchdesk.ledger.post import post, similar_shipped
from watchdesk.records import Family, Reading, Relation, Role, Ruling, Watch, family_id
from watchdesk.reuse.tellers import Tellers, tellers


def build(
    readings: Iterable[Reading],
    families: Iterable[Family],
    relations: Iterable[Relation],
    watch: Watch,
    rulings: Sequence[Ruling] = (),
) -> MemoryBook:
    """A book in memory that holds some articles, posted together.

    The readings come with their texts and with date and outlet as the desk knows them. An article
    in no family is one by itself.
    """
    known = {reading.article.id: reading for reading in readings}
    told = tuple(families)
    family_of = {one: family_id(one) for one in known}
    family_of.update((one, family.id) for family in told for one in family.articles)
    ties = sorted({(r.a, r.b): r for r in relations}.values(), key=lambda r: (r.a, r.b))
    book = MemoryBook(ties=ties, ruled=list(rulings))
    book.known = {one: facts_of(reading, family_of[one]) for one, reading in known.items()}
    everybody = tellers(known.values(), told, ties, watch.source)

    def all_tellers(_: Collection[str]) -> Tellers:
        return everybody

    tools = Tools(watch=watch, similar=similar_shipped, tellers=all_tellers, reading=known.get)
    entered = [
        Posted(known[one], Page(known[one]), family_of[one])
        for one in sorted(known)
        if known[one].article.role is not Role.TEASER
    ]
    post(book, entered, (), tools)
    return book


def facts_of(reading: Reading, family: str) -> Facts:
    """What the ledger knows of an article; date and outlet as they stand in the reading."""
    article = reading.article
    return Facts(
        article=article.id,
        capture=reading.capture.id,
        published=article.published.interval,
        captured_at=reading.capture.captured_at,
        outlet=article.outlet,
        family=family,
        url=reading.capture.declared.url,
        teaser=article.role is Role.TEASER,
    )
