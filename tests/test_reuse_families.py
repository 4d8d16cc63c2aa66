from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_ledger import day
from watchdesk.records import FirstBasis, Interval, Passage, Relation, RelationKind, Span
from watchdesk.reuse import FamilyItem, families
from watchdesk.reuse.families import surely_before


def tie(a: str, b: str, kind: RelationKind = RelationKind.SYNDICATED) -> Relation:
    a, b = sorted((a, b))
    return Relation(a=a, b=b, kind=kind, share_a=1, share_b=1)


def test_copies_of_copies_are_one_family_and_the_earliest_is_first() -> None:
    items = [
        FamilyItem("art-1", day("2024-05-03")),
        FamilyItem("art-2", day("2024-05-01")),
        FamilyItem("art-3"),
        FamilyItem("art-4", day("2024-04-01")),
    ]
    found = families(items, [tie("art-1", "art-2"), tie("art-3", "art-1")])
    assert [f.articles for f in found] == [("art-4",), ("art-2", "art-1", "art-3")]
    assert found[1].first == "art-2"
    assert len(found[1].relations) == 2


def test_shared_passages_do_not_merge() -> None:
    items = [FamilyItem("art-1"), FamilyItem("art-2")]
    ties = [tie("art-1", "art-2", RelationKind.SHARES_PASSAGES)]
    assert len(families(items, ties)) == 2


def held(inner: str, outer: str, start: int) -> Relation:
    """``inner`` stands in ``outer`` from ``start`` on."""
    here, there = Span(0, 100), Span(start, start + 100)
    turned = inner > outer
    return Relation(
        a=outer if turned else inner,
        b=inner if turned else outer,
        kind=RelationKind.CONTAINED,
        share_a=0.2 if turned else 1,
        share_b=1 if turned else 0.2,
        passages=(Passage(a=there, b=here) if turned else Passage(a=here, b=there),),
    )


def test_a_story_inside_a_longer_one_is_folded() -> None:
    items = [FamilyItem("art-1"), FamilyItem("art-2"), FamilyItem("art-5")]
    assert len(families(items, [held("art-1", "art-5", 0), held("art-2", "art-5", 20)])) == 1


def test_a_digest_does_not_make_one_story_of_those_it_strings_together() -> None:
    items = [FamilyItem(f"art-{n}") for n in (1, 2, 5, 9)]
    for digest in ("art-5", "art-9"):
        ties = [held("art-1", digest, 0), held("art-2", digest, 500)]
        assert len(families(items, ties)) == 4
        assert len(families(items, [*ties, tie("art-1", "art-2")])) == 2


def test_an_unknown_day_never_comes_before_a_known_one() -> None:
    items = [
        FamilyItem("art-1", captured_at=datetime(2020, 1, 1, tzinfo=UTC)),
        FamilyItem("art-2", day("2024-05-01/..")),
        FamilyItem("art-3", day("2024-05-09")),
    ]
    found = families(items, [tie("art-1", "art-2"), tie("art-2", "art-3")])
    assert found[0].articles == ("art-3", "art-2", "art-1")


def test_relations_to_absent_articles_are_left_out() -> None:
    found = families([FamilyItem("art-1")], [tie("art-1", "art-9")])
    assert found[0].articles == ("art-1",) and found[0].relations == ()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12),
    st.lists(st.integers(1, 28), min_size=10, max_size=10),
    st.randoms(use_true_random=False),
)
def test_families_do_not_depend_on_order(
    pairs: list[tuple[int, int]], days: list[int], rng: random.Random
) -> None:
    items = [FamilyItem(f"art-{n}", Interval.parse(f"2024-05-{d:02d}")) for n, d in enumerate(days)]
    ties = [tie(f"art-{a}", f"art-{b}") for a, b in pairs if a != b]
    once = families(items, ties)
    rng.shuffle(items)
    rng.shuffle(ties)
    assert families(items, ties) == once
    assert sorted(one for f in once for one in f.articles) == sorted(i.id for i in items)


TAKEN = datetime(2024, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("items", "first", "basis"),
    [
        ([FamilyItem("art-1")], "art-1", FirstBasis.ONLY),
        (
            [FamilyItem("art-1", day("2024-05-03")), FamilyItem("art-2", day("2024-05-01"))],
            "art-2",
            FirstBasis.PUBLISHED,
        ),
        (
            [FamilyItem("art-1", day("2024-05-01")), FamilyItem("art-2", day("2024-05-01"))],
            "art-1",
            FirstBasis.NOT_KNOWN,
        ),
        (
            [
                FamilyItem("art-1", day("2024-05-04"), TAKEN + timedelta(hours=1)),
                FamilyItem("art-2", day("2024-05-04"), TAKEN),
            ],
            "art-2",
            FirstBasis.CAPTURED,
        ),
        (
            [
                FamilyItem("art-1", captured_at=TAKEN.replace(tzinfo=None)),
                FamilyItem("art-2", captured_at=TAKEN + timedelta(hours=1)),
            ],
            "art-1",
            FirstBasis.CAPTURED,
        ),
        (
            [FamilyItem("art-1", day("2024-05-04"), TAKEN), FamilyItem("art-2", day("2024-05-04"))],
            "art-1",
            FirstBasis.NOT_KNOWN,
        ),
        (
            [FamilyItem("art-1", captured_at=TAKEN), FamilyItem("art-2", day("2024-05-09"))],
            "art-2",
            FirstBasis.NOT_KNOWN,
        ),
        (
            [
                FamilyItem("art-1", day("2024-05-01/2024-05-06")),
                FamilyItem("art-2", day("2024-05-03")),
            ],
            "art-2",
            FirstBasis.NOT_KNOWN,
        ),
    ],
)
def test_it_is_told_on_what_the_first_known_member_rests(
    items: list[FamilyItem], first: str, basis: FirstBasis
) -> None:
    ties = [tie(a.id, b.id) for a, b in pairwise(items)]
    (found,) = families(items, ties)
    assert (found.first, found.first_because) == (first, basis)


def test_a_page_taken_before_another_was_published_was_first() -> None:
    early = FamilyItem("art-1", captured_at=TAKEN)
    assert surely_before(early, FamilyItem("art-2", day("2024-05-05")))
    assert not surely_before(early, FamilyItem("art-2", day("2024-05-04")))
    assert not surely_before(early, FamilyItem("art-2"))


def test_forms_and_shared_passages_tie_nobody() -> None:
    items = [FamilyItem("art-1"), FamilyItem("art-2"), FamilyItem("art-3")]
    ties = [tie("art-1", "art-2", RelationKind.SAME_TEMPLATE)]
    ties.append(tie("art-2", "art-3", RelationKind.SHARES_PASSAGES))
    assert [f.first_because for f in families(items, ties)] == [FirstBasis.ONLY] * 3
