from __future__ import annotations

from itertools import permutations
from typing import NoReturn

import pytest

from helpers_book import posted, read, related
from helpers_contradictions import book
from watchdesk.ledger.book import MemoryBook, Posted, Tools
from watchdesk.ledger.build import facts_of
from watchdesk.ledger.contradictions import CLASH, TELLING, denials_of, post_contradictions
from watchdesk.ledger.homes import group_statements
from watchdesk.ledger.page import Page
from watchdesk.ledger.post import similar_shipped
from watchdesk.records import Claim, Contradiction, ContradictionKind, Reading, StepKind, Watch

RAFT = (
    "A patrol boat sank the raft off Lemnos with 14 people on board, a Turkish admiral said.",
    "2024-03-05",
    "Tide Post",
)
NO_RAFT = (
    "Greece denied that a patrol boat had sunk the raft off Lemnos with 14 people on board.",
    "2024-03-06",
    "Lamp Daily",
)
MORE = (
    "A patrol boat sank the raft off Lemnos with 60 people on board, a survivor said.",
    "2024-03-05",
    "Quay Times",
)
OTHER = (
    "The harbour of Piraeus was closed by a strike, the port authority said.",
    "2024-03-05",
    "Quay Times",
)
SAILS = (
    "The harbour of Piraeus is open, the harbour master said on Tuesday.",
    "2024-03-05",
    "Lamp Daily",
)


def tools() -> Tools:
    def tellers(_: object) -> NoReturn:
        pytest.fail("asked for tellers")

    return Tools(Watch(), similar_shipped, tellers, lambda _: None)


def enter(into: MemoryBook, readings: list[Reading], gone: tuple[str, ...] = ()) -> frozenset[str]:
    ones = [Posted(one, Page(one), f"fam-{one.article.id}") for one in readings]
    into.known |= {one.id: facts_of(one.reading, one.family) for one in ones}
    homes = group_statements(into, ones, gone, tools())
    return post_contradictions(into, ones, gone, homes, tools())


def state(of: MemoryBook) -> list[Contradiction]:
    return of.standing(Contradiction)


def test_what_stands_does_not_depend_on_the_order_of_the_articles() -> None:
    readings = [read(*one) for one in (RAFT, NO_RAFT, MORE, OTHER, SAILS)]
    whole = MemoryBook()
    enter(whole, readings)
    assert {one.kind.value for one in state(whole)} >= {"number", "denial", "incompatible"}
    for order in permutations(readings):
        single = MemoryBook()
        for one in order:
            enter(single, [one])
        assert state(single) == state(whole)


def test_an_article_entered_again_changes_nothing_and_one_that_is_gone_takes_its_clashes() -> None:
    readings = [read(*one) for one in (RAFT, NO_RAFT, MORE)]
    kept = MemoryBook()
    enter(kept, readings)
    before = state(kept)
    enter(kept, readings[:1])
    assert state(kept) == before
    enter(kept, [], gone=(readings[0].article.id,))
    assert all(at.article != readings[0].article.id for one in state(kept) for at in one.evidence)
    assert not kept.of_article(TELLING, readings[0].article.id)
    enter(kept, readings[:1])
    assert state(kept) == before


def test_an_article_whose_day_becomes_known_is_held_against_others_anew() -> None:
    text, day, outlet = SAILS
    undated, other = read(text, None, outlet), read(*OTHER)
    kept = MemoryBook()
    enter(kept, [undated, other])
    assert state(kept) == []
    enter(kept, [read(text, day, outlet)], gone=(undated.article.id,))
    assert [one.kind for one in state(kept)] == [ContradictionKind.INCOMPATIBLE]


def test_copies_do_not_contradict_anew() -> None:
    copies = [read(RAFT[0], RAFT[1], outlet) for outlet in ("Tide Post", "Beacon", "Herald")]
    readings = [*copies, read(*MORE)]
    kept = posted(readings, related(readings))
    (found,) = state(kept)
    assert found.kind is ContradictionKind.NUMBER
    assert len(kept._items[CLASH]) == 1


def test_denials_are_told_of_the_claim_they_deny_with_who_denies() -> None:
    readings = [read(*one) for one in (RAFT, NO_RAFT)]
    kept = MemoryBook()
    stirred = enter(kept, readings)
    (found,) = state(kept)
    told = denials_of(kept, found.claims)
    assert set(told) == {found.claims[0]} <= stirred
    ((by, claim, kind, before),) = told[found.claims[0]]
    assert kind is StepKind.DENIED and not before
    assert claim == found.claims[1]
    assert by.article == readings[1].article.id
    assert denials_of(kept, ["clm-0000000000000000"]) == {}


def test_a_contradiction_says_who_tells_what_and_when_and_is_found_by_its_claims() -> None:
    kept = book([read(*RAFT), read(*MORE)])
    (found,) = state(kept)
    assert [str(when) for when in found.told] == ["2024-03-05", "2024-03-05"]
    assert set(found.by) == {"a Turkish admiral", "a survivor"}
    claims = kept.read(Claim, found.claims)
    for at, claim in zip(found.evidence, found.claims, strict=True):
        assert at in {member.at for member in claims[claim].members}
        assert kept.labelled(Contradiction, [f"claim:{claim}"]) == {found.id: found}
        assert kept.labelled(Contradiction, [f"article:{at.article}"]) == {found.id: found}


def test_many_equal_articles_and_a_huge_one_are_soon_entered() -> None:
    word = "Gunmen killed 12 villagers near Barsalogho on Sunday, the governor said. "
    huge = read(word * 300, "2024-03-04", "Tide Post")
    odd = read("“—;,()— no no not never n’t " * 40, "2024-03-04", "Lamp Daily")
    kept = MemoryBook()
    enter(kept, [huge, odd, read("", "2024-03-04", "Quay Times")])
    assert state(kept) == []
